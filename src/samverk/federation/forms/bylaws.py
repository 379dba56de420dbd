"""Forms of what the by-laws hold: the checklist, and what follows from them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.federation.actions import NewReading, NewSettings
from samverk.federation.forms.setup import whole
from samverk.federation.models import Share
from samverk.federation.queries import ByLaws, Member
from samverk.foundation.forms import ActForm
from samverk.rules.bylaw_contents import CONTENTS

MAJORITY = re.compile(r"(?P<matter>.+?)\s*:\s*(?P<num>\d{1,2})\s*/\s*(?P<den>\d{1,2})", re.ASCII)
MOST_SEATS = 99
LONGEST_MATTER = 200


class ReadingForm(ActForm):
    """Tell where in the by-laws each required content stands."""

    def __init__(self, data: QueryDict | None, found: ByLaws) -> None:
        super().__init__(data)
        for each in found.contents.value.contents:
            self.fields[f"place_{each.number}"] = forms.CharField(
                label=f"{each.number}. {each.text}",
                max_length=100,
                required=False,
                initial=each.place,
            )

    def reading(self, terms: int, values: dict[str, Any]) -> NewReading:
        """Make what to record of the cleaned fields."""
        return NewReading(terms, tuple((n, values[f"place_{n}"]) for n in CONTENTS))


class SettingsForm(ActForm):
    """Register what follows from the by-laws. What they are not known to say is left empty."""

    announced = forms.CharField(
        label="Var förbundet anslår",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="En plats per rad.",
    )
    archive = forms.TypedChoiceField(
        label="Kommun vars arkivmyndighet har tillsynen",
        coerce=int,
        empty_value=None,
        required=False,
    )
    auditors = whole("Revisorer per medlem", 1, MOST_SEATS, required=False)
    majorities = forms.CharField(
        label="Ärenden med kvalificerad majoritet",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ett ärende per rad, med andelen sist: Ändra verksamhetsplanen: 2/3.",
    )

    def __init__(self, data: QueryDict | None, found: ByLaws, members: list[Member]) -> None:
        super().__init__(data)
        self.members = members
        towns = [m.membership.member for m in members if m.membership.share == Share.MUNICIPALITY]
        self.fields["archive"].choices = [  # type: ignore[attr-defined]
            ("", "Inte känd"),
            *((town.pk, town.name) for town in towns),
        ]
        self._begin_with(found)
        for one in members:
            known = found.seats.get(one.membership.pk)
            pk = one.membership.pk
            self.fields[f"members_{pk}"] = whole(
                f"Ledamöter: {one.name}", 0, MOST_SEATS, required=False
            )
            self.fields[f"substitutes_{pk}"] = whole(
                f"Ersättare: {one.name}", 0, MOST_SEATS, required=False
            )
            if known:
                self.initial[f"members_{pk}"] = known.members
                self.initial[f"substitutes_{pk}"] = known.substitutes

    def _begin_with(self, found: ByLaws) -> None:
        if found.settings is None:
            return
        self.initial.update(
            announced=found.settings.announced,
            archive=found.settings.archive_id,
            auditors=found.settings.auditors,
            majorities="\n".join(f"{m.matter}: {m.share}" for m in found.majorities),
        )

    def clean_majorities(self) -> tuple[tuple[str, Fraction], ...]:
        """Read a matter and its share of every line. Raises ValidationError that names the line."""
        found = []
        for number, line in enumerate(self.cleaned_data["majorities"].splitlines(), start=1):
            if not line.strip():
                continue
            read = MAJORITY.fullmatch(line.strip())
            if read is None or int(read["den"]) == 0:
                raise forms.ValidationError(
                    f"Rad {number}: skriv ärendet, ett kolon och andelen, som Ärendet: 2/3."
                )
            if len(read["matter"]) > LONGEST_MATTER:
                raise forms.ValidationError(
                    f"Rad {number}: ärendet är längre än {LONGEST_MATTER} tecken. Korta det."
                )
            found.append((read["matter"], Fraction(int(read["num"]), int(read["den"]))))
        return tuple(found)

    def clean(self) -> dict[str, Any]:
        """Ask for both numbers of a member, or neither."""
        cleaned: dict[str, Any] = super().clean() or {}
        for one in self.members:
            names = [f"members_{one.membership.pk}", f"substitutes_{one.membership.pk}"]
            empty = [name for name in names if cleaned.get(name) is None]
            if len(empty) == 1 and empty[0] not in self.errors:
                self.add_error(empty[0], "Ange både ledamöter och ersättare, eller inget av dem.")
        return cleaned

    def settings(self, terms: int, values: dict[str, Any]) -> NewSettings:
        """Make what to record of the cleaned fields."""
        seats = [
            (pk, values[f"members_{pk}"], values[f"substitutes_{pk}"])
            for pk in (one.membership.pk for one in self.members)
            if values[f"members_{pk}"] is not None
        ]
        announced = "\n".join(line.strip() for line in values["announced"].splitlines())
        return NewSettings(
            terms,
            announced,
            values["archive"],
            values["auditors"],
            tuple(seats),
            values["majorities"],
        )
