"""What was uploaded, what was read in it, and what a person said of the reading."""

from __future__ import annotations

import uuid

import pghistory
import pgtrigger
from django.db import models


class SourceState(models.TextChoices):
    """How far the reading of a file has come (läsläge)."""

    WAITING = "waiting", "väntar på inläsning"
    READ = "read", "inläst"
    UNREADABLE = "unreadable", "kunde inte läsas"


MINUTES = "minutes"
NOTICE = "notice"


def storage_name(*_: object) -> str:
    """Draw the name that a file is stored under: nothing of what it was called outside is kept."""
    return f"inlast/{uuid.uuid4().hex}"


@pghistory.track()
class Source(models.Model):
    """An uploaded file (inläst fil), kept byte for byte, with the text that was read from it.

    ``body`` is the one it was read in for, not always the one whose paper it is. Until somebody
    confirms what was read, nobody outside that body sees it: each board is an authority of its
    own, and secrecy holds between boards of one municipality (OSL 8 kap. 2 §).
    ``lines`` is the text as a list of [page or null, line number, text]; None until it has been
    read. ``parts`` are the documents found in it, without their records. ``personal_numbers`` are
    the indexes of lines where a personal identity number stands. ``message`` is what the person
    is told, in Swedish, when the file could not be read or was read with a reservation.
    ``turn`` counts the readings, from 1: each is an act of its own. ``batch`` is the same for the
    files that were sent together, whose reading is followed as one.
    """

    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="intake_sources")
    name = models.CharField("filnamn", max_length=200)
    content = models.FileField("fil", upload_to=storage_name)
    media_type = models.CharField("filtyp", max_length=100)
    sha256 = models.CharField("kontrollsumma", max_length=64)
    size = models.PositiveBigIntegerField("storlek i byte")
    state = models.CharField(
        "läge", max_length=12, choices=SourceState.choices, default=SourceState.WAITING
    )
    turn = models.PositiveIntegerField("läsomgång", default=1)
    batch = models.CharField("sändning", max_length=80, blank=True)
    message = models.TextField("besked", blank=True)
    lines = models.JSONField("rader", null=True, blank=True)
    parts = models.JSONField("delar", default=list, blank=True)
    personal_numbers = models.JSONField("rader med personnummer", default=list, blank=True)
    uploaded_at = models.DateTimeField("uppladdad", auto_now_add=True)
    uploaded_by = models.ForeignKey(
        "foundation.User", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "inläst fil"
        verbose_name_plural = "inlästa filer"
        constraints = [
            models.UniqueConstraint(fields=["body", "sha256"], name="source_uploaded_once")
        ]
        indexes = [
            models.Index(fields=["body", "-uploaded_at", "-id"]),
            models.Index(fields=["batch"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> int:
        """The organisation (id) of the body it was read in for."""
        return self.body.organisation_id

    @property
    def is_lost(self) -> bool:
        """Answer whether the stored file is gone from the store."""
        return not self.content.storage.exists(str(self.content.name))


class RecordState(models.TextChoices):
    """What a person has said of a reading (granskningsläge)."""

    PROPOSED = "proposed", "att granska"
    CONFIRMED = "confirmed", "bekräftad"
    REJECTED = "rejected", "avvisad"


@pghistory.track()
class ReadRecord(models.Model):
    """One paragraph, memo or notice of meeting as the reader found it (läst post), in one source.

    ``fields`` is what was read, ``confirmed_fields`` what the person confirmed or changed it to;
    once a person has said something the reading is never overwritten. The same ``record_id`` in
    two sources is one record. ``first`` and ``last`` are indexes of the source's lines.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="records")
    order = models.PositiveIntegerField("ordning")
    kind = models.CharField("typ", max_length=20)
    record_id = models.CharField("post", max_length=64, db_index=True)
    first = models.PositiveIntegerField("första raden", default=0)
    last = models.PositiveIntegerField("sista raden", default=0)
    fields = models.JSONField("läst")
    confirmed_fields = models.JSONField("bekräftat", null=True, blank=True)
    state = models.CharField(
        "granskning", max_length=12, choices=RecordState.choices, default=RecordState.PROPOSED
    )
    reason = models.CharField("skäl", max_length=300, blank=True)
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
            models.UniqueConstraint(fields=["source", "order"], name="record_ordered_once"),
            models.CheckConstraint(
                condition=~models.Q(state="confirmed")
                | models.Q(document__isnull=False, confirmed_fields__isnull=False),
                name="confirmed_record_has_its_paper",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="reviewed_stays",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state="proposed"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} i {self.source}"

    @property
    def name(self) -> str:
        """What people call it: "§ 7", "Kallelsen", "Skrivelsen"."""
        if paragraph := self.fields.get("paragraph"):
            return f"§ {paragraph}"
        return "Kallelsen" if self.kind == NOTICE else "Skrivelsen"

    def fields_differ(self, record_id: str, fields: dict[str, object]) -> bool:
        """Answer whether a reading says anything else than what is kept."""
        return self.pk is None or (self.record_id, self.fields) != (record_id, fields)


@pghistory.track()
class Finding(models.Model):
    """What a check says of a reading (fynd): a fault or a question, with its ground.

    ``places`` are the places it speaks of, each {"source", "line", "page"?}.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="findings")
    record = models.ForeignKey(
        ReadRecord, models.CASCADE, related_name="findings", null=True, blank=True
    )
    check_id = models.CharField("kontroll", max_length=60)
    fault = models.BooleanField("fel (annars fråga)")
    title = models.CharField("rubrik", max_length=200)
    text = models.TextField("vad")
    ground = models.TextField("grund")
    places = models.JSONField("ställen", default=list)

    class Meta:
        verbose_name = "fynd"
        verbose_name_plural = "fynd"

    def __str__(self) -> str:
        return self.text
