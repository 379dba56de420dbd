"""Whether a person has consented, for what, and to whom."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import Consent
from samverk.rules.interventions.consent import GivenConsent, Purpose, Receiver, consent_holds
from samverk.rules.interventions.disclosure import DataKind
from samverk.rules.ruling import Ruling

# So many nights may pass before what a consent carried is narrowed
DAYS_LATE = 7


def consents_of(person: uuid.UUID) -> list[Consent]:
    """List a person's consents, with whom each reaches, the latest first."""
    rows = Consent.objects.filter(person=person).prefetch_related("reaches__organisation")
    return list(rows.order_by("-from_date", "-recorded_at"))


def holds(person: uuid.UUID, purpose: Purpose, receiver: Receiver, day: date) -> Ruling[bool]:
    """Answer whether a consent for this purpose reaches an organisation on a day.

    One that is taken back by now carries nothing new, also of a day before it was.
    """
    given = tuple(
        GivenConsent(
            Purpose(row.purpose),
            frozenset(one.organisation_id for one in row.reaches.all()),
            row.from_date,
            row.to_date,
            row.withdrawn_on and min(row.withdrawn_on, day),
        )
        for row in consents_of(person)
    )
    return consent_holds(given, purpose, receiver, day)


def giver_of(delivery: Delivery) -> Receiver:
    """Name the organisation that gives a delivery, as the one that is told."""
    return Receiver(delivery.provider_id, delivery.provider.short_name)


@dataclass(frozen=True, slots=True)
class Carried:
    """What the consents to exchange information carry (samtyckets räckvidd), to one organisation.

    ``until`` is the last day, None for no end. ``kinds`` are what may be told now: the person has
    waived secrecy for each, in one consent or another. ``consent`` is the latest of them.
    """

    consent: Consent
    until: date | None
    kinds: tuple[str, ...]


def carried(person: uuid.UUID, receiver: int, day: date) -> Carried | None:
    """Answer what the consents let an organisation (id) be told on a day; None when there is none."""
    rows = _behind(person, receiver, day)
    if not rows:
        return None
    last = [row.to_date for row in rows]
    until = None if None in last else max(one for one in last if one)
    given = {kind for row in rows for kind in row.kinds}
    return Carried(rows[0], until, tuple(one.value for one in DataKind if one.value in given))


def consent_behind(person: uuid.UUID, receiver: int, day: date) -> Consent | None:
    """Find the consent to exchange information that reaches an organisation (id) on a day."""
    found = carried(person, receiver, day)
    return found.consent if found else None


def ended_lately(day: date) -> set[uuid.UUID]:
    """Find whose consent to exchange information has come to its last day in the week before a day."""
    rows = Consent.objects.filter(
        purpose=Purpose.INFORMATION_EXCHANGE,
        to_date__lt=day,
        to_date__gte=day - timedelta(days=DAYS_LATE),
    )
    return set(rows.values_list("person", flat=True))


def _behind(person: uuid.UUID, receiver: int, day: date) -> list[Consent]:
    return [
        row
        for row in consents_of(person)
        if row.purpose == Purpose.INFORMATION_EXCHANGE
        and receiver in {one.organisation_id for one in row.reaches.all()}
        and row.from_date <= day
        and (row.to_date is None or day <= row.to_date)
        and row.withdrawn_on is None
    ]
