"""The decision and the facts that its legal force hangs on."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from samverk.rules.appeal import AppealKind


class DecisionKind(models.TextChoices):
    """What a paragraph does (beslutstyp)."""

    PROPOSES = "proposes", "föreslår"
    DECIDES = "decides", "beslutar"
    REPEALS = "repeals", "upphäver"
    ASSIGNS = "assigns", "uppdrar"
    NOTES = "notes", "noterar"


class AppealForm(models.TextChoices):
    """How a decision can be appealed (överklagandeform), which decides if it gains legal force."""

    LAWFULNESS = AppealKind.LEGALITY_REVIEW.value, "laglighetsprövning"
    ADMINISTRATIVE = AppealKind.ADMINISTRATIVE.value, "förvaltningsbesvär"
    NONE = AppealKind.NOT_APPEALABLE.value, "kan inte överklagas (beredande eller verkställande)"


@pghistory.track()
class Decision(models.Model):
    """A decision as a legal fact (beslut): one paragraph of one body's minutes.

    ``body`` and ``decided_on`` are None where no source prints them; they are never guessed.
    ``cited_only`` says that we have not seen the decision itself, only others that cite it.
    ``record_id`` is the reader's mark for the same paragraph in any source. ``read_from`` names the
    paper in another body's diary that it was read in, until the body's own people confirm it.
    """

    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="decisions"
    )
    body = models.ForeignKey(
        "directory.Body", models.PROTECT, related_name="decisions", null=True, blank=True
    )
    decided_on = models.DateField("beslutsdag", null=True, blank=True)
    paragraph = models.PositiveIntegerField("paragraf", null=True, blank=True)
    diary_number = models.CharField("diarienummer", max_length=60, blank=True)
    case = models.ForeignKey(
        "registry.Case", models.PROTECT, related_name="decisions", null=True, blank=True
    )
    title = models.CharField("rubrik", max_length=300)
    text = models.TextField("beslutstext", blank=True)
    kind = models.CharField("beslutstyp", max_length=20, choices=DecisionKind.choices)
    appeal_form = models.CharField(
        "överklagandeform", max_length=20, choices=AppealForm.choices, default=AppealForm.LAWFULNESS
    )
    cited_only = models.BooleanField("känt bara genom hänvisning", default=False)
    record_id = models.CharField("läst post", max_length=64, blank=True)
    read_from = models.CharField("avläst ur", max_length=600, blank=True)

    class Meta:
        verbose_name = "beslut"
        verbose_name_plural = "beslut"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "decided_on", "paragraph"], name="decision_registered_once"
            ),
            models.UniqueConstraint(
                fields=["record_id"], condition=~Q(record_id=""), name="record_registered_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind=DecisionKind.PROPOSES) | Q(appeal_form=AppealForm.NONE),
                name="proposal_has_no_appeal",
            ),
        ]
        indexes = [models.Index(fields=["body", "-decided_on", "-paragraph"])]

    def __str__(self) -> str:
        return f"{self.place} {self.decided_on or 'utan datum'}"

    @property
    def unconfirmed(self) -> str:
        """Say that only others have read it in a paper, which every page must; "" when not so."""
        if not self.read_from:
            return ""
        organ = self.body.name if self.body else self.organisation.short_name
        return f"avläst ur {self.read_from}, inte bekräftat av {organ}"

    @property
    def place(self) -> str:
        """Name the paragraph by its body, without the day: "Kommunfullmäktige § 94"."""
        where = self.body.name if self.body else f"{self.organisation.short_name}, organ saknas"
        return f"{where} § {self.paragraph}" if self.paragraph else where


@pghistory.track()
class DecisionSource(models.Model):
    """A document in which a decision is found (källa); one decision may be read in several."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="sources")
    document = models.ForeignKey(
        "registry.Document", models.PROTECT, related_name="decisions_in_it"
    )
    place = models.CharField("ställe", max_length=60, blank=True)

    class Meta:
        verbose_name = "källa"
        verbose_name_plural = "källor"
        constraints = [
            models.UniqueConstraint(fields=["decision", "document"], name="decision_source_once")
        ]

    def __str__(self) -> str:
        return f"{self.decision} i {self.document}"


class ForceFactKind(models.TextChoices):
    """What happened to a decision on its way to legal force (laga kraft)."""

    POSTED = "posted", "justeringen tillkännagavs på anslagstavlan"
    SERVED = "served", "parten fick del av beslutet"
    TAKEN_DOWN = "taken_down", "tillkännagivandet togs ned"
    CONFIRMED = "confirmed", "laga kraft bekräftad av sekreteraren"
    APPEALED = "appealed", "överklagat"
    ANNULLED = "annulled", "upphävt av domstol"
    UPHELD = (
        "upheld",
        "beslutet står fast: överklagandet avslogs eller avvisades slutligt, eller upphävandet ändrades",
    )
    ANNULMENT_STANDS = (
        "annulment_stands",
        "upphävandet står fast: överklagandet av det avslogs eller avvisades",
    )


class KeptFacts(models.Manager["ForceFact"]):
    """The facts that have not been struck: what all reads but the page's own list go by."""

    def get_queryset(self) -> models.QuerySet[ForceFact]:
        """Leave out what was struck."""
        return super().get_queryset().filter(kept=True)


@pghistory.track()
class ForceFact(models.Model):
    """A dated fact about a decision's legal force (laga kraft-händelse).

    Rows are only added; one recorded in error is struck: ``kept`` no more, with ``struck_why``.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="force_facts")
    kind = models.CharField("händelse", max_length=20, choices=ForceFactKind.choices)
    happened_on = models.DateField("dag")
    note = models.CharField("anteckning", max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    kept = models.BooleanField("gäller", default=True)
    struck_why = models.CharField("varför den ströks", max_length=300, blank=True)

    objects = KeptFacts()
    recorded = models.Manager["ForceFact"]()

    class Meta:
        verbose_name = "laga kraft-händelse"
        verbose_name_plural = "laga kraft-händelser"
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "kind", "happened_on"],
                condition=models.Q(kept=True),
                name="force_fact_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"
