"""Two records of one person: what each holds, what clashes, and where an emptied one has gone."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from samverk.interventions.persons.models import (
    Consent,
    DayEntry,
    EmergencyGrant,
    JoinedRecord,
    Participation,
    Person,
    QueueEntry,
    Referral,
    Side,
)
from samverk.interventions.persons.models.participations import RUNS
from samverk.interventions.persons.queries.held import TOLD, person_tables
from samverk.rules.interventions.consent import Purpose
from samverk.rules.interventions.one_person import (
    ConsentHeld,
    Given,
    OpenReferral,
    RecordHeld,
    Stay,
)
from samverk.rules.interventions.participation import ParticipationState
from samverk.rules.interventions.referral import OPEN, ReferralState

# What says nothing of when somebody took part
NO_STAY = (ParticipationState.NEVER_STARTED, ParticipationState.ENTERED_IN_ERROR)
UNANSWERED = (ReferralState.DRAFT.value, *sorted(one.value for one in OPEN))


def record_held(person: uuid.UUID, now: datetime) -> RecordHeld:
    """Gather what one record has that may clash with another's, in what is open to the reader."""
    waits = QueueEntry.objects.filter(person=person, left_on=None).select_related("delivery")
    return RecordHeld(
        waits=tuple(_given(row) for row in waits.order_by("pk")),
        stays=tuple(_stays(person)),
        referrals=tuple(_referrals(person)),
        consents=tuple(_consents(person, now.date())),
        days=tuple(_days(person)),
        is_opened=EmergencyGrant.objects.filter(person=person, until__gt=now).exists(),
    )


def _given(row: QueueEntry | Participation | Referral | DayEntry) -> Given:
    return Given(row.delivery_id, str(row.delivery))


def _stays(person: uuid.UUID) -> Iterator[Stay]:
    rows = Participation.objects.filter(person=person).exclude(state__in=NO_STAY)
    for row in rows.select_related("delivery").order_by("starts_on", "pk"):
        yield Stay(_given(row), row.starts_on, row.ended_on, row.state in RUNS)


def _referrals(person: uuid.UUID) -> Iterator[OpenReferral]:
    rows = Referral.objects.filter(person=person, state__in=UNANSWERED)
    for row in rows.select_related("delivery").order_by("pk"):
        yield OpenReferral(_given(row), row.sender_id, row.side == Side.SENT)


def _consents(person: uuid.UUID, day: date) -> Iterator[ConsentHeld]:
    """Give the consents that hold, and those that were taken back: one that ran out says nothing."""
    for row in Consent.objects.filter(person=person).order_by("recorded_at", "pk"):
        if row.withdrawn_on or row.to_date is None or row.to_date >= day:
            yield ConsentHeld(Purpose(row.purpose), row.from_date, row.withdrawn_on)


def _days(person: uuid.UUID) -> Iterator[tuple[Given, date, int]]:
    held: dict[tuple[Given, date], int] = defaultdict(int)
    for row in DayEntry.objects.filter(person=person).select_related("delivery"):
        held[_given(row), row.month] += row.added - row.removed
    yield from ((delivery, month, bits) for (delivery, month), bits in sorted(held.items()))


def rows_held(person: uuid.UUID) -> dict[str, int]:
    """Count the rows that one record has, by what they are called, in the order that they are told."""
    names = {one: TOLD.get(one) or str(one._meta.verbose_name_plural) for one in person_tables()}
    return {
        name: model._default_manager.filter(person=person).count() for model, name in names.items()
    }


def kept_of(was: uuid.UUID) -> uuid.UUID | None:
    """Answer which record (id) an emptied one is in now, None for one that is not, or is hidden."""
    return JoinedRecord.objects.filter(was=was).values_list("person", flat=True).first()


def records_of(person: uuid.UUID) -> set[uuid.UUID]:
    """Give all ids that a person has had in the open compartment: the log has what was read under each."""
    kept = kept_of(person) or person
    return {kept, *JoinedRecord.objects.filter(person=kept).values_list("was", flat=True)}


def joinings_of(person: Person) -> list[JoinedRecord]:
    """List what was joined into a person's record, the first first. Who they were there is not told."""
    rows = JoinedRecord.objects.filter(person=person).defer("sealed")
    return list(rows.order_by("recorded_at", "pk"))
