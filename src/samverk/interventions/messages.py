"""The messages of interventions: the federation's catalogue to the parties, and their counts back.

None of them holds a person.
"""

from __future__ import annotations

from samverk.exchange.ports import MessageType, day, many, one_of, or_none, record, whole, words
from samverk.federation.queries import Measure
from samverk.interventions.actions.catalogue_copies import take_catalogue
from samverk.interventions.actions.counts_taken import take_counts
from samverk.interventions.models import StartMode
from samverk.interventions.queries.telling import (
    CATALOGUE,
    COUNTS,
    EXACT_COUNTS,
    KINDS,
    ORIENTATIONS,
)
from samverk.rules.interventions.eligibility import TEST_DAYS

_CODE = {
    "type": "string",
    "description": "Verksamhetens kod, densamma i varje installation.",
    "format": "uuid",
}
_AGE = whole("Ålder i hela år.", most=150)
_LAST = or_none(day("Sista dagen, om den är bestämd."))
_ORGANISATION = record(
    "En organisation.",
    kind=one_of("Vad den är.", KINDS),
    name=words("Namn.", 200, least=1),
    short_name=words("Kort namn.", 120, least=1),
    number=words("Organisationsnummer, om det är känt.", 20),
)
_REQUIREMENT = record(
    "Ett krav på den som verksamheten är till för.",
    youngest=or_none(_AGE),
    oldest=or_none(_AGE),
    homes=many("Hemkommunerna, om kravet gäller var man bor.", _ORGANISATION, 300),
    tested_on=one_of("Vilken dag kravet prövas.", [one.value for one in TEST_DAYS]),
    blocks={"type": "boolean", "description": "Om kravet hindrar, eller bara varnar."},
    decided_in=words("Enligt vilket beslut.", 300),
    from_date=day("Första dagen."),
    to_date=_LAST,
)
_INTAKE = record(
    "Dagar då verksamheten tar emot.",
    from_date=day("Första dagen."),
    to_date=_LAST,
    why_closed=words("Varför intaget stängdes.", 300),
    successor=or_none(_CODE | {"description": "Koden för den verksamhet som tagit över."}),
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
_PRIORITY = record(
    "En prioritetsklass i kön.",
    rank=whole("Ordningen, 0 går först.", most=1000),
    name=words("Namn.", 120, least=1),
    ground=words("Grunden.", 300),
    decided_in=words("Enligt vilket beslut.", 300),
)
_DELIVERY = record(
    "En verksamhet: en insats så som en utförare ger den.",
    code=_CODE,
    intervention=words("Insatsens namn.", 120, least=1),
    provider=_ORGANISATION,
    municipality=or_none(_ORGANISATION),
    name=words("Verksamhetens namn.", 120, least=1),
    start_mode=one_of("Startsätt.", list(StartMode.values)),
    needs_referral={"type": "boolean", "description": "Om det behövs remiss."},
    content=words("Innehåll.", 20_000),
    how_to_apply=words("Så söker man.", 20_000),
    outcomes=words("Önskade resultat, ett på varje rad.", 20_000),
    is_example={"type": "boolean", "description": "Om något i den är påhittat."},
    from_date=day("Första dagen."),
    to_date=_LAST,
    requirements=many("Kraven.", _REQUIREMENT, 100),
    intakes=many("Intagen.", _INTAKE, 200),
    places=many("Platserna. Tom lista: förbundet säger inget om dem.", _PLACES, 500),
    priorities=many("Prioritetsklasserna.", _PRIORITY, 50),
)
CATALOGUE_SCHEMA = record(
    "Förbundets hela insatskatalog. En nyare ersätter en äldre.",
    interventions=many(
        "Insatserna.",
        record(
            "En insats.",
            name=words("Namn.", 120, least=1),
            orientation=one_of("Inriktning.", ORIENTATIONS),
            target_groups=words("Målgrupper, en på varje rad.", 20_000),
            description=words("Beskrivning.", 20_000),
        ),
        1000,
    ),
    deliveries=many("Verksamheterna.", _DELIVERY, 2000),
)
_NUMBER = whole("Antal deltaganden.", most=1_000_000)
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
            delivery=_CODE,
            measure=one_of("Måttet.", [one.value for one in _EXACT]),
            women=_NUMBER,
            men=_NUMBER,
            unknown=_NUMBER,
        ),
        4000,
        least=1,
    ),
)
_TOLD = or_none(_NUMBER | {"description": "Antal deltaganden; null är dolt, inte noll."})
COUNTS_SCHEMA = record(
    "Antal deltaganden i en parts verksamheter under en period, prövade så att inget litet antal"
    " går att räkna ut. Aldrig någon person.",
    from_date=_FIRST,
    to_date=_LAST_DAY,
    policy=record(
        "Regeln som antalen är prövade mot.",
        version=whole("Metodens version."),
        threshold=whole("Gränsen: inget antal under den utom 0 visas.", least=2, most=1000),
        zeros=one_of("Om 0 visas eller skyddas.", ["shown", "protected"]),
        rounding=whole("Bas som antalen är avrundade till; 1 är ingen.", least=1, most=2000),
    ),
    proof=words("SHA-256 för beviset, som avsändaren har kvar.", 64, pattern="^[0-9a-f]{64}$"),
    tables=many(
        "Antalen, en tabell för varje mått och inriktning.",
        record(
            "En tabell.",
            measure=one_of("Måttet.", list(Measure.values)),
            orientation=one_of("Insatsernas inriktning.", ORIENTATIONS),
            rows=many(
                "En rad för varje verksamhet, eller för flera som bara visas tillsammans.",
                record(
                    "En rad.",
                    deliveries=many("Verksamheterna.", _CODE, 2000, least=1),
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
        ),
        100,
        least=1,
    ),
)
TYPES = (
    MessageType(*CATALOGUE, "Insatskatalog", CATALOGUE_SCHEMA, take_catalogue),
    MessageType(*COUNTS, "Antal deltagare", COUNTS_SCHEMA, take_counts),
    MessageType(*EXACT_COUNTS, "Antal deltagare", EXACT_COUNTS_SCHEMA, take_counts),
)
