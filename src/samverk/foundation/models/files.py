"""What is known of stored files by their content: whether they are clean, and their copies to hand out.

A row tells which content by a mark made with the installation's key, so that a table that is open tells
nothing of what the secret ones hold.
"""

from __future__ import annotations

import uuid

from django.db import models

from samverk.foundation.models.log_seals import only_added


def copy_name(*_: object) -> str:
    """Draw the name that a copy is stored under."""
    return f"kopior/{uuid.uuid4().hex}"


class FileScan(models.Model):
    """What the virus scanner said of a content (viruskontroll); ``signature`` is "" for a clean one."""

    mark = models.CharField("märke", max_length=64)
    signature = models.CharField("fynd", max_length=200, blank=True)
    engine = models.CharField("virusskydd", max_length=200)
    made_at = models.DateTimeField("gjord", auto_now_add=True)

    class Meta:
        verbose_name = "viruskontroll"
        verbose_name_plural = "viruskontroller"
        indexes = [models.Index(fields=["mark", "-id"])]
        triggers = [only_added()]

    def __str__(self) -> str:
        return f"viruskontroll {self.pk}"


class FileCopy(models.Model):
    """The copy of an open file that is handed out (kopia), or why there is none.

    ``content`` is empty where the file is its own copy, and where there is none. ``recipe`` is how
    copies were made then: a better one makes new rows. Of several rows the last one holds: a copy that is
    lost is made anew.
    """

    mark = models.CharField("märke", max_length=64)
    recipe = models.PositiveIntegerField("recept")
    found = models.JSONField("borttaget", default=list)
    why_not = models.CharField("varför ingen kopia", max_length=200, blank=True)
    content = models.FileField("fil", upload_to=copy_name, blank=True)
    sha256 = models.CharField("kontrollsumma", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("storlek i byte", default=0)
    made_at = models.DateTimeField("gjord", auto_now_add=True)

    class Meta:
        verbose_name = "kopia av fil"
        verbose_name_plural = "kopior av filer"
        indexes = [models.Index(fields=["mark", "-id"])]
        triggers = [only_added()]

    def __str__(self) -> str:
        return f"kopia {self.pk}"
