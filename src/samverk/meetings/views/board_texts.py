"""Pages of what is written on a board by whoever keeps it, and the certificate of other law's notices."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.directory import queries as directory
from samverk.directory.queries import OrganisationRef
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer
from samverk.foundation.permissions import Allowed, require
from samverk.meetings import actions, queries
from samverk.meetings.forms.adjustment import PostingForm
from samverk.meetings.forms.agenda import WhyForm
from samverk.meetings.forms.board_texts import AppealWordsForm, LawNoticeForm
from samverk.meetings.models import LawNotice, PostingFactKind
from samverk.meetings.queries import board_texts
from samverk.meetings.queries.board_texts import LawNoticeRow
from samverk.rules.law_notice import LawNoticeState

WORDS = {
    "uppsatt": (PostingFactKind.POSTED, "Anteckna att anslaget är uppsatt"),
    "borta": (PostingFactKind.MISSING, "Anteckna att anslaget är borta"),
    "ater": (PostingFactKind.UP_AGAIN, "Anteckna att anslaget är uppe igen"),
    "nedtaget": (PostingFactKind.TAKEN_DOWN, "Anteckna att anslaget är nedtaget"),
}
STATES = {
    LawNoticeState.COMING: ("neutral", "Sätts upp senare"),
    LawNoticeState.RUNNING: ("running", "Uppe"),
    LawNoticeState.MISSING: ("attention", "Inte uppe"),
    LawNoticeState.RUN_OUT: ("good", "Satt uppe hela tiden"),
    LawNoticeState.NOT_WHOLE: ("attention", "Satt inte uppe hela tiden"),
}


def new_law_notice(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a notice that other law asks for."""
    found, actor = _board(slug), actor_of(request)
    require(board_texts.may_write_board(actor, found.id))
    form = LawNoticeForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.make_law_notice(actor, found.id, actions.NewLawNotice(**v), key=key)
    )
    if made:
        return redirect("law_notice", made.pk)
    lead = "Det sätts upp den första dagen och tas ned dagen efter den sista, av sig självt."
    return _form(request, form, "Nytt anslag enligt annan lag", found, lead)


def law_notice(request: HttpRequest, notice: int) -> HttpResponse:
    """Show a notice of other law, and the certificate of it when its time is out."""
    row, actor = board_texts.law_notice_by_id(notice, clock.today()), actor_of(request)
    permission = board_texts.may_write_board(actor, row.notice.board_id)
    tone, state = STATES[row.state]
    context = {
        "row": row,
        "notice": row.notice,
        "tone": tone,
        "state": state,
        "may_write": bool(permission),
        "offers": _offers(row) if permission else (),
    }
    return render(request, "meetings/law_notice.html", context)


def _offers(row: LawNoticeRow) -> tuple[Offer, ...]:
    last = row.last.kind if row.last else None
    found = tuple(
        Offer(
            title.removeprefix("Anteckna att anslaget är "),
            reverse("note_law_notice", args=[row.notice.pk, word]),
            Allowed(),
        )
        for word, (kind, title) in WORDS.items()
        if kind in actions.FOLLOWS[last] and (kind != PostingFactKind.TAKEN_DOWN or row.is_over)
    )
    if row.last and actions.may_strike_law_fact(row, row.last):
        url = reverse("strike_law_notice", args=[row.last.pk])
        found += (Offer("stryk det senaste", url, Allowed()),)
    return found


def note_law_notice(request: HttpRequest, notice: int, word: str) -> HttpResponse:
    """Note what happened to a notice of other law."""
    row, actor = board_texts.law_notice_by_id(notice, clock.today()), actor_of(request)
    require(board_texts.may_write_board(actor, row.notice.board_id))
    if word not in WORDS:
        raise NotFoundError("Det finns ingen sådan händelse.")
    kind, title = WORDS[word]
    form = PostingForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.note_law_notice(actor, row.notice, form.fact(kind.value, v), key=key)
    )
    return redirect("law_notice", notice) if made else _fact_form(request, form, title, row.notice)


def strike_law_notice(request: HttpRequest, fact: int) -> HttpResponse:
    """Strike what was noted last of a notice of other law."""
    found, actor = board_texts.law_notice_fact_by_id(fact), actor_of(request)
    require(board_texts.may_write_board(actor, found.notice.board_id))
    form = WhyForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.strike_law_notice_fact(actor, found, v["why"], key=key)
    )
    if made:
        return redirect("law_notice", found.notice_id)
    return _fact_form(request, form, "Stryk uppgiften om anslaget", found.notice)


def appeal_words(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how decisions are appealed, as the board says it, and let it be changed."""
    found, actor = _board(slug), actor_of(request)
    require(board_texts.may_set_appeal(actor, found.id))
    form = AppealWordsForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.set_appeal_words(
            actor, found.id, actions.NewAppealWords(**v), key=key
        )
    )
    if made:
        return redirect("appeal_words", slug)
    context = {
        "board": found,
        "now": board_texts.appealing_at(found).on(clock.today()),
        "rows": board_texts.appeal_words_of(found.id)[::-1],
        "form": form,
    }
    return render(request, "meetings/appeal_words.html", context, status=form.answer_status)


def _board(slug: str) -> OrganisationRef:
    found = directory.organisation_by_slug(slug)
    if found.id not in {one.id for one in queries.boards_kept_here()}:
        raise NotFoundError("Anslagstavlan finns inte här.")
    return found


def _form(
    request: HttpRequest, form: LawNoticeForm, title: str, board: OrganisationRef, lead: str
) -> HttpResponse:
    context = {"form": form, "title": title, "where": board.short_name, "lead": lead}
    context["back"] = reverse("board", args=[board.slug])
    return render(request, "meetings/board_form.html", context, status=form.answer_status)


def _fact_form(
    request: HttpRequest, form: PostingForm | WhyForm, title: str, notice: LawNotice
) -> HttpResponse:
    context = {"form": form, "title": title, "where": notice.title}
    context["back"] = reverse("law_notice", args=[notice.pk])
    return render(request, "meetings/board_form.html", context, status=form.answer_status)
