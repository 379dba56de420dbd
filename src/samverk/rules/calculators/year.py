"""The calculator of a federation's year (förbundets år): every duty, its last day and its statute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from samverk.rules.calculators.base import (
    Answer,
    Calculator,
    Choice,
    Field,
    InputError,
    Kind,
    Row,
    Value,
    WorkedInput,
)
from samverk.rules.calculators.inputs import number, text
from samverk.rules.calculators.reading import LAST_YEAR, quoted, read_date
from samverk.rules.federation_year import (
    ACT_FROM,
    CHOOSABLE,
    Duty,
    DutyKind,
    Exit,
    Interim,
    Party,
    Taking,
    YearTerms,
    federation_year,
)
from samverk.rules.ruling import Reason, Ruling


def _compute(values: Mapping[str, Value]) -> Ruling[Answer]:
    year = number(values, "year")
    if not ACT_FROM <= year <= LAST_YEAR:
        raise InputError(f"Välj ett år från {ACT_FROM} till {LAST_YEAR}.", "year")
    terms = YearTerms(
        dict(_days(_text(values, "days"))),
        Interim(text(values, "interim")),
        _text(values, "section"),
        int(text(values, "vat_months")),
    )
    found = federation_year(year, terms=terms, taking=_taking(values))
    answer: Answer = {"year": year, "duties": [_duty(one) for one in found.value]}
    why = [Reason(f"{d.text}: {r.text}", r.statute) for d in found.value for r in d.reasons]
    remarks = [Reason(f"{d.text}: {r.text}", r.statute) for d in found.value for r in d.remarks]
    return Ruling(answer, tuple(dict.fromkeys((*found.reasons, *why))), (*found.remarks, *remarks))


def _text(values: Mapping[str, Value], name: str) -> str:
    return text(values, name) if values[name] is not None else ""


def _pairs(typed: str, field: str, form: str) -> Iterator[tuple[str, str]]:
    """Split "a=b,a=b", or one pair a line."""
    for part in filter(None, (each.strip() for each in re.split(r"[,\n]", typed))):
        name, sign, value = (each.strip() for each in part.partition("="))
        if not (sign and name and value):
            raise InputError(f"{quoted(part)} ska skrivas som {form}.", field)
        yield name, value


def _days(typed: str) -> Iterator[tuple[DutyKind, tuple[int, int]]]:
    for name, value in _pairs(typed, "days", "samrad=10-15"):
        if name not in CHOOSABLE:
            known = ", ".join(CHOOSABLE)
            raise InputError(
                f"{quoted(name)} har ingen egen dag att välja. Möjliga: {known}.", "days"
            )
        # A leap year, so that the last of February can be chosen
        try:
            day = read_date(f"2000-{value}")
        except ValueError:
            raise InputError(f"{quoted(value)} ska skrivas som månad-dag: 10-15.", "days") from None
        yield DutyKind(name), (day.month, day.day)


def _taking(values: Mapping[str, Value]) -> Taking:
    typed = re.split(r"[,\n]", _text(values, "parties"))
    names = dict.fromkeys(name for each in typed if (name := " ".join(each.split())))
    leaving = dict(_pairs(_text(values, "exits"), "exits", "Härryda=2023-12-31"))
    numbers = {name: n for n, name in enumerate(dict.fromkeys([*names, *leaving]), start=1)}
    parties = tuple(Party(numbers[name], name) for name in names)
    exits = tuple(Exit(Party(numbers[n], n), _last_day(day)) for n, day in leaving.items())
    return Taking(parties, parties, exits)


def _last_day(typed: str) -> date:
    try:
        return read_date(typed)
    except ValueError as error:
        raise InputError(f"Utträden (--exits): {error}", "exits") from None


def _duty(one: Duty) -> dict[str, Any]:
    return {
        "code": one.code,
        "due": one.due.isoformat(),
        "text": one.text,
        "basis": one.basis.value,
        "reasons": [_reason(each) for each in one.reasons],
        "remarks": [_reason(each) for each in one.remarks],
    }


def _reason(one: Reason) -> dict[str, str | None]:
    return {"text": one.text, "statute": str(one.statute) if one.statute else None}


def _told(one: Mapping[str, Any]) -> tuple[str, str]:
    """Pair a duty's day with what it is, what the day rests on, and its statutes."""
    statutes = dict.fromkeys(r["statute"] for r in one["reasons"] if r["statute"])
    named = f". {'; '.join(statutes)}" if statutes else ""
    return one["due"], f"{one['text']} ({one['basis']}){named}"


CALCULATOR = Calculator(
    command="year",
    slug="forbundets-ar",
    title="Förbundets år",
    intro=(
        "Räknar upp vad ett samordningsförbund har att göra under ett kalenderår, med sista dag och "
        "lagrum. Dagar som ingen lag sätter är förbundets egna, annars Samverks förslag."
    ),
    fields=(
        Field("year", "År", Kind.COUNT, required=True),
        Field(
            "interim",
            "Delårsrapport enligt förbundsordningen",
            Kind.CHOICE,
            default="unknown",
            choices=(
                Choice("yes", "Ja"),
                Choice("no", "Nej"),
                Choice("unknown", "Okänt"),
            ),
            help="Lagen kräver ingen.",
        ),
        Field("section", "Var förbundsordningen kräver den", Kind.TEXT, help="Till exempel 12 §."),
        Field(
            "vat_months",
            "Månader per momsansökan",
            Kind.CHOICE,
            default="3",
            choices=(Choice("1", "En månad"), Choice("3", "Tre månader")),
        ),
        Field(
            "days",
            "Egna dagar",
            Kind.TEXT,
            help=f"Som samrad=10-15,delarsrapport=09-30. Möjliga: {', '.join(CHOOSABLE)}.",
        ),
        Field(
            "parties",
            "Medlemmar",
            Kind.TEXT,
            help="Namn med komma mellan: var och en prövar ansvarsfrihet, och utser efter val.",
        ),
        Field(
            "exits",
            "Utträden",
            Kind.TEXT,
            help="Medlem och sista dag som medlem: Härryda=2023-12-31.",
        ),
    ),
    rows=(Row("year", "År"), Row("duties", "Uppgifter", told=_told)),
    compute=_compute,
    examples=(
        WorkedInput(
            {
                "year": "2023",
                "parties": "Härryda",
                "exits": "Härryda=2023-12-31",
                "days": "samrad=10-15",
            },
            {"year": 2023},
            "Härryda: utträdet enligt handlingarna, samrådets dag är konstruerad",
        ),
        WorkedInput(
            {"year": "2027", "interim": "yes", "section": "12 §"},
            {"year": 2027},
            "konstruerat: året efter valet 2026",
        ),
    ),
)
