from __future__ import annotations

import pytest

from samverk.intake.tests.lints.found import council, found, ids

LIST = "\n\nVoteringslista: § 12\nLedamot Ja Nej\n{} (M) X\nBo Ek (S)  X\nResultat 1 1"


def spelled(text: str, listed: str) -> list[str]:
    return ids(council(f"Yrkanden\n{text} (M) yrkar bifall.") + LIST.format(listed))


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Eva Lotta Liljen", "Evalotta Liljen"),
        ("Anna-Karin Dahl", "Anna Karin Dahl"),
        ("Kristina Svensson", "Christina Svensson"),
        ("Mikael Johansson", "Mikael Johanson"),
    ],
)
def test_two_spellings_in_text_and_list_are_a_question(text: str, listed: str) -> None:
    expected = [] if text[0] != listed[0] else ["near-names"]
    assert spelled(text, listed) == expected


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Anna Dahl", "Anna Dahl"),
        ("Anna Dahl", "Olof Berg"),
        ("Jan Alm", "Dan Alm"),
        ("Bo Ek", "Bo Ed"),
    ],
)
def test_one_spelling_or_two_persons_are_right(text: str, listed: str) -> None:
    assert spelled(text, listed) == []


def test_two_names_in_one_list_are_two_persons() -> None:
    text = council("Yrkanden\nInga.") + LIST.format("Karin Larsson").replace(
        "Bo Ek (S)", "Karin Larson (M)"
    )
    assert ids(text) == []


def test_a_member_spelled_right_elsewhere_is_not_the_other() -> None:
    told = "Yrkanden\nKarin Larsson (M) yrkar bifall. Karin Larson (M) yrkar avslag."
    text = council(told) + LIST.format("Karin Larsson").replace("Bo Ek (S)", "Karin Larson (M)")
    assert ids(text) == []


def test_two_spellings_in_the_text_alone_are_a_question() -> None:
    text = council("Yrkanden\nKarin Larsson (M) yrkar bifall. Karin Larson (M) instämmer.")
    (finding,) = found(text)
    assert (finding.lint.id, finding.lint.kind) == ("near-names", "question")


def test_two_parties_are_two_persons() -> None:
    text = council("Yrkanden\nKarin Larsson (M) yrkar bifall. Karin Larson (S) instämmer.")
    assert ids(text) == []
