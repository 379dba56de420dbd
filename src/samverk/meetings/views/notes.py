"""A reader's own notes: written on the item's page, listed and printed for the writer alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.foundation.actors import Actor
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.meetings import actions, queries
from samverk.meetings.actions.secret_reading import reading
from samverk.meetings.forms.agenda import PressForm
from samverk.meetings.forms.minutes import NoteForm
from samverk.meetings.models import AgendaItem, PrivateNote
from samverk.meetings.views.as_typed import Typed, save_typed
from samverk.rules.memos.comparing import compared


@dataclass(frozen=True, slots=True)
class OwnNote:
    """The reader's own note on an item, and the form to write it in."""

    saved: PrivateNote | None
    form: NoteForm


def own_note(actor: Actor, item: AgendaItem) -> OwnNote | None:
    """Give the reader's note on an item, for its page; None where none may be kept.

    Read inside what opens the item to the reader.
    """
    if not actions.may_keep_note(actor, item):
        return None
    saved = queries.note_of(item, actor.user)
    return OwnNote(saved, NoteForm(None, saved))


def write_note(request: HttpRequest, item: int) -> HttpResponse:
    """Write the reader's own note on an item; one saved meanwhile on another device is shown beside.

    To htmx only the note's state is answered, which carries the next form's key.
    """
    found = queries.item_by_id(item)
    require(actions.may_keep_note(actor_of(request), found))
    typed = save_typed(
        request, NoteForm, _saved(request, found), lambda form: _save(request, found, form)
    )
    if request.htmx:  # type: ignore[attr-defined]
        return _state(request, found, typed.form)
    return redirect(_page_of(found)) if typed.made else _page(request, found, typed)


def _saved(request: HttpRequest, item: AgendaItem) -> PrivateNote | None:
    actor = actor_of(request)
    with reading(actor, item.meeting, [item]):
        return queries.note_of(item, actor.user)


def _save(request: HttpRequest, item: AgendaItem, form: NoteForm) -> PrivateNote | None:
    return form.carry_out(
        lambda v, key: actions.save_note(
            actor_of(request), item, actions.NewNote(v["text"], v["version"]), key=key
        )
    )


def _page_of(item: AgendaItem) -> str:
    return f"{reverse('item', args=[item.pk])}#anteckning"


def _state(request: HttpRequest, item: AgendaItem, form: NoteForm) -> HttpResponse:
    """Answer how the note stands: a fresh form's key after it was saved, else why it was not."""
    saved = _saved(request, item)
    shown = form if form.errors else NoteForm(None, saved)
    context = {"item": item, "note": OwnNote(saved, shown), "again": True}
    return render(request, "meetings/note_state.html", context, status=409 if form.errors else 200)


def _page(request: HttpRequest, item: AgendaItem, typed: Typed[NoteForm]) -> HttpResponse:
    """Show the note on a page of its own; with what is saved beside it, if that is another."""
    saved, form, change = _saved(request, item), typed.form, None
    is_conflict = typed.departs_from(saved)
    if saved and is_conflict:
        form.begin_from(saved.version)
        change = compared(saved.text, str(form["text"].value()))
    elif form.is_bound and saved is None:
        # It was removed meanwhile: what was written can be saved as a new one
        form.begin_from(0)
    context = {
        "item": item,
        "meeting": item.meeting,
        "note": OwnNote(saved, form),
        "change": change,
        "back": _page_of(item),
    }
    status = 409 if is_conflict else 400 if form.errors else 200
    return render(request, "meetings/note.html", context, status=status)


def remove_note(request: HttpRequest, item: int) -> HttpResponse:
    """Ask, and remove the reader's own note on an item for good."""
    found = queries.item_by_id(item)
    form = PressForm(request.POST or None)
    made = form.carry_out(lambda _, key: actions.remove_note(actor_of(request), found, key=key))
    if made:
        return redirect("notes", found.meeting_id)
    require(actions.may_keep_note(actor_of(request), found))
    context = {
        "form": form,
        "title": "Ta bort anteckningen",
        "lead": "Anteckningen försvinner för gott. Ingen kan ta fram den igen.",
        "where": found.title,
        "back": _page_of(found),
    }
    return render(request, "meetings/form.html", context, status=400 if form.errors else 200)


def notes(request: HttpRequest, meeting: int) -> HttpResponse:
    """List the reader's own notes on a meeting in the order of the agenda, to read and print."""
    found, actor = queries.meeting_by_id(meeting), actor_of(request)
    require(actions.may_read_along(actor, found))
    with reading(actor, found, found.items.all()):
        mine = queries.notes_of(found, actor.user)
    context = {"meeting": found, "notes": mine}
    return render(request, "meetings/notes.html", context)
