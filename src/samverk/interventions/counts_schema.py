"""The shape of the messages that tell a party's counts, version by version."""

from __future__ import annotations

from typing import Any

from samverk.exchange.ports import day, many, one_of, or_none, record, whole, words
from samverk.federation.queries import Measure
from samverk.interventions.catalogue_schema import CODE
from samverk.interventions.queries.telling import ORIENTATIONS

NUMBER = whole("Antal deltaganden.", most=1_000_000)
_FIRST, _LAST_DAY = day("Periodens första dag."), day("Periodens sista dag.")
# The first version knows no outcomes
_EXACT = (Measure.TOOK_PART, Measure.STARTED, Measure.ENDED, Measure.WAITING)
EXACT_COUNTS_SCHEMA = record(
    "Antal deltaganden i en parts verksamheter under en period, oskyddade. Skickas inte längre.",
    from_date=_FIRST,
    to_date=_LAST_DAY,
    rows=many(
        "Antalen, en rad för varje verksamhet och mått.",
        record(
            "Ett antal, efter kön.",
            delivery=CODE,
            measure=one_of("Måttet.", [one.value for one in _EXACT]),
            women=NUMBER,
            men=NUMBER,
            unknown=NUMBER,
        ),
        4000,
        least=1,
    ),
)
_TOLD = or_none(NUMBER | {"description": "Antal i måttets enhet; null är dolt, inte noll."})
POLICY = record(
    "Regeln som antalen är prövade mot.",
    version=whole("Metodens version."),
    threshold=whole("Gränsen: inget antal under den utom 0 visas.", least=2, most=1000),
    zeros=one_of("Om 0 visas eller skyddas.", ["shown", "protected"]),
    rounding=whole("Bas som antalen är avrundade till; 1 är ingen.", least=1, most=2000),
)
# The second knows nothing of referrals, offers and visits
_SECOND = 2
_MEASURES = list(Measure.values)
_IN_SECOND = _MEASURES[: _MEASURES.index(Measure.REFERRED)]


def _measures(version: int) -> list[str]:
    return _IN_SECOND if version == _SECOND else _MEASURES


def _table(version: int) -> dict[str, Any]:
    return record(
        "En tabell.",
        measure=one_of("Måttet.", _measures(version)),
        orientation=one_of("Insatsernas inriktning.", ORIENTATIONS),
        rows=many(
            "En rad för varje verksamhet, eller för flera som bara visas tillsammans.",
            record(
                "En rad.",
                deliveries=many("Verksamheterna.", CODE, 2000, least=1),
                women=_TOLD,
                men=_TOLD,
                unknown=_TOLD,
                total=_TOLD,
            ),
            2000,
            least=1,
        ),
        every=record(
            "Alla verksamheter i tabellen tillsammans.",
            women=_TOLD,
            men=_TOLD,
            unknown=_TOLD,
            total=_TOLD,
        ),
    )


def counts_schema(version: int) -> dict[str, Any]:
    """Give the shape of counts that are protected: the third version tells of referrals and visits too."""
    return record(
        "Antal i en parts verksamheter under en period, prövade så att inget litet antal går att räkna"
        " ut. Enheten är måttets: deltaganden, remisser, platser i kön, erbjudanden eller besök."
        " Aldrig någon person.",
        from_date=_FIRST,
        to_date=_LAST_DAY,
        policy=POLICY,
        proof=words("SHA-256 för beviset, som avsändaren har kvar.", 64, pattern="^[0-9a-f]{64}$"),
        tables=many(
            "Antalen, en tabell för varje mått och inriktning.",
            _table(version),
            100 if version == _SECOND else 200,
            least=1,
        ),
    )
