"""Before and after, goals, and who came to what."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from samverk.interventions.persons.models.base import (
    Kept,
    OfPerson,
    no_federation,
    only_added,
    stays,
)
from samverk.interventions.persons.models.participations import Participation
from samverk.rules.interventions.facts import LIVELIHOODS
from samverk.rules.interventions.participation import GOAL_RESULTS


class Point(models.TextChoices):
    """When a status is measured (mättillfälle)."""

    ENTRY = "entry", "vid start"
    EXIT = "exit", "vid avslut"
    M3 = "m3", "3 månader efter"
    M6 = "m6", "6 månader efter"
    M12 = "m12", "12 månader efter"


class Occupation(models.TextChoices):
    """What somebody mainly does (sysselsättning)."""

    WORK = "work", "arbetar"
    STUDIES = "studies", "studerar"
    SEEKS = "seeks", "söker arbete"
    PROGRAMME = "programme", "i arbetsmarknadsprogram"
    SICK = "sick", "sjukskriven"
    NONE = "none", "ingen av dem"


class Livelihood(models.TextChoices):
    """What somebody mainly lives on (försörjning)."""

    WAGE = "wage", LIVELIHOODS["wage"]
    STUDY_AID = "study_aid", LIVELIHOODS["study_aid"]
    SICKNESS = "sickness", LIVELIHOODS["sickness"]
    COMPENSATION = "compensation", LIVELIHOODS["compensation"]
    ACTIVITY = "activity", LIVELIHOODS["activity"]
    UNEMPLOYMENT = "unemployment", LIVELIHOODS["unemployment"]
    ASSISTANCE = "assistance", LIVELIHOODS["assistance"]
    NONE = "none", LIVELIHOODS["none"]


class Education(models.TextChoices):
    """Highest education (utbildning)."""

    NOT_PRIMARY = "not_primary", "inte fullgjord grundskola"
    PRIMARY = "primary", "grundskola"
    SECONDARY = "secondary", "gymnasium"
    HIGHER = "higher", "eftergymnasial"


class Missing(models.TextChoices):
    """Why a status is not known (bortfall)."""

    UNREACHABLE = "unreachable", "gick inte att nå"
    DECLINED = "declined", "ville inte svara"
    NO_CONSENT = "no_consent", "har inte samtyckt till uppföljning"
    MOVED = "moved", "flyttade"
    DECEASED = "deceased", "avliden"


class Blank(models.TextChoices):
    """Why hours or education are not known, of a status that else is (delbortfall)."""

    DECLINED = "declined", "ville inte svara"
    NOT_KNOWN = "not_known", "gick inte att få veta"


class ToldBy(models.TextChoices):
    """From whom a status is known (källa)."""

    SELF = "self", "personen själv"
    OFFICER = "officer", "handläggare"
    REGISTER = "register", "register"


class Measurement(OfPerson):
    """A person's status at one point (mätning). All is known, or ``missing`` says why not.

    ``blank`` says why hours or education alone are not known. ``share`` is how much of what somebody
    lives on the main livelihood is, in percent, and ``second`` another beside it. Rows from before
    these were asked for have none of them.

    ``turn`` is the participation's when it was measured: a reactivation begins the next, whose end
    and follow-ups are measured anew. The one with the highest ``number`` in a turn counts: a start or
    an end on another day than was thought is measured again. A follow-up that ``is_late`` counts as none.
    """

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="measurements")
    point = models.CharField("tillfälle", max_length=6, choices=Point.choices)
    occupation = models.CharField(
        "sysselsättning", max_length=12, choices=Occupation.choices, blank=True
    )
    hours = models.PositiveSmallIntegerField("timmar i veckan", null=True, blank=True)
    livelihood = models.CharField(
        "försörjning", max_length=14, choices=Livelihood.choices, blank=True
    )
    education = models.CharField("utbildning", max_length=12, choices=Education.choices, blank=True)
    share = models.PositiveSmallIntegerField("försörjningens del i procent", null=True, blank=True)
    second = models.CharField(
        "annan försörjning", max_length=14, choices=Livelihood.choices, blank=True
    )
    second_share = models.PositiveSmallIntegerField(
        "den andras del i procent", null=True, blank=True
    )
    source = models.CharField("källa", max_length=8, choices=ToldBy.choices, blank=True)
    blank = models.CharField(
        "timmar eller utbildning saknas för", max_length=10, choices=Blank.choices, blank=True
    )
    missing = models.CharField("saknas för", max_length=12, choices=Missing.choices, blank=True)
    measured_on = models.DateField("dag")
    turn = models.PositiveSmallIntegerField("omgång", default=1)
    number = models.PositiveSmallIntegerField("nummer", default=1)
    is_late = models.BooleanField("gjord för sent", default=False)

    class Meta:
        verbose_name = "mätning"
        verbose_name_plural = "mätningar"
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "point", "turn", "number"], name="measured_once"
            ),
            models.CheckConstraint(
                condition=(Q(missing="") & ~Q(occupation="") & ~Q(livelihood=""))
                | (~Q(missing="") & Q(occupation="") & Q(livelihood="")),
                name="measured_or_missing",
            ),
            models.CheckConstraint(
                condition=Q(second="", second_share__isnull=True)
                | (~Q(second="") & Q(second_share__isnull=False, share__isnull=False)),
                name="second_livelihood_with_its_share",
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True)
                | Q(share__gte=1, share__lte=100 - Coalesce(F("second_share"), 0)),
                name="shares_of_a_livelihood",
            ),
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"mätning {self.pk.hex[:8]}"


class Goal(OfPerson):
    """What a person wants to reach (mål), encrypted, and how far it was reached."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="goals")
    sealed = models.BinaryField("förseglat mål")
    result = models.CharField(
        "resultat",
        max_length=10,
        blank=True,
        choices=[(k.value, v) for k, v in GOAL_RESULTS.items()],
    )
    judged_on = models.DateField("bedömt", null=True, blank=True)

    class Meta:
        verbose_name = "mål"
        verbose_name_plural = "mål"
        triggers = [no_federation(), stays("person", "participation")]

    def __str__(self) -> str:
        return f"mål {self.pk.hex[:8]}"


class Session(Kept):
    """A meeting of a delivery (träff) that people come to."""

    delivery = models.ForeignKey("interventions.Delivery", models.PROTECT, related_name="+")
    held_on = models.DateField("dag")
    title = models.CharField("vad", max_length=120)
    minutes = models.PositiveSmallIntegerField("minuter", default=60)

    class Meta:
        verbose_name = "träff"
        verbose_name_plural = "träffar"
        indexes = [models.Index(fields=["delivery", "-held_on"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"{self.title} {self.held_on}"


# What was noted before stays in the row; nobody writes there by hand
CORRECTED = """
    NEW.earlier := OLD.earlier;
    IF NEW.came IS DISTINCT FROM OLD.came THEN
        NEW.earlier := OLD.earlier || jsonb_build_object('came', OLD.came, 'until', now());
    END IF;
    RETURN NEW;
"""


class Attendance(OfPerson):
    """Whether somebody came to a session (närvaro).

    ``earlier`` is what was noted before it was corrected, the first first, each with the time of the
    correction; the database itself writes it.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="attendance")
    came = models.BooleanField("kom")
    earlier = models.JSONField("förut noterat", default=list, blank=True)

    class Meta:
        verbose_name = "närvaro"
        verbose_name_plural = "närvaro"
        constraints = [
            models.UniqueConstraint(fields=["session", "participation"], name="attends_once")
        ]
        triggers = [
            no_federation(),
            stays("person", "session", "participation"),
            pgtrigger.Trigger(
                name="earlier_is_kept",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=CORRECTED,
            ),
        ]

    def __str__(self) -> str:
        return f"närvaro {self.pk.hex[:8]}"
