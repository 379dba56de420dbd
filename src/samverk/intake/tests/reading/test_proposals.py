from __future__ import annotations

import pytest

from samverk.intake.reading.model import Proposal
from samverk.intake.tests.reading.given import in_paragraph


def put(text: str, heading: str = "Yrkanden") -> list[Proposal]:
    """Answer the proposals put at the meeting."""
    found = in_paragraph(f"{heading}\n{text}\n\nBeslut\nJa.").proposals
    return [proposal for proposal in found if proposal.kind == "at_meeting"]


def test_who_proposes_what_is_read() -> None:
    (found,) = put("Anna Alm (S) yrkar bifall till förslaget.")
    assert [person.name for person in found.by] == ["Anna Alm"]
    assert found.text == "Anna Alm (S) yrkar bifall till förslaget."


@pytest.mark.parametrize(
    "heading",
    ["Yrkande", "Förslag till beslut på sammanträdet", "Dagens sammanträde", "Alternativa förslag"],
)
def test_the_headings_met_open_proposals(heading: str) -> None:
    assert len(put("Anna Alm (S) föreslår avslag.", heading)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Anna Alm (S) yrkar med instämmande av Bo Ek (M) bifall.",
        "Anna Alm (S) föreslår med biträde av Bo Ek (M) att planen antas.",
        "Anna Alm (S) yrkar bifall. Bo Ek (M) instämmer i yrkandet.",
    ],
)
def test_supporters_are_told_from_proposers(text: str) -> None:
    (found,) = put(text)
    assert [person.name for person in found.by] == ["Anna Alm"]
    assert [person.name for person in found.supported_by] == ["Bo Ek"]


def test_two_may_propose_together() -> None:
    (found,) = put("Anna Alm (S) och Bo Ek (M) yrkar avslag.")
    assert [person.party for person in found.by] == ["S", "M"]


def test_each_sentence_with_a_proposer_is_a_proposal() -> None:
    found = put("Anna Alm (S) yrkar bifall. Bo Ek (M) yrkar avslag.")
    assert [proposal.text[:8] for proposal in found] == ["Anna Alm", "Bo Ek (M"]


def test_a_quoted_speech_goes_with_its_proposal() -> None:
    (found,) = put("Anna Alm (S) yrkar återremiss. ”Hur många berörs? Det vet vi inte.”")
    assert found.text.endswith("Det vet vi inte.”")


def test_a_text_without_persons_proposes_nothing() -> None:
    assert put("Inga yrkanden framställs.") == []


def test_the_next_body_is_read_from_the_heading() -> None:
    record = in_paragraph("Beslut\nFörslag till beslut i Kommunfullmäktige:\nPlanen antas.")
    assert record.proposal_to == "Kommunfullmäktige"
    assert record.proposals[0].text == "Planen antas."


@pytest.mark.parametrize(
    ("decision", "to"),
    [
        ("Socialnämnden föreslår att kommunfullmäktige antar planen.", "Kommunfullmäktige"),
        ("Arbetsutskottet föreslår kommunstyrelsen besluta att ja.", "Kommunstyrelsen"),
        (
            "Utskottet föreslår att kommunstyrelsen föreslår kommunfullmäktige att ja.",
            "Kommunfullmäktige",
        ),
        ("Kommunstyrelsen hemställer att kommunfullmäktige säger ja.", "Kommunfullmäktige"),
    ],
)
def test_the_next_body_is_read_from_the_sentence(decision: str, to: str) -> None:
    assert in_paragraph(f"Beslut\n{decision}").proposal_to == to


def test_of_several_bodies_the_one_that_decides_last_is_named() -> None:
    record = in_paragraph(
        "Beslut\nNämndens förslag till beslut i kommunfullmäktige\nJa.\n\n"
        "Nämndens förslag till beslut i kommunstyrelsen\nEnligt ovan."
    )
    assert record.proposal_to == "Kommunfullmäktige"
    assert [p.to for p in record.proposals] == ["Kommunfullmäktige", "Kommunstyrelsen"]


def test_a_decision_of_its_own_is_proposed_to_nobody() -> None:
    record = in_paragraph("Beslut\nSocialnämnden godkänner rapporten.")
    assert (record.proposal_to, record.proposals) == (None, [])
