"""The shape of the messages about participant-days: a party's sums, and a federation's terms."""

from __future__ import annotations

from samverk.exchange.ports import ID, day, many, or_none, record, whole, words
from samverk.interventions.catalogue_schema import CODE, ORGANISATION

MOST_DAYS, MOST_ORE = 1_000_000, 10**12
LINE = ID | {"description": "Radens kod i partens dagbok (UUID)."}
_INTERVENTION = words("Insatsens namn i katalogen.", 120, least=1)
DAYS_SCHEMA = record(
    "Deltagardagar som en part har bokfört för en hel kalendermånad, så att bakom varje tal står minst fem"
    " personer. Aldrig någon person.",
    month=day("Månadens första dag."),
    authority=words("Myndigheten hos parten som har bokfört dem.", 200, least=1),
    lines=many(
        "Raderna.",
        record(
            "Deltagardagar vid en verksamhet, från en hemkommun, under dagar i en månad.",
            line=LINE,
            intervention=_INTERVENTION,
            delivery=or_none(CODE | {"description": "Verksamheten; null är flera tillsammans."}),
            home=or_none(
                ORGANISATION | {"description": "Hemkommunen; null är övriga tillsammans."}
            ),
            from_date=day("Första dagen."),
            to_date=day("Sista dagen, i samma månad."),
            days=or_none(
                whole("", least=-MOST_DAYS, most=MOST_DAYS)
                | {
                    "description": "Antal deltagardagar, under noll för en rättelse; null är ingen eller så"
                    " få att inget sägs."
                }
            ),
            corrects=or_none(LINE | {"description": "Raden som rättas, av en tidigare månad."}),
        ),
        2000,
    ),
)
TERMS_SCHEMA = record(
    "Vad en dag kostar enligt mottagarens överenskommelser, och vilka rader ur dagboken som är"
    " rekvirerade.",
    agreements=many(
        "Överenskommelserna.",
        record(
            "En överenskommelse, för de dagar den gäller.",
            intervention=_INTERVENTION,
            from_date=day("Första dagen."),
            to_date=day("Sista dagen."),
            has_day_price={
                "type": "boolean",
                "description": "Om den betalas per använd plats och månad, så att en dag har ett pris.",
            },
            tariffs=many(
                "Vad en plats kostar en månad, i ordning.",
                record(
                    "En taxa.",
                    from_date=day("Första dagen."),
                    amount=whole("Öre.", most=MOST_ORE),
                ),
                500,
            ),
            closed=many(
                "Dagar då inget gavs.",
                record(
                    "Stängda dagar.", from_date=day("Första dagen."), to_date=day("Sista dagen.")
                ),
                1000,
            ),
        ),
        500,
    ),
    claims=many(
        "Rader ur mottagarens dagbok som står i en rekvisition.",
        record("En rad.", line=LINE, claim=words("Rekvisitionen och dess läge.", 300, least=1)),
        20_000,
    ),
)
