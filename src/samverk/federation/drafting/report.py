"""What a plan or an annual report begins with, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.federation import queries
from samverk.federation.drafting import texts
from samverk.federation.queries import Member
from samverk.federation.queries.budget_year import year_view
from samverk.memos.actions import Content, Names, Points, Words
from samverk.rules.memos.layouts import REPORTS, Part
from samverk.rules.memos.proposals import Point

_POINTS = {
    "plan": ("Styrelsen antar verksamhetsplanen för {year}.",),
    "annual": (
        "Styrelsen godkänner årsredovisningen för {year}.",
        "Årsredovisningen lämnas till revisorerna och till medlemmarna.",
    ),
}


@dataclass(frozen=True, slots=True)
class Drafted:
    """A drafted report (utkast): its title, and what each part begins with."""

    title: str
    parts: dict[Part, Content]


def drafted(federation: int, kind: str, year: int) -> Drafted:
    """Draft a year's plan or annual report, in a fixed number of questions.

    ``kind`` is one of ``rules.memos.layouts.REPORTS``. What is not recorded is said to be so, and a
    part that only people can write says what belongs there.
    """
    layout = REPORTS[kind]
    members = queries.members(federation)
    view = year_view(federation, year, with_drafts=kind == "plan")
    words = {
        Part.SUMMARY: texts.SUMMARY[kind],
        Part.MEMBERS: texts.members_text(members, date(year, 1, 1)),
        Part.GOALS: texts.goals_text(view),
        Part.INTERVENTIONS: texts.interventions_text(queries.interventions_of(federation), year),
        Part.BUDGET: texts.budget_text(view),
        Part.OUTCOME: texts.outcome_text(view),
        Part.COUNTS: texts.counts_text(_tables(federation, kind, year)),
        Part.DECISIONS: texts.decisions_text(queries.board_decisions(federation, year)),
        Part.ACCOUNTS: texts.ACCOUNTS,
        Part.ASSESSMENT: texts.FOLLOW_UP,
        Part.SIGNING: texts.SIGNING,
    }
    parts: dict[Part, Content] = {
        part: Words(words[part]) for part, _ in layout.listed if part in words
    }
    parts[Part.PROPOSAL] = Points(tuple(Point(p.format(year=year)) for p in _POINTS[kind]))
    parts[Part.RECIPIENTS] = Names(_recipients(members, date(year, 12, 31)))
    return Drafted(f"{layout.name} {year}", parts)


def _tables(federation: int, kind: str, year: int) -> list[queries.CountTable]:
    """Give the counts of the year; a plan tells of the year before, which is the last that is known."""
    counted = year if kind == "annual" else year - 1
    return queries.count_tables(federation, between=(date(counted, 1, 1), date(counted, 12, 31)))


def _recipients(members: list[Member], day: date) -> tuple[str, ...]:
    payers = queries.paying(members, day)
    return (*(one.membership.member.name for one in payers), "Revisorerna")
