"""Writing a memo: one page with all its parts, each saved by itself."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime

from samverk.directory import queries as directory
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, offers
from samverk.foundation.permissions import Right, may, require
from samverk.memos import actions, queries
from samverk.memos.access import may_write, may_write_memo
from samverk.memos.content import Words, write
from samverk.memos.forms import FileForm, LayoutForm, MemoForm, PartForm, form_of
from samverk.memos.lines import Naming, lines_of
from samverk.memos.models import Memo, MemoPart
from samverk.memos.queries.comparing import part_change
from samverk.memos.queries.reading import MemoPage, PartRow, written_parts
from samverk.memos.views.reading import entered
from samverk.registry import queries as registry
from samverk.rules.memos.layouts import KEPT_LABEL, Part

FORM = "memos/form.html"
STATE = "memos/part_state.html"


def new_memo(request: HttpRequest, case: int) -> HttpResponse:
    """Begin a memo in a case."""
    found, actor = registry.case_by_id(case), actor_of(request)
    require(may_write(actor, found.body.organisation_id, found.body_id))
    form = MemoForm(request.POST or None, initial={"title": found.title})

    def begin(values: dict[str, Any], key: str) -> Memo:
        hidden = form.hidden(values)
        return actions.begin_memo(actor, actions.NewMemo(case, values["title"], hidden), key=key)

    if made := form.carry_out(begin):
        return redirect("memo", made.pk)
    context = {
        "form": form,
        "title": "Skriv tjänsteskrivelse",
        "where": str(found),
        "back": reverse("case", args=[case]),
        "send": "Börja skriva",
    }
    return render(request, FORM, context, status=400 if form.errors else 200)


def memo(request: HttpRequest, memo: int) -> HttpResponse:
    """Show a memo: for those who write it every part with its form, for others as text."""
    with entered(request, memo) as found:
        page = queries.page_of(memo)
        permission = may_write_memo(actor_of(request), found)
        context = {
            "page": page,
            "memo": page.memo,
            "case": found.case,
            "body": found.case.body,
            "offers": _offers(page, request),
            "pairs": _pairs(page),
            "may_write": bool(permission),
        }
        texts = _texts(page)
        if permission:
            shown = (
                row for row in page.parts if row.part is not Part.KEPT or row.content != Words()
            )
            context["forms"] = [(row, _form(None, page, row), texts[row.part]) for row in shown]
        else:
            context["texts"] = [(row, texts[row.part]) for row in page.parts]
        return render(request, "memos/memo.html", context)


def _texts(page: MemoPage) -> dict[Part, tuple[str, ...]]:
    """Give each part as lines, to read and to print; what was kept apart is not printed."""
    naming = Naming.of([written_parts(page.memo)])
    return {row.part: lines_of(row.content, naming) for row in page.parts}


def _offers(page: MemoPage, request: HttpRequest) -> Offers:
    allowed = may_write_memo(actor_of(request), page.memo)
    at = [page.memo.pk]
    return offers(
        Offer("Skicka för godkännande", reverse("send_memo", args=at), allowed),
        Offer("Läs in från Word", reverse("take_in_memo", args=at), allowed),
    )


def _pairs(page: MemoPage) -> list[tuple[int, int]]:
    """List what can be compared: each version with the one before, and the last with the text now."""
    numbers = [row.version.number for row in page.row.versions]
    return [*pairwise(numbers), *((n, 0) for n in numbers[-1:])]


def _form(data: Any, page: MemoPage, row: PartRow) -> PartForm:
    """Make a part's form, with the choices that it offers."""
    body = page.memo.case.body
    bodies: list[tuple[int, str]] = []
    documents: list[tuple[int, str]] = []
    if row.part is Part.PROPOSAL:
        listed = directory.bodies(organisation=body.organisation_id)
        bodies = [(one.id, one.name) for one in listed if one.id != body.pk]
    if row.part is Part.ATTACHMENTS:
        papers = registry.documents_in_diary(body.pk, [page.memo.case_id])
        own = {r.judgment.document_id for r in page.row.versions if r.judgment}
        documents = [
            (one.pk, str(one))
            for one in papers
            if one.pk not in own and (page.memo.secret or not one.secret)
        ]
    return form_of(data, row, bodies=bodies, own=body.name, documents=documents)


def save_part(request: HttpRequest, memo: int, part: str) -> HttpResponse:
    """Save a part; what somebody else saved meanwhile is shown beside, and nothing is lost.

    To htmx only the part's state is answered, which carries the next form's key.
    """
    with entered(request, memo) as found:
        require(may_write_memo(actor_of(request), found))
        page = queries.page_of(memo)
        row = _part_of(page, part)
        form = _form(request.POST or None, page, row)
        began, key = form["version"].value(), form["key"].value()
        made = _save(request, found, row, form)
        if not made and _is_its_own(actor_of(request), key, began, row):
            form.begin_from(row.version)
            form = _form(form.data, page, row)
            made = _save(request, found, row, form)
        if request.htmx:  # type: ignore[attr-defined]
            return _state(request, memo, part, form)
        if made:
            return redirect(f"{reverse('memo', args=[memo])}#del-{part}")
        conflict = form.is_bound and str(began) != str(row.version)
        return _again(request, page, row, form, is_conflict=conflict)


def _save(request: HttpRequest, memo: Memo, row: PartRow, form: PartForm) -> MemoPart | None:
    return form.carry_out(
        lambda values, key: actions.save_part(
            actor_of(request),
            memo,
            actions.NewPart(row.part, form.content(values), values["version"]),
            key=key,
        )
    )


def _is_its_own(actor: Actor, key: str, began: object, row: PartRow) -> bool:
    """Answer whether what was saved meanwhile is this form's own earlier words.

    The answer to them never came, so that it goes on with the key and the version that it had. Its
    key was used, and by one save only: nobody else has written since.
    """
    return str(began) == str(row.version - 1) and acts.was_carried_out(actor, key)


def _part_of(page: MemoPage, part: str) -> PartRow:
    found = next((row for row in page.parts if row.part.value == part), None)
    if found is None:
        raise NotFoundError("Tjänsteskrivelsen har ingen sådan del.")
    return found


def _state(request: HttpRequest, memo: int, part: str, form: PartForm) -> HttpResponse:
    """Answer how a part stands: a fresh form's key after it was saved, else why it was not."""
    page = queries.page_of(memo)
    row = _part_of(page, part)
    context = {
        "memo": page.memo,
        "row": row,
        "form": form if form.errors else _form(None, page, row),
        "lines": _texts(page)[row.part],
        "again": True,
    }
    return render(request, STATE, context, status=409 if form.errors else 200)


def _again(
    request: HttpRequest, page: MemoPage, row: PartRow, form: PartForm, *, is_conflict: bool
) -> HttpResponse:
    """Show the part's form alone with what was written, beside what is saved if that is another."""
    change = None
    if is_conflict:
        form.begin_from(row.version)
        if row.row and set(form.errors) <= {NON_FIELD_ERRORS}:
            saved = {row.part.value: write(row.content)}
            change = part_change(page.memo, row.part, saved, _typed(form, row))
    context = {
        "form": form,
        "row": row,
        "memo": page.memo,
        "change": change,
        "saved_at": localtime(row.row.saved_at) if row.row else None,
        "title": row.label,
        "where": page.title,
        "back": f"{reverse('memo', args=[page.memo.pk])}#del-{row.part.value}",
    }
    status = 409 if is_conflict else 400 if form.errors else 200
    return render(request, "memos/part.html", context, status=status)


def _typed(form: PartForm, row: PartRow) -> dict[str, dict[str, Any]]:
    values = {name: form.cleaned_data.get(name) for name in form.fields}
    return {row.part.value: write(form.content(values))}


def take_in(request: HttpRequest, memo: int) -> HttpResponse:
    """Read a Word file into the memo."""
    with entered(request, memo) as found:
        actor = actor_of(request)
        require(may_write_memo(actor, found))
        form = FileForm(request.POST or None, request.FILES or None)
        made = form.carry_out(
            lambda values, key: actions.take_in(actor, found, form.file_of(values), key=key)
        )
        if made:
            return redirect("memo", memo)
        context = {
            "form": form,
            "title": "Läs in från Word",
            "lead": "Texten läggs i delarna efter sina rubriker, efter det som redan är skrivet."
            f" Det som inte hör till någon del står under {KEPT_LABEL}.",
            "where": found.title,
            "back": reverse("memo", args=[memo]),
            "send": "Läs in",
            "multipart": True,
        }
        return render(request, FORM, context, status=400 if form.errors else 200)


def choose_layout(request: HttpRequest, body: int) -> HttpResponse:
    """Choose the layout of a body's new memos."""
    found, actor = directory.body_ref(body), actor_of(request)
    require(may(actor, Right.MANAGE_DIRECTORY, organisation=found.organisation, body=body))
    form = LayoutForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.choose_layout(actor, body, v["layout"], v["from_date"], key=key)
    )
    back = reverse("body", args=[found.organisation_slug, body])
    if made:
        return redirect(back)
    context = {
        "form": form,
        "title": "Välj mall för tjänsteskrivelser",
        "lead": "Gäller dem som påbörjas från den dagen. De som finns behåller sin mall.",
        "where": found.full_name,
        "back": back,
        "send": "Välj mallen",
    }
    return render(request, FORM, context, status=400 if form.errors else 200)
