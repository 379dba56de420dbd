"""Votes, reservations, proposals and amounts: each can be kept, changed, struck or added."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from samverk.directory.queries import BodyRef, OrganisationRef
from samverk.intake.forms.columns import people_in
from samverk.intake.forms.organs import organ_choices
from samverk.intake.forms.review import Ground, review_form
from samverk.intake.models import ReadRecord, Source
from samverk.intake.review.changes import changes

ELSA = {"name": "Elsa Vinterby", "party": "S", "role": "ledamot", "option": "yes"}
BO = {"name": "Bo Ek", "party": "M", "role": "ledamot", "option": "no"}
VOTE = {
    "yes": 1,
    "no": 1,
    "abstain": 0,
    "absent": None,
    "yes_means": "bifall",
    "no_means": "avslag",
    "ballots": [ELSA | {"place": {"line": 8}}, BO | {"place": {"line": 9}}],
    "place": {"line": 5},
}
MOVER = {"name": "Elsa Vinterby", "party": "S", "place": {"line": 3}}
READ = {
    "votes": [VOTE],
    "reservations": [{"name": "Bo Ek", "party": "M", "place": {"line": 12}}],
    "proposals": [
        {
            "kind": "at_meeting",
            "to": None,
            "by": [MOVER],
            "supported_by": [],
            "text": "Bifall\ntill förslaget",
            "place": {"line": 3},
        }
    ],
    "recipients": [{"name": "Kommunens revisorer", "place": {"line": 14}}],
    "amounts": [{"text": "639 tkr", "ore": 63_900_000, "kronor": 639_000, "place": {"line": 2}}],
    "immediate_adjustment": True,
    "places": {},
}
BODY = BodyRef(5, "Socialnämnden", "SN", "board", 2, "Granby kommun", "Granby", "granby")
GRANBY = OrganisationRef(2, "municipality", "Granby kommun", "Granby", "granby")
SENT = {"key": "en", "organ": "b2-5", "title": "Stanna", "diary": "5", "kind": "decides"}


def form(**changed):
    """The form as a browser sends it back, with what the person changed."""
    choices = {"organ": organ_choices([(GRANBY, [BODY])]), "diary": [(5, "SN")], "same_as": []}
    record = ReadRecord(source=Source(body_id=5), kind="minutes", fields=READ)
    shown = review_form(None, record=record, ground=Ground(choices), has_numbers=False)
    data = QueryDict(mutable=True)
    values = {field.html_name: field.value() for field in shown}
    sent = {
        name: value for name, value in values.items() if value is not None and value is not False
    }
    data.update(sent | SENT | changed)
    made = review_form(data, record=record, ground=Ground(choices), has_numbers=False)
    made.is_valid()
    return made


def kept(**changed):
    made = form(**changed)
    assert not made.errors
    return made.new_review(made.cleaned_data).details


def changed_rows(**changed):
    return list(changes(READ, kept(**changed)))


def test_what_is_sent_back_untouched_is_kept_as_it_was_read():
    assert changed_rows() == []
    assert kept()["amounts"][0]["ore"] == 63_900_000
    assert kept()["proposals"][0]["by"] == [MOVER]


def test_a_ballot_can_be_changed_and_keeps_its_place():
    vote = kept(votes_0_ballots_1_option="yes")["votes"][0]
    assert [one["option"] for one in vote["ballots"]] == ["yes", "yes"]
    assert vote["ballots"][1]["place"] == {"line": 9}


def test_a_ballot_can_be_struck():
    (vote,) = kept(votes_0_ballots_0_dropped="on")["votes"]
    assert [one["name"] for one in vote["ballots"]] == ["Bo Ek"]


def test_ballots_can_be_added_one_per_line():
    (vote,) = kept(votes_0_more="Anna Ask (C) avstår\nOla Ås (L): Ja")["votes"]
    assert [(b["name"], b["party"], b["option"]) for b in vote["ballots"][2:]] == [
        ("Anna Ask", "C", "abstain"),
        ("Ola Ås", "L", "yes"),
    ]


def test_a_line_that_is_no_ballot_is_told_with_its_number():
    assert "Rad 2 går inte att läsa" in str(form(votes_0_more="Anna Ask Ja\nhej").errors)


@pytest.mark.parametrize(("name", "value"), [("yes", "2"), ("no_means", "återremiss")])
def test_counts_and_what_they_mean_can_be_changed(name, value):
    assert str(kept(**{f"votes_0_{name}": value})["votes"][0][name]) == value


def test_a_whole_division_can_be_struck():
    assert kept(votes_0_dropped="on")["votes"] == []


def test_a_division_that_was_not_read_can_be_added():
    added = kept(votes_1_yes="30", votes_1_no="20", votes_1_yes_means="bifall")["votes"][1]
    assert (added["yes"], added["no"], added["yes_means"], added["place"]) == (
        30,
        20,
        "bifall",
        None,
    )


@pytest.mark.parametrize(
    ("group", "sent", "left"),
    [
        ("reservations", {"reservations_0_dropped": "on"}, 0),
        ("reservations", {"reservations_1_name": "Eva Lund", "reservations_1_party": "V"}, 2),
        ("proposals", {"proposals_0_dropped": "on"}, 0),
        ("proposals", {"proposals_1_text": "Avslag", "proposals_1_by": "Bo Ek (M)"}, 2),
        ("recipients", {"recipients_0_dropped": "on"}, 0),
        ("recipients", {"recipients_1_name": "IVO"}, 2),
        ("amounts", {"amounts_0_dropped": "on"}, 0),
        ("amounts", {"amounts_1_text": "12,50 kr", "amounts_1_ore": "12,50"}, 2),
    ],
)
def test_a_row_can_be_struck_or_added(group, sent, left):
    assert len(kept(**sent)[group]) == left


def test_an_amount_can_be_changed():
    sent = {"amounts_0_text": "640 tkr", "amounts_0_ore": "640 000"}
    assert kept(**sent)["amounts"][0]["ore"] == 64_000_000


def test_immediate_adjustment_can_be_denied():
    assert kept(immediate_adjustment="nej")["immediate_adjustment"] is False


def test_a_row_without_its_name_is_told_at_its_field():
    assert "votes_0_ballots_0_name" in form(votes_0_ballots_0_name="").errors


def test_a_count_that_is_no_number_is_told_at_its_field():
    assert "votes_0_yes" in form(votes_0_yes="-3").errors


def test_each_change_is_told_beside_what_was_read():
    sent = {"votes_0_ballots_1_option": "yes", "reservations_0_dropped": "on", "votes_0_yes": "2"}
    assert changed_rows(**sent) == [
        (
            "Omröstning 1",
            "1 ja, 1 nej, 0 avstår; Ja betyder bifall; Nej betyder avslag",
            "2 ja, 1 nej, 0 avstår; Ja betyder bifall; Nej betyder avslag",
        ),
        ("Omröstning 1, röst 2", "Bo Ek ledamot (M) Nej", "Bo Ek ledamot (M) Ja"),
        ("Reservation 1", "Bo Ek (M)", "struken"),
    ]


def test_people_are_read_as_minutes_write_them():
    assert people_in("Elsa Vinterby (S), Bo Ek") == [
        {"name": "Elsa Vinterby", "party": "S"},
        {"name": "Bo Ek", "party": None},
    ]
