"""Splitting a command line by a calculator's fields.

Not argparse: its messages are English, and loading it costs half of the start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from samverk.rules.calculators.base import Field, Kind
from samverk.rules.calculators.reading import quoted


class UsageError(Exception):
    """The command line cannot be split as the fields say; the text is one Swedish line."""


class Given(NamedTuple):
    """What was typed: texts by field name, and whether JSON was asked for."""

    texts: dict[str, str]
    wants_json: bool


def split_arguments(fields: Sequence[Field], argv: Sequence[str]) -> Given:
    """Pair options with their texts. Accepts `--x y` and `--x=y`; `--` ends the options.

    Raises UsageError for unknown or repeated options, a missing text, words too many, and words
    that are no text in the terminal's encoding.
    """
    for word in argv:
        # Python keeps bytes it could not read as lone surrogates, which no answer can carry.
        if re.search("[\ud800-\udfff]", word):
            raise UsageError(f"{quoted(word)} går inte att läsa i terminalens teckenkodning.")
    options = {field.option: field for field in fields if not field.is_positional}
    places = iter([field for field in fields if field.is_positional])
    texts: dict[str, str] = {}
    wants_json = False
    words = iter(argv)
    for word in words:
        if word == "--":
            for rest in words:
                texts[_next_place(places, rest)] = rest
        elif word == "--json":
            wants_json = True
        elif _is_option(word):
            name, text = _option(word, options, words)
            if name in texts:
                raise UsageError(f"{quoted(word)} är angivet två gånger.")
            texts[name] = text
        else:
            texts[_next_place(places, word)] = word
    return Given(texts, wants_json)


def _option(word: str, options: dict[str, Field], words: Iterator[str]) -> tuple[str, str]:
    option, sign, text = word.partition("=")
    field = options.get(option)
    if field is None:
        raise UsageError(f"Okänt val {quoted(option)}. Möjliga: {', '.join([*options, '--json'])}.")
    if field.kind is Kind.FLAG:
        return field.name, text if sign else "ja"
    if sign:
        return field.name, text
    following = next(words, None)
    if following is None or following.startswith("--"):
        raise UsageError(f"{option} behöver ett värde ({field.label.lower()}).")
    return field.name, following


def _is_option(word: str) -> bool:
    """Answer whether a word names an option: "-3" is a number, and an error of its own."""
    return word.startswith("-") and not word[1:2].isdigit()


def _next_place(places: Iterator[Field], word: str) -> str:
    place = next(places, None)
    if place is None:
        raise UsageError(f"{quoted(word)} hör inte till något val. Hjälp: --help")
    return place.name
