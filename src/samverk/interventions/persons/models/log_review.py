"""The monthly review of an authority's log: its terms, what was drawn, how each was judged, and who signed.

The tables name no person: a line points at the log, where everybody stands by pseudonym. All rows are
only added.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from samverk.interventions.persons.models.base import Kept, no_federation, only_added
from samverk.rules.interventions.log_review import DEFAULT_TERMS, PER_MILLE, SIGNS, Terms


class Numbers(Kept):
    """The numbers that a review is made with (villkor)."""

    share = models.PositiveSmallIntegerField("andel i tusendelar", default=DEFAULT_TERMS.share)
    least = models.PositiveSmallIntegerField("minst antal", default=DEFAULT_TERMS.least)
    opens = models.PositiveSmallIntegerField("arbetstid från klockan", default=DEFAULT_TERMS.opens)
    closes = models.PositiveSmallIntegerField(
        "arbetstid till klockan", default=DEFAULT_TERMS.closes
    )
    days_after = models.PositiveSmallIntegerField(
        "dagar efter avslutat ärende", default=DEFAULT_TERMS.days_after
    )
    deviations = models.PositiveSmallIntegerField(
        "standardavvikelser", default=DEFAULT_TERMS.deviations
    )
    user_name = models.CharField("av", max_length=200)

    class Meta:
        abstract = True

    @property
    def terms(self) -> Terms:
        """The numbers as the rules take them."""
        return Terms(
            self.share, self.least, self.opens, self.closes, self.days_after, self.deviations
        )


class ReviewTerms(Numbers):
    """How an authority reviews its log from now on (villkor för loggranskning). The latest count."""

    class Meta:
        verbose_name = "villkor för loggranskning"
        verbose_name_plural = "villkor för loggranskning"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    share__gt=0, share__lte=PER_MILLE, closes__lte=24, opens__lt=F("closes")
                ),
                name="review_terms_can_be",
            )
        ]
        indexes = [models.Index(fields=["controller", "-recorded_at"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"villkor {self.pk.hex[:8]}"


class ReviewRound(Numbers):
    """A month of an authority's log, drawn for review (granskningsomgång): by which seed and numbers.

    ``readings`` is how many occasions there were. With the log, seed and numbers the draw can be made anew.
    """

    month = models.DateField("månad")
    seed = models.BigIntegerField("frö")
    readings = models.PositiveIntegerField("lästillfällen")

    class Meta:
        verbose_name = "granskningsomgång"
        verbose_name_plural = "granskningsomgångar"
        constraints = [
            models.UniqueConstraint(fields=["controller", "month"], name="month_reviewed_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="round_is_of_a_month"),
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"granskning {self.month:%Y-%m}"


class ReviewLine(Kept):
    """An occasion that was drawn (dragen läsning): its first line of the log, how many, and why drawn."""

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="lines")
    # The line goes when its time is out, and what was drawn is still counted
    event = models.ForeignKey(
        "foundation.AuditEvent", models.DO_NOTHING, related_name="+", db_constraint=False
    )
    times = models.PositiveIntegerField("gånger")
    signs = ArrayField(
        models.CharField(max_length=16, choices=[(k.value, v) for k, v in SIGNS.items()]),
        verbose_name="varför dragen",
    )
    reasons = ArrayField(models.CharField(max_length=300), verbose_name="skäl")

    class Meta:
        verbose_name = "dragen läsning"
        verbose_name_plural = "dragna läsningar"
        constraints = [
            models.UniqueConstraint(fields=["round", "event"], name="reading_drawn_once"),
            models.CheckConstraint(condition=Q(signs__len__gt=0), name="drawn_for_a_reason"),
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"dragen läsning {self.pk.hex[:8]}"


class Verdict(models.TextChoices):
    """How a drawn reading is judged (bedömning)."""

    JUSTIFIED = "justified", "motiverad"
    INVESTIGATE = "investigate", "att utreda"


class ReviewJudgement(Kept):
    """What an auditor found of a drawn reading (bedömning). The latest counts, until the round is signed."""

    line = models.ForeignKey(ReviewLine, models.PROTECT, related_name="judgements")
    verdict = models.CharField("bedömning", max_length=12, choices=Verdict.choices)
    note = models.CharField("anteckning", max_length=500, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    user_name = models.CharField("av", max_length=200)

    class Meta:
        verbose_name = "bedömning av läsning"
        verbose_name_plural = "bedömningar av läsningar"
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict="investigate", note=""), name="investigation_says_what"
            )
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"bedömning {self.pk.hex[:8]}"


class ReviewSignature(Kept):
    """A round is done (underskrift): who answers for it, and when. Nothing in it is judged again."""

    round = models.OneToOneField(ReviewRound, models.PROTECT, related_name="signature")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    user_name = models.CharField("av", max_length=200)
    note = models.CharField("sammanfattning", max_length=1000, blank=True)

    class Meta:
        verbose_name = "underskrift av granskning"
        verbose_name_plural = "underskrifter av granskningar"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"underskrift {self.pk.hex[:8]}"
