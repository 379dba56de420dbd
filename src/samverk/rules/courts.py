"""What courts have made of a decision (laglighetsprövning i flera instanser)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CourtActKind(StrEnum):
    """What happened in court (händelse i domstol).

    UPHELD leaves the decision standing: an appeal against it finally failed, or a higher court undid
    its annulment. ANNULMENT_STANDS is that an appeal against the annulment failed.
    """

    APPEALED = "appealed"
    UPHELD = "upheld"
    ANNULLED = "annulled"
    ANNULMENT_STANDS = "annulment_stands"


_ANNULLED = (CourtActKind.ANNULLED, CourtActKind.ANNULMENT_STANDS)
# What changes nothing of an annulment.
_IDLE_WHEN_ANNULLED = (CourtActKind.APPEALED, *_ANNULLED)
# Judgments of one day leave the decision annulled; an appeal comes before what settles it.
_ORDER_WITHIN_A_DAY = list(CourtActKind)


@dataclass(frozen=True, slots=True)
class CourtAct:
    """One step of a decision's way through the courts (led i domstolsprövningen)."""

    kind: CourtActKind
    day: date

    @property
    def order(self) -> tuple[date, int]:
        """Where the act stands in time."""
        return (self.day, _ORDER_WITHIN_A_DAY.index(self.kind))


def latest_in_court(acts: Iterable[CourtAct], day: date) -> CourtAct | None:
    """Answer which act tells how the decision stands on ``day``; None when nothing had happened.

    A higher court may undo an annulment, and another annul anew: each counts until the next. An
    appeal of an annulment changes nothing of it, nor does a court that lets it stand, and the same
    again nothing of what was so already.
    """
    known = (act for act in acts if act.day <= day)
    now: CourtAct | None = None
    for act in sorted(known, key=lambda act: act.order):
        if _changes(now, act):
            now = act
    return now


def _changes(now: CourtAct | None, act: CourtAct) -> bool:
    if now is None:
        return True
    if now.kind in _ANNULLED:
        return act.kind not in _IDLE_WHEN_ANNULLED
    return act.kind is not now.kind


def annulled_since(acts: Iterable[CourtAct], day: date) -> date | None:
    """Answer since when a decision stands annulled on ``day``; None when it does not."""
    return _since(_ANNULLED, acts, day)


def is_annulled_by_court(acts: Iterable[CourtAct], day: date) -> bool:
    """Answer whether a decision stands annulled on ``day``."""
    return annulled_since(acts, day) is not None


def appealed_since(acts: Iterable[CourtAct], day: date) -> date | None:
    """Answer since when an appeal waits for a court on ``day``; None when none does."""
    return _since((CourtActKind.APPEALED,), acts, day)


def _since(kinds: tuple[CourtActKind, ...], acts: Iterable[CourtAct], day: date) -> date | None:
    latest = latest_in_court(acts, day)
    return latest.day if latest and latest.kind in kinds else None
