"""A calculator's form and examples, built from its description in ``samverk.rules``."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from samverk.rules.calculators.base import (
    Answer,
    Calculator,
    Field,
    InputError,
    Kind,
    Value,
    WorkedInput,
)
from samverk.rules.calculators.reading import answer, read_field
from samverk.rules.calculators.showing import in_words, shown_rows
from samverk.rules.ruling import Ruling


class RuleField(forms.Field):
    """A form field that reads its text as the rules do, so page and command line agree."""

    def __init__(self, described: Field) -> None:
        self.described = described
        super().__init__(
            required=described.required or described.default is not None,
            label=described.label,
            help_text=described.help,
            initial=described.default,
            widget=widget(described),
            error_messages={"required": "Uppgiften behövs för att räkna."},
        )

    def bound_data(self, data: object, initial: object) -> object:
        """Show a choice left out of the address as its default: that is what was computed with."""
        return initial if data is None and self.described.kind is Kind.CHOICE else data

    def to_python(self, value: object) -> Value:
        """Read the text; a fault becomes a message without the command line's option name."""
        if value in self.empty_values and self.described.required:
            return None  # Django's own check of required fields comes next and says so better
        try:
            return read_field(self.described, str(value or ""))
        except InputError as error:
            option = f"{self.described.label} ({self.described.option}): "
            message = str(error).removeprefix(option)
            raise forms.ValidationError(message[:1].upper() + message[1:]) from None


def widget(described: Field) -> forms.Widget:
    """Choose a control. Dates are typed as text: then a faulty one can be shown as it was typed."""
    match described.kind:
        case Kind.CHOICE:
            choices = [(choice.value, choice.label) for choice in described.choices]
            return forms.RadioSelect(choices=choices)
        case Kind.FLAG:
            return forms.CheckboxInput()
        case Kind.WEIGHTS:
            return forms.Textarea(attrs={"rows": 3})
        case Kind.COUNT | Kind.KRONOR:
            return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        case Kind.DATE | Kind.TEXT:
            return forms.TextInput(attrs={"autocomplete": "off"})


@dataclass(frozen=True, slots=True)
class Result:
    """A computed answer: its ruling, and its rows in words with the most important first."""

    ruling: Ruling[Answer]
    rows: list[tuple[str, str]]


class CalculatorForm(forms.Form):
    """A calculator's form; ``result`` computes when every field could be read."""

    use_required_attribute = False

    def __init__(self, calculator: Calculator, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="falt-%s")
        self.calculator = calculator
        for described in calculator.fields:
            self.fields[described.name] = RuleField(described)

    def result(self) -> Result | None:
        """Compute, or say at the form what is wrong and give None."""
        if not self.is_valid():
            return None
        texts = {name: self.data.get(name, "") for name in self.fields}
        try:
            ruling = answer(self.calculator, texts)
        except InputError as error:
            self.add_error(error.field, str(error))
            return None
        return Result(ruling, shown_rows(self.calculator, ruling.value))


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """An example in words, with the query that fills the form with it."""

    given: list[tuple[str, str]]
    expected: list[tuple[str, str]]
    source: str
    query: str


def worked_examples(calculator: Calculator) -> list[WorkedExample]:
    """Write the calculator's examples in words."""
    return [_worked(calculator, example) for example in calculator.examples]


def _worked(calculator: Calculator, example: WorkedInput) -> WorkedExample:
    labels = {field.name: field.label for field in calculator.fields}
    given = [(labels[name], _typed(calculator, name, text)) for name, text in example.given.items()]
    known = [row for row in calculator.rows if row.key in example.expected]
    expected = [
        (row.label, in_words(value, row))
        for row in known
        if not isinstance(value := example.expected[row.key], dict)
    ]
    return WorkedExample(given, expected, example.source, urlencode(example.given))


def _typed(calculator: Calculator, name: str, text: str) -> str:
    """Write a field's text as people read it: a choice by its label, a list with room to break."""
    field = next(field for field in calculator.fields if field.name == name)
    if field.kind is Kind.WEIGHTS:
        return text.replace(",", ", ")
    return next((choice.label for choice in field.choices if choice.value == text), text)
