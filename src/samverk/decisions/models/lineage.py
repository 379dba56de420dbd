"""How decisions hang together: what they cite, and what they do to each other."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from samverk.decisions.models.decision import Decision


class Relation(models.TextChoices):
    """What one step does to another (släktskap). Read: the later one ... the earlier one."""

    PREPARES = "prepares", "bereder"
    PROPOSES = "proposes", "föreslår"
    PROPOSES_REPEAL = "proposes_repeal", "föreslår upphävande av"
    DECIDES = "decides", "beslutar enligt"
    REPEALS = "repeals", "upphäver"
    CARRIES_OUT = "carries_out", "verkställer"


@pghistory.track()
class Lineage(models.Model):
    """One step towards or from a decision (led i beslutskedjan), from a decision or a document.

    The arrow goes from the acting step to the step it acts on: a memo proposes to a board's
    paragraph, the board's paragraph proposes to the council's, a council's decision repeals an
    earlier one.
    """

    decision = models.ForeignKey(
        Decision, models.CASCADE, related_name="acts_on", null=True, blank=True
    )
    document = models.ForeignKey(
        "registry.Document", models.PROTECT, related_name="acts_on", null=True, blank=True
    )
    target = models.ForeignKey(Decision, models.CASCADE, related_name="acted_on_by")
    relation = models.CharField("led", max_length=20, choices=Relation.choices)

    class Meta:
        verbose_name = "led i beslutskedjan"
        verbose_name_plural = "led i beslutskedjan"
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=True) ^ Q(document__isnull=True),
                name="lineage_from_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True) | ~Q(decision=F("target")),
                name="lineage_not_to_itself",
            ),
            models.UniqueConstraint(
                fields=["decision", "document", "target", "relation"],
                nulls_distinct=False,
                name="lineage_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision or self.document} {self.get_relation_display()} {self.target}"


@pghistory.track()
class Citation(models.Model):
    """A decision that another text names (hänvisning), as it is printed.

    ``target`` is found when the cited decision is registered, before or after; None until then.
    ``organisation_text`` is the municipality or other organisation that the citation itself names;
    "" where it names none. ``organisation`` is that one when it is known here, else the citing one.
    """

    decision = models.ForeignKey(
        Decision, models.CASCADE, related_name="citations", null=True, blank=True
    )
    document = models.ForeignKey(
        "registry.Document", models.CASCADE, related_name="citations", null=True, blank=True
    )
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    organisation_text = models.CharField("organisation", max_length=200, blank=True)
    body_text = models.CharField("organ", max_length=200, blank=True)
    body = models.ForeignKey(
        "directory.Body", models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_on = models.DateField("dag", null=True, blank=True)
    paragraph = models.PositiveIntegerField("paragraf", null=True, blank=True)
    target = models.ForeignKey(
        Decision, models.SET_NULL, related_name="cited_by", null=True, blank=True
    )

    class Meta:
        verbose_name = "hänvisning"
        verbose_name_plural = "hänvisningar"
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=True) ^ Q(document__isnull=True),
                name="citation_in_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "decided_on", "paragraph"])]

    def __str__(self) -> str:
        paragraph = f"§ {self.paragraph}" if self.paragraph else ""
        day = str(self.decided_on or "")
        parts = (self.organisation_text, self.body_text, paragraph, day)
        return " ".join(part for part in parts if part)
