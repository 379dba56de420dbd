"""A budget year for tests, all invented: two interventions, a budget, a decision, a year's vouchers."""

from __future__ import annotations

from datetime import date

from samverk.decisions import actions as decisions
from samverk.decisions.models import Decision
from samverk.directory import actions as directory
from samverk.directory.models import Organisation
from samverk.documents.sie import SieFile, SieRow, SieVoucher, sie_file
from samverk.federation import actions
from samverk.federation.models import BudgetVersion, Intervention
from samverk.federation.reading.account_lines import read_rules
from samverk.federation.reading.budget_lines import WrittenRow, read_rows
from samverk.foundation.tests.cast import SETUP

YEAR = 2024
LINES = """\
1000-2999 = utanför
3000-3999 = intäkt: Bidrag
4000-7999 1:FYR = insats: Fyren
6420 = administration: Revision
4000-7999 = administration: Kansli"""


def intervention(home: Organisation, name: str = "Fyren", kind: str = "individual") -> Intervention:
    """Register an intervention."""
    new = actions.NewIntervention(
        home.pk, name, kind, "Metod A", target_groups="unga\n18–29 år", starts_on=date(2020, 1, 1)
    )
    return actions.register_intervention(SETUP, new, key=f"insats/{name}")


def new_budget(home: Organisation, **more: object) -> actions.NewBudget:
    """Make a budget that brings in a thousand kronor more than it costs."""
    given: dict[str, object] = {
        "revenue": rows("Bidrag: 10 000"),
        "administration": rows("Kansli: 3 000\n- Lön: 2 500\n- Hyra: 500\nRevision: 1 000"),
        "interventions": (WrittenRow("Fyren", 500_000, 40),),
        "plan": ((YEAR + 1, 1_000_000, 900_000), (YEAR + 2, 1_000_000, 900_000)),
        "opening_equity": 200_000,
        "goals": "Eget kapital minst 10 procent.",
        "activities": "Två insatser.",
    }
    return actions.NewBudget(home.pk, YEAR, **(given | more))  # type: ignore[arg-type]


def rows(text: str) -> tuple[WrittenRow, ...]:
    """Read rows as a form does."""
    return read_rows(text)


def save(home: Organisation, key: str = "budget", **more: object) -> BudgetVersion:
    """Save a version."""
    return actions.save_budget(SETUP, new_budget(home, **more), key=key)


def decision(
    home: Organisation, day: date = date(2023, 11, 20), number: int = 40, kind: str = "decides"
) -> Decision:
    """Register a decision of the federation's board."""
    board = home.bodies.first() or directory.add_body(
        SETUP, directory.NewBody(home.pk, "federation_board", "Styrelsen"), key="styrelsen"
    )
    new = decisions.NewDecision(
        organisation=home.pk,
        body=board.pk,
        title="Budget",
        kind=kind,
        decided_on=day,
        paragraph=number,
    )
    return decisions.register_decision(SETUP, new, key=f"beslut/{number}/{day}")


def decided(home: Organisation) -> BudgetVersion:
    """Save and decide the year's first budget."""
    made = save(home)
    actions.decide_budget(SETUP, made.pk, decision(home).pk, key="fastställd")
    return made


def mapped(home: Organisation, lines: str = LINES, year: int = YEAR, key: str = "konton") -> None:
    """Record how accounts lead to rows."""
    new = actions.NewMapping(home.pk, year, read_rules(lines))
    actions.set_mapping(SETUP, new, key=key)


def voucher(day: date, *pairs: tuple[str, int], code: str = "") -> SieVoucher:
    """Make a voucher of (account, öre), against the bank; ``code`` is the rows' object."""
    objects = (("1", code),) if code else ()
    made = tuple(SieRow(account, amount, "", objects) for account, amount in pairs)
    bank = SieRow("1930", -sum(amount for _, amount in pairs))
    return SieVoucher("A", "", day, "Prov", (*made, bank))


def sie(*vouchers: SieVoucher, number: str = "") -> bytes:
    """Write a SIE file."""
    year = (date(YEAR, 1, 1), date(YEAR, 12, 31))
    return sie_file(SieFile("Fyrbåken", number, date(YEAR, 6, 1), year, (), vouchers)).content


def of_the_spring(extra: int = 0) -> bytes:
    """Write a year's first two months: contributions, an intervention, an auditor and an office."""
    return sie(
        voucher(date(YEAR, 1, 15), ("3510", -250_000)),
        voucher(date(YEAR, 1, 20), ("5010", 100_000), code="FYR"),
        voucher(date(YEAR, 2, 1), ("6420", 20_050), ("6110", 30_000 + extra)),
    )


def read_in(
    home: Organisation, content: bytes | None = None, key: str = "utfall", **more: object
) -> object:
    """Read in an outcome."""
    raw = of_the_spring() if content is None else content
    new = actions.NewOutcome(home.pk, YEAR, "utfall.se", raw, **more)  # type: ignore[arg-type]
    return actions.import_outcome(SETUP, new, key=key)
