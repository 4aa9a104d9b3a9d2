"""Every snippet of docs/ and of the package's README runs and prints what stands below it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "Bindings/python/README.md"])
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page(page, prefix, tmp_path):
    if "pyspark" in page.read_text() and not shutil.which("java"):
        pytest.skip("Spark needs Java, which is not installed")
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), str(prefix / "bin"), os.environ["PATH"]]),
        "PKG_CONFIG_PATH": f"{prefix}/lib/pkgconfig",
        "LD_LIBRARY_PATH": f"{prefix}/lib",
    }
    mark = "----next-snippet----"
    program = ""
    outputs: list[tuple[str, str]] = []  # what is printed and what stands on the page
    expected: list[str | None] = []

    def run(*arguments: str) -> str:
        return subprocess.run(
            arguments, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, check=True, text=True
        ).stdout

    blocks = _BLOCK.findall(page.read_text())
    for index, (language, name, code) in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else ("", "", "")
        output = following[2] if following[0] == "text" else None
        if name:
            (tmp_path / name).write_text(code)
        elif language == "sh":
            found = run("bash", "-euc", code)
            if output is not None:
                outputs.append((found, output))
        elif language == "python":
            # One after the other in one program, as a reader would go on typing.
            program += f"{code}\nprint({mark!r}, flush=True)\n"
            expected.append(output)
        else:
            assert language == "text", f"who runs {language}?"
    if program:
        (tmp_path / "program.py").write_text(program)
        found = run(sys.executable, "program.py").split(mark + "\n")
        outputs += [(mine, output) for mine, output in zip(found, expected) if output is not None]
    for mine, output in outputs:
        assert mine == output
    # The overview has none.
    assert outputs or program or page.name == "README.md"
