"""What the federation finances, and how many took part in it: counts, and never a person."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from samverk.foundation.periods import DateRange


class Orientation(models.TextChoices):
    """What an intervention is aimed at (inriktning)."""

    INDIVIDUAL = "individual", "individinriktad"
    STRUCTURAL = "structural", "strukturövergripande"
    OPEN = "open", "öppen, utan remiss"


@pghistory.track()
class Intervention(models.Model):
    """An intervention that the federation finances or has financed (insats).

    Orientation, follow-up method and ESF funding are never changed: the national follow-up
    (Uppföljning Finsam) locks them once the intervention is there. ``target_groups`` has one on
    each line. ``ends_on`` is None while no end is set.
    """

    federation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="interventions"
    )
    name = models.CharField("namn", max_length=120)
    orientation = models.CharField("inriktning", max_length=12, choices=Orientation.choices)
    follow_up_method = models.CharField("uppföljningsmetod", max_length=100, blank=True)
    esf_funded = models.BooleanField("får medel från ESF", default=False)
    target_groups = models.TextField("målgrupper", blank=True)
    description = models.TextField("beskrivning", blank=True)
    starts_on = models.DateField("från och med", null=True, blank=True)
    ends_on = models.DateField("till och med", null=True, blank=True)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "insats"
        verbose_name_plural = "insatser"
        constraints = [
            models.UniqueConstraint(fields=["federation", "name"], name="intervention_named_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="intervention_ends_after_it_starts",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="kept_as_created",
                fields=["federation", "orientation", "follow_up_method", "esf_funded"],
            )
        ]

    def __str__(self) -> str:
        return self.name


class Measure(models.TextChoices):
    """What a count counts (mått), in the ``unit`` that it names: one person may have several of it.

    From ``COMPLETED`` to ``WORKING_12`` they are outcomes (resultat), of those who have consented to
    follow-up. Goals are counted where at least one was judged. ``NOT_AT_WORK`` are those who could move
    ``TO_WORK``: their status is known at the start and the end.

    From ``REFERRED`` on it is what becomes of referrals, places and offers, of everybody: a referral is
    with the team from the day it came to the day it was answered, lapsed or taken back. ``VISITS`` are
    to open activities, and have nobody behind them.
    """

    TOOK_PART = "took_part", "deltog under perioden"
    STARTED = "started", "började under perioden"
    ENDED = "ended", "avslutade under perioden"
    WAITING = "waiting", "väntade vid periodens slut"
    COMPLETED = "completed", "slutförde som planerat under perioden"
    ENDED_EARLY = "ended_early", "slutade i förtid under perioden"
    GOALS_MET = "goals_met", "nådde sina mål och avslutade under perioden"
    GOALS_PARTLY = "goals_partly", "nådde en del av sina mål och avslutade under perioden"
    GOALS_NOT = "goals_not", "inte nådde något mål och avslutade under perioden"
    NOT_AT_WORK = (
        "not_at_work",
        "varken arbetade eller studerade vid start och avslutade under perioden",
    )
    TO_WORK = "to_work", "gick till arbete eller studier och avslutade under perioden"
    ANSWERED_3 = "answered_3", "svarade 3 månader efter avslut, under perioden"
    WORKING_3 = "working_3", "arbetade eller studerade 3 månader efter avslut, under perioden"
    ANSWERED_6 = "answered_6", "svarade 6 månader efter avslut, under perioden"
    WORKING_6 = "working_6", "arbetade eller studerade 6 månader efter avslut, under perioden"
    ANSWERED_12 = "answered_12", "svarade 12 månader efter avslut, under perioden"
    WORKING_12 = "working_12", "arbetade eller studerade 12 månader efter avslut, under perioden"
    REFERRED = "referred", "var remitterade till teamet under perioden"
    LAPSED = "lapsed", "remitterades och fick inget svar i tid, under perioden"
    RETURNED = "returned", "återremitterades under perioden"
    RETURNED_COMPLEX = (
        "returned_complex",
        "återremitterades för alltför komplexa behov, under perioden",
    )
    RETURNED_NEAR = "returned_near", "återremitterades för att arbete låg nära, under perioden"
    RETURNED_AGE = "returned_age", "återremitterades för åldersgränsen, under perioden"
    RETURNED_AREA = "returned_area", "återremitterades för bostadsorten, under perioden"
    RETURNED_HEALTH = "returned_health", "återremitterades för hälsan, under perioden"
    RETURNED_SUPPORT = (
        "returned_support",
        "återremitterades för behov av annat stöd, under perioden",
    )
    RETURNED_CLOSED = "returned_closed", "återremitterades för stängt intag, under perioden"
    RETURNED_CONSENT = "returned_consent", "återremitterades för saknat samtycke, under perioden"
    RETURNED_TWICE = "returned_twice", "återremitterades som redan remitterade, under perioden"
    RETURNED_OTHER = "returned_other", "återremitterades av annat skäl, under perioden"
    REMOVED = "removed", "avfördes ur kön utan plats, under perioden"
    OUT_OF_ORDER = "out_of_order", "började före dem som stod först, under perioden"
    OFFERED = "offered", "svarade på ett erbjudande eller lät tiden gå ut, under perioden"
    DECLINED = "declined", "tackade nej till ett erbjudande under perioden"
    VISITS = "visits", "besökte öppen verksamhet under perioden"

    @property
    def unit(self) -> str:
        """What is counted, in words: one person may be behind several."""
        return UNITS.get(self, "deltaganden")


# In the order that the interface tells them
RETURNS = (
    Measure.RETURNED_COMPLEX,
    Measure.RETURNED_NEAR,
    Measure.RETURNED_AGE,
    Measure.RETURNED_AREA,
    Measure.RETURNED_HEALTH,
    Measure.RETURNED_SUPPORT,
    Measure.RETURNED_CLOSED,
    Measure.RETURNED_CONSENT,
    Measure.RETURNED_TWICE,
    Measure.RETURNED_OTHER,
)
UNITS: dict[Measure, str] = {
    Measure.WAITING: "platser i kön",
    Measure.REMOVED: "platser i kön",
    **dict.fromkeys((Measure.REFERRED, Measure.LAPSED, Measure.RETURNED, *RETURNS), "remisser"),
    Measure.OFFERED: "erbjudanden",
    Measure.DECLINED: "erbjudanden",
    Measure.VISITS: "besök",
}

# Who is in the parts is in the whole, and in one of the parts at most
PARTS: tuple[tuple[Measure, tuple[Measure, ...]], ...] = (
    (Measure.TOOK_PART, (Measure.STARTED,)),
    (Measure.TOOK_PART, (Measure.ENDED,)),
    (Measure.ENDED, (Measure.COMPLETED, Measure.ENDED_EARLY)),
    (Measure.ENDED, (Measure.GOALS_MET, Measure.GOALS_PARTLY, Measure.GOALS_NOT)),
    (Measure.ENDED, (Measure.NOT_AT_WORK,)),
    (Measure.NOT_AT_WORK, (Measure.TO_WORK,)),
    (Measure.ANSWERED_3, (Measure.WORKING_3,)),
    (Measure.ANSWERED_6, (Measure.WORKING_6,)),
    (Measure.ANSWERED_12, (Measure.WORKING_12,)),
    (Measure.STARTED, (Measure.OUT_OF_ORDER,)),
    (Measure.REFERRED, (Measure.RETURNED, Measure.LAPSED)),
    (Measure.RETURNED, RETURNS),
    (Measure.OFFERED, (Measure.DECLINED,)),
)
# Whose parts are all there is of it: each return has one reason
DIVIDED = frozenset({Measure.RETURNED})


@pghistory.track()
class CountReport(models.Model):
    """How many took part in an intervention during a period, by sex (antal deltagare).

    ``home`` is the municipality that they live in, None for all together. ``unknown`` counts those
    whose sex is not told. A party may withhold a number so that nobody can be made out: it is None, which
    is unknown and never nobody, and ``withheld`` says why. ``everybody`` is all of them where the sum
    says less. ``kept`` is False for a report that another has replaced or that was
    entered in error: it stays and counts no more.
    """

    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="counts")
    measure = models.CharField("mått", max_length=16, choices=Measure.choices)
    from_date = models.DateField("från och med")
    to_date = models.DateField("till och med")
    home = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    women = models.PositiveIntegerField("kvinnor", null=True, blank=True)
    men = models.PositiveIntegerField("män", null=True, blank=True)
    unknown = models.PositiveIntegerField("kön inte uppgivet", null=True, blank=True, default=0)
    everybody = models.PositiveIntegerField("alla", null=True, blank=True)
    withheld = models.CharField("varför antal saknas", max_length=300, blank=True)
    source = models.CharField("källa", max_length=300)
    kept = models.BooleanField("gäller", default=True)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "antal deltagare"
        verbose_name_plural = "antal deltagare"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__gte=F("from_date")), name="counted_over_a_period"
            ),
            models.CheckConstraint(
                condition=~Q(withheld="")
                | Q(women__isnull=False, men__isnull=False, unknown__isnull=False),
                name="counted_or_withheld",
            ),
            ExclusionConstraint(
                name="counted_once_for_a_home",
                expressions=[
                    ("intervention", RangeOperators.EQUAL),
                    ("measure", RangeOperators.EQUAL),
                    ("home", RangeOperators.EQUAL),
                    (DateRange(), RangeOperators.OVERLAPS),
                ],
                condition=Q(kept=True, home__isnull=False),
            ),
            ExclusionConstraint(
                name="counted_once_for_all",
                expressions=[
                    ("intervention", RangeOperators.EQUAL),
                    ("measure", RangeOperators.EQUAL),
                    (DateRange(), RangeOperators.OVERLAPS),
                ],
                condition=Q(kept=True, home__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        # Without the number: it may be small, and lists of what has happened show this
        return f"{self.intervention} {self.from_date} till {self.to_date}"

    @property
    def unit(self) -> str:
        """What is counted, in words."""
        return Measure(self.measure).unit

    @property
    def total(self) -> int | None:
        """All who were counted; None when that is withheld."""
        if self.everybody is not None:
            return self.everybody
        if self.women is None or self.men is None or self.unknown is None:
            return None
        return self.women + self.men + self.unknown
