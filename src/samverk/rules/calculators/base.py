"""What a calculator (lagkalkylator) is: one description for the command line and the web page.

The fields become command-line options and form fields; ``compute`` takes the read values and
answers with the rows to show and their reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from samverk.rules.ruling import Ruling

# A field's value once read: see the kinds.
Value = str | int | bool | date | Mapping[str, int] | None
# What a row of the answer may hold, ready for JSON.
Shown = (
    str
    | int
    | bool
    | Mapping[str, int]
    | Mapping[str, str]
    | Mapping[str, int | list[str]]
    | list[dict[str, Any]]
    | None
)
Answer = Mapping[str, Shown]


class Kind(StrEnum):
    """What a field holds (fälttyp) and so how its text is read."""

    DATE = "date"
    COUNT = "count"
    KRONOR = "kronor"
    WEIGHTS = "weights"
    CHOICE = "choice"
    FLAG = "flag"
    TEXT = "text"


class InputError(ValueError):
    """Something is wrong with the input (indatafel). ``field`` is its name, None for the whole."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class Choice(NamedTuple):
    """One alternative (val): the value as typed on the command line, and its Swedish label."""

    value: str
    label: str


class Field(NamedTuple):
    """One input (fält) of a calculator.

    ``name`` has underscores; the option is the same with hyphens. ``is_positional`` fields are
    typed without an option name. ``default`` is a text, read like any other.
    """

    name: str
    label: str
    kind: Kind
    required: bool = False
    default: str | None = None
    choices: tuple[Choice, ...] = ()
    help: str = ""
    is_positional: bool = False

    @property
    def option(self) -> str:
        """The field's option on the command line; a positional field has none in use."""
        return "--" + self.name.replace("_", "-")

    @property
    def named(self) -> str:
        """The field's label for error texts, with the option where there is one."""
        return self.label if self.is_positional else f"{self.label} ({self.option})"


class Row(NamedTuple):
    """One row of the answer (resultatrad): its JSON key, label, and words for coded values.

    ``names`` are the words for a table's own keys, None where those are names already. ``told`` makes a
    label and words of each entry, where the value is a list of entries.
    """

    key: str
    label: str
    words: Mapping[str, str] | None = None
    unit: str = ""
    names: Mapping[str, str] | None = None
    told: Callable[[Mapping[str, Any]], tuple[str, str]] | None = None


class WorkedInput(NamedTuple):
    """An example to try (provexempel): field texts, some of the answer's rows, and the source."""

    given: Mapping[str, str]
    expected: Answer
    source: str


class Calculator(NamedTuple):
    """Lagkalkylator: one rule with its form and its answer.

    ``command`` is the English name on the command line, ``slug`` the Swedish one in addresses.
    ``compute`` takes every field's value by name and raises ValueError for impossible combinations.
    ``hesitation`` says in words why an answer settles nothing, and is empty for one that does.
    """

    command: str
    slug: str
    title: str
    intro: str
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]
    compute: Callable[[Mapping[str, Value]], Ruling[Answer]]
    examples: Sequence[WorkedInput]
    hesitation: Callable[[Mapping[str, Value], Answer], str] = lambda *_: ""
