from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Told

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
FAULTY = str(SAMPLES / "au_med_fel.txt")
SOUND = str(SAMPLES / "kf_beslut_sist.txt")
Command = Callable[..., Told]


def test_a_file_is_told_in_swedish(samverk: Command) -> None:
    told = samverk("intake", SOUND)
    assert told.status == 0
    assert "§ 63  KS/2022:499  Antagande av översiktsplan för Västeråker" in told.out
    assert "Granskning: inget att anmärka på." in told.out


def test_findings_are_told_with_their_place(samverk: Command) -> None:
    out = samverk("intake", FAULTY).out
    assert "Fel: § 88: Jan Lind (M) reserverar sig men röstade ja" in out
    assert "(reserver-vote): au_med_fel.txt rad 31" in out


def test_json_holds_documents_and_lints(samverk: Command) -> None:
    answer = samverk("intake", FAULTY, SOUND, "--json").answer
    assert set(answer) == {"documents", "lints"}
    assert [d["source"] for d in answer["documents"]] == ["au_med_fel.txt", "kf_beslut_sist.txt"]
    assert answer["lints"][0]["kind"] == "fault"


def test_a_file_that_cannot_be_read_gives_2_and_the_others_results(
    samverk: Command, tmp_path: Path
) -> None:
    empty = tmp_path / "tom.txt"
    empty.write_bytes(b"")
    told = samverk("intake", str(empty), SOUND, "--json")
    assert told.status == 2
    assert told.err == "”tom.txt” är tom. Kontrollera att rätt fil valdes.\n"
    assert [d.get("error") is None for d in told.answer["documents"]] == [True, False]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Ange minst en fil."),
        (["--fel", "a.txt"], "Okänt val ”--fel”."),
        (["finns-inte.txt"], "”finns-inte.txt” finns inte."),
        (["."], "är en mapp."),
    ],
)
def test_wrong_usage_is_one_swedish_line(samverk: Command, words: list[str], said: str) -> None:
    told = samverk("intake", *words)
    assert told.status == 2
    assert said in told.err
    assert told.err.count("\n") == 1


def test_after_two_dashes_every_word_is_a_file(samverk: Command) -> None:
    assert "”--json” finns inte" in samverk("intake", "--", "--json").err


def test_help_is_in_swedish(samverk: Command) -> None:
    told = samverk("intake", "--help")
    assert told.status == 0
    assert told.out.startswith("Användning: samverk intake FIL")


def test_a_name_no_text_can_hold_does_not_break_the_line(samverk: Command) -> None:
    told = samverk("intake", "a\udce5\nb.txt")
    assert (told.status, told.err.count("\n")) == (2, 1)


def test_output_that_cannot_carry_swedish_stays_whole_json(
    samverk: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samverk.project.cli.intake.writes_unicode", lambda: False)
    told = samverk("intake", SOUND, "--json")
    assert told.out.isascii()
    assert json.loads(told.out)["documents"][0]["body"] == "Kommunfullmäktige"
