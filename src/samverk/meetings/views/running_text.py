"""The secretary's running text: saved as it is typed, and gone on with on another computer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.meetings import actions
from samverk.meetings.forms.minutes import TextForm
from samverk.meetings.models import AgendaItem, RunningText
from samverk.meetings.views.as_typed import Typed, save_typed
from samverk.meetings.views.proceeding import inside, writable
from samverk.rules.memos.comparing import compared
from samverk.rules.minutes.layouts import WRITTEN, Part

LABELS = {
    Part.BACKGROUND: "Beskrivning av ärendet",
    Part.PREPARATION: "Beredning",
    Part.BASIS: "Beslutsunderlag",
    Part.ECONOMY: "Ekonomisk bedömning",
}


def write_text(request: HttpRequest, item: int, part: str) -> HttpResponse:
    """Write a part of a paragraph; a text that somebody has saved meanwhile is shown beside.

    To htmx only the part's state is answered, which carries the next form's key.
    """
    found = writable(request, item)
    if part not in {one.value for one in WRITTEN}:
        raise NotFoundError("Den delen skrivs inte för hand.")
    typed = save_typed(
        request,
        TextForm,
        _saved(request, found, part),
        lambda form: _save(request, found, part, form),
    )
    if request.htmx:  # type: ignore[attr-defined]
        return _state(request, found, part, typed.form)
    if typed.made:
        return redirect(f"{_minutes(found)}#p{found.paragraph}")
    return _page(request, found, part, typed)


def _saved(request: HttpRequest, item: AgendaItem, part: str) -> RunningText | None:
    with inside(request, item.meeting, [item]):
        return RunningText.objects.filter(item=item, part=part).first()


def _save(request: HttpRequest, item: AgendaItem, part: str, form: TextForm) -> RunningText | None:
    return form.carry_out(
        lambda v, key: actions.save_text(
            actor_of(request), item, actions.NewText(part, v["text"], v["version"]), key=key
        )
    )


def _state(request: HttpRequest, item: AgendaItem, part: str, form: TextForm) -> HttpResponse:
    """Answer how the text stands: a fresh form's key after it was saved, else why it was not."""
    saved = _saved(request, item, part)
    context = {"part": part, "saved": saved, "form": form if form.errors else TextForm(None, saved)}
    status = 409 if form.errors else 200
    return render(request, "meetings/text_state.html", context, status=status)


def _page(
    request: HttpRequest, item: AgendaItem, part: str, typed: Typed[TextForm]
) -> HttpResponse:
    """Show the form; with what was written beside what is saved, if that is another."""
    saved, form, change = _saved(request, item, part), typed.form, None
    is_conflict = typed.departs_from(saved)
    if saved and is_conflict:
        form.begin_from(saved.version)
        change = compared(saved.text, str(form["text"].value()))
    context = {
        "form": form,
        "item": item,
        "part": part,
        "title": LABELS[Part(part)],
        "where": f"§\N{NO-BREAK SPACE}{item.paragraph} {item.title}",
        "back": _minutes(item),
        "again": reverse("write_text", args=[item.pk, part]),
        "saved": saved,
        "change": change,
    }
    status = 409 if is_conflict else 400 if form.errors else 200
    return render(request, "meetings/text.html", context, status=status)


def _minutes(item: AgendaItem) -> str:
    return reverse("minutes", args=[item.meeting_id])
