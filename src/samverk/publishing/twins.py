"""Tells which published page stands for a page of work: that of the same thing, or the list of its sort."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from samverk.publishing.addresses import address_of
from samverk.publishing.models import Kind
from samverk.publishing.models.views import OpenRecord
from samverk.publishing.opened import opened

# A page of one thing, whose number in the address is the same on the published page
OF_A_THING = {
    "meeting": Kind.MEETING,
    "item": Kind.ITEM,
    "decision": Kind.DECISION,
    "case": Kind.CASE,
    "body": Kind.BODY,
    "delivery": Kind.INTERVENTION,
}
# Lists, and pages whose published twin has another number
LISTS = {
    "start": "open_start",
    "boards": "open_notices",
    "board": "open_notices",
    "notice": "open_notices",
    "meetings": "open_meetings",
    "decisions": "open_decisions",
    "organisations": "open_bodies",
    "organisation": "open_bodies",
    "catalogue": "open_interventions",
}


def twin_of(name: str, named: Mapping[str, Any]) -> str:
    """Answer the address of the published page; "" when there is none.

    Costs one question of the published views for a page of one thing, and none for a list.
    """
    if name in OF_A_THING and _stands(OF_A_THING[name], int(named[name])):
        return address_of(OF_A_THING[name], int(named[name]))
    return reverse(LISTS[name]) if name in LISTS else ""


def _stands(kind: Kind, source: int) -> bool:
    with opened():
        return OpenRecord.objects.filter(kind=kind, source=source).exists()
