"""The section of memos on a case's page."""

from __future__ import annotations

from django.urls import reverse

from samverk.foundation.pages import Offer, Panel, PanelRow, Reading, offers
from samverk.memos.access import may_read_drafts, may_write
from samverk.memos.queries.reading import MemoRow, memos_of_case

TITLE, ID = "Tjänsteskrivelser", "tjansteskrivelser"
AMONG_PAPERS = "En godkänd tjänsteskrivelse står bland ärendets handlingar."


def case_panel(reading: Reading) -> Panel:
    """Make the case page's section: what is being written, for those who prepare the case."""
    place = reading.organisation, reading.body
    if not may_read_drafts(reading.actor, *place):
        return Panel(TITLE, ID, (), AMONG_PAPERS)
    rows = tuple(_row(row) for row in memos_of_case(reading.subject))
    allowed = may_write(reading.actor, *place)
    url = reverse("new_memo", args=[reading.subject])
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
