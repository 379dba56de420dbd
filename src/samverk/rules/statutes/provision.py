"""A provision through time, how it is cited on a day, and what is said when its wording is not known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from samverk.rules.ruling import Reason, Statute

# Days on which several provisions were worded anew at once
ACT_1991 = date(1992, 1, 1)
ACT_2017 = date(2018, 1, 1)
# 2019:835 renamed landsting to region throughout; 2022:638 came with the act on elections.
REGIONS = date(2020, 1, 1)
JULY_2022 = date(2022, 7, 1)
JANUARY_2024 = date(2024, 1, 1)


class Provision(NamedTuple):
    """A provision through time (bestämmelse); ``wordings`` are ordered, oldest first."""

    wordings: tuple[Statute, ...]

    def on(self, day: date | None) -> Statute | None:
        """Find the wording in force on ``day``; None if the day is earlier than all known ones.

        Without a day the newest known wording answers: the rules have no clock.
        """
        if day is None:
            return self.wordings[-1]
        return next((wording for wording in self.wordings if wording.in_force(day)), None)

    @property
    def name(self) -> str:
        """The newest citation without its wording, for texts about the provision as such."""
        return str(self.wordings[-1]._replace(amended_by=""))


def because(text: str, provision: Provision, day: date | None) -> Reason:
    """Give a reason that cites the wording in force on ``day``, if that wording is known."""
    return Reason(text, provision.on(day))


def unknown_wordings(day: date | None, *provisions: Provision) -> tuple[Reason, ...]:
    """Remark on each provision whose wording on ``day`` is not known. Empty when all are known."""
    missing = [one for one in provisions if day is not None and one.on(day) is None]
    if not missing:
        return ()
    # Seldom needed: a command starts without it
    from samverk.rules.wording import running_date

    return tuple(
        Reason(
            f"Den lydelse som motsvarade {provision.name} {running_date(day)} finns inte i Samverks "
            "tabell. Äldsta kända lydelse gäller från "
            f"{running_date(provision.wordings[0].from_date)} och används."
        )
        for provision in missing
    )


def wordings(
    act: str, number: str, *rows: tuple[str, date, str], last_day: date | None = None
) -> tuple[Statute, ...]:
    """Build the wordings of one provision in one act; each ends the day before the next begins."""
    ends = [start - timedelta(days=1) for _, start, _ in rows[1:]]
    return tuple(
        Statute(act, number, section, start, end, amended_by)
        for (section, start, amended_by), end in zip(rows, [*ends, last_day], strict=True)
    )
