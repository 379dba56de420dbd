"""The sections of memos on a case's page, and on a body's."""

from __future__ import annotations

from django.urls import reverse

from samverk.foundation.pages import Offer, Panel, PanelRow, Reading, offers
from samverk.foundation.permissions import Right, may
from samverk.memos.access import may_read_drafts, may_write
from samverk.memos.queries.listing import MemoLine, memos_of_case
from samverk.memos.queries.reading import layout_on
from samverk.rules.memos.layouts import memo_layout

TITLE, ID = "Tjänsteskrivelser", "tjansteskrivelser"
AMONG_PAPERS = "En godkänd tjänsteskrivelse står bland ärendets handlingar."


def case_panel(reading: Reading) -> Panel:
    """Make the case page's section: what is being written, for those who prepare the case."""
    place = reading.organisation, reading.body
    if not may_read_drafts(reading.actor, *place, case=reading.subject):
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


def _row(row: MemoLine) -> PanelRow:
    # A secret memo's versions are behind the wall here: how far it has come is told on its own page
    note = "sekretess" if row.memo.secret else row.state.value
    return PanelRow(row.memo.title, reverse("memo", args=[row.memo.pk]), note)


def body_panel(reading: Reading) -> Panel:
    """Make the body page's section: which layout its new memos get, and who may choose another."""
    layout = memo_layout(layout_on(reading.subject, reading.day))
    allowed = may(
        reading.actor,
        Right.MANAGE_DIRECTORY,
        organisation=reading.organisation,
        body=reading.subject,
    )
    labels = ", ".join(label for _, label in layout.listed)
    url = reverse("choose_memo_layout", args=[reading.subject])
    return Panel(
        TITLE,
        ID,
        (),
        f"Nya tjänsteskrivelser skrivs i mallen {layout.name}: {labels}.",
        offers=offers(Offer("Välj mall", url, allowed)),
    )
