"""An item while it is handled: proposals, the steps to its decision, and how it ended."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.foundation import acts
from samverk.foundation.compartments import opened
from samverk.foundation.errors import InputError, NotFoundError
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import controllers_open_to, may_open, require
from samverk.meetings import actions, queries
from samverk.meetings.actions.secret_reading import may_read_item, reading
from samverk.meetings.forms.agenda import PressForm
from samverk.meetings.forms.proceeding import (
    BallotForm,
    DraftForm,
    MotionForm,
    OutcomeForm,
    StepForm,
    SupportForm,
    form_for,
    lines_of,
)
from samverk.meetings.models import AgendaItem, Meeting, Motion
from samverk.meetings.queries.asking import asked_of, reopened_of
from samverk.meetings.queries.conflict import questions_in
from samverk.meetings.queries.decided_words import decided_points, is_free, is_left_undone
from samverk.meetings.queries.devices import open_vote_of
from samverk.meetings.queries.earlier import minority_deferral_before
from samverk.meetings.queries.elections import ElectionPage, election_of
from samverk.meetings.queries.participation import named_out
from samverk.meetings.queries.proceeding import Proceeding, proceeding_of
from samverk.meetings.queries.questions import QuestionRow, question_of
from samverk.meetings.views.reading import holds
from samverk.meetings.views.stopping import told
from samverk.meetings.views.writing import show
from samverk.rules.propositions import MatterKind

LEFT_UNDONE = "Organet är inte beslutsfört. Ärendet utgår."


@told
def proceeding(request: HttpRequest, item: int) -> HttpResponse:
    """Show an item that is handled, with the form for what comes next."""
    found = handled(item)
    actor = actor_of(request)
    require(actions.may_follow_item(actor, found))
    if not (conflict := actions.may_follow(actor, found)):
        actions.note_kept_out(actor, found)
        require(conflict)
    return _page(request, found, None)


def _page(request: HttpRequest, item: AgendaItem, faulty: ActForm | None) -> HttpResponse:
    actor = actor_of(request)
    is_hidden = not may_read_item(actor, item)
    with inside(request, item.meeting, [item]):
        row = queries.item_row(item)
        found = proceeding_of(item)
        question, reopened = question_of(item), reopened_of(item)
        open_vote = None if item.settled_at else open_vote_of(item)
        conflict_questions = questions_in(item)
    may_write = _may_write(request, item) and not is_hidden
    is_open = may_write and item.settled_at is None
    step = form_for(None, found, beforehand=request.GET.get("alla", "")) if is_open else None
    chosen = election_of(item) if item.matter == MatterKind.ELECTION.value else None
    undone = is_left_undone(found, chosen)
    is_asked = is_open and not open_vote and (undone or not step)
    context = {
        "item": item,
        "open_vote": open_vote,
        "row": row,
        "meeting": item.meeting,
        "found": found,
        "rolls": queries.rolls_of(found),
        "question": question,
        **_standing_out(request, found, may_write=may_write, is_hidden=is_hidden),
        "election": chosen,
        "asked": asked_of(item),
        "earlier": minority_deferral_before(item) if item.earlier_minority else None,
        "reopened": reopened,
        "conflict_questions": conflict_questions,
        "may_reopen": may_write and bool(item.settled_at),
        "is_hidden": is_hidden,
        "step": faulty if _answers(faulty, step) else step,
        "outcome": _outcome(faulty, found, suggested(found, chosen, question), is_asked=is_asked),
        "is_open": is_open,
        "press": PressForm() if is_open else None,
        "faulty": faulty,
    }
    return render(request, "meetings/proceeding.html", context, status=400 if faulty else 200)


def _may_write(request: HttpRequest, item: AgendaItem) -> bool:
    if item.secret and not may_open(actor_of(request), item.meeting.body_id):
        return False
    return bool(holds(request, item.meeting)) and item.meeting.ended_at is None


def _outcome(
    faulty: ActForm | None, found: Proceeding, words: str, *, is_asked: bool
) -> OutcomeForm | None:
    """Give the form of the outcome: a faulty one keeps its words, a fresh one has what is suggested."""
    if isinstance(faulty, OutcomeForm):
        return faulty
    if not is_asked:
        return None
    return OutcomeForm(None, found.item.section, is_free=_is_free(found), words=words)


def _is_free(found: Proceeding) -> bool:
    is_election = found.matter.kind is MatterKind.ELECTION
    return is_free(found, election_of(found.item) if is_election else None)


def _standing_out(
    request: HttpRequest, found: Proceeding, *, may_write: bool, is_hidden: bool
) -> dict[str, Any]:
    """Give those who take no part, and whether the reader may note more: until the minutes are out."""
    item = found.item
    if item.meeting.ended_at and not is_hidden and holds(request, item.meeting):
        stage = queries.stage_with(item.pk)
        may_write = stage is None or not stage.is_closed
    return {"out": named_out(found), "may_note": may_write}


def _answers(faulty: ActForm | None, step: StepForm | None) -> bool:
    """Answer whether the faulty form is about the step that waits: then its words are kept."""
    is_step = isinstance(faulty, StepForm) and not faulty.is_stale
    return is_step and type(faulty) is type(step)


def suggested(
    found: Proceeding, chosen: ElectionPage | None = None, question: QuestionRow | None = None
) -> str:
    """Suggest the decision's text: those elected, the points that won, else what won in words.

    Of an interpellation or a question, what became of it.
    """
    if question and question.suggested:
        return "\n".join(question.suggested)
    if chosen and chosen.lines:
        return f"Till {chosen.request.what} väljs {'; '.join(chosen.lines)}."
    settled = found.progress.value.settled
    if is_left_undone(found, chosen):
        return LEFT_UNDONE
    if not settled and found.draft is None:
        return ""
    if points := decided_points(found):
        return "\n".join(points)
    return "\n".join(f"{s.winner.text[:1].upper()}{s.winner.text[1:]}." for s in settled)


@told
def set_draft(request: HttpRequest, item: int) -> HttpResponse:
    """Note the prepared proposal."""
    found = writable(request, item)
    known = read(request, found).draft
    initial = {"name": known.name, "points": "\n".join(known.points)} if known else None
    form = DraftForm(request.POST or None, initial=initial)
    made = form.carry_out(
        lambda v, key: actions.set_draft(
            actor_of(request), found, v["name"], lines_of(v["points"]), key=key
        )
    )
    if made:
        return redirect("proceeding", item)
    return _form(request, found, form, "Förslag till beslut")


@told
def make_motion(request: HttpRequest, item: int) -> HttpResponse:
    """Note a proposal that somebody puts."""
    found = writable(request, item)
    form = MotionForm(request.POST or None, read(request, found))
    made = form.carry_out(
        lambda v, key: actions.make_motion(actor_of(request), found, form.motion(v), key=key)
    )
    if made:
        return redirect("proceeding", item)
    return _form(request, found, form, "Anteckna yrkande")


@told
def support_motion(request: HttpRequest, motion: int) -> HttpResponse:
    """Note who supports a proposal."""
    found = motion_in(request, motion)
    form = SupportForm(request.POST or None, read(request, found.item).voters)
    made = form.carry_out(
        lambda v, key: actions.support_motion(actor_of(request), found, v["person"], key=key)
    )
    if made:
        return redirect("proceeding", found.item_id)
    return _form(request, found.item, form, f"Instämmer i: {found.title}")


def withdraw_motion(request: HttpRequest, motion: int) -> HttpResponse:
    """Take a proposal back."""
    found = motion_in(request, motion)
    form = PressForm(request.POST or None)
    made = form.carry_out(lambda _, key: actions.withdraw_motion(actor_of(request), found, key=key))
    if made:
        return redirect("proceeding", found.item_id)
    return _form(request, found.item, form, f"Ta tillbaka: {found.title}")


@told
def take_step(request: HttpRequest, item: int) -> HttpResponse:
    """Note the answer to the step that waits."""
    found = writable(request, item)
    form = form_for(request.POST, read(request, found))
    if request.method != "POST" or form is None or is_sent_again(request, form):
        return redirect("proceeding", item)

    def write(values: dict[str, Any], key: str) -> Any:
        actor = actor_of(request)
        if form.is_stale:
            raise InputError("Mötet har gått vidare sedan sidan visades. Det här ledet väntar nu.")
        if isinstance(form, BallotForm):
            return actions.hold_vote(actor, found, values["at"], form.roll(values), key=key)
        return actions.take_step(actor, found, form.new_step(values), key=key)

    return redirect("proceeding", item) if form.carry_out(write) else _page(request, found, form)


def is_sent_again(request: HttpRequest, form: StepForm) -> bool:
    """Answer whether a form that was pressed twice comes the second time."""
    key = request.POST.get("key", "")
    return form.is_stale and acts.was_carried_out(actor_of(request), key)


@told
def undo_step(request: HttpRequest, item: int) -> HttpResponse:
    """Undo the last step."""
    found = writable(request, item)
    form = PressForm(request.POST or None)
    made = form.carry_out(lambda _, key: actions.undo_step(actor_of(request), found, key=key))
    return (
        redirect("proceeding", item) if made else _form(request, found, form, "Ångra senaste led")
    )


@told
def settle_item(request: HttpRequest, item: int) -> HttpResponse:
    """Note how the item ended, and go back to the meeting room."""
    found = writable(request, item)
    if request.method != "POST":
        return redirect("proceeding", item)
    form = OutcomeForm(request.POST, found.section, is_free=_is_free(read(request, found)))
    made = form.carry_out(
        lambda v, key: actions.settle_item(
            actor_of(request),
            found,
            lines_of(v["decisions"]),
            decided=v.get("ended") == "decided",
            key=key,
        )
    )
    return redirect("hall", found.meeting_id) if made else _page(request, found, form)


def inside(
    request: HttpRequest, meeting: Meeting, items: Iterable[AgendaItem]
) -> AbstractContextManager[None]:
    """Let the block read what the reader may of some items, which is noted in the log."""
    return reading(actor_of(request), meeting, items)


def looking_up(request: HttpRequest) -> AbstractContextManager[None]:
    """Open the reader's own compartments to find which item something belongs to, not to show it."""
    compartments = controllers_open_to(actor_of(request))
    return opened(compartments) if compartments else nullcontext()


def read(request: HttpRequest, item: AgendaItem) -> Proceeding:
    """Gather the item as the reader may see it: of a secret one others see no words."""
    with inside(request, item.meeting, [item]):
        return proceeding_of(item)


def handled(item: int) -> AgendaItem:
    """Find an item that has been taken up; raises NotFoundError."""
    found = queries.item_by_id(item)
    if found.turn is None:
        raise NotFoundError("Punkten är inte upptagen.")
    return found


def writable(request: HttpRequest, item: int) -> AgendaItem:
    """Find an item, and refuse whoever may not write in it before they have filled in a form."""
    found = handled(item)
    _require_writing(request, found)
    return found


def _require_writing(request: HttpRequest, item: AgendaItem) -> None:
    """Refuse whoever may not write in the item before they have filled in a form."""
    require(holds(request, item.meeting))
    if item.secret:
        require(may_open(actor_of(request), item.meeting.body_id))


def motion_in(request: HttpRequest, motion: int) -> Motion:
    """Find a proposal, and refuse whoever may not write in its item."""
    with looking_up(request):
        found = queries.motion_by_id(motion)
    _require_writing(request, found.item)
    with inside(request, found.item.meeting, [found.item]):
        return found


def _form(request: HttpRequest, item: AgendaItem, form: ActForm, title: str) -> HttpResponse:
    back = reverse("proceeding", args=[item.pk])
    where = f"§\N{NO-BREAK SPACE}{item.paragraph} {item.title}"
    return show(request, form, title, where=where, back=back)
