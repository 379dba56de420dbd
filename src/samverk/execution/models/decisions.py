"""Favourable decisions, what has happened to them, and the waits that came of it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from samverk.foundation.kept import Kept, no_federation, only_added, stays
from samverk.rules.unexecuted.grounds import GROUNDS
from samverk.rules.unexecuted.handling import EXECUTION, Handler
from samverk.rules.unexecuted.standing import Standing
from samverk.rules.unexecuted.waits import Cause, End

CAUSES = {Cause.DECISION: "beslutet", Cause.INTERRUPTION: "ett avbrott"}
ENDS = {
    End.EXECUTED: "verkställt",
    End.CLOSED: "avslutat",
    End.EITHER: "verkställt eller avslutat",
}


class Sex(models.TextChoices):
    """Sex as the report has it (kön)."""

    WOMAN = "woman", "kvinna eller flicka"
    MAN = "man", "man eller pojke"
    OTHER = "other", "annat"
    UNKNOWN = "", "inte uppgivet"


class GrantedDecision(Kept):
    """A favourable decision of a board (gynnande beslut).

    ``number`` is the board's own in the register. ``sealed`` is the encrypted name and number of whom it
    concerns, and the source's key; ``number_key``, ``name_keys`` (of each word of the name) and
    ``source_key`` are keyed digests that find it again.
    ``key`` is the row's own key, wrapped: without it nothing sealed here is ever opened again.
    ``clock_from`` is the day of the decision it replaces, where the board has let that day stand.

    What the latest steps told stands here too, so that lists need not read every history: ``reason``,
    ``explained_on``, ``offered_on`` and whether it ``is_answered``.
    """

    number = models.PositiveIntegerField("nummer")
    key = models.BinaryField("nyckel")
    sealed = models.BinaryField("förseglade uppgifter")
    number_key = models.CharField("nummernyckel", max_length=64, blank=True)
    name_keys = ArrayField(
        models.CharField(max_length=64), verbose_name="namnnycklar", default=list
    )
    source = models.CharField("källa", max_length=80, blank=True)
    source_key = models.CharField("källnyckel", max_length=64, blank=True)
    kind = models.CharField("insats", max_length=40)
    area = models.CharField("inriktning", max_length=40, blank=True)
    ground = models.CharField(
        "lagrum", max_length=20, choices=[(one.code, one.text) for one in GROUNDS]
    )
    decided_on = models.DateField("beslutsdag")
    clock_from = models.DateField("tiden räknas från", null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True
    )
    sex = models.CharField("kön", max_length=5, choices=Sex.choices, blank=True)
    stay_municipality = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="vistelsekommun",
    )
    state = models.CharField(
        "läge", max_length=20, choices=[(k.value, v) for k, v in EXECUTION.state_names.items()]
    )
    reason = models.CharField("skäl", max_length=40, blank=True)
    explained_on = models.DateField("skälet angavs", null=True, blank=True)
    offered_on = models.DateField("senast erbjuden", null=True, blank=True)
    is_answered = models.BooleanField("svaret finns", default=True)

    class Meta:
        verbose_name = "gynnande beslut"
        verbose_name_plural = "gynnande beslut"
        constraints = [
            models.UniqueConstraint(fields=["controller", "number"], name="granted_numbered_once"),
            models.UniqueConstraint(
                fields=["controller", "source", "source_key"],
                condition=~Q(source_key=""),
                name="granted_once_by_a_source",
            ),
            models.CheckConstraint(
                condition=Q(clock_from=None) | Q(clock_from__lte=F("decided_on")),
                name="granted_clock_not_after_the_decision",
            ),
        ]
        indexes = [
            models.Index(fields=["controller", "state", "decided_on"]),
            models.Index(fields=["controller", "number_key"]),
            GinIndex(fields=["name_keys"], name="granted_by_name"),
        ]
        triggers = [no_federation(), stays("number", "key")]

    @property
    def stands(self) -> Standing:
        """What the latest steps have told."""
        return Standing(self.reason, self.explained_on, self.offered_on, self.is_answered)

    @stands.setter
    def stands(self, now: Standing) -> None:
        self.reason, self.explained_on = now.reason, now.explained_on
        self.offered_on, self.is_answered = now.offered_on, now.is_answered

    def __str__(self) -> str:
        # Logs and lists show this: never whom it concerns
        return f"beslut {self.number}"


class OfDecision(Kept):
    """A row that belongs to one decision: it is shown and removed with it."""

    decision = models.ForeignKey(GrantedDecision, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class RegisterStep(OfDecision):
    """Something that happened to a decision (händelse): when, by whom, what; rows are only added.

    ``code`` is the reason, the answer or the way to close, ``note`` what was written, encrypted. ``user`` is
    None for what a file told.
    """

    decision = models.ForeignKey(GrantedDecision, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField("nummer")
    event = models.CharField("händelse", max_length=20)
    from_state = models.CharField("läge före", max_length=20, blank=True)
    to_state = models.CharField("läge efter", max_length=20)
    hand = models.CharField(
        "roll", max_length=20, choices=[(h.name.lower(), h.value) for h in Handler]
    )
    happened_on = models.DateField("hände")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    user_name = models.CharField("av", max_length=200)
    code = models.CharField("kod", max_length=40, blank=True)
    note = models.BinaryField("förseglad anteckning", default=b"")

    class Meta:
        verbose_name = "beslutets händelse"
        verbose_name_plural = "besluts händelser"
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="register_step_numbered")
        ]
        ordering = ["number"]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"{self.event} {self.decision_id.hex[:8]}"


class RegisterWait(OfDecision):
    """A wait of a decision (väntan), as its steps make it; written anew when they change it.

    ``reportable_on`` is the first day on which more than three months have passed.
    """

    decision = models.ForeignKey(GrantedDecision, models.PROTECT, related_name="waits")
    nth = models.PositiveSmallIntegerField("nummer")
    cause = models.CharField(
        "väntan på grund av", max_length=12, choices=[(k.value, v) for k, v in CAUSES.items()]
    )
    began_on = models.DateField("började")
    reportable_on = models.DateField("rapporteras från")
    ended_on = models.DateField("slutade", null=True, blank=True)
    end = models.CharField(
        "utfall", max_length=8, blank=True, choices=[(k.value, v) for k, v in ENDS.items()]
    )

    class Meta:
        verbose_name = "väntan på verkställighet"
        verbose_name_plural = "väntan på verkställighet"
        constraints = [
            models.UniqueConstraint(fields=["decision", "nth"], name="register_wait_numbered"),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(ended_on=None), name="one_wait_that_lasts"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end="") | (Q(ended_on__isnull=False) & ~Q(end="")),
                name="register_wait_ended_somehow",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("began_on")),
                name="register_wait_not_ended_before",
            ),
        ]
        indexes = [
            models.Index(fields=["controller", "ended_on", "reportable_on"]),
            # The longest wait first is how the register is read
            models.Index(
                fields=["controller", "began_on", "decision", "nth"],
                condition=Q(ended_on=None),
                name="register_waits_that_last",
            ),
        ]
        triggers = [no_federation(), stays("decision")]

    def __str__(self) -> str:
        return f"väntan {self.decision_id.hex[:8]}/{self.nth}"


class RegisterProtection(OfDecision):
    """Whom a decision concerns has a protected identity (skyddade personuppgifter).

    Its rows are then there for the named handlers alone. ``lifted_at`` is None while it holds. It is lifted
    by two: who asked for it, with ``why`` encrypted, and who agreed.
    """

    decision = models.ForeignKey(GrantedDecision, models.PROTECT, related_name="protections")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lift_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    lifted_at = models.DateTimeField("hävdes", null=True, blank=True)
    why = models.BinaryField("förseglat skäl", default=b"")

    class Meta:
        verbose_name = "skydd i registret"
        verbose_name_plural = "skydd i registret"
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(lifted_at=None), name="decision_protected_once"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None)
                | (
                    Q(lifted_by__isnull=False)
                    & Q(lift_asked_by__isnull=False)
                    & ~Q(lifted_by=F("lift_asked_by"))
                ),
                name="register_lifted_by_two",
            ),
        ]
        triggers = [no_federation(), stays("decision", "user")]

    def __str__(self) -> str:
        return f"skydd {self.decision_id.hex[:8]}"


class RegisterHandler(OfDecision):
    """Who handles a decision on somebody with a protected identity (namngiven handläggare)."""

    decision = models.ForeignKey(GrantedDecision, models.PROTECT, related_name="handlers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("upphörde", null=True, blank=True)

    class Meta:
        verbose_name = "namngiven handläggare"
        verbose_name_plural = "namngivna handläggare"
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "user"], condition=Q(ended_at=None), name="handler_named_once"
            )
        ]
        triggers = [no_federation(), stays("decision", "user", "named_by")]

    def __str__(self) -> str:
        return f"handläggare {self.decision_id.hex[:8]}"


class RegisterTakeover(Kept):
    """A main reporter asks to handle what is left to nobody (begäran), and somebody else agrees.

    It is of no decision: which they are is found when it is agreed to.
    """

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    agreed_at = models.DateTimeField("godkändes", null=True, blank=True)

    class Meta:
        verbose_name = "begäran att bli handläggare"
        verbose_name_plural = "begäran att bli handläggare"
        constraints = [
            models.UniqueConstraint(
                fields=["controller"], condition=Q(agreed_at=None), name="one_takeover_asked_for"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by=None)
                | (
                    Q(agreed_at__isnull=False)
                    & Q(agreed_by__isnull=False)
                    & ~Q(agreed_by=F("asked_by"))
                ),
                name="takeover_by_two",
            ),
        ]
        triggers = [no_federation(), stays("asked_by")]

    def __str__(self) -> str:
        return f"begäran {self.pk.hex[:8]}"
