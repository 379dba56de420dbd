"""Who presides, who is there, and what happens to their presence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm
from samverk.meetings.actions import Arrival, NewPresence
from samverk.meetings.models.presence import EVENTS, LINKS
from samverk.meetings.queries import Hall
from samverk.rules.remote import Link
from samverk.rules.serving import EventKind, Roster

ABSENT = ("", "inte här")
MEMBER = "Ledamot"
# Jäv has a page of its own, where its ground is chosen
NOTED = [(k.value, v.capitalize()) for k, v in EVENTS.items() if k is not EventKind.STEPPED_ASIDE]


def people_of(roster: Roster) -> list[tuple[int, str]]:
    """List the members by seat, then the substitutes, each with the name the roll uses."""
    members = [(s.person, s.holder) for s in roster.seats if s.person is not None]
    return [*members, *((s.person, f"{s.title}, ersättare") for s in roster.substitutes)]


class OpenForm(ActForm):
    """Open the meeting."""

    chair = forms.TypedChoiceField(label="Ordförande", coerce=int)
    secretary = forms.CharField(label="Sekreterare", max_length=200)

    def __init__(self, data: QueryDict | None, roster: Roster, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["chair"].choices = people_of(roster)  # type: ignore[attr-defined]


class ChairForm(ActForm):
    """Say who presides from the item in hand."""

    person = forms.TypedChoiceField(label="Ordförande", coerce=int)

    def __init__(self, data: QueryDict | None, hall: Hall) -> None:
        super().__init__(data)
        serving = [(p, hall.roster.title(p)) for p in hall.serving.value.people]
        self.fields["person"].choices = serving  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Expected:
    """What was said before the meeting: the ``absent`` (ids), and those ``called`` in to whose seat."""

    absent: frozenset[int] = frozenset()
    called: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_told(self) -> bool:
        """Answer whether anything was said."""
        return bool(self.absent or self.called)

    def comes(self, person: int, *, is_member: bool) -> bool:
        """Answer whether a person is expected to come."""
        return person not in self.absent and (is_member or person in self.called)

    def told(self, person: int) -> str:
        """Tell what was said of a person, after what they are in the body."""
        if person in self.absent:
            return ", har anmält frånvaro"
        return f", inkallad för {self.called[person]}" if person in self.called else ""


class RollForm(ActForm):
    """Say of each member and substitute whether they are there, and how.

    A field for each person: "person-17". Distance is offered where it is decided. ``all_here`` has
    those who are expected marked as in the room beforehand: the members but the ``absent`` (ids), and
    those ``called`` in, by person with whom they serve for.
    """

    ground = forms.CharField(
        label="Särskilda skäl för enbart ljud",
        max_length=300,
        required=False,
        help_text="Behövs bara om någon deltar utan bild.",
    )

    def __init__(
        self, data: QueryDict | None, roster: Roster, expected: Expected, *, all_here: bool = False
    ) -> None:
        super().__init__(data)
        self.people = [
            *((s.person, s.holder, MEMBER) for s in roster.seats if s.person is not None),
            *((s.person, s.title, "Ersättare") for s in roster.substitutes),
        ]
        self.expected = expected
        links = [Link.ROOM]
        if roster.remote.is_allowed:
            links += [Link.SOUND_AND_IMAGE]
        if roster.remote.sound_only:
            links += [Link.SOUND_ONLY]
        else:
            del self.fields["ground"]
        choices = [ABSENT, *((link.value, LINKS[link]) for link in links)]
        for person, name, what in self.people:
            is_here = all_here and expected.comes(person, is_member=what == MEMBER)
            self.fields[f"person-{person}"] = forms.ChoiceField(
                label=name,
                choices=choices,
                required=False,
                initial=Link.ROOM.value if is_here else "",
            )

    def rows(self) -> list[tuple[str, forms.BoundField]]:
        """List each person's field with what they are in the body."""
        return [
            (f"{what}{self.expected.told(person)}", self[f"person-{person}"])
            for person, _, what in self.people
        ]

    def arrivals(self, values: dict[str, Any]) -> list[Arrival]:
        """List those who are there."""
        ground = values.get("ground", "")
        told = [(person, values[f"person-{person}"]) for person, _, _ in self.people]
        return [
            Arrival(person, link, ground if link == Link.SOUND_ONLY.value else "")
            for person, link in told
            if link
        ]


class PresenceForm(ActForm):
    """Note what happened to a person's presence."""

    turn = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    person = forms.TypedChoiceField(label="Vem?", coerce=int)
    kind = forms.ChoiceField(label="Vad hände?", choices=NOTED)
    seat = forms.TypedChoiceField(
        label="På vilken plats?",
        coerce=int,
        required=False,
        empty_value=None,
        help_text="När en ersättare börjar tjänstgöra, och bara då.",
    )
    link = forms.ChoiceField(
        label="Hur?", choices=[(k.value, v.capitalize()) for k, v in LINKS.items()], required=False
    )
    ground = forms.CharField(
        label="Skäl",
        max_length=300,
        required=False,
        help_text=(
            "Vid enbart ljud: de särskilda skälen. Läses av dem som håller mötet; skriv inget"
            " sekretessbelagt. Jäv antecknas för sig, med sin grund."
        ),
    )

    def __init__(self, data: QueryDict | None, roster: Roster, **options: Any) -> None:
        super().__init__(data, **options)
        seats = [(s.id, f"{n}. {s.holder or 'vakant'}") for n, s in enumerate(roster.seats, 1)]
        self.fields["person"].choices = people_of(roster)  # type: ignore[attr-defined]
        self.fields["seat"].choices = [("", "Ingen plats"), *seats]  # type: ignore[attr-defined]

    @staticmethod
    def presence(values: dict[str, Any]) -> NewPresence:
        """Make what the action asks for of the form's fields."""
        return NewPresence(
            values["kind"],
            values["person"],
            turn=values["turn"],
            seat=values["seat"],
            link=values["link"] or Link.ROOM.value,
            ground=values["ground"],
        )
