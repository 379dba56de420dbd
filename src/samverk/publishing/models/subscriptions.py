"""Who follows what by e-mail: as little as can be kept of them, and nothing once they have ended.

What somebody follows may tell what they think. The address lies sealed beside a keyed digest, no row
keeps its history, and all of it is removed, not marked, when the last subscription ends.
"""

from __future__ import annotations

import uuid

from django.db import models


class What(models.TextChoices):
    """What can be followed (vad), by the word that stands in its address."""

    BODY = "organ", "organ"
    CASE = "arende", "ärende"
    BOARD = "anslagstavla", "anslagstavla"
    SEARCH = "sokning", "sökning"


class Pace(models.TextChoices):
    """How often a letter comes (hur ofta)."""

    AT_ONCE = "genast", "så fort något publiceras"
    DAILY = "dag", "högst en gång om dagen, på morgonen"
    WEEKLY = "vecka", "högst en gång i veckan, på måndag morgon"


class Follower(models.Model):
    """An address that follows something or has asked to (följare); gone with its last subscription.

    ``digest`` finds it by the address, with a key that is not in the database. ``refused`` counts the
    letters in a row that its post office has said no to for good. ``ended`` counts what it has ended:
    links to all it follows hold until then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField("avtryck", max_length=64, unique=True)
    key = models.BinaryField("nyckel")
    sealed = models.BinaryField("adress, förseglad")
    refused = models.PositiveSmallIntegerField("brev som inte togs emot", default=0)
    ended = models.PositiveIntegerField("avslutade bevakningar", default=0)

    class Meta:
        verbose_name = "följare"
        verbose_name_plural = "följare"

    def __str__(self) -> str:
        return "följare"


class Subscription(models.Model):
    """That an address follows something (bevakning), once its owner has confirmed it.

    ``subject`` is the number of what is followed, as its room knows it; a search has its ``query``.
    ``site`` is how the public site was reached, for the links in the letters. Of a search, ``reached_at``
    is until when what it finds has been told, and ``tried_at`` when that was last tried.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    follower = models.ForeignKey(Follower, models.CASCADE, related_name="subscriptions")
    what = models.CharField("vad", max_length=12, choices=What.choices)
    subject = models.BigIntegerField("nummer", default=0)
    query = models.CharField("sökning", max_length=2_000, blank=True)
    pace = models.CharField("hur ofta", max_length=6, choices=Pace.choices)
    site = models.CharField("webbplats", max_length=300)
    asked_at = models.DateTimeField("begärd")
    confirmed_at = models.DateTimeField("bekräftad", null=True)
    reached_at = models.DateTimeField("berättad till och med", null=True)
    tried_at = models.DateTimeField("senast prövad", null=True)

    class Meta:
        verbose_name = "bevakning"
        verbose_name_plural = "bevakningar"
        constraints = [
            models.UniqueConstraint(
                fields=["follower", "what", "subject", "query"], name="followed_once"
            )
        ]
        indexes = [models.Index(fields=["pace", "confirmed_at"], name="followed_at_a_pace")]

    def __str__(self) -> str:
        # Stands in the log: neither who follows nor what
        return "bevakning"


class NewsLetter(models.Model):
    """A letter that waits to be sent (nyhetsbrev); gone when it has been.

    ``begun_at`` is set before it is handed over: what nobody saw the end of is not sent again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="letters")
    queued_at = models.DateTimeField("köad")
    begun_at = models.DateTimeField("påbörjad", null=True)

    class Meta:
        verbose_name = "nyhetsbrev"
        verbose_name_plural = "nyhetsbrev"

    def __str__(self) -> str:
        return "nyhetsbrev"


class ToldNews(models.Model):
    """What a subscription has been told of a published thing (berättat): each piece of news once.

    ``mark`` is of what was new of it (``news.mark_of``); ``letter`` the letter that tells it.
    """

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="told")
    kind = models.CharField("slag", max_length=14)
    source = models.BigIntegerField("nummer")
    mark = models.CharField("avtryck", max_length=16)
    letter = models.UUIDField("brev")

    class Meta:
        verbose_name = "berättad nyhet"
        verbose_name_plural = "berättade nyheter"
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "kind", "source", "mark"], name="told_once"
            )
        ]
        indexes = [models.Index(fields=["letter"], name="told_in_a_letter")]

    def __str__(self) -> str:
        return "berättad nyhet"


class NewsRound(models.Model):
    """How far the letters of a pace have come (omgång)."""

    pace = models.CharField("hur ofta", max_length=6, choices=Pace.choices, unique=True)
    reached_at = models.DateTimeField("till och med")

    class Meta:
        verbose_name = "omgång"
        verbose_name_plural = "omgångar"

    def __str__(self) -> str:
        return self.get_pace_display()
