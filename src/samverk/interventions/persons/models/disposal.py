"""A disposal: its dry run, the decision, what became of each person, and the certificate.

A person stands here by id alone, which is no key to any row once the person is removed.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samverk.interventions.persons.models.base import Kept, no_federation, only_added
from samverk.interventions.persons.models.retention import RetentionPlan
from samverk.rules.interventions.retention import STANDINGS


class DryRun(Kept):
    """A trial of the plan on everybody (provgallring): whom it would remove on a day, and why.

    ``digest`` is of the plan, the day and each person's facts, so that it can be told whether the
    same list would come again. ``totals`` counts everybody by standing, also those with a protected
    identity.
    """

    plan = models.ForeignKey(RetentionPlan, models.PROTECT, related_name="+")
    day = models.DateField("dag")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_by_name = models.CharField("gjord av", max_length=200)
    totals = models.JSONField("summor")
    digest = models.CharField("kontrollsumma", max_length=64)

    class Meta:
        verbose_name = "provgallring"
        verbose_name_plural = "provgallringar"
        indexes = [models.Index(fields=["controller", "-recorded_at"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"provgallring {self.day}"


class DryRunLine(Kept):
    """One person in a trial (rad i provgallring): how they stand, why, and how many rows there are.

    ``whom`` is the person's id, which outlives the person. ``facts`` digests what was judged.
    """

    run = models.ForeignKey(DryRun, models.PROTECT, related_name="lines")
    whom = models.UUIDField("person")
    standing = models.CharField(
        "läge", max_length=8, choices=[(k.value, v) for k, v in STANDINGS.items()]
    )
    why = models.JSONField("skäl")
    year = models.PositiveSmallIntegerField("år för sista anteckningen", null=True, blank=True)
    due_on = models.DateField("tiden går ut", null=True, blank=True)
    finish_by = models.DateField("klart senast", null=True, blank=True)
    rows = models.JSONField("rader per tabell")
    facts = models.CharField("underlagets kontrollsumma", max_length=64)
    is_protected = models.BooleanField("hade skydd", default=False)

    class Meta:
        verbose_name = "rad i provgallring"
        verbose_name_plural = "rader i provgallring"
        constraints = [
            models.UniqueConstraint(fields=["run", "whom"], name="tried_once_in_a_dry_run")
        ]
        indexes = [models.Index(fields=["run", "standing", "due_on"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"person {self.whom.hex[:8]}"


class DisposalDecision(Kept):
    """The decision to remove those who were due in a trial (gallringsbeslut), by another than who made it."""

    run = models.OneToOneField(DryRun, models.PROTECT, related_name="decision")
    tried_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by_name = models.CharField("beslutad av", max_length=200)
    reference = models.CharField("beslut", max_length=120)
    decided_on = models.DateField("dag")

    class Meta:
        verbose_name = "gallringsbeslut"
        verbose_name_plural = "gallringsbeslut"
        constraints = [
            models.CheckConstraint(
                condition=~Q(decided_by=F("tried_by")), name="disposal_decided_by_two"
            ),
            models.CheckConstraint(condition=~Q(reference=""), name="disposal_cites_a_decision"),
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"gallringsbeslut {self.reference}"


class DisposalStart(Kept):
    """A decided disposal was set going (verkställighet): what is left of it is finished each night."""

    decision = models.OneToOneField(DisposalDecision, models.PROTECT, related_name="start")
    started_by = models.CharField("verkställd av", max_length=200)

    class Meta:
        verbose_name = "verkställighet"
        verbose_name_plural = "verkställigheter"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"verkställighet {self.pk.hex[:8]}"


class Outcome(models.TextChoices):
    """What became of somebody who was decided on (utfall)."""

    REMOVED = "removed", "gallrad"
    CHANGED = "changed", "kvar: underlaget har ändrats sedan provgallringen"
    NOT_DUE = "not_due", "kvar: ska inte gallras längre"
    GONE = "gone", "redan gallrad"


class DisposalOutcome(Kept):
    """What became of one person of a decision (utfall), and how many rows were removed."""

    decision = models.ForeignKey(DisposalDecision, models.PROTECT, related_name="outcomes")
    line = models.OneToOneField(DryRunLine, models.PROTECT, related_name="outcome")
    outcome = models.CharField("utfall", max_length=8, choices=Outcome.choices)
    rows = models.JSONField("rader per tabell", default=dict)

    class Meta:
        verbose_name = "utfall av gallring"
        verbose_name_plural = "utfall av gallring"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        # The log shows this: the pseudonym, which is no key to anything
        return f"gallring av {self.line}"


class DisposalCertificate(Kept):
    """The certificate of a disposal (gallringsbevis): numbers, the decision and the plan, and no names.

    ``digest`` is of ``content`` as canonical JSON.
    """

    decision = models.OneToOneField(DisposalDecision, models.PROTECT, related_name="certificate")
    finished_on = models.DateField("klar")
    content = models.JSONField("innehåll")
    digest = models.CharField("kontrollsumma", max_length=64)

    class Meta:
        verbose_name = "gallringsbevis"
        verbose_name_plural = "gallringsbevis"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"gallringsbevis {self.pk.hex[:8]}"
