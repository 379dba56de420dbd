"""The retention of the register: the plan, what is held back, a trial, its decision and certificate.

A decision stands in a trial by id alone, which is no key to any row once the decision is removed.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samverk.execution.models.decisions import GrantedDecision, OfDecision
from samverk.foundation.kept import Kept, no_federation, only_added, stays
from samverk.rules.interventions.retention import HOLD_REASONS, STANDINGS
from samverk.rules.unexecuted.retention import RegisterTerm


class RegisterPlan(Kept):
    """A version of a board's retention plan for its register (gallringsplan). Rows are only added."""

    from_date = models.DateField("gäller från")
    decision = models.CharField("beslut", max_length=120)
    decided_on = models.DateField("beslutad")
    made_by = models.CharField("inlagd av", max_length=200)
    years = models.PositiveSmallIntegerField("år")
    by_year_end = models.BooleanField("klart kalenderåret efter", default=True)
    ground = models.CharField("grund", max_length=200, blank=True)
    is_confirmed = models.BooleanField("grunden är bekräftad", default=False)

    class Meta:
        verbose_name = "gallringsplan för registret"
        verbose_name_plural = "gallringsplaner för registret"
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision="") & Q(years__gt=0), name="register_plan_is_decided"
            ),
            models.UniqueConstraint(
                fields=["controller", "from_date"], name="one_register_plan_from_each_day"
            ),
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"gallringsplan från {self.from_date}"

    @property
    def term(self) -> RegisterTerm:
        """The period as the rules know it."""
        return RegisterTerm(self.years, self.by_year_end, self.ground, self.is_confirmed)


class RegisterHold(OfDecision):
    """A decision is kept although its time is up (undantag från gallring), until it is lifted.

    ``reference`` is the number of the case or the court's, never words about the person.
    """

    decision = models.ForeignKey(GrantedDecision, models.PROTECT, related_name="holds")
    reason = models.CharField(
        "skäl", max_length=12, choices=[(k.value, v) for k, v in HOLD_REASONS.items()]
    )
    reference = models.CharField("ärende- eller målnummer", max_length=60)
    held_by = models.CharField("undantagen av", max_length=200)
    lifted_on = models.DateField("undantaget hävt", null=True, blank=True)

    class Meta:
        verbose_name = "undantag från gallring i registret"
        verbose_name_plural = "undantag från gallring i registret"
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(lifted_on=None), name="decision_held_once"
            )
        ]
        triggers = [no_federation(), stays("decision", "reason", "reference", "held_by")]

    def __str__(self) -> str:
        return f"undantag {self.pk.hex[:8]}"


class RegisterTrial(Kept):
    """A trial of the plan on a whole register (provgallring). Nothing is removed by it.

    ``digest`` is of the plan, the day and what was judged of each decision.
    """

    plan = models.ForeignKey(RegisterPlan, models.PROTECT, related_name="+")
    day = models.DateField("dag")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_by_name = models.CharField("gjord av", max_length=200)
    digest = models.CharField("kontrollsumma", max_length=64)

    class Meta:
        verbose_name = "provgallring av registret"
        verbose_name_plural = "provgallringar av registret"
        indexes = [models.Index(fields=["controller", "-recorded_at"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"provgallring {self.day}"


class RegisterTrialLine(Kept):
    """One decision in a trial (rad i provgallring): how it stands, and why. ``whom`` outlives it."""

    trial = models.ForeignKey(RegisterTrial, models.PROTECT, related_name="lines")
    whom = models.UUIDField("beslut")
    number = models.PositiveIntegerField("nummer")
    standing = models.CharField(
        "läge", max_length=8, choices=[(k.value, v) for k, v in STANDINGS.items()]
    )
    why = models.JSONField("skäl")
    year = models.PositiveSmallIntegerField("år för sista anteckningen")
    due_on = models.DateField("tiden går ut", null=True, blank=True)
    finish_by = models.DateField("klart senast", null=True, blank=True)
    facts = models.CharField("underlagets kontrollsumma", max_length=64)
    is_protected = models.BooleanField("hade skydd", default=False)

    class Meta:
        verbose_name = "rad i provgallring av registret"
        verbose_name_plural = "rader i provgallring av registret"
        constraints = [
            models.UniqueConstraint(fields=["trial", "whom"], name="decision_tried_once_in_a_trial")
        ]
        indexes = [models.Index(fields=["trial", "standing", "due_on"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"beslut {self.number}"


class RegisterDisposal(Kept):
    """The decision to remove what was due in a trial (gallringsbeslut), by another than who made it."""

    trial = models.OneToOneField(RegisterTrial, models.PROTECT, related_name="disposal")
    tried_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_by_name = models.CharField("beslutad av", max_length=200)
    reference = models.CharField("beslut", max_length=120)
    decided_on = models.DateField("dag")

    class Meta:
        verbose_name = "gallringsbeslut om registret"
        verbose_name_plural = "gallringsbeslut om registret"
        constraints = [
            models.CheckConstraint(
                condition=~Q(decided_by=F("tried_by")), name="register_disposal_by_two"
            ),
            models.CheckConstraint(condition=~Q(reference=""), name="register_disposal_cites"),
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"gallringsbeslut {self.reference}"


class RemovalOutcome(models.TextChoices):
    """What became of a decision that was to be removed (utfall)."""

    REMOVED = "removed", "gallrat"
    CHANGED = "changed", "kvar: underlaget har ändrats sedan provgallringen"
    NOT_DUE = "not_due", "kvar: ska inte gallras längre"
    GONE = "gone", "redan gallrat"


class RegisterRemoval(Kept):
    """What became of one decision of a disposal (utfall), and how many rows were removed."""

    disposal = models.ForeignKey(RegisterDisposal, models.PROTECT, related_name="removals")
    line = models.OneToOneField(RegisterTrialLine, models.PROTECT, related_name="removal")
    outcome = models.CharField("utfall", max_length=8, choices=RemovalOutcome.choices)
    rows = models.JSONField("rader per tabell", default=dict)

    class Meta:
        verbose_name = "utfall av gallring i registret"
        verbose_name_plural = "utfall av gallring i registret"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"gallring {self.pk.hex[:8]}"


class RegisterCertificate(Kept):
    """The certificate of a disposal (gallringsbevis): numbers, the decision and the plan, no names.

    ``digest`` is of ``content`` as canonical JSON.
    """

    disposal = models.OneToOneField(RegisterDisposal, models.PROTECT, related_name="certificate")
    finished_on = models.DateField("klar")
    content = models.JSONField("innehåll")
    digest = models.CharField("kontrollsumma", max_length=64)

    class Meta:
        verbose_name = "gallringsbevis för registret"
        verbose_name_plural = "gallringsbevis för registret"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"gallringsbevis {self.pk.hex[:8]}"
