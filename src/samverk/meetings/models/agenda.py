"""The agenda: items in order, each with how it came there and who decides it."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from samverk.foundation.models.secrecy import Secrecy
from samverk.meetings.models.meeting import Meeting
from samverk.rules.agenda import Notice, Section
from samverk.rules.preparation import Waiver
from samverk.rules.propositions import MatterKind
from samverk.rules.website import Shown

MATTERS = {
    MatterKind.ORDINARY: "ärende",
    MatterKind.ELECTION: "val",
    MatterKind.EMPLOYMENT: "anställning",
}


def _same(values: type[Notice] | type[Section] | type[Waiver]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in values]


@pghistory.track()
class AgendaItem(models.Model):
    """An item of a meeting's agenda (punkt på föredragningslistan); OParl's AgendaItem.

    ``decider`` is the body that decides when it is another than the meeting's own. ``announced_on``
    and ``reached_on`` are asked for where the matter was not in the first calling. ``turn`` counts
    the items in the order they are taken up, from 1, and ``paragraph`` is the § it then got; both
    None until then; ``settled_at`` is when its outcome was noted. ``carried_from`` is the tabled item
    that it goes on with. ``treats`` is the paper it is about that the public finds on the website
    (KL 8:14-16 a), there since ``shown_on``; an item that treats the budget sets it. What stands here is
    public, also for a secret item.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField("ordning")
    section = models.CharField("del", max_length=40, choices=_same(Section))
    title = models.CharField("rubrik", max_length=300)
    case = models.ForeignKey(
        "registry.Case", models.PROTECT, related_name="items", null=True, blank=True
    )
    decider = models.ForeignKey(
        "directory.Body", models.PROTECT, related_name="+", null=True, blank=True
    )
    matter = models.CharField(
        "slag",
        max_length=12,
        choices=[(k.value, v) for k, v in MATTERS.items()],
        default="ordinary",
    )
    notice = models.CharField(
        "hur det kom", max_length=60, choices=_same(Notice), default=Notice.CALLED.value
    )
    announced_on = models.DateField("tillkännagavs", null=True, blank=True)
    reached_on = models.DateField("nådde ledamöterna", null=True, blank=True)
    waiver = models.CharField("undantag", max_length=60, choices=_same(Waiver), blank=True)
    earlier_minority = models.BooleanField("har skjutits upp av en minoritet förut", default=False)
    closed_doors = models.BooleanField("bakom stängda dörrar", default=False)
    secret = models.BooleanField("sekretess", default=False)
    treats = models.CharField(
        "behandlar", max_length=24, choices=[(s.value, s.value) for s in Shown], blank=True
    )
    shown_on = models.DateField("på webbplatsen sedan", null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    turn = models.PositiveSmallIntegerField("togs upp som nummer", null=True, blank=True)
    paragraph = models.PositiveIntegerField("paragraf", null=True, blank=True)
    settled_at = models.DateTimeField("utgången antecknad", null=True, blank=True)
    struck_on = models.DateField("utgick", null=True, blank=True)
    struck_why = models.CharField("varför den utgick", max_length=300, blank=True)
    carried_from = models.ForeignKey(
        "self", models.PROTECT, related_name="carried_to", null=True, blank=True
    )

    class Meta:
        verbose_name = "punkt"
        verbose_name_plural = "punkter"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="item_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["meeting", "turn"], name="item_turn_once"),
            models.UniqueConstraint(fields=["meeting", "paragraph"], name="item_paragraph_once"),
            models.CheckConstraint(
                condition=Q(paragraph__isnull=True, turn__isnull=True)
                | Q(paragraph__isnull=False, turn__isnull=False),
                name="item_taken_up_has_a_paragraph",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(turn__isnull=False),
                name="item_settled_was_taken_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"


@pghistory.track()
class AgendaItemSecret(Secrecy):
    """What is secret about an item (punktens sekretessbelagda uppgifter): its true title."""

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="kept_secret")
    title = models.CharField("rubrik", max_length=300)

    class Meta(Secrecy.Meta):
        verbose_name = "sekretessbelagd punkt"
        verbose_name_plural = "sekretessbelagda punkter"

    def __str__(self) -> str:
        return f"sekretess i punkt {self.item_id}"


@pghistory.track()
class ItemDocument(models.Model):
    """A document that belongs to an item (handling till punkten), in order."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers")
    document = models.ForeignKey("registry.Document", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField("ordning")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "handling till punkten"
        verbose_name_plural = "handlingar till punkten"
        constraints = [
            models.UniqueConstraint(fields=["item", "document"], name="item_document_once"),
            models.UniqueConstraint(fields=["item", "position"], name="item_document_position"),
        ]

    def __str__(self) -> str:
        return f"{self.document} till {self.item}"
