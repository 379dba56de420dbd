"""Suggestions: each with its ground, none where nothing speaks for it, and never a guess among many."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest

from samverk.directory import queries as directory
from samverk.intake.actions import confirm
from samverk.intake.models import ReadRecord, Source
from samverk.intake.review.suggestions import suggestions_for
from samverk.intake.tests import reviews
from samverk.intake.tests.reviews import only_record
from samverk.project.testing.stages import kept
from samverk.registry import queries as registry

pytestmark = pytest.mark.django_db


@kept
def record(read_in, neighbour):
    return only_record(read_in("board.txt")[0])


def offered(record, field, diaries=(), cases=()):
    found = suggestions_for(record, directory.bodies(), diaries, cases)
    return [offer for offer in found if offer.field == field]


def saying(text, **fields):
    source = Source(uploaded_at=datetime(2024, 3, 1, tzinfo=UTC), lines=[[None, 1, text, 0]])
    return ReadRecord(source=source, kind="minutes", fields={"decision_text": text, **fields})


def test_the_body_is_the_one_of_the_municipality_that_the_text_names(record):
    offer, *others = offered(record, "organ")
    assert (offer.text, others) == ("Socialnämnden, Granby", [])
    assert "Granby kommun står på rad 1." in offer.ground


def test_the_body_of_the_one_who_reads_in_is_offered_when_none_is_named(read_in, neighbour):
    excerpt = only_record(read_in("council.txt")[0])
    excerpt.first = excerpt.last
    headed(excerpt, "")
    (offer,) = offered(excerpt, "organ")
    assert offer.text == "Kommunfullmäktige, Granby"
    assert "Filen är inläst för Granby kommun." in offer.ground


def headed(record, heading):
    """Put a heading of a municipality on the first line, as minutes print it."""
    record.source.lines[0][2] = heading
    return record


def test_a_heading_of_another_municipality_stops_ones_own_body(read_in):
    offer, *others = offered(
        headed(only_record(read_in("council.txt")[0]), "HÖÖRS KOMMUN"), "organ"
    )
    assert (offer.accept, others) == ("", [])
    assert "HÖÖRS KOMMUN står på rad 1, och dess organ är inte upplagt i Samverk." in offer.ground


def test_a_heading_decides_over_what_the_text_speaks_of(record, neighbour):
    offer, *others = offered(headed(record, "EKBY KOMMUN"), "organ")
    assert (offer.text, others) == ("Socialnämnden, Ekby", [])
    assert "EKBY KOMMUN står på rad 1." in offer.ground


def test_a_body_whose_line_is_not_known_is_said_to_be_printed(record):
    del record.fields["places"]["body"]
    (offer,) = offered(record, "organ")
    assert offer.ground.startswith("Tryckt i handlingen.")


def test_a_body_that_nobody_has_set_up_can_be_read_but_not_taken(record):
    record.fields["body"] = "Fritidsnämnden"
    (offer,) = offered(record, "organ")
    assert (offer.text, offer.accept) == ("Fritidsnämnden", "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kommunfullmäktige upphäver beslutet.", "repeals"),
        ("Nämnden uppdrar åt förvaltningen att utreda.", "assigns"),
        ("Nämnden noterar rapporten.", "notes"),
        ("Nämnden lägger rapporten till handlingarna.", "notes"),
        ("Nämnden antar planen.", "decides"),
    ],
)
def test_what_a_paragraph_does_is_suggested_by_its_words(text, kind):
    (offer,) = offered(saying(text), "kind")
    assert parse_qs(offer.accept) == {"kind": [kind]}


def test_a_proposal_to_another_body_is_only_a_proposal(record):
    (offer,) = offered(record, "kind")
    assert parse_qs(offer.accept) == {"kind": ["proposes"]}
    assert "Förslag till beslut i Kommunfullmäktige (rad 11)" in offer.ground


SENT = {"kind": "to_next_body", "to": "Kommunfullmäktige", "text": "1. Avtalet upphävs."}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Nämnden godkänner rapporten.", ["decides", "proposes"]),
        ("Nämnden noterar rapporten.", ["notes", "proposes"]),
        ("Nämnden beslutar\natt godkänna rapporten,\n1. Avtalet upphävs.", ["decides", "proposes"]),
        ("Nämndens förslag till kommunfullmäktige\n1. Avtalet  upphävs.", ["proposes"]),
        ("Nämnden beslutar för egen del:\n1. Avtalet upphävs.", ["proposes"]),
        ("Kommunfullmäktige beslutar att upphäva avtalet.", ["proposes"]),
    ],
)
def test_a_paragraph_that_also_decides_itself_is_first_what_it_decides(text, kinds):
    record = saying(text, proposal_to="Kommunfullmäktige", proposals=[SENT])
    found = offered(record, "kind")
    assert [parse_qs(offer.accept)["kind"][0] for offer in found] == kinds


def test_the_own_decision_is_quoted_as_the_ground():
    record = saying("Nämnden godkänner rapporten.", proposal_to="KF", proposals=[SENT])
    assert "Paragrafen har ett eget beslut: ”Nämnden godkänner rapporten.”" in (
        offered(record, "kind")[0].ground
    )


def test_a_level_printed_beside_the_decision_speaks_for_a_proposal():
    marker = {"field": "proposal_to", "value": "KF", "ground": "Beslutsnivån är tryckt som KF."}
    record = saying("Avtalet sägs upp.", suggestions=[marker])
    first, second = offered(record, "kind")
    assert (first.text, second.text) == ("föreslår", "beslutar")
    assert "Beslutsnivån är tryckt som KF." in first.ground


def test_the_words_are_quoted_whole():
    (offer,) = offered(saying("Kommunfullmäktige uppdrar åt nämnden att utreda."), "kind")
    assert offer.ground == "Beslutstexten säger ”uppdrar”."


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [("citations[1].body", "KF", "cited_1_body"), ("votes[0].no", 12, "votes_0_no")],
)
def test_a_row_of_what_was_read_has_its_suggestion(field, value, name):
    told = {"field": field, "value": value, "ground": "Därför."}
    (offer,) = offered(saying("Ja.", suggestions=[told]), name)
    assert (parse_qs(offer.accept), offer.ground) == ({name: [str(value)]}, "Därför.")


def test_without_a_decision_text_nothing_is_said_of_what_it_does():
    assert offered(saying(""), "kind") == []


def test_an_earliest_day_is_told_but_cannot_be_taken(read_in):
    excerpt = only_record(read_in("excerpt.md")[0])
    (offer,) = offered(excerpt, "decided_on")
    assert (offer.text, offer.accept) == ("tidigast 2023-05-10", "")


def test_a_new_case_is_suggested_in_the_printed_bodys_own_diary(record, home):
    diaries = directory.bodies(organisation=home.pk)
    (offer,) = offered(record, "case_number", diaries)
    taken = parse_qs(offer.accept)
    assert taken == {"diary": [str(reviews.body(home, "SN").pk)], "case_number": ["SN 2024/18"]}


@pytest.mark.parametrize(("number", "diary"), [("2024.17 KS", "KS"), ("2024.17 XN", None)])
def test_a_new_case_goes_to_the_diary_that_its_number_names(record, home, number, diary):
    record.fields["diary"] = number
    found = offered(record, "case_number", directory.bodies(organisation=home.pk))
    wanted = [[str(reviews.body(home, diary).pk)]] if diary else []
    assert [parse_qs(offer.accept)["diary"] for offer in found] == wanted


def test_no_case_of_ones_own_is_suggested_for_anothers_number(record, home, neighbour):
    headed(record, "EKBY KOMMUN")
    assert offered(record, "case_number", directory.bodies(organisation=home.pk)) == []


def test_a_case_that_has_the_number_is_suggested_before_a_new_one(actor, home, record):
    confirm(actor, record, reviews.board(home), key="en")
    cases = registry.cases_to_link("SN 2024/18")
    (offer,) = offered(record, "case_number", directory.bodies(organisation=home.pk), cases)
    assert offer.ground == "Ärendet har samma diarienummer."


def test_a_diary_that_is_not_open_to_the_reader_is_not_suggested(record):
    assert offered(record, "case_number", diaries=()) == []
