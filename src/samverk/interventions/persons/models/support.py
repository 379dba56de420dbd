"""What the referring party gives while somebody waits."""

from __future__ import annotations

from django.db import models

from samverk.interventions.persons.models.base import OfPerson, no_federation, only_added
from samverk.interventions.persons.models.referrals import Referral


class SupportKind(models.TextChoices):
    """What support is given during the wait (stöd under väntan)."""

    TALKS = "talks", "samtal"
    GUIDANCE = "guidance", "vägledning"
    ACTIVITY = "activity", "aktivitet"
    TREATMENT = "treatment", "behandling"
    PRACTICE = "practice", "praktik"
    NONE = "none", "inget stöd"


class Support(OfPerson):
    """Support that the referring party gave while a person waited (stöd under väntan).

    ``cost`` is in öre, None when it is not known.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="support")
    kind = models.CharField("stöd", max_length=10, choices=SupportKind.choices)
    from_date = models.DateField("från")
    to_date = models.DateField("till", null=True, blank=True)
    cost = models.PositiveBigIntegerField("kostnad i öre", null=True, blank=True)

    class Meta:
        verbose_name = "stöd under väntan"
        verbose_name_plural = "stöd under väntan"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"stöd {self.pk.hex[:8]}"
