"""A decision: what it says, whether it holds, and the chain that it is a link of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from samverk.publishing.models import Kind, OpenLink
from samverk.publishing.queries.open_rows import (
    DECIDES_NOTHING,
    Row,
    day_in,
    lines,
    linked,
    named,
    one,
    published,
    those,
    whole,
)
from samverk.publishing.queries.open_telling import Why, why
from samverk.rules.force import ForceState

# A picture of more steps than this is not read by anybody
MOST_STEPS, MOST_LINKS = 30, 400
# What the one decision does to the other; a citation makes no chain
ACTS = {
    "prepares": "bereder",
    "proposes": "föreslår",
    "proposes_repeal": "föreslår upphävande av",
    "decides": "beslutar enligt",
    "repeals": "upphäver",
    "changes": "ändrar",
    "carries_out": "verkställer",
}
BACK = {
    "prepares": "bereds av",
    "proposes": "föreslås av",
    "proposes_repeal": "föreslås upphävt av",
    "decides": "beslutas av",
    "repeals": "upphävs av",
    "changes": "ändras av",
    "carries_out": "verkställs av",
    "cites": "åberopas av",
}
CITES = "åberopar"
# Each step is read once, by UNION, however the chain runs in circles; the limit is what stops it
CHAIN = """
WITH RECURSIVE near(source) AS (
    SELECT %(source)s::bigint
    UNION
    SELECT far.source FROM near, LATERAL (
        (SELECT to_source AS source FROM publishing_open_link
        WHERE from_kind = 'decision' AND from_source = near.source AND to_kind = 'decision'
            AND relation = ANY(%(acts)s) LIMIT %(most)s)
        UNION ALL
        (SELECT from_source FROM publishing_open_link
        WHERE to_kind = 'decision' AND to_source = near.source AND from_kind = 'decision'
            AND relation = ANY(%(acts)s) LIMIT %(most)s)
    ) far
)
SELECT source FROM near LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Force:
    """Whether a decision has legal force (laga kraft): in words, and why."""

    words: str
    tone: str
    last_day: date | None
    why: Why


@dataclass(frozen=True, slots=True)
class Step:
    """What one decision of the chain does to another."""

    source: int
    relation: str
    target: int


@dataclass(frozen=True, slots=True)
class Relation:
    """How another decision hangs together with the one that is shown, seen from that: in all ways."""

    verb: str
    row: Row


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A decision, its legal force, the steps around it and what it rests on."""

    decision: Row
    force: Force
    case: Row | None
    items: list[Row]
    files: list[Row]
    chain: list[Row] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    is_cut: bool = False


def decision_page(source: int) -> DecisionPage:
    """Read a decision with its chain. Five questions."""
    decision = whole(Kind.DECISION, source)
    near = _chain(source)
    links = _links(near)
    beside = {end for link in links for end in (link.source, link.target) if source in _ends(link)}
    wanted = those(Kind.CASE, source=decision.case) | those(Kind.ITEM, source=_item_of(decision))
    rows = lines(
        published(Kind.DECISION).filter(source__in={*near, *beside})
        | published().filter(wanted)
        | published(Kind.ITEM, Kind.FILE).filter(id__in=linked(Kind.DECISION, source))
    )
    decision, *found = named([decision, *rows])
    by_source = {row.source: row for row in found if row.kind == Kind.DECISION}
    return DecisionPage(
        decision,
        force_of(decision),
        one(found, Kind.CASE, decision.case),
        [row for row in found if row.kind == Kind.ITEM],
        [row for row in found if row.kind == Kind.FILE],
        [by_source[each] for each in near if each in by_source],
        [link for link in links if link.relation in ACTS and {*_ends(link)} <= {*near}],
        _relations(source, links, by_source),
        is_cut=len(near) == MOST_STEPS,
    )


def _item_of(decision: Row) -> int | None:
    item = decision.data.get("item")
    return item if isinstance(item, int) else None


def _ends(link: Step) -> tuple[int, int]:
    return link.source, link.target


def _chain(source: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(CHAIN, {"source": source, "acts": list(ACTS), "most": MOST_STEPS})
        return [found for (found,) in cursor.fetchall()]


def _links(near: Sequence[int]) -> list[Step]:
    """Read what the steps of a chain do to each other, and what cites them."""
    asked = OpenLink.objects.filter(
        from_kind=Kind.DECISION, to_kind=Kind.DECISION, relation__in=[*ACTS, "cites"]
    )
    columns = ("from_source", "relation", "to_source")
    out = asked.filter(from_source__in=near).values_list(*columns)
    into = asked.filter(to_source__in=near).values_list(*columns)
    return [Step(*each) for each in out.union(into)[:MOST_LINKS]]


def _relations(source: int, links: Iterable[Step], by_source: dict[int, Row]) -> list[Relation]:
    """Give each decision beside the one that is shown once, with all that is between the two."""
    verbs: dict[int, list[str]] = {}
    for link in links:
        if link.source == source and link.target in by_source:
            verbs.setdefault(link.target, []).append(ACTS.get(link.relation, CITES))
        elif link.target == source and link.source in by_source:
            verbs.setdefault(link.source, []).append(BACK[link.relation])
    return [Relation(_listed(told), by_source[other]) for other, told in verbs.items()]


def _listed(verbs: list[str]) -> str:
    """Write verbs after each other: what is done first, a citation last."""
    *first, last = sorted(set(verbs), key=lambda verb: ("åberopa" in verb, verb))
    return f"{', '.join(first)} och {last}" if first else last


# How each state is shown, by the rules' own codes
TONES = {
    ForceState.CONFIRMED: "good",
    ForceState.PRESUMED: "good",
    ForceState.RUNNING: "running",
    ForceState.NOT_RUN_OUT: "attention",
    ForceState.APPEALED: "attention",
    ForceState.ANNULLED: "stopped",
    ForceState.UNKNOWN: "unknown",
}
UNKNOWN = "Det är inte känt om beslutet gäller"


def force_of(decision: Row) -> Force:
    """Tell whether a decision has legal force, as it was told when it was published last."""
    told = decision.data.get("force")
    told = told if isinstance(told, dict) else {}
    return Force(
        decision.words or UNKNOWN,
        tone_of(decision),
        day_in(told.get("lastDay")),
        why(told.get("reasons"), told.get("remarks")),
    )


def tone_of(decision: Row) -> str:
    """Choose how a decision's status is shown: by its code, else by its words."""
    told = decision.data.get("force")
    code = str(told.get("status") or "") if isinstance(told, dict) else ""
    if code in set(ForceState):
        return TONES.get(ForceState(code), "neutral")
    if decision.words == DECIDES_NOTHING.get(decision.sort):
        return "draft"
    said = decision.words.casefold()
    if "upphäv" in said:
        return "stopped"
    if "okän" in said or not said:
        return "unknown"
    return "neutral"
