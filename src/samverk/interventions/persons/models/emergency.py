"""Emergency access: who asked, who said yes, what it opened, and what the review found.

The tables stand behind the wall by controller alone: the wall around protected persons reads them.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samverk.interventions.persons.models.base import (
    Kept,
    OfPerson,
    no_federation,
    only_added,
    stays,
)
from samverk.rules.interventions.emergency import EMERGENCY_REASONS


class EmergencyState(models.TextChoices):
    """How a request stands (läge)."""

    ASKED = "asked", "väntar på godkännande"
    APPROVED = "approved", "godkänd"
    REFUSED = "refused", "avslagen"


class EmergencyRequest(Kept):
    """Somebody asks to read of a person at once (begäran om nödåtkomst).

    ``sealed`` is the encrypted number and why, under the row's own ``key``. It names no person: whether
    there is one is looked up when somebody else says yes, and told to neither of them here.
    """

    key = models.BinaryField("nyckel")
    sealed = models.BinaryField("förseglat nummer och skäl")
    # "" for those from before there was one
    reason = models.CharField(
        "skäl",
        max_length=16,
        blank=True,
        choices=[(k.value, v) for k, v in EMERGENCY_REASONS.items()],
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("begärd")
    state = models.CharField(
        "läge", max_length=10, choices=EmergencyState.choices, default=EmergencyState.ASKED
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField("avgjord", null=True, blank=True)
    until = models.DateTimeField("öppen till", null=True, blank=True)

    class Meta:
        verbose_name = "begäran om nödåtkomst"
        verbose_name_plural = "begäranden om nödåtkomst"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                | (
                    ~Q(state="asked")
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(decided_by=F("asked_by"))
                ),
                name="emergency_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", until__gt=F("decided_at"))
                | (~Q(state="approved") & Q(until__isnull=True)),
                name="emergency_open_for_a_while",
            ),
        ]
        indexes = [models.Index(fields=["controller", "state", "-asked_at"])]
        triggers = [no_federation(), stays("key", "sealed", "reason", "asked_by", "asked_at")]

    def __str__(self) -> str:
        return f"nödåtkomst {self.pk.hex[:8]}"


class EmergencyGrant(OfPerson):
    """What an approved request opened (öppnad nödåtkomst): one person, to one user, until a moment.

    There is none when the number was nobody's. The database lets the user read by this row alone.
    """

    request = models.OneToOneField(EmergencyRequest, models.PROTECT, related_name="grant")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    from_moment = models.DateTimeField("från")
    until = models.DateTimeField("till")

    class Meta:
        verbose_name = "nödåtkomst"
        verbose_name_plural = "nödåtkomster"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("from_moment")), name="emergency_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["person", "user", "until"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"nödåtkomst {self.pk.hex[:8]}"


class EmergencyReview(Kept):
    """What the log's auditor found of an emergency access (granskning). Every approved one gets one."""

    request = models.OneToOneField(EmergencyRequest, models.PROTECT, related_name="review")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_justified = models.BooleanField("var befogad")
    note = models.CharField("vad granskningen visade", max_length=500)

    class Meta:
        verbose_name = "granskning av nödåtkomst"
        verbose_name_plural = "granskningar av nödåtkomst"
        constraints = [
            models.CheckConstraint(condition=~Q(note=""), name="emergency_review_says_what")
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"granskning {self.pk.hex[:8]}"
