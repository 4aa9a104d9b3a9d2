"""Documents as Arrow columns."""

from __future__ import annotations

import doctest
import json

import pyarrow as pa
import pytest
import vaglio
import vaglio.arrow


def test_columns_are_the_command_s_records(texts, annotated):
    column = vaglio.arrow.annotate(texts[:500], layers=vaglio.arrow.LAYERS, jobs=2)
    column.validate(full=True)
    for mine, line in zip(column.to_pylist(), annotated):
        assert mine == record(json.loads(line))


def record(theirs: dict) -> dict:
    """A record of the command as Arrow has it: every field is there."""
    theirs = {name: theirs[name] for name in vaglio.arrow.LAYERS}
    for entity in theirs["entities"]:
        for field in ("entry", "name", "kind", "key"):
            entity.setdefault(field, None)
    for edit in theirs["edits"] + theirs["suggestions"]:
        edit.setdefault("causes", None)
    return theirs


def test_an_edit_of_several_stages_has_all_its_causes():
    text = "La societ\ufb01 di ieri e la insu\ufb03cienza de11a societ\ufb01; gifi la soc1età ha decìso."
    [document] = vaglio.arrow.annotate([text], layers=["edits"]).to_pylist()
    several = [edit for edit in document["edits"] if edit["causes"]]
    assert [[cause["stage"] for cause in edit["causes"]] for edit in several] == [["normalize", "correct"]] * 2
    assert [edit["from"] for edit in several] == ["societ\ufb01"] * 2
    assert len(document["edits"]) > len(several)


def test_null_empty_and_absent():
    nlp = vaglio.Pipeline("normalize")
    column = vaglio.arrow.annotate(pa.chunked_array([["a"], [None, ""]]), nlp, layers=["text", "edits", "tokens"])
    assert column.to_pylist() == [
        {"text": "a", "edits": [], "tokens": None}, None, {"text": "", "edits": [], "tokens": None},
    ]  # fmt: skip
    assert len(vaglio.arrow.annotate([])) == 0
    with pytest.raises(ValueError, match="there is no layer 'words'"):
        vaglio.arrow.annotate([], layers=["words"])


def test_every_kind_of_column_of_strings():
    texts = ["in base alia legge", None, "perche' no", ""]
    plain = vaglio.arrow.annotate(texts)
    for column in (
        pa.array(texts), pa.array(texts, pa.large_string()), pa.array(texts, pa.string_view()),
        pa.array(texts).dictionary_encode(), pa.array(["x", *texts, "y"])[1:5], pa.chunked_array([texts[:1], texts[1:]]),
        pa.array([None if text is None else text.encode() for text in texts]),
    ):  # fmt: skip
        assert vaglio.arrow.annotate(column).equals(plain), column.type
    assert vaglio.arrow.annotate(pa.nulls(2)).to_pylist() == [None, None]
    assert vaglio.arrow.annotate(pa.chunked_array([], pa.string())).type == vaglio.arrow.type_of()
    for column in (pa.array([[1]]), pa.array([1]), pa.array([1]).dictionary_encode()):
        with pytest.raises(TypeError, match="and not strings"):
            vaglio.arrow.annotate(column)


def test_threads_make_the_same_column(texts):
    one, three = (vaglio.arrow.annotate(texts[:700], layers=vaglio.arrow.LAYERS, jobs=jobs) for jobs in (1, 3))
    assert one.equals(three)
    with pytest.raises(ValueError, match="jobs is at least 1"):
        vaglio.arrow.annotate(texts[:1], jobs=0)


def test_memory_is_given_back():
    texts = pa.array(["Agcom e stata la prima in base alia legge. " * 200] * 50)
    before = None
    for round in range(12):
        vaglio.arrow.annotate(texts, layers=vaglio.arrow.LAYERS)
        if round == 3:
            before = resident()
    # Each column is 10 MB.
    assert resident() < before + 30_000_000


def resident() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def test_examples():
    result = doctest.testmod(vaglio.arrow)
    assert result.attempted and not result.failed
