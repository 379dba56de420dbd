"""What one organ reads of another's decision is marked as read until that organ confirms it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.decisions.actions.marking import mark_of
from samverk.decisions.models import Decision
from samverk.foundation.actors import Role
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.intake.actions import confirm, take_step
from samverk.intake.next_steps.offered import next_steps
from samverk.intake.tests import reviews
from samverk.intake.tests.conftest import SETUP, user
from samverk.intake.tests.reviews import confirmed, only_record
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db
TEXT = "Nämnden föreslår något."


@kept
def theirs(neighbour):
    """A review that says the paper is the neighbour's board's."""
    return {"organisation": neighbour.pk, "body": reviews.body(neighbour, "SN").pk}


@kept
def owner(neighbour):
    """The secretary of the neighbour's board, whose decision it is."""
    body = reviews.body(neighbour, "SN")
    return user("sekreterare@ekby.example", Role.SECRETARY, neighbour, body)


@kept
def read(actor, home, theirs, read_in):
    """The neighbour's decision, registered here from their minutes."""
    return confirmed(actor, read_in("board.txt")[0], reviews.board(home, **theirs)).decision


@kept
def undated(neighbour, theirs):
    """A decision that the neighbour has registered itself, from a source without a day."""
    new = decisions.NewDecision(title="Stanna", kind="proposes", paragraph=7, **theirs)
    return decisions.register_decision(SETUP, new, key="odaterat")


def test_a_decision_read_in_anothers_diary_says_so(read):
    assert read.unconfirmed.startswith("avläst ur protokoll")
    assert read.unconfirmed.endswith(
        "i diariet för Socialnämnden, Granby, inte bekräftat av Socialnämnden"
    )


def test_a_decision_of_ones_own_is_not_marked(actor, home, read_in):
    own = confirmed(actor, read_in("board.txt")[0], reviews.board(home)).decision
    assert own.unconfirmed == ""


def test_another_board_of_the_same_municipality_is_another(actor, home, read_in):
    council = confirmed(actor, read_in("council.txt")[0], reviews.council(home)).decision
    assert council.unconfirmed.endswith("inte bekräftat av Kommunfullmäktige")


@pytest.mark.parametrize("name", ["decision", "decisions", "case"])
def test_every_page_that_shows_it_shows_the_mark(client, read, name):
    args = {"decision": [read.pk], "decisions": [], "case": [read.case_id]}[name]
    assert "inte bekräftat av Socialnämnden" in client.get(
        reverse(name, args=args)
    ).content.decode().replace("\xad", "")


def test_the_bodys_own_people_take_the_mark_away(read, owner):
    decisions.confirm_reading(actor_for(owner), read, mark_of(read), key="ja")
    read.refresh_from_db()
    assert read.unconfirmed == ""
    assert AuditEvent.objects.filter(kind="decisions.reading_confirmed").count() == 1


def test_the_reader_may_not_take_the_mark_away(actor, read):
    with pytest.raises(NotAllowedError):
        decisions.confirm_reading(actor, read, mark_of(read), key="ja")
    read.refresh_from_db()
    assert read.unconfirmed


def test_the_page_lets_the_bodys_own_people_confirm(client, owner, read):
    client.force_login(owner)
    address = reverse("confirm_reading", args=[read.pk])
    assert "Jämför med organets eget protokoll" in client.get(address).content.decode()
    sent = {"key": "ja", "seen": mark_of(read)}
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert Decision.objects.get().unconfirmed == ""


def test_others_are_refused_the_page(client, secretary, read):
    client.force_login(secretary)
    assert client.get(reverse("confirm_reading", args=[read.pk])).status_code == 403


def test_the_bodys_own_registering_takes_the_place_of_what_was_read(read, owner, theirs):
    new = decisions.NewDecision(
        title="Som det står hos oss",
        kind="proposes",
        decided_on=date(2024, 2, 14),
        paragraph=7,
        **theirs,
    )
    own = decisions.register_decision(actor_for(owner), new, key="eget")
    assert (own.pk, own.title, own.unconfirmed) == (read.pk, "Som det står hos oss", "")
    assert own.citations.count() == 1


def test_what_anothers_decision_lacks_is_not_filled_in_by_the_way(
    actor, home, theirs, undated, read_in
):
    review = reviews.board(home, text=TEXT, same_as=undated.pk, **theirs)
    confirmed(actor, read_in("board.txt")[0], review)
    undated.refresh_from_db()
    assert (undated.decided_on, undated.text, undated.unconfirmed) == (None, "", "")


def test_what_it_lacks_is_offered_field_by_field(actor, home, theirs, undated, read_in):
    review = reviews.board(home, same_as=undated.pk, **theirs)
    record = confirmed(actor, read_in("board.txt")[0], review)
    offered = [s for s in next_steps(record, actor) if s.id.startswith("uppgift")]
    assert [s.button for s in offered] == [
        "Fyll i dag",
        "Fyll i diarienummer",
        "Fyll i beslutstext",
    ]
    assert "2024-02-14" in offered[0].text


def test_filling_in_one_field_marks_the_decision_and_fills_nothing_else(
    actor, home, theirs, undated, read_in
):
    review = reviews.board(home, same_as=undated.pk, **theirs)
    record = confirmed(actor, read_in("board.txt")[0], review)
    take_step(actor, record, "uppgift-decided_on", key="dag")
    undated.refresh_from_db()
    assert (undated.decided_on, undated.text) == (date(2024, 2, 14), "")
    assert "inte bekräftat av Socialnämnden" in undated.unconfirmed


def test_the_owners_own_reading_corrects_what_others_read(read, owner, neighbour, theirs, home):
    from samverk.intake.actions import read_waiting, upload
    from samverk.intake.tests.conftest import sample

    actor, body = actor_for(owner), theirs["body"]
    upload(actor, body, [sample("board.txt")], key="eget")
    read_waiting(body)
    record = only_record(neighbour.bodies.get(pk=body).intake_sources.get())
    own = reviews.board(home, diary=body, text=TEXT, **theirs)
    confirm(actor, record, own, key="bekrafta eget")
    read.refresh_from_db()
    assert (read.text, read.unconfirmed) == (TEXT, "")


@pytest.mark.parametrize(
    ("read_as", "kind", "form"),
    [("decides", "proposes", "ej-overklagbart"), ("proposes", "decides", "laglighetsprovning")],
)
def test_the_owners_correction_of_what_a_paragraph_does_decides_its_appeal(
    actor, home, owner, theirs, read_in, read_as, kind, form
):
    wrong = reviews.board(home, kind=read_as, **theirs)
    read = confirmed(actor, read_in("board.txt")[0], wrong).decision
    new = decisions.Completion(kind=kind)
    decisions.complete_decision(actor_for(owner), read, new, key="rätt")
    read.refresh_from_db()
    assert (read.kind, read.appeal_form) == (kind, form)
