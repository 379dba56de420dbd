"""What is locked: each adjusted paragraph in its body's chain, and the signed checkpoints."""

from __future__ import annotations

from django.db import models

from samverk.foundation.models.secrecy import Secrecy
from samverk.foundation.seals.chain import Link
from samverk.meetings.models.adjustment import Adjustment, locked
from samverk.meetings.models.agenda import AgendaItem


class SealedKind(models.TextChoices):
    """What a locked record holds."""

    PARAGRAPH = "paragraph", "paragraf"
    DOCUMENT = "document", "protokollsfil"
    CORRECTION = "correction", "rättelse"


class SealedRecord(models.Model):
    """A record in its body's chain (låst post): never changed, never removed.

    ``content`` is canonical JSON. A correction ``corrects`` an earlier record, which stays. Of a
    secret paragraph the chain holds a commitment alone, and its words are in ``SealedSecret``.
    """

    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="sealed")
    chain = models.CharField("kedja", max_length=100)
    number = models.PositiveIntegerField("nummer")
    kind = models.CharField("slag", max_length=10, choices=SealedKind.choices)
    adjustment = models.ForeignKey(Adjustment, models.PROTECT, related_name="sealed")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="sealed", null=True, blank=True
    )
    corrects = models.ForeignKey(
        "self", models.PROTECT, related_name="corrections", null=True, blank=True
    )
    content = models.TextField("innehåll")
    previous = models.CharField("föregående", max_length=64)
    digest = models.CharField("kontrollsumma", max_length=64)
    sealed_at = models.DateTimeField("låst", auto_now_add=True)

    class Meta:
        verbose_name = "låst post"
        verbose_name_plural = "låsta poster"
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="sealed_numbered_once"),
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(kind=SealedKind.PARAGRAPH),
                name="paragraph_sealed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=SealedKind.CORRECTION) ^ models.Q(corrects__isnull=True),
                name="correction_corrects_something",
            ),
        ]
        triggers = [locked()]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, post {self.number} i {self.chain}"

    @property
    def link(self) -> Link:
        """The record as a link of its chain."""
        return Link(self.chain, self.number, self.previous, self.content, self.digest)


class SealedSecret(Secrecy):
    """The words of a locked secret paragraph (låst sekretess), and the key of its commitment.

    Without the key the commitment in the chain tells nothing: when it is destroyed the chain still
    holds.
    """

    record = models.OneToOneField(SealedRecord, models.PROTECT, related_name="kept_secret")
    content = models.TextField("innehåll")
    key = models.CharField("nyckel", max_length=64)

    class Meta(Secrecy.Meta):
        verbose_name = "låst sekretess"
        verbose_name_plural = "låst sekretess"
        triggers = [locked()]

    def __str__(self) -> str:
        return f"sekretess i post {self.record_id}"


class SealCheckpoint(models.Model):
    """A signed checkpoint (kontrollpunkt), as the line that witnesses keep."""

    number = models.PositiveIntegerField("nummer", unique=True)
    line = models.TextField("rad")
    made_at = models.DateTimeField("gjord", auto_now_add=True)

    class Meta:
        verbose_name = "kontrollpunkt"
        verbose_name_plural = "kontrollpunkter"
        triggers = [locked()]

    def __str__(self) -> str:
        return f"kontrollpunkt {self.number}"
