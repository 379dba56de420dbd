"""What a participation was before it changed: its extents by day, and ends that were taken back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samverk.interventions.persons.models.base import OfPerson, no_federation, only_added
from samverk.interventions.persons.models.outcomes import Goal
from samverk.interventions.persons.models.participations import Participation
from samverk.rules.interventions.participation import END_REASONS, GOAL_RESULTS


class ParticipationExtent(OfPerson):
    """A participation's extent and planned end from a day on (omfattning): rows are only added.

    The first is written when they first change, and says what held from the start; until then the
    participation's own say it. The one with the highest ``number`` holds now.
    """

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="extents")
    number = models.PositiveSmallIntegerField("nummer")
    from_date = models.DateField("gäller från")
    extent = models.PositiveSmallIntegerField("omfattning i procent")
    planned_end = models.DateField("planerat slut", null=True, blank=True)

    class Meta:
        verbose_name = "omfattning"
        verbose_name_plural = "omfattningar"
        constraints = [
            models.UniqueConstraint(fields=["participation", "number"], name="extent_numbered"),
            models.CheckConstraint(
                condition=Q(extent__gte=1) & Q(extent__lte=100), name="dated_extent_in_percent"
            ),
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"omfattning {self.pk.hex[:8]}"


class EarlierEnd(OfPerson):
    """An end of a participation that was taken up again (tidigare avslut): what was acknowledged then.

    ``end_reason`` is "" for one that ended as planned. ``report`` is encrypted.
    """

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="earlier_ends")
    turn = models.PositiveSmallIntegerField("omgång")
    ended_on = models.DateField("slutade")
    end_reason = models.CharField(
        "slutade för",
        max_length=20,
        blank=True,
        choices=[(k.value, v) for k, v in END_REASONS.items()],
    )
    report = models.BinaryField("förseglad slutrapport", default=b"")

    class Meta:
        verbose_name = "tidigare avslut"
        verbose_name_plural = "tidigare avslut"
        constraints = [
            models.UniqueConstraint(fields=["participation", "turn"], name="ended_once_a_turn")
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"tidigare avslut {self.pk.hex[:8]}"


class EarlierResult(OfPerson):
    """How far a goal was reached at an end that was taken back (tidigare bedömning)."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="earlier_results")
    turn = models.PositiveSmallIntegerField("omgång")
    result = models.CharField(
        "resultat", max_length=10, choices=[(k.value, v) for k, v in GOAL_RESULTS.items()]
    )
    judged_on = models.DateField("bedömt")

    class Meta:
        verbose_name = "tidigare bedömning"
        verbose_name_plural = "tidigare bedömningar"
        constraints = [models.UniqueConstraint(fields=["goal", "turn"], name="judged_once_a_turn")]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"tidigare bedömning {self.pk.hex[:8]}"
