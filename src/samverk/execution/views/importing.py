"""Bringing a source's file into the register: upload, columns, the dry run, and the receipt."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.documents.semicolons import MEDIA_TYPE, rows_csv
from samverk.documents.xlsx import Sheet, Workbook, workbook_xlsx
from samverk.execution import actions
from samverk.execution.actions.importing import as_map, lines_of, opened
from samverk.execution.forms.importing import ColumnsForm, ReadInForm, RegisterFileForm
from samverk.execution.forms.register import YesForm
from samverk.execution.models import ImportState, RegisterImport
from samverk.execution.queries.imports import (
    LISTS,
    ON_A_PAGE,
    import_for,
    imports_of,
    known_rows,
    listed,
    sources_of,
)
from samverk.execution.queries.settings import book_of
from samverk.execution.views.pages import FormPage, board_of, form_page, of_register, page_number
from samverk.execution.zone import MISSING, board, boards_of, inside, note
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right
from samverk.foundation.tracing import Reading
from samverk.rules.unexecuted.import_mapping import CODED, LABELS, Target

REPORTS = Right.REPORT_EXECUTION
TONES = {
    ImportState.OPEN: "attention",
    ImportState.ASKED: "running",
    ImportState.DONE: "good",
    ImportState.DROPPED: "neutral",
}
TEMPLATE = "mall-ej-verkstallda-beslut"


@of_register()
def register_imports(request: HttpRequest, body: int) -> HttpResponse:
    """Bring in a file, and list those that have been read in."""
    board_of(request, body, REPORTS)
    actor = actor_of(request)
    with inside(actor, REPORTS):
        sources, rows = sources_of(body), imports_of(body, actor)
    form = RegisterFileForm(request.POST or None, request.FILES or None, sources)
    made = form.carry_out(
        lambda values, key: actions.upload_register_file(
            actor, body, form.new_file(values), key=key
        )
    )
    if made:
        # A source that was never read before is looked at column by column
        knows = bool(made.source.mapping) and not opened(made, "tried")["words"]
        return redirect("register_import" if knows else "choose_columns", made.pk)
    context = {
        "form": form,
        "home": board(body),
        "rows": [(one, TONES[ImportState(one.state)]) for one in rows],
    }
    return render(request, "execution/imports.html", context, status=form.answer_status)


@require_GET
@of_register()
def register_template(request: HttpRequest, body: int, ending: str) -> HttpResponse:
    """Send a file with the headings that are known by themselves."""
    board_of(request, body, REPORTS)
    if ending not in ("csv", "xlsx"):
        raise NotFoundError(MISSING)
    head = tuple(LABELS.values())
    if ending == "csv":
        return in_hand(rows_csv(head, ()), f"{TEMPLATE}.csv", MEDIA_TYPE)
    sheet = Sheet("Beslut", head, ())
    made = workbook_xlsx(Workbook("Beslut", board(body).name, clock.now(), (sheet,)))
    return in_hand(made.content, f"{TEMPLATE}.xlsx", made.media_type)


def _file(request: HttpRequest, pk: uuid.UUID, *states: ImportState) -> RegisterImport:
    """Find a file in what is open, in one of some states. Raises NotFoundError."""
    actor = actor_of(request)
    found = import_for(pk, boards_of(actor, REPORTS), actor)
    if found is None or (states and found.state not in states):
        raise NotFoundError(MISSING)
    return found


@require_GET
@of_register("lista", "sida", how=Reading.LIST)
def register_import(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """Show a dry run, how far a run has come, or the receipt."""
    actor = actor_of(request)
    with inside(actor, REPORTS):
        row = _file(request, file)
        context = {
            "row": row,
            "home": board(row.controller_id),
            "tone": TONES[ImportState(row.state)],
            "is_own": row.uploaded_by_id == actor.user,
        }
        if row.state == ImportState.OPEN:
            context |= _dry_run(request, row)
    name = "execution/import.html"
    if request.htmx and row.state == ImportState.ASKED:  # type: ignore[attr-defined]
        name = f"{name}#progress"
    answer = render(request, name, context)
    if request.htmx and row.state != ImportState.ASKED:  # type: ignore[attr-defined]
        # The whole page is another one now
        answer["HX-Refresh"] = "true"
    return answer


def _dry_run(request: HttpRequest, row: RegisterImport) -> dict[str, Any]:
    """Give a page of the dry run. Of decisions, only those that the reader may know of now, each noted."""
    kept = opened(row, "tried")
    numbers = {name: len(listed(kept, name)) for name in LISTS}
    asked = request.GET.get("lista", "")
    which = asked if asked in LISTS else next((one for one in LISTS if numbers[one]), "nya")
    page = Paginator(listed(kept, which), ON_A_PAGE).get_page(page_number(request))
    rows: list[Any] = list(page)
    if which not in ("fel", "anmarkningar"):
        known = known_rows(rows)
        note(actor_of(request), known.values())
        rows = [one for one in rows if not one["decision"] or one["decision"] in known]
    return {
        "which": which,
        "title": LISTS[which],
        "tabs": [(name, text, numbers[name], name == which) for name, text in LISTS.items()],
        "page": page,
        "rows": rows,
        "query": f"lista={which}&",
        "reads_in": not numbers["fel"] and bool(row.counts["new"] + row.counts["changed"]),
    }


@of_register()
def choose_columns(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """Say which column is what, and what the file's words are; the file is tried anew."""
    actor = actor_of(request)
    with inside(actor, REPORTS):
        row = _file(request, file, ImportState.OPEN)
        headings = [cell.text.strip() for cell in lines_of(row)[0][1] if cell.text.strip()]
        unknown = opened(row, "tried")["words"]
    columns = as_map(row.mapping)
    words = {
        target: sorted({*unknown.get(target.value, []), *columns.words(target)}, key=str.lower)
        for target in CODED
        if Target(target) in columns.columns
    }
    every = list(dict.fromkeys(headings))
    book = book_of(row.controller_id)
    form = ColumnsForm(request.POST or None, every, columns, words, book)
    made = form.carry_out(
        lambda values, key: actions.choose_columns(
            actor, row.controller_id, row.pk, form.column_map(values), key=key
        )
    )
    if made:
        # Words that the new columns brought are asked for next
        left = opened(made, "tried")["words"] and not unknown
        return redirect("choose_columns" if left else "register_import", made.pk)
    lead = (
        "Valen sparas för källan och föreslås nästa gång. Ord som registret känner igen behöver du inte"
        " välja."
    )
    back = reverse("register_import", args=[row.pk])
    page = FormPage("Kolumner och ord", lead, back, row.source.name, "Spara och pröva")
    return form_page(request, form, page)


@of_register()
def read_in_file(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """Ask for a tried file to be read in."""
    actor = actor_of(request)
    with inside(actor, REPORTS):
        row = _file(request, file, ImportState.OPEN)
    form = ReadInForm(request.POST or None, row.digest)
    made = form.carry_out(
        lambda values, key: actions.ask_import(
            actor, row.controller_id, row.pk, values["seen"], key=key
        )
    )
    if made:
        return redirect("register_import", row.pk)
    lead = (
        f"{row.counts['new']} beslut registreras och {row.counts['changed']} ändras. Allt läses in, eller"
        " inget. Det går inte att ångra på en gång: sedan rättas varje beslut för sig."
    )
    back = reverse("register_import", args=[row.pk])
    return form_page(request, form, FormPage("Läs in filen", lead, back, row.source.name))


@of_register()
def drop_import(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """Throw a file away that is not to be read in."""
    actor = actor_of(request)
    with inside(actor, REPORTS):
        row = _file(request, file, ImportState.OPEN)
    form = YesForm(request.POST or None)
    if form.carry_out(
        lambda _, key: actions.drop_import(actor, row.controller_id, row.pk, key=key)
    ):
        return redirect("register_imports", row.controller_id)
    lead = "Filen tas bort ur systemet. Inget i registret ändras, och källans kolumner finns kvar."
    back = reverse("register_import", args=[row.pk])
    return form_page(request, form, FormPage("Kasta filen", lead, back, row.source.name))
