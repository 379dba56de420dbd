"""What everybody may read, in the words that were approved: nothing here is secret or unmasked.

Index, API, feeds and pages are built from these rows alone. What is withdrawn loses its words here, so
that it is gone from all of them at once.
"""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

STANDS = Q(withdrawn_at__isnull=True)


class Kind(models.TextChoices):
    """What a record is of, by the standards' own words (OParl, Popolo)."""

    ORGANISATION = "organisation", "organisation"
    BODY = "body", "organ"
    PERSON = "person", "förtroendevald"
    MEMBERSHIP = "membership", "uppdrag"
    MEETING = "meeting", "sammanträde"
    ITEM = "item", "paragraf"
    CASE = "case", "ärende"
    FILE = "file", "handling"
    VOTE = "vote", "omröstning"
    DECISION = "decision", "beslut"
    NOTICE = "notice", "anslag"
    FEDERATION = "federation", "samordningsförbund"
    INTERVENTION = "intervention", "insats"


@pghistory.track(
    pghistory.UpdateEvent("changed", row=pghistory.Old),
    pghistory.DeleteEvent(),
    exclude=["words"],
)
class Record(models.Model):
    """A published thing (publicerad uppgift), named by its kind and the id that its room knows it by.

    ``organisation``, ``body``, ``meeting`` and ``case`` are such ids of what it belongs to; ``sort`` is
    what sort it is of its kind, ``number`` its § or diary number. ``text`` is what is searched, and
    ``data`` the rest, by the names of the standard. ``words`` is the index. ``digest`` is of all that.
    """

    kind = models.CharField("slag", max_length=14, choices=Kind.choices)
    source = models.BigIntegerField("nummer")
    organisation = models.BigIntegerField(null=True)
    body = models.BigIntegerField(null=True)
    meeting = models.BigIntegerField(null=True)
    case = models.BigIntegerField(null=True)
    day = models.DateField("dag", null=True)
    sort = models.CharField("sort", max_length=24, blank=True)
    status = models.CharField("status", max_length=200, blank=True)
    number = models.CharField("beteckning", max_length=60, blank=True)
    title = models.CharField("rubrik", max_length=400, blank=True)
    text = models.TextField("text", blank=True)
    parties = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    data = models.JSONField("uppgifter", default=dict)
    words = SearchVectorField(null=True)
    digest = models.CharField("avtryck", max_length=64)
    release = models.ForeignKey("Release", models.PROTECT, related_name="records", null=True)
    published_at = models.DateTimeField("publicerad")
    modified_at = models.DateTimeField("ändrad")
    withdrawn_at = models.DateTimeField("tillbakadragen", null=True)

    class Meta:
        verbose_name = "publicerad uppgift"
        verbose_name_plural = "publicerade uppgifter"
        constraints = [
            models.UniqueConstraint(fields=["kind", "source"], name="published_once"),
            models.CheckConstraint(
                condition=STANDS | Q(title="", text="", words__isnull=True, data={}),
                name="withdrawn_says_nothing",
            ),
        ]
        indexes = [
            GinIndex(fields=["words"], name="published_words", condition=STANDS),
            models.Index(
                "kind",
                models.F("day").desc(),
                models.F("id").desc(),
                name="published_by_day",
                condition=STANDS,
            ),
            models.Index(
                "body",
                "kind",
                models.F("day").desc(),
                models.F("id").desc(),
                name="published_of_body",
                condition=STANDS,
            ),
            models.Index(
                models.F("day").desc(nulls_last=True),
                models.F("id").desc(),
                name="published_found",
                condition=STANDS & Q(words__isnull=False),
            ),
            models.Index(fields=["kind", "modified_at", "id"], name="published_by_change"),
            models.Index(
                fields=["kind", "published_at", "id"], name="published_in_order", condition=STANDS
            ),
            models.Index(
                fields=["organisation", "kind", "published_at", "id"],
                name="published_in_order_of_owner",
                condition=STANDS,
            ),
            models.Index(
                fields=["organisation", "kind", "modified_at", "id"],
                name="published_changed_of_owner",
            ),
            models.Index(fields=["meeting", "kind"], name="published_of_meeting", condition=STANDS),
            models.Index(fields=["case", "kind"], name="published_of_case", condition=STANDS),
            models.Index(
                fields=["kind", "withdrawn_at", "id"],
                name="published_then_withdrawn",
                condition=Q(withdrawn_at__isnull=False),
            ),
            models.Index(
                Cast(KeyTextTransform("person", "data"), models.BigIntegerField()),
                name="published_role_of_person",
                condition=STANDS & Q(kind="membership"),
            ),
            models.Index(fields=["withdrawn_at"], name="published_withdrawn", condition=~STANDS),
            models.Index(fields=["modified_at"], name="published_last_change", condition=STANDS),
            models.Index(
                fields=["sort", "day", "id"],
                name="published_up",
                condition=STANDS & Q(kind="notice", status="up"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.source}"


@pghistory.track(pghistory.DeleteEvent())
class Link(models.Model):
    """How a published thing hangs together with another (koppling), which need not be published.

    Everybody sees it only while both ends stand published.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="links")
    relation = models.CharField("hur", max_length=24)
    kind = models.CharField("slag", max_length=14, choices=Kind.choices)
    source = models.BigIntegerField("nummer")

    class Meta:
        verbose_name = "koppling"
        verbose_name_plural = "kopplingar"
        constraints = [
            models.UniqueConstraint(
                fields=["record", "relation", "kind", "source"], name="published_link_once"
            )
        ]
        indexes = [models.Index(fields=["kind", "source"], name="published_link_to")]

    def __str__(self) -> str:
        return f"{self.record} {self.relation} {self.kind} {self.source}"


class OpenFile(models.Model):
    """The bytes of a published file (publicerad fil), made of approved words; gone when it is withdrawn."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="file")
    name = models.CharField("namn", max_length=200)
    media_type = models.CharField("format", max_length=100)
    content = models.BinaryField("innehåll")
    sha512 = models.CharField("kontrollsumma", max_length=128)

    class Meta:
        verbose_name = "publicerad fil"
        verbose_name_plural = "publicerade filer"

    def __str__(self) -> str:
        return self.name
