"""What was uploaded, what was read in it, and what a person said of the reading."""

from __future__ import annotations

import pghistory
from django.db import models


class SourceState(models.TextChoices):
    """How far the reading of a file has come (läsläge)."""

    WAITING = "waiting", "väntar på inläsning"
    READ = "read", "inläst"
    UNREADABLE = "unreadable", "kunde inte läsas"


@pghistory.track()
class Source(models.Model):
    """An uploaded file (inläst fil), kept byte for byte, with the text that was read from it.

    ``lines`` is the text as a list of [page or null, line number, text]. ``message`` is what the
    person is told, in Swedish, when the file could not be read or was read with a reservation.
    """

    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="intake_sources"
    )
    name = models.CharField("filnamn", max_length=200)
    content = models.FileField("fil", upload_to="inlast")
    sha256 = models.CharField("kontrollsumma", max_length=64)
    size = models.PositiveBigIntegerField("storlek i byte")
    state = models.CharField(
        "läge", max_length=12, choices=SourceState.choices, default=SourceState.WAITING
    )
    message = models.TextField("besked", blank=True)
    lines = models.JSONField("rader", default=list)
    uploaded_at = models.DateTimeField("uppladdad", auto_now_add=True)
    uploaded_by = models.ForeignKey(
        "foundation.User", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "inläst fil"
        verbose_name_plural = "inlästa filer"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "sha256"], name="source_uploaded_once")
        ]

    def __str__(self) -> str:
        return self.name


class RecordState(models.TextChoices):
    """What a person has said of a reading (granskningsläge)."""

    PROPOSED = "proposed", "att granska"
    CONFIRMED = "confirmed", "bekräftad"
    REJECTED = "rejected", "avvisad"


@pghistory.track()
class ReadRecord(models.Model):
    """One paragraph or memo as the reader found it (läst post), in one source.

    ``fields`` is what was read, ``confirmed_fields`` what the person confirmed or changed it to;
    the reading itself is never overwritten. The same ``record_id`` in two sources is one record.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="records")
    order = models.PositiveIntegerField("ordning")
    kind = models.CharField("typ", max_length=20)
    record_id = models.CharField("post", max_length=64, db_index=True)
    fields = models.JSONField("läst")
    confirmed_fields = models.JSONField("bekräftat", null=True, blank=True)
    state = models.CharField(
        "granskning", max_length=12, choices=RecordState.choices, default=RecordState.PROPOSED
    )
    decision = models.ForeignKey(
        "decisions.Decision", models.PROTECT, related_name="readings", null=True, blank=True
    )
    document = models.ForeignKey(
        "registry.Document", models.PROTECT, related_name="readings", null=True, blank=True
    )

    class Meta:
        verbose_name = "läst post"
        verbose_name_plural = "lästa poster"
        ordering = ["source", "order"]
        constraints = [
            models.UniqueConstraint(fields=["source", "order"], name="record_ordered_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.order} i {self.source}"


@pghistory.track()
class Finding(models.Model):
    """What a check says of a reading (fynd): a fault or a question, with its ground."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="findings")
    record = models.ForeignKey(
        ReadRecord, models.CASCADE, related_name="findings", null=True, blank=True
    )
    check_id = models.CharField("kontroll", max_length=60)
    fault = models.BooleanField("fel (annars fråga)")
    text = models.TextField("vad")
    ground = models.TextField("grund")
    places = models.JSONField("ställen", default=list)

    class Meta:
        verbose_name = "fynd"
        verbose_name_plural = "fynd"

    def __str__(self) -> str:
        return self.text
