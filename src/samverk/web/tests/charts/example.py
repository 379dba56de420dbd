"""An invented chain with every kind of thing in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samverk.web.charts.chain import (
    Arrow,
    ArrowKind,
    Bar,
    BarKind,
    Chain,
    CostYear,
    Event,
    EventKind,
    Lane,
    Owed,
)

LEAVE = date(2020, 6, 15)
END = date(2023, 12, 31)


def event(name, day, kind, label="", body="", **more):
    """Write an event briefly; a day of None needs ``sort_day``."""
    return Event(
        name, day, more.pop("sort_day", day), kind, label, body, more.pop("title", "Text"), **more
    )


PREPARED = event(
    "beredd", date(2020, 5, 29), EventKind.PROPOSAL, "§ 7", "Kommunstyrelsen", cited_only=True
)
DECIDED = event("beslut", LEAVE, EventKind.DECISION, "§ 8", "Kommunfullmäktige", url="/beslut/8/")
NOTICE = event("avisering", date(2020, 7, 1), EventKind.NOTICE, "Uppsägning", "Kommunstyrelsen")
MEMO = event("skrivelse", date(2022, 10, 3), EventKind.MEMO, "Skrivelse", "Förvaltningen")
STAY = event("kvar", None, EventKind.PROPOSAL, "§ 9", "Kommunstyrelsen", sort_day=date(2022, 12, 1))
WITHDRAWN = event("ater", date(2023, 2, 1), EventKind.WITHDRAWAL, "Återtagande", "")
ANSWER = event("svar", date(2023, 3, 1), EventKind.ANSWER, "Svar", "Förbundsstyrelsen")
APPEALED = event(
    "klagan", date(2020, 7, 6), EventKind.COURT, "§ 8 överklagat", "Förvaltningsrätten i Göteborg"
)
ANNULLED = event("dom", date(2021, 2, 1), EventKind.COURT, "§ 8 upphävt", "domstol")

BARS = (
    Bar(None, LEAVE, BarKind.MEMBER),
    Bar(LEAVE, END, BarKind.NOTICE),
    Bar(END, None, BarKind.UNKNOWN),
)
COSTS = (
    CostYear(2022, 590_000, 586_000, 603_000, Owed.YES),
    CostYear(2023, None, 590_000, 607_000, Owed.YES),
    CostYear(2024, None, None, None, Owed.UNKNOWN),
    CostYear(2025, None, None, None, Owed.NO),
    CostYear(2031, 1, 1, 1, Owed.YES),
)
LANE = Lane(
    "Sjövik", BARS, (PREPARED, DECIDED, NOTICE, MEMO, STAY, WITHDRAWN, APPEALED, ANNULLED), COSTS
)
FEDERATION = Lane("Förbundet", (), (ANSWER,))
CHAIN = Chain(
    "prov",
    "Medlemskap i <Förbundet>",
    "Sjöviks beslut 2020–2023.",
    (LANE, FEDERATION),
    (
        Arrow("beredd", "beslut", ArrowKind.PROPOSES),
        Arrow("beslut", "avisering", ArrowKind.CARRIES_OUT),
        Arrow("kvar", "beslut", ArrowKind.PROPOSES_REPEAL, "föreslår upphäva"),
        Arrow("ater", "svar", ArrowKind.DECIDES),
        Arrow("dom", "beslut", ArrowKind.REPEALS),
    ),
    date(2020, 1, 1),
    date(2025, 12, 31),
    date(2023, 11, 1),
)


def with_events(*events):
    """Give a chain of one lane with just these events."""
    return replace(CHAIN, lanes=(Lane("Sjövik", (), events),), arrows=())
