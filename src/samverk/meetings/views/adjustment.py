"""Adjusting the minutes: where it stands, what the adjuster reads and does, and what the secretary does."""

from __future__ import annotations

import json
from contextlib import nullcontext
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Permission, may_open, require
from samverk.meetings import actions, queries
from samverk.meetings.forms import PressForm, WhyForm
from samverk.meetings.forms.adjustment import (
    AtOnceForm,
    CorrectionForm,
    PaperForm,
    RemarkForm,
    SendForm,
)
from samverk.meetings.models import Meeting
from samverk.meetings.queries import Stage
from samverk.meetings.views.proceeding import inside
from samverk.meetings.views.reading import holds
from samverk.meetings.views.writing import changeable, show
from samverk.rules.adjustment import AdjustmentState


def adjusting(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show how far a meeting's adjustment and notices have come, and what is left."""
    found = queries.meeting_by_id(meeting)
    if found.opened_at is None:
        raise NotFoundError("Sammanträdet är inte öppnat.")
    stages = queries.stages_of(found)
    require(_may_read(request, found, stages))
    left = queries.left_to_adjust(found)
    may_write = bool(holds(request, found))
    context = {
        "meeting": found,
        "stages": stages,
        "notices": queries.notices_of([found.pk], clock.today()) if stages else [],
        "left": left,
        "may_write": may_write,
        "send": SendForm(None, _decided(found)) if may_write and left and found.ended_at else None,
    }
    return render(request, "meetings/adjusting.html", context)


def _may_read(request: HttpRequest, meeting: Meeting, stages: tuple[Stage, ...]) -> Permission:
    """Let the body's own people in, and whoever is to sign the minutes."""
    actor = actor_of(request)
    for stage in stages:
        if actor.person in {row.signer.person_id for row in stage.signers}:
            return queries.may_adjust(actor, stage, actor.person or 0)
    return actions.may_read_draft(actor, meeting)


def _decided(meeting: Meeting) -> str:
    """Answer how the by-laws say that minutes are signed; "" where they do not."""
    terms = directory.terms_on(meeting.body_id, meeting.day)
    return terms.adjustment_form if terms else ""


def send_for_adjustment(request: HttpRequest, meeting: int) -> HttpResponse:
    """Send all that is left for adjustment."""
    found = changeable(request, meeting)
    form = SendForm(request.POST or None, _decided(found))
    made = form.carry_out(
        lambda v, key: actions.send_for_adjustment(actor_of(request), found, v["method"], key=key)
    )
    back = reverse("adjusting", args=[meeting])
    if made:
        return redirect(back)
    return show(request, form, "Skicka för justering", where=str(found), back=back)


def adjust_at_once(request: HttpRequest, item: int) -> HttpResponse:
    """Lay one paragraph before its signers while the meeting lasts."""
    found = queries.item_by_id(item)
    require(holds(request, found.meeting))
    form = AtOnceForm(request.POST or None, _decided(found.meeting))
    made = form.carry_out(
        lambda v, key: actions.adjust_at_once(actor_of(request), found, key=key, **v)
    )
    if made:
        return redirect("adjustment", made.pk)
    where = f"§\N{NO-BREAK SPACE}{found.paragraph} {found.title}"
    back = reverse("minutes", args=[found.meeting_id])
    lead = "Paragrafen får ett eget anslag, och överklagandetiden räknas från det."
    return show(request, form, "Justera omedelbart", where=where, back=back, lead=lead)


def adjustment(request: HttpRequest, adjustment: int) -> HttpResponse:
    """Show an adjustment: what was sent, who has signed, what was said, and what the reader may do."""
    return _page(request, _stage(request, adjustment))


def _page(request: HttpRequest, stage: Stage, faulty: ActForm | None = None) -> HttpResponse:
    actor, meeting = actor_of(request), stage.adjustment.meeting
    own = next((r for r in stage.signers if r.signer.person_id == actor.person), None)
    is_asked = bool(own and own.signed_on is None and stage.is_out and not stage.is_on_paper)
    is_own = bool(may_open(actor, meeting.body_id))
    with inside(request, meeting, stage.items) if is_own else nullcontext():
        remarks = queries.remarks_on(stage)
        is_adjusted = stage.state is AdjustmentState.ADJUSTED
        locked = queries.locked_in(meeting) if is_adjusted else {}
    may_read_secret = own is not None and not own.signer.barred and stage.is_out
    context = {
        "stage": stage,
        "meeting": meeting,
        "own": own,
        "printed": _printed(stage),
        "steps": [(step, remarks.get(step.number, "")) for step in stage.steps],
        "sign": PressForm() if is_asked else None,
        "remark": _kept(faulty, RemarkForm) if own and stage.is_out else None,
        "faulty": faulty,
        "may_write": bool(holds(request, meeting)),
        "press": PressForm(),
        "may_read_secret": stage.is_secret and bool(may_read_secret or is_own),
        "may_correct_secret": is_own,
        "locked": locked,
    }
    status = 400 if faulty else 200
    return render(request, "meetings/adjustment.html", context, status=status)


def _kept(faulty: ActForm | None, kind: type[RemarkForm]) -> RemarkForm:
    return faulty if isinstance(faulty, kind) else kind()


def _printed(stage: Stage) -> dict[str, Any]:
    """Give the open document as it was sent, to be read on the page."""
    first = stage.version.prints.filter(signatures=0, controller__isnull=True)
    content = first.values_list("content", flat=True).get()
    printed: dict[str, Any] = json.loads(content)["printed"]
    return printed


def _stage(request: HttpRequest, adjustment: int) -> Stage:
    stage = queries.stage_by_id(adjustment)
    require(_may_read(request, stage.adjustment.meeting, (stage,)))
    return stage


def sign_minutes(request: HttpRequest, adjustment: int) -> HttpResponse:
    """Sign as oneself."""
    stage = _stage(request, adjustment)
    if request.method != "POST":
        return redirect("adjustment", adjustment)
    actor, form = actor_of(request), PressForm(request.POST)
    made = form.carry_out(
        lambda _, key: actions.sign_minutes(actor, stage.adjustment, actor.person or 0, key=key)
    )
    return redirect("adjustment", adjustment) if made else _page(request, stage, form)


def return_minutes(request: HttpRequest, adjustment: int) -> HttpResponse:
    """Give the minutes back with a remark."""
    stage = _stage(request, adjustment)
    if request.method != "POST":
        return redirect("adjustment", adjustment)
    actor, form = actor_of(request), RemarkForm(request.POST)

    def write(values: dict[str, Any], key: str) -> Any:
        new = actions.NewRemark(values["text"], refuses=values["way"] == "refuse")
        return actions.return_minutes(actor, stage.adjustment, actor.person or 0, new, key=key)

    made = form.carry_out(write)
    return redirect("adjustment", adjustment) if made else _page(request, stage, form)


def send_again(request: HttpRequest, adjustment: int) -> HttpResponse:
    """Send a new version."""
    stage = _written(request, adjustment)
    form = PressForm(request.POST or None)
    made = form.carry_out(
        lambda _, key: actions.send_again(actor_of(request), stage.adjustment, key=key)
    )
    return _done(request, form, "Skicka en ny version", stage, made=made)


def recall_minutes(request: HttpRequest, adjustment: int) -> HttpResponse:
    """Take back what is out."""
    stage = _written(request, adjustment)
    form = WhyForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.recall_minutes(
            actor_of(request), stage.adjustment, v["why"], key=key
        )
    )
    return _done(request, form, "Återta protokollet", stage, made=made)


def note_signature(request: HttpRequest, adjustment: int) -> HttpResponse:
    """Note a signature on paper."""
    stage = _written(request, adjustment)
    form = PaperForm(request.POST or None, stage)
    made = form.carry_out(
        lambda v, key: actions.note_signature(
            actor_of(request), stage.adjustment, v["person"], v["day"], key=key
        )
    )
    return _done(request, form, "Anteckna underskrift", stage, made=made)


def correct_paragraph(request: HttpRequest, record: int) -> HttpResponse:
    """Correct a locked paragraph by a record that points back."""
    found = queries.record_by_id(record)
    stage = _written(request, found.adjustment_id)
    form = CorrectionForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.correct_paragraph(
            actor_of(request), found, v["text"], v["why"], key=key
        )
    )
    return _done(request, form, "Rätta en justerad paragraf", stage, made=made)


def _written(request: HttpRequest, adjustment: int) -> Stage:
    stage = queries.stage_by_id(adjustment)
    require(holds(request, stage.adjustment.meeting))
    return stage


def _done(
    request: HttpRequest, form: ActForm, title: str, stage: Stage, *, made: object
) -> HttpResponse:
    back = reverse("adjustment", args=[stage.adjustment.pk])
    if made:
        return redirect(back)
    where = f"Justering av {stage.span}, {stage.adjustment.meeting}"
    return show(request, form, title, where=where, back=back)


def minutes_file(request: HttpRequest, adjustment: int) -> HttpResponse:
    """Send the open document with the signatures it has."""
    stage = _stage(request, adjustment)
    return _pdf(stage, bytes(queries.print_of(stage.version).pdf), "protokoll")


def secret_file(request: HttpRequest, adjustment: int) -> HttpResponse:
    """Send the secret document, and log who opened it."""
    stage = _stage(request, adjustment)
    if request.method != "POST":
        return redirect("adjustment", adjustment)
    form = PressForm(request.POST)
    actor = actor_of(request)
    found = form.carry_out(
        lambda _, key: actions.read_secret_minutes(actor, stage.adjustment, key=key)
    )
    if found is None:
        return _page(request, stage, form)
    return _pdf(stage, bytes(found.pdf), "sekretessbelagd-del")


def _pdf(stage: Stage, content: bytes, what: str) -> HttpResponse:
    meeting = stage.adjustment.meeting
    name = f"{what}-{meeting.body.abbreviation or meeting.body_id}-{meeting.day}"
    return in_hand(content, f"{name}-{stage.adjustment.number}.pdf", "application/pdf")
