"""The component and the tokenizer, as spaCy finds them in the wheel."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy")
import vaglio  # noqa: E402

TEXT = "L'Agcom e stata la prima; in base  alia normativa Enel S.p.A. paga.\n\nConsob no."


@pytest.fixture(params=["spaCy's tokens", "Vaglio's tokens"])
def nlp(request):
    tokenizer = {"nlp": {"tokenizer": {"@tokenizers": "vaglio"}}} if request.param == "Vaglio's tokens" else {}
    nlp = spacy.blank("it", config=tokenizer)
    nlp.add_pipe("vaglio")
    return nlp


def test_names_corrections_and_stems(nlp):
    doc = nlp(TEXT)
    document = vaglio.Pipeline()(TEXT)
    assert doc.text == TEXT and doc._.clean_text == document.text
    assert [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents] == [
        (entity.text, entity.label, entity.entry or "") for entity in document.entities
    ]
    assert {"agcom", "enel", "consob"} <= {ent.kb_id_ for ent in doc.ents}
    corrections = {(span.text, span._.replacement, span.label_) for span in doc.spans["corrections"]}
    assert ("alia", "alla", "correct:ocr/li-ll") in corrections
    assert len(doc.spans["corrections"]) == len(document.edits)
    stems = {token.text: token._.stem for token in doc}
    assert stems["normativa"] == "normat" and stems["prima"] == "prim"
    for span in doc.spans["corrections"]:
        assert 0 <= span._.confidence <= 1


def test_a_stream_is_the_same_as_one_by_one(nlp, texts):
    chosen = [text for text in texts[:400] if not any("\ud800" <= letter <= "\udfff" for letter in text)]
    for text, doc in zip(chosen, nlp.pipe(chosen, batch_size=32)):
        alone = nlp(text)
        assert doc.text == text
        assert [(e.start, e.end, e.label_, e.kb_id_) for e in doc.ents] == [
            (e.start, e.end, e.label_, e.kb_id_) for e in alone.ents
        ]
        assert [token._.stem for token in doc] == [token._.stem for token in alone]
        assert [(s.start, s.end) for s in doc.spans["corrections"]] == [
            (s.start, s.end) for s in alone.spans["corrections"]
        ]


def test_the_tokenizer_gives_vaglio_s_tokens_and_keeps_every_character(texts):
    nlp = spacy.blank("it", config={"nlp": {"tokenizer": {"@tokenizers": "vaglio"}}})
    mine = vaglio.Pipeline("tokenize")
    for text in [*texts[:2_000], "  a", "a  ", "a\n b", "\u200b", TEXT]:
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            continue
        doc = nlp(text)
        assert doc.text == text
        ours = [(token.start, token.text) for token in mine(text).tokens]
        assert [pair for pair in ((token.idx, token.text) for token in doc) if pair in set(ours)] == ours
    assert [token.text for token in nlp("dell'Agcom, 1.234,56 euro")] == ["dell'", "Agcom", ",", "1.234,56", "euro"]


def test_the_tokenizer_can_clean():
    nlp = spacy.blank("it", config={"nlp": {"tokenizer": {"@tokenizers": "vaglio", "clean": True}}})
    assert nlp("perche'  in base alia legge").text == "perché in base alla legge"


def test_names_that_are_there_stay_unless_told():
    for overwrite, label in ((False, "ORG"), (True, "regulator")):
        nlp = spacy.blank("it")
        ruler = nlp.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "ORG", "pattern": "Agcom"}])
        nlp.add_pipe("vaglio", config={"overwrite_ents": overwrite, "stages": ["tokenize", "entities"]})
        assert [ent.label_ for ent in nlp("Agcom e Consob").ents] == [label, "regulator"]


def test_a_pipeline_is_saved_and_loaded(nlp, tmp_path):
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    assert [ent.kb_id_ for ent in loaded(TEXT).ents] == [ent.kb_id_ for ent in nlp(TEXT).ents]
    assert [token.text for token in loaded(TEXT)] == [token.text for token in nlp(TEXT)]


def test_wrong_stages_are_told():
    with pytest.raises(vaglio.VaglioError, match="there is no stage"):
        spacy.blank("it").add_pipe("vaglio", config={"stages": ["parse"]})
