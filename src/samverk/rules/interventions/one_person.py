"""Whether two records of one person may be joined (sammanslagning), and what has to be done first.

An authority answers for that what it has of somebody is correct (GDPR art. 5.1 d): one human being is one
record. What is true of one record is not always true of two put together: somebody waits once in a queue,
takes part once at a time in a delivery, and is referred once by one sender. Nobody but who works with the
person knows which of two is wrong, so it is told, and never chosen here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from samverk.rules.example import Example
from samverk.rules.interventions.consent import PURPOSES, Purpose
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import month_and_year, running_date


class Given(NamedTuple):
    """A delivery (verksamhet): its id, and its name for people."""

    key: int
    name: str


@dataclass(frozen=True, slots=True)
class Stay:
    """A participation that was, is, or is planned (deltagande); ``last`` None while it goes on."""

    delivery: Given
    first: date
    last: date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class OpenReferral:
    """A referral that waits for an answer, or a draft (öppen remiss); ``is_sent`` for our own."""

    delivery: Given
    sender: int
    is_sent: bool


@dataclass(frozen=True, slots=True)
class ConsentHeld:
    """A consent (samtycke) for a purpose: from when, and when it was taken back, None for not."""

    purpose: Purpose
    from_date: date
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class RecordHeld:
    """What one record has that may clash with another's (postens innehåll).

    ``days`` are booked participant-days as bits, by delivery and month. ``is_opened`` tells that somebody
    reads it in an emergency just now.
    """

    waits: tuple[Given, ...] = ()
    stays: tuple[Stay, ...] = ()
    referrals: tuple[OpenReferral, ...] = ()
    consents: tuple[ConsentHeld, ...] = ()
    days: tuple[tuple[Given, date, int], ...] = ()
    is_opened: bool = False


def may_join_records(kept: RecordHeld, other: RecordHeld) -> Ruling[bool]:
    """Answer whether two records of one person may be joined; if not, all that is to be done first."""
    reasons = tuple(Reason(text) for text in dict.fromkeys(_clashes(kept, other)))
    if reasons:
        return Ruling(False, reasons)
    return Ruling(True, (Reason("Inget i posterna krockar."),))


def _clashes(kept: RecordHeld, other: RecordHeld) -> Iterator[str]:
    yield from _in_queues(kept, other)
    yield from _taking_part(kept, other)
    yield from _referred(kept, other)
    yield from _booked(kept, other)
    for one, two in ((kept, other), (other, kept)):
        yield from _taken_back(one, two)
    if kept.is_opened or other.is_opened:
        yield "Någon läser om personen i en nödsituation. Vänta tills nödåtkomsten har gått ut."


def _in_queues(kept: RecordHeld, other: RecordHeld) -> Iterator[str]:
    for one in kept.waits:
        if one in other.waits:
            yield (
                f"Personen väntar i kön till {one.name} i båda posterna. Markera den köplats som är fel"
                " som felregistrerad, eller avför personen ur den, och slå ihop sedan."
            )
    for waits, takes in ((kept, other), (other, kept)):
        running = {stay.delivery for stay in takes.stays if stay.is_open}
        for one in waits.waits:
            if one in running:
                yield (
                    f"Personen väntar på {one.name} i den ena posten och deltar där i den andra. Avför"
                    " personen ur kön först."
                )


def _taking_part(kept: RecordHeld, other: RecordHeld) -> Iterator[str]:
    for one in kept.stays:
        for two in other.stays:
            if one.delivery != two.delivery or not (
                _meet(one, two) or (one.is_open and two.is_open)
            ):
                continue
            yield (
                f"Personen deltar i {one.delivery.name} samtidigt i båda posterna, från"
                f" {running_date(one.first)} och från {running_date(two.first)}. Markera det"
                " deltagande som är fel som felregistrerat, eller avsluta det ena."
            )


def _meet(one: Stay, two: Stay) -> bool:
    """Answer whether two stays have days together. On the day that one ends another may begin."""
    begins = one.last is None or two.first < one.last or one.first == two.first
    ends = two.last is None or one.first < two.last or one.first == two.first
    return begins and ends


def _referred(kept: RecordHeld, other: RecordHeld) -> Iterator[str]:
    for one in kept.referrals:
        if one not in other.referrals:
            continue
        if one.is_sent:
            yield (
                f"Två remisser till {one.delivery.name} är öppna. Ta tillbaka den ena, eller markera"
                " den som felregistrerad."
            )
        else:
            yield (
                f"Två remisser till {one.delivery.name} från samma remittent väntar på svar."
                " Återremittera den ena med skälet ”redan remitterad”."
            )


def _booked(kept: RecordHeld, other: RecordHeld) -> Iterator[str]:
    held = {(delivery, month): bits for delivery, month, bits in kept.days}
    for delivery, month, bits in other.days:
        if held.get((delivery, month), 0) & bits:
            yield (
                f"Samma deltagardagar i {delivery.name} i {month_and_year(month)} är bokförda i båda"
                " posterna. Markera det deltagande som är fel som felregistrerat, och bokför nästa"
                " månad: då rättas dagarna."
            )


def _taken_back(one: RecordHeld, two: RecordHeld) -> Iterator[str]:
    """Tell of a consent that was taken back in one record and holds in the other since before that."""
    for given in one.consents:
        if given.withdrawn_on is None:
            continue
        for still in two.consents:
            same = still.purpose == given.purpose and still.withdrawn_on is None
            if same and still.from_date <= given.withdrawn_on:
                yield (
                    f"Samtycket att {PURPOSES[given.purpose]} är återtaget i den ena posten"
                    f" {running_date(given.withdrawn_on)} men gäller i den andra sedan"
                    f" {running_date(still.from_date)}. Fråga personen. Ta tillbaka det som inte"
                    " gäller, och registrera ett nytt om personen vill."
                )


_SPRANGET = Given(1, "Språnget")
EXAMPLES = (
    Example(may_join_records, {"kept": RecordHeld(), "other": RecordHeld()}, True, "konstruerat"),
    Example(
        may_join_records,
        {"kept": RecordHeld(waits=(_SPRANGET,)), "other": RecordHeld(waits=(_SPRANGET,))},
        False,
        "konstruerat: två platser i en kö",
    ),
    Example(
        may_join_records,
        {
            "kept": RecordHeld(
                stays=(Stay(_SPRANGET, date(2026, 1, 12), date(2026, 4, 30), False),)
            ),
            "other": RecordHeld(stays=(Stay(_SPRANGET, date(2026, 4, 30), None, True),)),
        },
        True,
        "konstruerat: det ena deltagandet tar vid där det andra slutar",
    ),
)
