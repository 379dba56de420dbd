"""Forms that begin a memo, write its parts, and answer it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.foundation.files.kinds import size_fault
from samverk.foundation.forms import ActForm, DayField, fresh_key
from samverk.memos.actions import Answer, Hidden
from samverk.memos.content import Attached, Content, Figures, Names, Points, Words
from samverk.memos.queries.reading import PartRow
from samverk.registry.actions import NewFile
from samverk.rules.memos.economy import MOST_YEARS, CostKind, CostRow, Economy
from samverk.rules.memos.layouts import LAYOUTS, Part
from samverk.rules.memos.proposals import Point
from samverk.rules.memos.standing import Verdict

MORE_ROWS = 2
_AMOUNT = re.compile(r"(\d{1,12})(?:[.,](\d{1,2}))?(?:\s*kr)?", re.ASCII)
AMOUNT_FAULT = "Skriv beloppet i kronor, till exempel 639 000 eller 1 234,50."


class KronorField(forms.CharField):
    """An amount in kronor, read to integer öre; None when nothing is written."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False,
            max_length=30,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            **options,
        )

    def clean(self, value: Any) -> int | None:
        """Read the amount. Raises ValidationError for what is no amount."""
        text = re.sub(r"[\s\u00a0\u202f](?=\d{3})", "", super().clean(value)).strip()
        if not text:
            return None
        found = _AMOUNT.fullmatch(text)
        if found is None:
            raise forms.ValidationError(AMOUNT_FAULT)
        return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def kronor_of(ore: int) -> str:
    """Write an amount as it is typed: "639000", or "1234,50" with öre."""
    whole, rest = divmod(ore, 100)
    return f"{whole},{rest:02}" if rest else str(whole)


class MemoForm(ActForm):
    """Begin a memo."""

    title = forms.CharField(
        label="Rubrik", max_length=300, help_text="Syns för alla: skriv inget sekretessbelagt."
    )
    provision = forms.CharField(
        label="Sekretessbestämmelse",
        max_length=200,
        required=False,
        help_text="Gör tjänsteskrivelsen sekretessbelagd, till exempel 26 kap. 1 § OSL.",
    )
    secret_title = forms.CharField(
        label="Sekretessbelagd rubrik",
        max_length=300,
        required=False,
        help_text="Syns bara för dem som arbetar i organet.",
    )

    @staticmethod
    def hidden(values: dict[str, Any]) -> Hidden | None:
        """Take what is secret out of the form's fields; None when nothing is."""
        provision, title = values.pop("provision"), values.pop("secret_title")
        return Hidden(provision, title) if provision or title else None


class PartForm(ActForm):
    """Write a part of a memo. ``version`` is the one that the writer began from.

    Every part has its form on one page, so its fields carry the part's name.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: QueryDict | None, row: PartRow) -> None:
        begun = {"version": row.row.version if row.row else 0} | self.initial_of(row.content)
        super().__init__(data, initial=begun, prefix=row.part.value)

    @staticmethod
    def initial_of(content: Any) -> dict[str, Any]:
        """Give the form's fields as the part has them."""
        raise NotImplementedError

    def content(self, values: dict[str, Any]) -> Content:
        """Make the part of the form's fields. Raises InputError for what cannot be one."""
        raise NotImplementedError

    def begin_from(self, version: int) -> None:
        """Let what was written be saved upon what somebody saved meanwhile."""
        self._renew(version=str(version))

    def _renew_key(self) -> None:
        self._renew(key=fresh_key())

    def _renew(self, **values: str) -> None:
        renewed = QueryDict(mutable=True)
        renewed.update(self.data)
        for name, value in values.items():
            renewed[self.add_prefix(name)] = value
        self.data = renewed


class WordsForm(PartForm):
    """Write running text."""

    text = forms.CharField(
        label="Text", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8})
    )

    def __init__(self, data: QueryDict | None, row: PartRow) -> None:
        super().__init__(data, row)
        self.fields["text"].label = row.label

    @staticmethod
    def initial_of(content: Words) -> dict[str, Any]:
        """Give the text."""
        return {"text": content.text}

    def content(self, values: dict[str, Any]) -> Content:
        """Make the text."""
        return Words(values["text"].replace("\r\n", "\n"))


class PointsForm(PartForm):
    """Write the points, each with who decides it; there are always empty places for more."""

    def __init__(
        self, data: QueryDict | None, row: PartRow, bodies: Sequence[tuple[int, str]], own: str
    ) -> None:
        super().__init__(data, row)
        known = len(row.content.points) if isinstance(row.content, Points) else 0
        self.places = max(known + MORE_ROWS, _places(data, self.add_prefix("text-")))
        for place in range(self.places):
            self.fields[f"text-{place}"] = forms.CharField(
                label=f"Punkt {place + 1}",
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"decider-{place}"] = forms.TypedChoiceField(
                label=f"Punkt {place + 1} beslutas av",
                required=False,
                coerce=int,
                empty_value=None,
                choices=[("", own), *bodies],
            )

    @staticmethod
    def initial_of(content: Points) -> dict[str, Any]:
        """Give the points, each in its place."""
        found: dict[str, Any] = {}
        for place, point in enumerate(content.points):
            found |= {f"text-{place}": point.text, f"decider-{place}": point.decider}
        return found

    def content(self, values: dict[str, Any]) -> Content:
        """Make the points; empty places are left out."""
        rows = ((values[f"text-{n}"], values[f"decider-{n}"]) for n in range(self.places))
        return Points(tuple(Point(text.strip(), decider) for text, decider in rows if text.strip()))


class NamesForm(PartForm):
    """Write whom the decision is sent to."""

    names = forms.CharField(
        label="Mottagare",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="En mottagare på varje rad.",
    )

    @staticmethod
    def initial_of(content: Names) -> dict[str, Any]:
        """Give the names, one a line."""
        return {"names": "\n".join(content.names)}

    def content(self, values: dict[str, Any]) -> Content:
        """Make the names."""
        lines = (line.strip() for line in values["names"].splitlines())
        return Names(tuple(line for line in lines if line))


class AttachedForm(PartForm):
    """Choose which of the case's documents belong to the memo."""

    documents = forms.TypedMultipleChoiceField(
        label="Handlingar i ärendet",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: QueryDict | None, row: PartRow, documents: Sequence[tuple[int, str]]
    ) -> None:
        super().__init__(data, row)
        self.fields["documents"].choices = documents  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(content: Attached) -> dict[str, Any]:
        """Give what is chosen."""
        return {"documents": list(content.documents)}

    def content(self, values: dict[str, Any]) -> Content:
        """Make the list."""
        return Attached(tuple(values["documents"]))


class FiguresForm(PartForm):
    """Write costs and savings, an amount for each year."""

    first_year = forms.IntegerField(
        label="Första året",
        min_value=1990,
        max_value=2200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Skriv året med fyra siffror."},
    )
    years = forms.IntegerField(
        label="Antal år",
        min_value=1,
        max_value=MOST_YEARS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=f"Högst {MOST_YEARS}. Spara för att få fler kolumner.",
    )

    def __init__(self, data: QueryDict | None, row: PartRow) -> None:
        super().__init__(data, row)
        known = row.content.economy if isinstance(row.content, Figures) else None
        self.columns = known.years if known else 1
        self.first = known.first_year if known else clock.today().year
        self.places = max(
            (len(known.rows) if known else 0) + MORE_ROWS, _places(data, self.add_prefix("label-"))
        )
        for place in range(self.places):
            self._add_row(place)

    def _add_row(self, place: int) -> None:
        name = f"rad {place + 1}"
        self.fields[f"label-{place}"] = forms.CharField(
            label=f"Vad, {name}", required=False, max_length=200
        )
        self.fields[f"kind-{place}"] = forms.ChoiceField(
            label=f"Slag, {name}",
            required=False,
            choices=[(kind.value, kind.value.capitalize()) for kind in CostKind],
        )
        for column in range(self.columns):
            self.fields[f"amount-{place}-{column}"] = KronorField(
                label=f"Kronor {self.first + column}, {name}"
            )

    @property
    def listed_years(self) -> range:
        """The years that have columns."""
        return range(self.first, self.first + self.columns)

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields, row by row, as the table shows them."""
        return [
            [
                self[f"label-{n}"],
                self[f"kind-{n}"],
                *(self[f"amount-{n}-{c}"] for c in range(self.columns)),
            ]
            for n in range(self.places)
        ]

    @staticmethod
    def initial_of(content: Figures) -> dict[str, Any]:
        """Give the rows, each in its place."""
        economy = content.economy
        if economy is None:
            return {"first_year": clock.today().year, "years": 1}
        found: dict[str, Any] = {"first_year": economy.first_year, "years": economy.years}
        for place, row in enumerate(economy.rows):
            found |= {f"label-{place}": row.label, f"kind-{place}": row.kind.value}
            amounts = enumerate(row.ore)
            found |= {f"amount-{place}-{c}": kronor_of(ore) for c, ore in amounts}
        return found

    def content(self, values: dict[str, Any]) -> Content:
        """Make the assessment; rows without words and amounts are left out.

        Raises InputError for amounts without words, and where fewer years would lose an amount.
        """
        years = values["years"]
        rows = []
        for place in range(self.places):
            amounts = [values[f"amount-{place}-{c}"] or 0 for c in range(self.columns)]
            label = values[f"label-{place}"].strip()
            if not label and any(amounts):
                raise InputError("Skriv vad beloppet gäller.", field=f"label-{place}")
            if any(amounts[years:]):
                raise InputError(
                    "Det finns belopp i år som skulle försvinna. Ta bort dem först.", field="years"
                )
            if label:
                ore = tuple([*amounts, *[0] * years][:years])
                rows.append(CostRow(label, CostKind(values[f"kind-{place}"]), ore))
        return Figures(Economy(values["first_year"], years, tuple(rows)) if rows else None)


def _places(data: QueryDict | None, stem: str) -> int:
    """Count the places that a sent form has, so that none of what was written is left unread."""
    given = (name.removeprefix(stem) for name in data or () if name.startswith(stem))
    return max((int(n) + 1 for n in given if n.isdecimal() and len(n) < 4), default=0)


def form_of(
    data: QueryDict | None,
    row: PartRow,
    *,
    bodies: Sequence[tuple[int, str]],
    own: str,
    documents: Sequence[tuple[int, str]],
) -> PartForm:
    """Make the form that a part is written in."""
    match row.part:
        case Part.PROPOSAL:
            return PointsForm(data, row, bodies, own)
        case Part.RECIPIENTS:
            return NamesForm(data, row)
        case Part.ATTACHMENTS:
            return AttachedForm(data, row, documents)
        case Part.FIGURES:
            return FiguresForm(data, row)
        case _:
            return WordsForm(data, row)


class FileForm(ActForm):
    """Read a Word file into the memo."""

    file = forms.FileField(
        label="Word-fil",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": "Välj en fil."},
    )

    def __init__(self, data: QueryDict | None, files: MultiValueDict[str, Any] | None) -> None:
        super().__init__(data, files)

    @staticmethod
    def file_of(values: dict[str, Any]) -> NewFile:
        """Read the file whole; too large a one is not read."""
        upload = values["file"]
        if fault := size_fault(upload.size):
            raise InputError(f"Filen {fault}", field="file")
        return NewFile(upload.name, upload.read())


class SendForm(ActForm):
    """Send what is written for approval."""

    note = forms.CharField(
        label="Till den som godkänner",
        max_length=300,
        required=False,
        help_text="Till exempel vad som har ändrats sedan förra versionen.",
    )


class AnswerForm(ActForm):
    """Approve a version or return it."""

    VERDICTS: ClassVar[list[tuple[str, str]]] = [
        (Verdict.APPROVED.value, "Godkänn"),
        (Verdict.RETURNED.value, "Lämna åter för ändring"),
    ]
    verdict = forms.ChoiceField(
        label="Besked",
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ett besked."},
    )
    remark = forms.CharField(
        label="Vad behöver ändras?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Behövs när tjänsteskrivelsen lämnas åter.",
    )

    @staticmethod
    def answer(values: dict[str, Any]) -> Answer:
        """Make what the action asks for."""
        return Answer(Verdict(values["verdict"]), values["remark"])


class LayoutForm(ActForm):
    """Choose the layout of a body's new memos."""

    layout = forms.ChoiceField(
        label="Mall",
        required=False,
        choices=[(name, layout.name) for name, layout in LAYOUTS.items()],
        widget=forms.RadioSelect,
    )
    from_date = DayField(label="Gäller från", initial=clock.today)
