"""The year as a calendar to subscribe to, behind a secret address that names nobody."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samverk.directory.queries import OrganisationRef
from samverk.documents.ical_feed import WholeDay, calendar_feed
from samverk.federation import actions, queries
from samverk.federation.queries import YearTask
from samverk.federation.views.setup import changeable, federation_at
from samverk.federation.year_words import told
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of

CLOSED = "Kalendern finns inte, eller så är länken stängd. Be förbundet om en ny."


@require_http_methods(["GET", "POST"])
def calendar_link(request: HttpRequest, slug: str) -> HttpResponse:
    """Make or close the secret address; it is shown once, when it is made."""
    home = changeable(request, slug)
    actor, form = actor_of(request), ActForm(request.POST or None)
    token = ""
    if request.POST.get("gor") == "stang":
        if form.carry_out(lambda _, key: actions.close_calendar_link(actor, home.id, key=key)):
            return redirect("calendar_link", slug)
    elif form.is_bound:
        token = (
            form.carry_out(lambda _, key: actions.make_calendar_link(actor, home.id, key=key)) or ""
        )
    path = reverse("calendar_feed", args=[slug, token]) if token else ""
    context = {
        "home": home,
        "form": ActForm() if token else form,
        "in_use": queries.calendar_link(home.id),
        "address": request.build_absolute_uri(path) if path else "",
    }
    return render(request, "federation/calendar_link.html", context, status=form.answer_status)


@require_GET
def calendar_feed_of(_: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Send the year's duties, from last year to the next; raises NotFoundError for a closed address."""
    home = federation_at(slug)
    if not queries.opens_calendar(home.id, token):
        raise NotFoundError(CLOSED)
    days = (_day(home, one) for one in _tasks(home))
    made = calendar_feed(f"{home.name}: året", days, clock.now())
    answer = HttpResponse(made.content, content_type=made.media_type)
    answer["Cache-Control"] = "private, max-age=3600"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _tasks(home: OrganisationRef) -> Iterator[YearTask]:
    members, today = queries.members(home.id, with_fees=False), clock.today()
    for year in queries.years_of(home.id, members, range(today.year - 1, today.year + 2), today):
        yield from year.tasks


def _day(home: OrganisationRef, task: YearTask) -> WholeDay:
    """Tell a duty and its state: no owner, and nothing that anybody has written of it."""
    marked = "" if task.standing.is_left else f" ({told(task).words})"
    lines = [f"Sista dagen vilar på: {task.duty.basis}."]
    lines += [f"{one.text} [{one.statute}]" for one in task.duty.reasons if one.statute]
    lines += [one.text for one in task.duty.remarks]
    uid = f"{task.name}@{home.slug}.samverk"
    return WholeDay(uid, task.duty.due, f"{task.duty.text}{marked}", "\n".join(lines))
