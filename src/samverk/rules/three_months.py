"""Three months (tre månader): when a favourable decision not carried out becomes reportable.

Calendar months, never ninety days. The period is a threshold and not a last day to act, so it is
not moved from a weekend.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from samverk.rules.example import Example
from samverk.rules.periods import Period, Unit, period_end
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.provision import Provision, because, unknown_wordings
from samverk.rules.statutes.social import SOCIAL_SERVICES_REPORT
from samverk.rules.wording import running_date

# Three months in both acts; the table row that grew old is the citation, not the length.
REPORTING_LIMIT = Period(3, Unit.MONTHS)


@dataclass(frozen=True, slots=True)
class ThreeMonths:
    """Tremånadersgränsen: the end day and the first day on which the decision is reportable."""

    end_day: date
    first_reportable: date


def three_months(day: date, provision: Provision = SOCIAL_SERVICES_REPORT) -> Ruling[ThreeMonths]:
    """Compute the limit from the day of the decision, or of the interruption (avbrott).

    ``provision`` is the duty to report: that of LSS for a decision taken under it.
    """
    counted = period_end(day, REPORTING_LIMIT)
    last = counted.value
    first = last + timedelta(days=1)
    duty = "Ett gynnande beslut som inte verkställts inom tre månader ska rapporteras."
    passed = f"Tre månader har gått först dagen efter slutdagen, {running_date(first)}."
    unmoved = "Slutdagen flyttas inte från helg: den är en gräns, inte en sista dag för en åtgärd."
    return Ruling(
        ThreeMonths(last, first),
        (
            because(duty, provision, first),
            *counted.reasons,
            Reason(passed + " Så räknar tillsynsmyndighetens blankett."),
            Reason(unmoved + " Det är Samverks läsning."),
        ),
        unknown_wordings(first, provision) + counted.remarks,
    )


def _example(day: date, end_day: date, source: str) -> Example:
    expected = ThreeMonths(end_day, end_day + timedelta(days=1))
    return Example(three_months, {"day": day}, expected, source)


EXAMPLES = (
    _example(date(2022, 7, 25), date(2022, 10, 25), "beslutsdag i ett verkligt kvartalsunderlag"),
    _example(date(2022, 11, 30), date(2023, 2, 28), "räknat för hand: februari är kortare"),
    _example(date(2023, 11, 30), date(2024, 2, 29), "räknat för hand: skottår"),
    _example(date(2023, 12, 31), date(2024, 3, 31), "räknat för hand: rapporteras först kvartal 2"),
)
