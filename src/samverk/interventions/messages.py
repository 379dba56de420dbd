"""The messages of interventions: the federation's catalogue to the parties, and their counts back.

None of them holds a person.
"""

from __future__ import annotations

from typing import Any

from samverk.exchange.ports import MessageType, day, many, one_of, or_none, record, whole, words
from samverk.interventions.actions.catalogue_copies import take_catalogue
from samverk.interventions.actions.counts_taken import take_counts
from samverk.interventions.actions.days_taken import take_days
from samverk.interventions.actions.shutting import take_shut
from samverk.interventions.actions.statistics_taken import (
    take_intervention_statistics,
    take_statistics,
)
from samverk.interventions.actions.terms_taken import take_terms
from samverk.interventions.actions.waits_taken import take_waits
from samverk.interventions.catalogue_schema import CODE, catalogue_schema
from samverk.interventions.counts_schema import (
    EXACT_COUNTS_SCHEMA,
    counts_schema,
)
from samverk.interventions.days_schema import DAYS_SCHEMA, TERMS_SCHEMA
from samverk.interventions.ports import LEAST, MEASURES
from samverk.interventions.queries.telling import (
    CATALOGUE,
    COUNTS,
    DAYS_TOLD,
    EXACT_COUNTS,
    SHUT_TOLD,
    STATISTICS,
    TERMS_TOLD,
    WAITS_TOLD,
)
from samverk.interventions.statistics_schema import OF_INTERVENTION, statistics_schema

_DAYS = whole("Dagar.", most=20_000)
_BOUND = or_none(_DAYS | {"description": "Gräns för måttet, i jämna tiotal dagar."})
_BOUNDS: dict[str, Any] = dict.fromkeys(
    ("median_low", "median_high", "ninetieth_low", "ninetieth_high"), _BOUND
)


def waits_schema(version: int) -> dict[str, Any]:
    """Give the shape of what is told of waits: the second version has an interval for each number."""
    figure = record(
        "Ett mått.",
        measure=one_of("Måttet.", list(MEASURES)),
        least=whole("Räknat på minst så många, jämna tiotal.", least=LEAST, most=1_000_000),
        median=_DAYS,
        ninetieth=or_none(_DAYS | {"description": "Nio av tio väntar högst."}),
        **(_BOUNDS if version > 1 else {}),
    )
    wait = record(
        "Väntan till en verksamhet.",
        delivery=CODE,
        day=day("Dagen som är mätt."),
        text=words("Väntan i ord.", 600),
        figures=many("Mått som vilar på minst tio personer.", figure, len(MEASURES)),
    )
    return record(
        "Hur lång väntan är till en parts verksamheter, som i den öppna katalogen. Aldrig någon person.",
        waits=many("En verksamhet i varje.", wait, 2000, least=1),
    )


SHUT_SCHEMA = record(
    "Vilka platser en utförare har stängt i sina verksamheter hos förbundet. En nyare ersätter en äldre.",
    deliveries=many(
        "Verksamheterna.",
        record(
            "En verksamhet.",
            delivery=CODE,
            shut=many(
                "Allt som utföraren har sagt, dag för dag.",
                record(
                    "Stängda platser mellan två dagar.",
                    from_date=day("Första dagen."),
                    to_date=or_none(day("Sista dagen, om den är bestämd.")),
                    number=whole(
                        "Så många som är stängda; 0 när alla är öppna igen.", most=100_000
                    ),
                    reason=words("Varför.", 300),
                ),
                500,
                least=1,
            ),
        ),
        2000,
        least=1,
    ),
)

TYPES = (
    *(
        MessageType(
            CATALOGUE[0], version, "Insatskatalog", catalogue_schema(version), take_catalogue
        )
        for version in range(1, CATALOGUE[1] + 1)
    ),
    *(
        MessageType(COUNTS[0], version, "Antal deltagare", counts_schema(version), take_counts)
        for version in range(2, COUNTS[1] + 1)
    ),
    MessageType(*EXACT_COUNTS, "Antal deltagare", EXACT_COUNTS_SCHEMA, take_counts),
    MessageType(*SHUT_TOLD, "Stängda platser", SHUT_SCHEMA, take_shut),
    MessageType(*DAYS_TOLD, "Deltagardagar", DAYS_SCHEMA, take_days),
    MessageType(*TERMS_TOLD, "Dagpriser", TERMS_SCHEMA, take_terms),
    *(
        MessageType(
            STATISTICS[0],
            version,
            "Publicerad statistik",
            statistics_schema(version),
            take_intervention_statistics if version == OF_INTERVENTION else take_statistics,
        )
        for version in range(1, STATISTICS[1] + 1)
    ),
    *(
        MessageType(WAITS_TOLD[0], version, "Väntetider", waits_schema(version), take_waits)
        for version in range(1, WAITS_TOLD[1] + 1)
    ),
)
