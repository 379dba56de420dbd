"""The calculator that reads a diary number (diarienummer)."""

from __future__ import annotations

from collections.abc import Mapping

from samverk.rules.calculators.base import (
    Answer,
    Calculator,
    Field,
    InputError,
    Kind,
    Row,
    Value,
    WorkedInput,
)
from samverk.rules.calculators.inputs import text
from samverk.rules.calculators.reading import quoted
from samverk.rules.diary import read_diary_number
from samverk.rules.ruling import Ruling


def _compute(values: Mapping[str, Value]) -> Ruling[Answer]:
    typed = text(values, "text")
    ruling = read_diary_number(typed)
    found = ruling.value
    if found is None:
        raise InputError(f"{quoted(typed)}: {ruling.reasons[0].text}", "text")
    answer = {
        "year": found.year,
        "body": found.body,
        "number": found.number,
        "class": found.class_code,
        "sub": found.sub,
        "format": found.format,
        "text": found.text,
    }
    return Ruling(answer, ruling.reasons, ruling.remarks)


CALCULATOR = Calculator(
    command="diary",
    slug="diarienummer",
    title="Läsa ett diarienummer",
    intro="Delar upp ett diarienummer i år, organ, löpnummer och klass.",
    fields=(Field("text", "Diarienummer", Kind.TEXT, required=True, is_positional=True),),
    rows=(
        Row("year", "År"),
        Row("body", "Organ"),
        Row("number", "Löpnummer"),
        Row("class", "Klass"),
        Row("sub", "Undernummer"),
        Row("format", "Format"),
        Row("text", "Som skrivet"),
    ),
    compute=_compute,
    examples=(
        WorkedInput(
            {"text": "2022VFN360 709"},
            {"year": 2022, "body": "VFN", "number": 360, "class": "709"},
            "Härryda, tjänsteskrivelse",
        ),
        WorkedInput(
            {"text": "2023.076 SN"},
            {"year": 2023, "body": "SN", "number": 76, "class": None},
            "Alingsås, socialnämnden",
        ),
    ),
)
