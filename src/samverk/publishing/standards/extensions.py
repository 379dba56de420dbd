"""What no standard has: decisions with their legal force and chain, notices, federations, interventions.

A record's own facts go out under the names that they are published by, beside what every object has.
"""

from __future__ import annotations

from typing import Any

from samverk.publishing.standards.rows import Around, Row, head, told

CHAIN = ("proposes", "decides", "repeals", "changes", "carries_out", "cites", "assigns", "notes")
# What says in ids of ours what is told as an address instead
NOT_AS_THEY_ARE = frozenset({"item", "interventions"})


def decision(row: Row, around: Around) -> dict[str, Any]:
    """Give a decision: its words, whether it has legal force, and what it hangs together with."""
    chain = {how: around.linked(row, how, "decision") for how in CHAIN}
    minuted = around.linked(row, "minuted", "item")
    return _own(
        row,
        around,
        "decision",
        {
            "text": row.text,
            "reference": row.number,
            "role": row.sort,
            "status": row.status,
            "paper": around.ref("case", row.case),
            "agendaItem": minuted[0] if minuted else around.ref("item", row.data.get("item")),
            "chain": {how: found for how, found in chain.items() if found},
        },
    )


def notice(row: Row, around: Around) -> dict[str, Any]:
    """Give a notice (anslag): what was posted, when it went up and came down, and the proof."""
    facts = {
        "sort": row.sort,
        "status": row.status,
        "meeting": around.ref("meeting", row.meeting),
        "text": row.text,
    }
    return _own(row, around, "notice", facts)


def federation(row: Row, around: Around) -> dict[str, Any]:
    """Give a coordination federation: its members, its fees, its board and its interventions."""
    found = around.refs("intervention", row.data.get("interventions") or [])
    return _own(row, around, "federation", {"text": row.text, "interventions": found})


def intervention(row: Row, around: Around) -> dict[str, Any]:
    """Give an intervention (insats): what it is, who gives it, its places and its waiting times."""
    return _own(row, around, "intervention", {"description": row.text, "status": row.status})


def _own(row: Row, around: Around, resource: str, facts: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in row.data.items() if name not in NOT_AS_THEY_ARE}
    more = {
        "body": around.ref("organisation", row.organisation),
        "organization": around.ref("body", row.body),
        "name": row.title,
        "date": row.day.isoformat() if row.day else None,
    }
    return told(kept | head(row, around, resource) | more | facts)
