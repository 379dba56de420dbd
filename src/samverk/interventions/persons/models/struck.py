"""What was entered in error beside the three records: it stays, and is in no statistics."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from samverk.interventions.persons.models.base import Kept, OfPerson, no_federation, only_added
from samverk.interventions.persons.models.outcomes import Goal, Measurement, Session
from samverk.interventions.persons.models.support import Support

STRIKABLE = ("measurement", "goal", "support")


class Struck(OfPerson):
    """A measurement, a goal or a support that was entered in error (felregistrering).

    ``why`` is encrypted.
    """

    measurement = models.OneToOneField(
        Measurement, models.PROTECT, related_name="struck", null=True, blank=True
    )
    goal = models.OneToOneField(Goal, models.PROTECT, related_name="struck", null=True, blank=True)
    support = models.OneToOneField(
        Support, models.PROTECT, related_name="struck", null=True, blank=True
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    user_name = models.CharField("av", max_length=200)
    why = models.BinaryField("förseglat varför")

    class Meta:
        verbose_name = "felregistrering"
        verbose_name_plural = "felregistreringar"
        constraints = [
            models.CheckConstraint(
                condition=Q(measurement__isnull=False, goal__isnull=True, support__isnull=True)
                | Q(measurement__isnull=True, goal__isnull=False, support__isnull=True)
                | Q(measurement__isnull=True, goal__isnull=True, support__isnull=False),
                name="strikes_one_thing",
            )
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"felregistrering {self.pk.hex[:8]}"


class SessionFault(models.TextChoices):
    """What was wrong with a session (fel med en träff). No text: it might tell of somebody."""

    WRONG_DAY = "wrong_day", "fel dag"
    WRONG_DELIVERY = "wrong_delivery", "fel verksamhet"
    TWICE = "twice", "registrerad två gånger"
    NOT_HELD = "not_held", "träffen blev inte av"
    WRONG_LENGTH = "wrong_length", "fel längd"


class StruckSession(Kept):
    """A session that was entered in error (felregistrerad träff), with all who were noted there."""

    session = models.OneToOneField(Session, models.PROTECT, related_name="struck")
    fault = models.CharField("fel", max_length=14, choices=SessionFault.choices)
    user_name = models.CharField("av", max_length=200)

    class Meta:
        verbose_name = "felregistrerad träff"
        verbose_name_plural = "felregistrerade träffar"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"felregistrerad träff {self.pk.hex[:8]}"
