"""A file of facts for `samverk law`, such as what a federation's by-laws say: `--file`."""

from __future__ import annotations

from samverk.project.cli.arguments import UsageError
from samverk.rules.calculators.base import Calculator
from samverk.rules.calculators.reading import quoted

# Facts are a few lines; more is another file by mistake.
_LARGEST = 100_000


def facts_in(chosen: Calculator, path: str) -> dict[str, str]:
    """Give the texts of a calculator's fields that the file at a path holds.

    Raises UsageError for a file that cannot be read, or that holds something that is no option.
    """
    import json
    from pathlib import Path

    try:
        with Path(path).open(encoding="utf-8-sig") as opened:
            found = json.loads(opened.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        raise UsageError(f"Filen {quoted(path)} går inte att läsa som JSON i UTF-8.") from None
    if not isinstance(found, dict):
        raise UsageError(f"Filen {quoted(path)} ska innehålla ett objekt med uppgifter.")
    known = {field.option.removeprefix("--"): field.name for field in chosen.fields}
    unknown = [name for name in found if name not in known]
    if unknown:
        raise UsageError(
            f"Filen {quoted(path)}: okänd uppgift {quoted(unknown[0])}. Möjliga: {', '.join(known)}."
        )
    return {known[name]: _text(value, path, name) for name, value in found.items()}


def _text(value: object, path: str, name: str) -> str:
    """Write a value as it would be typed: lists by comma, objects as name=value."""
    match value:
        case bool():
            return "ja" if value else "nej"
        case str() | int():
            return str(value)
        case list() if all(isinstance(each, str) for each in value):
            return ",".join(value)
        case dict() if all(isinstance(each, str | int) for each in value.values()):
            return ",".join(f"{key}={each}" for key, each in value.items())
        case _:
            raise UsageError(
                f"Filen {quoted(path)}: {quoted(name)} ska vara text, tal eller lista."
            )
