"""A federation's budget in versions: rows, their details, the three-year plan, and the decision behind."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q


class RowKind(models.TextChoices):
    """What a row of the budget is for (radens slag)."""

    REVENUE = "revenue", "intäkt"
    ADMINISTRATION = "administration", "administration"
    INTERVENTION = "intervention", "insats"


class OfRow(models.Model):
    """What a figure belongs to (rad): an intervention, or a heading that the federation names itself."""

    kind = models.CharField("slag", max_length=20, choices=RowKind.choices)
    intervention = models.ForeignKey(
        "federation.Intervention", models.PROTECT, related_name="+", null=True, blank=True
    )
    heading = models.CharField("rubrik", max_length=100, blank=True)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """The intervention's name, or the heading."""
        return self.intervention.name if self.intervention else self.heading


def belongs_once(name: str) -> models.CheckConstraint:
    """Make the constraint that a row has an intervention, or else a heading."""
    return models.CheckConstraint(
        condition=(Q(kind="intervention") & Q(intervention__isnull=False) & Q(heading=""))
        | (~Q(kind="intervention") & Q(intervention__isnull=True) & ~Q(heading="")),
        name=name,
    )


@pghistory.track()
class BudgetVersion(models.Model):
    """A year's budget as it was proposed (budgetversion). Never changed: a revision is a new version.

    ``opening_equity`` is the expected one on 1 January, in öre. ``funding`` says how spending during
    the year is paid for (KL 11:15), ``motivation`` why revenue does not exceed costs (11:5).
    """

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="budgets")
    year = models.PositiveSmallIntegerField("år")
    number = models.PositiveSmallIntegerField("version")
    opening_equity = models.BigIntegerField("ingående eget kapital i öre", null=True, blank=True)
    goals = models.TextField("finansiella mål", blank=True)
    activities = models.TextField("plan för verksamheten", blank=True)
    motivation = models.TextField("motivering", blank=True)
    funding = models.TextField("finansiering", blank=True)
    note = models.CharField("anteckning", max_length=200, blank=True)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "budgetversion"
        verbose_name_plural = "budgetversioner"
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "year", "number"], name="budget_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"Budget {self.year}, version {self.number}"


@pghistory.track()
class BudgetRow(OfRow):
    """A row of a budget (budgetrad) in öre, with the participants it is for where it has any."""

    version = models.ForeignKey(BudgetVersion, models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField("ordning")
    amount = models.BigIntegerField("belopp i öre")
    participants = models.PositiveIntegerField("budgeterade deltagare", null=True, blank=True)

    class Meta:
        verbose_name = "budgetrad"
        verbose_name_plural = "budgetrader"
        constraints = [
            belongs_once("budget_row_belongs_once"),
            models.UniqueConstraint(
                fields=["version", "kind", "intervention", "heading"],
                nulls_distinct=False,
                name="budget_row_once",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="budget_row_not_below_zero"),
            models.CheckConstraint(
                condition=Q(participants__isnull=True) | Q(kind="intervention"),
                name="participants_of_interventions",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.amount} öre"


@pghistory.track()
class BudgetDetail(models.Model):
    """A part of a row (detaljbudget) in öre; the parts of a row add up to it."""

    row = models.ForeignKey(BudgetRow, models.CASCADE, related_name="details")
    position = models.PositiveSmallIntegerField("ordning")
    name = models.CharField("benämning", max_length=100)
    amount = models.BigIntegerField("belopp i öre")

    class Meta:
        verbose_name = "detaljbudget"
        verbose_name_plural = "detaljbudgetar"
        constraints = [models.UniqueConstraint(fields=["row", "name"], name="budget_detail_once")]

    def __str__(self) -> str:
        return f"{self.name}: {self.amount} öre"


@pghistory.track()
class PlanYear(models.Model):
    """A later year of the economic plan (planår) in öre; the budget year is the plan's first (11:6)."""

    version = models.ForeignKey(BudgetVersion, models.CASCADE, related_name="plan_years")
    year = models.PositiveSmallIntegerField("år")
    revenue = models.BigIntegerField("intäkter i öre")
    costs = models.BigIntegerField("kostnader i öre")

    class Meta:
        verbose_name = "planår"
        verbose_name_plural = "planår"
        constraints = [models.UniqueConstraint(fields=["version", "year"], name="plan_year_once")]

    def __str__(self) -> str:
        return f"Plan {self.year}"


@pghistory.track()
class BudgetDecision(models.Model):
    """That the board has decided a version (budgetbeslut), with its own decision behind it."""

    version = models.OneToOneField(BudgetVersion, models.PROTECT, related_name="settled")
    decision = models.OneToOneField("decisions.Decision", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("registrerat", auto_now_add=True)

    class Meta:
        verbose_name = "budgetbeslut"
        verbose_name_plural = "budgetbeslut"

    def __str__(self) -> str:
        return f"{self.version}, {self.decision}"
