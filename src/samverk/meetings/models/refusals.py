"""The chair's refusal to put a proposal (KL 5:57), and how the council decided on it."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from samverk.meetings.models.proceeding import NO_WORDS, Guarded, Motion
from samverk.rules.propositions import Objection

OBJECTIONS = {
    Objection.NEW_MATTER: "det väcker ett nytt ärende",
    Objection.UNLAWFUL: "det strider mot lag",
}


@pghistory.track()
class MotionRefusal(Guarded):
    """The chair refuses to put a proposal (vägrad proposition): on which ground, and why.

    ``overridden`` is how the council decided on it: None while nobody has asked. One that was noted in
    error, or that the chair takes back, is struck with its reason and counts no more.
    """

    motion = models.OneToOneField(Motion, models.PROTECT, related_name="refusal")
    ground = models.CharField(
        "grund", max_length=10, choices=[(k.value, v) for k, v in OBJECTIONS.items()]
    )
    why = models.TextField("skäl")
    overridden = models.BooleanField("fullmäktige lät ställa proposition", null=True, blank=True)
    decided_how = models.CharField("hur det beslutades", max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    struck_why = models.CharField("varför den ströks", max_length=300, blank=True)

    class Meta:
        verbose_name = "vägrad proposition"
        verbose_name_plural = "vägrade propositioner"
        constraints = [
            models.CheckConstraint(
                condition=Q(ground="unlawful") | Q(overridden__isnull=True),
                name="new_matter_is_not_overridden",
            )
        ]

    def __str__(self) -> str:
        if self.controller_id:
            return NO_WORDS.format("vägrad proposition")
        return f"vägrad proposition på {self.motion}"

    @property
    def stands(self) -> bool:
        """Answer whether the proposal is not put because of it."""
        return not self.struck_why and not self.overridden
