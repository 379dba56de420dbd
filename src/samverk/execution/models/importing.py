"""A source of decisions, and a file of it on its way into the register.

The file is sealed with a key of its own while it is tried, and goes with its key when it has been read in,
is thrown away, or by the night. What is left is who read in how many, when.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from samverk.foundation.kept import Kept, no_federation, stays


class RegisterSource(Kept):
    """A system or sheet that decisions come from (källa), and how its files are read.

    ``mapping`` is the heading of each field and the source's words for the codes, as chosen last.
    """

    name = models.CharField("källa", max_length=80)
    mapping = models.JSONField("kolumner och värden", default=dict)

    class Meta:
        verbose_name = "källa till registret"
        verbose_name_plural = "källor till registret"
        constraints = [
            models.UniqueConstraint(fields=["controller", "name"], name="register_source_once")
        ]
        triggers = [no_federation(), stays("name")]

    def __str__(self) -> str:
        return f"källa {self.pk.hex[:8]}"


class ImportState(models.TextChoices):
    """How far a file has come (läge)."""

    OPEN = "open", "provas"
    ASKED = "asked", "läses in"
    DONE = "done", "inläst"
    DROPPED = "dropped", "kastad"


class RegisterImport(Kept):
    """A file on its way into the register (inläsning), the uploader's alone until it has been read in.

    ``sealed`` is the file's cells and ``tried`` what the latest dry run told, both sealed with ``key``;
    all three are emptied when the file goes. ``digest`` is a keyed one of what the dry run showed, which
    the run has to find again. ``counts`` has no person in it.
    """

    source = models.ForeignKey(RegisterSource, models.PROTECT, related_name="imports")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_by_name = models.CharField("uppladdad av", max_length=200)
    mapping = models.JSONField("kolumner och värden", default=dict)
    key = models.BinaryField("nyckel", default=b"")
    sealed = models.BinaryField("förseglad fil", default=b"")
    tried = models.BinaryField("förseglad provkörning", default=b"")
    digest = models.CharField("provets kontrollsumma", max_length=64, blank=True)
    counts = models.JSONField("antal", default=dict)
    state = models.CharField(
        "läge", max_length=8, choices=ImportState.choices, default=ImportState.OPEN
    )
    message = models.CharField("vad som hindrade", max_length=400, blank=True)
    ended_at = models.DateTimeField("klar", null=True, blank=True)

    class Meta:
        verbose_name = "inläsning till registret"
        verbose_name_plural = "inläsningar till registret"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "asked"]) | Q(key=b"", sealed=b"", tried=b""),
                name="register_file_goes_when_it_has_ended",
            )
        ]
        indexes = [models.Index(fields=["controller", "-recorded_at"])]
        triggers = [no_federation(), stays("source", "uploaded_by", "uploaded_by_name")]

    def __str__(self) -> str:
        return f"inläsning {self.pk.hex[:8]}"


class RegisterImportProgress(Kept):
    """How many rows of a file have been read in (framsteg): written beside the transaction that reads it."""

    of = models.OneToOneField(RegisterImport, models.PROTECT, related_name="progress")
    done = models.PositiveIntegerField("klara rader", default=0)
    total = models.PositiveIntegerField("rader", default=0)

    class Meta:
        verbose_name = "framsteg för inläsning"
        verbose_name_plural = "framsteg för inläsningar"
        triggers = [no_federation(), stays("of")]

    def __str__(self) -> str:
        return f"framsteg {self.pk.hex[:8]}"
