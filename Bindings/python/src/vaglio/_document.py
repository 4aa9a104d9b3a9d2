"""What a text has become."""

from __future__ import annotations

import struct
import sys
from collections.abc import Sequence
from ctypes import addressof, byref, c_char, c_size_t, string_at
from functools import cached_property, partial
from operator import add

from . import _library as c
from ._records import Cause, Edit, Entity, Line, Sentence, Token

# The types are in `_document.pyi`: to import typing takes longer than all the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, Callable, Optional, Union

    Column = tuple[Any, ...]

_NO_STRING = 0xFFFF_FFFF


class Layer(Sequence):
    """The annotations of one kind, in order. Records are made when they are looked at.

    ``numpy.asarray(layer)`` is a structured array over the library's own memory, without a copy: its fields are those
    of the structure in vaglio.h (``numpy.asarray(document.tokens)["start"]``). ``layer.buffer`` is the same memory for
    all that speaks the buffer protocol. Both keep the document alive.
    """

    __slots__ = ("_address", "_count", "_document", "_make", "_shape", "is_present")

    def __init__(self, document: Document, address: Optional[int], count: int, shape: _Shape, make: Callable[..., Any]):
        self._document = document
        self._address = address or 0
        self._count = count
        self._shape = shape
        self._make = make
        #: Whether the stage that makes the layer ran.
        self.is_present = address is not None

    def __class_getitem__(cls, record: Any) -> type:
        return cls

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Any]:
        return iter(self._records(0, self._count))

    def __getitem__(self, index: Union[int, slice]) -> Any:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._count)
            if step == 1:
                return self._records(start, max(start, stop))
            return self._records(0, self._count)[index]
        position = index.__index__()
        if position < 0:
            position += self._count
        if not 0 <= position < self._count:
            raise IndexError(f"there are {self._count}, and no number {index}")
        return self._records(position, position + 1)[0]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Layer, list, tuple)):
            return NotImplemented
        return list(self) == list(other)

    def __repr__(self) -> str:
        return repr(list(self))

    def _records(self, start: int, stop: int) -> list[Any]:
        size = self._shape.struct.size
        data = string_at(self._address + start * size, (stop - start) * size)
        # By columns: of records a function of Python would have to run for each.
        columns = tuple(zip(*self._shape.struct.iter_unpack(data)))
        return self._make(*columns) if columns else []

    @property
    def buffer(self) -> memoryview:
        """The library's memory, read only, without a copy: bytes of the structures of vaglio.h."""
        if self._count == 0:
            return memoryview(b"")
        array = (c_char * (self._count * self._shape.struct.size)).from_address(self._address)
        array.owner = self
        return memoryview(array).cast("B").toreadonly()

    @property
    def __array_interface__(self) -> dict[str, Any]:
        return {
            "version": 3,
            "shape": (self._count,),
            "typestr": f"|V{self._shape.struct.size}",
            "descr": self._shape.fields,
            # NumPy wants an address even of nothing; True: not to be written to.
            "data": (self._address, True) if self._count else (_NOTHING, True),
        }


_nothing = (c_char * 64)()
_NOTHING = addressof(_nothing)


class _Shape:
    """The layout of a structure of vaglio.h, for `struct` and for NumPy."""

    def __init__(self, *fields: str) -> None:
        letters = {"u": ("I", "u4"), "f": ("f", "f4"), "s": ("II", "u4")}
        format, self.fields = "=", []
        for field in fields:
            name, _, kind = field.partition(":")
            letter, dtype = letters[kind or "u"]
            format += letter
            entry: tuple[Any, ...] = (name, c.BYTE_ORDER + dtype)
            self.fields.append(entry + ((2,),) if kind == "s" else entry)
        self.struct = struct.Struct(format)


_PLACE = ("start", "end", "text_start", "text_end")
_EDIT = _Shape(*_PLACE, "to:s", "stage:s", "rule:s", "confidence:f", "first_cause", "cause_count")
_CAUSE = _Shape("stage:s", "rule:s", "confidence:f")
_LINE = _Shape("start", "end", "number", "keep", "kind:s", "score:f")
_SENTENCE = _Shape(*_PLACE)
_TOKEN = _Shape(*_PLACE, "stem_start", "stem_end", "kind")
_ENTITY = _Shape(*_PLACE, "label:s", "entry:s", "name:s", "kind:s", "key:s", "confidence:f")

_KINDS = ("word", "number", "punctuation", "symbol", "url", "email")


class Document:
    """What a pipeline has made of a text. Belongs to one thread at a time."""

    def __init__(self, handle: int, source: Union[str, bytes]) -> None:
        self._handle = handle
        self._source = source

    def __del__(self, free: Callable[[int], None] = c.document_free) -> None:
        free(self._handle)

    def __reduce__(self) -> Any:
        raise TypeError("a document lives in one process: send document.to_json(), or the text and the pipeline")

    def __repr__(self) -> str:
        text = self.text
        return f"<vaglio.Document {text if len(text) <= 60 else text[:59] + '…'!r}>"

    def __str__(self) -> str:
        return self.text

    @cached_property
    def source(self) -> str:
        """The text as it was given. It does not change."""
        source = self._source
        return source if isinstance(source, str) else source.decode(errors="replace")

    @cached_property
    def text(self) -> str:
        """The clean text."""
        return self._bytes(c.document_text).decode(errors="replace")

    def to_json(self) -> str:
        """The line of JSON that ``vaglio annotate --format jsonl`` writes for the text, without its line end."""
        return self._bytes(c.document_json)[:-1].decode()

    @cached_property
    def edits(self) -> Layer[Edit]:
        """The changes that were made, sorted and disjoint."""
        return self._layer(c.document_edits, _EDIT, self._make_edits)

    @cached_property
    def suggestions(self) -> Layer[Edit]:
        """Changes that were thought of and not made, since they are not sure enough."""
        return self._layer(c.document_suggestions, _EDIT, self._make_edits)

    @cached_property
    def lines(self) -> Layer[Line]:
        """The lines of the source, each content or furniture of the page."""
        return self._layer(c.document_lines, _LINE, self._make_lines)

    @cached_property
    def sentences(self) -> Layer[Sentence]:
        """The sentences, sorted and disjoint."""
        return self._layer(c.document_sentences, _SENTENCE, self._make_sentences)

    @cached_property
    def tokens(self) -> Layer[Token]:
        """The tokens, sorted and disjoint."""
        return self._layer(c.document_tokens, _TOKEN, self._make_tokens)

    @cached_property
    def entities(self) -> Layer[Entity]:
        """The names, sorted and disjoint."""
        return self._layer(c.document_entities, _ENTITY, self._make_entities)

    def _bytes(self, function: Callable[..., Optional[int]]) -> bytes:
        length = c_size_t()
        address = function(self._handle, byref(length))
        return string_at(address, length.value) if address else b""

    def _layer(self, function: Callable[..., Optional[int]], shape: _Shape, make: Callable[..., Any]) -> Layer[Any]:
        count = c_size_t()
        address = function(self._handle, byref(count))
        return Layer(self, address, count.value, shape, make)

    @cached_property
    def _strings(self) -> _Strings:
        return _Strings(self._bytes(c.document_strings))

    @cached_property
    def _causes(self) -> list[Cause]:
        return list(self._layer(c.document_causes, _CAUSE, self._make_causes))

    def _make_causes(
        self, stage: Column, stages: Column, rule: Column, rules: Column, confidence: Column
    ) -> list[Cause]:
        strings = self._strings.all
        return _make(Cause, strings(stage, stages), strings(rule, rules), _shares(confidence))

    def _make_edits(
        self, start: Column, end: Column, text_start: Column, text_end: Column, to: Column, tos: Column, stage: Column,
        stages: Column, rule: Column, rules: Column, confidence: Column, first: Column, count: Column
    ) -> list[Edit]:
        strings, causes = self._strings.all, self._causes
        return _make(
            Edit,
            start,
            end,
            _parts(self.source, start, end),
            strings(to, tos),
            strings(stage, stages),
            strings(rule, rules),
            _shares(confidence),
            text_start,
            text_end,
            map(tuple, _parts(causes, first, map(add, first, count))),
        )

    def _make_lines(
        self, start: Column, end: Column, number: Column, keep: Column, kind: Column, kinds: Column, score: Column
    ) -> list[Line]:
        return _make(Line, start, end, number, map(bool, keep), self._strings.all(kind, kinds), _shares(score))

    def _make_entities(self, *columns: Column) -> list[Entity]:
        start, end, text_start, text_end, *strings, confidence = columns
        label, entry, name, kind, key = map(self._strings.all, strings[::2], strings[1::2])
        texts = _parts(self.text, text_start, text_end)
        return _make(
            Entity, start, end, label, texts, entry, name, kind, key, _shares(confidence), text_start, text_end
        )

    def _make_sentences(self, start: Column, end: Column, text_start: Column, text_end: Column) -> list[Sentence]:
        return _make(Sentence, start, end, _parts(self.text, text_start, text_end), text_start, text_end)

    def _make_tokens(
        self, start: Column, end: Column, text_start: Column, text_end: Column, stem: Column, stem_end: Column,
        kind: Column
    ) -> list[Token]:
        texts = _parts(self.text, text_start, text_end)
        return _make(
            Token, start, end, texts, self._stems(stem, stem_end), map(_KINDS.__getitem__, kind), text_start, text_end
        )

    def _stems(self, starts: tuple[int, ...], ends: tuple[int, ...]) -> Iterator[str]:
        stems = self._bytes(c.document_stems)
        if stems.isascii():
            return _parts(stems.decode(), starts, ends)
        parts = _parts(stems, starts, ends)
        try:
            stems.decode()
        except UnicodeDecodeError:
            return (part.decode(errors="replace") for part in parts)
        return map(bytes.decode, parts)


class _Strings(dict):
    """The strings of a document by their places, each made at its first use."""

    __slots__ = ("_pool",)

    def __init__(self, pool: bytes) -> None:
        self._pool = pool

    def __missing__(self, place: tuple[int, int]) -> Optional[str]:
        start, length = place
        string = None
        if start != _NO_STRING:
            string = sys.intern(self._pool[start : start + length].decode(errors="replace"))
        self[place] = string
        return string

    def all(self, starts: tuple[int, ...], lengths: tuple[int, ...]) -> Iterator[Optional[str]]:
        return map(self.__getitem__, zip(starts, lengths))


def _parts(whole: Any, starts: Iterable[int], ends: Iterable[int]) -> Iterator[Any]:
    return map(whole.__getitem__, map(slice, starts, ends))


# What a named tuple does itself, in a function of Python.
_new = tuple.__new__


def _make(record: Any, *columns: Any) -> list[Any]:
    return list(map(partial(_new, record), zip(*columns)))


def _shares(numbers: tuple[float, ...]) -> list[float]:
    return [int(number * 10_000 + 0.5) / 10_000 if 0 < number < 1 else share(number) for number in numbers]


def share(number: float) -> float:
    """A number from 0 to 1 as Vaglio writes it: with four digits after the point."""
    return int(min(number, 1) * 10_000 + 0.5) / 10_000 if number > 0 else 0.0
