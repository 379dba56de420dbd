"""To whom a secret paragraph was handed over, outside e-mail and messages."""

from __future__ import annotations

from django.db import models

from samverk.meetings.models.adjustment import locked
from samverk.meetings.models.agenda import AgendaItem
from samverk.rules.handing_over import Ground


class SafeWay(models.TextChoices):
    """How a secret paragraph goes to somebody (väg): never by e-mail."""

    IN_PERSON = "person", "överlämnad personligen"
    COURIER = "courier", "med bud"
    REGISTERED = "registered", "rekommenderat brev"
    LETTER = "letter", "brev"
    SECURE = "secure", "säker digital kanal"


class HandedOver(models.Model):
    """A secret paragraph handed over to somebody (utlämnande). Rows are only added.

    Behind the wall: who got it can tell what it is about. ``considered`` is what the test of harm
    came to for this recipient, ``provision`` what makes the paragraph secret.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="handed_over")
    controller = models.ForeignKey("directory.Body", models.PROTECT, related_name="+")
    recipient = models.CharField("mottagare", max_length=300)
    way = models.CharField("väg", max_length=10, choices=SafeWay.choices)
    ground = models.CharField(
        "grund", max_length=100, choices=[(each.value, each.value) for each in Ground]
    )
    provision = models.CharField("sekretessbestämmelse", max_length=200)
    considered = models.TextField("prövningen")
    reservation = models.TextField("förbehåll", blank=True)
    handed_on = models.DateField("lämnades")
    handed_by = models.CharField("lämnades av", max_length=200)
    made_at = models.DateTimeField("antecknat", auto_now_add=True)

    class Meta:
        verbose_name = "utlämnande av sekretessbelagd paragraf"
        verbose_name_plural = "utlämnanden av sekretessbelagda paragrafer"
        triggers = [locked()]

    def __str__(self) -> str:
        return "utlämnande av en sekretessbelagd paragraf"
