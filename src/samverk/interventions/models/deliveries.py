"""Who gives an intervention, where, and when it takes people in."""

from __future__ import annotations

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from samverk.foundation.periods import ends_after_it_begins, no_overlap


class StartMode(models.TextChoices):
    """When people begin (startsätt)."""

    ROLLING = "rolling", "löpande"
    COHORT = "cohort", "i grupp, vid bestämda starter"
    SINGLE_PLACE = "single_place", "på enstaka platser"


@pghistory.track()
class Delivery(models.Model):
    """An intervention as one provider gives it (verksamhet): what a person is referred to.

    ``code`` is the same in every installation. ``municipality`` is where it is given, None for all
    of the federation. ``outcomes`` has one desired outcome on each line. ``to_date`` is None while
    no end is set.
    """

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    intervention = models.ForeignKey(
        "federation.Intervention", models.PROTECT, related_name="deliveries"
    )
    provider = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="deliveries"
    )
    municipality = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField("namn", max_length=120)
    start_mode = models.CharField("startsätt", max_length=12, choices=StartMode.choices)
    needs_referral = models.BooleanField("remiss behövs", default=True)
    content = models.TextField("innehåll", blank=True)
    how_to_apply = models.TextField("så söker man", blank=True)
    outcomes = models.TextField("önskade resultat", blank=True)
    is_example = models.BooleanField("exempel", default=False)
    from_date = models.DateField("från och med")
    to_date = models.DateField("till och med", null=True, blank=True)

    class Meta:
        verbose_name = "verksamhet"
        verbose_name_plural = "verksamheter"
        constraints = [
            models.UniqueConstraint(fields=["intervention", "name"], name="delivery_named_once"),
            ends_after_it_begins("delivery"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="kept_as_created", fields=["code", "intervention", "provider"])
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class IntakeWindow(models.Model):
    """Days when a delivery takes people in (intag); outside them it does not.

    ``why_closed`` and ``successor`` tell what happened when it ended, and where to go instead.
    """

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="windows")
    from_date = models.DateField("öppet från och med")
    to_date = models.DateField("öppet till och med", null=True, blank=True)
    why_closed = models.CharField("varför intaget stängdes", max_length=300, blank=True)
    successor = models.ForeignKey(
        Delivery, models.PROTECT, related_name="takes_over_from", null=True, blank=True
    )

    class Meta:
        verbose_name = "intag"
        verbose_name_plural = "intag"
        constraints = [
            ends_after_it_begins("intake"),
            no_overlap("one_intake_at_a_time", "delivery"),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("delivery")),
                name="intake_is_not_its_own_successor",
            ),
        ]

    def __str__(self) -> str:
        return f"intag till {self.delivery} från {self.from_date}"
