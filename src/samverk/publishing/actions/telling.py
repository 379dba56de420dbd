"""Tells followers what is new: what is new is put in letters, and each letter is sent once.

A letter and what it tells of are kept in one transaction with the job that sends it: each piece of
news is told once to each subscription, whoever falls on the way. What it says is read when it is sent.
"""

from __future__ import annotations

import smtplib
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from procrastinate.contrib.django import app as jobs

from samverk.foundation import clock
from samverk.publishing.actions.telling_searches import tell_searches
from samverk.publishing.letters import confirmation, news_letter, own_letter
from samverk.publishing.models import (
    Follower,
    NewsLetter,
    NewsRound,
    OpenRecord,
    Pace,
    Subscription,
    ToldNews,
    What,
)
from samverk.publishing.news import mark_of
from samverk.publishing.opened import opened
from samverk.publishing.pace import is_due
from samverk.publishing.queries.following import changed_since, targets_of
from samverk.publishing.queries.subscribers import (
    CONFIRM_WITHIN,
    confirmed_by,
    subscription_of,
)

LETTER_JOB = "samverk.publishing.jobs.send_news"
# What was published in a transaction that ended later than the last round is seen in the next
OVERLAP = timedelta(hours=1)
PERMANENT = 500
# So many letters that a post office says no to for good, and the address is no more
MOST_REFUSED = 3


class PostOfficeClosedError(Exception):
    """The letter could not be handed over now; it certainly did not go out. The queue tries again."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """That a published thing has changed: which, what is new of it, and when."""

    kind: str
    source: int
    mark: str
    modified_at: datetime


def tend_following() -> int:
    """Put what is new for those whose turn it is in letters, and answer how many letters.

    Doing it again, or after a crash, tells nothing twice. None at all where e-mail is not set up.
    """
    if not settings.EMAIL_HOST:
        return 0
    now = clock.now()
    return sum(_tend(pace, now) for pace in Pace)


def _tend(pace: Pace, now: datetime) -> int:
    held, made = NewsRound.objects.get_or_create(pace=pace, defaults={"reached_at": now})
    if made:
        return 0
    letters = _tell_places(pace, held.reached_at, now) if is_due(pace, held.reached_at, now) else 0

    def tell(one: Subscription, found: Sequence[OpenRecord]) -> bool:
        return _put_in_letter(one, [_fresh(record) for record in found], now)

    return letters + tell_searches(pace, now, OVERLAP, tell)


def _tell_places(pace: Pace, reached: datetime, now: datetime) -> int:
    """Tell what is new of bodies, cases and notice boards, to those of a pace who follow them."""
    followed = Subscription.objects.filter(pace=pace, confirmed_at__isnull=False)
    followed = followed.exclude(what=What.SEARCH)
    letters = 0
    if followed.exists():
        found = _fresh_at_places(reached - OVERLAP)
        for what, places in found.items():
            for one in followed.filter(what=what, subject__in=list(places)):
                letters += _put_in_letter(one, places[one.subject], now)
    NewsRound.objects.filter(pace=pace, reached_at__lt=now).update(reached_at=now)
    return letters


def _fresh_at_places(since: datetime) -> dict[str, dict[int, list[Fresh]]]:
    """Find what is new since a moment, by what can be followed and its number."""
    found: dict[str, dict[int, list[Fresh]]] = defaultdict(lambda: defaultdict(list))
    with opened():
        for record in changed_since(since):
            fresh = _fresh(record)
            for what, subject, _ in targets_of(record):
                found[what][subject].append(fresh)
    return found


def _fresh(record: OpenRecord) -> Fresh:
    return Fresh(record.kind, record.source, mark_of(record), record.modified_at)


def _put_in_letter(subscription: Subscription, fresh: list[Fresh], now: datetime) -> bool:
    """Put what a subscription has not been told in a letter; answer whether there was anything."""
    with transaction.atomic():
        # Whoever ends it holds the follower meanwhile
        Follower.objects.select_for_update().filter(pk=subscription.follower_id).first()
        held = Subscription.objects.filter(pk=subscription.pk).first()
        if held is None or held.confirmed_at is None:
            return False
        begun = held.confirmed_at
        new = {(one.kind, one.source, one.mark) for one in fresh if one.modified_at > begun}
        known = ToldNews.objects.filter(
            subscription=held, source__in={source for _, source, _ in new}
        )
        new -= set(known.values_list("kind", "source", "mark"))
        if not new:
            return False
        letter = NewsLetter.objects.create(subscription=held, queued_at=now)
        ToldNews.objects.bulk_create(
            ToldNews(subscription=held, kind=kind, source=source, mark=mark, letter=letter.pk)
            for kind, source, mark in sorted(new)
        )
        jobs.configure_task(LETTER_JOB).defer(letter=str(letter.pk))
        return True


def send_news(letter: uuid.UUID) -> None:
    """Send a letter with what of it still stands published. Raises PostOfficeClosedError to try again.

    What nobody saw the end of is not sent again: rather one letter too few than the same one twice.
    """
    found = _take(letter)
    if found is None:
        return
    told = ToldNews.objects.filter(letter=letter).values_list("kind", "source")
    message = news_letter(found.subscription, list(told))
    if message is None:
        found.delete()
        return
    try:
        is_taken = _hand_over(message)
    except PostOfficeClosedError:
        NewsLetter.objects.filter(pk=letter).update(begun_at=None)
        raise
    found.delete()
    _note_answer(found.subscription.follower_id, is_taken=is_taken)


def _take(letter: uuid.UUID) -> NewsLetter | None:
    """Take a letter to send; None when it is sent, ended, or taken by another."""
    with transaction.atomic():
        rows = NewsLetter.objects.select_for_update(of=("self",))
        found = rows.select_related("subscription__follower").filter(pk=letter).first()
        if found is None or found.begun_at is not None:
            return None
        found.begun_at = clock.now()
        found.save(update_fields=["begun_at"])
        return found


def send_confirmation(subscription: uuid.UUID) -> None:
    """Send the letter that a subscription is confirmed by, or that tells that it is already.

    After a crash it may go out twice. Raises PostOfficeClosedError to be tried again.
    """
    found = subscription_of(subscription)
    if found is None or not (found.confirmed_at or found.asked_at > clock.now() - CONFIRM_WITHIN):
        return
    if (message := confirmation(found)) is not None:
        _hand_over(message)


def send_own_link(follower: uuid.UUID, site: str) -> None:
    """Send the letter with a new link to all that somebody follows; none when they follow nothing more.

    After a crash it may go out twice. Raises PostOfficeClosedError to be tried again.
    """
    found = Follower.objects.filter(pk=follower).first()
    if found is not None and confirmed_by(follower).exists():
        _hand_over(own_letter(found, site))


def _hand_over(message: EmailMessage) -> bool:
    """Give a letter to the post office; answer no when it says no for good."""
    try:
        connection: BaseEmailBackend = get_connection()
        connection.open()
    except (OSError, smtplib.SMTPException) as fault:
        raise PostOfficeClosedError from fault
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as fault:
        return _is_taken(next(iter(fault.recipients.values()))[0])
    except smtplib.SMTPResponseException as fault:
        return _is_taken(fault.smtp_code)
    except (OSError, smtplib.SMTPException):
        # It may have gone: nobody knows
        return True
    finally:
        connection.close()
    return True


def _is_taken(code: int) -> bool:
    """Answer no to a no for good; raise PostOfficeClosedError for one that may be a yes another time."""
    if code < PERMANENT:
        # What the post office said names the address, and would stand in the worker's log
        raise PostOfficeClosedError from None
    return False


def _note_answer(follower: uuid.UUID, *, is_taken: bool) -> None:
    """Count the letters in a row that were refused; an address that takes none is removed."""
    with transaction.atomic():
        held = Follower.objects.select_for_update().filter(pk=follower).first()
        if held is None or (is_taken and not held.refused):
            return
        held.refused = 0 if is_taken else held.refused + 1
        if held.refused >= MOST_REFUSED:
            held.delete()
        else:
            held.save(update_fields=["refused"])
