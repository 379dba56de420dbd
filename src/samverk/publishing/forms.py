"""Forms of those who look texts through before everybody reads them, and of those who follow."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.crypto import salted_hmac

from samverk.foundation.forms import ActForm
from samverk.publishing.actions.doubts import Answer
from samverk.publishing.actions.releasing import Mark
from samverk.publishing.models import Handling, Pace
from samverk.publishing.queries.doubts import Remark
from samverk.publishing.queries.releases import Found
from samverk.rules.masking import key_of

MASK, KEEP = Handling.MASK.value, Handling.KEEP.value
LONGEST_LABEL = 80


class PressForm(ActForm):
    """A button."""


class ApproveForm(PressForm):
    """The button that publishes, with the digest of what was read."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class MarksForm(ActForm):
    """What is masked and what is kept: a choice for each thing found, and what else to mask."""

    more = forms.CharField(
        label="Maska också",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ett uttryck per rad, precis som det står i texten. Det maskas på alla ställen.",
    )

    def __init__(self, data: QueryDict | None, found: Sequence[Found], more: Sequence[str]) -> None:
        super().__init__(data)
        self.found = tuple(found)
        self.fields["more"].initial = "\n".join(more)
        for row in self.found:
            self.fields[f"h{name_of(row)}"] = self._choice(row)
            self.fields[f"w{name_of(row)}"] = forms.CharField(
                label=f"Varför {_short(row)} behålls",
                required=False,
                max_length=300,
                initial=row.why,
            )
        self.order_fields([*(f"{c}{name_of(row)}" for row in self.found for c in "hw"), "more"])

    @staticmethod
    def _choice(row: Found) -> forms.ChoiceField:
        left = "" if row.blocks else "inget"
        choices = [(MASK, "Maska"), (KEEP, "Behåll")]
        choices += [] if row.blocks else [("inget", "Gör inget: det är ingen uppgift om en person")]
        return forms.ChoiceField(
            label=_short(row),
            choices=choices,
            initial=row.handling or left,
            widget=forms.RadioSelect,
            required=False,
            help_text=f"{row.kind}, {row.places} {'ställe' if row.places == 1 else 'ställen'}",
        )

    def marks(self, values: dict[str, Any]) -> list[Mark]:
        """Read the choices as marks."""
        return list(self._marks(values))

    def _marks(self, values: dict[str, Any]) -> Iterator[Mark]:
        for row in self.found:
            handling = values[f"h{name_of(row)}"]
            if handling in (MASK, KEEP):
                yield Mark(row.literal, Handling(handling), values[f"w{name_of(row)}"])
        for line in values["more"].splitlines():
            if line.strip():
                yield Mark(line.strip(), Handling.MASK)

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of what is kept, at its field."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        for row in self.found:
            name = name_of(row)
            if values.get(f"h{name}") == KEEP and not values.get(f"w{name}", "").strip():
                self.add_error(f"w{name}", "Skriv varför det behålls.")
        return values


class DoubtsForm(ActForm):
    """Why what may not be public yet is published: an answer for each remark."""

    def __init__(self, data: QueryDict | None, remarks: Sequence[Remark]) -> None:
        super().__init__(data)
        self.remarks = tuple(remarks)
        for one in self.remarks:
            self.fields[f"{one.doubt}-{one.place}"] = forms.CharField(
                label=f"{one.title}. Varför publiceras det?",
                max_length=300,
                initial=one.why,
                help_text=" ".join(str(reason.text) for reason in one.ruling.reasons),
                error_messages={"required": "Skriv varför det publiceras."},
            )

    def answers(self, values: dict[str, Any]) -> list[Answer]:
        """Read what was answered."""
        return [
            Answer(one.doubt, one.place, values[f"{one.doubt}-{one.place}"]) for one in self.remarks
        ]


class OwnWorksForm(ActForm):
    """Which files of a publication are the authority's own work."""

    own = forms.TypedMultipleChoiceField(
        label="Handlingar som är myndighetens eget verk",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="De publiceras med licensen för öppna data. Lämna en handling som innehåller någon"
        " annans text, bild eller karta utan kryss: dess upphovsrätt prövas för sig.",
    )

    def __init__(
        self, data: QueryDict | None, files: Mapping[int, str], own: Collection[int]
    ) -> None:
        super().__init__(data, initial={"own": sorted(own)})
        self.fields["own"].choices = list(files.items())  # type: ignore[attr-defined]


def name_of(row: Found) -> str:
    """Name a choice by what it is of: the texts may have changed since the page was shown."""
    return salted_hmac("samverk.publishing.found", key_of(row.literal)).hexdigest()[:16]


def _short(row: Found) -> str:
    literal = " ".join(row.literal.split())
    return literal if len(literal) <= LONGEST_LABEL else f"{literal[:LONGEST_LABEL]}…"


class ReturnForm(ActForm):
    """Give a publication back."""

    remark = forms.CharField(
        label="Vad behöver ändras?", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class WithdrawForm(ActForm):
    """Take something from everybody."""

    why = forms.CharField(
        label="Varför dras det tillbaka?",
        max_length=300,
        help_text="Skälet visas bara för er. Skriv inga personuppgifter.",
    )


class LinkForm(ActForm):
    """Ask for a new link to all that one follows."""

    address = forms.EmailField(
        label="E-postadress",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Skriv din e-postadress.",
            "invalid": "Skriv en hel e-postadress, som namn@exempel.se.",
            "max_length": "E-postadressen får vara högst 254 tecken.",
        },
    )


class FollowForm(LinkForm):
    """Ask to follow something by e-mail."""

    pace = forms.ChoiceField(
        label="Hur ofta vill du få brev?",
        choices=[(pace.value, pace.label.capitalize()) for pace in Pace],
        initial=Pace.AT_ONCE,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Välj hur ofta du vill få brev.",
            "invalid_choice": "Välj ett av sätten i listan.",
        },
    )
