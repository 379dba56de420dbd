"""Agreements with members about interventions: terms, tariffs, options, signatures, and their steps."""

from __future__ import annotations

import functools
import operator

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from samverk.federation.models.membership import Membership
from samverk.foundation.periods import ends_after_it_begins
from samverk.rules.agreements.agreement import AGREEMENT, AgreementState
from samverk.rules.agreements.deadline import DEFAULT_CLAIM_DAYS
from samverk.rules.agreements.pricing import PriceModel

# No source sets a term of notice for an agreement: this stands in the form from the start
DEFAULT_NOTICE_MONTHS = 3


def stays(name: str, when: pgtrigger.Q, *fields: str) -> pgtrigger.Protect:
    """Build the trigger that these fields are not changed on a row that is as ``when`` says."""
    differ = (pgtrigger.Q(**{f"old__{one}__df": pgtrigger.F(f"new__{one}")}) for one in fields)
    changed = functools.reduce(operator.or_, differ)
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update, condition=when & changed)


class AgreementKind(models.TextChoices):
    """What sort of agreement it is (slag av överenskommelse)."""

    PUBLIC_PUBLIC = "public_public", "mellan myndigheter"
    FRAMEWORK = "framework", "ramöverenskommelse"
    CALL_OFF = "call_off", "avrop"


class PriceChoice(models.TextChoices):
    """By what it is paid (prismodell)."""

    FIXED_SUM = PriceModel.FIXED_SUM.value, "fast belopp"
    FUNDED = PriceModel.PER_FUNDED_PLACE_MONTH.value, "per finansierad plats och månad"
    USED = PriceModel.PER_USED_PLACE_MONTH.value, "per använd plats och månad"
    WEEK = PriceModel.PER_USED_WEEK.value, "per använd vecka"
    HOUR = PriceModel.PER_HOUR.value, "per timme"
    COMPLETED = PriceModel.PER_COMPLETED_INTERVENTION.value, "per fullföljd insats"
    ACTUAL_COST = PriceModel.ACTUAL_COST.value, "faktisk kostnad"
    OTHER = PriceModel.OTHER.value, "annat, post för post"


@pghistory.track()
class Agreement(models.Model):
    """An agreement with a member that carries out an intervention (överenskommelse).

    ``payee`` is a membership: only members may be paid (6 §). ``parties`` are the memberships (ids)
    that co-operate in it. ``agreed_to`` is the end from the start, which an option does not change;
    ``effective_on`` is the last day after a notice or a termination.
    """

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    intervention = models.ForeignKey(
        "federation.Intervention", models.PROTECT, related_name="agreements"
    )
    payee = models.ForeignKey(Membership, models.PROTECT, related_name="agreements")
    parties = ArrayField(models.BigIntegerField(), verbose_name="parter", default=list)
    name = models.CharField("namn", max_length=200)
    kind = models.CharField("slag", max_length=20, choices=AgreementKind.choices)
    price_model = models.CharField("prismodell", max_length=20, choices=PriceChoice.choices)
    places = models.PositiveIntegerField("finansierade platser", null=True, blank=True)
    starts_on = models.DateField("gäller från")
    ends_on = models.DateField("gäller till")
    agreed_to = models.DateField("avtalad till")
    longest_to = models.DateField("längst till", null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(
        "uppsägningstid i månader", default=DEFAULT_NOTICE_MONTHS
    )
    claim_days = models.PositiveSmallIntegerField(
        "dagar att lämna in rekvisition", default=DEFAULT_CLAIM_DAYS
    )
    reporting = models.TextField("redovisning", blank=True)
    data_processing = models.TextField("personuppgifter", blank=True)
    state = models.CharField(
        "läge",
        max_length=20,
        default=AgreementState.DRAFT.value,
        choices=[(s.value, AGREEMENT.state_names[s]) for s in AgreementState],
    )
    effective_on = models.DateField("sista dag efter uppsägning", null=True, blank=True)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "överenskommelse"
        verbose_name_plural = "överenskommelser"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="agreement_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(longest_to__isnull=True) | Q(longest_to__gte=F("ends_on")),
                name="agreement_within_longest",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="steps", field="state", transitions=AGREEMENT.pairs()),
            stays(
                "proposed_stays",
                ~pgtrigger.Q(old__state="draft"),
                *("payee", "intervention", "price_model", "places", "starts_on", "parties"),
                *("claim_days", "notice_months", "reporting", "data_processing", "longest_to"),
                "agreed_to",
            ),
        ]
        indexes = [models.Index(fields=["federation", "-ends_on"])]

    def __str__(self) -> str:
        return self.name


class OfAgreement(models.Model):
    """Something that belongs to an agreement; rows are only added."""

    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        abstract = True


class Strikable(OfAgreement):
    """A row that can be struck with a reason, when it was entered in error; it stays and counts no more.

    ``who`` entered it, told apart as in :class:`Step`; "" for rows older than that.
    """

    who = models.CharField(max_length=40, blank=True)
    kept = models.BooleanField("gäller", default=True)
    struck_why = models.CharField("varför struken", max_length=300, blank=True)
    struck_by = models.CharField("struken av", max_length=200, blank=True)
    struck_at = models.DateTimeField("struken", null=True, blank=True)

    class Meta:
        abstract = True


def struck_once(*fields: str) -> list[pgtrigger.Trigger]:
    """Build the triggers that a row is only struck: its facts stay, and so does that it is struck."""
    gone = pgtrigger.Q(old__kept=False)
    return [
        pgtrigger.ReadOnly(name="facts_stay", fields=["agreement", "who", *fields]),
        pgtrigger.Protect(name="struck_stays", operation=pgtrigger.Update, condition=gone),
    ]


@pghistory.track()
class AgreementTariff(Strikable):
    """What a unit costs from a day on (taxa), in öre; earlier ones stay for their own days.

    ``spread_to`` is the last day that a fixed sum is for, as it was when the tariff was agreed upon;
    None until then. It never changes, whatever notices and options come after.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="tariffs")
    from_date = models.DateField("gäller från")
    amount = models.PositiveBigIntegerField("belopp i öre")
    spread_to = models.DateField("avser till", null=True, blank=True)

    class Meta:
        verbose_name = "taxa"
        verbose_name_plural = "taxor"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "from_date"],
                condition=Q(kept=True),
                name="one_tariff_from_a_day",
            )
        ]
        triggers = [
            *struck_once("from_date", "amount"),
            stays("spread_stays", pgtrigger.Q(old__spread_to__isnull=False), "spread_to"),
        ]

    def __str__(self) -> str:
        return f"Taxa från {self.from_date}"


@pghistory.track()
class AgreementPlaces(Strikable):
    """How many places are funded from a day on (ändrad volym); before it, what the agreement says."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="volumes")
    from_date = models.DateField("gäller från")
    places = models.PositiveIntegerField("finansierade platser")

    class Meta:
        verbose_name = "finansierade platser"
        verbose_name_plural = "finansierade platser"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "from_date"],
                condition=Q(kept=True),
                name="one_volume_from_a_day",
            ),
            models.CheckConstraint(condition=Q(places__gt=0), name="some_places_are_funded"),
        ]
        triggers = struck_once("from_date", "places")

    def __str__(self) -> str:
        return f"{self.places} platser från {self.from_date}"


@pghistory.track()
class ClosedDays(OfAgreement):
    """Days when nothing was given (stängt); places are not paid for then."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="closings")
    from_date = models.DateField("från")
    to_date = models.DateField("till")
    reason = models.CharField("varför", max_length=200)

    class Meta:
        verbose_name = "stängda dagar"
        verbose_name_plural = "stängda dagar"
        constraints = [ends_after_it_begins("closing_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"Stängt {self.from_date}\N{EN DASH}{self.to_date}"


@pghistory.track()
class AgreementOption(OfAgreement):
    """A right to prolong (option): until when, and the latest day to use it."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="options")
    prolongs_to = models.DateField("förlänger till")
    use_by = models.DateField("används senast")

    class Meta:
        verbose_name = "option"
        verbose_name_plural = "optioner"

    def __str__(self) -> str:
        return f"Option till {self.prolongs_to}"


class Side(models.TextChoices):
    """Who signs (sida)."""

    FEDERATION = "federation", "förbundet"
    PAYEE = "payee", "utföraren"


@pghistory.track()
class AgreementSignature(Strikable):
    """That a side has signed (underskrift): by whom and when, and the signed paper if it is registered."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatures")
    side = models.CharField("sida", max_length=12, choices=Side.choices)
    signed_on = models.DateField("undertecknad")
    signatory = models.CharField("av", max_length=200)
    document = models.ForeignKey(
        "registry.Document", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "underskrift"
        verbose_name_plural = "underskrifter"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "side"], condition=Q(kept=True), name="each_side_signs_once"
            )
        ]
        triggers = struck_once("side", "signed_on", "signatory", "document")

    def __str__(self) -> str:
        return f"Underskrift av {self.get_side_display()}"
