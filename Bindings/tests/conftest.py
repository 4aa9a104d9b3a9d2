"""What the tests share: the installed command and library, and texts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import corpus

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ["VAGLIO_TEST_FOLDER"])
#: Where `make install` has put command and library.
PREFIX = FOLDER / "prefix"

# The workers of Spark have the Python of the tests, and nothing leaves this machine.
os.environ["PYSPARK_PYTHON"] = sys.executable
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"


def pytest_configure(config) -> None:
    config.addinivalue_line("markers", "figures: measures speed, and fails where other work takes the machine")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def prefix() -> Path:
    return PREFIX


@pytest.fixture(scope="session")
def wheel() -> Path:
    return Path(os.environ["VAGLIO_TEST_WHEEL"])


@pytest.fixture(scope="session")
def command() -> Path:
    return PREFIX / "bin" / "vaglio"


@pytest.fixture(scope="session")
def texts() -> list[str]:
    """Ten thousand texts, damaged as scraping and OCR do, and some that no one would write."""
    return corpus.texts(10_000)


@pytest.fixture(scope="session")
def records(texts, tmp_path_factory) -> Path:
    """The texts as JSON Lines, with their number as `id`."""
    path = tmp_path_factory.mktemp("texts") / "texts.jsonl"
    with open(path, "w") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"id": number, "body": text}, separators=(",", ":")) + "\n")
    return path


@pytest.fixture(scope="session")
def annotated(command, records) -> list[bytes]:
    """What the command makes of them: one line each."""
    done = subprocess.run(
        [command, "annotate", "--input", "jsonl", "--field", "body", "--format", "jsonl", "--jobs", "2", records],
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout.splitlines(keepends=True)


@pytest.fixture(scope="session", autouse=True)
def installed_package():
    """The tests are of the wheel that is installed, and not of the sources."""
    import vaglio

    assert Path(vaglio.__file__).is_relative_to(sys.prefix)
