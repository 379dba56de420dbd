"""Votes from the members' own devices, and what closes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm
from samverk.meetings.actions import Roll
from samverk.meetings.forms.proceeding import requesters_field
from samverk.meetings.models.proceeding import CHOICES
from samverk.rules.roll_call import Voter

VOTES = [(kind.value, word.capitalize()) for kind, word in CHOICES.items()]


class OwnVoteForm(ActForm):
    """Vote from one's own device. ``vote`` names the vote that the page showed."""

    vote = forms.IntegerField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label="Din röst",
        choices=VOTES,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj Ja, Nej eller Avstår."},
    )


class CloseForm(ActForm):
    """Close a vote, with the votes of those who have sent none. A field for each: "person-17".

    ``beforehand`` is marked for all of them. Where a minority may put the matter off (``counts``), how
    many asked for that is told with it, as at a roll call.
    """

    vote = forms.IntegerField(widget=forms.HiddenInput)
    requesters = requesters_field()

    def __init__(
        self,
        data: QueryDict | None,
        waiting: Sequence[Voter],
        *,
        vote: int | None = None,
        beforehand: str = "",
        counts: bool = False,
    ) -> None:
        super().__init__(data, initial={"vote": vote})
        if not counts:
            del self.fields["requesters"]
        self.waiting = self.asked = waiting
        given = beforehand if beforehand in CHOICES else ""
        for voter in waiting:
            self.fields[f"person-{voter.person}"] = forms.ChoiceField(
                label=voter.name,
                choices=[("", "har inte röstat"), *VOTES],
                required=False,
                initial=given,
            )

    def rows(self) -> list[forms.BoundField]:
        """List the fields of those who have sent no vote, as the roll calls them."""
        return [self[f"person-{voter.person}"] for voter in self.waiting]

    def counted(self) -> forms.BoundField | None:
        """Give the field of how many asked; None where nobody is counted."""
        return self["requesters"] if "requesters" in self.fields else None

    def others(self, values: dict[str, Any]) -> Roll:
        """Give the votes that were noted, of those who have voted, and how many asked for deferral."""
        given = {voter.person: values[f"person-{voter.person}"] for voter in self.asked}
        voted = {person: choice for person, choice in given.items() if choice}
        return Roll(voted, values.get("requesters"))


class BreakOffForm(ActForm):
    """Break a vote off, and say why."""

    vote = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(
        label="Varför bryts omröstningen?",
        max_length=300,
        help_text="Till exempel: fel fråga ställdes. Syns för alla: skriv inget sekretessbelagt.",
    )
