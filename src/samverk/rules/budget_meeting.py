"""The meeting that sets a federation's budget (budgetsammanträde, 19 och 23 §§ lag 2003:1210)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.rules.assembly import Assembly
from samverk.rules.calling import NO_TERMS, CallingTerms, calling
from samverk.rules.example import Example
from samverk.rules.limits import Limit, Timing, limit
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_BUDGET, FINSAM_NOTICE_BOARDS
from samverk.rules.statutes.provision import because, unknown_wordings
from samverk.rules.wording import running_date

# The last month and day on which next year's budget is set (23 §)
LAST = (11, 30)


@dataclass(frozen=True, slots=True)
class BudgetMeeting:
    """How a federation's budget meeting is held (budgetsammanträde).

    ``is_public`` is None where nobody has decided. ``is_announced`` is whether it has been announced at
    all: by-laws say how, and the law sets no day. ``limit`` holds the last day of the year to set next
    year's budget, against the meeting's own.
    """

    is_public: bool | None
    is_announced: bool
    limit: Limit

    @property
    def is_late(self) -> bool:
        """Answer whether the meeting is held after the last day to set next year's budget."""
        return self.limit.timing is Timing.LATE


def budget_meeting(
    day: date,
    *,
    is_public: bool | None,
    announced: date | None = None,
    terms: CallingTerms = NO_TERMS,
) -> Ruling[BudgetMeeting]:
    """Answer whether a federation's budget meeting is held as 19 and 23 §§ ask.

    The budget is taken to be next year's: a budget set after the year has begun is late, which a
    meeting day alone does not show. How the meeting is announced stands in the by-laws
    (förbundsordning): ``terms`` has their days, if they set any.
    """
    found = limit(date(day.year, *LAST), day)
    reasons = (
        because(
            "Sammanträdet då förbundets budget fastställs är offentligt och tillkännages så som "
            "förbundsordningen anger.",
            FINSAM_NOTICE_BOARDS,
            day,
        ),
        Reason(_doors(is_public=is_public)),
        *_announced(day, announced, terms),
        because(
            f"Styrelsen fastställer budgeten för {day.year + 1} senast {running_date(found.latest)}, "
            "efter samråd med medlemmarna.",
            FINSAM_BUDGET,
            day,
        ),
        Reason(
            f"Sammanträdet hålls {running_date(day)}, "
            + ("för sent." if found.timing is Timing.LATE else "i tid.")
        ),
    )
    value = BudgetMeeting(is_public, announced is not None, found)
    return Ruling(value, reasons, unknown_wordings(day, FINSAM_NOTICE_BOARDS, FINSAM_BUDGET))


def _doors(*, is_public: bool | None) -> str:
    return {
        True: "Sammanträdet är offentligt.",
        False: "Sammanträdet är stängt: öppna det för allmänheten innan budgeten fastställs.",
        None: "Okänt: ange om sammanträdet är offentligt.",
    }[is_public]


def _announced(day: date, announced: date | None, terms: CallingTerms) -> tuple[Reason, ...]:
    if announced is None:
        return (Reason("Okänt: ange vilken dag sammanträdet tillkännagavs."),)
    told = f"Sammanträdet tillkännagavs {running_date(announced)}"
    found = calling(day, assembly=Assembly.FEDERATION, terms=terms, announced=announced).value
    if found.announcement is None:
        return (
            Reason(
                f"{told}. Organets regler här säger inte hur långt före: se efter i förbundsordningen."
            ),
        )
    latest = running_date(found.announcement.latest)
    kept = "i tid" if found.announcement.timing is Timing.IN_TIME else "för sent"
    return (Reason(f"{told}, {kept}: sista dagen var {latest}."),)


EXAMPLES = (
    Example(
        budget_meeting,
        {"day": date(2026, 11, 20), "is_public": True, "announced": date(2026, 11, 6)},
        BudgetMeeting(True, True, Limit(date(2026, 11, 30), date(2026, 11, 20), Timing.IN_TIME)),
        "konstruerat: offentligt, tillkännagivet två veckor före",
    ),
    Example(
        budget_meeting,
        {"day": date(2026, 12, 1), "is_public": None},
        BudgetMeeting(None, False, Limit(date(2026, 11, 30), date(2026, 12, 1), Timing.LATE)),
        "räknat för hand: en dag efter den sista november",
    ),
)
