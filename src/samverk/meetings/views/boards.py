"""The notice boards: what is up now, the evidence of each posting, and what the secretary notes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer
from samverk.foundation.permissions import Allowed, require
from samverk.meetings import actions, queries
from samverk.meetings.forms.adjustment import PostingForm
from samverk.meetings.forms.agenda import WhyForm
from samverk.meetings.models import PostingFactKind
from samverk.meetings.queries import NoticeRow, PostingRow, board_texts
from samverk.meetings.queries.delegated_notices import delegated_on_board
from samverk.meetings.views.reading import holds
from samverk.meetings.views.writing import show

# Past ones are found by the public's own notice board
MOST_OF_LAW = 200
KINDS = {
    "uppsatt": (PostingFactKind.POSTED, "Anteckna att anslaget är uppsatt"),
    "borta": (PostingFactKind.MISSING, "Anteckna att anslaget är borta"),
    "ater": (PostingFactKind.UP_AGAIN, "Anteckna att anslaget är uppe igen"),
    "nedtaget": (PostingFactKind.TAKEN_DOWN, "Anteckna att anslaget är nedtaget"),
}
LEADS = {
    PostingFactKind.MISSING: "Saknas anslaget någon del av tiden löper den inte ut. Tiden börjar om den"
    " dag det åter är uppe.",
    PostingFactKind.UP_AGAIN: "Överklagandetiden börjar om den dagen.",
}


def boards(request: HttpRequest) -> HttpResponse:
    """List the boards that are kept here."""
    return render(request, "meetings/boards.html", {"boards": queries.boards_kept_here()})


def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an organisation's notice board: what is up, and what has been."""
    found = directory.organisation_by_slug(slug)
    if found.id not in {one.id for one in queries.boards_kept_here()}:
        raise NotFoundError("Anslagstavlan finns inte här.")
    today, actor = clock.today(), actor_of(request)
    context = {
        "board": found,
        "other_law": board_texts.law_notices_on(found.id, today, limit=MOST_OF_LAW),
        "appeal": board_texts.appealing_at(found).on(today),
        "may_write": bool(board_texts.may_write_board(actor, found.id)),
        "may_set_appeal": bool(board_texts.may_set_appeal(actor, found.id)),
        "up": queries.notices_on(found.id, today),
        "once": queries.notices_once_on(found.id, today),
        "delegated": delegated_on_board(found.id, today),
        "announced": queries.announced_by(found.id, today),
    }
    return render(request, "meetings/board.html", context)


def notice(request: HttpRequest, notice: int) -> HttpResponse:
    """Show a notice: the evidence of when it was up where, and what may be done about it."""
    row = queries.notice_by_id(notice, clock.today())
    permission = holds(request, row.meeting)
    context = {
        "row": row,
        "meeting": row.meeting,
        "postings": [(each, _offers(row, each) if permission else ()) for each in row.postings],
        "decisions": queries.decisions_under(row),
        "records": queries.records_under(row.stage.adjustment.pk),
        "may_write": bool(permission),
        "can_read": bool(actions.may_read_draft(actor_of(request), row.meeting)),
    }
    return render(request, "meetings/notice.html", context)


def _offers(row: NoticeRow, posting: PostingRow) -> tuple[Offer, ...]:
    """Offer what can have happened to a posting: the system itself takes down what is kept here."""
    last = posting.last.kind if posting.last else None
    words = [
        word
        for word, (kind, _) in KINDS.items()
        if kind in actions.FOLLOWS[last]
        and (kind != PostingFactKind.TAKEN_DOWN or posting in row.to_take_down)
    ]
    found = tuple(_offer(posting, word) for word in words)
    if posting.last and actions.may_strike(posting, posting.last):
        url = reverse("strike_posting", args=[posting.last.pk])
        found += (Offer("stryk det senaste", url, Allowed()),)
    return found


def _offer(posting: PostingRow, word: str) -> Offer:
    url = reverse("note_posting", args=[posting.posting.pk, word])
    return Offer(KINDS[word][1].removeprefix("Anteckna att anslaget är "), url, Allowed())


def note_posting(request: HttpRequest, posting: int, word: str) -> HttpResponse:
    """Note what happened to a notice on a board."""
    found = queries.posting_by_id(posting)
    require(holds(request, found.notice.adjustment.meeting))
    if word not in KINDS:
        raise NotFoundError("Det finns ingen sådan händelse.")
    kind, title = KINDS[word]
    form = PostingForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.note_posting(
            actor_of(request), found, form.fact(kind.value, v), key=key
        )
    )
    back = reverse("notice", args=[found.notice_id])
    if made:
        return redirect(back)
    where = f"Anslag på {found.board.short_name}, {found.notice.adjustment.meeting}"
    return show(request, form, title, where=where, back=back, lead=LEADS.get(kind, ""))


def strike_posting(request: HttpRequest, fact: int) -> HttpResponse:
    """Strike what was noted last of a notice on a board."""
    found = queries.fact_by_id(fact)
    posting = found.posting
    require(holds(request, posting.notice.adjustment.meeting))
    form = WhyForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.strike_posting_fact(actor_of(request), found, v["why"], key=key)
    )
    back = reverse("notice", args=[posting.notice_id])
    if made:
        return redirect(back)
    where = f"{posting.board.short_name}: {found.get_kind_display()} {found.happened_on}"
    lead = "Uppgiften står kvar på beviset som struken, och tiden räknas om utan den."
    return show(request, form, "Stryk uppgiften", where=where, back=back, lead=lead)


def checkpoint(_: HttpRequest) -> HttpResponse:
    """Give the latest signed checkpoint, for whoever will keep it as a witness."""
    found = queries.last_checkpoint()
    if found is None:
        raise NotFoundError("Ingen kontrollpunkt är signerad än.")
    name = f"kontrollpunkt-{found.number}.json"
    return in_hand(f"{found.line}\n".encode(), name, "application/json")
