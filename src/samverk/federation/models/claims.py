"""Commitments and claims: what is promised, what is asked for, and who did which step."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from samverk.federation.models.agreements import Agreement, AgreementOption, stays
from samverk.federation.models.membership import Membership
from samverk.foundation.periods import DateRange, ends_after_it_begins
from samverk.rules.agreements.claim import CLAIM, COUNTED, GONE, ClaimState
from samverk.rules.agreements.commitment import COMMITMENT, CommitmentState

# In a fixed order: what a constraint says must not vary
STANDING = [
    CommitmentState.PENDING_APPROVAL.value,
    CommitmentState.APPROVED.value,
    CommitmentState.PENDING_ANNULMENT.value,
    CommitmentState.PENDING_SETTLEMENT.value,
]
STANDS = sorted(state.value for state in COUNTED)
SET_ASIDE = sorted(state.value for state in GONE)


def _one_at_a_time(name: str, condition: Q) -> ExclusionConstraint:
    """Build the constraint that two rows of an agreement never hold the same day."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            ("agreement", RangeOperators.EQUAL),
            (DateRange(), RangeOperators.OVERLAPS),
        ],
        condition=condition,
    )


class Step(models.Model):
    """A step that somebody took. ``who`` tells people apart for four eyes: a user's number."""

    event = models.CharField("steg", max_length=20)
    to_state = models.CharField("läge efter", max_length=20)
    who = models.CharField(max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    user_name = models.CharField("av", max_length=200)
    note = models.TextField("anteckning", blank=True)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        abstract = True


@pghistory.track()
class AgreementStep(Step):
    """A step of an agreement (överenskommelsens steg), with the decision behind it.

    ``payee_decision`` is the payee's own, where each side has to decide.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="steps")
    happened_on = models.DateField("dag")
    decision = models.ForeignKey(
        "decisions.Decision", models.PROTECT, related_name="+", null=True, blank=True
    )
    payee_decision = models.ForeignKey(
        "decisions.Decision", models.PROTECT, related_name="+", null=True, blank=True
    )
    option = models.OneToOneField(
        AgreementOption, models.PROTECT, related_name="used", null=True, blank=True
    )

    class Meta:
        verbose_name = "överenskommelsens steg"
        verbose_name_plural = "överenskommelsers steg"

    def __str__(self) -> str:
        return f"{self.agreement}: {self.event}"


@pghistory.track()
class Commitment(models.Model):
    """What the federation has promised to pay at most (åtagande), in öre, for some days.

    ``certified`` is the sum of certified claims; the database keeps it within ``amount``.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="commitments")
    from_date = models.DateField("från")
    to_date = models.DateField("till")
    amount = models.PositiveBigIntegerField("belopp i öre")
    certified = models.PositiveBigIntegerField("attesterat i öre", default=0)
    state = models.CharField(
        "läge",
        max_length=20,
        default=CommitmentState.PENDING_APPROVAL.value,
        choices=[(s.value, COMMITMENT.state_names[s]) for s in CommitmentState],
    )
    note = models.CharField("anteckning", max_length=300, blank=True)
    recorded_at = models.DateTimeField("registrerat", auto_now_add=True)

    class Meta:
        verbose_name = "åtagande"
        verbose_name_plural = "åtaganden"
        constraints = [
            ends_after_it_begins("commitment_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="commitment_is_something"),
            models.CheckConstraint(
                condition=Q(certified__gte=0, certified__lte=F("amount")),
                name="certified_within_commitment",
            ),
            _one_at_a_time("one_commitment_at_a_time", Q(state__in=STANDING)),
        ]
        triggers = [
            pgtrigger.FSM(name="steps", field="state", transitions=COMMITMENT.pairs()),
            pgtrigger.ReadOnly(
                name="promise_stays", fields=["agreement", "from_date", "to_date", "amount"]
            ),
        ]

    def __str__(self) -> str:
        return f"Åtagande {self.from_date}\N{EN DASH}{self.to_date}"

    @property
    def remaining(self) -> int:
        """How much of it is left, in öre."""
        return self.amount - self.certified


@pghistory.track()
class CommitmentStep(Step):
    """A step of a commitment (åtagandets steg)."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="steps")

    class Meta:
        verbose_name = "åtagandets steg"
        verbose_name_plural = "åtagandens steg"

    def __str__(self) -> str:
        return f"{self.commitment}: {self.event}"


@pghistory.track()
class Claim(models.Model):
    """What a payee asks for a period (rekvisition), in öre: counts and costs, never persons.

    ``amount`` is the latest version's, None while figures are missing. ``approved`` is what is
    proposed for certification. A correction points at the claim it ``corrects`` and may be negative.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="claims")
    number = models.PositiveIntegerField("nummer")
    from_date = models.DateField("från")
    to_date = models.DateField("till")
    corrects = models.ForeignKey(
        "self", models.PROTECT, related_name="corrections", null=True, blank=True
    )
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="claims", null=True, blank=True
    )
    state = models.CharField(
        "läge", max_length=20, choices=[(s.value, CLAIM.state_names[s]) for s in ClaimState]
    )
    amount = models.BigIntegerField("rekvirerat i öre", null=True, blank=True)
    approved = models.BigIntegerField("att betala i öre", null=True, blank=True)
    paid = models.BigIntegerField("betalt i öre", default=0)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "rekvisition"
        verbose_name_plural = "rekvisitioner"
        constraints = [
            ends_after_it_begins("claim_ends_after_it_begins"),
            models.UniqueConstraint(fields=["agreement", "number"], name="claim_numbered_once"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=False) | Q(amount__isnull=True) | Q(amount__gte=0),
                name="only_a_correction_is_negative",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=STANDS)
                | Q(approved__isnull=False, commitment__isnull=False),
                name="certified_has_its_commitment",
            ),
            _one_at_a_time(
                "one_claim_at_a_time", Q(corrects__isnull=True) & ~Q(state__in=SET_ASIDE)
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="steps", field="state", transitions=CLAIM.pairs()),
            pgtrigger.ReadOnly(
                name="period_stays",
                fields=["agreement", "number", "from_date", "to_date", "corrects"],
            ),
            stays(
                "certified_stays",
                pgtrigger.Q(old__state__in=STANDS),
                *("amount", "approved", "commitment"),
            ),
        ]
        indexes = [models.Index(fields=["agreement", "-from_date"]), models.Index(fields=["state"])]

    def __str__(self) -> str:
        return f"Rekvisition {self.number}, {self.from_date}\N{EN DASH}{self.to_date}"


@pghistory.track()
class ClaimVersion(models.Model):
    """The figures of a claim as they were entered one time (rekvisitionens version); never changed.

    ``inputs`` are the figures, tariffs and closed days that ``formula`` computed it from.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("version")
    total = models.BigIntegerField("belopp i öre")
    formula = models.CharField("formel", max_length=10)
    inputs = models.JSONField("underlag", default=dict)
    file_name = models.CharField("fil", max_length=200, blank=True)
    sha256 = models.CharField("kontrollsumma", max_length=64, blank=True)
    user_name = models.CharField("av", max_length=200)
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        verbose_name = "rekvisitionens version"
        verbose_name_plural = "rekvisitioners versioner"
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="claim_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.claim}, version {self.number}"


@pghistory.track()
class ClaimLine(models.Model):
    """A line of a version (rekvisitionsrad), in öre, with how it was computed in words."""

    version = models.ForeignKey(ClaimVersion, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField("rad")
    text = models.CharField("beräkning", max_length=400)
    amount = models.BigIntegerField("belopp i öre")
    count = models.PositiveIntegerField("antal", null=True, blank=True)

    class Meta:
        verbose_name = "rekvisitionsrad"
        verbose_name_plural = "rekvisitionsrader"
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="claim_line_once")
        ]

    def __str__(self) -> str:
        return self.text


@pghistory.track()
class LedgerFile(models.Model):
    """What was handed to the ledger at one time (bokföringsunderlag): made once, and never changed.

    ``number`` counts a federation's files; ``total`` is the sum of its claims in öre.
    """

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField("nummer")
    day = models.DateField("bokföringsdag")
    total = models.BigIntegerField("belopp i öre")
    sie = models.BinaryField("SIE-fil")
    sie_sha256 = models.CharField("SIE-filens kontrollsumma", max_length=64)
    xlsx = models.BinaryField("Excelfil")
    xlsx_sha256 = models.CharField("Excelfilens kontrollsumma", max_length=64)
    user_name = models.CharField("av", max_length=200)
    recorded_at = models.DateTimeField("skapad", auto_now_add=True)

    class Meta:
        verbose_name = "bokföringsunderlag"
        verbose_name_plural = "bokföringsunderlag"
        constraints = [
            models.UniqueConstraint(fields=["federation", "number"], name="ledger_file_once")
        ]

    def __str__(self) -> str:
        return f"Bokföringsunderlag {self.number}"


@pghistory.track()
class ClaimStep(Step):
    """A step of a claim (rekvisitionens steg); ``amount`` and ``voucher`` where money moved.

    ``ledger`` is the file that it was handed to the ledger in.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="steps")
    version = models.ForeignKey(
        ClaimVersion, models.PROTECT, related_name="+", null=True, blank=True
    )
    amount = models.BigIntegerField("belopp i öre", null=True, blank=True)
    voucher = models.CharField("verifikation", max_length=60, blank=True)
    ledger = models.ForeignKey(
        LedgerFile, models.PROTECT, related_name="steps", null=True, blank=True
    )

    class Meta:
        verbose_name = "rekvisitionens steg"
        verbose_name_plural = "rekvisitioners steg"

    def __str__(self) -> str:
        return f"{self.claim}: {self.event}"


@pghistory.track()
class CostShare(models.Model):
    """How much of what is proposed for certification a funder bears (kostnadsdelning), in öre.

    ``membership`` is None where a part stands for all its members, as ``part`` tells. The shares of a
    step add up to its amount.
    """

    step = models.ForeignKey(ClaimStep, models.CASCADE, related_name="shares")
    position = models.PositiveIntegerField("rad")
    part = models.CharField("finansiär", max_length=200)
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="+", null=True, blank=True
    )
    amount = models.BigIntegerField("belopp i öre")

    class Meta:
        verbose_name = "kostnadsdelning"
        verbose_name_plural = "kostnadsdelningar"
        constraints = [models.UniqueConstraint(fields=["step", "position"], name="cost_share_once")]

    def __str__(self) -> str:
        return f"{self.step}: {self.part}"


@pghistory.track()
class CostRule(models.Model):
    """What a federation says of a kind of cost (kostnadsslag); the latest row of a name counts."""

    federation = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="+")
    name = models.CharField("kostnadsslag", max_length=100)
    is_eligible = models.BooleanField("får betalas")
    source = models.CharField("källa", max_length=300)
    recorded_at = models.DateTimeField("registrerat", auto_now_add=True)

    class Meta:
        verbose_name = "kostnadsslag"
        verbose_name_plural = "kostnadsslag"

    def __str__(self) -> str:
        return self.name
