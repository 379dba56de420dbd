"""The archive's forms: a package, an archive authority, a value of its mapping, a row of the plan."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.directory import queries as directory
from samverk.documents.archive.mapping import KNOWN, LABELS, Value, Word
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.forms import ActForm
from samverk.foundation.login.proving import asked_to_prove
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import may_open, require
from samverk.publishing import actions
from samverk.publishing.archive_forms import (
    DISPOSE,
    KEEP,
    AuthorityForm,
    MappingForm,
    PackageForm,
    PlanForm,
)
from samverk.publishing.models import ArchivePackage, MappingRow, PlanRow, Scope
from samverk.publishing.queries import archives as queries
from samverk.registry import queries as registry
from samverk.rules.information_plan import Counted

FORM = "publishing/archive/form.html"


def new_package(request: HttpRequest, body: int) -> HttpResponse:
    """Ask for a package of a body; ``?arende=12`` chooses the case."""
    actor, found = actor_of(request), directory.body_ref(body)
    require(queries.may_deliver(actor, found))
    authorities = queries.authorities_of([found.organisation])
    form = PackageForm(
        request.POST or None,
        body,
        authorities,
        may_open=bool(may_open(actor, body)),
        initial=_first(request, body),
    )
    if confirm := asked_to_prove(request, settings.PUBLISH_STEP_UP_MINUTES, form):
        return confirm

    def write(values: dict[str, Any], key: str) -> ArchivePackage:
        case = form.take_case(values)
        return actions.ask_package(actor, actions.NewPackage(body, case=case, **values), key=key)

    if made := form.carry_out(write):
        return redirect("package", made.pk)
    context = {
        "body": found,
        "form": form,
        "authorities": authorities,
        "organisation": directory.organisation_by_id(found.organisation),
    }
    return render(
        request, "publishing/archive/new_package.html", context, status=form.answer_status
    )


def _first(request: HttpRequest, body: int) -> dict[str, Any]:
    """Give what a fresh form begins with: the case that the reader comes from, or last year."""
    year = clock.today().year - 1
    period = {"from_day": f"{year}-01-01", "to_day": f"{year}-12-31"}
    number = request.GET.get("arende", "")
    if number.isascii() and number.isdigit() and len(number) <= 18:
        case = registry.case_by_id(int(number))
        if case.body_id == body:
            return {"scope": Scope.CASE, "case": case.diary_number}
    return {"scope": Scope.PERIOD, **period}


def new_archive_authority(request: HttpRequest, organisation: str) -> HttpResponse:
    """Add an archive authority that an organisation hands over to."""
    actor, found = actor_of(request), directory.organisation_by_slug(organisation)
    require(queries.may_set_archive(actor, found.id))
    form = AuthorityForm(request.POST or None)
    made = form.carry_out(
        lambda values, key: actions.add_archive_authority(
            actor, actions.NewAuthority(found.id, **values), key=key
        )
    )
    if made:
        return redirect("archive_authority", made.pk)
    return _page(request, form, "Lägg upp arkivmyndighet", found.name, reverse("archive_home"))


def change_mapping(request: HttpRequest, authority: int, term: str, own: str) -> HttpResponse:
    """Give a word another value at an archive authority, and show what it has been."""
    actor, found = actor_of(request), queries.authority_by_id(authority)
    require(queries.may_set_archive(actor, found.organisation_id))
    word = _word(term, own)
    now = queries.mapped_on(authority, clock.today()).value(word.term, word.own)
    form = MappingForm(request.POST or None, word, initial={"value": now.value, "other": now.other})

    def write(values: dict[str, Any], key: str) -> MappingRow:
        value = Value(values["value"], values.get("other", ""))
        new = actions.NewMapping(authority, word.term, word.own, value, values["from_date"])
        return actions.set_mapping(actor, new, key=key)

    back = reverse("archive_authority", args=[authority])
    if form.carry_out(write):
        return redirect(f"{back}#{word.term.value}")
    earlier = queries.earlier_rows(authority, word)
    title = f"Ändra värdet för {word.label}"
    where = f"{found.name}: {LABELS[word.term].lower()}"
    return _page(request, form, title, where, back, earlier=earlier, word=word)


def _word(term: str, own: str) -> Word:
    known = {(each.value, mine): word for (each, mine), word in KNOWN.items()}
    if (term, own) not in known:
        raise NotFoundError("Begreppet finns inte.")
    return known[term, own]


def change_plan(request: HttpRequest, body: int, kind: str) -> HttpResponse:
    """Say how long a body keeps a kind of document, from a day on."""
    actor, found = actor_of(request), directory.body_ref(body)
    require(queries.may_deliver(actor, found))
    lines = {line.kind: line for line in queries.plan_on(body, clock.today())}
    if kind not in lines:
        raise NotFoundError("Handlingstypen finns inte.")
    form = PlanForm(request.POST or None, initial=_term_now(lines[kind]))

    def write(values: dict[str, Any], key: str) -> PlanRow:
        years = form.take_years(values)
        counted = Counted(values.pop("counted"))
        new = actions.NewPlanRow(body, kind, years=years, counted=counted, **values)
        return actions.set_plan_row(actor, new, key=key)

    back = reverse("archive_plan", args=[body])
    if form.carry_out(write):
        return redirect(f"{back}#{kind}")
    title = f"Ändra planen för {lines[kind].label}"
    return _page(request, form, title, found.full_name, back)


def _term_now(line: queries.PlanLine) -> dict[str, Any]:
    term = line.term
    if term is None:
        return {"fate": KEEP, "by_year_end": True}
    return {
        "fate": KEEP if term.years is None else DISPOSE,
        "years": term.years,
        "counted": term.counted.value,
        "by_year_end": term.by_year_end,
        "process": line.row.process if line.row else "",
        "ground": term.ground,
        "decided_on": term.decided_on,
    }


def _page(
    request: HttpRequest, form: ActForm, title: str, where: str, back: str, **more: Any
) -> HttpResponse:
    context = {"form": form, "title": title, "where": where, "back": back, **more}
    return render(request, FORM, context, status=form.answer_status)
