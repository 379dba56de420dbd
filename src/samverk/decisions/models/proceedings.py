"""What minutes tell of how a decision was taken, as one source prints it.

The shape is Popolo's: motions, vote events with their counts, and votes by person.
"""

from __future__ import annotations

from dataclasses import dataclass

import pghistory
from django.db import models

from samverk.decisions.models.decision import Decision


class VoteOption(models.TextChoices):
    """How somebody voted (röst), or that the voting list does not tell."""

    YES = "yes", "Ja"
    NO = "no", "Nej"
    ABSTAIN = "abstain", "Avstår"
    ABSENT = "absent", "Frånvarande"
    UNREAD = "", "Framgår inte"


class MotionKind(models.TextChoices):
    """Whose proposal it is (förslag eller yrkande)."""

    TO_NEXT_BODY = "to_next_body", "Förslag till ett annat organ"
    AT_MEETING = "at_meeting", "Yrkande på mötet"


@pghistory.track()
class Proceedings(models.Model):
    """How a decision was taken (protokollsuppgifter), as one document tells it.

    Each source keeps its own: what one prints never overwrites what another does, and rows are only
    added. ``document`` is None for the body's own minutes in a matter without a case: they are kept
    with the meeting, and no diary has them. ``immediate_adjustment`` is None where the document does
    not say.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="proceedings")
    document = models.ForeignKey(
        "registry.Document", models.PROTECT, related_name="+", null=True, blank=True
    )
    immediate_adjustment = models.BooleanField("omedelbart justerad", null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "protokollsuppgifter"
        verbose_name_plural = "protokollsuppgifter"

    def __str__(self) -> str:
        return f"{self.decision} enligt {self.document or 'organets eget protokoll'}"


class InProceedings(models.Model):
    """A row of the proceedings, in the order printed; ``place`` is where in the source."""

    order = models.PositiveIntegerField("ordning")
    place = models.CharField("ställe", max_length=60, blank=True)

    class Meta:
        abstract = True
        ordering = ["order"]


@pghistory.track()
class Motion(InProceedings):
    """A proposal to another body, or one made at the meeting (förslag, yrkande).

    ``made_by`` and ``supported_by`` are names as printed: "Elsa Vinterby (S), Bo Ek (M)".
    """

    proceedings = models.ForeignKey(Proceedings, models.CASCADE, related_name="motions")
    kind = models.CharField("slag", max_length=20, choices=MotionKind.choices)
    text = models.TextField("förslag", blank=True)
    addressed_to = models.CharField("till", max_length=200, blank=True)
    made_by = models.TextField("av", blank=True)
    supported_by = models.TextField("med instämmande av", blank=True)

    class Meta(InProceedings.Meta):
        verbose_name = "förslag"
        verbose_name_plural = "förslag"

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def says_who(self) -> bool:
        """Answer whether the text itself begins with whoever made the proposal."""
        return bool(self.made_by) and self.text.startswith(self.made_by.partition(" (")[0])


@dataclass(frozen=True, slots=True)
class Count:
    """How many voted in a way (röstetal); ``means`` says what that stood for."""

    option: VoteOption
    value: int | None
    means: str = ""


@pghistory.track()
class VoteEvent(InProceedings):
    """A division (omröstning, votering) with its counts, and what yes and no stood for."""

    proceedings = models.ForeignKey(Proceedings, models.CASCADE, related_name="vote_events")
    yes = models.PositiveIntegerField("ja", null=True)
    no = models.PositiveIntegerField("nej", null=True)
    abstain = models.PositiveIntegerField("avstår", null=True)
    absent = models.PositiveIntegerField("frånvarande", null=True)
    yes_means = models.TextField("ja betyder", blank=True)
    no_means = models.TextField("nej betyder", blank=True)

    class Meta(InProceedings.Meta):
        verbose_name = "omröstning"
        verbose_name_plural = "omröstningar"

    def __str__(self) -> str:
        return f"Omröstning {self.order}"

    @property
    def counts(self) -> tuple[Count, ...]:
        """The counts as printed; the absent only where they are."""
        given = (
            Count(VoteOption.YES, self.yes, self.yes_means),
            Count(VoteOption.NO, self.no, self.no_means),
            Count(VoteOption.ABSTAIN, self.abstain),
        )
        absent = (Count(VoteOption.ABSENT, self.absent),) if self.absent is not None else ()
        return given + absent


# Its history would by default have the name of the division itself.
@pghistory.track(model_name="VoteHistory")
class Vote(InProceedings):
    """How one member voted (röst), with party and role as the voting list prints them."""

    event = models.ForeignKey(VoteEvent, models.CASCADE, related_name="votes")
    voter = models.CharField("namn", max_length=200)
    party = models.CharField("parti", max_length=40, blank=True)
    role = models.CharField("uppdrag", max_length=60, blank=True)
    option = models.CharField("röst", max_length=10, choices=VoteOption.choices, blank=True)

    class Meta(InProceedings.Meta):
        verbose_name = "röst"
        verbose_name_plural = "röster"

    def __str__(self) -> str:
        return self.voter


@pghistory.track()
class Reservation(InProceedings):
    """One person's, or a party's, recorded dissent (reservation); a party's has no name."""

    proceedings = models.ForeignKey(Proceedings, models.CASCADE, related_name="reservations")
    name = models.CharField("namn", max_length=200, blank=True)
    party = models.CharField("parti", max_length=40, blank=True)

    class Meta(InProceedings.Meta):
        verbose_name = "reservation"
        verbose_name_plural = "reservationer"

    def __str__(self) -> str:
        return self.name or self.party


@pghistory.track()
class Recipient(InProceedings):
    """To whom the decision is sent (expediering)."""

    proceedings = models.ForeignKey(Proceedings, models.CASCADE, related_name="recipients")
    name = models.CharField("mottagare", max_length=300)

    class Meta(InProceedings.Meta):
        verbose_name = "mottagare"
        verbose_name_plural = "mottagare"

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class StatedAmount(InProceedings):
    """Money as printed in the paragraph (belopp); ``ore`` is integer öre."""

    proceedings = models.ForeignKey(Proceedings, models.CASCADE, related_name="amounts")
    text = models.CharField("belopp", max_length=200)
    ore = models.BigIntegerField("öre", null=True)

    class Meta(InProceedings.Meta):
        verbose_name = "belopp"
        verbose_name_plural = "belopp"

    def __str__(self) -> str:
        return self.text
