"""How long a participation is followed up: as long as a consent to it holds, to the day.

Without one the person is counted by sex and year of start alone, from then on and for the past.
"""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Exists, OuterRef

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import system
from samverk.interventions.persons.actions.steps import hold_people
from samverk.interventions.persons.models import Consent, Participation
from samverk.interventions.persons.queries.consents import giver_of, holds
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority, authority
from samverk.rules.interventions.consent import Purpose

RAN_OUT = acts.kind("persons.follow_up_ran_out", "Samtycke till uppföljning gick ut", is_quiet=True)
NIGHTLY = system("Samverk, uppföljningens sista dag")


def is_carried(row: Participation, day: date) -> bool:
    """Answer whether a consent to follow-up reaches who gives a participation, on a day."""
    return holds(row.person_id, Purpose.FOLLOW_UP, giver_of(row.delivery), day).value


def follow_no_more(person: uuid.UUID, day: date) -> None:
    """Let those of a person's participations be followed up no more that no consent carries on a day."""
    rows = Participation.objects.select_for_update(of=("self",)).filter(
        person=person, is_followed=True
    )
    for row in rows.select_related("delivery__provider"):
        if not is_carried(row, day):
            _end(row)


def _end(row: Participation) -> None:
    row.is_followed = False
    row.save(update_fields=["is_followed"])


def end_follow_ups() -> int:
    """End the follow-up whose consent has come to its last day; answer how many. The night's work."""
    return sum(_end_at(authority(one.id), clock.today()) for one in directory.bodies())


def _end_at(home: Authority, today: date) -> int:
    """End them at one authority. Those that nobody gave a consent with a last day are left alone."""
    over = Consent.objects.filter(
        person=OuterRef("person"),
        purpose=Purpose.FOLLOW_UP,
        to_date__lt=today,
        withdrawn_on=None,
        reaches__organisation=OuterRef("delivery__provider"),
    )
    with unread([home.body]):
        rows = Participation.objects.filter(Exists(over), controller=home.body, is_followed=True)
        due = [
            row.pk
            for row in rows.select_related("delivery__provider").order_by("pk")
            if not is_carried(row, today)
        ]
    for pk in due:
        act = acts.Act(
            NIGHTLY, RAN_OUT, f"uppföljning/{pk}/{today}", home.organisation, body=home.body
        )
        with unread([home.body]):
            acts.carry_out(act, lambda pk=pk: _ended(pk, today))  # type: ignore[misc]
    return len(due)


def _ended(pk: uuid.UUID, today: date) -> Participation:
    # A consent that is given at the same moment is seen, or waits
    hold_people(Participation.objects.filter(pk=pk).values("person"))
    rows = Participation.objects.select_for_update(of=("self",))
    row = rows.select_related("delivery__provider").get(pk=pk)
    if row.is_followed and not is_carried(row, today):
        _end(row)
    return row
