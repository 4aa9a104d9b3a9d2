from typing import NamedTuple, Optional

class Cause(NamedTuple):
    stage: str
    rule: str
    confidence: float

class Edit(NamedTuple):
    start: int
    end: int
    from_: str
    to: str
    stage: str
    rule: str
    confidence: float
    text_start: int
    text_end: int
    causes: tuple[Cause, ...]

class Line(NamedTuple):
    start: int
    end: int
    line: int
    keep: bool
    kind: str
    score: float

class Sentence(NamedTuple):
    start: int
    end: int
    text: str
    text_start: int
    text_end: int

class Token(NamedTuple):
    start: int
    end: int
    text: str
    stem: str
    kind: str
    text_start: int
    text_end: int

class Entity(NamedTuple):
    start: int
    end: int
    label: str
    text: str
    entry: Optional[str]
    name: Optional[str]
    kind: Optional[str]
    key: Optional[str]
    confidence: float
    text_start: int
    text_end: int
