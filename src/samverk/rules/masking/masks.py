"""Masks a structure of texts, and tells what is left in it. The same in gives the same out.

Texts that follow each other in a list are read as lines of one text: a number that the end of a line
has cut is found and masked in both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from itertools import groupby
from typing import overload
from uuid import UUID

from samverk.rules.masking.finding import hits_in
from samverk.rules.masking.kinds import Hit
from samverk.rules.masking.mask_set import Masks
from samverk.rules.masking.seen import MASK, seen

_PLAIN = (int, float, Decimal, date, time, UUID)
_LINE = "\n"
_FIELD = re.compile(r"[a-z][a-z_]*(?:[A-Z][a-z]*)*", re.ASCII)
_Texts = Callable[[list[str]], list[str]]


@overload
def masked(value: str, literals: Iterable[str] | Masks) -> str: ...
@overload
def masked(value: Mapping[str, object], literals: Iterable[str] | Masks) -> dict[str, object]: ...
@overload
def masked(value: list[object], literals: Iterable[str] | Masks) -> list[object]: ...
@overload
def masked(value: object, literals: Iterable[str] | Masks) -> object: ...
def masked(value: object, literals: Iterable[str] | Masks) -> object:
    """Give a structure like ``value`` with ``[maskat]`` for every literal, however it is broken or spaced.

    ``literals`` may be a mapping: its keys are masked. Keys of ``value`` are texts too, unless they are
    names that code gives its fields. Raises TypeError for what is no plain data: nothing goes out that
    has not been read.
    """
    masks = masks_of(literals)
    return _changed(value, lambda lines: _masked_lines(lines, masks))


def masks_of(literals: Iterable[str] | Masks) -> Masks:
    """Make masks ready: whoever masks many things makes them once."""
    return literals if isinstance(literals, Masks) else Masks(literals)


def hits_within(value: object) -> tuple[Hit, ...]:
    """List the hits in a structure. Places are counted in the lines that a hit was found in, joined."""
    return tuple(hit for text in texts_in(value) for hit in hits_in(text))


def hits_left(value: object, kept: Iterable[str]) -> tuple[Hit, ...]:
    """List the hits in a structure that nobody has judged not to be personal data (``kept`` literals)."""
    judged = {key_of(one) for one in kept}
    return tuple(hit for hit in hits_within(value) if key_of(hit.literal) not in judged)


def literals_left(value: object, literals: Iterable[str]) -> tuple[str, ...]:
    """List the passages in a structure that still are what should have been masked."""
    masks = masks_of(literals)
    return tuple(text[start:end] for text in texts_in(value) for start, end in masks.spans(text))


def key_of(literal: str) -> str:
    """Give what a literal has in common with the same thing written with other signs between."""
    plain = seen(literal).signs
    digits = "".join(sign for sign in plain if sign.isdecimal())
    has_letters = any(sign.isalpha() for sign in plain)
    return " ".join(plain.split()) if has_letters or not digits else digits


def texts_in(value: object) -> tuple[str, ...]:
    """Give every text of a structure in order, lines of a list as one, as they are masked."""
    found: list[str] = []

    def keep(lines: list[str]) -> list[str]:
        found.append(_LINE.join(lines))
        return lines

    _changed(value, keep)
    return tuple(found)


def _changed(value: object, change: _Texts) -> object:
    if value is None or isinstance(value, _PLAIN):
        return value
    if isinstance(value, str):
        return change([value])[0]
    if isinstance(value, Mapping):
        return _changed_mapping(value, change)
    if isinstance(value, list):
        return _changed_list(value, change)
    if isinstance(value, tuple):
        return tuple(_changed_list(value, change))
    raise TypeError(f"{type(value).__name__} is no plain data that can be masked")


def _changed_mapping(value: Mapping[object, object], change: _Texts) -> dict[object, object]:
    made: dict[object, object] = {}
    for key, inner in value.items():
        is_field = isinstance(key, str) and _FIELD.fullmatch(key)
        name = wanted = key if is_field else _changed(key, change)
        number = 2
        while name in made:
            name, number = f"{wanted} {number}", number + 1
        made[name] = _changed(inner, change)
    return made


def _changed_list(value: Iterable[object], change: _Texts) -> list[object]:
    made: list[object] = []
    for is_text, group in groupby(value, key=lambda one: isinstance(one, str)):
        if is_text:
            made += change([one for one in group if isinstance(one, str)])
        else:
            made += [_changed(one, change) for one in group]
    return made


def _masked_lines(lines: list[str], masks: Masks) -> list[str]:
    spans = masks.spans(_LINE.join(lines))
    made: list[str] = []
    start = 0
    for line in lines:
        made.append(_without(line, start, spans))
        start += len(line) + len(_LINE)
    return made


def _without(line: str, offset: int, spans: list[tuple[int, int]]) -> str:
    made: list[str] = []
    at = 0
    for span_start, span_end in spans:
        start, end = max(span_start - offset, 0), min(span_end - offset, len(line))
        if start < end:
            made += (line[at:start], MASK)
            at = end
    return "".join((*made, line[at:]))
