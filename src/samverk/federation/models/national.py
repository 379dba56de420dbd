"""What has been reported to the national follow-up, and the words that the national form uses."""

from __future__ import annotations

import pghistory
from django.db import models


@pghistory.track()
class NationalTerms(models.Model):
    """The national form's words for ours (kodlista), {our word: theirs}. A later row takes over.

    Its code lists have not been confirmed: without a row our own words stand in the sheet.
    """

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    words = models.JSONField("ord", default=dict)
    source = models.CharField("källa", max_length=300)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "kodlista"
        verbose_name_plural = "kodlistor"

    def __str__(self) -> str:
        return f"Kodlista, {self.source}"


@pghistory.track()
class NationalReport(models.Model):
    """What was reported for a year, when and by whom (inrapportering). Never changed.

    ``figures`` are [{"key", "name", "value", "source"}] as the sheet stood; value None where missing.
    """

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("år")
    reported_on = models.DateField("rapporterat den")
    reporter = models.CharField("av", max_length=200)
    figures = models.JSONField("uppgifter")
    note = models.CharField("anteckning", max_length=300, blank=True)
    recorded_at = models.DateTimeField("registrerat", auto_now_add=True)

    class Meta:
        verbose_name = "inrapportering"
        verbose_name_plural = "inrapporteringar"

    def __str__(self) -> str:
        return f"Uppföljning Finsam {self.year}, {self.reported_on}"
