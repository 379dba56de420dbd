"""By-laws, members, the facts of leaving and staying, and what membership costs."""

from __future__ import annotations

from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q

from samverk.foundation.periods import ends_after_it_begins, no_overlap
from samverk.rules import bylaws
from samverk.rules.membership import FactKind


class Counting(models.TextChoices):
    """How a notice period is counted (uppsägningstidens beräkning)."""

    CALENDAR_YEARS = (
        bylaws.Counting.CALENDAR_YEARS.value,
        "hela kalenderår efter det år uppsägningen sker",
    )
    FROM_NOTICE = bylaws.Counting.FROM_NOTICE.value, "från dagen för uppsägningen"


@pghistory.track()
class FederationTerms(models.Model):
    """The by-laws (förbundsordning) of a time, what they set about leaving, and their source.

    Without ``notice_years`` they set nothing shorter than the act's three years (27 §).
    """

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="terms")
    notice_years = models.PositiveSmallIntegerField("uppsägningstid i år", null=True, blank=True)
    counting = models.CharField("räknas", max_length=20, choices=Counting.choices, blank=True)
    section = models.CharField("paragraf", max_length=40, blank=True)
    from_date = models.DateField("från")
    to_date = models.DateField("till", null=True, blank=True)
    source = models.CharField("källa", max_length=300)

    class Meta:
        verbose_name = "förbundsordning"
        verbose_name_plural = "förbundsordningar"
        constraints = [
            ends_after_it_begins("by_laws_end_after_they_begin"),
            no_overlap("one_by_laws_at_a_time", "federation"),
            models.CheckConstraint(condition=Q(notice_years__gt=0), name="notice_takes_time"),
            models.CheckConstraint(
                condition=Q(notice_years__isnull=True, counting="", section="")
                | Q(notice_years__isnull=False, counting__gt="", section__gt=""),
                name="notice_rule_whole_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.federation} från {self.from_date}"


class Share(models.TextChoices):
    """For which part a member counts when costs are split (part, 5 § lag 2003:1210)."""

    STATE = "state", "staten"
    REGION = "region", "region"
    MUNICIPALITY = "municipality", "kommun"


@pghistory.track()
class Membership(models.Model):
    """One organisation's membership of a federation (medlemskap). Its state follows from its facts.

    ``outside_region`` marks a municipality that belongs to no region (3 and 5 a §§).
    """

    federation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="members")
    member = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="memberships")
    share = models.CharField("part", max_length=20, choices=Share.choices)
    outside_region = models.BooleanField("tillhör ingen region", default=False)

    class Meta:
        verbose_name = "medlemskap"
        verbose_name_plural = "medlemskap"
        constraints = [
            models.UniqueConstraint(fields=["federation", "member"], name="member_once"),
            models.CheckConstraint(condition=~Q(federation=F("member")), name="not_its_own_member"),
        ]

    def __str__(self) -> str:
        return f"{self.member} i {self.federation}"


class MembershipFactKind(models.TextChoices):
    """What happened between a member and the federation (medlemskapshändelse)."""

    JOINED = FactKind.JOINED.value, "blev medlem"
    EXIT_PROPOSED = FactKind.EXIT_PROPOSED.value, "utträde föreslogs"
    EXIT_DECIDED = FactKind.COUNCIL_DECIDED_EXIT.value, "fullmäktige beslutade om utträde"
    NOTICE_SENT = FactKind.NOTICE_SENT.value, "uppsägningen avsändes"
    NOTICE_RECEIVED = FactKind.NOTICE_RECEIVED.value, "förbundet tog emot uppsägningen"
    STAY_PROPOSED = FactKind.REPEAL_PROPOSED.value, "fortsatt medlemskap föreslogs"
    EXIT_REPEALED = (
        FactKind.COUNCIL_REPEALED_EXIT.value,
        "fullmäktige upphävde beslutet om utträde",
    )
    NOTICE_WITHDRAWN = FactKind.NOTICE_WITHDRAWN.value, "uppsägningen återtogs"
    FEDERATION_ANSWERED = (
        FactKind.FEDERATION_ANSWERED.value,
        "förbundet svarade på återtagandet",
    )
    ENDED = FactKind.ENDED.value, "medlemskapet upphörde"


@pghistory.track()
class MembershipFact(models.Model):
    """One dated fact about a membership (medlemskapshändelse), with the paper that shows it.

    A decision to leave, the notice, its receipt, the withdrawal and the federation's answer are
    different facts. The date is the fact's own; None where no paper prints it. ``accepted`` is the
    federation's answer to a withdrawal, None for every other kind. ``states_exit`` is an exit day
    that the paper prints. ``kept`` is False for a fact that was entered in error: it stays, with
    its reason in the log, and counts no more.
    """

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="facts")
    kind = models.CharField("händelse", max_length=30, choices=MembershipFactKind.choices)
    happened_on = models.DateField("dag", null=True, blank=True)
    decision = models.ForeignKey(
        "decisions.Decision", models.PROTECT, related_name="membership_facts", null=True, blank=True
    )
    document = models.ForeignKey(
        "registry.Document", models.PROTECT, related_name="membership_facts", null=True, blank=True
    )
    accepted = models.BooleanField("godtaget", null=True, blank=True)
    states_exit = models.DateField("uppgivet utträde", null=True, blank=True)
    note = models.CharField("anteckning", max_length=300, blank=True)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)
    kept = models.BooleanField("gäller", default=True)

    class Meta:
        verbose_name = "medlemskapshändelse"
        verbose_name_plural = "medlemskapshändelser"
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted__isnull=True) ^ Q(kind=MembershipFactKind.FEDERATION_ANSWERED),
                name="only_an_answer_accepts",
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True) | Q(document__isnull=True),
                name="fact_from_one_paper",
            ),
            models.UniqueConstraint(
                fields=["membership", "kind", "happened_on", "decision", "document"],
                condition=Q(kept=True),
                nulls_distinct=False,
                name="membership_fact_once",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.membership.member}: {self.get_kind_display()} {self.happened_on or ''}".strip()
        )

    @property
    def day(self) -> date | None:
        """The day it happened: the fact's own, else its decision's; None where no paper prints it."""
        if self.happened_on or self.decision is None:
            return self.happened_on
        return self.decision.decided_on
