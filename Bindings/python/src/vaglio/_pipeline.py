"""Stages in order, applied to texts."""

from __future__ import annotations

import os
from collections import deque
from ctypes import byref, c_char_p, c_size_t, c_void_p
from itertools import chain

from . import _library as c
from ._document import Document

TYPE_CHECKING = False  # typing itself takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from concurrent.futures import Future
    from typing import Any, Callable, Optional, Union

    Text = Union[str, bytes]
    Path = Union[str, os.PathLike[str]]

#: The names of the stages, in the standard order.
STAGES = ("normalize", "boilerplate", "tokenize", "sentences", "correct", "stem", "entities")


class Pipeline:
    """Stages in order, applied to one text after the other. Never changes; threads may share it.

    >>> nlp = Pipeline()
    >>> nlp("perche' no").text
    'perché no'
    >>> names = Pipeline(stages=["tokenize", "entities"])

    Args:
        stages: names of stages, in order, as a list or with commas between them; all of `STAGES` when left out.
        lexicons: names of your own, which go before those that come with Vaglio: from a label (``companies``,
            ``regulators``, ``organizations``, ``persons``, ``places``) to a file or several.
        minimum_confidence: corrections that are less sure are suggestions only.
        repairs: what the stage ``normalize`` repairs, as ``vaglio annotate --repairs`` takes it; all when left out.
        quotes: ``kept``, ``straight`` or ``curly``.
        encoding: what the bytes of a text are in that are no UTF-8.
        boilerplate: what becomes of the furniture of a page: ``drop`` cuts it out, ``mark`` leaves it in the text and
            tells it in `Document.lines`, ``keep`` reports every line as kept. ``drop`` when left out.
        content_threshold: from 0 to 1: a line less likely content than this is furniture; 0.45 when left out.
        boilerplate_phrases: a file with phrases of furniture of your own, one a line.

    Raises:
        VaglioError: a stage or a value is unknown, an order cannot work, a lexicon cannot be read.
    """

    def __init__(
        self,
        stages: Optional[Union[str, Iterable[str]]] = None,
        *,
        lexicons: Optional[Mapping[str, Union[Path, Iterable[Path]]]] = None,
        minimum_confidence: Optional[float] = None,
        repairs: Optional[Union[str, Iterable[str]]] = None,
        quotes: Optional[str] = None,
        encoding: Optional[str] = None,
        boilerplate: Optional[str] = None,
        content_threshold: Optional[float] = None,
        boilerplate_phrases: Optional[Path] = None,
    ) -> None:
        self._handle: Optional[int] = None
        self.stages: tuple[str, ...] = STAGES if stages is None else tuple(_names(stages))
        options: list[tuple[str, str]] = [("offsets", "codepoint")]
        for label, files in (lexicons or {}).items():
            for file in [files] if isinstance(files, (str, os.PathLike)) else files:
                options.append(("lexicon", f"{label}={os.path.abspath(os.fspath(file))}"))
        if minimum_confidence is not None:
            options.append(("minimum-confidence", repr(float(minimum_confidence))))
        if repairs is not None:
            options.append(("repairs", ",".join(_names(repairs))))
        if quotes is not None:
            options.append(("quotes", quotes))
        if encoding is not None:
            options.append(("encoding", encoding))
        if boilerplate is not None:
            options.append(("boilerplate", boilerplate))
        if content_threshold is not None:
            options.append(("content-threshold", repr(float(content_threshold))))
        if boilerplate_phrases is not None:
            options.append(("boilerplate-phrases", os.path.abspath(os.fspath(boilerplate_phrases))))
        self._options = tuple(options)
        self._make()

    def _make(self) -> None:
        options = [c.Option(_argument(name), _argument(value)) for name, value in self._options]
        given = (c.Option * len(options))(*options)
        error = c_void_p()
        self._handle = c.pipeline_new(_argument(",".join(self.stages)), given, len(given), byref(error))
        if error:
            c.raise_error(error)

    def __del__(self, free: Callable[[Optional[int]], None] = c.pipeline_free) -> None:
        free(getattr(self, "_handle", None))

    def __getstate__(self) -> tuple[Any, ...]:
        return self.stages, self._options

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        # Made anew where it arrives: in another process, on another machine, where lexicons have the same paths.
        self._handle = None
        self.stages, self._options = state
        self._make()

    def __repr__(self) -> str:
        return f"vaglio.Pipeline({', '.join(self.stages)})"

    def __call__(self, text: Text) -> Document:
        """Processes a text. Other threads run meanwhile. Never fails on account of the text, up to 2 GiB."""
        data = _encoded(text)
        error = c_void_p()
        handle = c.process(self._handle, data, len(data), byref(error))
        if not handle:
            c.raise_error(error)
        return Document(handle, text)

    def pipe(self, texts: Iterable[Text], *, jobs: int = 1, batch_size: int = 64) -> Iterator[Document]:
        """Processes texts as they come and yields their documents in the same order.

        Args:
            texts: read as they are needed: at most ``2 * jobs + 1`` batches of texts and documents are in memory.
            jobs: how many threads work. They hold Python's lock only between batches, so two do nearly twice as much.
            batch_size: how many texts a thread takes at a time, at most (and about 100,000 characters). 1 yields
                every document as soon as its text has come.
        """
        if jobs < 1 or batch_size < 1:
            raise ValueError("jobs and batch_size are at least 1")
        batches = _batches(texts, batch_size)
        done = map(self._process_all, batches) if jobs == 1 else _in_order(self._process_all, batches, jobs)
        return chain.from_iterable(done)

    def _process_all(self, texts: list[Text]) -> list[Document]:
        count = len(texts)
        data = [_encoded(text) for text in texts]
        handles = (c_void_p * count)()
        c.process_all(
            self._handle, count, (c_char_p * count)(*data), (c_size_t * count)(*map(len, data)), handles
        )
        documents = [Document(handle, text) for handle, text in zip(handles, texts) if handle]
        if len(documents) < count:
            raise c.VaglioError("a text is longer than 2 GiB", "length")
        return documents


def _names(names: Union[str, Iterable[str]]) -> Iterable[str]:
    return names.split(",") if isinstance(names, str) else names


def _argument(value: str) -> bytes:
    data = os.fsencode(value)
    if b"\0" in data:
        raise c.VaglioError(f"{value!r} holds a NUL", "option")
    return data


def _encoded(text: Text) -> bytes:
    if isinstance(text, bytes):
        return text
    if not isinstance(text, str):
        raise TypeError(f"a text is str or bytes, not {type(text).__name__}")
    try:
        return text.encode()
    except UnicodeEncodeError:
        return well_formed(text).encode()


def well_formed(text: str) -> str:
    """The text with U+FFFD for lone surrogates, one for one, so that positions stay. The command reads them like this, too."""
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)


def _batches(texts: Iterable[Text], most: int) -> Iterator[list[Text]]:
    batch: list[Text] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if len(batch) >= most or size >= 100_000:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _in_order(
    work: Callable[[list[Text]], list[Document]], batches: Iterator[list[Text]], jobs: int
) -> Iterator[list[Document]]:
    from concurrent.futures import ThreadPoolExecutor  # which takes a fifth of the time that importing all takes

    waiting: deque[Future[list[Document]]] = deque()
    with ThreadPoolExecutor(jobs, "vaglio") as threads:
        try:
            for batch in batches:
                waiting.append(threads.submit(work, batch))
                if len(waiting) > 2 * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
