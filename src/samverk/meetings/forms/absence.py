"""Who cannot come to a meeting, and the substitutes who take their seats."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm, LeftField
from samverk.meetings.forms.presence import people_of
from samverk.meetings.queries.absence import AbsencePage
from samverk.rules.serving import Serving


class AbsenceForm(ActForm):
    """Note that somebody cannot come."""

    person = LeftField(
        label="Vem kan inte komma?", error_messages={"required": "Välj vem som inte kan komma."}
    )

    def __init__(self, data: QueryDict | None, page: AbsencePage) -> None:
        super().__init__(data)
        absent = [row.absence.person_id for row in page.absences]
        self.fields["person"].offer(people_of(page.roster), absent, first="Välj")  # type: ignore[attr-defined]


class CallForm(ActForm):
    """Call in the substitute that the page showed."""

    seat = forms.IntegerField(widget=forms.HiddenInput)
    substitute = forms.IntegerField(widget=forms.HiddenInput)


def pair(seat: int, person: int) -> str:
    """Name a seat with a substitute for it, as a form's choice has it."""
    return f"{seat}-{person}"


class SeatForm(ActForm):
    """Let the substitutes in turn begin to serve, all at once."""

    turn = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    chosen = forms.MultipleChoiceField(
        label="Vilka börjar tjänstgöra?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst en ersättare."},
    )

    def __init__(self, data: QueryDict | None, serving: Serving, turn: int) -> None:
        rows = suggested_in(serving)
        values = [value for value, _ in rows]
        super().__init__(data, initial={"turn": turn, "chosen": values})
        # What was suggested when the page was drawn is judged by the act, which says what has changed
        sent = data.getlist("chosen") if data else []
        gone = [(value, "") for value in sent if value not in values and _is_pair(value)]
        self.fields["chosen"].choices = [*rows, *gone]  # type: ignore[attr-defined]

    @staticmethod
    def pairs(chosen: Sequence[str]) -> tuple[tuple[int, int], ...]:
        """Give the seats and persons chosen (ids)."""
        split = (each.split("-") for each in chosen)
        return tuple((int(seat), int(person)) for seat, person in split)


def _is_pair(value: str) -> bool:
    seat, _, person = value.partition("-")
    return seat.isdecimal() and person.isdecimal()


def suggested_in(serving: Serving) -> list[tuple[str, str]]:
    """List the substitutes suggested for empty seats, each with whom they serve for and why."""
    rows = []
    for place in serving.places:
        if place.suggestion is None or place.suggestion.person is None:
            continue
        reasons = " ".join(each.text for each in place.suggestion.reasons)
        rows.append((pair(place.seat, place.suggestion.person), reasons))
    return rows
