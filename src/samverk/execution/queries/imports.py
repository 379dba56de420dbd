"""Files on their way into a register, and those that have been read in, as pages show them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q

from samverk.execution.models import GrantedDecision, ImportState, RegisterImport, RegisterSource
from samverk.foundation.actors import Actor

ON_A_PAGE = 50
LISTS = {
    "fel": "Fel att rätta",
    "nya": "Registreras",
    "andras": "Ändras",
    "lika": "Oförändrade",
    "anmarkningar": "Att titta på",
}
VERDICTS = {"nya": "new", "andras": "changed", "lika": "same"}
MOST_LISTED = 30
HEAVY = ("key", "sealed", "tried")


def sources_of(body: int) -> list[str]:
    """List the sources of a board (body id) by name."""
    rows = RegisterSource.objects.filter(controller=body).order_by("name")
    return list(rows.values_list("name", flat=True))


def imports_of(body: int, actor: Actor) -> list[RegisterImport]:
    """List the latest files of a board (body id): what is read in, and the reader's own on their way."""
    rows = RegisterImport.objects.filter(controller=body).exclude(state=ImportState.DROPPED)
    own = rows.filter(Q(state=ImportState.DONE) | Q(uploaded_by=actor.user))
    return list(own.select_related("source").defer(*HEAVY).order_by("-recorded_at")[:MOST_LISTED])


def import_for(pk: uuid.UUID, bodies: Collection[int], actor: Actor) -> RegisterImport | None:
    """Find a file in what is open: read in, or on its way and the reader's own."""
    # The file is opened where it is needed: a page that only asks how far it has come is small
    rows = RegisterImport.objects.select_related("source", "progress").defer("sealed", "tried")
    found = rows.filter(pk=pk, controller__in=bodies).first()
    if found is None or (found.state != ImportState.DONE and found.uploaded_by_id != actor.user):
        return None
    return found


def listed(kept: dict[str, Any], name: str) -> Sequence[Any]:
    """Give what a dry run tells under one of ``LISTS``: faults, remarks, or rows by what becomes of them."""
    if name in VERDICTS:
        return [one for one in kept["rows"] if one["verdict"] == VERDICTS[name]]
    rows: Sequence[Any] = kept["faults" if name == "fel" else "remarks"]
    return rows


def known_rows(rows: Sequence[dict[str, Any]]) -> dict[str, GrantedDecision]:
    """Find the decisions of these rows that the reader may know of now, by id as text."""
    ids = [one["decision"] for one in rows if one["decision"]]
    found = GrantedDecision.objects.filter(pk__in=ids).select_related("controller__organisation")
    return {str(one.pk): one for one in found}
