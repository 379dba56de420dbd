"""The shape of the message that tells of a federation's catalogue, in each of its versions."""

from __future__ import annotations

from typing import Any

from samverk.exchange.ports import day, many, one_of, or_none, record, whole, words
from samverk.interventions.models import StartMode
from samverk.interventions.queries.telling import KINDS, ORIENTATIONS
from samverk.rules.interventions.eligibility import TEST_DAYS
from samverk.rules.interventions.facts import HORIZONS, LIVELIHOODS, Horizon
from samverk.rules.interventions.limits import LIMITS, MOST_DAYS, LimitKind

CODE = {
    "type": "string",
    "description": "Verksamhetens kod, densamma i varje installation.",
    "format": "uuid",
}
_AGE = whole("Ålder i hela år.", most=150)
_LAST = or_none(day("Sista dagen, om den är bestämd."))
ORGANISATION = record(
    "En organisation.",
    kind=one_of("Vad den är.", KINDS),
    name=words("Namn.", 200, least=1),
    short_name=words("Kort namn.", 120, least=1),
    number=words("Organisationsnummer, om det är känt.", 20),
)
_REQUIREMENT: dict[str, Any] = {
    "youngest": or_none(_AGE),
    "oldest": or_none(_AGE),
    "homes": many("Hemkommunerna, om kravet gäller var man bor.", ORGANISATION, 300),
    "tested_on": one_of("Vilken dag kravet prövas.", [one.value for one in TEST_DAYS]),
    "blocks": {"type": "boolean", "description": "Om kravet hindrar, eller bara varnar."},
    "decided_in": words("Enligt vilket beslut.", 300),
    "from_date": day("Första dagen."),
    "to_date": _LAST,
}
_ON_REFERRAL: dict[str, Any] = {
    "parties": many("Parterna, om bara några får remittera.", ORGANISATION, 300),
    "incomes": many(
        "Försörjningen, om kravet gäller den.", one_of("En försörjning.", list(LIVELIHOODS)), 20
    ),
    "horizon": one_of(
        "Hur snart personen bedöms kunna arbeta eller studera; tomt om kravet inte gäller det.",
        ["", *(one.value for one in HORIZONS if one is not Horizon.LATER)],
    ),
}
_INTAKE = record(
    "Dagar då verksamheten tar emot.",
    from_date=day("Första dagen."),
    to_date=_LAST,
    why_closed=words("Varför intaget stängdes.", 300),
    successor=or_none(CODE | {"description": "Koden för den verksamhet som tagit över."}),
)
_PLACES = record(
    "Antal platser mellan två dagar.",
    from_date=day("Första dagen."),
    to_date=_LAST,
    funded=whole("Finansierade platser.", most=100_000),
    maximum=whole("Som mest.", most=100_000),
    out_of_service=whole("Stängda.", most=100_000),
    reason=words("Varför.", 300),
)
_PRIORITY: dict[str, Any] = {
    "rank": whole("Ordningen, 0 går först.", most=1000),
    "name": words("Namn.", 120, least=1),
    "ground": words("Grunden.", 300),
    "decided_in": words("Enligt vilket beslut.", 300),
}
_INTERVENTION = record(
    "En insats.",
    name=words("Namn.", 120, least=1),
    orientation=one_of("Inriktning.", ORIENTATIONS),
    target_groups=words("Målgrupper, en på varje rad.", 20_000),
    description=words("Beskrivning.", 20_000),
)
_START = record(
    "En dag då en grupp börjar.",
    starts_on=day("Startdagen."),
    apply_by=or_none(day("Sista dag att söka.")),
    places=or_none(whole("Antal platser.", most=100_000)),
    called_off=words("Varför starten är inställd; tomt när den inte är det.", 300),
)


def _limit(version: int) -> Any:
    """Give the shape of a longest time: until the fourth version none of how often a wait is confirmed."""
    kinds = [one.value for one in LIMITS if version > 3 or one is not LimitKind.RECONFIRM]
    return record(
        "En längsta tid.",
        kind=one_of("Vad den gäller.", kinds),
        days=whole("Högst så många dagar, den första medräknad.", least=1, most=MOST_DAYS),
        decided_in=words("Enligt vilket beslut.", 300),
        from_date=day("Första dagen."),
        to_date=_LAST,
    )


def catalogue_schema(version: int) -> Any:
    """Give the shape of a version: the second tells of starts, and of when a class ended.

    The third tells who may refer, what people live on and how soon they are thought to work, and how
    long pauses and participations may last.
    """
    priority, later = dict(_PRIORITY), {}
    asked = _REQUIREMENT | (_ON_REFERRAL if version > 2 else {})
    if version > 1:
        priority["last_day"] = or_none(day("Sista dagen som någon kan få klassen."))
        later["starts"] = many("Gruppstarterna.", _START, 500)
    if version > 2:
        later["limits"] = many("Hur länge pauser och deltaganden får vara.", _limit(version), 200)
    classes = record("En prioritetsklass i kön.", **priority)
    asked_for = record("Ett krav på den som verksamheten är till för.", **asked)
    return record(
        "Förbundets hela insatskatalog. En nyare ersätter en äldre.",
        interventions=many("Insatserna.", _INTERVENTION, 1000),
        deliveries=many("Verksamheterna.", _delivery(classes, asked_for, later), 2000),
    )


def _delivery(classes: Any, asked: Any, later: dict[str, Any]) -> Any:
    return record(
        "En verksamhet: en insats så som en utförare ger den.",
        code=CODE,
        intervention=words("Insatsens namn.", 120, least=1),
        provider=ORGANISATION,
        municipality=or_none(ORGANISATION),
        name=words("Verksamhetens namn.", 120, least=1),
        start_mode=one_of("Startsätt.", list(StartMode.values)),
        needs_referral={"type": "boolean", "description": "Om det behövs remiss."},
        content=words("Innehåll.", 20_000),
        how_to_apply=words("Så söker man.", 20_000),
        outcomes=words("Önskade resultat, ett på varje rad.", 20_000),
        is_example={"type": "boolean", "description": "Om något i den är påhittat."},
        from_date=day("Första dagen."),
        to_date=_LAST,
        requirements=many("Kraven.", asked, 100),
        intakes=many("Intagen.", _INTAKE, 200),
        places=many("Platserna. Tom lista: förbundet säger inget om dem.", _PLACES, 500),
        priorities=many("Prioritetsklasserna.", classes, 50),
        **later,
    )
