from __future__ import annotations

import pytest

from samverk.intake.reading.model import Proposal
from samverk.intake.tests.reading.given import in_paragraph, paragraph


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


SENT_ON = "Kommunstyrelsens förslag till kommunfullmäktige\n1. Avtalet sägs upp.\n2. Taxan antas."
OWN = "Kommunstyrelsens beslut\nDirektören informerar."
IN_SENTENCES = (
    "Beslut\nKommunstyrelsen föreslår kommunfullmäktige besluta\n1. att säga upp avtalet\n"
    "{}Kommunstyrelsen beslutar för egen del\n2. att informera förbundet\n3. att justera genast"
)


@pytest.mark.parametrize(
    "body",
    [
        f"{SENT_ON}\n\n{OWN}",
        f"{OWN}\n\n{SENT_ON}",
        f"{OWN} för egen del".replace("beslut\nDirektören informerar.", "beslut")
        + f"\nDirektören informerar.\n\n{SENT_ON}",
        f"{SENT_ON}\n\nBakgrund\nEtt avtal.\n\n{OWN}",
        f"{SENT_ON}\n\nBeslut för egen del\nDirektören informerar.",
        f"Beslut\n\n{SENT_ON}\n\n{OWN}",
    ],
)
def test_a_body_may_both_propose_and_decide_in_either_order(body: str) -> None:
    record = paragraph(f"Kommunstyrelsen\nSammanträdesdatum 2024-03-04\n\n§ 10 Utträde\n\n{body}")
    assert record.decision_text == "Direktören informerar."
    assert [(p.to, p.text) for p in record.proposals] == [
        ("Kommunfullmäktige", "1. Avtalet sägs upp.\n2. Taxan antas.")
    ]
    assert record.proposal_to == "Kommunfullmäktige"


@pytest.mark.parametrize("gap", ["", "\n"])
def test_sentences_part_the_proposal_from_the_decision(gap: str) -> None:
    record = in_paragraph(IN_SENTENCES.format(gap))
    assert (record.decision_text or "").split("\n") == [
        "Kommunstyrelsen beslutar för egen del",
        "2. att informera förbundet",
        "3. att justera genast",
    ]
    (sent,) = record.proposals
    assert sent.text.split("\n")[1:] == ["1. att säga upp avtalet"]


def test_the_decision_may_stand_before_the_proposal() -> None:
    record = in_paragraph(
        "Beslut\nNämnden godkänner rapporten.\nNämnden föreslår kommunstyrelsen att anta planen."
    )
    assert record.decision_text == "Nämnden godkänner rapporten."
    assert [p.text for p in record.proposals] == [
        "Nämnden föreslår kommunstyrelsen att anta planen."
    ]


def test_points_with_a_subject_of_their_own_speak_for_themselves() -> None:
    record = in_paragraph(
        "Beslut\n1. Kommunstyrelsen godkänner rapporten.\n"
        "2. Kommunstyrelsen föreslår kommunfullmäktige att anta planen.\n3. Rapporten skickas vidare."
    )
    assert record.decision_text == (
        "1. Kommunstyrelsen godkänner rapporten.\n3. Rapporten skickas vidare."
    )
    assert [p.text[:2] for p in record.proposals] == ["2."]


def test_a_point_that_proposes_stays_in_the_decision_it_is_a_point_of() -> None:
    record = in_paragraph(
        "Beslut\nKommunstyrelsen beslutar\natt godkänna rapporten,\n"
        "att föreslå kommunfullmäktige att anta planen."
    )
    assert (record.decision_text or "").count("\n") == 2
    assert [(p.to, p.text) for p in record.proposals] == [
        ("Kommunfullmäktige", "att föreslå kommunfullmäktige att anta planen.")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunstyrelsen beslutar att föreslå kommunfullmäktige att anta planen.",
        "Kommunstyrelsen beslutar föreslå kommunfullmäktige besluta att anta planen.",
        "Kommunstyrelsen föreslår att kommunfullmäktige antar planen.",
    ],
)
def test_to_decide_to_propose_is_to_propose(sentence: str) -> None:
    record = in_paragraph(f"Beslut\n{sentence}\n\nParagrafen är omedelbart justerad.")
    assert (record.decision_text, record.proposal_to) == (sentence, "Kommunfullmäktige")
    assert [p.text for p in record.proposals] == [sentence]


def test_what_follows_in_the_same_sentence_is_the_proposal() -> None:
    record = in_paragraph(
        "Beslut\nNämnden godkänner rapporten samt föreslår kommunfullmäktige att anta planen."
    )
    assert [p.text for p in record.proposals] == ["föreslår kommunfullmäktige att anta planen."]


def test_the_councils_decision_takes_in_no_proposal_to_it() -> None:
    record = paragraph(
        f"Kommunfullmäktige\nSammanträdesdatum 2024-03-04\n\n§ 10 Utträde\n\n{SENT_ON}\n\n"
        "Kommunfullmäktiges beslut\nAvtalet sägs upp."
    )
    assert (record.decision_text, record.proposals) == ("Avtalet sägs upp.", [])


@pytest.mark.parametrize("heading", ["Kommunstyrelsens förslag till kommunfullmäktige", "Underlag"])
def test_the_councils_decision_stands_above_the_proposal_to_it(heading: str) -> None:
    record = paragraph(
        "Kommunfullmäktige\nSammanträdesdatum 2024-03-04\n\n§ 10 Utträde\n\nBeslut\n"
        f"Avtalet sägs upp.\n\n{heading}\nAnnat.\n\nKommunstyrelsens beslut\nAnnat igen."
    )
    assert (record.decision_text, record.proposals) == ("Avtalet sägs upp.", [])


def test_a_proposal_refused_is_no_proposal() -> None:
    record = in_paragraph(
        "Beslut\nKommunstyrelsen avslår förslaget att föreslå kommunfullmäktige en ny taxa."
    )
    assert record.proposals == []


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Beslut\nFörslag till beslut i Kommunfullmäktige:\nPlanen antas.", 6),
        ("Beslut\nJa.\nNämnden föreslår kommunfullmäktige att anta planen.", 7),
    ],
)
def test_the_place_is_where_the_next_body_is_printed(body: str, line: int) -> None:
    assert in_paragraph(body).places["proposal_to"].line == line


@pytest.mark.parametrize(
    "body",
    [
        "Kommunstyrelsens förslag till kommunfullmäktiges beslut\nPlanen antas.",
        "Beslut\nKommunstyrelsen föreslår dessutom att kommunfullmäktige antar planen.",
        "Kommunstyrelsen beslutar\n\natt föreslå kommunfullmäktige besluta\n\natt anta planen.",
    ],
)
def test_other_ways_to_send_a_matter_on_are_read(body: str) -> None:
    assert in_paragraph(body).proposal_to == "Kommunfullmäktige"


@pytest.mark.parametrize(
    "vote", ["Votering begäres. Följande godkännes.", "Omröstning begärs och verkställs."]
)
def test_a_vote_without_heading_is_no_part_of_the_proposal(vote: str) -> None:
    record = in_paragraph(f"Yrkanden\nBo Ek (V) yrkar avslag.\n\n{vote}")
    assert [p.text for p in record.proposals] == ["Bo Ek (V) yrkar avslag."]


@pytest.mark.parametrize(
    ("text", "by", "support"),
    [
        ("Rita Ek (V): Avgiften ska vara oförändrad.", [("Rita Ek", "V")], []),
        ("Bo Ek (V) med stöd av Ida Fors (C): avslag.", [("Bo Ek", "V")], [("Ida Fors", "C")]),
        (
            "Bo Ek (V) yrkar, med bifall av Ida Fors (C), avslag.",
            [("Bo Ek", "V")],
            [("Ida Fors", "C")],
        ),
        ("Anna Alm yrkar avslag.", [("Anna Alm", None)], []),
        ("Ordföranden Anna Alm yrkar avslag.", [("Anna Alm", None)], []),
        ("Ordföranden yrkar avslag.", [], []),
        ("(S) yrkar avslag.", [(None, "S")], []),
        ("Miljöpartiet och V-gruppen föreslår avslag.", [(None, "MP"), (None, "V")], []),
        ("Anna Alm (S) lägger ett tilläggsyrkande: avslag.", [("Anna Alm", "S")], []),
        ("Anna Alm (S) för Socialdemokraterna yrkar avslag.", [("Anna Alm", "S")], []),
    ],
)
def test_whoever_proposes_is_named_as_printed(
    text: str, by: list[tuple[str | None, str | None]], support: list[tuple[str, str]]
) -> None:
    (proposal,) = in_paragraph(f"Yrkanden\n{text}").proposals
    assert [(p.name, p.party) for p in proposal.by] == by
    assert [(p.name, p.party) for p in proposal.supported_by] == support


@pytest.mark.parametrize("text", ["Tekniska kontoret föreslår avslag.", "Skolan: oförändrad."])
def test_no_unit_proposes_at_the_meeting(text: str) -> None:
    assert in_paragraph(f"Yrkanden\n{text}").proposals == []


def test_the_figure_of_a_point_ends_no_proposal() -> None:
    text = "Yrkanden\n1. Bo Ek (V) yrkar avslag.\n2. Ida Fors (C) yrkar bifall."
    assert [p.text for p in in_paragraph(text).proposals] == text.splitlines()[1:]


def test_who_agrees_may_be_named_after() -> None:
    text = "Yrkanden\nBo Ek (V) yrkar avslag. I detta yrkande instämmer Ida Fors (C)."
    (proposal,) = in_paragraph(text).proposals
    assert [p.name for p in proposal.supported_by] == ["Ida Fors"]
