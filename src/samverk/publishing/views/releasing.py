"""Pages of those who publish: what can be published, what is looked through, and what is approved."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from samverk.directory import queries as directory
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.login.proving import asked_to_prove
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Permission, Right, may
from samverk.publishing import actions
from samverk.publishing.forms import (
    ApproveForm,
    DoubtsForm,
    MarksForm,
    OwnWorksForm,
    PressForm,
    ReturnForm,
    WithdrawForm,
)
from samverk.publishing.models import Release, ReleaseState
from samverk.publishing.queries import releases as queries
from samverk.publishing.queries.doubts import remarks_on
from samverk.publishing.queries.rights import files_in, own_works
from samverk.publishing.queries.shielded import may_shield
from samverk.publishing.queries.waiting import (
    OPEN,
    earlier_at,
    held_back_at,
    to_publish,
    under_way_at,
)
from samverk.publishing.reaching import NO_ROLE, reach_release, reach_subject
from samverk.publishing.sources import subject_of

PUBLISHERS = (Right.PUBLISH, Right.APPROVE_RELEASE)


def releases(request: HttpRequest) -> HttpResponse:
    """List what is under way, what can be published, and what has been."""
    actor = actor_of(request)
    bodies = queries.bodies_of(actor, *PUBLISHERS)
    if not bodies:
        raise NotAllowedError(NO_ROLE)
    own = [body.id for body in queries.bodies_of(actor, Right.PUBLISH)]
    theirs = [body.id for body in bodies]
    context = {
        "under_way": under_way_at(theirs, request.GET.get("pagar")),
        "earlier": earlier_at(theirs, request.GET.get("sida")),
        "waiting": to_publish(own, request.GET.get("kan")),
        "held_back": held_back_at(own),
        "form": PressForm(),
        "publishes": bool(own),
        "shielding": [one for one in directory.organisations() if may_shield(actor, one.id)],
    }
    return render(request, "publishing/releases.html", context)


@require_POST
def begin(request: HttpRequest, kind: str, subject: int) -> HttpResponse:
    """Begin to look something through."""
    form = PressForm(request.POST)
    made = form.carry_out(
        lambda _, key: actions.begin_release(actor_of(request), kind, subject, key=key)
    )
    if made:
        return redirect("release", made.pk)
    return _of_subject(request, kind, subject, form)


def of_subject(request: HttpRequest, kind: str, subject: int) -> HttpResponse:
    """Show how far something has come towards being published, and let it be begun."""
    return _of_subject(request, kind, subject, PressForm())


def _of_subject(request: HttpRequest, kind: str, subject: int, form: PressForm) -> HttpResponse:
    actor = actor_of(request)
    found = reach_subject(actor, kind, subject, *PUBLISHERS)
    body, (name, pk) = found.body, found.address
    context = {
        "subject": found,
        "kind": kind,
        "pk": subject,
        "back": reverse(name, args=[pk]),
        "releases": queries.releases_on(kind, subject),
        "may_begin": may(actor, Right.PUBLISH, organisation=body.organisation, body=body.id),
        "form": form,
    }
    return render(request, "publishing/subject.html", context, status=409 if form.errors else 200)


def release(request: HttpRequest, release: int) -> HttpResponse:
    """Show a publication: its texts, what was found, and what can be done with it."""
    actor = actor_of(request)
    found = reach_release(actor, release, *PUBLISHERS)
    page = queries.page_of(found)
    may_mark = bool(_may(actor, Right.PUBLISH, found)) and not page.fault
    is_draft = found.state == ReleaseState.DRAFT and may_mark
    form = MarksForm(request.POST or None, page.found, page.more) if is_draft else None
    if form and request.method == "POST":
        made = form.carry_out(
            lambda v, key: actions.mark_release(actor, release, form.marks(v), key=key)
        )
        if made:
            return redirect("release", release)
    return _page(request, page, form)


def _page(
    request: HttpRequest, page: queries.ReleasePage, form: MarksForm | None, **forms: object
) -> HttpResponse:
    found, actor = page.release, actor_of(request)
    subject = subject_of(found.kind, found.subject)
    name, pk = subject.address
    context = {
        "page": page,
        "subject_title": subject.title,
        "release": found,
        "form": form,
        "subject_url": reverse(name, args=[pk]),
        "may_prepare": _may(actor, Right.PUBLISH, found),
        "may_approve": _may(actor, Right.APPROVE_RELEASE, found),
        "is_own": actor.user == found.prepared_by_id,
        "press": PressForm(),
        "approve_form": ApproveForm(initial={"seen": page.digest}),
        "return_form": ReturnForm(),
        "withdraw_form": WithdrawForm(),
        "records": queries.records_of(found),
        "remarks": (remarks := remarks_on(found) if found.state in OPEN else ()),
        "doubts_left": sum(not one.why for one in remarks),
        "doubts_form": DoubtsForm(None, remarks),
        "files": (files := files_in(found, page.drafts)),
        "own_works_form": OwnWorksForm(None, files, own_works(files)),
    }
    faulty = any(getattr(one, "errors", None) for one in (form, *forms.values()))
    return render(
        request, "publishing/release.html", context | forms, status=400 if faulty else 200
    )


def _may(actor: Actor, right: Right, found: Release) -> Permission:
    return may(actor, right, organisation=found.body.organisation_id, body=found.body_id)


@require_POST
def press(request: HttpRequest, release: int, word: str) -> HttpResponse:
    """Send or leave off a publication."""
    act = actions.send_release if word == "lamna" else actions.drop_release
    form = PressForm(request.POST)
    if form.carry_out(lambda _, key: act(actor_of(request), release, key=key)):
        return redirect("release", release)
    return _again(request, release, press=form)


@require_POST
def approve(request: HttpRequest, release: int) -> HttpResponse:
    """Publish what was read, for somebody who has lately shown who they are."""
    form, actor = ApproveForm(request.POST), actor_of(request)
    asked_to_prove(request, settings.PUBLISH_STEP_UP_MINUTES, form)
    if form.carry_out(
        lambda v, key: actions.approve_release(actor, release, key=key, seen=v["seen"])
    ):
        return redirect("release", release)
    return _again(request, release, press=form)


@require_POST
def answer_doubts(request: HttpRequest, release: int) -> HttpResponse:
    """Answer why what may not be public yet is published."""
    actor = actor_of(request)
    found = reach_release(actor, release, Right.PUBLISH)
    form = DoubtsForm(request.POST, remarks_on(found))
    if form.carry_out(
        lambda v, key: actions.answer_doubts(actor, release, form.answers(v), key=key)
    ):
        return redirect("release", release)
    return _again(request, release, doubts_form=form)


@require_POST
def own_works_of(request: HttpRequest, release: int) -> HttpResponse:
    """Say which files of a publication are the authority's own work."""
    actor = actor_of(request)
    found = reach_release(actor, release, Right.PUBLISH)
    form = OwnWorksForm(request.POST, files_in(found, queries.page_of(found).drafts), ())
    if form.carry_out(lambda v, key: actions.mark_own_works(actor, release, v["own"], key=key)):
        return redirect("release", release)
    return _again(request, release, own_works_form=form)


@require_POST
def give_back(request: HttpRequest, release: int) -> HttpResponse:
    """Give a publication back to be looked through again."""
    form = ReturnForm(request.POST)
    if form.carry_out(
        lambda v, key: actions.return_release(actor_of(request), release, v["remark"], key=key)
    ):
        return redirect("release", release)
    return _again(request, release, return_form=form)


@require_POST
def withdraw(request: HttpRequest, release: int) -> HttpResponse:
    """Take something from everybody, for somebody who has lately shown who they are."""
    form = WithdrawForm(request.POST)
    asked_to_prove(request, settings.PUBLISH_STEP_UP_MINUTES, form)
    if form.carry_out(
        lambda v, key: actions.withdraw_release(actor_of(request), release, v["why"], key=key)
    ):
        return redirect("release", release)
    return _again(request, release, withdraw_form=form)


def _again(request: HttpRequest, release: int, **forms: object) -> HttpResponse:
    """Show the page with what could not be done."""
    actor = actor_of(request)
    found = reach_release(actor, release, *PUBLISHERS)
    page = queries.page_of(found)
    is_draft = found.state == ReleaseState.DRAFT and bool(_may(actor, Right.PUBLISH, found))
    form = MarksForm(None, page.found, page.more) if is_draft and not page.fault else None
    return _page(request, page, form, **forms)
