"""The package, as it is installed from the wheel."""

from __future__ import annotations

import copy
import doctest
import gc
import json
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import vaglio
from vaglio._pipeline import well_formed


@pytest.fixture(scope="module")
def nlp() -> vaglio.Pipeline:
    return vaglio.Pipeline()


def test_ten_thousand_documents_are_the_command_s_byte_for_byte(nlp, texts, annotated):
    assert len(annotated) == len(texts) == 10_000
    for number, document in enumerate(nlp.pipe(texts, jobs=2)):
        mine = document.to_json().encode()
        theirs = annotated[number].removeprefix(b'{"id":%d,' % number).removesuffix(b"\n")
        assert mine == b"{" + theirs, number
        if number % 5 == 0:
            assert as_json(document) == json.loads(mine), number


def as_json(document: vaglio.Document) -> dict:
    """The document's attributes in the shape of the command's records."""

    def edit(edit: vaglio.Edit) -> dict:
        assert document.source[edit.start : edit.end] == edit.from_
        record = {key: getattr(edit, key) for key in ("start", "end", "to", "stage", "rule", "confidence")}
        record["from"] = well_formed(edit.from_)
        if len(edit.causes) > 1:
            record["causes"] = [cause._asdict() for cause in edit.causes]
        return record

    def fields(layer: vaglio.Layer, names: str) -> list[dict]:
        records = [{name: getattr(record, name) for name in names.split()} for record in layer]
        return [{name: value for name, value in record.items() if value is not None} for record in records]

    for layer in (document.tokens, document.sentences, document.entities):
        for record in layer:
            assert document.text[record.text_start : record.text_end] == record.text
    return {
        "version": 1,
        "offsets": "codepoint",
        "text": document.text,
        "edits": [edit(each) for each in document.edits],
        "suggestions": [edit(each) for each in document.suggestions],
        "lines": fields(document.lines, "line keep kind score"),
        "sentences": fields(document.sentences, "start end"),
        "tokens": fields(document.tokens, "start end text stem"),
        "entities": fields(document.entities, "start end label text entry name kind key confidence"),
    }


def test_damaged_bytes(nlp, command):
    for source in (b"Perch\xe9 Agcom", b"\xff\xfe", b"\xe2\x82Enel \xf0\x9f", b"\xed\xa0\x80 Consob", b"\xc3"):
        for stages in (None, "tokenize,entities"):
            pipeline = vaglio.Pipeline(stages)
            document = pipeline(source)
            ran = ["--stages", stages] if stages else []
            record = subprocess.run(
                [command, "annotate", "--format", "jsonl", *ran], input=source, stdout=subprocess.PIPE, check=True
            )
            assert document.to_json() + "\n" == record.stdout.decode()
            assert document.source == source.decode(errors="replace")
            for entity in document.entities:
                assert document.source[entity.start : entity.end] == entity.text


def test_scripts_whose_words_are_in_dictionaries(command):
    """ICU in the wheel has less data than the system's, and the same words."""
    text = "พระมหากษัตริย์ 東京電力 ひらがなとカタカナ ខ្ញុំស្រលាញ់ ພາສາລາວ မြန်မာဘာသာ 한국어 שלום עולם مرحبا 👩‍👩‍👧 ﬁne"
    for stages in ("tokenize", "normalize,tokenize,sentences"):
        line = [command, "annotate", "--format", "jsonl", "--stages", stages]
        theirs = subprocess.run(line, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
        document = vaglio.Pipeline(stages)(text)
        assert document.to_json() + "\n" == theirs
    assert "東京" in [token.text for token in document.tokens]


def test_positions_beyond_the_basic_plane(nlp):
    document = nlp("😀😀 l'Agcom e stata 😀 la prima in base alia norma")
    (entity,) = document.entities
    assert document.source[entity.start : entity.end] == "Agcom" == entity.text
    assert [(document.source[edit.start : edit.end], edit.to) for edit in document.edits] == [("alia", "alla")] or [
        (edit.from_, edit.to) for edit in document.edits
    ][-1] == ("alia", "alla")


def test_layers_are_sequences(nlp):
    document = nlp("Agcom e Consob. Enel no.")
    tokens = document.tokens
    assert len(tokens) == 7 and tokens[0].text == "Agcom" and tokens[-1].text == "."
    assert tokens[1:3] == list(tokens)[1:3] and tokens[::-2] == list(tokens)[::-2] and tokens[5:2] == []
    assert [token.kind for token in tokens][:1] == ["word"]
    with pytest.raises(IndexError):
        tokens[7]
    with pytest.raises(IndexError):
        tokens[-8]
    assert tokens.is_present and not vaglio.Pipeline("normalize")("x").tokens.is_present
    assert [sentence.text for sentence in document.sentences] == ["Agcom e Consob.", "Enel no."]


def test_arrays_are_not_copied_and_keep_their_document(nlp):
    numpy = pytest.importorskip("numpy")
    document = nlp("L'Agcom e' la prima; citta' e perche'. " * 200)
    expected = [token.start for token in document.tokens], [edit.text_end for edit in document.edits]
    tokens, edits = numpy.asarray(document.tokens), numpy.asarray(document.edits)
    assert not tokens.flags.owndata and not tokens.flags.writeable
    assert tokens.__array_interface__["data"][0] == document.tokens.__array_interface__["data"][0]
    view = document.tokens.buffer
    assert view.readonly and numpy.frombuffer(view, tokens.dtype)["start"].tolist() == expected[0]
    assert set(tokens.dtype.names) >= {"start", "end", "text_start", "text_end", "kind"}
    del document
    gc.collect()
    nlp("altro testo " * 2_000)  # would lie where the freed one lay
    assert tokens["start"].tolist() == expected[0] and edits["text_end"].tolist() == expected[1]
    empty = nlp("").tokens
    assert numpy.asarray(empty).shape == (0,) and len(empty.buffer) == 0


@pytest.mark.parametrize(
    ("options", "kind", "message"),
    [
        ({"stages": "normalize,parse"}, "option", "there is no stage 'parse'"),
        ({"stages": ["entities"]}, "pipeline", "needs the layer 'tokens'"),
        ({"lexicons": {"companies": "/none.tsv"}}, "lexicon", "/none.tsv"),
        ({"lexicons": {"firms": "/none.tsv"}}, "option", "labels are companies"),
        ({"minimum_confidence": 2}, "option", "from 0 to 1"),
        ({"repairs": ["mojibake", "x"]}, "option", "'repairs'"),
        ({"quotes": "french"}, "option", "kept, straight, curly"),
        ({"encoding": "klingon"}, "option", "'encoding'"),
        ({"quotes": "a\0b"}, "option", "NUL"),
        ({"boilerplate": "cut"}, "option", "keep, drop, mark"),
        ({"content_threshold": 2}, "option", "from 0 to 1"),
        ({"boilerplate_phrases": "/none.txt"}, "lexicon", "/none.txt"),
    ],
)
def test_errors_say_what_is_wrong(options, kind, message):
    with pytest.raises(vaglio.VaglioError, match=".") as caught:
        vaglio.Pipeline(**options)
    assert caught.value.kind == kind and message in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_options(tmp_path):
    (tmp_path / "fornitori.tsv").write_text("Gnomi Riuniti\n")
    mine = vaglio.Pipeline("tokenize,entities", lexicons={"companies": tmp_path / "fornitori.tsv"})
    assert [entity.text for entity in mine("I Gnomi Riuniti pagano.").entities] == ["Gnomi Riuniti"]
    moved = pickle.loads(pickle.dumps(mine))
    assert moved.stages == mine.stages and len(moved("I Gnomi Riuniti pagano.").entities) == 1
    assert vaglio.Pipeline("normalize", quotes="straight")("“sì”").text == '"sì"'
    assert vaglio.Pipeline("normalize", repairs="spacing")("perche'  no").text == "perche' no"
    assert vaglio.Pipeline(minimum_confidence=1)("in base alia legge").text == "in base alia legge"
    assert vaglio.Pipeline("normalize", encoding="windows-1252")(b"citt\xe0").text == "città"


def test_furniture(tmp_path):
    article = (
        "La società ha comunicato che il servizio sarà attivo in tutta Italia entro la fine del mese.\n"
        "Il ministero ha detto che la rete sarà pronta in ogni comune entro la fine di questo anno."
    )
    page = f"Sport\nCalcio\nSkip to content\n{article}\nLascia un commento\n"
    assert vaglio.Pipeline("boilerplate")(page).text == article
    marked = vaglio.Pipeline("boilerplate", boilerplate="mark")(page)
    assert marked.text == page and [line.keep for line in marked.lines][:6] == [False] * 3 + [True] * 2 + [False]
    assert vaglio.Pipeline("boilerplate", content_threshold=0)(page).text.startswith("Calcio")
    (tmp_path / "frasi.txt").write_text("la rete sarà pronta\n", encoding="utf-8")
    own = vaglio.Pipeline("boilerplate", boilerplate_phrases=tmp_path / "frasi.txt")
    assert "attivo" in own(page).text and "pronta" not in own(page).text


def test_what_cannot_be(nlp):
    for text in (None, 3, ["a"]):
        with pytest.raises(TypeError, match="str or bytes"):
            nlp(text)
    with pytest.raises(TypeError, match="process"):
        copy.deepcopy(nlp("a"))
    with pytest.raises(ValueError):
        nlp.pipe([], jobs=0)


def test_pipe_keeps_order_and_reads_no_further_than_it_must(nlp):
    for jobs in (1, 2, 3):
        given = []

        def texts():
            for number in range(500):
                given.append(number)
                yield f"Testo numero {number}. " * (number % 50)

        documents = nlp.pipe(texts(), jobs=jobs, batch_size=4)
        assert not given
        first = next(documents)
        assert first.text == "" and len(given) <= 4 * (2 * jobs + 1)
        rest = list(documents)
        assert [document.source for document in rest] == [f"Testo numero {n}. " * (n % 50) for n in range(1, 500)]
    # Left off in the middle, and an error of the texts.
    documents = nlp.pipe((f"{n}" for n in range(1_000)), jobs=2, batch_size=1)
    next(documents)
    del documents
    with pytest.raises(ZeroDivisionError):
        list(nlp.pipe((str(1 // n) for n in (2, 1, 0)), jobs=2, batch_size=1))
    with pytest.raises(TypeError):
        list(nlp.pipe(["a", None], jobs=2))


def test_threads_share_a_pipeline(nlp, texts):
    expected = [nlp(text).to_json() for text in texts[:60]]
    found: dict[int, list[str]] = {}

    def work(number: int) -> None:
        found[number] = [nlp(text).to_json() for text in texts[:60]]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found[number] == expected for number in range(4))


def test_other_threads_run_during_a_call(nlp):
    text = "Agcom e stata la prima; in base alia normativa. " * 4_000
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    before = ticks
    nlp(text)
    during = ticks - before
    done.set()
    thread.join()
    # It would be none or one if the call kept Python's lock.
    assert during > 5


def test_memory_is_given_back(nlp):
    text = "Agcom e' la prima in base alia norma. " * 100

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

    def work(count: int) -> None:
        for _ in range(count):
            document = nlp(text)
            len(document.text) + len(list(document.tokens)) + len(list(document.edits)) + len(document.to_json())

    work(50)
    before = resident()
    work(300)
    # A document of this kind takes more than 100 kB.
    assert resident() - before < 8_000_000


@pytest.mark.figures
def test_import_and_first_document_are_quick():
    program = (
        "import time; start = time.perf_counter(); import vaglio; "
        "vaglio.Pipeline()('Agcom e stata la prima; in base alia normativa').text; print(time.perf_counter() - start)"
    )
    seconds = min(
        float(subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True).stdout)
        for _ in range(7)
    )
    print(f"import and first document: {seconds * 1000:.0f} ms")
    assert seconds < 0.05


def test_the_wheel_stands_alone(wheel, tmp_path):
    """In a fresh environment, with no package beside it, no Swift and no compiler to be found."""
    assert wheel.stat().st_size < 25_000_000
    assert "manylinux" in wheel.name and "-py3-none-" in wheel.name
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "fresh"], check=True)
    fresh = tmp_path / "fresh" / "bin" / "python"
    subprocess.run([fresh, "-m", "pip", "install", "-q", "--no-index", "--disable-pip-version-check", wheel], check=True)
    program = (
        "import vaglio; d = vaglio.Pipeline()('Agcom e stata la prima'); print(d.text, d.entities[0].entry); "
        "print(vaglio.Pipeline('tokenize')('พระมหากษัตริย์').tokens[0].text); "
        "print([l.split()[-1] for l in open('/proc/self/maps') if '/' in l and ('swift' in l or 'icu' in l)])"
    )
    done = subprocess.run(
        [fresh, "-c", program],
        env={"PATH": "/nowhere", "LANG": "C.UTF-8"},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    ).stdout.splitlines()
    assert done[0] == "Agcom è stata la prima agcom"
    # Dictionaries of ICU are in it.
    assert done[1] == vaglio.Pipeline("tokenize")("พระมหากษัตริย์").tokens[0].text != "พระมหากษัตริย์"
    # ICU is the wheel's own.
    assert "icu" in done[2] and all(str(tmp_path) in path for path in eval(done[2]))


def test_types_are_marked_and_examples_in_docstrings_hold():
    folder = Path(vaglio.__file__).parent
    assert (folder / "py.typed").exists() and (folder / "_records.pyi").exists()
    for module in (vaglio, sys.modules["vaglio._pipeline"]):
        result = doctest.testmod(module)
        assert result.attempted and not result.failed
    for name in vaglio.__all__:
        assert getattr(vaglio, name).__doc__
