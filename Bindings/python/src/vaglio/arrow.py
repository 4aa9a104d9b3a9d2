"""Documents as Apache Arrow: what Spark, Polars, DuckDB and pandas read without copying.

>>> import pyarrow as pa
>>> from vaglio.arrow import annotate
>>> column = annotate(pa.array(["Agcom e stata la prima", None]))
>>> column.field("text").to_pylist()
['Agcom è stata la prima', None]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Any, Optional, Union

import pyarrow as pa

from ._document import Document
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

#: How the fields of an Arrow structure are called in the records of Python, where the names differ.
_NAMES = {"from": "from_"}


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

    Args:
        texts: a column of strings, or strings.
        pipeline: the standard one when left out.
        layers: some of `LAYERS`. One whose stage the pipeline lacks is null.
        jobs: how many threads work.
    """
    kind = type_of(layers)
    if isinstance(texts, (pa.Array, pa.ChunkedArray)):
        given = texts.to_pylist()
    else:
        # Arrow's strings are UTF-8, and what edits replaced is part of the result.
        given = [text if text is None or text.isascii() else well_formed(text) for text in texts]
    documents: list[Optional[Document]] = [None] * len(given)
    places = [place for place, text in enumerate(given) if text is not None]
    done = (pipeline or Pipeline()).pipe((given[place] for place in places), jobs=jobs)
    for place, document in zip(places, done):
        documents[place] = document
    fields = [_layer(documents, field) for field in kind]
    missing = pa.array([document is None for document in documents], pa.bool_())
    return pa.StructArray.from_arrays(fields, fields=list(kind), mask=missing)


def _layer(documents: Sequence[Optional[Document]], field: pa.Field) -> pa.Array:
    if field.name == "text":
        return pa.array([None if document is None else document.text for document in documents], field.type)
    layers = [None if document is None else getattr(document, field.name) for document in documents]
    rows = list(chain.from_iterable(layer for layer in layers if layer is not None))
    parts = list(field.type.value_type)
    values = pa.StructArray.from_arrays([pa.array(_column(rows, part.name), part.type) for part in parts], fields=parts)
    ends = accumulate((0 if layer is None else len(layer) for layer in layers), initial=0)
    offsets = pa.array(ends, pa.int32())
    missing = pa.array([layer is None or not layer.is_present for layer in layers], pa.bool_())
    return pa.ListArray.from_arrays(offsets, values, type=field.type, mask=missing)


def _column(rows: list[Any], name: str) -> list[Any]:
    if not rows:
        return []
    place = rows[0]._fields.index(_NAMES.get(name, name))
    if name == "causes":
        return [[cause._asdict() for cause in row[place]] if len(row[place]) > 1 else None for row in rows]
    return [row[place] for row in rows]
