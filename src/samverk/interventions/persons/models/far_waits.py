"""What another installation has told of a place in its queue."""

from __future__ import annotations

from django.db import models

from samverk.interventions.persons.models.base import OfPerson, no_federation, stays
from samverk.interventions.persons.models.referrals import Referral
from samverk.rules.interventions.queue import QUEUE, REFUSED_ANSWERS, REMOVAL_REASONS

ANSWERS = [("accepted", "ja"), ("declined", "nej")]


class FarWait(OfPerson):
    """How a referred person stands in a queue in another installation (köplats hos mottagaren).

    It is what the receiver told last; ``number`` grows with each message, so that one that comes late
    changes nothing. ``answer_by`` is None without an open offer. ``first_day`` is when the person would
    begin, or will after a yes; None when it is not told. ``answer`` is what was answered from here to
    the ``offer``, and ``refusal`` why that did not count there.
    """

    referral = models.OneToOneField(Referral, models.PROTECT, related_name="far_wait")
    number = models.PositiveIntegerField("nummer")
    state = models.CharField(
        "läge", max_length=20, choices=[(k.value, v) for k, v in QUEUE.state_names.items()]
    )
    clock_start = models.DateField("klockan startade")
    confirmed_on = models.DateField("senast bekräftad")
    left_on = models.DateField("lämnade kön", null=True, blank=True)
    removal = models.CharField(
        "avförd för",
        max_length=20,
        blank=True,
        choices=[(k.value, v) for k, v in REMOVAL_REASONS.items()],
    )
    answer_by = models.DateField("svar senast", null=True, blank=True)
    first_day = models.DateField("första dag", null=True, blank=True)
    offer = models.UUIDField("erbjudande", null=True, blank=True)
    answer = models.CharField("ert svar", max_length=12, choices=ANSWERS, blank=True)
    answered_on = models.DateField("besvarat", null=True, blank=True)
    refusal = models.CharField(
        "svaret gällde inte",
        max_length=12,
        blank=True,
        choices=[(k.value, v) for k, v in REFUSED_ANSWERS.items()],
    )

    class Meta:
        verbose_name = "köplats hos mottagaren"
        verbose_name_plural = "köplatser hos mottagare"
        triggers = [no_federation(), stays("person", "referral")]

    def __str__(self) -> str:
        return f"köplats {self.pk.hex[:8]}"
