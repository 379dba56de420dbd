"""The letters to those who follow, as they are written: plain text, with links and nothing that traces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from samverk.foundation.errors import NotFoundError
from samverk.publishing.models import Follower, Subscription, What
from samverk.publishing.news import one_line
from samverk.publishing.opened import opened
from samverk.publishing.queries.following import Followed, followed, standing, told
from samverk.publishing.queries.subscribers import (
    CONFIRM,
    END,
    OWN_WITHIN,
    address_of_follower,
    signed,
    signed_own,
    target_of,
)

MOST_TOLD = 50
LONGEST_SUBJECT = 150


def confirmation(asked: Subscription) -> EmailMessage | None:
    """Write the letter that a subscription is confirmed by; None when there is nothing to follow.

    To whoever follows it already it says so.
    """
    about = _about(asked)
    if about is None:
        return None
    is_new = asked.confirmed_at is None
    name = "confirm" if is_new else "already"
    what = "bekräfta att du vill följa" if is_new else "du följer redan"
    if is_new and asked.what == What.SEARCH:
        # Anybody may have typed its words: nobody else's post is to carry them
        about = replace(about, name="en sökning")
    path = reverse("open_confirm", args=[signed(CONFIRM, asked.pk)])
    return _letter(asked, about, f"{what} {about.name}", name, {"link": asked.site + path})


def news_letter(held: Subscription, pairs: Iterable[tuple[str, int]]) -> EmailMessage | None:
    """Write what is new of what still stands published; None when nothing does."""
    about = _about(held)
    with opened():
        rows = standing(pairs)
        number = rows.count()
        news = told(rows[:MOST_TOLD])
    if about is None or not news:
        return None
    subject = (
        f"{news[0].title} ({about.name})" if number == 1 else f"{number} nyheter, {about.name}"
    )
    lines = [(one.title, held.site + one.path) for one in news]
    return _letter(held, about, subject, "news", {"lines": lines, "more": number - len(news)})


def _about(one: Subscription) -> Followed | None:
    try:
        with opened():
            return followed(target_of(one))
    except NotFoundError:
        return None


def _letter(
    one: Subscription, about: Followed, subject: str, name: str, more: dict[str, object]
) -> EmailMessage:
    end = one.site + reverse("open_unfollow", args=[signed(END, one.pk)])
    own = one.site + reverse("open_own", args=[signed_own(one.follower)])
    words = {
        "one": one,
        "about": about,
        "page": one.site + about.path,
        "end": end,
        "own": own,
        "days": OWN_WITHIN.days,
        "installation": settings.INSTALLATION_NAME,
        **more,
    }
    headers = {"Auto-Submitted": "auto-generated"}
    if one.confirmed_at is not None:
        # RFC 8058: the mail program's own button, without a visit
        headers["List-Unsubscribe"] = f"<{end}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return _written(one.follower, subject, name, words, headers)


def own_letter(follower: Follower, site: str) -> EmailMessage:
    """Write the letter with a new link to all that somebody follows, as they asked."""
    own = site + reverse("open_own", args=[signed_own(follower)])
    words = {"own": own, "installation": settings.INSTALLATION_NAME, "days": OWN_WITHIN.days}
    headers = {"Auto-Submitted": "auto-generated"}
    return _written(follower, "det du följer", "own", words, headers)


def _written(
    follower: Follower, subject: str, name: str, words: dict[str, object], headers: dict[str, str]
) -> EmailMessage:
    return EmailMessage(
        one_line(f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}")[:LONGEST_SUBJECT],
        render_to_string(f"publishing/email/{name}.txt", words),
        settings.DEFAULT_FROM_EMAIL,
        [address_of_follower(follower)],
        headers=headers,
    )
