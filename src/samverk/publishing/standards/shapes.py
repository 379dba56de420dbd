"""Which function shapes what: the one table from the API's resources to the standards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from samverk.publishing.standards import extensions, oparl, popolo
from samverk.publishing.standards.rows import Around, Row, gone

Shape = Callable[[Row, Around], dict[str, Any]]
SHAPES: dict[str, Shape] = {
    "body": oparl.body,
    "organization": oparl.organization,
    "person": oparl.person,
    "membership": oparl.membership,
    "meeting": oparl.meeting,
    "agenda-item": oparl.agenda_item,
    "paper": oparl.paper,
    "consultation": oparl.consultation,
    "file": oparl.file,
    "location": oparl.location,
    "vote-event": popolo.vote_event,
    "decision": extensions.decision,
    "notice": extensions.notice,
    "federation": extensions.federation,
    "intervention": extensions.intervention,
}


def shaped(row: Row, around: Around, resource: str) -> dict[str, Any]:
    """Give an object as the API sends it; of what was withdrawn, that it is gone."""
    if not row.is_gone:
        return SHAPES[resource](row, around)
    if resource == "vote-event":
        return popolo.gone_vote(row, around)
    return gone(row, around.names, resource)


def named_by(row: Row) -> set[tuple[str, int]]:
    """List what a row names that may or may not be published: kinds and ids."""
    data = row.data
    one = {
        "organisation": [row.organisation],
        "body": [row.body, data.get("parent"), data.get("decider")],
        "meeting": [row.meeting],
        "case": [row.case],
        "item": [data.get("item")],
        "person": [data.get("person")] if row.kind == "membership" else [],
        "vote": (data.get("votes") or []) if row.kind == "item" else [],
        "intervention": (data.get("interventions") or []) if row.kind == "federation" else [],
    }
    return {(kind, each) for kind, found in one.items() for each in found if isinstance(each, int)}
