"""Cases: one per body, linked across bodies."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from samverk.foundation.models.secrecy import Secrecy


@pghistory.track()
class Case(models.Model):
    """A matter (ärende) in one body's diary. What stands here is public, also for a secret case.

    ``diary_number`` is verbatim as the body writes it. ``year`` and ``sequence`` are set for
    numbers that we gave out, without gaps. ``opened_by_then`` says that nobody knows when it was
    opened: ``opened_on`` is then the day of the first paper that has its number.
    """

    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="cases")
    diary_number = models.CharField("diarienummer", max_length=60)
    year = models.PositiveSmallIntegerField("år", null=True, blank=True)
    sequence = models.PositiveIntegerField("löpnummer", null=True, blank=True)
    title = models.CharField("rubrik", max_length=300)
    secret = models.BooleanField("sekretess", default=False)
    opened_on = models.DateField("öppnat")
    opened_by_then = models.BooleanField("öppnat senast den dagen", default=False)
    closed_on = models.DateField("avslutat", null=True, blank=True)

    class Meta:
        verbose_name = "ärende"
        verbose_name_plural = "ärenden"
        constraints = [
            models.UniqueConstraint("body", Upper("diary_number"), name="case_numbered_once"),
            models.UniqueConstraint(
                fields=["body", "year", "sequence"],
                condition=Q(sequence__isnull=False),
                name="case_sequence_once",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="case_closes_after_it_opens",
            ),
        ]
        indexes = [models.Index(fields=["body", "-opened_on", "-id"])]

    def __str__(self) -> str:
        return f"{self.diary_number} {self.title}"


@pghistory.track()
class CaseSecret(Secrecy):
    """What is secret about a case (ärendets sekretessbelagda uppgifter): its true title."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="kept_secret")
    title = models.CharField("rubrik", max_length=300)

    class Meta(Secrecy.Meta):
        verbose_name = "sekretessbelagd ärendeuppgift"
        verbose_name_plural = "sekretessbelagda ärendeuppgifter"

    def __str__(self) -> str:
        return f"sekretess i ärende {self.case_id}"


class LinkKind(models.TextChoices):
    """How two cases belong together."""

    SAME_MATTER = "same_matter", "samma sak i ett annat organ"
    CONTINUES = "continues", "fortsätter"


@pghistory.track()
class CaseLink(models.Model):
    """Two bodies' cases about one thing (ärendekoppling): the number is new at every body."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="links")
    other = models.ForeignKey(Case, models.CASCADE, related_name="links_here")
    kind = models.CharField("koppling", max_length=20, choices=LinkKind.choices)

    class Meta:
        verbose_name = "ärendekoppling"
        verbose_name_plural = "ärendekopplingar"
        constraints = [
            models.UniqueConstraint(fields=["case", "other", "kind"], name="case_link_once"),
            models.CheckConstraint(condition=~Q(case=F("other")), name="case_not_linked_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.case} – {self.other}"
