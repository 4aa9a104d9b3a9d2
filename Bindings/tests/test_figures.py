"""What crossing each border costs: the speed of the same stages on the same texts, as a share of the command's.

The figures are written to `figures.txt`, which `run.sh` shows. The limits here are lower than the figures, since other work
on the machine may come in between.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import vaglio

pytestmark = pytest.mark.figures

ROUNDS = 5


class Figures:
    def __init__(self, path: Path) -> None:
        self.path = path
        path.write_text("")

    def write(self, name: str, figure: str) -> None:
        with self.path.open("a") as file:
            file.write(f"{name:<64}{figure}\n")


@pytest.fixture(scope="module")
def figures() -> Figures:
    return Figures(Path(os.environ["VAGLIO_TEST_FOLDER"]) / "figures.txt")


@pytest.fixture(scope="module")
def pages(texts) -> list[str]:
    """Pages of about two thousand characters."""
    plain = [text for text in texts if not any("\ud800" <= letter <= "\udfff" for letter in text)]
    return ["\n".join(plain[start : start + 8]) for start in range(0, 2_400, 8)]


@pytest.fixture(scope="module")
def file(pages, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("figures") / "pages.jsonl"
    path.write_text("".join(json.dumps({"id": number, "body": page}) + "\n" for number, page in enumerate(pages)))
    return path


@pytest.fixture(scope="module")
def native(command, file):
    """The seconds that the command takes, writing what it finds to a file."""

    def native(jobs: int = 1, *arguments: str) -> float:
        line = [command, "annotate", "--input", "jsonl", "--field", "body", "--format", "jsonl", "--jobs", str(jobs)]
        with open(file.with_suffix(".out"), "wb") as out:
            return seconds(lambda: subprocess.run([*line, *arguments, file], stdout=out, check=True))

    return native


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def shares(base, *works) -> list[float]:
    """The speed of works as a share of that of the base: the best of some rounds in which they take turns."""
    best = [float("inf")] * (1 + len(works))
    for _ in range(ROUNDS):
        for index, work in enumerate((base, *works)):
            best[index] = min(best[index], work())
    return [best[0] / each for each in best[1:]]


def test_jobs(native, figures):
    (two,) = shares(native, lambda: native(2))
    figures.write("command, two jobs: times the speed of one", f"{two:.2f}")
    assert two > (1.3 if os.cpu_count() >= 2 else 0.8)


def test_python(pages, native, figures):
    nlp = vaglio.Pipeline()

    def pipe(jobs: int, look) -> float:
        # As it is meant: each document is looked at and let go.
        def run() -> None:
            for document in nlp.pipe(pages, jobs=jobs):
                look(document)

        return seconds(run)

    def names(document):
        return document.text, list(document.edits), list(document.entities)

    def everything(document):
        return *names(document), list(document.tokens), list(document.sentences)

    one, all_layers, lines, two = shares(
        native,
        lambda: pipe(1, names),
        lambda: pipe(1, everything),
        lambda: pipe(1, vaglio.Document.to_json),
        lambda: pipe(2, names),
    )
    figures.write("Python pipe, text, edits and names: share of the command", f"{one:.0%}")
    figures.write("Python pipe, tokens and sentences too", f"{all_layers:.0%}")
    figures.write("Python pipe, lines of JSON", f"{lines:.0%}")
    figures.write("Python pipe, two threads: times the speed of one", f"{two / one:.2f}")
    assert one > 0.7 and lines > 0.7 and two / one > 1.2


def test_arrow(pages, native, figures):
    pa = pytest.importorskip("pyarrow")
    import vaglio.arrow

    column, nlp = pa.array(pages), vaglio.Pipeline()
    one, two = shares(
        native,
        lambda: seconds(lambda: vaglio.arrow.annotate(column, nlp, layers=vaglio.arrow.LAYERS)),
        lambda: seconds(lambda: vaglio.arrow.annotate(column, nlp, layers=vaglio.arrow.LAYERS, jobs=2)),
    )
    figures.write("Arrow column, all layers: share of the command", f"{one:.0%}")
    figures.write("Arrow column, two threads: times the speed of one", f"{two / one:.2f}")
    assert one > 0.8 and two / one > 1.2


def test_spacy(pages, native, figures):
    spacy = pytest.importorskip("spacy")
    blank = spacy.blank("it")
    nlp = spacy.blank("it", config={"nlp": {"tokenizer": {"@tokenizers": "vaglio"}}})
    for each in (blank, nlp):
        each.add_pipe("vaglio")
    ours, theirs = shares(
        native, lambda: seconds(lambda: list(nlp.pipe(pages))), lambda: seconds(lambda: list(blank.pipe(pages)))
    )
    figures.write("spaCy, tokenizer and component: share of the command", f"{ours:.0%}")
    figures.write("spaCy, component on spaCy's own tokens", f"{theirs:.0%}")
    assert ours > 0.4


@pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java, which is not installed")
@pytest.mark.parametrize("executors", [1, 2])
def test_spark(file, native, figures, executors):
    pytest.importorskip("pyspark")

    copies = 16

    def spark() -> float:
        done = subprocess.run(
            [sys.executable, Path(__file__).with_name("spark_speed.py"), str(executors), file, str(copies)],
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        return float(done.stdout.splitlines()[-1])

    before = [native() for _ in range(2)]
    best = spark()
    share = copies * min([*before, native(), native()]) / best / executors
    figures.write(f"Spark, {executors} executor{'s' * (executors > 1)}, each: share of the command", f"{share:.0%}")
    assert share > 0.5
