"""The coordinator finds the other record of one person, sees both side by side, and joins them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from samverk.foundation import clock
from samverk.foundation.errors import InputError, NotFoundError
from samverk.foundation.login.proving import asked_to_prove
from samverk.foundation.lookups import SLOWER, too_many
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.reading import (
    MISSING,
    Who,
    inside,
    noted_identity,
    person_at,
    shown,
    who,
)
from samverk.interventions.persons.actions.records import NOT_HERE
from samverk.interventions.persons.actions.searching import exact_search, note_stopped
from samverk.interventions.persons.forms.coordination import NUMBER_THEIRS, JoinForm, OtherForm
from samverk.interventions.persons.models import Person, Protection
from samverk.interventions.persons.queries.joined import record_held, rows_held
from samverk.interventions.persons.queries.people import handlers_of, protection_of
from samverk.interventions.persons.records import Identity
from samverk.interventions.persons.views.pages import of_persons
from samverk.interventions.persons.views.search import TOO_OFTEN, later
from samverk.rules.interventions.one_person import may_join_records
from samverk.rules.wording import running_date

# What stands where nothing is known
NO_WORD = "saknas"


@of_persons()
def find_record(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Find the other record of a person by its number or a case number: nothing else finds it."""
    actor = actor_of(request)
    with inside(actor, Right.COORDINATE_PERSONS):
        row = person_at(person)
        named = who(actor, [row])[row.pk]
    form = OtherForm(request.POST or None)
    found: list[Who] | None = None
    status = 200
    if request.method == "POST" and form.is_valid():
        if too_many(actor.user):
            note_stopped(actor, row.controller_id, form.cleaned_data["sok"])
            form.add_error(None, SLOWER)
            status = TOO_OFTEN
        else:
            found = _others(request, row, form)
    context = {"form": form, "who": named, "person": row, "found": found}
    status = status if status != 200 else form.answer_status
    return later(render(request, "persons/find_record.html", context, status=status))


def _others(request: HttpRequest, row: Person, form: OtherForm) -> list[Who] | None:
    text = form.cleaned_data["sok"]
    try:
        found = exact_search(actor_of(request), row.controller_id, text, clock.today())
    except InputError as fault:
        form.add_error("sok", fault.message)
        return None
    return [one for one in found if one.id != row.pk]


@dataclass(frozen=True, slots=True)
class _Record:
    """One of the two records, as the page shows it."""

    row: Person
    told: Identity
    protection: Protection | None
    handlers: tuple[str, ...]
    rows: dict[str, int]

    @property
    def who(self) -> Who:
        return shown(self.row, self.told)


@of_persons()
def join_records(request: HttpRequest, person: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """Show two records side by side with what would clash, and join them: it cannot be undone."""
    actor = actor_of(request)
    with inside(actor, Right.COORDINATE_PERSONS):
        kept, gone = person_at(person), person_at(other)
        if kept.pk == gone.pk:
            raise NotFoundError(MISSING)
        if kept.controller_id != gone.controller_id:
            raise NotFoundError(NOT_HERE)
        pair = (_record(request, kept), _record(request, gone))
        now = clock.now()
        ruling = may_join_records(record_held(kept.pk, now), record_held(gone.pk, now))
    form = JoinForm(request.POST or None, two_numbers=_two_numbers(*pair))
    if confirm := asked_to_prove(request, settings.STEP_UP_MINUTES, form):
        return confirm

    def write(values: dict[str, Any], key: str) -> object:
        is_theirs = values.get("numret") == NUMBER_THEIRS
        what = actions.Joining(kept.pk, gone.pk, values["why"], number_is_theirs=is_theirs)
        return actions.join_records(actor, kept.controller_id, what, key=key)

    if form.carry_out(write):
        return redirect("person", kept.pk)
    context = {
        "form": form,
        "kept": pair[0],
        "other": pair[1],
        "lines": _lines(*pair),
        "ruling": ruling,
        "losing": _losing(*pair),
        "back": reverse("find_record", args=[kept.pk]),
    }
    return render(request, "persons/join_records.html", context, status=form.answer_status)


def _record(request: HttpRequest, row: Person) -> _Record:
    told = noted_identity(actor_of(request), row)
    protection = protection_of(row)
    handlers = tuple(str(one.user) for one in handlers_of(row)) if protection else ()
    return _Record(row, told, protection, handlers, rows_held(row.pk))


def _two_numbers(kept: _Record, other: _Record) -> bool:
    """Answer whether the emptied record has a number that the kept one has not, and does not get."""
    return bool(kept.told.number and other.told.number and kept.told.number != other.told.number)


def _lines(kept: _Record, other: _Record) -> list[tuple[str, str, str]]:
    """List what the records say, side by side: who it is, and how many rows of each kind there are."""
    pairs: list[tuple[str, Any]] = [
        ("Namn", lambda one: one.told.name),
        ("Nummer", lambda one: one.who.number),
        ("Kön", lambda one: one.row.get_sex_display()),
        ("Hemkommun", lambda one: one.row.home.short_name if one.row.home else "inte känd"),
        ("Telefon", lambda one: one.told.phone or NO_WORD),
        ("E-post", lambda one: one.told.email or NO_WORD),
        ("Adress", lambda one: one.told.address or NO_WORD),
        ("Registrerad", lambda one: running_date(timezone.localtime(one.row.recorded_at).date())),
        ("Skyddade personuppgifter", lambda one: "ja" if one.protection else "nej"),
    ]
    said = [(name, str(of(kept)), str(of(other))) for name, of in pairs]
    said = [one for one in said if one[1:] != (NO_WORD, NO_WORD)]
    counts = [
        (name, str(many), str(other.rows[name]))
        for name, many in kept.rows.items()
        if many or other.rows[name]
    ]
    return said + counts


def _losing(kept: _Record, other: _Record) -> str:
    """Say who may not know of the joined record any more, "" where nothing changes."""
    match (kept.protection is not None, other.protection is not None):
        case (True, True):
            gone = sorted(set(kept.handlers) ^ set(other.handlers))
            if not gone:
                return ""
            return (
                "Bara den som är namngiven handläggare för båda posterna får veta av den sammanslagna."
                f" Det får inte längre: {', '.join(gone)}. Du kan namnge dem på nytt efteråt."
            )
        case (False, False):
            return ""
    named = kept.handlers or other.handlers
    return (
        "Den ena posten har skyddade personuppgifter, och det får den sammanslagna. Bara"
        f" {', '.join(named)} får veta av den. Adress, telefon och e-post tas bort."
    )
