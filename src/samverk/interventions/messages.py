"""The messages of interventions: the federation's catalogue to the parties, and their counts back.

None of them holds a person.
"""

from __future__ import annotations

from samverk.exchange.ports import MessageType, day, many, one_of, record, whole
from samverk.federation.queries import Measure
from samverk.interventions.actions.catalogue_copies import take_catalogue
from samverk.interventions.actions.counts_taken import take_counts
from samverk.interventions.catalogue_schema import CODE, catalogue_schema
from samverk.interventions.queries.telling import CATALOGUE, COUNTS

_NUMBER = whole("Antal deltaganden.", most=1_000_000)
COUNTS_SCHEMA = record(
    "Antal deltaganden i en parts verksamheter under en period. Aldrig någon person.",
    from_date=day("Periodens första dag."),
    to_date=day("Periodens sista dag."),
    rows=many(
        "Antalen, en rad för varje verksamhet och mått.",
        record(
            "Ett antal, efter kön.",
            delivery=CODE,
            measure=one_of("Måttet.", list(Measure.values)),
            women=_NUMBER,
            men=_NUMBER,
            unknown=_NUMBER,
        ),
        4000,
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
    MessageType(*COUNTS, "Antal deltagare", COUNTS_SCHEMA, take_counts),
)
