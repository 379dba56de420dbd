"""By which rule places in a queue are given (köregel): the version that holds on a day.

No law sets the order. Who joins is told which version held then, with the classes and the times that
the federation had decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverk.rules.example import Example
from samverk.rules.interventions.limits import LIMITS, Limit, LimitKind
from samverk.rules.interventions.queue import RECONFIRM_DAYS
from samverk.rules.ruling import Reason, Ruling


@dataclass(frozen=True, slots=True)
class QueueRule:
    """A version of the order in which places are offered (köregel), from its first day on."""

    version: int
    from_date: date
    order: str


# The newest last; :func:`samverk.rules.interventions.queue.in_order` is the last one
QUEUE_RULES = (
    QueueRule(1, date(2004, 1, 1), "prioritetsklass, sedan när klockan startade, sedan löpnummer"),
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided of a queue on a day (beslutat): classes in order, and times, each by its decision."""

    classes: Sequence[tuple[str, str]] = ()
    limits: Sequence[tuple[Limit, str]] = ()


def queue_rule(day: date, decided: Decided) -> Ruling[int]:
    """Answer which version of the queue rule holds for who joins on a day, and by what else."""
    rule = [one for one in QUEUE_RULES if one.from_date <= day][-1]
    named = ", ".join(_by(name, decision) for name, decision in decided.classes)
    classes = f"Går före: {named}." if named else "Ingen prioritetsklass gällde."
    every = next(
        (one.days for one, _ in decided.limits if one.kind is LimitKind.RECONFIRM), RECONFIRM_DAYS
    )
    times = [
        _by(f"{LIMITS[limit.kind]} {limit.days} dagar", decision)
        for limit, decision in decided.limits
        if limit.kind is LimitKind.WAIT_PAUSE
    ]
    longest = f" Längsta {', '.join(times)}." if times else ""
    return Ruling(
        rule.version,
        (
            Reason(f"Köregel {rule.version}: {rule.order}."),
            Reason(classes),
            Reason(f"Väntan bekräftas med högst {every} dagar emellan.{longest}"),
        ),
    )


def _by(text: str, decision: str) -> str:
    return f"{text} ({decision})" if decision.strip() else text


EXAMPLES = (
    Example(
        queue_rule,
        {"day": date(2024, 3, 15), "decided": Decided((("Unga", "KF § 4"),))},
        1,
        "konstruerat: en klass",
    ),
)
