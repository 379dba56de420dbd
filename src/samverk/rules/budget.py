"""A federation's budget: what it holds, whether it balances, and spending during the year.

21 § lag (2003:1210) makes 11 kap. 5, 6 and 15 §§ kommunallagen apply. Amounts are in öre.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.amounts import kr
from samverk.rules.budget_meeting import LAST
from samverk.rules.example import Example
from samverk.rules.limits import Limit, Timing, limit
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_BUDGET, FINSAM_ECONOMY
from samverk.rules.statutes.kl import KL_BALANCE, KL_BUDGET_CONTENT, KL_SPENDING
from samverk.rules.statutes.provision import because, unknown_wordings
from samverk.rules.wording import running_date

# The budget year is the plan's first (11 kap. 6 §)
PLAN_YEARS = 3
UNCONFIRMED = (
    "21 § lagen om finansiell samordning nämner bara första och andra stycket i 11 kap. 5 §; "
    "undantagen står i det tredje. Förbund budgeterar ändå underskott för att använda eget kapital. "
    "Läsningen är inte bekräftad, därför är detta en varning och inget hinder."
)


class BalanceState(StrEnum):
    """How a budget's revenue stands to its costs (budgetbalans)."""

    SURPLUS = "surplus"
    EVEN = "even"
    DEFICIT = "deficit"


@dataclass(frozen=True, slots=True)
class Balance:
    """Revenue less costs in öre (budgeterat resultat). ``lacks_motivation`` where one is called for."""

    result: int
    state: BalanceState
    lacks_motivation: bool


def balance(revenue: int, costs: int, *, day: date, motivation: str = "") -> Ruling[Balance]:
    """Answer whether revenue exceeds costs (11 kap. 5 § second paragraph); both in öre.

    Never a hindrance: a budget that does not is remarked on, and asks for a motivation.
    """
    result = revenue - costs
    state = (
        BalanceState.SURPLUS
        if result > 0
        else BalanceState.EVEN
        if result == 0
        else BalanceState.DEFICIT
    )
    text = "Budgeten ska upprättas så att intäkterna överstiger kostnaderna."
    reasons = (
        because("Reglerna om balans gäller också ett samordningsförbund.", FINSAM_ECONOMY, day),
        because(text, KL_BALANCE, day),
        Reason(f"{kr(revenue)} minus {kr(costs)} blir {kr(result)}."),
    )
    lacks = state is not BalanceState.SURPLUS and not motivation.strip()
    remarks = list(unknown_wordings(day, FINSAM_ECONOMY, KL_BALANCE))
    if state is BalanceState.EVEN:
        remarks.append(Reason("Intäkterna är lika stora som kostnaderna: de överstiger dem inte."))
    if state is BalanceState.DEFICIT:
        remarks.append(Reason(f"Kostnaderna är {kr(-result)} större än intäkterna. {UNCONFIRMED}"))
    if lacks:
        remarks.append(Reason("Motivering saknas: skriv varför budgeten inte är i balans."))
    return Ruling(Balance(result, state, lacks), reasons, tuple(remarks))


@dataclass(frozen=True, slots=True)
class BudgetContent:
    """What a budget holds (budgetens innehåll). ``equity`` is the expected one at year end, in öre.

    ``plan`` are the years of the economic plan, the budget year's own among them.
    """

    has_revenue: bool
    equity: int | None
    goals: str
    activities: str
    plan: frozenset[int]


def lacking(content: BudgetContent, *, year: int) -> Ruling[tuple[str, ...]]:
    """List what 11 kap. 6 § asks for that the budget of ``year`` lacks; empty when it is whole."""
    day = date(year, 1, 1)
    years = range(year, year + PLAN_YEARS)
    absent = [str(each) for each in years if each not in content.plan]
    asked = (
        (content.has_revenue, "finansieringen"),
        (content.equity is not None, "ställningen vid årets slut"),
        (bool(content.goals.strip()), "finansiella mål"),
        (bool(content.activities.strip()), "plan för verksamheten"),
        (not absent, f"ekonomisk plan för {', '.join(absent)}"),
    )
    found = tuple(name for is_there, name in asked if not is_there)
    reasons = (
        because(
            "Budgeten ska innehålla finansieringen, ställningen vid årets slut, finansiella mål och en "
            "plan för verksamheten.",
            KL_BUDGET_CONTENT,
            day,
        ),
        because(
            f"Planen för ekonomin ska avse tre år, {years[0]} till {years[-1]}, med budgetåret först.",
            KL_BUDGET_CONTENT,
            day,
        ),
    )
    return Ruling(found, reasons, unknown_wordings(day, KL_BUDGET_CONTENT))


@dataclass(frozen=True, slots=True)
class Spending:
    """What a revision raises (utgift under året), and whether it says how that is funded."""

    raised: tuple[str, ...]
    is_during_year: bool
    is_funded: bool

    @property
    def is_allowed(self) -> bool:
        """Answer whether the revision may be decided as it stands."""
        return self.is_funded or not (self.raised and self.is_during_year)


def spending(
    before: Mapping[str, int],
    after: Mapping[str, int],
    *,
    year: int,
    decided_on: date,
    funding: str,
) -> Ruling[Spending]:
    """Answer whether a revision of the costs states its funding (11 kap. 15 §); öre by row.

    That money is moved between rows is an expense for the row that gets it: it too is funded.
    """
    raised = tuple(name for name, cost in after.items() if cost > before.get(name, 0))
    found = Spending(raised, decided_on >= date(year, 1, 1), bool(funding.strip()))
    reasons = [
        because(
            "Ett beslut om en utgift under budgetåret ska säga hur den finansieras.",
            KL_SPENDING,
            decided_on,
        )
    ]
    if not raised:
        reasons.append(Reason("Ingen kostnad höjs."))
    elif not found.is_during_year:
        reasons.append(Reason(f"Beslutet fattas {running_date(decided_on)}, före budgetåret."))
    else:
        told = "och det står" if found.is_funded else "men det står inte"
        reasons.append(Reason(f"Höjs: {', '.join(raised)}, {told} hur det finansieras."))
    remarks = unknown_wordings(decided_on, KL_SPENDING)
    return Ruling(found, tuple(reasons), remarks)


def set_in_time(year: int, decided_on: date) -> Ruling[Limit]:
    """Answer whether the first budget of ``year`` was set by 30 November the year before (23 §)."""
    found = limit(date(year - 1, *LAST), decided_on)
    kept = "i tid" if found.timing is Timing.IN_TIME else "för sent"
    text = (
        f"Styrelsen fastställer budgeten för {year} senast {running_date(found.latest)}, "
        "efter samråd med medlemmarna."
    )
    reasons = (
        because(text, FINSAM_BUDGET, decided_on),
        Reason(f"Den fastställdes {running_date(decided_on)}, {kept}."),
    )
    return Ruling(found, reasons)


_DAY = date(2027, 1, 1)
EXAMPLES = (
    Example(
        balance,
        {
            "revenue": 8_200_000_00,
            "costs": 10_400_000_00,
            "day": _DAY,
            "motivation": "Eget kapital",
        },
        Balance(-2_200_000_00, BalanceState.DEFICIT, False),
        "konstruerat efter ett förbund som planerade ett underskott på 2,2 mnkr",
    ),
    Example(
        lacking,
        {
            "content": BudgetContent(True, 0, "Mål", "", frozenset({2027, 2028})),
            "year": 2027,
        },
        ("plan för verksamheten", "ekonomisk plan för 2029"),
        "konstruerat: planen slutar ett år för tidigt",
    ),
    Example(
        spending,
        {
            "before": {"Revision": 50_000_00},
            "after": {"Revision": 60_000_00},
            "year": 2027,
            "decided_on": date(2027, 3, 1),
            "funding": "",
        },
        Spending(("Revision",), True, False),
        "konstruerat: en höjning under året utan finansiering",
    ),
    Example(
        set_in_time,
        {"year": 2027, "decided_on": date(2026, 12, 1)},
        Limit(date(2026, 11, 30), date(2026, 12, 1), Timing.LATE),
        "räknat för hand: en dag efter den sista november",
    ),
)
