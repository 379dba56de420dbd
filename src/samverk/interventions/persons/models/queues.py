"""Places in a queue, their pauses, and the places that are offered."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from samverk.interventions.persons.models.base import OfPerson, no_federation, stays
from samverk.interventions.persons.models.referrals import Referral
from samverk.rules.interventions.queue import (
    PAUSE_REASONS,
    QUEUE,
    REMOVAL_REASONS,
    STILL_WAITS,
)

WAITS = sorted(state.value for state in STILL_WAITS)
# Days that a referral was completed at the authority that the place came from; nobody pauses for it
COMPLETION = ("completion", "remissen kompletterades")
# Of a pause where the place came from, when the consent does not let the reason be told
UNTOLD = ("untold", "skälet är inte lämnat")


class JoinedBy(models.TextChoices):
    """How somebody came into a queue (inväg)."""

    REFERRAL = "joined", "genom remiss"
    TRANSFER = "transferred", "flyttad från annan myndighet"
    IMPORT = "imported", "väntade redan när systemet togs i bruk"


class QueueEntry(OfPerson):
    """A place in a delivery's queue (köplats). ``clock_start`` is the referral's, also when moved.

    A person has one place in a queue, however many refer them: the others' referrals are tied to it,
    and the clock is that of the earliest.

    ``number`` tells those apart who started the same day. ``left_on`` is the day it ended: the first
    day of the participation, or when the person was removed or moved. ``origin`` is how they came; of
    one that was moved within the authority ``moved_from`` tells it. ``seen_from`` is the day that somebody
    who waited before the system was entered, else None: nobody saw the queue with them before.
    ``priority_ground`` is encrypted. ``rule`` is the version of the queue rule that held when the person
    joined, with what was decided of the queue then, in words; "" for one who joined before it was kept.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="entries")
    delivery = models.ForeignKey("interventions.Delivery", models.PROTECT, related_name="queue")
    number = models.PositiveIntegerField("löpnummer")
    priority = models.ForeignKey(
        "interventions.PriorityClass", models.PROTECT, related_name="+", null=True, blank=True
    )
    priority_ground = models.BinaryField("förseglad grund för prioriteten", default=b"")
    state = models.CharField(
        "läge", max_length=20, choices=[(k.value, v) for k, v in QUEUE.state_names.items()]
    )
    clock_start = models.DateField("klockan startade")
    joined_on = models.DateField("ställdes i kö")
    origin = models.CharField(
        "inväg", max_length=12, choices=JoinedBy.choices, default=JoinedBy.REFERRAL
    )
    seen_from = models.DateField("infördes i systemet", null=True, blank=True)
    confirmed_on = models.DateField("bekräftad")
    rule = models.TextField("köregel", blank=True)
    left_on = models.DateField("lämnade kön", null=True, blank=True)
    removal = models.CharField(
        "avförd för",
        max_length=20,
        blank=True,
        choices=[(k.value, v) for k, v in REMOVAL_REASONS.items()],
    )
    moved_from = models.OneToOneField(
        "self", models.PROTECT, related_name="moved_to", null=True, blank=True
    )

    class Meta:
        verbose_name = "köplats"
        verbose_name_plural = "köplatser"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "delivery"],
                condition=Q(state__in=WAITS),
                name="waits_once_for_a_delivery",
            ),
            models.UniqueConstraint(fields=["delivery", "number"], name="queue_number_once"),
            models.CheckConstraint(
                condition=Q(clock_start__lte=F("joined_on")), name="clock_before_the_queue"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, state__in=WAITS)
                | (Q(left_on__isnull=False) & ~Q(state__in=WAITS)),
                name="waits_or_has_left",
            ),
        ]
        indexes = [
            models.Index(fields=["delivery", "state", "clock_start", "number"]),
            models.Index(fields=["delivery", "left_on"]),
            models.Index(fields=["controller", "-recorded_at"]),
        ]
        triggers = [
            no_federation(),
            stays(
                "person",
                "referral",
                "delivery",
                "number",
                "joined_on",
                "origin",
                "seen_from",
                "moved_from",
                "rule",
            ),
            pgtrigger.Protect(
                name="clock_never_later",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__clock_start__gt=pgtrigger.F("old__clock_start")),
            ),
            pgtrigger.FSM(name="queue_steps", field="state", transitions=QUEUE.pairs()),
        ]

    def __str__(self) -> str:
        return f"köplats {self.pk.hex[:8]}"


class QueuePause(OfPerson):
    """Days that somebody's wait was paused (paus). ``to_date`` is None while it lasts."""

    entry = models.ForeignKey(QueueEntry, models.PROTECT, related_name="pauses")
    from_date = models.DateField("från")
    to_date = models.DateField("till", null=True, blank=True)
    reason = models.CharField(
        "skäl",
        max_length=20,
        choices=[*((k.value, v) for k, v in PAUSE_REASONS.items()), COMPLETION, UNTOLD],
    )

    class Meta:
        verbose_name = "paus"
        verbose_name_plural = "pauser"
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(to_date__isnull=True), name="one_pause_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="pause_ends_after_it_begins",
            ),
        ]
        triggers = [no_federation(), stays("person", "entry", "from_date", "reason")]

    def __str__(self) -> str:
        return f"paus {self.pk.hex[:8]}"


class OfferAnswer(models.TextChoices):
    """What became of an offer (svar)."""

    ACCEPTED = "accepted", "tackade ja"
    DECLINED = "declined", "tackade nej"
    NO_ANSWER = "no_answer", "svarade inte"
    TAKEN_BACK = "taken_back", "togs tillbaka"


class PlaceOffer(OfPerson):
    """A place that was offered (erbjudande): it is held until it is answered.

    ``first_day`` is when the person would begin: in a delivery that begins in groups the day of the
    group. It is None, unknown, of one from before offers had a day.
    ``out_of_order`` says, encrypted, why somebody was offered a place before those who stood first,
    else it is empty.
    """

    entry = models.ForeignKey(QueueEntry, models.PROTECT, related_name="offers")
    number = models.PositiveSmallIntegerField("nummer")
    made_on = models.DateField("erbjuden")
    answer_by = models.DateField("svar senast")
    first_day = models.DateField("första dag", null=True, blank=True)
    out_of_order = models.BinaryField("förseglat varför utom turordningen", default=b"")
    answer = models.CharField("svar", max_length=12, choices=OfferAnswer.choices, blank=True)
    answered_on = models.DateField("besvarad", null=True, blank=True)

    class Meta:
        verbose_name = "erbjudande"
        verbose_name_plural = "erbjudanden"
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="offer_numbered_once"),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(answer=""), name="one_open_offer"
            ),
            models.CheckConstraint(
                condition=Q(answer_by__gte=F("made_on")), name="answered_after_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(first_day__isnull=True) | Q(first_day__gte=F("answer_by")),
                name="answered_before_it_begins",
            ),
        ]
        indexes = [
            models.Index(
                fields=["controller", "answer_by"], condition=Q(answer=""), name="open_offers"
            )
        ]
        triggers = [
            no_federation(),
            stays("person", "entry", "number", "made_on", "first_day", "out_of_order"),
        ]

    def __str__(self) -> str:
        return f"erbjudande {self.pk.hex[:8]}"
