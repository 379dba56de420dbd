"""Noting who takes no part in a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm
from samverk.meetings.actions import NewStandingOut
from samverk.meetings.queries.proceeding import Proceeding
from samverk.rules.body import Body
from samverk.rules.roll_call import Voter


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
        out = {row.person_id for row in found.out}
        serving = [(v.person, _named(v, is_out=v.person in out)) for v in found.voters]
        self.fields["people"].choices = serving  # type: ignore[attr-defined]
        if found.matter.body is not Body.BOARD:
            del self.fields["is_authority"]

    @staticmethod
    def standing_out(values: dict[str, Any]) -> NewStandingOut:
        """Make what the action asks for of the form's fields."""
        return NewStandingOut(tuple(values["people"]), values.get("is_authority", False))


def _named(voter: Voter, *, is_out: bool) -> str:
    """Name a voter. One who is noted is still offered: a form that is sent twice names them again."""
    chair = ", ordförande" if voter.is_chair else ""
    return f"{voter.name}{chair}{', redan antecknad' if is_out else ''}"
