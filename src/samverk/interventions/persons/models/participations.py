"""Participations and their pauses."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samverk.interventions.persons.models.base import OfPerson, no_federation, stays
from samverk.interventions.persons.models.people import Sex
from samverk.interventions.persons.models.queues import QueueEntry
from samverk.rules.interventions.participation import (
    END_REASONS,
    HOLD_REASONS,
    PARTICIPATION,
    UNDER_WAY,
    ParticipationState,
)

RUNS = sorted(state.value for state in UNDER_WAY)
# Before pauses had reasons of their own they had those of ends, which are still told
HOLD_TOLD: dict[str, str] = {
    str(code): text for named in (END_REASONS, HOLD_REASONS) for code, text in named.items()
}
# What never began may have come to nothing before its first day, and turn out to be in error then
BEFORE = [
    ParticipationState.PLANNED.value,
    ParticipationState.NEVER_STARTED.value,
    ParticipationState.ENTERED_IN_ERROR.value,
]


class Participation(OfPerson):
    """A person who takes part in a delivery (deltagande).

    ``entry`` is None for a delivery without referral. ``home``, ``town`` (the municipality where it is
    given, None for one from before that was kept), ``sex`` and ``age`` (whole years) are as of the start
    and stay. ``is_followed`` is False without consent to follow-up: then it is
    counted by sex and year of start alone. ``turn`` is one more for each time it was reactivated.
    ``responsible`` is the case worker who answers for it, None while nobody does.
    """

    entry = models.OneToOneField(
        QueueEntry, models.PROTECT, related_name="participation", null=True, blank=True
    )
    delivery = models.ForeignKey(
        "interventions.Delivery", models.PROTECT, related_name="participations"
    )
    party = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    home = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    town = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    sex = models.CharField("kön", max_length=8, choices=Sex.choices)
    age = models.PositiveSmallIntegerField("ålder vid starten", null=True, blank=True)
    is_followed = models.BooleanField("följs upp", default=False)
    state = models.CharField(
        "läge", max_length=20, choices=[(k.value, v) for k, v in PARTICIPATION.state_names.items()]
    )
    extent = models.PositiveSmallIntegerField("omfattning i procent", default=100)
    starts_on = models.DateField("börjar")
    planned_end = models.DateField("planerat slut", null=True, blank=True)
    ended_on = models.DateField("avslutat", null=True, blank=True)
    turn = models.PositiveSmallIntegerField("omgång", default=1)
    end_reason = models.CharField(
        "slutade för",
        max_length=20,
        blank=True,
        choices=[(k.value, v) for k, v in END_REASONS.items()],
    )
    report = models.BinaryField("förseglad slutrapport", default=b"")
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="ansvarig handläggare",
    )

    class Meta:
        verbose_name = "deltagande"
        verbose_name_plural = "deltaganden"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "delivery"],
                condition=Q(state__in=RUNS),
                name="takes_part_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("starts_on"))
                | Q(state__in=BEFORE),
                name="ended_after_the_start",
            ),
            models.CheckConstraint(
                condition=Q(extent__gte=1) & Q(extent__lte=100), name="extent_in_percent"
            ),
        ]
        indexes = [
            models.Index(fields=["delivery", "state"]),
            models.Index(fields=["delivery", "starts_on", "ended_on"]),
            models.Index(fields=["delivery", "ended_on"]),
            # The lists of one authority: of a state, the latest, and those to be followed up
            models.Index(fields=["controller", "state", "starts_on"]),
            models.Index(fields=["controller", "-recorded_at"]),
            models.Index(fields=["controller", "-ended_on"]),
        ]
        triggers = [
            no_federation(),
            stays("entry", "person", "delivery", "party"),
            pgtrigger.FSM(name="steps", field="state", transitions=PARTICIPATION.pairs()),
        ]

    def __str__(self) -> str:
        return f"deltagande {self.pk.hex[:8]}"


class Hold(OfPerson):
    """Days that a participation stood still (uppehåll). ``keeps_place`` or the place is free."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="holds")
    from_date = models.DateField("från")
    to_date = models.DateField("till", null=True, blank=True)
    planned_return = models.DateField("planerad återkomst", null=True, blank=True)
    keeps_place = models.BooleanField("behåller platsen", default=True)
    reason = models.CharField("skäl", max_length=20, choices=list(HOLD_TOLD.items()))

    class Meta:
        verbose_name = "uppehåll"
        verbose_name_plural = "uppehåll"
        constraints = [
            models.UniqueConstraint(
                fields=["participation"],
                condition=Q(to_date__isnull=True),
                name="one_hold_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="hold_ends_after_it_begins",
            ),
        ]
        triggers = [no_federation(), stays("person", "participation", "from_date", "reason")]

    def __str__(self) -> str:
        return f"uppehåll {self.pk.hex[:8]}"
