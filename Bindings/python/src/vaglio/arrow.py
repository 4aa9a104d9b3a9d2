"""Documents as Apache Arrow: what Spark, Polars, DuckDB and pandas read without copying.

>>> import pyarrow as pa
>>> from vaglio.arrow import annotate
>>> column = annotate(pa.array(["Agcom e stata la prima", None]))
>>> column.field("text").to_pylist()
['Agcom è stata la prima', None]
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Optional, Union

import pyarrow as pa

from . import _library as c
from ._pipeline import Pipeline, well_formed

_CAUSE = pa.struct([("stage", pa.string()), ("rule", pa.string()), ("confidence", pa.float64())])

_EDIT = pa.struct(
    [
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("from", pa.string()),
        ("to", pa.string()),
        ("stage", pa.string()),
        ("rule", pa.string()),
        ("confidence", pa.float64()),
        # Null where there is one, which the fields before say.
        ("causes", pa.list_(_CAUSE)),
    ]
)

#: The type of each layer: what ``vaglio annotate --format jsonl`` writes under the same names.
LAYERS: dict[str, pa.DataType] = {
    "text": pa.string(),
    "edits": pa.list_(_EDIT),
    "suggestions": pa.list_(_EDIT),
    "lines": pa.list_(
        pa.struct([("line", pa.int32()), ("keep", pa.bool_()), ("kind", pa.string()), ("score", pa.float64())])
    ),
    "sentences": pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())])),
    "tokens": pa.list_(
        pa.struct([("start", pa.int32()), ("end", pa.int32()), ("text", pa.string()), ("stem", pa.string())])
    ),
    "entities": pa.list_(
        pa.struct(
            [
                ("start", pa.int32()),
                ("end", pa.int32()),
                ("label", pa.string()),
                ("text", pa.string()),
                ("entry", pa.string()),
                ("name", pa.string()),
                ("kind", pa.string()),
                ("key", pa.string()),
                ("confidence", pa.float64()),
            ]
        )
    ),
}

#: The layers that are made when none are named: the clean text, its edits and the names.
DEFAULT_LAYERS = ("text", "edits", "entities")


def type_of(layers: Iterable[str] = DEFAULT_LAYERS) -> pa.StructType:
    """The type of `annotate`'s column.

    Raises:
        ValueError: a layer is unknown.
    """
    layers = tuple(layers)
    for name in layers:
        if name not in LAYERS:
            raise ValueError(f"there is no layer {name!r}: the layers are {', '.join(LAYERS)}")
    return pa.struct([(name, LAYERS[name]) for name in layers])


def annotate(
    texts: Union[pa.Array, pa.ChunkedArray, Iterable[Optional[str]]],
    pipeline: Optional[Pipeline] = None,
    *,
    layers: Iterable[str] = DEFAULT_LAYERS,
    jobs: int = 1,
) -> pa.StructArray:
    """The documents of texts, as a column of structures with one field for each layer; null where the text is null.

    The library reads and makes the columns itself, by the C data interface of Arrow: no text and no record of it becomes
    an object of Python.

    Args:
        texts: a column of strings, or strings.
        pipeline: the standard one when left out.
        layers: some of `LAYERS`. One whose stage the pipeline lacks is null.
        jobs: how many threads work. They hold Python's lock only between parts of the column.

    Raises:
        ValueError: a layer is unknown.
        TypeError: the column does not hold strings.
        VaglioError: a layer of all texts together is longer than 2 GiB: give fewer texts at a time.
    """
    layers = tuple(layers)
    type_of(layers)  # which says what is wrong with them
    if jobs < 1:
        raise ValueError("jobs is at least 1")
    nlp = pipeline or Pipeline()
    column = _strings(texts)
    if jobs == 1 or len(column) < 2 * _AT_A_TIME:
        return _annotated(nlp, column, layers)
    from concurrent.futures import ThreadPoolExecutor

    parts = [column.slice(start, _AT_A_TIME) for start in range(0, len(column), _AT_A_TIME)]
    with ThreadPoolExecutor(jobs, "vaglio") as threads:
        return pa.concat_arrays(list(threads.map(lambda part: _annotated(nlp, part, layers), parts)))


#: How many texts a thread takes at a time.
_AT_A_TIME = 64

#: The types that the library reads, and those that are made such: views, numbers into a dictionary, a column of nulls.
_READ = ("string", "large_string", "binary", "large_binary")
_CAST = ("string_view", "binary_view", "null")


def _strings(texts: Union[pa.Array, pa.ChunkedArray, Iterable[Optional[str]]]) -> pa.Array:
    """The texts as one array of a type that the library reads."""
    if isinstance(texts, pa.ChunkedArray):
        texts = pa.concat_arrays(texts.chunks) if texts.num_chunks else pa.array([], texts.type)
    if not isinstance(texts, pa.Array):
        # Arrow's strings are UTF-8, and what edits replaced is part of the result.
        given = [text if text is None or text.isascii() else well_formed(text) for text in texts]
        return pa.array(given, pa.large_string())
    kind = texts.type.value_type if pa.types.is_dictionary(texts.type) else texts.type
    if str(kind) not in _READ + _CAST:
        raise TypeError(f"the column holds {texts.type}, and not strings")
    if str(texts.type) in _READ:
        return texts
    return texts.cast(pa.large_binary() if "binary" in str(kind) else pa.large_string())


def _annotated(nlp: Pipeline, column: pa.Array, layers: tuple[str, ...]) -> pa.StructArray:
    # Both structures of the interface, for the column that goes in and for the one that comes out.
    given, given_type = (ctypes.create_string_buffer(size) for size in _STRUCTURES)
    made, made_type = (ctypes.create_string_buffer(size) for size in _STRUCTURES)
    column._export_to_c(ctypes.addressof(given), ctypes.addressof(given_type))
    error = ctypes.c_void_p()
    # It takes over what goes in.
    c.annotate_arrow(nlp._handle, ",".join(layers).encode(), given, given_type, made, made_type, ctypes.byref(error))
    if error:
        c.raise_error(error)
    result: pa.StructArray = pa.Array._import_from_c(ctypes.addressof(made), ctypes.addressof(made_type))
    return result


#: The sizes of `struct ArrowArray` and `struct ArrowSchema`: numbers of 64 bits and pointers.
_STRUCTURES = (5 * 8 + 5 * ctypes.sizeof(ctypes.c_void_p), 2 * 8 + 7 * ctypes.sizeof(ctypes.c_void_p))
