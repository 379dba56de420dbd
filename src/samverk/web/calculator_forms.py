"""A calculator's form and examples, built from its description in ``samverk.rules``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms

from samverk.rules.calculators.base import Calculator, Field, InputError, Kind, Value, WorkedInput
from samverk.rules.calculators.reading import read_field, read_values
from samverk.rules.calculators.showing import in_words
from samverk.rules.wording import NO_BREAK
from samverk.web import calculator_addresses as addresses
from samverk.web.calculator_results import Result, computed

NO_SUCH_CHOICE = "Välj ett av alternativen."


class RuleField(forms.Field):
    """A form field that reads its text as the rules do, so page and command line agree."""

    def __init__(self, described: Field) -> None:
        self.described = described
        default = described.default
        super().__init__(
            required=described.required or default is not None,
            label=described.label,
            help_text=described.help,
            initial=None if default is None else addresses.typed_text(described, default),
            widget=widget(described),
            error_messages={"required": "Uppgiften behövs för att räkna."},
        )

    def bound_data(self, data: object, initial: object) -> object:
        """Show a field left out of the address as its default: that is what was computed with."""
        return initial if data is None and self.described.default is not None else data

    def to_python(self, value: object) -> Value:
        """Read the text; a fault becomes a message without the command line's option name."""
        if not str(value or "").strip() and self.described.required:
            return None  # Django's own check of required fields comes next and says so better
        text = addresses.rule_text(self.described, str(value or ""))
        if text is None:
            raise forms.ValidationError(NO_SUCH_CHOICE)
        try:
            return read_field(self.described, text)
        except InputError as error:
            raise forms.ValidationError(unlabelled(self.described, str(error))) from None


def unlabelled(described: Field, message: str) -> str:
    """Take the field's own name off a message that will stand beside the field."""
    rest = message.removeprefix(f"{described.named}: ")
    return rest[:1].upper() + rest[1:]


def widget(described: Field) -> forms.Widget:
    """Choose a control. Dates are typed as text: then a faulty one can be shown as it was typed."""
    match described.kind:
        case Kind.CHOICE:
            choices = [(addresses.choice_of(one.value), one.label) for one in described.choices]
            return forms.RadioSelect(choices=choices)
        case Kind.FLAG:
            return forms.CheckboxInput(attrs={"value": addresses.SET})
        case Kind.WEIGHTS:
            return forms.Textarea(attrs={"rows": 3})
        case Kind.COUNT | Kind.KRONOR:
            return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        case Kind.DATE | Kind.TEXT:
            return forms.TextInput(attrs={"autocomplete": "off"})


class CalculatorForm(forms.Form):
    """A calculator's form; ``result`` computes when every field could be read.

    An address that names none of the fields asks for nothing: the form is then as untouched.
    """

    use_required_attribute = False

    def __init__(self, calculator: Calculator, data: Mapping[str, str] | None = None) -> None:
        self.calculator = calculator
        self.named = {addresses.name_of(field): field for field in calculator.fields}
        touched = {name: data[name] for name in self.named if data and name in data}
        super().__init__(touched or None, auto_id="falt-%s")
        for name, described in self.named.items():
            self.fields[name] = RuleField(described)

    def result(self) -> Result | None:
        """Compute, or say at the form what is wrong and give None."""
        if not self.is_valid():
            return None
        texts = {
            described.name: addresses.rule_text(described, self.data.get(name, "")) or ""
            for name, described in self.named.items()
        }
        try:
            return computed(self.calculator, read_values(self.calculator, texts), self.given(texts))
        except InputError as error:
            self._tell(error, texts)
            return None

    def given(self, texts: Mapping[str, str]) -> list[tuple[str, str]]:
        """List what was filled in, as people read it."""
        filled = [(field, texts.get(field.name, "").strip()) for field in self.named.values()]
        return [(field.label, typed(field, text)) for field, text in filled if text]

    def _tell(self, error: InputError, texts: Mapping[str, str]) -> None:
        """Put a refusal at its field; a combination of fields at the one most likely mistaken."""
        about = error.field or addresses.blamed(self.calculator, texts)
        field = next((one for one in self.calculator.fields if one.name == about), None)
        if field is None:
            self.add_error(None, str(error))
        else:
            self.add_error(addresses.name_of(field), unlabelled(field, str(error)))


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
    fields = {field.name: field for field in calculator.fields}
    filled = [(fields[name], text) for name, text in example.given.items()]
    query = {addresses.name_of(field): addresses.typed_text(field, text) for field, text in filled}
    known = {row.key for row in calculator.rows} & set(example.expected)
    expected = [
        (row.label, in_words(value, row))
        for row in calculator.rows
        if row.key in known and not isinstance(value := example.expected[row.key], dict)
    ]
    given = [(field.label, typed(field, text)) for field, text in filled]
    return WorkedExample(given, expected, example.source, urlencode(query))


def typed(field: Field, text: str) -> str:
    """Write a field's text as people read it: a choice by its label, a list with room to break."""
    match field.kind:
        case Kind.WEIGHTS:
            return text.replace(",", ", ")
        case Kind.FLAG:
            return "ja"
        case Kind.KRONOR if text.isdecimal():
            return f"{int(text):,}".replace(",", NO_BREAK)
        case _:
            return next((one.label for one in field.choices if one.value == text), text)
