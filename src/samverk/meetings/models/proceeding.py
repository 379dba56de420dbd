"""What is proposed in an item, the steps to its decision, the votes, and how it ended."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from samverk.meetings.models.agenda import AgendaItem
from samverk.rules.minutes.facts import Outcome
from samverk.rules.propositions import ProposalKind
from samverk.rules.voting import Ballot

KINDS = {
    ProposalKind.APPROVAL: "bifall",
    ProposalKind.REJECTION: "avslag",
    ProposalKind.AMENDMENT: "ändring",
    ProposalKind.ADDITION: "tillägg",
    ProposalKind.TABLING: "bordläggning",
    ProposalKind.REFERRAL_BACK: "återremiss",
    ProposalKind.REFERRAL: "remiss",
    ProposalKind.ADJOURNMENT: "ajournering",
}
CHOICES = {Ballot.YES: "ja", Ballot.NO: "nej", Ballot.ABSTAIN: "avstår"}


# What the open log may call a row of a secret item
NO_WORDS = "{} i en sekretessbelagd punkt"


class Guarded(models.Model):
    """What was said in an item: behind the wall by ``controller`` in a secret item, else open.

    The log keeps what a row is called, so a row of a secret item is called by what it is alone.
    """

    controller = models.ForeignKey(
        "directory.Body", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        abstract = True


@pghistory.track()
class Draft(Guarded):
    """The prepared proposal in an item (förslag till beslut), with its points in order.

    ``name`` is as it is put: "förvaltningens förslag".
    """

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="draft")
    name = models.CharField("vems förslag", max_length=120)
    points = models.JSONField("punkter", default=list)

    class Meta:
        verbose_name = "förslag till beslut"
        verbose_name_plural = "förslag till beslut"

    def __str__(self) -> str:
        return NO_WORDS.format("förslag till beslut") if self.controller_id else self.name


@pghistory.track()
class Motion(Guarded):
    """A proposal put at the meeting (yrkande); Popolo's Motion.

    ``point`` is the point of the draft it is about, None for the whole. ``target`` is another
    proposal that it is about. A withdrawn one stays, and is not put.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="motions")
    number = models.PositiveSmallIntegerField("nummer")
    kind = models.CharField("slag", max_length=16, choices=[(k.value, v) for k, v in KINDS.items()])
    mover = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    text = models.TextField("text", blank=True)
    point = models.PositiveSmallIntegerField("punkt", null=True, blank=True)
    target = models.ForeignKey("self", models.PROTECT, related_name="about", null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField("togs tillbaka", null=True, blank=True)

    class Meta:
        verbose_name = "yrkande"
        verbose_name_plural = "yrkanden"
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="motion_numbered_once"),
        ]

    def __str__(self) -> str:
        return NO_WORDS.format("yrkande") if self.controller_id else self.title

    @property
    def title(self) -> str:
        """Name it by kind and mover, for those who may read the item."""
        return f"{self.get_kind_display().capitalize()} från {self.mover}"

    @property
    def is_refused(self) -> bool:
        """Answer whether the chair refuses to put it, and the council has not overridden that."""
        refusal = getattr(self, "refusal", None)
        return refusal is not None and refusal.stands


@pghistory.track()
class Support(Guarded):
    """Somebody who supports a proposal (instämmer i yrkandet)."""

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="supports")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "instämmande"
        verbose_name_plural = "instämmanden"
        constraints = [
            models.UniqueConstraint(fields=["motion", "person"], name="supported_once_by_each")
        ]

    def __str__(self) -> str:
        if self.controller_id:
            return NO_WORDS.format("instämmande")
        return f"{self.person} instämmer i {self.motion}"


# What the events of ``samverk.rules.propositions`` are called where the log is read
STEPS = {
    "OrderApproved": "propositionsordningen godkänd",
    "Found": "ordförandens slutsats",
    "Gavel": "beslutet bekräftat",
    "VoteRequested": "omröstning begärd",
    "MinorityRequested": "minoritet begär uppskov",
    "Voted": "omröstningen hållen",
    "CastingVote": "utslagsröst",
    "LotDrawn": "lottning",
}


@pghistory.track()
class StepTaken(Guarded):
    """One step on the way to the decision (led i beslutsgången), as the rules replay it.

    ``kind`` names an event of ``samverk.rules.propositions`` and ``data`` its fields; ``step`` is
    the step that it answers. One taken in error is undone, the last first, and never counts again.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField("nummer")
    kind = models.CharField("händelse", max_length=20)
    step = models.CharField("steg", max_length=60, blank=True)
    data = models.JSONField("uppgifter", default=dict)
    recorded_at = models.DateTimeField(auto_now_add=True)
    undone = models.BooleanField("ångrad", default=False)

    class Meta:
        verbose_name = "led i beslutsgången"
        verbose_name_plural = "led i beslutsgången"
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="step_taken_once")]

    def __str__(self) -> str:
        return STEPS.get(self.kind, self.kind)


@pghistory.track()
class CastBallot(Guarded):
    """One person's vote in an open vote (röst); Popolo's Vote. A closed ballot leaves no row here."""

    vote = models.ForeignKey(StepTaken, models.PROTECT, related_name="ballots")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    choice = models.CharField(
        "röst", max_length=8, choices=[(k.value, v) for k, v in CHOICES.items()]
    )

    class Meta:
        verbose_name = "röst"
        verbose_name_plural = "röster"
        constraints = [models.UniqueConstraint(fields=["vote", "person"], name="one_vote_for_each")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_choice_display()}"


@pghistory.track()
class ItemOutcome(Guarded):
    """How an item ended (utgång), with the decision's text point by point.

    An item that the same meeting opens again (``Reopened``) has none that counts until it ends anew.
    """

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="outcome")
    outcome = models.CharField(
        "utgång", max_length=20, choices=[(one.value, one.value) for one in Outcome]
    )
    decisions = models.JSONField("beslut", default=list)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "utgång"
        verbose_name_plural = "utgångar"
        constraints = [models.CheckConstraint(condition=~Q(decisions=[]), name="outcome_has_words")]

    def __str__(self) -> str:
        return self.outcome
