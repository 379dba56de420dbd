"""The calculator of the parties' shares (parternas andelar)."""

from __future__ import annotations

from collections.abc import Mapping

from samverk.rules.calculators.base import (
    Answer,
    Calculator,
    Field,
    Kind,
    Row,
    Value,
    WorkedInput,
)
from samverk.rules.calculators.inputs import day_or_none, number, weights
from samverk.rules.ruling import Ruling
from samverk.rules.shares import POPULATION_2023, shares


def _compute(values: Mapping[str, Value]) -> Ruling[Answer]:
    ruling = shares(
        number(values, "total"),
        weights(values, "population"),
        regions=weights(values, "regions"),
        outside_region=weights(values, "outside_region"),
        day=day_or_none(values, "date"),
    )
    found = ruling.value
    answer: Answer = {
        "state": found.state,
        "region": found.region,
        "municipalities": found.municipalities,
        "regions": found.regions,
    }
    return Ruling(answer, ruling.reasons, ruling.remarks)


CALCULATOR = Calculator(
    command="shares",
    slug="andelar",
    title="Parternas andelar av ett förbunds medel",
    intro="Fördelar ett förbunds medel på stat, region och kommuner, och kommunernas del mellan "
    "dem efter folkmängd eller andra tal. Hela kronor, summan stämmer alltid.",
    fields=(
        Field("total", "Totalt belopp i kronor", Kind.KRONOR, required=True),
        Field(
            "population",
            "Kommunernas folkmängd",
            Kind.WEIGHTS,
            required=True,
            help="Skriv Namn=tal med komma emellan, som Alingsås=42382,Härryda=39875.",
        ),
        Field(
            "regions",
            "Regionernas fördelningstal",
            Kind.WEIGHTS,
            help="Om flera regioner deltar: Namn=tal med komma emellan.",
        ),
        Field(
            "outside_region",
            "Kommuner utanför region",
            Kind.WEIGHTS,
            help="Kommuner ovan som inte tillhör någon region, med tal för regionernas fördelning.",
        ),
        Field("date", "Dag", Kind.DATE, help="Bestämmer vilken lydelse av lagen som åberopas."),
    ),
    rows=(
        Row("state", "Staten", unit="kr"),
        Row("region", "Region", unit="kr"),
        Row("municipalities", "Kommun", unit="kr"),
        Row("regions", "Regionernas del", unit="kr"),
    ),
    compute=_compute,
    examples=(
        WorkedInput(
            {
                "total": "14300000",
                "population": ",".join(f"{name}={n}" for name, n in POPULATION_2023.items()),
            },
            {"state": 7_150_000, "region": 3_575_000},
            "folkmängd 31 december 2023 enligt SCB",
        ),
        WorkedInput(
            {"total": "1000", "population": "Ön=1", "outside_region": "Ön=1"},
            {"state": 500, "region": 0, "municipalities": {"Ön": 500}},
            "konstruerat: kommun utanför region",
        ),
    ),
)
