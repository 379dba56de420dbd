"""Pages where a member applies for the federation's money."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from samverk.directory.queries import OrganisationRef
from samverk.federation import actions, queries
from samverk.federation.actions.applications import doer_of
from samverk.federation.applications import TEXTS
from samverk.federation.applications.paper import template_docx
from samverk.federation.applications.reading import read_application
from samverk.federation.forms.applications import (
    ApplicationFileForm,
    ApplicationForm,
    SendForm,
    WithdrawForm,
)
from samverk.federation.models import Application
from samverk.federation.queries import Member
from samverk.federation.views.figures import member_at
from samverk.federation.views.setup import federation_at, form_page
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, offers
from samverk.foundation.permissions import Allowed, Right, may, require
from samverk.rules.applications import ApplicationEvent, ApplicationState

# Steps of the applicant's own
THEIRS = frozenset(
    {
        ApplicationEvent.CHANGE,
        ApplicationEvent.SUBMIT,
        ApplicationEvent.COMPLETE,
        ApplicationEvent.WITHDRAW,
    }
)
TONES = {"granted": "good", "refused": "stopped", "withdrawn": "stopped", "incomplete": "attention"}


@require_GET
def applications(request: HttpRequest, slug: str) -> HttpResponse:
    """List the applications, and offer to write one for each member that one may write for."""
    home, actor = federation_at(slug), actor_of(request)
    rows = queries.applications_of(home.id)
    members = [m for m in queries.members(home.id) if actions.may_apply(actor, m.membership)]
    context = {
        "home": home,
        "rows": [
            (row, TONES.get(row.state, "running"))
            for row in rows
            if actions.may_read_application(actor, row)
        ],
        "members": members,
    }
    return render(request, "federation/applications.html", context)


@require_GET
def application_template(_request: HttpRequest, slug: str) -> HttpResponse:
    """Send the Word template of an application."""
    home = federation_at(slug)
    made = template_docx(home.name, localtime(clock.now()))
    return in_hand(made.content, f"ansokan-{home.slug}.{made.ending}", made.media_type)


def application_at(
    request: HttpRequest, slug: str, application: int
) -> tuple[OrganisationRef, Application]:
    """Find an application that the reader may read; raises NotFoundError for another federation's."""
    home, found = federation_at(slug), queries.application_by_id(application)
    if found.membership.federation_id != home.id:
        raise NotFoundError("Ansökan finns inte.")
    require(actions.may_read_application(actor_of(request), found))
    return home, found


@require_GET
def application(request: HttpRequest, slug: str, application: int) -> HttpResponse:
    """Show an application: where it stands, what it lacks, what it says, and what may be done."""
    home, found = application_at(request, slug, application)
    page = queries.application_page(
        found,
        queries.members(home.id),
        clock.today(),
        drafts=actions.may_read_drafts(actor_of(request), found),
    )
    events = _open_to(request, page)
    context = {
        "home": home,
        "page": page,
        "tone": TONES.get(found.state, "running"),
        "texts": _texts(page),
        "may_send": bool(events & {ApplicationEvent.SUBMIT, ApplicationEvent.COMPLETE}),
        "may_register": ApplicationEvent.REGISTER in events,
        "send_form": SendForm(None),
        "offers": _offers(home, found, events),
        "may_agree": page.state is ApplicationState.GRANTED
        and may(actor_of(request), Right.MANAGE_FEDERATION, organisation=home.id),
    }
    return render(request, "federation/application.html", context)


def _open_to(request: HttpRequest, page: queries.ApplicationPage) -> frozenset[ApplicationEvent]:
    actor = actor_of(request)
    doer = doer_of(actor, page.row.membership)
    if doer is None:
        return frozenset()
    events = page.open_to(doer)
    return events if actions.may_change(actor, page.row) else events - THEIRS


def _texts(page: queries.ApplicationPage) -> list[tuple[str, str]]:
    return [(part.heading, getattr(page.content, part.name)) for part in TEXTS]


def _offers(
    home: OrganisationRef, found: Application, events: frozenset[ApplicationEvent]
) -> Offers:
    named = (
        ("Ändra", "change_application", ApplicationEvent.CHANGE),
        ("Registrera gruppens förslag", "weigh_application", ApplicationEvent.ASK),
        ("Registrera styrelsens beslut", "decide_application", ApplicationEvent.GRANT),
        ("Återta", "withdraw_application", ApplicationEvent.WITHDRAW),
    )
    return offers(
        *(
            Offer(label, reverse(name, args=[home.slug, found.pk]), Allowed())
            for label, name, event in named
            if event in events
        )
    )


def new_application(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    """Begin an application for a member."""
    home, member = _applicant(request, slug, membership)
    form = ApplicationForm(request.POST or None, queries.members(home.id), membership)
    made = form.carry_out(
        lambda values, key: actions.write_application(
            actor_of(request), member.membership, form.content(values), key=key
        )
    )
    if made:
        return redirect("application", slug, made.pk)
    lead = f"För {member.membership.member}. Ansökan sparas som utkast och lämnas in från sin egen sida."
    return form_page(request, home, form, ("Spara ansökan", lead))


def _applicant(request: HttpRequest, slug: str, membership: int) -> tuple[OrganisationRef, Member]:
    home, member = member_at(slug, membership)
    require(actions.may_apply(actor_of(request), member.membership))
    return home, member


def read_in_application(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    """Begin an application from a filled-in Word template."""
    home, member = _applicant(request, slug, membership)
    form = ApplicationFileForm(request.POST or None, request.FILES or None)
    others = {
        one.name: one.membership.pk
        for one in queries.members(home.id)
        if one.membership.pk != membership
    }
    made = form.carry_out(
        lambda values, key: actions.write_application(
            actor_of(request), member.membership, read_application(values["file"], others), key=key
        )
    )
    if made:
        return redirect("application", slug, made.pk)
    lead = f"För {member.membership.member}. Det som står i filen blir ett utkast."
    return form_page(request, home, form, ("Läs in ifylld mall", lead))


def change_application(request: HttpRequest, slug: str, application: int) -> HttpResponse:
    """Save a new version of an application."""
    home, found = application_at(request, slug, application)
    require(actions.may_change(actor_of(request), found))
    latest = queries.versions_of(found.pk)[0]
    form = ApplicationForm(
        request.POST or None,
        queries.members(home.id),
        found.membership_id,
        latest.content,
        latest.version.number,
    )
    if form.carry_out(
        lambda values, key: actions.change_application(
            actor_of(request), found, form.content(values), values["seen"] or 0, key=key
        )
    ):
        return redirect("application", slug, found.pk)
    return form_page(request, home, form, ("Spara ansökan", "Varje sparad version finns kvar."))


def send_application(request: HttpRequest, slug: str, application: int) -> HttpResponse:
    """Send an application, or its completion."""
    home, found = application_at(request, slug, application)
    require(actions.may_change(actor_of(request), found))
    form = SendForm(request.POST or None)
    if form.carry_out(lambda _, key: actions.send_application(actor_of(request), found, key=key)):
        return redirect("application", slug, found.pk)
    lead = (
        f"{found.title}. Efter det kan ansökan inte ändras, om förbundet inte ber om komplettering."
    )
    return form_page(request, home, form, ("Lämna in ansökan", lead))


def withdraw_application(request: HttpRequest, slug: str, application: int) -> HttpResponse:
    """Withdraw an application."""
    home, found = application_at(request, slug, application)
    require(actions.may_change(actor_of(request), found))
    form = WithdrawForm(request.POST or None)
    if form.carry_out(
        lambda values, key: actions.withdraw_application(
            actor_of(request), found, values["why"], key=key
        )
    ):
        return redirect("application", slug, found.pk)
    return form_page(request, home, form, ("Återta ansökan", f"{found.title}. Ansökan finns kvar."))
