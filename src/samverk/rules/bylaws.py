"""Terms of a federation's by-laws (förbundsordning) that the rules compute with, as dated rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.ruling import Statute
from samverk.rules.wording import running_date


class Counting(StrEnum):
    """How the notice period is counted (hur uppsägningstiden räknas)."""

    CALENDAR_YEARS = "calendar-years"
    FROM_NOTICE = "from-notice"


@dataclass(frozen=True, slots=True)
class NoticeTerms:
    """Uppsägningsvillkor: one dated row of the by-laws' section on leaving.

    ``years`` is the notice period; ``source`` names the section in Swedish, such as
    "15 § förbundsordningen".
    """

    years: int
    counting: Counting
    from_date: date
    to_date: date | None
    source: str

    def __post_init__(self) -> None:
        if self.years < 0:
            raise ValueError("Uppsägningstiden kan inte vara negativ.")

    @property
    def statute(self) -> Statute:
        """The section as a citation, for reasons."""
        return Statute(self.source, "", "", self.from_date, self.to_date)

    def __str__(self) -> str:
        years = f"{self.years} {'kalenderår' if self.counting is Counting.CALENDAR_YEARS else 'år'}"
        start = {
            Counting.CALENDAR_YEARS: "räknat från utgången av uppsägningsåret",
            Counting.FROM_NOTICE: "räknat från uppsägningsdagen",
        }[self.counting]
        return f"{years}, {start}"


# 27 § lag (2003:1210): three years where the by-laws set nothing shorter.
STATUTORY_TERMS = NoticeTerms(
    3,
    Counting.FROM_NOTICE,
    date(2004, 1, 1),
    None,
    "27 § lagen om finansiell samordning av rehabiliteringsinsatser (2003:1210)",
)


def terms_on(rows: Iterable[NoticeTerms], day: date) -> NoticeTerms | None:
    """Find the row in force on ``day``. Raises ValueError if two rows claim the same day."""
    found = [row for row in rows if row.statute.in_force(day)]
    if len(found) > 1:
        raise ValueError(f"Två villkor i förbundsordningen gäller samma dag, {running_date(day)}.")
    return found[0] if found else None
