"""The examples in Examples/python, as a user runs them."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest


@pytest.mark.parametrize("name", ["pandas", "polars", "duckdb"])
def test_example(root, name):
    pytest.importorskip(name)
    program = root / f"Examples/python/{name}_example.py"
    output = subprocess.run([sys.executable, program], stdout=subprocess.PIPE, check=True, text=True).stdout
    assert "Agcom è stata la prima; in base alla normativa Tim" in output
    for label, entry, count in (
        ("company", "enel", 2), ("company", "terna", 1), ("regulator", "agcom", 1), ("regulator", "consob", 1),
    ):  # fmt: skip
        assert re.search(rf"\b{entry}\s+{count}$", output, re.M), output
        assert label in output
