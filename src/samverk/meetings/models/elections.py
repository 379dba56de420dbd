"""Proportional elections held in the room: who asked for one, and the groups with their ballots."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from samverk.meetings.models.agenda import AgendaItem


@pghistory.track()
class ElectionRequested(models.Model):
    """A request for a proportional election (begäran om proportionellt val), counted in the room.

    ``seats`` are those to fill. Rows are only added; the last of an item counts.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="elections_requested")
    what = models.CharField("val av", max_length=200)
    seats = models.PositiveSmallIntegerField("platser")
    present = models.PositiveSmallIntegerField("närvarande")
    requesters = models.PositiveSmallIntegerField("begär det")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "begäran om proportionellt val"
        verbose_name_plural = "begäran om proportionellt val"
        constraints = [
            models.CheckConstraint(
                condition=Q(requesters__lte=F("present")) & Q(seats__gt=0),
                name="election_requested_by_those_present",
            )
        ]

    def __str__(self) -> str:
        return f"begäran om proportionellt val av {self.what}"


@pghistory.track()
class ElectionHeld(models.Model):
    """A proportional election (proportionellt val): valid ballots by group, never by person.

    ``groups`` lists [name, ballots, [names in the list's order]]; ``lots`` the groups in the order the
    lot drew them. Rows are only added; the last of a request counts, as more of the lot is drawn.
    """

    request = models.ForeignKey(ElectionRequested, models.PROTECT, related_name="held")
    groups = models.JSONField("grupper", default=list)
    invalid = models.PositiveSmallIntegerField("ogiltiga sedlar", default=0)
    lots = models.JSONField("lottens ordning", default=list)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "proportionellt val"
        verbose_name_plural = "proportionella val"
        constraints = [models.CheckConstraint(condition=~Q(groups=[]), name="election_has_groups")]

    def __str__(self) -> str:
        return f"proportionellt val av {self.request.what}"
