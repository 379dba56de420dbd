"""The demo's budget years: every figure an example, through the same actions as everybody uses."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

from samverk.decisions import actions as decisions
from samverk.documents.sie import SieFile, SieRow, SieVoucher, sie_file
from samverk.federation import actions as federation
from samverk.federation.queries import interventions_of
from samverk.federation.reading.account_lines import read_rules
from samverk.federation.reading.budget_lines import read_rows
from samverk.federation.reading.ceiling_lines import read_steps
from samverk.federation.reading.money import ore_in
from samverk.foundation.actors import Actor

SOURCE = "Exempel för demon, inte förbundets siffror"
Row = dict[str, Any]


def load_budget(actor: Actor, home: int, board: int) -> None:
    """Save the budgets, one of them decided, with outcome, a forecast, equity and a ceiling."""
    data = tomllib.loads((files(__package__) / "budget.toml").read_text(encoding="utf-8"))
    for row in data["year"]:
        _year(actor, home, board, row)
    rules = read_rules(data["accounts"]["lines"])
    mapping = federation.NewMapping(home, data["accounts"]["year"], rules)
    federation.set_mapping(actor, mapping, key="demo/kontokoppling")
    _outcome(actor, home, data["outcome"])
    _forecast(actor, home, data["forecast"])
    for row in data["equity"]:
        amounts = {name: _ore(row[name]) for name in ("opening", "result", "closing", "income")}
        stated = federation.NewEquity(home, row["year"], source=SOURCE, **amounts)
        federation.state_equity(actor, stated, key=f"demo/eget kapital/{row['year']}")
    row = data["ceiling"]
    table = federation.NewCeiling(home, row["from_date"], row["source"], read_steps(row["steps"]))
    federation.set_ceiling(actor, table, key="demo/tak")


def _ore(text: str) -> int:
    found = ore_in(text)
    if found is None:
        raise ValueError(text)
    return found


def _year(actor: Actor, home: int, board: int, row: Row) -> None:
    year = row["year"]
    plan = tuple(
        (year + number, *map(_ore, amounts)) for number, amounts in enumerate(row["plan"], start=1)
    )
    new = federation.NewBudget(
        home,
        year,
        read_rows(row["revenue"]),
        read_rows(row["administration"]),
        read_rows(row["interventions"], with_participants=True),
        plan,
        _ore(row["opening_equity"]),
        row["goals"],
        row["activities"],
        row.get("motivation", ""),
        note=row["note"],
    )
    version = federation.save_budget(actor, new, key=f"demo/budget/{year}")
    if "title" in row:
        taken = decisions.NewDecision(
            organisation=home,
            title=row["title"],
            kind="decides",
            body=board,
            decided_on=row["decided_on"],
            paragraph=row["paragraph"],
            text="Påhittat, för att visa hur en beslutad budget ser ut.",
        )
        decision = decisions.register_decision(actor, taken, key=f"demo/budgetbeslut/{year}")
        federation.decide_budget(actor, version.pk, decision.pk, key=f"demo/beslutad/{year}")


def _outcome(actor: Actor, home: int, row: Row) -> None:
    year = row["year"]
    months = max(len(amounts) for _, _, amounts in row["rows"])
    vouchers = tuple(_voucher(date(year, month, 25), row["rows"]) for month in range(1, months + 1))
    days = (date(year, 1, 1), date(year, 12, 31))
    file = sie_file(SieFile("Exempel", "", date(year, months, 25), days, (), vouchers))
    new = federation.NewOutcome(home, year, row["file_name"], file.content, note=row["note"])
    federation.import_outcome(actor, new, key=f"demo/utfall/{year}")


def _voucher(day: date, rows: list[Any]) -> SieVoucher:
    made = [
        SieRow(account, amounts[day.month - 1] * 100, "", (("1", code),) if code else ())
        for account, code, amounts in rows
        if amounts[day.month - 1]
    ]
    bank = SieRow("1930", -sum(row.amount for row in made))
    return SieVoucher("A", str(day.month), day, "Exempel", (*made, bank))


def _forecast(actor: Actor, home: int, row: Row) -> None:
    named = {one.name: one.pk for one in interventions_of(home)}
    new = federation.NewForecast(
        home,
        row["year"],
        f"intervention:{named[row['row']]}",
        _ore(row["amount"]),
        row["made_on"],
        row["reason"],
    )
    federation.state_forecast(actor, new, key=f"demo/prognos/{row['year']}")
