"""The reference of ``samverk law``: every rule with its arguments and worked examples."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from importlib import import_module

from samverk.project.cli.law import OF_FILES
from samverk.rules.calculators import CATALOGUE, calculator
from samverk.rules.calculators.base import Calculator, Field, WorkedInput
from samverk.rules.calculators.reading import answer
from samverk.rules.calculators.showing import shown_rows
from samverk.rules.ruling import Reason

HEAD = """# `samverk law`

Lagens regler, räknade för hand: samma som under Lagkalkylator i gränssnittet. Varje svar har sina
skäl med lagrum. `--json` ger svaret för maskiner. Sidan skrivs av `make docs` ur koden, och
exemplens svar är uträknade av reglerna.
"""


def text() -> str:
    """Write the page."""
    sections = [_section(calculator(entry.command)) for entry in CATALOGUE]
    return HEAD + "".join([*sections, _of_files()])


def _of_files() -> str:
    """Tell of the rules that read a file, in the words of their own help."""
    told = [
        f"\n## {title}\n\n```text\n{import_module(module).HELP}\n```\n"
        for module, title in OF_FILES.values()
    ]
    return "".join(told)


def _section(chosen: Calculator) -> str:
    lines = [
        "",
        f"## {chosen.title}",
        "",
        chosen.intro,
        "",
        f"`samverk law {chosen.command}`, i gränssnittet `/lagkalkylator/{chosen.slug}/`",
        "",
        "| Argument | Betydelse | |",
        "|---|---|---|",
        *(_field(field) for field in chosen.fields),
        *(line for example in chosen.examples for line in _example(chosen, example)),
    ]
    return "\n".join(lines) + "\n"


def _field(field: Field) -> str:
    name = field.name.upper() if field.is_positional else field.option
    choices = ", ".join(f"`{c.value}` ({c.label})" for c in field.choices)
    meaning = ". ".join(part.rstrip(".") for part in (field.label, field.help, choices) if part)
    default = f"annars `{field.default}`" if field.default else ""
    return f"| `{name}` | {meaning} | {'krävs' if field.required else default} |"


def _example(chosen: Calculator, example: WorkedInput) -> Iterator[str]:
    ruling = answer(chosen, example.given)
    yield from ("", f"Exempel ({example.source}):", "", "```console")
    yield f"$ {_command(chosen, example)}"
    yield from (f"{label}: {value}" for label, value in shown_rows(chosen, ruling.value))
    yield "```"
    yield ""
    yield from (_reason(reason) for reason in ruling.reasons)


def _command(chosen: Calculator, example: WorkedInput) -> str:
    words = ["samverk", "law", chosen.command]
    for field in chosen.fields:
        if given := example.given.get(field.name):
            words += [given] if field.is_positional else [field.option, given]
    return shlex.join(words)


def _reason(reason: Reason) -> str:
    statute = f" ({reason.statute})" if reason.statute else ""
    return f"- {reason.text}{statute}"
