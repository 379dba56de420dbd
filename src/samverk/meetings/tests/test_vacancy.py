"""A vacant seat still answers for its party or member: the same one's substitute serves there."""

from __future__ import annotations

from datetime import date

from samverk.directory import actions as directory
from samverk.directory.models import Body, SeatHolding
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions, queries
from samverk.meetings.models import AgendaItem
from samverk.meetings.tests.conftest import MEMBERS, fill, occasion, person
from samverk.project.testing.stages import kept

BOARD = "federation_board"


def vacate(body, name):
    holding = SeatHolding.objects.get(seat__body=body, person__name=name)
    directory.end_holding(SETUP, holding.pk, date(2024, 2, 1), key=f"slut/{body.pk}")


def hall(body, *names):
    made = actions.plan_meeting(SETUP, body.pk, occasion(), key=f"m/{body.pk}")
    actions.open_meeting(SETUP, made, person("Asta Ek"), "Maj", key=f"ö/{body.pk}")
    arrivals = [actions.Arrival(person(name)) for name in names]
    actions.call_roll(SETUP, made, arrivals, key=f"u/{body.pk}")
    meeting = queries.meeting_by_id(made.pk)
    items = list(AgendaItem.objects.filter(meeting=meeting))
    return queries.hall_of(meeting, items, queries.presence_of(meeting))


def test_in_a_council_the_partys_substitute_serves_in_a_vacant_seat(cast):
    fill(cast.council)
    vacate(cast.council, "Bo Lind")
    place = hall(cast.council, "Asta Ek", *MEMBERS[2:], "Folke Ask", "Greta Pil").places[1]
    assert (place.holder, place.suggested) == ("vakant", "Folke Ask (S)")


@kept
def federation(cast):
    new = directory.NewBody(cast.town.pk, BOARD, "Styrelsen", "FS")
    body = Body.objects.get(pk=directory.add_body(SETUP, new, key="fs").pk)
    owners = {"Asta Ek": cast.town.pk, "Bo Lind": cast.neighbour.pk}
    for number, name in enumerate(owners, start=1):
        seat = directory.NewHolding(
            body.pk, number, False, name, "", "member", date(2023, 1, 1), None, "", owners[name]
        )
        directory.fill_seat(SETUP, seat, key=f"l{number}")
    for number, (name, owner) in enumerate(
        (("Folke Ask", cast.town.pk), ("Greta Pil", cast.neighbour.pk)), start=1
    ):
        seat = directory.NewHolding(
            body.pk, number, True, name, "", "substitute", date(2023, 1, 1), None, "", owner
        )
        directory.fill_seat(SETUP, seat, key=f"e{number}")
    return body


def test_in_a_federation_the_same_members_substitute_serves_in_a_vacant_seat(federation):
    vacate(federation, "Bo Lind")
    place = hall(federation, "Asta Ek", "Folke Ask", "Greta Pil").places[1]
    assert place.suggested == "Greta Pil (Norrvik)"
