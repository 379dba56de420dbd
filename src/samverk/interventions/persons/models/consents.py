"""Consents, one for each purpose, and what was told to whom on which ground."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from samverk.interventions.persons.models.base import (
    Kept,
    OfPerson,
    no_federation,
    only_added,
    stays,
)
from samverk.rules.interventions.consent import GROUNDS, PURPOSES
from samverk.rules.interventions.disclosure import CROSSINGS, DATA_KINDS


def kinds_field(name: str) -> ArrayField[Any, Any]:
    """Build a field with kinds of data, from the closed list."""
    choices = [(k.value, v) for k, v in DATA_KINDS.items()]
    return ArrayField(
        models.CharField(max_length=16, choices=choices),
        verbose_name=name,
        default=list,
        blank=True,
    )


class Consent(OfPerson):
    """A person's consent for one purpose (samtycke): a waiver of secrecy, never the GDPR ground.

    ``reaches`` are the organisations that it names, ``kinds`` what may be told to them; what is not
    among those is not told. ``note`` is what else was said. ``form`` is how it was given. It is never
    rewritten: it is taken back, and a new one given.
    """

    purpose = models.CharField(
        "ändamål", max_length=24, choices=[(k.value, v) for k, v in PURPOSES.items()]
    )
    kinds = kinds_field("vilka uppgifter")
    note = models.CharField("anteckning", max_length=300, blank=True)
    form = models.CharField("hur det gavs", max_length=120)
    language = models.CharField("språk", max_length=60, default="svenska")
    from_date = models.DateField("gäller från")
    to_date = models.DateField("gäller till", null=True, blank=True)
    withdrawn_on = models.DateField("återtaget", null=True, blank=True)
    # The moment when the share closed, and who took it back: unknown of those from before it was kept
    withdrawn_at = models.DateTimeField("återtaget klockan", null=True, blank=True)
    withdrawn_by = models.CharField(
        "återtaget av", max_length=200, blank=True, default="", db_default=""
    )

    class Meta:
        verbose_name = "samtycke"
        verbose_name_plural = "samtycken"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="consent_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by="")
                | (Q(withdrawn_on__isnull=False, withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
                name="consent_taken_back_by_somebody",
            ),
        ]
        triggers = [
            no_federation(),
            stays("person", "purpose", "kinds", "note", "form", "from_date", "to_date"),
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
    """Something told to another authority (utlämnande), with its ground from the closed list.

    ``controller`` told it. ``kinds`` are the kinds of data that it carried, ``withheld`` those that the
    consent left out of it. ``why`` is the sealed reason, where the ground asks for one. ``user`` decided
    it, None when the calendar did. ``consent`` is None for one that the other side holds: then it is
    theirs that the answer rests on.
    """

    receiver = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    referral = models.ForeignKey(
        "persons.Referral", models.PROTECT, related_name="disclosures", null=True, blank=True
    )
    what = models.CharField(
        "vad", max_length=120, choices=[(k.value, v) for k, v in CROSSINGS.items()]
    )
    kinds = kinds_field("vilka uppgifter")
    withheld = kinds_field("inte lämnat")
    ground = models.CharField(
        "grund", max_length=20, choices=[(k.value, v) for k, v in GROUNDS.items()]
    )
    why = models.BinaryField("förseglad motivering", default=b"")
    is_harmless = models.BooleanField("menprövat utan hinder", null=True, blank=True)
    consent = models.ForeignKey(
        Consent, models.PROTECT, related_name="disclosures", null=True, blank=True
    )
    message = models.UUIDField("meddelande", null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    user_name = models.CharField("av", max_length=200)
    told_on = models.DateField("dag")

    class Meta:
        verbose_name = "utlämnande"
        verbose_name_plural = "utlämnanden"
        triggers = [no_federation(), only_added()]
        constraints = [
            # Each message is written down once, however often its step is asked for
            models.UniqueConstraint(
                fields=["message"],
                condition=Q(message__isnull=False),
                name="message_disclosed_once",
            )
        ]

    def __str__(self) -> str:
        return f"utlämnande {self.pk.hex[:8]}"


class GroundDecision(Kept):
    """An authority opens a ground or shuts it (beslut om grund), from now on. The latest counts.

    ``reference`` is where the law was tried. Rows are only added.
    """

    ground = models.CharField(
        "grund", max_length=20, choices=[(k.value, v) for k, v in GROUNDS.items()]
    )
    is_open = models.BooleanField("används")
    reference = models.CharField("beslut", max_length=300)
    user_name = models.CharField("av", max_length=200)
    decided_on = models.DateField("dag")

    class Meta:
        verbose_name = "beslut om grund"
        verbose_name_plural = "beslut om grunder"
        indexes = [models.Index(fields=["controller", "-recorded_at"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"grund {self.ground}: {'öppen' if self.is_open else 'stängd'}"
