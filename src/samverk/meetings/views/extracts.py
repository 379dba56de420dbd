"""Sending extracts of the minutes, and putting those that come in cases."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.documents.extract_docx import extract_docx
from samverk.exchange.actions import may_look
from samverk.foundation import clock
from samverk.foundation.errors import NotAllowedError, NotFoundError
from samverk.foundation.files.sending import as_attachment
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.meetings import actions, queries
from samverk.meetings.forms.agenda import PressForm
from samverk.meetings.forms.extracts import (
    DispatchForm,
    ExtractHandoverForm,
    NewCaseForm,
    PlaceForm,
)
from samverk.meetings.models import AgendaItem, IncomingExtract, Way
from samverk.meetings.queries.enclosures import enclosures_for
from samverk.meetings.views.reading import holds
from samverk.meetings.views.stopping import told
from samverk.meetings.views.writing import show
from samverk.registry.queries import may_open_files

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SORTERS = "Inkomna utdrag fördelas av den som registrerar ärenden i organet."


@told
def dispatch_item(request: HttpRequest, item: int) -> HttpResponse:
    """Show who gets an item's extract by which way, and send it."""
    found = _taken_up(request, item)
    form = DispatchForm(request.POST or None, enclosures_for(found))
    made = form.carry_out(
        lambda v, key: actions.send_extract(
            actor_of(request), found, v["adjusted_on"], key=key, enclosed=v.get("enclosures", ())
        )
    )
    if made:
        return redirect(request.path)
    page = queries.extract_page(found)
    if page.sent:
        form.initial["adjusted_on"] = page.sent[-1].dispatch.extract.adjusted_on
    elif page.finality.adjusted_on:
        form.initial["adjusted_on"] = page.finality.adjusted_on
    context = {
        "item": found,
        "meeting": found.meeting,
        "page": page,
        "form": form,
        "by_hand": Way.HAND,
        "may_manage": bool(may_look(actor_of(request))),
    }
    return render(
        request, "meetings/extract_dispatch.html", context, status=400 if form.errors else 200
    )


def note_extract_handover(request: HttpRequest, dispatch: int) -> HttpResponse:
    """Note that an extract has been handed over in another way."""
    found = queries.extract_dispatch_by_id(dispatch)
    item = found.extract.item
    require(holds(request, item.meeting))
    initial = {"handed_on": clock.today(), "handed_by": actor_of(request).name}
    form = ExtractHandoverForm(request.POST or None, initial=initial)
    made = form.carry_out(
        lambda values, key: actions.note_extract_handover(
            actor_of(request), found, actions.NewExtractHandover(**values), key=key
        )
    )
    if made:
        return redirect("dispatch_item", item.pk)
    back = reverse("dispatch_item", args=[item.pk])
    lead = f"Utdraget till {found.name} går inte härifrån. Det räknas som expedierat när det är överlämnat."
    title = f"Anteckna överlämnandet: {found.name}"
    return show(request, form, title, where=str(item), back=back, lead=lead)


def expediting(request: HttpRequest, meeting: int) -> HttpResponse:
    """List a meeting's paragraphs with how many of the recipients have got each."""
    found = queries.meeting_by_id(meeting)
    require(holds(request, found))
    context = {"meeting": found, "rows": queries.expediting_of(found)}
    return render(request, "meetings/expediting.html", context)


def _taken_up(request: HttpRequest, item: int) -> AgendaItem:
    found = queries.item_by_id(item)
    require(holds(request, found.meeting))
    if found.turn is None:
        raise NotFoundError("Punkten är inte upptagen.")
    return found


def extract_file(request: HttpRequest, extract: int) -> FileResponse:
    """Send the certified extract, to those who may open the organisation's files."""
    found = queries.extract_by_id(extract)
    require(may_open_files(actor_of(request), found.item.meeting.body.organisation_id))
    return as_attachment(found.pdf, f"{found}.pdf", "application/pdf")


def extract_words(request: HttpRequest, extract: int) -> FileResponse:
    """Send what the extract says as a Word file, to go on writing from."""
    found = queries.extract_by_id(extract)
    require(may_open_files(actor_of(request), found.item.meeting.body.organisation_id))
    content = extract_docx(queries.sheet_for(found), found.made_at)
    return as_attachment(ContentFile(content), f"{found}.docx", WORD)


@told
def take_received_proposal(request: HttpRequest, item: int, placed: int) -> HttpResponse:
    """Take a proposal that has come as the item's own prepared proposal."""
    found = queries.item_by_id(item)
    require(holds(request, found.meeting))
    form = PressForm(request.POST or None)
    made = form.carry_out(
        lambda _, key: actions.take_received_proposal(actor_of(request), found, placed, key=key)
    )
    if made:
        return redirect("item", item)
    context = {
        "form": form,
        "lead": _proposed(found, placed),
        "title": "Utgå från förslaget",
        "where": str(found),
        "back": reverse("item", args=[item]),
    }
    return render(request, "meetings/form.html", context, status=400 if form.errors else 200)


def _proposed(item: AgendaItem, placed: int) -> str:
    """Say what the proposal is, before it is taken."""
    found = [one for one in queries.proposals_for(item) if one.pk == placed]
    points = " ".join(" ".join(one.incoming.content["decisions"]) for one in found)
    return f"Det här blir punktens förslag till beslut: {points}" if points else ""


def incoming(request: HttpRequest) -> HttpResponse:
    """List the extracts that have come: those in no case first, then those put in one lately."""
    mine = queries.sorted_by(actor_of(request))
    if not mine:
        raise NotAllowedError(SORTERS)
    context = {"waiting": queries.unplaced(mine), "placed": queries.lately_placed(mine)}
    return render(request, "meetings/incoming.html", context)


def incoming_extract(request: HttpRequest, incoming: int) -> HttpResponse:
    """Show an incoming extract, and put it in a case that is there."""
    found = _sortable(request, incoming)
    form = PlaceForm(request.POST or None, found)
    made = form.carry_out(
        lambda v, key: actions.place_extract(actor_of(request), found, v["case"], key=key)
    )
    if made:
        return redirect("case", made.case_id)
    return _incoming_page(request, found, form)


def new_case(request: HttpRequest, incoming: int) -> HttpResponse:
    """Open a case for an incoming extract."""
    found = _sortable(request, incoming)
    form = NewCaseForm(request.POST or None, initial={"title": found.content["title"]})
    made = form.carry_out(
        lambda v, key: actions.open_case_for(actor_of(request), found, v["title"], key=key)
    )
    if made:
        return redirect("case", made.case_id)
    context = {
        "form": form,
        "title": "Öppna ärende",
        "where": str(found),
        "back": reverse("incoming_extract", args=[found.pk]),
    }
    return render(request, "meetings/form.html", context, status=400 if form.errors else 200)


def _sortable(request: HttpRequest, incoming: int) -> IncomingExtract:
    found = queries.incoming_by_id(incoming)
    require(actions.may_place(actor_of(request), found))
    return found


def _incoming_page(request: HttpRequest, found: IncomingExtract, form: ActForm) -> HttpResponse:
    context = {
        "incoming": found,
        "content": found.content,
        "course": queries.course_told(found),
        "placed": getattr(found, "placed", None),
        "form": form,
    }
    status = 400 if form.errors else 200
    return render(request, "meetings/incoming_extract.html", context, status=status)
