"""Many files sent at once, and what became of each: found, read, a double, or not taken in."""

from __future__ import annotations

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from samverk.intake.models.readings import Source


class BatchState(models.TextChoices):
    """How far a batch has come (buntens läge)."""

    LISTING = "listing", "gås igenom"
    OPEN = "open", "att starta"
    RUNNING = "running", "läses in"
    DONE = "done", "klar"
    CANCELLED = "cancelled", "avbruten"
    REFUSED = "refused", "tas inte emot"


class BatchFileState(models.TextChoices):
    """What becomes of a file of a batch (filens läge)."""

    WAITING = "waiting", "att läsa in"
    TAKEN = "taken", "inläst"
    DOUBLE = "double", "fanns redan"
    REFUSED = "refused", "tas inte emot"
    SKIPPED = "skipped", "hoppas över"
    CANCELLED = "cancelled", "avbruten"


ENDED = (BatchState.DONE, BatchState.CANCELLED, BatchState.REFUSED)


def batch_storage_name(*_: object) -> str:
    """Draw the name that a file is kept under until it has been read."""
    return f"bunt/{uuid.uuid4().hex}"


@pghistory.track()
class ImportBatch(models.Model):
    """Files sent at once to be read in for a body (inläsningsbunt): an archive, or chosen one by one.

    ``archive`` is kept until its last file has been read. ``started_by`` is whose right the reading
    goes by. ``message`` is what stopped it, in Swedish. Nobody outside the body sees it (as ``Source``).
    """

    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="import_batches")
    name = models.CharField("namn", max_length=200)
    state = models.CharField(
        "läge", max_length=10, choices=BatchState.choices, default=BatchState.LISTING
    )
    archive = models.FileField("arkiv", upload_to=batch_storage_name, blank=True)
    size = models.PositiveBigIntegerField("storlek i byte", default=0)
    message = models.TextField("besked", blank=True)
    sent_at = models.DateTimeField("skickad", auto_now_add=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    started_at = models.DateTimeField("startad", null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_at = models.DateTimeField("slutförd", null=True, blank=True)

    class Meta:
        verbose_name = "inläsningsbunt"
        verbose_name_plural = "inläsningsbuntar"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["done", "cancelled", "refused"])
                | Q(archive="", ended_at__isnull=False),
                name="archive_goes_with_its_batch",
            )
        ]
        indexes = [models.Index(fields=["body", "-sent_at", "-id"])]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> int:
        """The organisation (id) of the body it is read in for."""
        return self.body.organisation_id

    @property
    def has_ended(self) -> bool:
        """Answer whether nothing more becomes of it."""
        return self.state in ENDED


class ImportBatchFile(models.Model):
    """One file of a batch (fil i bunt), by the name it has there with its folders.

    While it waits its content is kept: ``content``, or ``place`` in the batch's archive. ``source`` is
    what it became, or what it already was; ``first`` is the file before it with the same content.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="files")
    order = models.PositiveIntegerField("ordning")
    name = models.CharField("namn", max_length=300)
    size = models.PositiveBigIntegerField("storlek i byte", default=0)
    sha256 = models.CharField("kontrollsumma", max_length=64, blank=True)
    media_type = models.CharField("filtyp", max_length=100, blank=True)
    place = models.PositiveIntegerField("plats i arkivet", null=True, blank=True)
    content = models.FileField("fil", upload_to=batch_storage_name, blank=True)
    state = models.CharField("läge", max_length=10, choices=BatchFileState.choices)
    message = models.TextField("besked", blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="batch_files", null=True, blank=True
    )
    first = models.ForeignKey("self", models.PROTECT, related_name="doubles", null=True, blank=True)

    class Meta:
        verbose_name = "fil i bunt"
        verbose_name_plural = "filer i bunt"
        ordering = ["batch", "order"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "order"], name="batch_file_ordered_once"),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(content=""),
                name="content_goes_when_the_file_waits_no_more",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | ~Q(content="") | Q(place__isnull=False),
                name="waiting_file_has_its_content",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken") | Q(source__isnull=False),
                name="taken_file_has_its_source",
            ),
        ]
        indexes = [models.Index(fields=["batch", "state", "order"])]

    def __str__(self) -> str:
        return self.name
