"""The shape of the messages that tell what a party has published, version by version."""

from __future__ import annotations

from typing import Any

from samverk.exchange.ports import day, many, one_of, or_none, record, whole, words
from samverk.interventions.catalogue_schema import CODE
from samverk.interventions.counts_schema import NUMBER, POLICY
from samverk.interventions.models import YearSubject

_TABLE = record(
    "En tabell. Enheten är deltaganden, för återremisser remisser.",
    title=words("Rubriken.", 300, least=1),
    label=words("Vad raderna är.", 120),
    totals_row=or_none(words("Raden som är summan av de andra, om det finns en.", 200)),
    totals_column=or_none(words("Kolumnen som är summan av de andra.", 200)),
    columns=many("Kolumnerna.", words("En kolumn.", 200), 200, least=1),
    rows=many(
        "Raderna.",
        record(
            "En rad.",
            label=words("Gruppen.", 2000),
            counts=many(
                "Ett antal för varje kolumn.",
                or_none(NUMBER | {"description": "Antal; null är dolt, inte noll."}),
                200,
                least=1,
            ),
        ),
        2000,
        least=1,
    ),
)


_YEAR = whole("Året.", least=2005, most=2200)
_SHARED: dict[str, Any] = {
    "published_on": day("Dagen som det publicerades."),
    "published_by": words("Myndigheten som publicerade det.", 200, least=1),
    "policy": POLICY,
    "proof": words(
        "SHA-256 för beviset, som avsändaren har publicerat.", 64, pattern="^[0-9a-f]{64}$"
    ),
    "tables": many("Tabellerna, som de visas.", _TABLE, 100, least=1),
}
OF_INTERVENTION = 3


def statistics_schema(version: int) -> Any:
    """Give the shape of a version: the second tells of returns too, the third of an intervention."""
    if version == OF_INTERVENTION:
        return record(
            "Det som en part har publicerat om ett år i en insats, över sina verksamheter."
            " Aldrig någon person.",
            intervention=words("Insatsens namn, som i katalogen.", 120, least=1),
            year=_YEAR,
            **_SHARED,
        )
    known = [one for one in YearSubject if version > 1 or one is not YearSubject.RETURNS]
    subjects = [one.value for one in known]
    return record(
        "Det som en part har publicerat om ett år i en verksamhet. Aldrig någon person.",
        delivery=CODE,
        year=_YEAR,
        subject=one_of("Vad tabellerna handlar om.", subjects),
        **_SHARED,
    )
