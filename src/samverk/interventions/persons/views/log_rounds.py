"""The monthly review of an authority's log: its rounds, what was drawn, and the report of a year."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.log_rounds import auditing, line_at, round_at
from samverk.interventions.persons.actions.reviewing import reviewing
from samverk.interventions.persons.forms.log_review import DrawForm, JudgeForm, SignForm, TermsForm
from samverk.interventions.persons.listing import lists_persons
from samverk.interventions.persons.queries.log_rounds import (
    drawn_lines,
    months_before,
    next_to_judge,
    page_of,
    readers_in,
    rounds_at,
    terms_at,
)
from samverk.interventions.persons.views.pages import FormPage, form_page, of_persons, page_number
from samverk.interventions.persons.year_report import CSV, year_file
from samverk.rules.interventions.list_grounds import ListGround
from samverk.rules.interventions.log_review import Terms, may_judge
from samverk.rules.wording import month_and_year

ON_A_PAGE, TEN_YEARS = 50, 120


@require_GET
@of_persons()
def review_rounds(request: HttpRequest, body: int) -> HttpResponse:
    """List the latest months of an authority's log, with how far the review of each has come."""
    with auditing(actor_of(request), body) as home:
        rounds = rounds_at(body, months_before(clock.today()))
        terms = terms_at(body)
    year = months_before(clock.today(), 1)[0].year
    context = {"home": home, "rounds": rounds, "terms": terms, "year": year}
    return render(request, "persons/review_rounds.html", context)


@of_persons()
def draw_review(request: HttpRequest, body: int) -> HttpResponse:
    """Draw a month that is over."""
    actor = actor_of(request)
    with auditing(actor, body):
        rounds = rounds_at(body, months_before(clock.today()))
    form = DrawForm(request.POST or None, [one.month for one in rounds if one.row is None])
    made = form.carry_out(lambda v, key: actions.draw_round(actor, body, v["month"], key=key))
    if made:
        return redirect("review_round", made.pk)
    lead = (
        "Några läsningar lottas. Skyddade personuppgifter, nödåtkomst, många sökningar och läsningar som"
        " avviker dras alltid. En månad dras en gång."
    )
    back = reverse("review_rounds", args=[body])
    return form_page(request, form, FormPage("Dra läsningar att granska", lead, back, send="Dra"))


@of_persons()
def review_terms(request: HttpRequest, body: int) -> HttpResponse:
    """Change how an authority reviews its log, from the next round on."""
    actor = actor_of(request)
    with auditing(actor, body):
        now = terms_at(body)
    form = TermsForm(request.POST or None, now)

    def write(values: dict[str, Any], key: str) -> object:
        return actions.set_review_terms(actor, body, Terms(**values), key=key)

    back = reverse("review_rounds", args=[body])
    if form.carry_out(write):
        return redirect(back)
    lead = (
        "Talen gäller från nästa omgång. Ingen lag säger vilka de ska vara: myndigheten bestämmer."
    )
    return form_page(request, form, FormPage("Ändra hur loggen granskas", lead, back))


@require_GET
@of_persons("sida")
@lists_persons(
    "Månadsgranskning av läsloggen",
    ListGround.NOTHING_DELICATE,
    "pseudonym, vem som läst och när, varför läsningen är dragen",
)
def review_round(request: HttpRequest, review: uuid.UUID) -> HttpResponse:
    """List what was drawn of a month, with why, and how each is judged."""
    actor = actor_of(request)
    home, row = round_at(actor, review)
    with reviewing(actor, home.body) as note, auditing(actor, home.body):
        note(f"omgång {row.month:%Y-%m}")
        page = page_of(row, page_number(request), ON_A_PAGE)
        lines = drawn_lines(one.pk for one in page.object_list)
        (seen,) = rounds_at(home.body, [row.month])
        may_sign = may_judge(readers_in(row), actor.user or 0)
    context = {
        "home": home,
        "row": row,
        "seen": seen,
        "page": page,
        "lines": lines,
        "title": month_and_year(row.month),
        "why_not": "" if may_sign.value else may_sign.reasons[0].text,
    }
    return render(request, "persons/review_round.html", context)


@of_persons()
def judge_reading(request: HttpRequest, line: uuid.UUID) -> HttpResponse:
    """Judge one drawn reading, and go on to the next."""
    actor = actor_of(request)
    home, found = line_at(actor, line)
    with reviewing(actor, home.body) as note, auditing(actor, home.body):
        note(f"dragen läsning {found.pk.hex[:8]}")
        (shown,) = drawn_lines([found.pk])
    said = {"verdict": shown.verdict, "note": shown.note} if shown.verdict else {}
    form = JudgeForm(request.POST or None, initial=said)

    def write(values: dict[str, Any], key: str) -> object:
        new = actions.NewJudgement(**values)
        return actions.judge_reading(actor, home.body, line, new, key=key)

    if form.carry_out(write):
        return _next(request, home.body, found.round_id)
    context = {"home": home, "line": shown, "form": form, "round": found.round_id}
    return render(request, "persons/judge_reading.html", context, status=form.answer_status)


def _next(request: HttpRequest, body: int, review: uuid.UUID) -> HttpResponse:
    actor = actor_of(request)
    with auditing(actor, body):
        waits = next_to_judge(review, actor.user or 0)
    return redirect("judge_reading", waits) if waits else redirect("review_round", review)


@of_persons()
def sign_review(request: HttpRequest, review: uuid.UUID) -> HttpResponse:
    """Sign a round in which everything is judged."""
    actor = actor_of(request)
    home, row = round_at(actor, review)
    form = SignForm(request.POST or None)
    back = reverse("review_round", args=[review])
    if form.carry_out(
        lambda v, key: actions.sign_round(actor, home.body, review, v["note"], key=key)
    ):
        return redirect(back)
    title = f"Skriv under granskningen av {month_and_year(row.month)}"
    lead = "Sedan ändras inget i omgången. Underskriften visar ditt namn och tiden."
    return form_page(request, form, FormPage(title, lead, back, send="Skriv under"))


@require_GET
@of_persons()
def review_year(request: HttpRequest, body: int, year: int) -> HttpResponse:
    """Report what the reviews of a year found, without persons."""
    with auditing(actor_of(request), body) as home:
        rounds = rounds_at(body, _months(year))
    signs = sum((Counter(dict(one.signs)) for one in rounds), Counter[str]())
    context = {"home": home, "year": year, "rounds": rounds, "signs": signs.most_common()}
    return render(request, "persons/review_year.html", context)


@require_GET
@of_persons()
def review_year_file(request: HttpRequest, body: int, year: int) -> HttpResponse:
    """Hand out the report of a year as a file."""
    with auditing(actor_of(request), body):
        rounds = rounds_at(body, _months(year))
    return in_hand(year_file(rounds), f"loggranskning-{year}.csv", CSV)


def _months(year: int) -> list[date]:
    """List the months of a year that are over. Raises NotFoundError for a year with none."""
    found = [one for one in months_before(clock.today(), TEN_YEARS) if one.year == year]
    if not found:
        raise NotFoundError("Sidan finns inte.")
    return found[::-1]
