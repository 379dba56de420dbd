"""The texts of a drafted report: lists of what is recorded, and nothing that is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from samverk.decisions.queries import Decision
from samverk.federation.models import Intervention, RowKind
from samverk.federation.queries import CountTable, Member
from samverk.federation.queries.budget_year import Line, Total, YearView
from samverk.federation.queries.budgets import expected_equity
from samverk.federation.shown_counts import Split
from samverk.rules.amounts import kr
from samverk.rules.membership import IsMember
from samverk.rules.running import Runs, runs_in

TO_WRITE = "Skriv här:"
SUMMARY = {
    "plan": f"{TO_WRITE} vad som är viktigast i planen, på några rader.",
    "annual": f"{TO_WRITE} vad som hände under året och vad det ledde till, på några rader.",
}
FOLLOW_UP = f"{TO_WRITE} vad som följs upp, när, och vem som redovisar det för styrelsen."
ACCOUNTS = f"{TO_WRITE} resultaträkning, balansräkning, kassaflöde och noter, eller lägg en bilaga."
SIGNING = (
    f"{TO_WRITE} ort och dag. Alla ledamöter som sitter skriver under med namn och funktion, för"
    " styrelsen."
)
NO_BUDGET = "Ingen budget är registrerad för {year}."
NO_OUTCOME = "Inget utfall är inläst för {year}."
NO_COUNTS = "Inga antal deltagare är registrerade för perioden."


def members_text(members: Sequence[Member], day: date) -> str:
    """List the members on a day; those of whom it is not known are listed as that."""
    sure = [one for one in members if one.is_member_on(day) is IsMember.YES]
    unsure = [one for one in members if one.is_member_on(day) is IsMember.UNKNOWN]
    if not members:
        return "Inga medlemmar är registrerade."
    lines = [f"Medlemmar den {day}:", *(f"- {one.membership.member.name}" for one in sure)]
    if unsure:
        lines += ["", "Medlemskapet är okänt, kontrollera före beslutet:"]
        lines += [f"- {one.membership.member.name}" for one in unsure]
    return "\n".join(lines)


def goals_text(view: YearView) -> str:
    """Give the goals and the plan for the activity that the budget states."""
    shown = view.shown
    found = [text for text in (shown.goals, shown.activities) if text.strip()] if shown else []
    return "\n\n".join(found) or f"{TO_WRITE} målen. Budgeten för {view.year} anger inga."


def interventions_text(interventions: Iterable[Intervention], year: int) -> str:
    """List the interventions that run in a year; one without its first day is listed as that."""
    lines = [
        _intervention(one)
        for one in interventions
        if runs_in(one.starts_on, one.ends_on, year).value is not Runs.NO
    ]
    return "\n".join(lines) or f"Inga insatser är registrerade för {year}."


def _intervention(one: Intervention) -> str:
    groups = ", ".join(line.strip() for line in one.target_groups.splitlines() if line.strip())
    told = f"- {one.name}, {one.get_orientation_display()}"
    told += f", för {groups}" if groups else ""
    return f"{told}." if one.starts_on else f"{told}. Startdagen är inte registrerad."


def budget_text(view: YearView) -> str:
    """List the budget's rows, its sums, the expected equity and the plan of the years after."""
    if view.shown is None:
        return NO_BUDGET.format(year=view.year)
    status = "beslutad" if view.draft is None or view.shown.pk != view.draft.pk else "föreslagen"
    lines = [f"Budget {view.year}, {status}:", *_budgeted(view.lines)]
    lines += [_sum(one) for one in (view.revenue, view.costs, view.result)]
    equity = expected_equity(view.shown)
    told = "okänt: det ingående är inte registrerat" if equity is None else kr(equity)
    lines.append(f"Eget kapital vid årets slut: {told}.")
    plan = list(view.shown.plan_years.all())
    lines += [
        f"Plan {one.year}: intäkter {kr(one.revenue)}, kostnader {kr(one.costs)}." for one in plan
    ]
    return "\n".join(lines)


def _budgeted(lines: Iterable[Line]) -> Iterator[str]:
    for one in lines:
        count = one.budget.participants if one.budget else None
        people = f", {count} deltagare" if count is not None else ""
        yield f"- {one.name}: {kr(one.budgeted)}{people}"


def _sum(total: Total) -> str:
    return f"{total.name}: {kr(total.budgeted)}."


def outcome_text(view: YearView) -> str:
    """Hold outcome against budget, row by row; a row without outcome says so."""
    if view.outcome.read_in is None:
        return NO_OUTCOME.format(year=view.year)
    lines = [f"Till och med månad {view.outcome.through}:"]
    lines += [_against(one) for one in view.lines]
    for total in (view.revenue, view.costs, view.result):
        spent = "okänt" if total.outcome is None else kr(total.outcome)
        lines.append(f"{total.name}: budget {kr(total.budgeted)}, utfall {spent}.")
    return "\n".join(lines)


def _against(one: Line) -> str:
    if one.outcome is None:
        return f"- {one.name}: budget {kr(one.budgeted)}, utfall okänt"
    sign = 1 if one.key.kind == RowKind.REVENUE else -1
    apart = sign * (one.outcome - one.budgeted)
    return (
        f"- {one.name}: budget {kr(one.budgeted)}, utfall {kr(one.outcome)}, avvikelse {kr(apart)}"
    )


def counts_text(tables: Sequence[CountTable]) -> str:
    """Tell the counts as they may be shown: small rows joined, and no small number."""
    if not tables:
        return NO_COUNTS
    return "\n\n".join("\n".join(_counts(table)) for table in tables)


def _counts(table: CountTable) -> Iterator[str]:
    shown = table.shown.value
    yield f"Antal som {table.measure.label}, {table.period}:"
    if not shown.rows:
        yield "- för få för att visas"
        return
    for row in shown.rows:
        yield f"- {' och '.join(row.names)}: {_count(row.total)}{_split(row.split)}"
    yield f"Summa: {_count(shown.total)}{_split(shown.split)}. Räknat i {table.measure.unit}."


def _count(total: int | None) -> str:
    return "visas inte" if total is None else str(total)


def _split(split: Split | None) -> str:
    return f", {split.women} kvinnor och {split.men} män" if split else ""


def decisions_text(decisions: Sequence[Decision]) -> str:
    """List the board's decisions of the year, in order."""
    lines = [f"- {one.decided_on}, § {one.paragraph or 'okänd'}: {one.title}" for one in decisions]
    return "\n".join(lines) or "Inga beslut är registrerade för året."
