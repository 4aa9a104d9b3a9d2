"""Vaglio on Apache Spark: a column of texts becomes a column of documents, on every executor.

>>> from vaglio.spark import annotate
>>> annotated = annotate(df, "body")                       # doctest: +SKIP
>>> annotated.select("id", "vaglio.text", "vaglio.entities")  # doctest: +SKIP

The package must be installed for the Python of the executors (``pip install`` on the nodes, or an environment sent along
with ``--archives``). Texts cross from the JVM and back as Arrow batches, which the library reads and makes itself; a Python
worker makes its pipeline once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql.pandas.types import from_arrow_type
from pyspark.sql.types import StructField, StructType

from . import arrow
from ._pipeline import Pipeline

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

#: How many texts are documents at a time, so that a worker's memory stays bounded whatever the size of Spark's batches.
_AT_A_TIME = 256


def schema(layers: Iterable[str] = arrow.DEFAULT_LAYERS) -> StructType:
    """The type of the column that `annotate` makes: for each layer what the command writes in JSON."""
    return from_arrow_type(arrow.type_of(layers))


def annotate(
    df: DataFrame,
    column: str,
    *,
    to: str = "vaglio",
    layers: Iterable[str] = arrow.DEFAULT_LAYERS,
    **options: Any,
) -> DataFrame:
    """The rows of a data frame with one more column: what Vaglio makes of a text.

    Args:
        df: any data frame; all its columns stay as they are, in their order.
        column: the column of strings that holds the texts.
        to: the name of the new column, a structure with one field for each layer; null where the text is null. A column of
            that name is replaced.
        layers: some of ``text``, ``edits``, ``suggestions``, ``lines``, ``sentences``, ``tokens``, ``entities``.
        options: as `vaglio.Pipeline` takes them: ``stages``, ``lexicons`` (paths that every executor has),
            ``minimum_confidence``, ``repairs``, ``quotes``, ``encoding``, ``boilerplate``, ``content_threshold``,
            ``boilerplate_phrases``.

    Raises:
        ValueError: there is no such column or layer, or the column does not hold strings.
        VaglioError: the options make no pipeline. The driver finds out, before a job starts.
    """
    layers = tuple(layers)
    if column not in df.columns:
        raise ValueError(f"there is no column {column!r}: the columns are {', '.join(df.columns)}")
    if df.schema[column].dataType.typeName() not in ("string", "varchar", "char"):
        raise ValueError(f"the column {column!r} holds {df.schema[column].dataType.simpleString()}, and not strings")
    frozen = _frozen(options)
    _pipeline(frozen)

    def annotated(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        nlp = _pipeline(frozen)
        for batch in batches:
            for start in range(0, batch.num_rows, _AT_A_TIME):
                part = batch.slice(start, _AT_A_TIME)
                documents = arrow.annotate(part.column(column), nlp, layers=layers)
                kept = [name for name in part.schema.names if name != to]
                yield pa.RecordBatch.from_arrays([*map(part.column, kept), documents], [*kept, to])

    fields = [field for field in df.schema.fields if field.name != to]
    return df.mapInArrow(annotated, StructType([*fields, StructField(to, schema(layers))]))


@lru_cache(maxsize=8)
def _pipeline(options: Any) -> Pipeline:
    """One for each Python worker and choice of options."""
    return Pipeline(**_thawed(options))


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return ("mapping", tuple((key, _frozen(item)) for key, item in value.items()))
    if isinstance(value, (list, tuple)):
        return ("list", tuple(map(_frozen, value)))
    return ("value", value)


def _thawed(value: Any) -> Any:
    kind, content = value
    if kind == "mapping":
        return {key: _thawed(item) for key, item in content}
    if kind == "list":
        return [_thawed(item) for item in content]
    return content
