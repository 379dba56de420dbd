"""Noting who takes no part in a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm
from samverk.meetings.actions import NewStandingOut
from samverk.meetings.queries.proceeding import Proceeding
from samverk.rules.voting import Body


class StandingOutForm(ActForm):
    """Choose who takes no part, several at once. Only a board exercises authority of the kind asked for."""

    people = forms.TypedMultipleChoiceField(
        label="Vilka deltar inte i beslutet?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj vilka som inte deltar i beslutet."},
    )
    is_authority = forms.BooleanField(
        label="Ärendet är myndighetsutövning mot enskild", required=False
    )

    def __init__(self, data: QueryDict | None, found: Proceeding) -> None:
        super().__init__(data)
        serving = [
            (v.person, f"{v.name}, ordförande" if v.is_chair else v.name) for v in found.voters
        ]
        self.fields["people"].choices = serving  # type: ignore[attr-defined]
        if found.matter.body is not Body.BOARD:
            del self.fields["is_authority"]

    @staticmethod
    def standing_out(values: dict[str, Any]) -> NewStandingOut:
        """Make what the action asks for of the form's fields."""
        return NewStandingOut(tuple(values["people"]), values.get("is_authority", False))
