"""``samverk exit``: what cannot be asked is one Swedish line, and the demo's answers are the golden ones."""

from __future__ import annotations

import json

import pytest

from samverk.project.cli import leaving, main

HARRYDA = ["--member", "Härryda", "--date", "2020-06-15"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "--member behövs."),
        (["--member", "Härryda"], "--date behövs."),
        (["--member", "", "--date", "2020-06-15"], "--member behöver ett värde."),
        (["--member"], "--member behöver ett värde."),
        (["--member", "Härryda", "--date", "2020-06-31"], "går inte att läsa"),
        (["--member", "Härryda", "--date", "20200615"], "går inte att läsa"),
        (["--member", "Härryda", "--date", "1989-01-01"], "går inte att läsa"),
        ([*HARRYDA, "--unit-cost", "5"], "--unit-cost och --volume anges tillsammans."),
        ([*HARRYDA, "--unit-cost", "-5", "--volume", "1"], "--unit-cost ska vara ett heltal"),
        ([*HARRYDA, "--unit-cost", "9" * 50, "--volume", "1"], "--unit-cost ska vara ett heltal"),
        (
            [*HARRYDA, "--federation", "a", "--federation", "b"],
            "--federation är angivet två gånger.",
        ),
        ([*HARRYDA, "--years", "1"], "--years och --counting anges tillsammans."),
        ([*HARRYDA, "--years", "0", "--counting", "from-notice"], "--years ska vara 1-20."),
        ([*HARRYDA, "--years", "1", "--counting", "dagar"], "--counting ska vara calendar-years"),
        ([*HARRYDA, "--år", "3"], "Okänt val ”--år”."),
        ([*HARRYDA, "skräp"], "Okänt val ”skräp”."),
    ],
)
def test_what_cannot_be_read_is_one_line_and_status_two(capsys, words, says):
    assert main(["exit", *words]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert says in told.err


def test_help_is_told_without_an_installation(capsys):
    assert main(["exit", "--help"]) == 0
    assert "--unit-cost" in capsys.readouterr().out


def test_where_there_is_no_installation_it_says_what_to_do(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("SAMVERK_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["exit", *HARRYDA]) == 1
    assert "Det finns ingen installation här." in capsys.readouterr().err


def answered(*words):
    wanted = leaving._read(words)
    question = leaving._Question(wanted.days, wanted.own, wanted.terms)
    return leaving._answered(wanted, question)


@pytest.mark.django_db
def test_the_demos_answer_is_the_golden_one(demo):
    text, status = answered(*HARRYDA, "--date", "2021-05-26", "--json")
    told = json.loads(text)
    assert status == 0
    assert [one["effective"] for one in told["scenarios"]] == ["2023-12-31", "2024-12-31"]
    fee = told["scenarios"][0]["fees"][0]["years"]["2022"]
    assert (fee["kronor"], fee["known"]) == ([589_500, 590_499], "known")


@pytest.mark.django_db
def test_other_terms_than_those_of_the_by_laws_are_tried(demo):
    text, _ = answered(*HARRYDA, "--years", "1", "--counting", "from-notice", "--json")
    (scenario,) = json.loads(text)["scenarios"]
    assert (scenario["effective"], scenario["by_laws"]) == ("2021-06-15", "villkor som prövas")


@pytest.mark.django_db
def test_the_words_are_those_of_the_page(demo):
    text, _ = answered("--member=härryda kommun", "--date=2020-06-15", "--federation=insjoriket")
    assert "Utträdet gäller från utgången av: 2023-12-31 (räknat)" in text
    assert "Deltagare från kommunen: är inte registrerat (saknas)" in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--member", "Kalmar", "--date", "2020-06-15"], "är ingen medlem"),
        (["--member", "Försäkringskassan", "--date", "2020-06-15"], "kan inte lämna"),
        ([*HARRYDA, "--federation", "Sjön"], "Förbundet ”Sjön” finns inte. Upplagda: Insjöriket."),
    ],
)
def test_what_the_installation_does_not_know_is_status_two(demo, words, says):
    text, status = answered(*words)
    assert (status, says in text) == (2, True)
