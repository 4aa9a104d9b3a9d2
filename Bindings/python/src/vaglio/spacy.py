"""Vaglio in spaCy: a component and a tokenizer, both called ``vaglio`` and found by spaCy by themselves.

>>> import spacy
>>> nlp = spacy.blank("it", config={"nlp": {"tokenizer": {"@tokenizers": "vaglio"}}})
>>> nlp.add_pipe("vaglio")  # doctest: +ELLIPSIS
<vaglio.spacy.Component object at ...>
>>> doc = nlp("Agcom e stata la prima; in base alia normativa")
>>> [(entity.text, entity.label_, entity.kb_id_) for entity in doc.ents]
[('Agcom', 'regulator', 'agcom')]
>>> [(span.text, span._.replacement) for span in doc.spans["corrections"]]
[('e', 'è'), ('alia', 'alla')]
>>> doc._.clean_text
'Agcom è stata la prima; in base alla normativa'
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import tee
from typing import Any, Callable, Optional

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from ._document import Document, Edit
from ._pipeline import STAGES, Pipeline

for _holder, _name, _default in (
    (Token, "stem", ""),
    (Span, "replacement", ""),
    (Span, "confidence", 1.0),
    (Doc, "clean_text", ""),
):
    if not _holder.has_extension(_name):
        _holder.set_extension(_name, default=_default)


class Component:
    """Fills a `Doc` with what Vaglio finds in its text, whatever tokens it has:

    - ``doc.ents``: the names, with the identifier of the canonical entity as ``kb_id_``. They go before names that are
      there already when ``overwrite_ents`` is set, else after;
    - ``doc.spans["corrections"]``: what was repaired, the rule as ``label_``, and ``span._.replacement``;
      ``doc.spans["suggestions"]``: what might be; ``doc.spans["boilerplate"]``: the furniture of a page;
    - ``token._.stem``; ``doc._.clean_text``.

    A span covers the whole tokens that its characters lie in.
    """

    def __init__(self, pipeline: Pipeline, overwrite_ents: bool = False) -> None:
        self.pipeline = pipeline
        self.overwrite_ents = overwrite_ents

    def __call__(self, doc: Doc) -> Doc:
        return self._fill(doc, self.pipeline(doc.text))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        docs, sources = tee(stream)
        documents = self.pipeline.pipe((doc.text for doc in sources), batch_size=batch_size)
        return map(self._fill, docs, documents)

    def _fill(self, doc: Doc, document: Document) -> Doc:
        words = _Words(doc)
        doc._.clean_text = document.text
        self._fill_names(doc, words, document)
        for name, layer in (("corrections", document.edits), ("suggestions", document.suggestions)):
            if layer.is_present:
                edits = [edit for edit in layer if edit.stage != "boilerplate"]
                doc.spans[name] = [span for edit in edits for span in words.span(edit)]
        if "boilerplate" in self.pipeline.stages:
            edits = [edit for edit in document.edits if edit.stage == "boilerplate"]
            doc.spans["boilerplate"] = [span for edit in edits for span in words.span(edit)]
        if "stem" in self.pipeline.stages:
            stems = [""] * len(doc)
            for token in document.tokens:
                # Where spaCy's token has several of ours, it gets their stems together.
                place = words.place(token.start)
                if place is not None:
                    stems[place] += token.stem
            for token, stem in zip(doc, stems):
                if stem:
                    token._.stem = stem
        return doc

    def _fill_names(self, doc: Doc, words: _Words, document: Document) -> None:
        if not document.entities.is_present:
            return
        found = []
        for entity in document.entities:
            range = words.range(entity.start, entity.end)
            if range:
                span = Span(doc, *range, label=entity.label, kb_id=entity.entry or "")
                span._.confidence = entity.confidence
                found.append(span)
        there = list(doc.ents)
        taken = [False] * len(doc)
        chosen = []
        for span in found + there if self.overwrite_ents else there + found:
            if not any(taken[span.start : span.end]):
                chosen.append(span)
                taken[span.start : span.end] = [True] * len(span)
        doc.ents = chosen


class _Words:
    """Where the tokens of a Doc are in its text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.starts = [token.idx for token in doc]
        self.ends = [token.idx + len(token) for token in doc]

    def place(self, position: int) -> Optional[int]:
        """The token that a character lies in."""
        place = bisect_right(self.starts, position) - 1
        return place if place >= 0 and position < self.ends[place] else None

    def range(self, start: int, end: int) -> Optional[tuple[int, int]]:
        """The tokens that characters lie in; beside an empty stretch the one that it touches."""
        first = bisect_right(self.ends, start) if end > start else bisect_left(self.ends, start)
        last = bisect_left(self.starts, end) if end > start else bisect_right(self.starts, end)
        if first < last:
            return first, last
        # Blanks between tokens: the token before them, which spaCy gives one blank.
        return (first - 1, first) if first > 0 else (0, 1) if self.starts else None

    def span(self, edit: Edit) -> list[Span]:
        range = self.range(edit.start, edit.end)
        if not range:
            return []
        span = Span(self.doc, *range, label=f"{edit.stage}:{edit.rule}")
        span._.replacement = edit.to
        span._.confidence = edit.confidence
        return [span]


@Language.factory(
    "vaglio",
    assigns=["doc.ents", "doc.spans", "token._.stem", "doc._.clean_text"],
    default_config={
        "stages": list(STAGES),
        "lexicons": {},
        "minimum_confidence": None,
        "overwrite_ents": False,
    },
)
def make_component(
    nlp: Language,
    name: str,
    stages: list[str],
    lexicons: dict[str, Any],
    minimum_confidence: Optional[float],
    overwrite_ents: bool,
) -> Component:
    """The component ``vaglio``: ``nlp.add_pipe("vaglio", config={…})``."""
    pipeline = Pipeline(stages, lexicons=lexicons, minimum_confidence=minimum_confidence)
    return Component(pipeline, overwrite_ents)


class Tokenizer(DummyTokenizer):
    """Vaglio's tokens as a `Doc`, whose text is the text that was given; with ``clean`` the clean text, whose tokens they
    are as well, and which is then all that the pipeline sees."""

    def __init__(self, vocab: Vocab, clean: bool = False) -> None:
        self.vocab = vocab
        self.clean = clean
        self.pipeline = Pipeline(["normalize", "boilerplate", "tokenize", "correct"] if clean else ["tokenize"])

    def __call__(self, text: str) -> Doc:
        return self._doc(self.pipeline(text))

    def pipe(self, texts: Iterable[str], *, batch_size: int = 64, **_: Any) -> Iterator[Doc]:
        return map(self._doc, self.pipeline.pipe(texts, batch_size=batch_size))

    def _doc(self, document: Document) -> Doc:
        text = document.text
        words: list[str] = []
        spaces: list[bool] = []
        position = 0
        for token in document.tokens:
            self._gap(text[position : token.text_start], words, spaces)
            words.append(token.text)
            spaces.append(False)
            position = token.text_end
        self._gap(text[position:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    @staticmethod
    def _gap(gap: str, words: list[str], spaces: list[bool]) -> None:
        """What is between two tokens. spaCy's tokens have one blank after them or none; more blanks are a token."""
        if gap.startswith(" ") and spaces:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)


@registry.tokenizers("vaglio")
def make_tokenizer(clean: bool = False) -> Callable[[Language], Tokenizer]:
    """The tokenizer ``vaglio``: ``[nlp.tokenizer] @tokenizers = "vaglio"``."""
    return lambda nlp: Tokenizer(nlp.vocab, clean)
