"""The installed C library: header, shared and static library, pkg-config."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest

EXAMPLE = "Examples/c/annotate.c"


@pytest.fixture(scope="module")
def flags(prefix):
    def flags(*options: str) -> list[str]:
        environment = {**os.environ, "PKG_CONFIG_PATH": f"{prefix}/lib/pkgconfig"}
        done = subprocess.run(["pkg-config", *options, "vaglio"], env=environment, stdout=subprocess.PIPE, check=True)
        return done.stdout.decode().split()

    return flags


@pytest.fixture(scope="module")
def example(root, prefix, flags, tmp_path_factory):
    """The example, linked to the shared library."""
    program = tmp_path_factory.mktemp("c") / "annotate"
    compile_c(root / EXAMPLE, program, [*flags("--cflags", "--libs"), f"-Wl,-rpath,{prefix}/lib"])
    return program


def compile_c(source, program, flags, compiler="cc", standard="-std=c11"):
    strict = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]
    subprocess.run([compiler, standard, *strict, str(source), *flags, "-o", str(program)], check=True)


def run(program, *arguments) -> str:
    return subprocess.run([program, *arguments], stdout=subprocess.PIPE, check=True).stdout.decode()


def test_the_example_runs(example, root, command):
    page = root / "Examples/texts/rassegna-ocr.txt"
    output = run(example, page)
    stages = "normalize,boilerplate,tokenize,correct,entities"
    clean = run(command, "annotate", "--stages", stages, "--minimum-confidence", "0.7", page)
    assert output.startswith(clean.rstrip("\n"))
    assert "regulator Consob consob" in output.splitlines()
    assert any(re.fullmatch(r"edit \d+-\d+ ocr/li-ll", line) for line in output.splitlines())
    missing = subprocess.run([example, "/nowhere"], capture_output=True, text=True)
    assert missing.returncode == 1 and missing.stderr == "/nowhere: cannot be read\n"


def test_the_static_library_needs_no_swift(example, root, prefix, flags, tmp_path):
    program = tmp_path / "annotate"
    static = ["-L" + str(prefix / "lib"), "-l:libvaglio.a", *flags("--static", "--libs-only-l")]
    compile_c(root / EXAMPLE, program, [*flags("--cflags"), *(flag for flag in static if flag != "-lvaglio")])
    linked = run("ldd", program)
    assert "libvaglio" not in linked and "swift" not in linked
    page = root / "Examples/texts/pagina-web.txt"
    assert run(program, page) == run(example, page)


def test_the_header_is_c_plus_plus_too(root, prefix, flags, tmp_path):
    (tmp_path / "main.cpp").write_text(
        "#include <vaglio.h>\nint main() { return vaglio_abi_version() == VAGLIO_ABI_VERSION ? 0 : 1; }\n"
    )
    program = tmp_path / "main"
    compile_c(
        tmp_path / "main.cpp", program, [*flags("--cflags", "--libs"), f"-Wl,-rpath,{prefix}/lib"], "c++", "-std=c++11"
    )
    run(program)


def test_nothing_but_the_functions_of_the_header_is_exported(prefix):
    header = (prefix / "include/vaglio.h").read_text()
    declared = set(re.findall(r"\b(vaglio_[a-z_]+)\(", header))
    assert len(declared) > 20

    def exported(*arguments) -> set[str]:
        lines = run("nm", *arguments).splitlines()
        return {line.split()[2] for line in lines if len(line.split()) == 3 and line.split()[1] not in "Uwn"}

    assert exported("-D", "--defined-only", prefix / "lib/libvaglio.so") == declared
    # Unique and weak symbols of C++ templates would meet those of other libraries.
    assert exported("-g", "--defined-only", prefix / "lib/libvaglio.a") == declared
    assert "swift" not in run("ldd", prefix / "lib/libvaglio.so")


def test_what_pkg_config_says(flags, prefix):
    assert flags("--modversion") == [run(prefix / "bin/vaglio", "--version").strip()]
    assert flags("--variable=prefix") == [str(prefix)]


@pytest.mark.skipif(not shutil.which("valgrind"), reason="valgrind is not installed")
def test_nothing_leaks_and_nothing_is_read_that_is_not_there(example, root, tmp_path):
    texts = sorted((root / "Examples/texts").glob("*.txt"))
    (tmp_path / "damaged").write_bytes(b"\xff\xfe\x00perch\xe9\x00 Agcom \xf0\x9f e stata\xc3" * 3)
    (tmp_path / "empty").write_bytes(b"")
    texts += [tmp_path / "damaged", tmp_path / "empty"]

    # What the runtime and the lists keep does not depend on how many documents there were.
    assert in_use(example, *texts) == in_use(example, *texts * 4)


@pytest.mark.skipif(not shutil.which("valgrind"), reason="valgrind is not installed")
def test_columns_of_arrow_do_not_leak(root, prefix, flags, tmp_path):
    code = re.search(r"^```c columns\.c\n(.*?)^```", (root / "docs/c.md").read_text(), re.M | re.S)[1]
    source, program = tmp_path / "columns.c", tmp_path / "columns"
    source.write_text(code)
    compile_c(source, program, [*flags("--cflags", "--libs"), f"-Wl,-rpath,{prefix}/lib"])
    once = in_use(program)
    again = code.replace("int main(void) {", "static int once(void) {").rstrip().removesuffix("}")
    source.write_text(again + "  return 0;\n}\nint main(void) { return once() || once() || once() || once(); }\n")
    compile_c(source, program, [*flags("--cflags", "--libs"), f"-Wl,-rpath,{prefix}/lib"])
    assert in_use(program) == once


def in_use(*command) -> int:
    """Runs under valgrind, which fails on errors and on lost memory; returns the bytes that are in use at exit."""
    done = subprocess.run(
        [
            "valgrind", "--leak-check=full", "--errors-for-leak-kinds=definite,indirect", "--error-exitcode=9",
            "--show-leak-kinds=definite,indirect", "--num-callers=30", *command,
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-6_000:]
    return int(re.search(r"in use at exit: ([\d,]+) bytes", done.stderr)[1].replace(",", ""))


def test_arguments_at_their_limits(prefix, flags, tmp_path):
    (tmp_path / "limits.c").write_text(LIMITS)
    program = tmp_path / "limits"
    compile_c(tmp_path / "limits.c", program, [*flags("--cflags", "--libs"), "-pthread", f"-Wl,-rpath,{prefix}/lib"])
    assert run(program) == "ok\n"


LIMITS = r"""
#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <vaglio.h>
#undef NDEBUG

static void *work(void *pipeline) {
  for (int round = 0; round < 50; round++) {
    const char *text = "Agcom e stata la prima; in base alia normativa";
    vaglio_document *document = vaglio_process(pipeline, text, strlen(text), NULL);
    size_t count;
    assert(vaglio_document_entities(document, &count) && count == 1);
    vaglio_document_free(document);
  }
  return NULL;
}

int main(void) {
  vaglio_error_free(NULL);
  vaglio_pipeline_free(NULL);
  vaglio_document_free(NULL);
  assert(strlen(vaglio_version()) >= 5);

  vaglio_error *error = NULL;
  assert(!vaglio_pipeline_new("normalize,x", NULL, 0, &error) && error);
  assert(vaglio_error_get_code(error) == VAGLIO_ERROR_OPTION && strstr(vaglio_error_message(error), "'x'"));
  vaglio_error_free(error);
  assert(!vaglio_pipeline_new("entities", NULL, 0, &error));
  assert(vaglio_error_get_code(error) == VAGLIO_ERROR_PIPELINE);
  vaglio_error_free(error);
  const vaglio_option lexicon[] = {{"lexicon", "companies=/none"}};
  assert(!vaglio_pipeline_new(NULL, lexicon, 1, &error));
  assert(vaglio_error_get_code(error) == VAGLIO_ERROR_LEXICON);
  vaglio_error_free(error);
  assert(!vaglio_pipeline_new("", NULL, 0, NULL));

  const vaglio_option options[] = {{"offsets", "utf16"}, {"quotes", "straight"}};
  vaglio_pipeline *pipeline = vaglio_pipeline_new(NULL, options, 2, &error);
  assert(pipeline && !error);
  assert(!vaglio_process(pipeline, "a", VAGLIO_MAXIMUM_LENGTH + 1, &error));
  assert(vaglio_error_get_code(error) == VAGLIO_ERROR_LENGTH);
  vaglio_error_free(error);
  assert(!vaglio_process(pipeline, "a", SIZE_MAX, NULL));

  size_t count, length;
  vaglio_document *empty = vaglio_process(pipeline, NULL, 0, &error);
  assert(vaglio_document_tokens(empty, &count) && count == 0);
  assert(*vaglio_document_text(empty, &length) == 0 && length == 0);
  vaglio_document_free(empty);

  const char *texts[] = {"\xF0\x9F\x98\x80 Agcom", "x", "a\0b"};
  const size_t lengths[] = {10, (size_t)1 << 40, 3};
  vaglio_document *documents[3];
  vaglio_process_all(pipeline, 3, texts, lengths, documents);
  assert(documents[0] && !documents[1] && documents[2]);
  vaglio_process_all(pipeline, 0, NULL, NULL, NULL);
  // A document outlives its pipeline.
  vaglio_pipeline_free(pipeline);
  const vaglio_entity *entities = vaglio_document_entities(documents[0], &count);
  assert(count == 1 && entities[0].start == 3 && entities[0].end == 8);
  const char *strings = vaglio_document_strings(documents[0], &length);
  assert(!strcmp(strings + entities[0].label.start, "regulator") && entities[0].key.start == VAGLIO_NO_STRING);
  // The same arrays, however often one asks.
  assert(vaglio_document_entities(documents[0], &count) == entities);
  assert(vaglio_document_json(documents[0], &length)[length - 1] == '\n');
  vaglio_document_free(documents[0]);
  vaglio_document_free(documents[2]);

  pipeline = vaglio_pipeline_new("normalize", NULL, 0, NULL);
  vaglio_document *document = vaglio_process(pipeline, "a", 1, NULL);
  count = 7;
  assert(!vaglio_document_tokens(document, &count) && count == 0);
  assert(!vaglio_document_entities(document, &count) && !vaglio_document_stems(document, &length));
  assert(vaglio_document_edits(document, &count) && count == 0);
  vaglio_document_free(document);
  vaglio_pipeline_free(pipeline);

  pipeline = vaglio_pipeline_new(NULL, NULL, 0, NULL);
  pthread_t threads[4];
  for (int number = 0; number < 4; number++) pthread_create(&threads[number], NULL, work, pipeline);
  for (int number = 0; number < 4; number++) pthread_join(threads[number], NULL);
  vaglio_pipeline_free(pipeline);
  puts("ok");
  return 0;
}
"""
