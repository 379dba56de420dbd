"""How long it has been since the decision (förfluten tid), in classes of whole months.

The council is told the time that has passed since each decision. In classes it says as much of how
long people wait and less of who they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from samverk.rules.example import Example
from samverk.rules.periods import add_months
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.unexecuted.duties import TO_TELL_THE_COUNCIL, under

DUTY = "Fullmäktige får veta hur lång tid som har gått från dagen för varje beslut enligt {act}."
COUNTED = (
    "Tiden räknas i hela månader från beslutsdagen, också för ett avbrutet beslut, till kvartalets sista dag"
    " eller den dag då beslutet verkställdes eller avslutades."
)


@dataclass(frozen=True, slots=True)
class ElapsedClass:
    """A class (tidsklass): whole months from ``months`` up to the next class; ``label`` in Swedish."""

    months: int
    label: str


CLASSES = (
    ElapsedClass(3, "3–6 månader"),
    ElapsedClass(6, "6–9 månader"),
    ElapsedClass(9, "9–12 månader"),
    ElapsedClass(12, "12–18 månader"),
    ElapsedClass(18, "18–24 månader"),
    ElapsedClass(24, "2 år eller mer"),
)


@lru_cache(maxsize=20_000)
def class_of(decided_on: date, day: date) -> ElapsedClass:
    """Find the class of a decision on a day, in whole months; one that waits is in the first at least."""
    later = (one for one in reversed(CLASSES[1:]) if add_months(decided_on, one.months) <= day)
    return next(later, CLASSES[0])


def elapsed_classes(
    decided: Iterable[tuple[date, date]], day: date, acts: Collection[str] = ()
) -> Ruling[Mapping[str, int]]:
    """Count decisions by how long it has been since each; every class is told, also an empty one.

    ``decided`` are the days of decision, each with the day that is counted until; of one that was
    interrupted too the time is told from the decision and not from the interruption. ``day`` is the one
    the report can be made, ``acts`` those that the decisions were taken under.
    """
    found = {one.label: 0 for one in CLASSES}
    for decided_on, until in decided:
        found[class_of(decided_on, until).label] += 1
    told, remarks = under(TO_TELL_THE_COUNCIL, acts, DUTY, day)
    return Ruling(found, (*told, Reason(COUNTED)), remarks)


_END = date(2023, 9, 30)
_DECIDED = (date(2022, 7, 25), date(2022, 9, 30), date(2023, 3, 30), date(2023, 3, 31))
EXAMPLES = (
    Example(
        elapsed_classes,
        {"decided": tuple((one, _END) for one in _DECIDED), "day": date(2023, 10, 1)},
        {
            "3–6 månader": 0,
            "6–9 månader": 2,
            "9–12 månader": 0,
            "12–18 månader": 2,
            "18–24 månader": 0,
            "2 år eller mer": 0,
        },
        "räknat för hand: sex månader från den 31 mars slutar den 30 september",
    ),
)
