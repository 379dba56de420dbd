"""Every step of a referral, a place in a queue and a participation: rows are only added."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from samverk.interventions.persons.models.base import OfPerson, no_federation, only_added
from samverk.interventions.persons.models.participations import Participation
from samverk.interventions.persons.models.queues import QueueEntry
from samverk.interventions.persons.models.referrals import Referral
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import OPEN


class Step(OfPerson):
    """A step that was taken (händelse): when it happened, when it was recorded, by whom, and why.

    ``note`` is encrypted. ``user`` is None for the system and for what another party told.
    """

    number = models.PositiveSmallIntegerField("nummer")
    event = models.CharField("händelse", max_length=20)
    from_state = models.CharField("läge före", max_length=20, blank=True)
    to_state = models.CharField("läge efter", max_length=20)
    hand = models.CharField("vem", max_length=20, choices=[(h.name.lower(), h.value) for h in Hand])
    happened_on = models.DateField("hände")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    user_name = models.CharField("av", max_length=200)
    party = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    reason = models.CharField("skäl", max_length=20, blank=True)
    note = models.BinaryField("förseglad anteckning", default=b"")

    class Meta:
        abstract = True


class ReferralStep(Step):
    """A step of a referral (remissens händelse)."""

    subject = models.ForeignKey(Referral, models.PROTECT, related_name="steps")

    class Meta:
        verbose_name = "remissens händelse"
        verbose_name_plural = "remissers händelser"
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="referral_step_numbered")
        ]
        indexes = [
            # What was answered in a year
            models.Index(
                fields=["controller", "happened_on"],
                condition=Q(from_state__in=[one.value for one in sorted(OPEN)]),
                name="steps_from_open",
            )
        ]
        ordering = ["number"]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"{self.event} {self.subject_id.hex[:8]}"


class QueueStep(Step):
    """A step of a place in a queue (köplatsens händelse)."""

    subject = models.ForeignKey(QueueEntry, models.PROTECT, related_name="steps")

    class Meta:
        verbose_name = "köplatsens händelse"
        verbose_name_plural = "köplatsers händelser"
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="queue_step_numbered")
        ]
        ordering = ["number"]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"{self.event} {self.subject_id.hex[:8]}"


class ParticipationStep(Step):
    """A step of a participation (deltagandets händelse)."""

    subject = models.ForeignKey(Participation, models.PROTECT, related_name="steps")

    class Meta:
        verbose_name = "deltagandets händelse"
        verbose_name_plural = "deltagandens händelser"
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "number"], name="participation_step_numbered"
            )
        ]
        ordering = ["number"]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"{self.event} {self.subject_id.hex[:8]}"
