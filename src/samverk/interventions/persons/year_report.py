"""The report of a year's log reviews as a file: months and numbers, and nobody who read or was read of."""

from __future__ import annotations

from collections.abc import Iterable

from samverk.documents.semicolons import rows_csv
from samverk.interventions.persons.queries.log_rounds import RoundSeen
from samverk.rules.interventions.log_review import SIGNS

CSV = "text/csv; charset=utf-8"
HEAD = (
    "Månad",
    "Läge",
    "Lästillfällen",
    "Dragna",
    *(f"Dragna: {text}" for text in SIGNS.values()),
    "Bedömda",
    "Att utreda",
    "Underskriven av",
    "Underskriven",
)


def year_file(rounds: Iterable[RoundSeen]) -> bytes:
    """Write the rounds as CSV, one month a row."""
    return rows_csv(HEAD, (_row(one) for one in rounds))


def _row(one: RoundSeen) -> list[str | int]:
    signs = dict(one.signs)
    signed = f"{one.signed_at:%Y-%m-%d}" if one.signed_at else ""
    return [
        f"{one.month:%Y-%m}",
        one.state,
        one.row.readings if one.row else 0,
        one.drawn,
        *(signs.get(text, 0) for text in SIGNS.values()),
        one.judged,
        one.to_investigate,
        one.signed_by,
        signed,
    ]
