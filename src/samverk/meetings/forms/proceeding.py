"""What is proposed in an item, and each kind of step on the way to its decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm
from samverk.meetings.actions import NewMotion, NewStep, Roll
from samverk.meetings.models.proceeding import CHOICES, KINDS
from samverk.meetings.queries.proceeding import Proceeding
from samverk.rules.agenda import Section
from samverk.rules.body import Body
from samverk.rules.propositions import MatterKind, Step, StepKind, placed_in
from samverk.rules.propositions.ballot import has_minority_right
from samverk.rules.roll_call import Voter
from samverk.rules.voting import Ballot

SIDES = [(Ballot.YES.value, "Ja"), (Ballot.NO.value, "Nej")]


def _lines(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": 5}), help_text=help_text
    )


def lines_of(text: str) -> list[str]:
    """Read a text as one item a line, without the empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class DraftForm(ActForm):
    """Note the prepared proposal."""

    name = forms.CharField(
        label="Vems förslag?", max_length=120, help_text="Till exempel: förvaltningens förslag"
    )
    points = _lines("Beslutspunkter", "En punkt på varje rad.")


class MotionForm(ActForm):
    """Note a proposal that somebody puts."""

    kind = forms.ChoiceField(
        label="Yrkandet går ut på", choices=[(k.value, v.capitalize()) for k, v in KINDS.items()]
    )
    mover = forms.TypedChoiceField(label="Från", coerce=int)
    text = forms.CharField(
        label="Text",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Behövs för ändring och tillägg, och skälen för återremiss.",
    )
    point = forms.TypedChoiceField(
        label="Gäller punkt", required=False, coerce=int, empty_value=None
    )
    target = forms.TypedChoiceField(
        label="Gäller ett annat yrkande", required=False, coerce=int, empty_value=None
    )

    def __init__(self, data: QueryDict | None, found: Proceeding) -> None:
        super().__init__(data)
        points = found.draft.points if found.draft else []
        listed = [(n, f"{n}. {point}"[:90]) for n, point in enumerate(points, start=1)]
        motions = [(m.pk, m.title) for m in found.motions if m.withdrawn_at is None]
        self._choose("mover", [(v.person, v.name) for v in found.voters])
        self._choose("point", [("", "Hela förslaget"), *listed])
        self._choose("target", [("", "Nej"), *motions])

    def _choose(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def motion(values: dict[str, Any]) -> NewMotion:
        """Make what the action asks for of the form's fields."""
        return NewMotion(**values)


class SupportForm(ActForm):
    """Note who supports a proposal."""

    person = forms.TypedChoiceField(label="Vem instämmer?", coerce=int)

    def __init__(self, data: QueryDict | None, voters: Sequence[Voter]) -> None:
        super().__init__(data)
        self.fields["person"].choices = [(v.person, v.name) for v in voters]  # type: ignore[attr-defined]


def _asked_for(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Skriv antalet som ett heltal."},
    )


def requesters_field() -> forms.IntegerField:
    """Ask how many want the matter put off: the ground is never read from the count alone (KL 5:50)."""
    return _asked_for(
        "Hur många begär uppskov?",
        "Räkna dem som begär det, också om de inte röstar så. Lämna tomt om de inte har räknats.",
    )


def counts_minority(found: Proceeding) -> bool:
    """Answer whether a minority may carry the question that is put now."""
    is_council = found.matter.body is Body.COUNCIL and found.matter.kind is not MatterKind.ELECTION
    return is_council and has_minority_right(found.progress.value.step.question)


class OutcomeForm(ActForm):
    """Note how the item ended."""

    decisions = _lines("Beslutet, en punkt på varje rad", "Så som det ska stå i protokollet.")
    ended = forms.ChoiceField(
        label="Vad blev det?",
        choices=[("decided", "Ett beslut"), ("noted", "En anteckning: inget beslutades")],
        widget=forms.RadioSelect,
        help_text="Inget förslag har ställts. Ett beslut följs upp och kan överklagas.",
    )

    def __init__(
        self, data: QueryDict | None, section: str = "", *, is_free: bool, words: str = ""
    ) -> None:
        told = "noted" if section == Section.INFORMATION.value else "decided"
        super().__init__(data, initial={"decisions": words, "ended": told})
        if not is_free:
            del self.fields["ended"]


class StepForm(ActForm):
    """Answer the step that the meeting is at. ``at`` names it, so an old page answers nothing."""

    at = forms.CharField(max_length=60, widget=forms.HiddenInput)
    send: ClassVar[str] = "Anteckna"

    def __init__(self, data: QueryDict | None, found: Proceeding) -> None:
        self.found = found
        self.step: Step = found.progress.value.step
        super().__init__(data, initial={"at": self.step.key})

    @property
    def is_stale(self) -> bool:
        """Answer whether the page was drawn at another step than the one that waits now."""
        return self.is_bound and self.data.get("at") != self.step.key

    def new_step(self, values: dict[str, Any]) -> NewStep:
        """Make the step that the form tells of: the gavel, where it tells of nothing more."""
        return NewStep("Gavel", values["at"])


class OrderForm(StepForm):
    """The order of propositions is approved."""

    send = "Mötet godkänner ordningen"

    def new_step(self, values: dict[str, Any]) -> NewStep:
        """Approve the order for the proposals that stand now; one of the chair's own goes on holding."""
        data: dict[str, Any] = {
            "proposals": [proposal.id for proposal in self.found.matter.live],
            "is_unanimous": self.step.needs_unanimity,
        }
        approved = self.found.approved
        if approved and approved.order:
            put = placed_in(self.found.put)
            data["order"] = [[each.question, list(each.alternatives)] for each in put]
            data["why"] = approved.why
        return NewStep("OrderApproved", values["at"], data)


class FindForm(StepForm):
    """The chair finds which proposal has most voices."""

    send = "Ordföranden finner"
    won = forms.ChoiceField(label="Vad har mötet beslutat?", widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, found: Proceeding) -> None:
        super().__init__(data, found)
        told = [(one.key, one.text[:1].upper() + one.text[1:]) for one in self.step.alternatives]
        self.fields["won"].choices = told  # type: ignore[attr-defined]

    def new_step(self, values: dict[str, Any]) -> NewStep:
        """Tell what the chair found."""
        return NewStep("Found", values["at"], {"won": values["won"]})


class ConfirmForm(StepForm):
    """Nobody asks for a vote, or somebody does."""

    by = forms.ChoiceField(label="Begär någon omröstning?", required=False)
    requesters = _asked_for(
        "Begär en minoritet uppskov utan omröstning? Skriv hur många",
        "Minst en tredjedel av de närvarande räcker, en gång för varje ärende.",
    )

    def __init__(self, data: QueryDict | None, found: Proceeding) -> None:
        super().__init__(data, found)
        names = [(v.name, f"Ja, {v.name}") for v in found.in_room]
        nobody = ("", "Nej: ordföranden befäster med klubbslag")
        self.fields["by"].choices = [nobody, *names]  # type: ignore[attr-defined]
        if not counts_minority(found):
            del self.fields["requesters"]
        elif found.matter.earlier_minority:
            self.fields[
                "requesters"
            ].help_text = (
                "En minoritet har redan skjutit upp ärendet en gång: nu krävs enkel majoritet."
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a request for a vote and a minority's request at once: they are two steps."""
        values = super().clean() or {}
        if values.get("by") and values.get("requesters") is not None:
            self.add_error(
                "requesters",
                "Anteckna antingen minoritetens begäran eller omröstningen, en i taget.",
            )
        return values

    def new_step(self, values: dict[str, Any]) -> NewStep:
        """Tell of the gavel, of the request, or of how many ask for deferral without a vote."""
        if values.get("requesters") is not None:
            present = len(self.found.in_room)
            told = {"requesters": values["requesters"], "present": present}
            return NewStep("MinorityRequested", values["at"], told)
        if values["by"]:
            return NewStep("VoteRequested", values["at"], {"by": values["by"]})
        return super().new_step(values)


class VoteForm(StepForm):
    """A vote. Where a minority may put the matter off, how many asked for that is told with it."""

    requesters = requesters_field()

    def __init__(self, data: QueryDict | None, found: Proceeding) -> None:
        super().__init__(data, found)
        if not counts_minority(found):
            del self.fields["requesters"]

    def asked(self) -> forms.BoundField | None:
        """Give the field of how many asked; None where nobody is counted."""
        return self["requesters"] if "requesters" in self.fields else None


class CountForm(VoteForm):
    """The count of a closed ballot: nobody knows who voted what."""

    send = "Anteckna röstetalen"
    field_order = ("yes", "no", "abstain", "requesters")
    yes = forms.IntegerField(label="Ja", min_value=0)
    no = forms.IntegerField(label="Nej", min_value=0)
    abstain = forms.IntegerField(label="Blanka", min_value=0, initial=0)

    def new_step(self, values: dict[str, Any]) -> NewStep:
        """Tell the count."""
        counted = {name: values[name] for name in ("yes", "no", "abstain")}
        if values.get("requesters") is not None:
            counted["requesters"] = values["requesters"]
        return NewStep("Voted", values["at"], counted)


class SideForm(StepForm):
    """The chair's casting vote, or the side that the lot fell on."""

    ballot = forms.ChoiceField(label="Sida", choices=SIDES, widget=forms.RadioSelect)

    def new_step(self, values: dict[str, Any]) -> NewStep:
        """Tell which side."""
        kind = "LotDrawn" if self.step.kind is StepKind.LOT else "CastingVote"
        return NewStep(kind, values["at"], {"ballot": values["ballot"]})


class BallotForm(VoteForm):
    """An open vote: how each who serves voted. A field for each: "person-17".

    ``beforehand`` is marked for all, so that only those who voted otherwise are changed.
    """

    send = "Anteckna omröstningen"

    def __init__(self, data: QueryDict | None, found: Proceeding, *, beforehand: str = "") -> None:
        super().__init__(data, found)
        choices = [("", "har inte röstat"), *((k.value, v) for k, v in CHOICES.items())]
        given = beforehand if beforehand in CHOICES else ""
        self.voters = [voter for voter in found.in_room if voter.may_vote]
        for voter in self.voters:
            self.fields[f"person-{voter.person}"] = forms.ChoiceField(
                label=voter.name, choices=choices, required=False, initial=given
            )

    def rows(self) -> list[tuple[str, forms.BoundField]]:
        """List each voter's field; the chair is called last."""
        return [
            ("ordförande" if voter.is_chair else "", self[f"person-{voter.person}"])
            for voter in self.voters
        ]

    def roll(self, values: dict[str, Any]) -> Roll:
        """Give each one's vote, of those who have voted, and how many asked for deferral."""
        given = {voter.person: values[f"person-{voter.person}"] for voter in self.voters}
        voted = {person: choice for person, choice in given.items() if choice}
        return Roll(voted, values.get("requesters"))


_FORMS: dict[StepKind, type[StepForm]] = {
    StepKind.APPROVE_ORDER: OrderForm,
    StepKind.FIND: FindForm,
    StepKind.CONFIRM: ConfirmForm,
    StepKind.CASTING_VOTE: SideForm,
    StepKind.LOT: SideForm,
}


def form_for(data: QueryDict | None, found: Proceeding, *, beforehand: str = "") -> StepForm | None:
    """Give the form that answers the step that waits; None when none does."""
    step = found.progress.value.step
    if step.kind is StepKind.DONE or not found.order.value.questions:
        return None
    if step.kind is StepKind.VOTE:
        if step.is_closed:
            return CountForm(data, found)
        return BallotForm(data, found, beforehand=beforehand)
    return _FORMS[step.kind](data, found)
