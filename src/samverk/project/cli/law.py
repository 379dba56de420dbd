"""`samverk law`: the rules by hand, with reasons. No Django, no database.

The options come from the calculators' fields, so this file knows no rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

from samverk.project.cli import fail
from samverk.project.cli.arguments import UsageError, split_arguments
from samverk.project.cli.output import write, writes_unicode
from samverk.rules.calculators import CATALOGUE, calculator
from samverk.rules.calculators.base import Answer, Calculator, Field, InputError, Kind
from samverk.rules.calculators.reading import answer, quoted
from samverk.rules.ruling import Reason, Ruling

_HELP = ("-h", "--help")
FACTS = Field(
    "file",
    "Fil med uppgifter",
    Kind.TEXT,
    help='JSON med valens namn: {"interim": "yes", "days": {"samrad": "10-15"}}. Skrivna val går före',
)
# Rules that read a file and so have no form of fields: command -> (module, what it answers)
OF_FILES = {
    "unexecuted": (
        "samverk.project.cli.unexecuted",
        "Ej verkställda beslut per kvartal, ur en fil",
    ),
}


def main(argv: Sequence[str]) -> int:
    """Answer one question of law on stdout; 2 and one Swedish line on stderr for bad arguments."""
    if not argv:
        return fail("Ange en regel. Hjälp: samverk law --help")
    name, rest = argv[0], list(argv[1:])
    if name in _HELP:
        return write(_overview())
    if name in OF_FILES:
        return int(import_module(OF_FILES[name][0]).main(rest))
    return _calculated(name, rest)


def _calculated(name: str, rest: list[str]) -> int:
    if name not in [entry.command for entry in CATALOGUE]:
        return fail(f"Okänd regel {quoted(name)}. Hjälp: samverk law --help")
    chosen = calculator(name)
    if any(word in _HELP for word in rest):
        return write(_usage(chosen))
    try:
        given = split_arguments((*chosen.fields, FACTS), rest)
        ruling = answer(chosen, _texts(chosen, given.texts))
    except (UsageError, InputError) as error:
        return fail(str(error))
    return write(_as_json(ruling) if given.wants_json else _as_text(chosen, ruling))


def _texts(chosen: Calculator, typed: Mapping[str, str]) -> dict[str, str]:
    """Give the typed texts, and those of the file that was named for what was not typed."""
    given = dict(typed)
    path = given.pop(FACTS.name, None)
    if path is None:
        return given
    from samverk.project.cli.facts import facts_in

    return {**facts_in(chosen, path), **given}


def _as_json(ruling: Ruling[Answer]) -> str:
    import json

    told = {
        **ruling.value,
        "reasons": [_reason(each) for each in ruling.reasons],
        "remarks": [_reason(each) for each in ruling.remarks],
    }
    # Where the output cannot carry å, the escapes must be those of JSON.
    return json.dumps(told, ensure_ascii=not writes_unicode(), indent=2)


def _reason(reason: Reason) -> dict[str, str | None]:
    return {"text": reason.text, "statute": str(reason.statute) if reason.statute else None}


def _as_text(chosen: Calculator, ruling: Ruling[Answer]) -> str:
    from samverk.rules.calculators.showing import shown_rows

    lines = [f"{label}: {value}" for label, value in shown_rows(chosen, ruling.value)]
    lines += ["", "Varför:", *map(_as_line, ruling.reasons)]
    if ruling.remarks:
        lines += ["", "Observera:", *map(_as_line, ruling.remarks)]
    return "\n".join(lines)


def _as_line(reason: Reason) -> str:
    return f"- {reason.text}" + (f" [{reason.statute}]" if reason.statute else "")


def _overview() -> str:
    known = [(entry.command, entry.title) for entry in CATALOGUE]
    known += [(command, title) for command, (_, title) in OF_FILES.items()]
    width = max(len(command) for command, _ in known)
    rules = [f"  {command:<{width}}  {title}" for command, title in known]
    return "\n".join(
        [
            "Användning: samverk law REGEL ... [--json]",
            "",
            "Regler:",
            *rules,
            "",
            "Hjälp om en regel: samverk law REGEL --help",
        ]
    )


def _usage(chosen: Calculator) -> str:
    lines = [f"Användning: samverk law {chosen.command} ... [--json]", "", chosen.intro, ""]
    for field in chosen.fields:
        choices = f" {{{','.join(choice.value for choice in field.choices)}}}"
        needed = "krävs" if field.required else "valfritt"
        name = field.label if field.is_positional else field.option
        lines.append(f"  {name}{choices if field.choices else ''}  ({needed})")
        lines.append(f"      {'. '.join(filter(None, (field.label, field.help)))}")
    lines += [
        "  --file  (valfritt)",
        f"      {FACTS.label}. {FACTS.help}",
        "  --json  (valfritt)",
        "      Svara som JSON, för program",
    ]
    return "\n".join(lines)
