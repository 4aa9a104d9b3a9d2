"""The installed command as a part of a pipe."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys

import pytest

JSONL = ["annotate", "--input", "jsonl", "--format", "jsonl"]


def run(command, *arguments, **options) -> subprocess.CompletedProcess:
    return subprocess.run([command, *arguments], capture_output=True, **options)


def shell(line: str, command) -> subprocess.CompletedProcess:
    """Runs a line in which `vaglio` is the command that is installed."""
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(["bash", "-c", line], capture_output=True, env={**os.environ, "PATH": path})


def peak_of(program: list) -> int:
    """The most memory that a program had, in bytes."""
    # Started by a small process: a child's peak begins with the memory of the one that forked it.
    measure = (
        "import resource, subprocess, sys; "
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", measure, *program], stdout=subprocess.PIPE, check=True)
    return int(done.stdout) * 1024


@pytest.mark.parametrize("jobs", [1, 2])
def test_memory_does_not_grow_with_the_stream(command, records, jobs, tmp_path):
    line = records.read_bytes()
    (tmp_path / "long.jsonl").write_bytes(line * 16)
    arguments = [*JSONL, "--field", "body", "--stages", "normalize,tokenize,stem", "--jobs", str(jobs)]
    short = peak_of([command, *arguments, records])
    long = peak_of([command, *arguments, tmp_path / "long.jsonl"])
    assert long < short + 8_000_000 and long < 90_000_000


def test_a_reader_that_goes_ends_the_command_quietly(command, records):
    done = shell(f"vaglio {' '.join(JSONL)} --field body {records} | head -n 1 | wc -l; echo ${{PIPESTATUS[0]}}", command)
    assert done.stdout.split() == [b"1", b"141"] and done.stderr == b""


def test_closed_descriptors(command):
    done = shell(f"vaglio {' '.join(JSONL)} <&-", command)
    assert done.returncode == 1 and done.stdout == b"" and done.stderr.startswith(b"standard input: ")
    done = shell(f"""echo '{{"text":"a"}}' | vaglio {' '.join(JSONL)} >&-""", command)
    assert done.returncode == 1 and done.stderr.startswith(b"standard output: ")
    done = shell(f"""echo 'x' | vaglio {' '.join(JSONL)} 2>&-""", command)
    assert done.returncode == 1 and done.stdout.startswith(b'{"error":')


def test_empty_input(command):
    assert run(command, *JSONL, input=b"").returncode == 0


def test_a_bad_record_costs_one_error_record(command):
    good = [json.dumps({"id": number, "text": f"testo {number}"}).encode() for number in range(400)]
    bad = {7: b"{", 100: b"\x00\xff", 101: b'{"id":101}', 399: b'{"text":["a"]}'}
    lines = b"\n".join(bad.get(number, line) for number, line in enumerate(good))
    for jobs in ("1", "2"):
        done = run(command, *JSONL, "--jobs", jobs, input=lines)
        found = [json.loads(line) for line in done.stdout.splitlines()]
        assert done.returncode == 1 and len(found) == 400 and done.stderr.count(b"\n") == 4
        assert [number for number, record in enumerate(found) if "error" in record] == sorted(bad)


def test_a_record_of_100_megabytes(command, tmp_path):
    with open(tmp_path / "huge.jsonl", "w") as file:
        file.write('{"id":1,"text":"prima"}\n{"id":2,"text":"')
        for _ in range(1_000):
            file.write("perche' no? " + "L'Agcom interviene sulle tariffe dei servizi. " * 2_200)
        file.write('"}\n{"id":3,"text":"dopo"}\n')
    assert (tmp_path / "huge.jsonl").stat().st_size > 100_000_000
    with open(tmp_path / "out.jsonl", "wb") as out:
        line = [command, *JSONL, "--stages", "normalize", "--jobs", "2", tmp_path / "huge.jsonl"]
        subprocess.run(line, stdout=out, check=True)
    with open(tmp_path / "out.jsonl") as out:
        first, huge, last = (json.loads(line) for line in out)
    assert first["text"] == "prima" and last == {"id": 3, "version": 1, "offsets": "codepoint", "text": "dopo", "edits": []}
    assert huge["id"] == 2 and huge["text"].startswith("perché no? L'Agcom interviene")
    assert [edit["to"] for edit in huge["edits"][:1_000]] == ["é"] * 1_000


def test_each_record_is_written_at_once_when_asked_for(command):
    with subprocess.Popen(
        [command, *JSONL, "--line-buffered"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    ) as process:
        for number in range(5):
            process.stdin.write(json.dumps({"id": number, "text": "Agcom e stata"}).encode() + b"\n")
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.stdout.read() == b"" and process.wait() == 0


def test_gzip_is_left_to_zcat(command, records, annotated, tmp_path):
    head = b"".join(records.read_bytes().splitlines(keepends=True)[:200])
    (tmp_path / "texts.jsonl.gz").write_bytes(gzip.compress(head))
    done = shell(f"zcat {tmp_path}/texts.jsonl.gz | vaglio {' '.join(JSONL)} --field body --jobs 2 | gzip | zcat", command)
    assert done.stdout == b"".join(annotated[:200])
