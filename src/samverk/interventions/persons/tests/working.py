"""Takes people to where a case worker or a coordinator meets them."""

from __future__ import annotations

import uuid
from datetime import date

from samverk.interventions.persons.actions import people as persons
from samverk.interventions.persons.actions import planning
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.models import Consent, ConsentReceiver, Participation, Person
from samverk.interventions.persons.tests.party import WOMAN, Party
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread
from samverk.rules.interventions.hands import Hand

TODAY = date(2024, 3, 15)


def number_of(nth: int, born: str = "19920102") -> str:
    """Make a number of the test range with a right check digit; even numbers are women's."""
    digits = f"{born[2:]}{980 + nth}"
    total = 0
    for place, digit in enumerate(digits):
        times = int(digit) * (2 if place % 2 == 0 else 1)
        total += times // 10 + times % 10
    return f"{born}-{980 + nth}{-total % 10}"


def resident(party: Party, number: str = WOMAN, name: str = "Siv Påhitt") -> Person:
    """Register a person with the receiving authority, as its case worker."""
    new = persons.NewPerson(party.receives, name, number, home=party.cast.town.pk)
    return persons.register_person(party.worker, new, key=f"egen/{number}", hand=Hand.CASE_WORKER)


def agreed(party: Party, person: Person) -> None:
    """Let a person consent to follow-up, with no last day."""
    with unread([party.receives]):
        consent = Consent.objects.create(
            controller_id=party.receives,
            person=person,
            purpose="follow_up",
            form="written",
            from_date=date(2024, 1, 1),
            note="Uppföljning",
        )
        ConsentReceiver.objects.create(
            controller_id=party.receives,
            person=person,
            consent=consent,
            organisation=party.cast.neighbour,
        )


def planned_at_the_door(party: Party, person: Person, day: date = TODAY) -> Participation:
    """Plan a participation in the delivery that needs no referral."""
    new = planning.NewPlan(person.pk, party.open_door.pk, day)
    return planning.plan_without_referral(
        party.worker, party.receives, new, key=f"plan/{uuid.uuid4()}"
    )


def begun(party: Party, row: Participation, day: date = TODAY) -> Participation:
    """Start a planned participation."""
    at = (party.worker, party.receives, row.pk)
    entry = taking.NewMeasurement("entry", day, missing="declined")
    taking.measure_status(*at, entry, key=f"in/{uuid.uuid4()}")
    return taking.start_participation(*at, day, key=f"start/{uuid.uuid4()}")


def ended(party: Party, row: Participation, day: date = TODAY, reason: str = "") -> Participation:
    """End a participation."""
    at = (party.worker, party.receives, row.pk)
    leave = taking.NewMeasurement("exit", day, missing="declined")
    taking.measure_status(*at, leave, key=f"ut/{uuid.uuid4()}")
    return taking.end_participation(
        *at, taking.Ending(day, "Gick bra", reason), key=f"slut/{uuid.uuid4()}"
    )


def in_the_door(party: Party, number: str = WOMAN, day: date = TODAY) -> Participation:
    """Let a person take part without referral."""
    row = planned_at_the_door(party, resident(party, number), day)
    return begun(party, row, day)


def through(party: Party, name: str, number: str | None = None) -> Participation:
    """Let a referred person take part."""
    return begun(party, Walk(party, name).planned(number))
