from __future__ import annotations

import json
from pathlib import Path

import pytest

from samverk.intake.reading import batch
from samverk.intake.reading.as_json import reading_as_json
from samverk.intake.reading.batch import read_files, read_uploads
from samverk.intake.reading.summary import document_summary
from samverk.intake.tests.reading.given import read, sample

MINUTES = "§ 1 Dnr KS 2024/1\n\nTaxa\n\nBeslut\nTaxan om 12,50 kr antas.\n\nDelges\nAkten"
KEYS = {
    "record_id",
    "body",
    "date",
    "paragraph",
    "diary",
    "title",
    "decision_text",
    "proposal_to",
    "proposals",
    "votes",
    "reservations",
    "citations",
    "immediate_adjustment",
    "recipients",
    "amounts",
    "suggestions",
}


def test_one_unreadable_file_does_not_stop_the_others() -> None:
    reading = read_uploads([("a.txt", b""), ("b.txt", MINUTES.encode())])
    assert [p.source for p in reading.paragraphs] == ["b.txt"]
    assert [failed.source for failed in reading.unreadable] == ["a.txt"]


def test_files_beyond_what_memory_holds_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    held = iter([100, 100, 400, 400])
    monkeypatch.setattr(batch, "MEMORY", 200)
    monkeypatch.setattr(batch, "_memory", lambda: next(held))
    reading = read_uploads([(name, MINUTES.encode()) for name in ("a.txt", "b.txt", "c.txt")])
    assert [p.source for p in reading.paragraphs] == ["a.txt"]
    assert [failed.source for failed in reading.unreadable] == ["b.txt", "c.txt"]
    assert "Läs den och resten för sig" in reading.unreadable[0].message


def test_files_of_one_name_are_told_apart_by_their_paths(tmp_path: Path) -> None:
    paths = [tmp_path / "x" / "p.txt", tmp_path / "y" / "p.txt"]
    for path in paths:
        path.parent.mkdir()
        path.write_text(MINUTES, encoding="utf-8")
    assert {d.source for d in read_files(paths).documents} == {str(path) for path in paths}


def test_the_readers_notes_stand_on_the_first_document() -> None:
    reading = read(MINUTES.replace("Taxa", "Åtgärd").encode("cp1252"))
    assert "Windows-1252" in reading.documents[0].notes[0]


def test_a_record_has_the_keys_agreed() -> None:
    (document,) = reading_as_json(read(MINUTES))
    assert document["paragraphs"][0].keys() >= KEYS
    assert document.keys() >= {"source", "kind", "items", "tables", "paragraphs"}


def test_an_unreadable_file_is_an_entry_with_its_error() -> None:
    (entry,) = reading_as_json(read(b""))
    assert "är tom" in entry["error"]
    assert (entry["kind"], entry["paragraphs"]) == (None, [])


def test_json_gives_places_and_whole_kronor_only_where_they_are_whole() -> None:
    (document,) = reading_as_json(read(MINUTES))
    (amount,) = document["paragraphs"][0]["amounts"]
    assert (amount["ore"], amount["kronor"], amount["place"]) == (1250, None, {"line": 6})


def test_every_sample_becomes_json(samples: list[Path]) -> None:
    told = json.dumps(reading_as_json(read_files(samples)))
    assert len(json.loads(told)) >= len(samples)


def test_every_sample_has_a_summary_in_words(samples: list[Path]) -> None:
    for document in read_files(samples).documents:
        assert next(iter(document_summary(document))).split(",")[0] in (
            "Protokoll",
            "Tjänsteskrivelse",
            "Kallelse eller anslag",
            "Voteringslista",
        )


def test_a_summary_says_what_is_not_printed() -> None:
    (document,) = read(MINUTES).documents
    assert any("Organ: inte tryckt" in line for line in document_summary(document))


def test_a_summary_tells_votes_and_meanings() -> None:
    (document,) = sample("kf_beslut_sist.txt").documents
    told = "\n".join(document_summary(document))
    assert "18 ja, 13 nej; inga namn; ja = vill att ärendet avgörs i dag" in told


def test_a_citation_tells_organisation_and_year_beside_the_keys_agreed() -> None:
    text = MINUTES.replace("antas.", "antas, se KF § 12/2019 i Härryda kommun.")
    (cited,) = reading_as_json(read(text))[0]["paragraphs"][0]["citations"]
    assert (cited["body"], cited["date"], cited["paragraph"]) == ("Kommunfullmäktige", None, 12)
    assert (cited["organisation"], cited["year"]) == ("Härryda kommun", 2019)


def test_a_citation_without_organisation_says_null() -> None:
    text = MINUTES.replace("antas.", "antas, se KF 2019-03-04 § 12.")
    (cited,) = reading_as_json(read(text))[0]["paragraphs"][0]["citations"]
    assert (cited["organisation"], cited["year"]) == (None, 2019)
