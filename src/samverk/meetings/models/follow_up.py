"""What a body has to follow up: motions and citizens' proposals, and decisions taken by delegates."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from samverk.rules.one_year import Raised

RAISED = {
    Raised.MOTION: "motion",
    Raised.CITIZEN: "medborgarförslag",
    Raised.CITIZEN_HANDED_OVER: "medborgarförslag som fullmäktige har lämnat över",
}


@pghistory.track()
class RaisedMatter(models.Model):
    """A motion or a citizens' proposal (motion, medborgarförslag), from when it was raised.

    ``body`` decides it. ``reported_on`` is when the council was told that it will not be ready within
    the year or, for one handed over to a board, when it stood in the yearly information.
    """

    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="raised_matters")
    what = models.CharField(
        "slag", max_length=40, choices=[(k.value, v) for k, v in RAISED.items()]
    )
    title = models.CharField("rubrik", max_length=300)
    case = models.ForeignKey(
        "registry.Case", models.PROTECT, related_name="+", null=True, blank=True
    )
    raised_on = models.DateField("väcktes")
    decided_on = models.DateField("avgjordes", null=True, blank=True)
    reported_on = models.DateField("anmäldes", null=True, blank=True)

    class Meta:
        verbose_name = "motion eller medborgarförslag"
        verbose_name_plural = "motioner och medborgarförslag"
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("raised_on")),
                name="matter_decided_after_it_was_raised",
            ),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=True) | Q(reported_on__gte=F("raised_on")),
                name="matter_reported_after_it_was_raised",
            ),
        ]
        indexes = [models.Index(fields=["body", "raised_on"])]

    def __str__(self) -> str:
        return f"{self.get_what_display().capitalize()}: {self.title}"


@pghistory.track()
class DelegatedDecision(models.Model):
    """A decision taken on a board's behalf (delegationsbeslut), and how the board came to know of it.

    ``is_urgent`` is one by the chair or a named member that could not wait (KL 6:39).
    ``shall_be_reported`` is what the board has decided for its kind, None where nobody knows.
    ``appealable`` says that it is appealed as KL ch. 13 says.
    """

    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="delegated_decisions")
    title = models.CharField("vad det gäller", max_length=300)
    delegate = models.CharField("av", max_length=200)
    decided_on = models.DateField("beslutsdag")
    is_urgent = models.BooleanField("brådskande", default=False)
    by_employee = models.BooleanField("av en anställd", default=True)
    shall_be_reported = models.BooleanField("ska anmälas", null=True, blank=True)
    appealable = models.BooleanField("laglighetsprövning", default=True)
    reported_on = models.DateField("anmäldes", null=True, blank=True)
    recorded_on = models.DateField("protokollfördes särskilt", null=True, blank=True)
    announced_on = models.DateField("anslogs", null=True, blank=True)

    class Meta:
        verbose_name = "delegationsbeslut"
        verbose_name_plural = "delegationsbeslut"
        indexes = [models.Index(fields=["body", "decided_on"])]

    def __str__(self) -> str:
        return f"{self.title}, {self.delegate} {self.decided_on}"


@pghistory.track()
class CarriedOut(models.Model):
    """That a decision was carried out (verkställt), or needs no execution. Rows are only added.

    ``done_on`` is None for one that needs none, and ``note`` then says why.
    """

    item = models.OneToOneField("meetings.AgendaItem", models.PROTECT, related_name="carried_out")
    done_on = models.DateField("verkställt", null=True, blank=True)
    note = models.TextField("anteckning", blank=True)
    noted_by = models.CharField("av", max_length=200)
    noted_at = models.DateTimeField("antecknat", auto_now_add=True)

    class Meta:
        verbose_name = "verkställt beslut"
        verbose_name_plural = "verkställda beslut"
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=False) | ~Q(note=""), name="carried_out_or_says_why_not"
            )
        ]

    def __str__(self) -> str:
        return f"Verkställt: {self.item}" if self.done_on else f"Verkställs inte: {self.item}"
