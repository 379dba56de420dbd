"""Whether somebody who already waits may be entered in a queue (införd), with their real days.

A team that begins with the system has people who wait. Their days count from when their referral was
received, as everybody's, and are tried one against the other before anything is entered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.rules.example import Example
from samverk.rules.interventions.clock import Pause
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date

# What a reason is about, as the form and the file call it
RECEIVED, JOINED, PAUSES, CONFIRMED = "received_on", "joined_on", "pauses", "confirmed_on"


@dataclass(frozen=True, slots=True)
class Waited:
    """The days of somebody who already waits: when the referral came, when they joined, and pauses.

    ``confirmed_on`` is when somebody last asked whether the place is wanted, None for never.
    """

    received_on: date
    joined_on: date
    pauses: tuple[Pause, ...] = ()
    confirmed_on: date | None = None


def day_faults(waited: Waited, day: date) -> Ruling[tuple[str, ...]]:
    """List what the faults of somebody's days are about, a reason for each; none when they agree."""
    found: list[tuple[str, str]] = []
    if waited.received_on > day:
        found.append((RECEIVED, "Dagen då remissen kom är i framtiden."))
    if waited.joined_on > day:
        found.append((JOINED, "Dagen då personen ställdes i kö är i framtiden."))
    if waited.joined_on < waited.received_on:
        told = running_date(waited.received_on)
        found.append((JOINED, f"Personen ställdes i kö innan remissen kom {told}."))
    if waited.confirmed_on is not None and not waited.received_on <= waited.confirmed_on <= day:
        found.append((CONFIRMED, "Bekräftelsen är före remissen, eller i framtiden."))
    found += [(PAUSES, text) for text in _pause_faults(waited, day)]
    about = tuple(what for what, _ in found)
    return Ruling(about, tuple(Reason(text) for _, text in found))


def _pause_faults(waited: Waited, day: date) -> list[str]:
    found: list[str] = []
    last: date | None = waited.joined_on
    for one in sorted(waited.pauses, key=lambda pause: pause.from_date):
        told = running_date(one.from_date)
        if one.from_date < waited.joined_on or one.from_date > day or (one.to_date or day) > day:
            found.append(f"Pausen från {told} ligger utanför tiden i kön.")
        if one.to_date is not None and one.to_date < one.from_date:
            found.append(f"Pausen från {told} slutar innan den börjar.")
        if last is None or one.from_date < last:
            found.append(f"Pausen från {told} börjar innan den förra är slut.")
        last = one.to_date
    return found


EXAMPLES = (
    Example(
        day_faults,
        {"waited": Waited(date(2023, 2, 1), date(2023, 3, 1)), "day": date(2024, 3, 15)},
        (),
        "konstruerat: remissen kom en månad före kön",
    ),
    Example(
        day_faults,
        {"waited": Waited(date(2023, 4, 1), date(2023, 3, 1)), "day": date(2024, 3, 15)},
        (JOINED,),
        "konstruerat: dagarna är omkastade",
    ),
)
