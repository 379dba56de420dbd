"""Consent (samtycke) as a waiver of secrecy, one for each purpose, and the grounds for disclosure.

The person may waive secrecy wholly or in part (OSL 10 kap. 1 §, 12 kap. 2 §). It is never the
ground in data protection law of the party's own work. The general clause is not among the grounds:
it does not reach social services and health care (OSL 10 kap. 27 §).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date


class Purpose(StrEnum):
    """What a consent is for (ändamål). One consent never serves another purpose."""

    INFORMATION_EXCHANGE = "information_exchange"
    FOLLOW_UP = "follow_up"
    SURVEY = "survey"


PURPOSES = {
    Purpose.INFORMATION_EXCHANGE: "utbyta uppgifter om mig",
    Purpose.FOLLOW_UP: "följa upp hur det gick",
    Purpose.SURVEY: "fråga mig i en enkät",
}


class Ground(StrEnum):
    """Why something may be told to another authority (sekretessbrytande grund): a closed list."""

    CONSENT = "consent"
    NECESSARY = "necessary"
    STATUTORY_DUTY = "statutory_duty"
    RESERVATION = "reservation"
    SUPERVISION = "supervision"
    CARE = "care"
    WRONGFUL = "wrongful"


GROUNDS = {
    Ground.CONSENT: "samtycke, OSL 10 kap. 1 § och 12 kap. 2 §",
    Ground.NECESSARY: "nödvändigt för den egna verksamheten, OSL 10 kap. 2 §",
    Ground.STATUTORY_DUTY: "uppgiftsskyldighet i lag, OSL 10 kap. 28 §",
    Ground.RESERVATION: "förbehåll till enskild utförare, OSL 10 kap. 14 §",
    Ground.SUPERVISION: "tillsyn eller revision, OSL 10 kap. 17 §",
    Ground.CARE: "omsorg om den enskilde, OSL 26 kap. 9 §",
    Ground.WRONGFUL: "brott eller felaktiga utbetalningar, OSL 10 kap. 15 §",
}


@dataclass(frozen=True, slots=True)
class Receiver:
    """An organisation that may be told (mottagare): two may have one name, so the id is what counts."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class GivenConsent:
    """A consent as it was given (samtycke): to which organisations (ids), and for how long.

    ``to_date`` is its last day, None for no end. ``withdrawn_on`` is when it was taken back.
    """

    purpose: Purpose
    receivers: frozenset[int]
    from_date: date
    to_date: date | None = None
    withdrawn_on: date | None = None


def consent_holds(
    consents: tuple[GivenConsent, ...], purpose: Purpose, receiver: Receiver, day: date
) -> Ruling[bool]:
    """Answer whether a consent for just this purpose and receiver holds on a day."""
    same = [one for one in consents if one.purpose is purpose]
    for one in same:
        if receiver.id not in one.receivers or day < one.from_date:
            continue
        if one.withdrawn_on is not None and one.withdrawn_on <= day:
            continue
        if one.to_date is None or day <= one.to_date:
            since = running_date(one.from_date)
            text = f"Samtycke att {PURPOSES[purpose]} gäller för {receiver.name} sedan {since}."
            return Ruling(True, (Reason(text),))
    return Ruling(False, (Reason(_why_not(same, purpose, receiver, day)),))


def _why_not(same: list[GivenConsent], purpose: Purpose, receiver: Receiver, day: date) -> str:
    ask = " Be personen om ett nytt samtycke."
    if any(one.withdrawn_on and one.withdrawn_on <= day for one in same):
        return f"Samtycket att {PURPOSES[purpose]} är återtaget.{ask}"
    if any(one.to_date and one.to_date < day for one in same):
        return f"Samtycket att {PURPOSES[purpose]} har gått ut.{ask}"
    return f"Det finns inget samtycke att {PURPOSES[purpose]} som gäller {receiver.name}.{ask}"


def shut_on(taken_back: date | None, last_day: date | None, day: date) -> date | None:
    """Find from which day nothing more may be told on a consent; None while something may on ``day``.

    It ends when it is taken back, and by itself after its last day: nobody has to do anything.
    """
    if taken_back is not None:
        return taken_back
    return last_day + timedelta(days=1) if last_day is not None and last_day < day else None


_GIVEN = GivenConsent(
    Purpose.INFORMATION_EXCHANGE, frozenset({1}), date(2024, 2, 1), date(2025, 1, 31)
)
EXAMPLES = (
    Example(
        consent_holds,
        {
            "consents": (_GIVEN,),
            "purpose": Purpose.INFORMATION_EXCHANGE,
            "receiver": Receiver(1, "Härryda"),
            "day": date(2025, 1, 31),
        },
        True,
        "konstruerat: sista dagen",
    ),
    Example(
        consent_holds,
        {
            "consents": (_GIVEN,),
            "purpose": Purpose.FOLLOW_UP,
            "receiver": Receiver(1, "Härryda"),
            "day": date(2024, 3, 1),
        },
        False,
        "konstruerat: ett samtycke tjänar aldrig ett annat ändamål",
    ),
)
