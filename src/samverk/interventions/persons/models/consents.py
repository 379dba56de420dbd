"""Consents, one for each purpose, and what was told to whom on which ground."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samverk.interventions.persons.models.base import OfPerson, no_federation, only_added, stays
from samverk.rules.interventions.consent import GROUNDS, PURPOSES


class Consent(OfPerson):
    """A person's consent for one purpose (samtycke): a waiver of secrecy, never the GDPR ground.

    ``reaches`` are the organisations that it names. ``form`` is how it was given. It is never
    rewritten: it is taken back, and a new one given.
    """

    purpose = models.CharField(
        "ändamål", max_length=24, choices=[(k.value, v) for k, v in PURPOSES.items()]
    )
    data = models.CharField("vilka uppgifter", max_length=300)
    form = models.CharField("hur det gavs", max_length=120)
    language = models.CharField("språk", max_length=60, default="svenska")
    from_date = models.DateField("gäller från")
    to_date = models.DateField("gäller till", null=True, blank=True)
    withdrawn_on = models.DateField("återtaget", null=True, blank=True)

    class Meta:
        verbose_name = "samtycke"
        verbose_name_plural = "samtycken"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="consent_ends_after_it_begins",
            )
        ]
        triggers = [
            no_federation(),
            stays("person", "purpose", "data", "form", "from_date", "to_date"),
        ]

    def __str__(self) -> str:
        return f"samtycke {self.pk.hex[:8]}"


class ConsentReceiver(OfPerson):
    """An organisation that a consent reaches (mottagare)."""

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="reaches")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "samtyckets mottagare"
        verbose_name_plural = "samtyckens mottagare"
        constraints = [
            models.UniqueConstraint(fields=["consent", "organisation"], name="consent_reaches_once")
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"mottagare {self.pk.hex[:8]}"


class Disclosure(OfPerson):
    """Something told to another authority (utlämnande), with its ground from the closed list."""

    receiver = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    what = models.CharField("vad", max_length=120)
    ground = models.CharField(
        "grund", max_length=20, choices=[(k.value, v) for k, v in GROUNDS.items()]
    )
    consent = models.ForeignKey(
        Consent, models.PROTECT, related_name="disclosures", null=True, blank=True
    )
    message = models.UUIDField("meddelande", null=True, blank=True)
    user_name = models.CharField("av", max_length=200)
    told_on = models.DateField("dag")

    class Meta:
        verbose_name = "utlämnande"
        verbose_name_plural = "utlämnanden"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"utlämnande {self.pk.hex[:8]}"
