"""An authority's retention plan, what is held back from it, and what was counted of those removed."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from samverk.interventions.persons.models.base import (
    Kept,
    OfPerson,
    no_federation,
    only_added,
    stays,
)
from samverk.interventions.persons.models.people import Sex
from samverk.rules.interventions.retention import HOLD_REASONS, RECORDS, TRIGGERS


class RetentionPlan(Kept):
    """A version of an authority's retention plan (gallringsplan). Rows are only added.

    It applies from ``from_date`` until a later version does. ``decision`` is the decision it rests on,
    as the authority cites it.
    """

    from_date = models.DateField("gäller från")
    decision = models.CharField("beslut", max_length=120)
    decided_on = models.DateField("beslutad")
    made_by = models.CharField("inlagd av", max_length=200)

    class Meta:
        verbose_name = "gallringsplan"
        verbose_name_plural = "gallringsplaner"
        constraints = [
            models.CheckConstraint(condition=~Q(decision=""), name="plan_is_decided"),
            models.UniqueConstraint(
                fields=["controller", "from_date"], name="one_plan_from_each_day"
            ),
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"gallringsplan från {self.from_date}"


class RetentionRuleRow(Kept):
    """A rule of a plan (gallringsregel): how long one kind of record is kept, and on what ground."""

    plan = models.ForeignKey(RetentionPlan, models.PROTECT, related_name="rules")
    record = models.CharField(
        "handlingsslag", max_length=16, choices=[(k.value, v) for k, v in RECORDS.items()]
    )
    trigger = models.CharField(
        "räknas från", max_length=12, choices=[(k.value, v) for k, v in TRIGGERS.items()]
    )
    years = models.PositiveSmallIntegerField("år", default=0)
    days = models.PositiveSmallIntegerField("dagar", default=0)
    by_year_end = models.BooleanField("klart kalenderåret efter", default=False)
    ground = models.CharField("grund", max_length=200, blank=True)
    is_confirmed = models.BooleanField("grunden är bekräftad", default=False)

    class Meta:
        verbose_name = "gallringsregel"
        verbose_name_plural = "gallringsregler"
        constraints = [
            models.UniqueConstraint(fields=["plan", "record"], name="one_rule_for_a_record"),
            models.CheckConstraint(
                condition=Q(years__gt=0) | Q(days__gt=0), name="kept_at_least_a_day"
            ),
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"{self.get_record_display()}: {self.years} år, {self.days} dagar"


class DisposalHold(OfPerson):
    """A person's file is kept although its time is up (undantag från gallring), until it is lifted.

    ``reference`` is the number of the case or the court's, never words about the person.
    """

    reason = models.CharField(
        "skäl", max_length=12, choices=[(k.value, v) for k, v in HOLD_REASONS.items()]
    )
    reference = models.CharField("ärende- eller målnummer", max_length=60)
    held_by = models.CharField("undantagen av", max_length=200)
    lifted_on = models.DateField("undantaget hävt", null=True, blank=True)

    class Meta:
        verbose_name = "undantag från gallring"
        verbose_name_plural = "undantag från gallring"
        triggers = [no_federation(), stays("person", "reason", "reference", "held_by")]

    def __str__(self) -> str:
        return f"undantag {self.pk.hex[:8]}"


class KeptCount(Kept):
    """How many of those removed were counted in a delivery and year (antal efter gallrade).

    A running sum by sex and ``began``, the year of start. Nothing tells which person, which removal or
    when: what stands here is a number. ``is_protected`` tells those who were counted in sums alone.
    """

    # When a row came, or which removal it came with, would tell whom it counts
    recorded_at = None  # type: ignore[assignment]
    delivery = models.ForeignKey("interventions.Delivery", models.PROTECT, related_name="+")
    measured = models.CharField("mått", max_length=16)
    year = models.PositiveSmallIntegerField("år")
    began = models.PositiveSmallIntegerField("började år")
    sex = models.CharField("kön", max_length=8, choices=Sex.choices)
    is_followed = models.BooleanField("följdes upp")
    is_protected = models.BooleanField("hade skydd")
    number = models.PositiveIntegerField("antal", default=0)

    class Meta:
        verbose_name = "antal efter gallrade"
        verbose_name_plural = "antal efter gallrade"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "controller",
                    "delivery",
                    "measured",
                    "year",
                    "began",
                    "sex",
                    "is_followed",
                    "is_protected",
                ],
                name="counted_once_after_removal",
            )
        ]
        triggers = [
            no_federation(),
            pgtrigger.ReadOnly(name="kept_as_made", exclude=["number"]),
            pgtrigger.Protect(
                name="only_grows",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__number__lt=pgtrigger.F("old__number")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measured} {self.year}: {self.number}"
