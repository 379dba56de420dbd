"""Votes from the members' own devices, while they are open; what came of them is a step as any other."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from samverk.meetings.models.agenda import AgendaItem
from samverk.meetings.models.proceeding import CHOICES, NO_WORDS, Guarded


@pghistory.track()
class DeviceVote(Guarded):
    """A vote that is held from the members' own devices (omröstning från egna enheter).

    ``step`` is the step that it answers; ``yes`` and ``no`` are what Ja and Nej mean, as the members
    were shown it. Closed it has become a ``StepTaken``; broken off it says why and counts for nothing.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="device_votes")
    step = models.CharField("steg", max_length=60)
    yes = models.TextField("ja betyder")
    no = models.TextField("nej betyder")
    opened_at = models.DateTimeField("öppnades", auto_now_add=True)
    closed_at = models.DateTimeField("avslutades", null=True, blank=True)
    broken_off_why = models.CharField("varför den bröts", max_length=300, blank=True)

    class Meta:
        verbose_name = "omröstning från egna enheter"
        verbose_name_plural = "omröstningar från egna enheter"
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(closed_at__isnull=True),
                name="one_open_vote_of_an_item",
            )
        ]

    def __str__(self) -> str:
        if self.controller_id:
            return NO_WORDS.format("omröstning")
        return f"omröstning från egna enheter i {self.item}"


@pghistory.track()
class DeviceBallot(Guarded):
    """A vote that somebody sent from their own device (röst från egen enhet).

    Rows are only added: who changes their vote while it is open sends another, and the last counts.
    """

    vote = models.ForeignKey(DeviceVote, models.PROTECT, related_name="ballots")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    choice = models.CharField(
        "röst", max_length=8, choices=[(k.value, v) for k, v in CHOICES.items()]
    )
    cast_at = models.DateTimeField("lämnad", auto_now_add=True)

    class Meta:
        verbose_name = "röst från egen enhet"
        verbose_name_plural = "röster från egna enheter"
        indexes = [models.Index(fields=["vote", "person", "id"])]

    def __str__(self) -> str:
        return f"röst från egen enhet, {self.vote}"
