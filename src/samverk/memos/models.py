"""Tables of memos: their text part by part, their versions, and what the manager answered."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from samverk.foundation.models.secrecy import Secrecy
from samverk.rules.memos.layouts import LAYOUTS, MemoLayout, Part, memo_layout
from samverk.rules.memos.standing import Verdict

# What the open log may call a row of a secret memo
NO_WORDS = "{} i en sekretessbelagd tjänsteskrivelse"


class Guarded(models.Model):
    """What a memo says: behind the wall by ``controller`` in a secret memo, else open."""

    controller = models.ForeignKey(
        "directory.Body", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        abstract = True


@pghistory.track()
class BodyLayout(models.Model):
    """Which layout a body's new memos get from a day on (mall). Rows are only added."""

    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="+")
    layout = models.CharField(
        "mall", max_length=30, choices=[(k, v.name) for k, v in LAYOUTS.items()], blank=True
    )
    from_date = models.DateField("från")

    class Meta:
        verbose_name = "mall för tjänsteskrivelser"
        verbose_name_plural = "mallar för tjänsteskrivelser"
        constraints = [
            models.UniqueConstraint(fields=["body", "from_date"], name="one_layout_from_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.get_layout_display()} från {self.from_date}"


@pghistory.track()
class Memo(models.Model):
    """A memo in a case (tjänsteskrivelse). What stands here is public, also for a secret memo.

    How far it has come is never stored: it follows from its versions and its text. ``layout`` is
    the one that it was begun in.
    """

    case = models.ForeignKey("registry.Case", models.PROTECT, related_name="memos")
    title = models.CharField("rubrik", max_length=300)
    layout_name = models.CharField("mall", max_length=30, blank=True)
    secret = models.BooleanField("sekretess", default=False)
    begun_at = models.DateTimeField("påbörjad", auto_now_add=True)
    officer = models.CharField("handläggare", max_length=200)

    class Meta:
        verbose_name = "tjänsteskrivelse"
        verbose_name_plural = "tjänsteskrivelser"
        indexes = [models.Index(fields=["case", "-id"])]

    def __str__(self) -> str:
        return self.title

    @property
    def layout(self) -> MemoLayout:
        """How it is laid out."""
        return memo_layout(self.layout_name)


@pghistory.track()
class MemoSecret(Secrecy):
    """What is secret about a memo (tjänsteskrivelsens sekretessbelagda uppgifter): its true title."""

    memo = models.OneToOneField(Memo, models.CASCADE, related_name="kept_secret")
    title = models.CharField("rubrik", max_length=300)

    class Meta(Secrecy.Meta):
        verbose_name = "sekretessbelagd tjänsteskrivelse"
        verbose_name_plural = "sekretessbelagda tjänsteskrivelser"

    def __str__(self) -> str:
        return f"sekretess i tjänsteskrivelse {self.memo_id}"


@pghistory.track()
class MemoPart(Guarded):
    """A part of a memo as it is being written (del), saved as it is typed.

    ``content`` is as ``samverk.memos.content`` writes it. ``version`` goes up by one for each save:
    who saves on an older one is told, and nothing is written over.
    """

    memo = models.ForeignKey(Memo, models.PROTECT, related_name="parts")
    part = models.CharField("del", max_length=20, choices=[(p.value, p.value) for p in Part])
    content = models.JSONField("innehåll", default=dict)
    version = models.PositiveIntegerField("version", default=1)
    saved_at = models.DateTimeField("sparad", auto_now=True)
    saved_by = models.CharField("av", max_length=200)

    class Meta:
        verbose_name = "del av tjänsteskrivelse"
        verbose_name_plural = "delar av tjänsteskrivelser"
        constraints = [models.UniqueConstraint(fields=["memo", "part"], name="one_part_of_a_memo")]

    def __str__(self) -> str:
        return NO_WORDS.format("del") if self.controller_id else f"{self.part} i {self.memo}"


@pghistory.track()
class MemoVersion(Guarded):
    """A version that was sent for approval (version). Rows are only added.

    ``content`` has all its parts; ``digest`` tells whether another text says the same.
    """

    memo = models.ForeignKey(Memo, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("nummer")
    title = models.CharField("rubrik", max_length=300)
    content = models.JSONField("innehåll")
    digest = models.CharField("avtryck", max_length=64)
    note = models.CharField("till den som godkänner", max_length=300, blank=True)
    sent_at = models.DateTimeField("skickad", auto_now_add=True)
    sent_by = models.CharField("av", max_length=200)

    class Meta:
        verbose_name = "version"
        verbose_name_plural = "versioner"
        constraints = [
            models.UniqueConstraint(fields=["memo", "number"], name="memo_version_numbered_once")
        ]

    def __str__(self) -> str:
        if self.controller_id:
            return NO_WORDS.format(f"version {self.number}")
        return f"{self.title}, version {self.number}"


@pghistory.track()
class Judgment(Guarded):
    """What the manager answered to a version (besked). Rows are only added.

    ``document`` is the memo in the diary, drawn up when it was approved.
    """

    version = models.OneToOneField(MemoVersion, models.PROTECT, related_name="judgment")
    verdict = models.CharField(
        "besked", max_length=10, choices=[(v.value, v.value) for v in Verdict]
    )
    remark = models.TextField("vad som behöver ändras", blank=True)
    judged_at = models.DateTimeField("lämnat", auto_now_add=True)
    judged_by = models.CharField("av", max_length=200)
    document = models.ForeignKey(
        "registry.Document", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "besked"
        verbose_name_plural = "besked"
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.APPROVED.value, document__isnull=False)
                | (Q(verdict=Verdict.RETURNED.value) & ~Q(remark="")),
                name="judgment_approves_or_says_why",
            )
        ]

    def __str__(self) -> str:
        if self.controller_id:
            return NO_WORDS.format("besked")
        return f"{self.version}: {self.verdict}"


@pghistory.track()
class ProposedPoint(Guarded):
    """A point that an approved memo proposes (beslutspunkt). Rows are only added.

    ``decider`` is the body that decides it, None for the memo's own.
    """

    version = models.ForeignKey(MemoVersion, models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField("nummer")
    decider = models.ForeignKey(
        "directory.Body", models.PROTECT, related_name="+", null=True, blank=True
    )
    text = models.TextField("text")

    class Meta:
        verbose_name = "beslutspunkt"
        verbose_name_plural = "beslutspunkter"
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="memo_point_numbered_once")
        ]

    def __str__(self) -> str:
        return NO_WORDS.format("beslutspunkt") if self.controller_id else self.text
