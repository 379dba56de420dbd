"""Whom messages are exchanged with, what was sent and came, and how each attempt went."""

from __future__ import annotations

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from samverk.exchange.keys import fingerprint
from samverk.exchange.states import Outcome

OUTCOMES = {
    Outcome.RECEIVED: "mottaget",
    Outcome.DELIVERED: "levererat, kvittot saknas",
    Outcome.REFUSED: "avvisat",
    Outcome.FAILED: "kom inte fram",
    Outcome.ASKED: "nytt försök begärt",
    Outcome.ASIDE: "lagt åt sidan",
}


@pghistory.track()
class Peer(models.Model):
    """An organisation that messages are exchanged with (motpart).

    ``code`` is what it is called in messages, most often its organisation number. ``address`` is
    where its installation receives them, "" for an organisation that lives in this one.
    """

    organisation = models.OneToOneField(
        "directory.Organisation", models.PROTECT, related_name="peer"
    )
    code = models.CharField("beteckning", max_length=40, unique=True)
    address = models.URLField("adress", max_length=300, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "motpart"
        verbose_name_plural = "motparter"
        constraints = [models.CheckConstraint(condition=~Q(code=""), name="peer_has_a_code")]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def is_local(self) -> bool:
        """Answer whether the organisation lives in this installation."""
        return not self.address


@pghistory.track()
class PeerKey(models.Model):
    """A public key that a peer's messages are tried with (motpartens nyckel), for a time.

    A revoked key verifies nothing from that moment, whatever its days say.
    """

    peer = models.ForeignKey(Peer, models.PROTECT, related_name="keys")
    public_key = models.CharField("öppen nyckel", max_length=44)
    from_date = models.DateField("från")
    to_date = models.DateField("till", null=True, blank=True)
    revoked_at = models.DateTimeField("spärrad", null=True, blank=True)
    revoked_why = models.CharField("varför den spärrades", max_length=300, blank=True)

    class Meta:
        verbose_name = "nyckel"
        verbose_name_plural = "nycklar"
        constraints = [
            models.UniqueConstraint(fields=["peer", "public_key"], name="peer_key_once"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=models.F("from_date")),
                name="peer_key_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"nyckel för {self.peer} från {self.from_date}"

    @property
    def fingerprint(self) -> str:
        """The key's fingerprint, to compare with what the peer reads aloud."""
        return fingerprint(self.public_key)


class Sent(models.Model):
    """A message that was sent (utgående meddelande). Rows are only added.

    ``wire`` is exactly what goes out, signed. ``subject`` says in words what it is about and holds
    nothing secret. How far it has come is told by its attempts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sender = models.ForeignKey(Peer, models.PROTECT, related_name="sent")
    body = models.ForeignKey(
        "directory.Body", models.PROTECT, related_name="+", null=True, blank=True
    )
    recipient = models.ForeignKey(Peer, models.PROTECT, related_name="sent_here")
    type = models.CharField("typ", max_length=40)
    version = models.PositiveSmallIntegerField("version")
    subject = models.CharField("vad det gäller", max_length=300)
    digest = models.CharField("kontrollsumma", max_length=64)
    wire = models.TextField("meddelandet")
    created_at = models.DateTimeField("skapat")

    class Meta:
        verbose_name = "utgående meddelande"
        verbose_name_plural = "utgående meddelanden"
        indexes = [models.Index(fields=["sender", "-created_at"])]

    def __str__(self) -> str:
        return self.subject


class Attempt(models.Model):
    """One attempt to deliver a message (försök), or somebody's wish for more. Rows are only added.

    ``receipt`` is the receipt as it came, for one that was received.
    """

    message = models.ForeignKey(Sent, models.PROTECT, related_name="attempts")
    outcome = models.CharField(
        "hur det gick", max_length=10, choices=[(k.value, v) for k, v in OUTCOMES.items()]
    )
    reason = models.CharField("skäl", max_length=300, blank=True)
    receipt = models.TextField("kvitto", blank=True)
    made_at = models.DateTimeField("när")

    class Meta:
        verbose_name = "försök"
        verbose_name_plural = "försök"

    def __str__(self) -> str:
        return f"{self.message}: {self.get_outcome_display()}"


class Received(models.Model):
    """A message that came and was taken care of (inkommet meddelande). Rows are only added.

    ``text`` is what was signed, ``receipt`` what was answered: the same message again gets the same
    answer.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    sender = models.ForeignKey(Peer, models.PROTECT, related_name="came_from")
    recipient = models.ForeignKey(Peer, models.PROTECT, related_name="came_to")
    key = models.ForeignKey(PeerKey, models.PROTECT, related_name="+")
    type = models.CharField("typ", max_length=40)
    version = models.PositiveSmallIntegerField("version")
    digest = models.CharField("kontrollsumma", max_length=64)
    text = models.TextField("kuvertet")
    signature = models.CharField("underskrift", max_length=88)
    receipt = models.TextField("kvittot")
    created_at = models.DateTimeField("skapat")
    received_at = models.DateTimeField("inkom")

    class Meta:
        verbose_name = "inkommet meddelande"
        verbose_name_plural = "inkomna meddelanden"
        indexes = [
            models.Index(fields=["recipient", "-received_at"]),
            models.Index(fields=["sender", "-received_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.type} från {self.sender}"


class Refusal(models.Model):
    """A message that was not taken (avvisat meddelande), and why. Rows are only added.

    ``sender`` is who it said it was from, where that is a peer: it may be somebody else's work.
    ``came_from`` is the network address, "" within the installation. Its content is not kept.
    """

    sender = models.ForeignKey(Peer, models.PROTECT, related_name="+", null=True, blank=True)
    message = models.CharField("meddelande", max_length=36, blank=True)
    status = models.PositiveSmallIntegerField("svar")
    reason = models.CharField("skäl", max_length=300)
    came_from = models.CharField("nätadress", max_length=45, blank=True)
    refused_at = models.DateTimeField("när")

    class Meta:
        verbose_name = "avvisat meddelande"
        verbose_name_plural = "avvisade meddelanden"
        indexes = [models.Index(fields=["came_from", "-refused_at"])]

    def __str__(self) -> str:
        return f"avvisat: {self.reason}"
