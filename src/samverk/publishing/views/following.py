"""Following by e-mail: the page where one asks, and those that the links in the letters lead to.

Who asks is nobody known, and is told the same whatever the address follows. A link that is only opened
does nothing, for post offices open links to look them through: somebody has to press.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from samverk.foundation.actors import PUBLIC
from samverk.foundation.errors import ConflictError, NotFoundError
from samverk.publishing import actions
from samverk.publishing.asking_often import asks_too_often, is_written_too_often
from samverk.publishing.forms import FollowForm, LinkForm
from samverk.publishing.models import Follower, Pace, Subscription, What
from samverk.publishing.opened import opened
from samverk.publishing.queries.following import (
    GONE,
    OF,
    Followed,
    Target,
    all_followed,
    followed,
    search_target,
)
from samverk.publishing.queries.subscribers import (
    CONFIRM,
    END,
    confirmed_by,
    opened_link,
    opened_own,
    signed_own,
    subscription_of,
    target_of,
)
from samverk.publishing.views.site.frame import site_of
from samverk.publishing.views.site.private import private, private_page

TOO_OFTEN = "Härifrån har många bett om att följa på kort tid. Vänta en timme och försök igen."
# What the own page is asked with right after something was confirmed
BEGUN = "klart"
ONE_CLICK = "List-Unsubscribe"
ENDED = "Du följer inte längre detta. Inga fler brev skickas."
NO_MORE = "det du följde, som inte längre är publicerat"


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, what: str, subject: int) -> HttpResponse:
    """Show how to follow a body, a case or a notice board, and take in who asks to."""
    if what not in OF:
        raise NotFoundError(GONE)
    return _follow(request, Target(what, subject))


@require_http_methods(["GET", "HEAD", "POST"])
def follow_search(request: HttpRequest) -> HttpResponse:
    """Show how to follow a search, and take in who asks to."""
    return _follow(request, search_target(request.GET))


def _follow(request: HttpRequest, target: Target) -> HttpResponse:
    with opened():
        about = followed(target)
    form = FollowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _is_asked(request, target, form):
        return private(redirect(target.address("open_follow_sent")))
    words: dict[str, object] = {
        "about": about,
        "form": form if settings.EMAIL_HOST else None,
        "atom": target.address("open_feed", "atom"),
        "rss": target.address("open_feed", "rss"),
        "calendar": (
            reverse("open_calendar", args=target.arguments) if target.what == What.BODY else ""
        ),
    }
    return private_page(request, "follow", words, status=form.answer_status)


def _is_asked(request: HttpRequest, target: Target, form: FollowForm) -> bool:
    """Keep what somebody asks for; answer no when the form is to be shown again."""
    if asks_too_often(request):
        form.add_error(None, TOO_OFTEN)
        return False

    def ask(values: dict[str, str], key: str) -> bool:
        asked = actions.NewFollowing(target, values["pace"], site_of(request), values["address"])
        # As if it was sent: nobody learns how often others have written that address
        if not is_written_too_often(request, values["address"]):
            actions.ask_to_follow(PUBLIC, asked, key=key)
        return True

    return bool(form.carry_out(ask))


@require_safe
def sent(request: HttpRequest, what: str = What.SEARCH, subject: int = 0) -> HttpResponse:
    """Tell somebody to look in their post, whatever the address follows."""
    if what not in set(What):
        raise NotFoundError(GONE)
    target = search_target(request.GET) if what == What.SEARCH else Target(what, subject)
    with opened():
        about = followed(target)
    return private_page(request, "follow_sent", {"about": about})


def _by_link(view: Callable[[HttpRequest, str], HttpResponse]) -> Callable[..., HttpResponse]:
    """Tell whoever opens a link that is broken or too old what to do now."""

    @wraps(view)
    def shown(request: HttpRequest, token: str) -> HttpResponse:
        try:
            return view(request, token)
        except NotFoundError as fault:
            words: dict[str, object] = {"why": fault.message}
            return private_page(request, "follow_old", words, status=404)

    return shown


@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever opened the link to say yes, and begin to follow when they do."""
    pk = opened_link(CONFIRM, token)
    fault = ""
    if request.method == "POST":
        try:
            begun = actions.confirm_following(PUBLIC, pk)
        except ConflictError as refused:
            fault = refused.message
        else:
            own_page = reverse("open_own", args=[signed_own(begun.follower)])
            return private(redirect(f"{own_page}?{BEGUN}"))
    asked = subscription_of(pk)
    if asked is None:
        raise NotFoundError(actions.OLD_LINK)
    words: dict[str, object] = {"row": _rows([asked])[0], "fault": fault}
    return private_page(request, "follow_confirm", words, status=409 if fault else 200)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def unfollow(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to end a subscription, and end it: mail programs post here themselves (RFC 8058)."""
    pk = opened_link(END, token)
    if request.method == "POST":
        actions.end_following(PUBLIC, pk)
        if ONE_CLICK in request.POST:
            # A program reads the answer: neither a page nor a cookie
            return private(HttpResponse(ENDED, content_type="text/plain; charset=utf-8"))
        return private_page(request, "follow_ended", {"what": ENDED})
    found = subscription_of(pk)
    if found is None:
        return private_page(request, "follow_ended", {"what": ENDED})
    return private_page(request, "follow_end", {"row": _rows([found])[0]})


@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody all that their address follows, and end one or all of it."""
    follower = opened_own(token)
    if follower is None:
        # Not gone: whoever reads the address's post gets another
        form = LinkForm(None)
        return private_page(request, "follow_link", {"form": form, "is_shut": True}, status=410)
    if request.method == "POST":
        _end(follower, request.POST.get("bevakning", ""))
        left = Follower.objects.filter(pk=follower).first()
        return private(redirect("open_own", signed_own(left) if left else token))
    rows = _rows(confirmed_by(follower))
    if not rows:
        return private_page(
            request, "follow_ended", {"what": "Du följer inget. Din adress finns inte kvar."}
        )
    return private_page(request, "follow_own", {"rows": rows, "is_begun": BEGUN in request.GET})


@require_http_methods(["GET", "HEAD", "POST"])
def own_link(request: HttpRequest) -> HttpResponse:
    """Send whoever follows something a new link to all of it; who asks is told the same of any address."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _is_sent(request, form):
        return private(redirect("open_own_sent"))
    return private_page(request, "follow_link", {"form": form}, status=form.answer_status)


def _is_sent(request: HttpRequest, form: LinkForm) -> bool:
    if asks_too_often(request):
        form.add_error(None, TOO_OFTEN)
        return False

    def ask(values: dict[str, str], key: str) -> bool:
        if not is_written_too_often(request, values["address"]):
            actions.ask_for_link(PUBLIC, values["address"], site_of(request), key=key)
        return True

    return bool(form.carry_out(ask))


@require_safe
def own_link_sent(request: HttpRequest) -> HttpResponse:
    """Tell somebody to look in their post, whatever the address follows."""
    return private_page(request, "follow_link_sent", {})


def _end(follower: uuid.UUID, given: str) -> None:
    """End one of a follower's own subscriptions, or all when none is named."""
    if not given:
        actions.end_all_following(PUBLIC, follower)
        return
    mine = {str(one.pk): one.pk for one in confirmed_by(follower)}
    if given in mine:
        actions.end_following(PUBLIC, mine[given])


@dataclass(frozen=True, slots=True)
class Row:
    """A subscription as its owner sees it; ``path`` is "" when what it follows is not published."""

    pk: uuid.UUID
    name: str
    owner: str
    path: str
    pace: str


def _rows(subscriptions: Iterable[Subscription]) -> list[Row]:
    held = list(subscriptions)
    with opened():
        found = all_followed(target_of(one) for one in held)
    return [_row(one, found.get(target_of(one))) for one in held]


def _row(one: Subscription, about: Followed | None) -> Row:
    pace = Pace(one.pace).label
    if about is None:
        return Row(one.pk, NO_MORE, "", "", pace)
    return Row(one.pk, about.name, about.owner, about.path, pace)
