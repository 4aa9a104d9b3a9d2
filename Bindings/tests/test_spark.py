"""Spark in local-cluster mode: a master, workers and executors, each a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java, which is not installed")

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
pytest.importorskip("pyspark")

from test_arrow import record  # noqa: E402

#: Quick to start and quick to see that an executor has gone. Executors use the Python of the tests.
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.executor.memory": "600m",
    "spark.driver.memory": "600m",
    "spark.sql.shuffle.partitions": "8",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}


def executors() -> list[int]:
    """The processes of executors that come from this process."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        number = int(folder.name)
        if b"CoarseGrainedExecutorBackend" in line and os.getpid() in ancestors(number):
            found.append(number)
    return sorted(found)


def ancestors(number: int) -> list[int]:
    result = []
    while number > 1:
        try:
            number = int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            break
        result.append(number)
    return result


def test_the_job_is_complete_though_an_executor_is_killed(root, texts, annotated, tmp_path):
    count = 10_000
    data = tmp_path / "texts"
    data.mkdir()
    for part in range(8):
        with open(data / f"part-{part}.jsonl", "w") as file:
            for number in range(part * count // 8, (part + 1) * count // 8):
                # What JSON's readers do not agree on is not Spark's to show.
                text = texts[number].encode("utf-8", "replace").decode()
                file.write(json.dumps({"id": number, "body": text}) + "\n")
    # Part of the work is done, part is not.
    settings = [word for key, value in SETTINGS.items() for word in ("--conf", f"{key}={value}")]
    submit = Path(sys.executable).with_name("spark-submit")
    log = tmp_path / "log"
    with open(log, "wb") as messages:
        job = subprocess.Popen(
            [
                submit, "--master", "local-cluster[2,1,1024]", *settings, root / "Examples/spark/annotate.py",
                "--column", "body", "--partitions", "24", data, tmp_path / "out",
            ],
            stdout=messages, stderr=messages,
        )  # fmt: skip
        killed = []
        deadline = time.monotonic() + 400
        while job.poll() is None and time.monotonic() < deadline:
            # Some tasks have ended, so others are at work.
            if not killed and len(list(tmp_path.glob("out/_temporary/**/*.parquet"))) >= 2:
                there = executors()
                assert len(there) == 2
                os.kill(there[0], signal.SIGKILL)
                killed.append(there[0])
            time.sleep(0.02)
        if job.poll() is None:
            job.kill()
    messages = log.read_text(errors="replace")
    assert job.returncode == 0, messages[-4_000:]
    assert killed and "Lost executor" in messages

    rows = parquet.read_table(tmp_path / "out").to_pylist()
    assert sorted(row["id"] for row in rows) == list(range(count))
    for row in rows:
        number = row["id"]
        if any("\ud800" <= letter <= "\udfff" for letter in texts[number]):
            continue
        assert row["body"] == texts[number]
        theirs = record(json.loads(annotated[number]))
        assert row["vaglio"] == {name: theirs[name] for name in ("text", "edits", "entities")}


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("tests")
    for key, value in SETTINGS.items():
        builder = builder.config(key, value)
    session = builder.config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse"))).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def test_columns_layers_and_options(spark, tmp_path):
    from vaglio.spark import annotate, schema

    (tmp_path / "mine.tsv").write_text("Gnomi Riuniti\n")
    df = spark.createDataFrame([(1, "I Gnomi Riuniti e la Consob", 2.5), (2, None, None)], "id int, body string, x double")
    layers = ["text", "edits", "suggestions", "lines", "sentences", "tokens", "entities"]
    found = annotate(df, "body", to="found", layers=layers, lexicons={"companies": str(tmp_path / "mine.tsv")})
    assert found.columns == ["id", "body", "x", "found"] and found.schema["found"].dataType == schema(layers)
    first, second = sorted(found.collect())
    assert [(entity.label, entity.text) for entity in first.found.entities] == [
        ("company", "Gnomi Riuniti"), ("regulator", "Consob"),
    ]  # fmt: skip
    assert first.x == 2.5 and [token.text for token in first.found.tokens][0] == "I" and second.found is None
    # A column of the name is replaced.
    assert annotate(found, "body", to="found").columns == ["id", "body", "x", "found"]


def test_wrong_arguments_are_told_before_a_job_starts(spark):
    import vaglio
    from vaglio.spark import annotate

    df = spark.createDataFrame([(1, "a")], "id int, body string")
    with pytest.raises(ValueError, match="there is no column 'text'"):
        annotate(df, "text")
    with pytest.raises(ValueError, match="holds int"):
        annotate(df, "id")
    with pytest.raises(ValueError, match="there is no layer"):
        annotate(df, "body", layers=["words"])
    with pytest.raises(vaglio.VaglioError, match="there is no stage"):
        annotate(df, "body", stages=["parse"])


def test_the_command_as_a_pipe(spark, command, records, annotated):
    with open(records) as file:
        lines = [line.rstrip("\n") for _, line in zip(range(600), file)]
    program = f"{command} annotate --input jsonl --field body --format jsonl"
    found = spark.sparkContext.parallelize(lines, 4).pipe(program, checkCode=True).collect()
    assert [line + "\n" for line in found] == [line.decode() for line in annotated[:600]]
