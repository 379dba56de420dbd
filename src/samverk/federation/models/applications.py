"""Applications for the federation's money: what is written, in versions, and the steps they take."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from samverk.federation.models.membership import Membership
from samverk.rules.applications import (
    APPLICATION,
    HAPPENED,
    ApplicationEvent,
    ApplicationState,
)


@pghistory.track()
class Application(models.Model):
    """An application from a member for money to an intervention (ansökan).

    What it says stands in its versions, how it came to its ``state`` in its steps. ``case`` is the
    one in the federation's diary, None until it is registered there. ``by_federation`` marks one that
    came on paper and was entered at the federation. ``sent_version`` is the latest that the applicant
    has sent: later ones are theirs alone.
    """

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="applications")
    title = models.CharField("rubrik", max_length=200)
    state = models.CharField(
        "läge",
        max_length=12,
        default=ApplicationState.DRAFT.value,
        choices=[(s.value, APPLICATION.state_names[s]) for s in ApplicationState],
    )
    case = models.ForeignKey(
        "registry.Case", models.PROTECT, related_name="+", null=True, blank=True
    )
    by_federation = models.BooleanField("skriven av förbundet", default=False)
    sent_version = models.PositiveSmallIntegerField("inlämnad version", null=True, blank=True)
    recorded_at = models.DateTimeField("påbörjad", auto_now_add=True)

    class Meta:
        verbose_name = "ansökan"
        verbose_name_plural = "ansökningar"
        triggers = [
            pgtrigger.FSM(name="application_steps", field="state", transitions=APPLICATION.pairs())
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(state__in=["draft", "submitted", "withdrawn"]),
                name="application_weighed_in_a_case",
            )
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class ApplicationVersion(models.Model):
    """What an application said when it was saved (version). Rows are only added.

    ``content`` has the parts of ``federation.applications.Content`` as plain values.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("version")
    content = models.JSONField("innehåll")
    recorded_at = models.DateTimeField("sparad", auto_now_add=True)

    class Meta:
        verbose_name = "version av ansökan"
        verbose_name_plural = "versioner av ansökan"
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"], name="application_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application}, version {self.number}"


@pghistory.track()
class ApplicationStep(models.Model):
    """A step that an application has taken (händelse), with the day, why, and the decision behind.

    ``version`` is the one that stood when it was taken. Rows are only added.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField("nummer")
    event = models.CharField(
        "händelse",
        max_length=20,
        choices=[(e.value, HAPPENED[e]) for e in ApplicationEvent],
    )
    happened_on = models.DateField("dag")
    version = models.PositiveSmallIntegerField("version")
    why = models.TextField("motivering", blank=True)
    decision = models.ForeignKey(
        "decisions.Decision", models.PROTECT, related_name="+", null=True, blank=True
    )
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "händelse i ansökan"
        verbose_name_plural = "händelser i ansökan"
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="application_step_once"),
            models.CheckConstraint(
                condition=Q(decision__isnull=True) ^ Q(event__in=["grant", "refuse", "refer_back"]),
                name="application_decided_by_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_event_display()} {self.happened_on}"
