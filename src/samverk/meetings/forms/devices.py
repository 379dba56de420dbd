"""Votes from the members' own devices, and what closes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm
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

    ``beforehand`` is marked for all of them.
    """

    vote = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None,
        waiting: Sequence[Voter],
        *,
        vote: int | None = None,
        beforehand: str = "",
    ) -> None:
        super().__init__(data, initial={"vote": vote})
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

    def others(self, values: dict[str, Any]) -> dict[int, str]:
        """Give the votes that were noted, of those who have voted."""
        given = {voter.person: values[f"person-{voter.person}"] for voter in self.asked}
        return {person: choice for person, choice in given.items() if choice}


class BreakOffForm(ActForm):
    """Break a vote off, and say why."""

    vote = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(
        label="Varför bryts omröstningen?",
        max_length=300,
        help_text="Till exempel: fel fråga ställdes. Syns för alla: skriv inget sekretessbelagt.",
    )
