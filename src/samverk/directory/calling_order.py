"""The form in which the order of a body's substitutes is written, a list a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.directory import queries
from samverk.directory.queries import CallingOrder
from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField


def lists_of(text: str, example: str) -> dict[str, list[str]]:
    """Read a list a line, "S: Anna Ek, Bo Al". Raises ValidationError that names a faulty line."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        head, colon, rest = line.partition(":")
        names = [" ".join(one.split()) for one in rest.split(",") if one.strip()]
        head = " ".join(head.split())
        if not colon or not head or not names:
            raise forms.ValidationError(f"Skriv ”{line.strip()}” som {example}.")
        if head in found:
            raise forms.ValidationError(f"{head} står på två rader. Skriv en rad.")
        found[head] = names
    return found


class ListsField(forms.CharField):
    """Lists with a head each, one a line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def __init__(self, *, example: str, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.example = example

    def clean(self, value: str) -> dict[str, list[str]]:
        """Read the lines. Raises ValidationError that names the line it cannot read."""
        return lists_of(super().clean(value), self.example)


class CallingOrderForm(ActForm):
    """Write the order of the substitutes, by the names that they have in the body's seats."""

    from_date = DayField(label="Gäller från och med")
    source = forms.CharField(
        label="Källa",
        max_length=300,
        help_text="Var ordningen är bestämd: länsstyrelsens eller fullmäktiges beslut och dag.",
    )
    by_party = ListsField(
        label="Partiets ersättare i ordning",
        example="S: Anna Ek, Bo Al",
        help_text="Ett parti per rad, den som kallas först står först: S: Anna Ek, Bo Al.",
    )
    by_member = ListsField(
        label="Egna ersättare för en ledamot",
        example="Cia Alm: Anna Ek, Bo Al",
        help_text="En ledamot per rad, där det finns en egen lista: Cia Alm: Anna Ek, Bo Al.",
    )
    constituencies = ListsField(
        label="Valkretsar där partiet har flest röster",
        example="S: Norra, Södra",
        help_text="I fullmäktige med flera valkretsar. Den med flest röster står först: S: Norra, Södra.",
    )

    def __init__(self, data: QueryDict | None, body: int) -> None:
        today = clock.today()
        before = queries.calling_order_on(body, today)
        super().__init__(data, initial=_initial_of(before) if before else None)
        self.body = body

    def clean(self) -> dict[str, Any]:
        """Turn the names into the people who sit in the body on the day. Names the one not found."""
        values = super().clean() or self.cleaned_data
        day = values.get("from_date")
        if day is None:
            return values
        held = [(seat, one) for seat, one in queries.seats_on(self.body, day) if one]
        members = [(one.person.name, one.person_id) for seat, one in held if not seat.substitute]
        others = [(one.person.name, one.person_id) for seat, one in held if seat.substitute]
        for name in ("by_party", "by_member"):
            try:
                lists = values.get(name, {})
                turns = {head: _people(turn, others, "ersättare") for head, turn in lists.items()}
                values[name] = turns
                if name == "by_member":
                    heads = _people(list(turns), members, "ledamot")
                    values[name] = dict(zip(heads, turns.values(), strict=True))
            except forms.ValidationError as fault:
                self.add_error(name, fault)
        return values


def _people(names: Sequence[str], held: Iterable[tuple[str, int]], what: str) -> list[int]:
    rows = list(held)
    alike = Counter(name.casefold() for name, _ in rows)
    known: Mapping[str, int] = {name.casefold(): pk for name, pk in rows}
    for name in names:
        if alike[name.casefold()] > 1:
            raise forms.ValidationError(f"Två {what} heter {name}: skilj dem åt i förteckningen.")
        if name.casefold() not in known:
            raise forms.ValidationError(f"{name} är inte {what} i organet den dagen.")
    return [known[name.casefold()] for name in names]


def _initial_of(before: CallingOrder) -> dict[str, str]:
    told = told_of(before)
    return {
        name: "\n".join(f"{head}: {turn}" for head, turn in rows) for name, rows in told.items()
    }


def told_of(order: CallingOrder) -> dict[str, list[tuple[str, str]]]:
    """Tell an order in words: for each of its three kinds of list the head and what stands in it."""
    people = {int(who) for who in order.by_member}
    for turn in (*order.by_party.values(), *order.by_member.values()):
        people |= set(turn)
    names = {pk: one.name for pk, one in queries.persons_by_id(people).items()}
    told = {"by_party": [(p, [names[w] for w in turn]) for p, turn in order.by_party.items()]}
    told["by_member"] = [
        (names[int(who)], [names[w] for w in turn]) for who, turn in order.by_member.items()
    ]
    told["constituencies"] = list(order.constituencies.items())
    return {kind: [(head, ", ".join(turn)) for head, turn in rows] for kind, rows in told.items()}
