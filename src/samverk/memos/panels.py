"""The section of memos on a case's page."""

from __future__ import annotations

from django.urls import reverse

from samverk.foundation.pages import Offer, Panel, PanelRow, Reading, offers
from samverk.foundation.permissions import Permission
from samverk.memos.access import may_read_drafts, may_write
from samverk.memos.queries.reading import MemoRow, memos_of_case
from samverk.registry import queries as registry

TITLE, ID = "Tjänsteskrivelser", "tjansteskrivelser"
AMONG_PAPERS = "En godkänd tjänsteskrivelse står bland ärendets handlingar."


def case_panel(reading: Reading) -> Panel:
    """Make the case page's section: what is being written, for those who prepare the case."""
    if not any(held.organisation == reading.organisation for held in reading.actor.roles):
        return Panel(TITLE, ID, (), AMONG_PAPERS)
    case = registry.case_by_id(reading.subject)
    if not may_read_drafts(reading.actor, case):
        return Panel(TITLE, ID, (), AMONG_PAPERS)
    rows = tuple(_row(row) for row in memos_of_case(case.pk))
    allowed: Permission = may_write(reading.actor, case)
    url = reverse("new_memo", args=[case.pk])
    return Panel(
        TITLE,
        ID,
        rows,
        "Ingen tjänsteskrivelse är påbörjad.",
        offers=offers(Offer("Skriv tjänsteskrivelse", url, allowed)),
    )


def _row(row: MemoRow) -> PanelRow:
    # A secret memo's versions are behind the wall here: how far it has come is told on its own page
    note = "sekretess" if row.memo.secret else row.state.value.value
    return PanelRow(row.memo.title, reverse("memo", args=[row.memo.pk]), note)
