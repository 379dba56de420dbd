"""By when a person's request for what is held about them (registerutdrag) is to be answered.

Without undue delay, and within one month of the day it came (GDPR art. 12.3). Two months more may be
taken when it is needed; the person is told so, and why, within the first month.
"""

from __future__ import annotations

from datetime import date, timedelta

from samverk.rules.example import Example
from samverk.rules.holidays import closing_name
from samverk.rules.periods import add_months
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.gdpr import EU_TIME, GDPR_ACCESS, GDPR_ANSWER_TIME
from samverk.rules.statutes.provision import because
from samverk.rules.wording import running_date, sentence

MONTHS, MORE_MONTHS = 1, 2
LEAST_WHY = 10
SOON = Reason("Svara så snart det går: månaden är den yttersta gränsen.")


def answer_by(received: date) -> Ruling[date]:
    """Compute the last day to answer a request that came on a day."""
    text = (
        f"Begäran kom {running_date(received)}. Den ska besvaras utan onödigt dröjsmål och senast"
        " inom en månad"
    )
    return _within(received, MONTHS, text)


def extended_to(received: date) -> Ruling[date]:
    """Compute the last day to answer a request that came on a day, when more time is taken."""
    text = (
        f"Begäran kom {running_date(received)}. Tiden är förlängd med två månader, till tre månader"
        " från den dagen"
    )
    return _within(received, MONTHS + MORE_MONTHS, text)


def _within(received: date, months: int, text: str) -> Ruling[date]:
    last = add_months(received, months)
    moved = _open_day(last)
    right = because(
        "Den som begär det har rätt att få veta vilka uppgifter ni har.", GDPR_ACCESS, received
    )
    counted = because(f"{text}: {running_date(last)}.", GDPR_ANSWER_TIME, received)
    if moved == last:
        return Ruling(last, (right, counted), (SOON,))
    why = (
        f"{sentence(running_date(last))} är {closing_name(last)}."
        f" Nästa arbetsdag är {running_date(moved)}."
    )
    return Ruling(moved, (right, counted, because(why, EU_TIME, received)), (SOON,))


def _open_day(day: date) -> date:
    while closing_name(day):
        day += timedelta(days=1)
    return day


def may_extend(received: date, day: date, why: str) -> Ruling[bool]:
    """Answer whether more time may be taken on a day: within the first month, with a written reason."""
    last = answer_by(received).value
    if day > last:
        text = (
            f"Personen skulle ha fått veta senast {running_date(last)} att svaret dröjer."
            " Tiden kan inte förlängas nu. Svara så snart det går."
        )
        return Ruling(False, (because(text, GDPR_ANSWER_TIME, received),))
    if len(why.strip()) < LEAST_WHY:
        text = f"Skriv varför mer tid behövs, minst {LEAST_WHY} tecken. Personen ska få veta det."
        return Ruling(False, (because(text, GDPR_ANSWER_TIME, received),))
    text = f"Tiden förlängs inom den första månaden, som slutar {running_date(last)}."
    return Ruling(True, (because(text, GDPR_ANSWER_TIME, received),))


EXAMPLES = (
    Example(
        answer_by,
        {"received": date(2024, 3, 15)},
        date(2024, 4, 15),
        "räknat för hand: en måndag",
    ),
    Example(
        answer_by,
        {"received": date(2024, 1, 31)},
        date(2024, 2, 29),
        "räknat för hand: februari saknar den trettioförsta",
    ),
    Example(
        answer_by,
        {"received": date(2024, 11, 24)},
        date(2024, 12, 27),
        "räknat för hand: julafton, juldagen och annandagen ger nästa arbetsdag",
    ),
    Example(
        extended_to,
        {"received": date(2024, 3, 15)},
        date(2024, 6, 17),
        "räknat för hand: den 15 juni 2024 är en lördag",
    ),
)
