from __future__ import annotations

import pytest

from samverk.intake.tests.lints.found import council, found, ids


@pytest.mark.parametrize(
    "text",
    [
        "Ordföranden finner att kommunstyrelsen beslutat avgöra ärendet.",
        "Ordföranden frågar om kommunstyrelsen kan bifalla förslaget.",
        "Kommunstyrelsen godkänner redovisad propositionsordning.",
    ],
)
def test_another_body_that_decides_here_is_a_fault(text: str) -> None:
    (finding,) = found(council(f"Beslutsgång\n{text}"))
    assert (finding.lint.id, finding.lint.kind) == ("organ-mismatch", "fault")
    assert "Kommunstyrelsen" in finding.text


@pytest.mark.parametrize(
    "text",
    [
        "Ordföranden finner att kommunfullmäktige beslutat enligt förslaget.",
        "Ordföranden finner att fullmäktige bifaller förslaget.",
        "Ordföranden finner att kommunstyrelsens förslag antagits.",
        "Kommunstyrelsen har beslutat att avstå.",
        "Ordföranden frågar om kommunfullmäktige kan bifalla kommunstyrelsens förslag.",
    ],
)
def test_the_own_body_or_anothers_proposal_is_right(text: str) -> None:
    assert ids(council(f"Beslutsgång\n{text}")) == []


def test_without_a_printed_body_nothing_is_said() -> None:
    text = council(
        "Beslutsgång\nOrdföranden finner att kommunstyrelsen beslutat ja.", "Beslut\nJa."
    )
    assert ids(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Anna Alm (S) föreslår att kommunstyrelsen föreslår att kommunstyrelsen, i enlighet med "
        "nämndens förslag, föreslår att kommunfullmäktige antar planen.",
        "Kommunstyrelsen föreslår att kommunstyrelsen antar planen.",
        "Socialnämnden föreslår socialnämnden besluta att anta planen.",
    ],
)
def test_a_body_that_proposes_to_itself_is_one_fault(text: str) -> None:
    (finding,) = found(council(f"Yrkanden\n{text}"))
    assert finding.lint.id == "body-twice"


@pytest.mark.parametrize(
    "text",
    [
        "Utskottet föreslår att kommunstyrelsen föreslår att kommunfullmäktige antar planen.",
        "Kommunstyrelsen föreslår att kommunstyrelsens ordförande får uppdraget.",
        "Kommunstyrelsen föreslår ja. Kommunstyrelsen föreslår även en utredning.",
        "Anna Alm (S) föreslår att kommunstyrelsen antar planen.",
    ],
)
def test_a_chain_of_bodies_is_right(text: str) -> None:
    assert ids(council(f"Yrkanden\n{text}")) == []
