"""Referrals: one row at the sender and, once disclosed, a copy at the receiver."""

from __future__ import annotations

import uuid
from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from samverk.foundation import clock
from samverk.interventions.persons.models.base import OfPerson, no_federation, stays
from samverk.interventions.persons.models.consents import kinds_field
from samverk.rules.interventions.consent import GROUNDS, shut_on
from samverk.rules.interventions.referral import OPEN, REFERRAL, RETURN_REASONS, ReferralState


class Side(models.TextChoices):
    """Whose row of a referral it is (sida)."""

    SENT = "sent", "skickad"
    RECEIVED = "received", "mottagen"


class MoveAnswer(models.TextChoices):
    """Whether a person lets their referral go on to another authority (svar om flytten)."""

    YES = "yes", "personen samtycker"
    NO = "no", "personen vill inte flytta"


class Referral(OfPerson):
    """A person referred to a delivery (remiss).

    ``thread`` is the same at the sender and the receiver and through redirections. ``sealed`` is the
    encrypted need, aim and livelihood. ``clock_start`` is when it was first sent in, None for a
    draft; it follows a redirection. ``case_number`` is the sender's own. From ``unshared_on`` nothing
    more is told between the two: the consent that it rested on is taken back, or ran out after
    ``shared_until``, its last day (None without a consent, or for one without end). ``tied_to`` is the place
    that the person had already when the receiver accepted this referral, else None.

    One ``on_paper`` came before the system did: its sender has no row of it, and is told nothing here.

    ``assignee`` is who assesses one that came, from when it is taken up.

    ``moving_to`` is the other authority's delivery that the person is asked to go on to, None for none;
    ``move_answer`` is what was answered, ``moving_until`` the last day of the consent, and
    ``moving_shared`` the kinds of data that it lets through.
    """

    thread = models.UUIDField("tråd", default=uuid.uuid4, editable=False)
    side = models.CharField("sida", max_length=8, choices=Side.choices)
    delivery = models.ForeignKey("interventions.Delivery", models.PROTECT, related_name="referrals")
    sender = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    case_number = models.CharField("ärendenummer", max_length=60, blank=True)
    state = models.CharField(
        "läge", max_length=20, choices=[(k.value, v) for k, v in REFERRAL.state_names.items()]
    )
    sealed = models.BinaryField("förseglade uppgifter")
    ground = models.CharField(
        "grund", max_length=20, blank=True, choices=[(k.value, v) for k, v in GROUNDS.items()]
    )
    clock_start = models.DateField("klockan startade", null=True, blank=True)
    return_reason = models.CharField(
        "återremitterad för",
        max_length=20,
        blank=True,
        choices=[(k.value, v) for k, v in RETURN_REASONS.items()],
    )
    unshared_on = models.DateField("samtycket återtaget", null=True, blank=True)
    shared_until = models.DateField("samtycket gäller till", null=True, blank=True)
    shared = kinds_field("uppgifter som får utbytas")
    # Grows with each consent that is given and taken back, so that what comes late changes nothing
    shared_nth = models.PositiveIntegerField("samtycken räknade", default=0)
    on_paper = models.BooleanField("kom innan systemet", default=False)
    tied_to = models.ForeignKey(
        "persons.QueueEntry", models.PROTECT, related_name="also_for", null=True, blank=True
    )
    redirected_from = models.ForeignKey(
        "self", models.PROTECT, related_name="redirected_to", null=True, blank=True
    )

    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="bedöms av",
    )
    moving_to = models.ForeignKey(
        "interventions.Delivery", models.PROTECT, related_name="+", null=True, blank=True
    )
    move_answer = models.CharField(
        "svar om flytten", max_length=3, blank=True, choices=MoveAnswer.choices
    )
    moving_until = models.DateField("samtycket till flytten gäller till", null=True, blank=True)
    moving_shared = kinds_field("uppgifter som får lämnas vid flytten")

    class Meta:
        verbose_name = "remiss"
        verbose_name_plural = "remisser"
        constraints = [
            models.CheckConstraint(
                condition=Q(clock_start__isnull=False)
                | Q(state__in=[ReferralState.DRAFT.value, ReferralState.ENTERED_IN_ERROR.value]),
                name="sent_referral_has_a_clock",
            ),
            models.UniqueConstraint(
                fields=["controller", "thread", "delivery", "side"], name="referral_copied_once"
            ),
        ]
        indexes = [
            models.Index(fields=["controller", "state", "clock_start"]),
            # The lists of one authority, the latest first, and both rows of one referral
            models.Index(fields=["controller", "side", "-recorded_at"]),
            models.Index(fields=["thread"]),
            # The few that wait for an answer, or whose consent was taken back
            models.Index(
                fields=["controller", "clock_start"],
                condition=Q(side="received", state__in=[one.value for one in sorted(OPEN)]),
                name="inbox",
            ),
            models.Index(
                fields=["controller", "unshared_on"],
                condition=Q(unshared_on__isnull=False),
                name="unshared_referrals",
            ),
        ]
        triggers = [
            no_federation(),
            stays("thread", "side", "person", "delivery", "sender", "on_paper", "redirected_from"),
            pgtrigger.FSM(name="referral_steps", field="state", transitions=REFERRAL.pairs()),
        ]

    @property
    def shut_on(self) -> date | None:
        """From which day nothing more is told, None while something may be: by its date alone too."""
        return shut_on(self.unshared_on, self.shared_until, clock.today())

    @property
    def is_silent(self) -> bool:
        """Answer whether the sender can be told or asked nothing of it."""
        return self.on_paper or self.shut_on is not None

    @property
    def ran_out(self) -> bool:
        """Answer whether the consent came to its last day, and was not taken back before."""
        return bool(self.shut_on and self.shared_until and self.shut_on > self.shared_until)

    @property
    def is_asked_to_move(self) -> bool:
        """Answer whether the person is asked to go on to another authority, and has not answered."""
        return self.moving_to_id is not None and not self.move_answer

    def __str__(self) -> str:
        return f"remiss {self.pk.hex[:8]}"
