"""Whether all agree, why an outcome is opened again, and a proportional election."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from samverk.foundation.forms import ActForm
from samverk.meetings.actions import Group, NewElection

LINE = re.compile(r"(?P<name>[^,:]+),\s*(?P<votes>\d{1,4})\s*(?::(?P<names>.*))?")


def count_field(label: str, help_text: str = "") -> forms.IntegerField:
    """Make a field for a number of people or seats."""
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=999,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Skriv antalet som ett heltal."},
    )


class UnanimityForm(ActForm):
    """Note how many agree."""

    agreeing = count_field("Hur många av de närvarande är ense?")


class ElectionRequestForm(ActForm):
    """Note that so many ask for a proportional election."""

    what = forms.CharField(
        label="Val av", max_length=200, help_text="Till exempel: ledamöter i valberedningen"
    )
    seats = count_field("Antal platser")
    requesters = count_field("Hur många begär proportionellt val?")


class ElectionForm(ActForm):
    """Note the ballots of each group, and the lot where there is one."""

    groups = forms.CharField(
        label="Grupper",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=(
            "En grupp på varje rad: namn, giltiga sedlar, kolon och namnen i listans ordning. Till"
            " exempel: Grupp A, 17: Anna Ek; Bo Lind"
        ),
    )
    invalid = count_field("Ogiltiga sedlar")
    lots = forms.CharField(
        label="Lottens ordning",
        required=False,
        max_length=300,
        help_text="Bara efter lottning: gruppernas namn i den ordning de drogs, med semikolon emellan.",
    )

    def clean_groups(self) -> tuple[Group, ...]:
        """Read the lines. Raises ValidationError that names the line it cannot read."""
        found = []
        for number, line in enumerate(self.cleaned_data["groups"].splitlines(), start=1):
            if not line.strip():
                continue
            read = LINE.fullmatch(line.strip())
            if read is None:
                raise forms.ValidationError(
                    f"Rad {number}: skriv ”{line.strip()}” som Grupp A, 17: Anna Ek; Bo Lind."
                )
            found.append(
                Group(read["name"].strip(), int(read["votes"]), _names(read["names"] or ""))
            )
        return tuple(found)

    def election(self, values: dict[str, Any]) -> NewElection:
        """Make what the action asks for of the form's fields."""
        return NewElection(values["groups"], values["invalid"], _names(values["lots"]))

    @staticmethod
    def initial_of(groups: list[tuple[str, int, list[str]]], invalid: int) -> dict[str, Any]:
        """Give the fields as the ballots were noted."""
        lines = [f"{name}, {votes}: {'; '.join(names)}" for name, votes, names in groups]
        return {"groups": "\n".join(lines), "invalid": invalid}


def _names(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(";") if each.strip())
