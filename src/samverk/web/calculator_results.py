"""What a calculator's page shows of an answer: in words, with its statutes, and to take along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samverk.rules.calculators.base import Answer, Calculator, InputError, Value
from samverk.rules.calculators.showing import NOTHING, shown_rows
from samverk.rules.ruling import Reason, Ruling, Statute

# The government's register of acts in force, by SFS number
_REGISTER = "https://rkrattsbaser.gov.se/sfst?bet="


@dataclass(frozen=True, slots=True)
class Cited:
    """A provision (lagrum) that an answer rests on; ``url`` leads to the act, "" if it is none."""

    statute: Statute
    url: str


@dataclass(frozen=True, slots=True)
class Result:
    """A computed answer: its ruling, its rows in words with the most important first.

    ``hesitation`` says why the answer settles nothing, "" when it does; ``given`` is what it was
    computed from.
    """

    title: str
    ruling: Ruling[Answer]
    rows: list[tuple[str, str]]
    given: list[tuple[str, str]]
    hesitation: str

    @property
    def known_rows(self) -> list[tuple[str, str]]:
        """The rows that hold something, without the one that stands as the headline."""
        rest = self.rows if self.hesitation else self.rows[1:]
        return [row for row in rest if row[1] != NOTHING]

    @property
    def cited(self) -> list[Cited]:
        """The provisions behind the answer, each once, in the order they are used."""
        statutes = dict.fromkeys(one.statute for one in self.ruling.reasons if one.statute)
        return [Cited(one, _REGISTER + one.number if one.number else "") for one in statutes]

    @property
    def as_text(self) -> str:
        """The answer with its reasons as plain text, to paste into a memo."""
        answered = [] if self.hesitation else self.rows[:1]
        lines = [self.title, *([f"{self.hesitation}."] if self.hesitation else [])]
        lines += [f"{label}: {value}" for label, value in [*answered, *self.known_rows]]
        lines += ["", "Uppgifter", *(f"- {label}: {value}" for label, value in self.given)]
        lines += ["", "Skäl", *map(_line, self.ruling.reasons)]
        if self.ruling.remarks:
            lines += ["", "Att tänka på", *map(_line, self.ruling.remarks)]
        return "\n".join(lines)


def _line(reason: Reason) -> str:
    return f"- {reason.text}" + (f" ({reason.statute})" if reason.statute else "")


def computed(
    calculator: Calculator, values: Mapping[str, Value], given: list[tuple[str, str]]
) -> Result:
    """Compute the answer; InputError for a combination that cannot be."""
    try:
        ruling = calculator.compute(values)
    except InputError:
        raise
    except ValueError as error:
        raise InputError(str(error)) from None
    rows = shown_rows(calculator, ruling.value)
    hesitation = calculator.hesitation(values, ruling.value)
    return Result(calculator.title, ruling, rows, given, hesitation)
