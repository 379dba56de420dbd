"""Pages of the archive: what each body has made, a package, the mapping, the plan and its dry run."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.directory import queries as directory
from samverk.documents.semicolons import MEDIA_TYPE, rows_csv
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.files.sending import HEADERS, in_hand
from samverk.foundation.forms import fresh_key
from samverk.foundation.login.proving import asked_to_prove
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, offers
from samverk.foundation.permissions import Right, may_somewhere, require
from samverk.publishing import actions
from samverk.publishing.models import PackageState
from samverk.publishing.queries import archives as queries
from samverk.publishing.queries.disposal_trial import MOST_SHOWN, kind_name, trial_of
from samverk.rules.information_plan import Fate

ZIP = "application/zip"
TONES = {
    PackageState.ASKED.value: "running",
    PackageState.DONE.value: "good",
    PackageState.FAILED.value: "stopped",
    PackageState.REMOVED.value: "neutral",
}
FATES = {
    Fate.KEPT: "locked",
    Fate.DUE: "attention",
    Fate.NOT_YET: "running",
    Fate.ONGOING: "running",
    Fate.UNKNOWN: "unknown",
    Fate.UNCONFIRMED: "unknown",
}


def _body(actor: Actor, body: int) -> directory.BodyRef:
    found = directory.body_ref(body)
    require(queries.may_deliver(actor, found))
    return found


@require_GET
def archive_home(request: HttpRequest) -> HttpResponse:
    """List the bodies that the reader makes packages of, and the archives they go to."""
    actor = actor_of(request)
    bodies = queries.bodies_to_deliver(actor)
    if not bodies:
        require(may_somewhere(actor, Right.DELIVER_TO_ARCHIVE))
        raise NotAllowedError("Du har inget organ att göra arkivpaket av.")
    organisations = {one.organisation: one for one in bodies}
    context = {
        "bodies": bodies,
        "authorities": queries.authorities_of(organisations),
        "organisations": [
            directory.organisation_by_id(one)
            for one in organisations
            if queries.may_set_archive(actor, one)
        ],
    }
    return render(request, "publishing/archive/home.html", context)


@require_GET
def archive_of(request: HttpRequest, body: int) -> HttpResponse:
    """List the packages of a body, the latest first."""
    actor = actor_of(request)
    found = _body(actor, body)
    allowed = queries.may_deliver(actor, found)
    context = {
        "body": found,
        "rows": [(one, TONES[one.state]) for one in queries.packages_of(body)],
        "offers": offers(
            Offer("Nytt arkivpaket", reverse("new_package", args=[body]), allowed),
        ),
    }
    return render(request, "publishing/archive/packages.html", context)


@require_GET
def package(request: HttpRequest, package: int) -> HttpResponse:
    """Show a package: how far it has come, what is in it, what is not, and its proof."""
    actor = actor_of(request)
    found = queries.package_for(package, actor)
    context = {
        "package": found,
        "body": directory.body_ref(found.body_id),
        "tone": TONES[found.state],
        "taking": queries.may_take(actor, found),
        "contents": found.contents,
    }
    name, is_made = "publishing/archive/package.html", found.state != PackageState.ASKED
    polls = request.htmx  # type: ignore[attr-defined]
    answer = render(request, name if is_made or not polls else f"{name}#progress", context)
    if polls and is_made:
        # The whole page is another one now
        answer["HX-Refresh"] = "true"
    return answer


@require_GET
def package_file(request: HttpRequest, package: int) -> HttpResponse | FileResponse:
    """Send a package's file, to be saved: each time is noted in the log.

    Whoever takes it has lately shown who they are: a package may hold what is secret.
    """
    actor = actor_of(request)
    require(queries.may_take(actor, queries.package_for(package, actor)))
    if confirm := asked_to_prove(request, settings.PUBLISH_STEP_UP_MINUTES):
        return confirm
    found, content = actions.take_package(actor, package, key=fresh_key())
    name = f"{found.contents.get('identifier') or f'arkivpaket-{found.pk}'}.zip"
    return FileResponse(
        content, as_attachment=True, filename=name, content_type=ZIP, headers=HEADERS
    )


@require_GET
def archive_authority(request: HttpRequest, authority: int) -> HttpResponse:
    """Show what an archive authority wants our words to be in its packages."""
    actor = actor_of(request)
    found = queries.authority_by_id(authority)
    require(queries.may_set_archive(actor, found.organisation_id))
    context = {"authority": found, "groups": queries.mapping_table(authority, clock.today())}
    return render(request, "publishing/archive/authority.html", context)


@require_GET
def archive_plan(request: HttpRequest, body: int) -> HttpResponse:
    """Show a body's information management plan, a line for every kind of document."""
    found = _body(actor_of(request), body)
    context = {"body": found, "lines": queries.plan_on(body, clock.today())}
    return render(request, "publishing/archive/plan.html", context)


@require_GET
def disposal_trial(request: HttpRequest, body: int) -> HttpResponse:
    """Show what the plan makes of every document today: nothing is removed."""
    found, today = _body(actor_of(request), body), clock.today()
    trial = trial_of(body, today)
    context = {
        "body": found,
        "today": today,
        "trial": trial,
        "counts": [(fate.value, count, FATES[fate]) for fate, count in trial.counts],
        "rows": [(row, kind_name(row.document.kind), FATES[row.fate]) for row in trial.rows],
        "most": MOST_SHOWN,
    }
    return render(request, "publishing/archive/trial.html", context)


@require_GET
def disposal_list(request: HttpRequest, body: int) -> HttpResponse:
    """Send the whole list of a dry run as CSV, with the reasons."""
    found, today = _body(actor_of(request), body), clock.today()
    head = ("Ärende", "Nr", "Handlingstyp", "Handling", "Dag", "Utfall", "Tidigast", "Skäl")
    rows = [
        (
            row.document.case.diary_number,
            row.document.number,
            kind_name(row.document.kind),
            row.document.subject,
            str(row.document.dated_on or ""),
            row.fate.value,
            str(row.ruling.value.due or ""),
            " ".join(reason.text for reason in row.ruling.reasons),
        )
        for row in trial_of(body, today, limit=None).rows
    ]
    name = f"gallring-{found.organisation_slug}-{found.id}-{today}.csv"
    return in_hand(rows_csv(head, rows), name, MEDIA_TYPE)
