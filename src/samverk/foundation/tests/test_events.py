"""What the log says of an act, and how long names and keys are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from samverk.directory.models import Organisation, Party
from samverk.foundation import acts
from samverk.foundation.actors import PUBLIC, Actor, HeldRole, Role, system
from samverk.foundation.errors import ConflictError
from samverk.foundation.models import AuditEvent, NumberSeries
from samverk.foundation.numbering import next_number
from samverk.foundation.permissions import Denied, Right, may, may_for_some_body, may_open

KIND = acts.kind("foundation.logged", "Loggat")
ANNA = system("Anna")
HOME, ABROAD, BOARD, OTHER = 1, 2, 11, 12


def act(**changes):
    return replace(acts.Act(ANNA, KIND, "nyckel", content=1), **changes)


def add(name="Parti"):
    return Party.objects.create(abbreviation=name[:10], name=name[:100])


def test_the_event_says_who_for_whom_from_when_and_why(cast):
    user = cast.owner
    given = act(actor=user, organisation=cast.town.pk, effective_on=date(2024, 1, 2), why="Skäl")
    acts.carry_out(given, add)
    event = AuditEvent.objects.get(kind=KIND)
    assert (event.actor_id, event.actor_name) == (cast.owner_user.pk, "Maj Ekedal")
    assert (event.organisation, event.effective_on, event.why) == (
        cast.town,
        date(2024, 1, 2),
        "Skäl",
    )


def test_the_event_says_for_which_body_it_was_done(cast):
    acts.carry_out(act(organisation=cast.town.pk, body=cast.board.pk), add)
    event = AuditEvent.objects.get(kind=KIND)
    assert (event.body, event.done_for) == (cast.board, "Socialnämnden, Lillköping")


def test_an_act_for_no_body_was_done_for_its_organisation(cast):
    acts.carry_out(act(organisation=cast.town.pk), add)
    event = AuditEvent.objects.get(kind=KIND)
    assert (event.body, event.done_for) == (None, "Lillköpings kommun")


def test_an_act_for_nobody_says_so(db):
    acts.carry_out(act(), add)
    assert AuditEvent.objects.get().done_for == ""


def test_for_whom_events_were_done_is_read_with_them(cast, django_assert_num_queries):
    given = act(organisation=cast.town.pk, body=cast.board.pk)
    party = acts.carry_out(given, add)
    with django_assert_num_queries(1):
        assert [event.done_for for event in acts.events_on(party)] == ["Socialnämnden, Lillköping"]


def test_the_event_names_its_subject(db):
    acts.carry_out(act(), lambda: add("Centern"))
    event = AuditEvent.objects.get()
    assert (event.subject_label, str(event)) == ("Centern", "foundation.logged: Centern")


def test_a_subject_with_a_long_name_is_logged_by_its_beginning(db, monkeypatch):
    monkeypatch.setattr(Party, "__str__", lambda party: "x" * 400)
    acts.carry_out(act(), add)
    assert AuditEvent.objects.get().subject_label == "x" * 300


def test_a_system_with_a_long_name_keeps_its_key(db):
    long = system("Inläsningen av gamla protokoll från kommunarkivet")
    first = acts.carry_out(act(actor=long), add)
    assert acts.carry_out(act(actor=long), lambda: pytest.fail("done twice")) == first


def test_a_person_and_a_program_of_one_name_have_keys_of_their_own(cast):
    acts.carry_out(act(actor=cast.owner), add)
    with pytest.raises(ConflictError):
        acts.carry_out(act(actor=system(cast.owner.name)), add)


def test_an_act_without_content_is_the_same_act_each_time(db):
    first = acts.carry_out(act(content=None), add)
    assert acts.carry_out(act(content=None), lambda: pytest.fail("done twice")) == first


def test_content_added_to_a_form_that_was_sent_empty_is_a_conflict(db):
    acts.carry_out(act(content=None), add)
    with pytest.raises(ConflictError, match="Se efter vad som sparades"):
        acts.carry_out(act(content=0), add)


def test_events_of_two_kinds_of_things_with_one_id_are_told_apart(cast):
    party = Party.objects.create(pk=cast.town.pk, abbreviation="X", name="X")
    acts.carry_out(act(), lambda: party)
    assert {e.subject_type for e in acts.events_on(party)} == {"directory.Party"}
    town = Organisation.objects.get(pk=cast.town.pk)
    assert KIND not in {e.kind for e in acts.events_on(town)}


def test_no_more_events_than_asked_for_are_listed(db):
    party = acts.carry_out(act(), add)
    for number in range(3):
        acts.carry_out(act(key=f"n{number}"), lambda: party)
    assert len(acts.events_on(party)) == 4
    assert len(acts.events_on(party, limit=2)) == 2


def test_an_unregistered_kind_is_shown_by_its_code():
    assert AuditEvent(kind="borttagen.sort").kind_name == "borttagen.sort"


def test_series_are_counted_each_for_itself_from_one(db):
    assert [next_number(name) for name in ("a", "a", "b", "a")] == [1, 2, 1, 3]
    assert str(NumberSeries.objects.get(name="a")) == "a: 3"


def test_a_number_of_a_savepoint_that_is_undone_is_given_again(db):
    with transaction.atomic():
        assert next_number("a") == 1
        transaction.set_rollback(True)
    assert next_number("a") == 1


@pytest.mark.parametrize(
    ("right", "holders"),
    [
        (Right.MANAGE_FEDERATION, "förbundschef"),
        (Right.REGISTER_DECISION, "förbundschef, nämndsekreterare"),
        (Right.READ_IN, "förbundschef, handläggare, nämndsekreterare, registrator"),
    ],
)
def test_a_refusal_is_one_sentence_with_the_right_and_its_holders(right, holders):
    nobody = Actor(7, "Anna")
    why = f"Du saknar behörighet att {right.value} här. Det har: {holders}."
    assert may(nobody, right, organisation=HOME) == Denied(why)


def test_a_closed_compartment_says_whose_it_is():
    why = "Sekretessbelagda uppgifter läses och skrivs bara av den som har en roll i just det organet."
    assert may_open(PUBLIC, BOARD) == Denied(why)


def test_a_right_at_some_body_is_no_right_at_another_organisation():
    elsewhere = Actor(7, "Anna", (HeldRole(Role.SECRETARY, ABROAD, BOARD),))
    mixed = Actor(
        7,
        "Anna",
        (HeldRole(Role.SECRETARY, ABROAD, BOARD), HeldRole(Role.MEMBER, HOME, OTHER)),
    )
    for actor in (elsewhere, mixed):
        answer = may_for_some_body(actor, Right.READ_IN, organisation=HOME, body=None)
        assert isinstance(answer, Denied)
        assert answer.why.startswith(
            "Du kan läsa in och granska handlingar bara där du har din roll."
        )


def test_a_right_at_one_body_of_several_is_enough_where_none_is_named():
    posts = (HeldRole(Role.MEMBER, HOME, OTHER), HeldRole(Role.SECRETARY, HOME, BOARD))
    actor = Actor(7, "Anna", posts)
    assert may_for_some_body(actor, Right.READ_IN, organisation=HOME, body=None)
    assert may_for_some_body(actor, Right.READ_IN, organisation=HOME, body=BOARD)
    assert not may_for_some_body(actor, Right.READ_IN, organisation=HOME, body=OTHER)


def test_only_people_and_programs_are_known():
    known = [Actor(7, "Anna").is_known, system("Inläsningen").is_known, PUBLIC.is_known]
    assert known == [True, True, False]
