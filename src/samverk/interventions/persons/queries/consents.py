"""Whether a person has consented, for what, and to whom."""

from __future__ import annotations

import uuid
from datetime import date

from samverk.interventions.persons.models import Consent
from samverk.rules.interventions.consent import GivenConsent, Purpose, consent_holds
from samverk.rules.ruling import Ruling


def consents_of(person: uuid.UUID) -> list[Consent]:
    """List a person's consents, with whom each reaches, the latest first."""
    rows = Consent.objects.filter(person=person).prefetch_related("reaches__organisation")
    return list(rows.order_by("-from_date", "-recorded_at"))


def holds(person: uuid.UUID, purpose: Purpose, receiver: str, day: date) -> Ruling[bool]:
    """Answer whether a consent for this purpose reaches an organisation (short name) on a day.

    One that is taken back by now carries nothing new, also of a day before it was.
    """
    given = tuple(
        GivenConsent(
            Purpose(row.purpose),
            frozenset(one.organisation.short_name for one in row.reaches.all()),
            row.from_date,
            row.to_date,
            row.withdrawn_on and min(row.withdrawn_on, day),
        )
        for row in consents_of(person)
    )
    return consent_holds(given, purpose, receiver, day)


def carried_until(person: uuid.UUID, receiver: int, day: date) -> date | None:
    """Answer the last day of the consents that let an organisation (id) be told; None for no end.

    The caller has found that there is one.
    """
    last = [row.to_date for row in _behind(person, receiver, day)]
    return None if None in last or not last else max(one for one in last if one)


def consent_behind(person: uuid.UUID, receiver: int, day: date) -> Consent | None:
    """Find the consent to exchange information that reaches an organisation (id) on a day."""
    return next(iter(_behind(person, receiver, day)), None)


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
