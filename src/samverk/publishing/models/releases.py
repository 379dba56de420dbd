"""What is to be published, who looked it through, and what they masked."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

# Who takes a publication down by itself, as the release tells it
SECRECY_WATCH, FILE_WATCH = "Sekretessbevakningen", "Virusskyddet"
WATCHES = (SECRECY_WATCH, FILE_WATCH)


class ReleaseKind(models.TextChoices):
    """What is published together."""

    CALLING = "calling", "kallelse"
    MINUTES = "minutes", "protokoll"
    CASE = "case", "ärende"
    DECISION = "decision", "beslut"


class ReleaseState(models.TextChoices):
    """How far a publication has come."""

    DRAFT = "draft", "under granskning"
    WAITING = "waiting", "väntar på godkännande"
    PUBLISHED = "published", "publicerad"
    REPLACED = "replaced", "ersatt av en senare"
    WITHDRAWN = "withdrawn", "tillbakadragen"
    DROPPED = "dropped", "avbruten"


@pghistory.track(exclude=["remark"])
class Release(models.Model):
    """A publication (publicering): what is told together, masked by one and approved by another.

    ``subject`` is the id of what is published, as its room knows it. ``title`` has none of its words,
    which may be masked. ``digest`` is of the words that were looked through: when they have changed
    since, they are looked through again. ``remark`` may name what is to be masked: it goes when the
    publication is sent again or is over, and is in no history.
    """

    kind = models.CharField("slag", max_length=10, choices=ReleaseKind.choices)
    subject = models.BigIntegerField("av vad")
    title = models.CharField("rubrik", max_length=400)
    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="+")
    state = models.CharField(
        "läge", max_length=10, choices=ReleaseState.choices, default=ReleaseState.DRAFT
    )
    digest = models.CharField("avtryck", max_length=64, blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    prepared_by_name = models.CharField("granskad av", max_length=200)
    begun_at = models.DateTimeField("påbörjad", auto_now_add=True)
    sent_at = models.DateTimeField("lämnad till godkännande", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    decided_by_name = models.CharField("godkänd av", max_length=200, blank=True)
    decided_at = models.DateTimeField("godkänd", null=True)
    remark = models.TextField("vad som behöver ändras", blank=True)
    withdrawn_by_name = models.CharField("tillbakadragen av", max_length=200, blank=True)
    withdrawn_at = models.DateTimeField("tillbakadragen", null=True)
    withdrawn_why = models.CharField("varför", max_length=300, blank=True)

    class Meta:
        verbose_name = "publicering"
        verbose_name_plural = "publiceringar"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(state__in=["draft", "waiting"]),
                name="looked_through_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(state="published"),
                name="one_published_release",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "replaced"])
                | Q(decided_by__isnull=True)
                | Q(prepared_by__isnull=True)
                | ~Q(decided_by=F("prepared_by")),
                name="published_by_two",
            ),
        ]
        indexes = [models.Index(fields=["body", "state", "-begun_at"])]

    def __str__(self) -> str:
        return self.title


class Handling(models.TextChoices):
    """What is done with words that tell of somebody."""

    MASK = "mask", "maskas"
    KEEP = "keep", "behålls"


@pghistory.track()
class ReleaseMark(models.Model):
    """Words of a publication that are masked or kept (maskning), with why where they are kept.

    The words are not here: ``digest`` is keyed, of their plain form, and ``places`` tells where they
    stood when they were marked: kind and id of the thing, number of its text, start, end, and a keyed
    digest of what stood there. ``size`` is how many words in a row they are.
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="marks")
    digest = models.CharField("avtryck", max_length=64)
    size = models.IntegerField("antal ord", default=0)
    places = models.JSONField("ställen", default=list)
    handling = models.CharField("hur", max_length=4, choices=Handling.choices)
    why = models.CharField("varför", max_length=300, blank=True)
    made_by = models.CharField("av", max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "maskning"
        verbose_name_plural = "maskningar"
        constraints = [
            models.UniqueConstraint(fields=["release", "digest"], name="words_marked_once"),
            models.CheckConstraint(
                condition=Q(handling="mask") | ~Q(why=""), name="kept_words_have_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_handling_display()} i publicering {self.release_id}"


class ByItself(models.TextChoices):
    """What is published by itself, by the work that does it."""

    NOTICES = "notices", "anslag"
    DIRECTORY = "directory", "organ och uppdrag"
    FEDERATIONS = "federations", "förbund"
    INTERVENTIONS = "interventions", "insatser"
    MEETINGS = "meetings", "sammanträden"
    FORCE = "force", "laga kraft"


@pghistory.track()
class SelfPublishing(models.Model):
    """What is published by itself (självpublicering), and what of it was written the last time.

    One row for each work, which the log's events of it are on; its history has every time before.
    ``told`` are the names of what was written ("notice/12"), ``held`` of what was held back or let go.
    """

    what = models.CharField("vad", max_length=14, choices=ByItself.choices, unique=True)
    told = models.JSONField("ändrade uppgifter", default=list)
    held = models.JSONField("stoppade uppgifter", default=list)
    written_at = models.DateTimeField("skrivet")

    class Meta:
        verbose_name = "självpublicering"
        verbose_name_plural = "självpubliceringar"

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {len(self.told)} nya, ändrade eller borttagna"


@pghistory.track()
class HeldBack(models.Model):
    """Something that is published by itself, held back as a number of a person was found in it (stoppad)."""

    kind = models.CharField("slag", max_length=14)
    source = models.BigIntegerField("nummer")
    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="+", null=True)
    what = models.CharField("vad", max_length=200)
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "stoppad uppgift"
        verbose_name_plural = "stoppade uppgifter"
        constraints = [models.UniqueConstraint(fields=["kind", "source"], name="held_back_once")]

    def __str__(self) -> str:
        return f"stoppad {self.kind} {self.source}"
