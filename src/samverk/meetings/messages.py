"""The messages that meetings send and receive: an extract of the minutes, and what became of it."""

from __future__ import annotations

from samverk.exchange.ports import (
    FILE,
    ID,
    MessageType,
    day,
    many,
    one_of,
    or_none,
    record,
    whole,
    words,
)
from samverk.meetings.actions.incoming import take_extract, take_fate
from samverk.meetings.models import FateState
from samverk.meetings.queries.content import ENCLOSED_KINDS, EXTRACT, FATE, KINDS
from samverk.meetings.queries.course import MINORITY
from samverk.meetings.queries.enclosures import MOST
from samverk.rules.deferral import DeferralOutcome
from samverk.rules.questions import Fate, QuestionKind
from samverk.rules.voting import Ballot, DecidedBy

_VOTE = record(
    "En omröstning: vad Ja och Nej stod för, och hur många som röstade hur.",
    yes=whole("Antal ja.", most=1000),
    no=whole("Antal nej.", most=1000),
    abstain=whole("Antal som avstod.", most=1000),
    yes_means=words("Vad Ja stod för.", 2000),
    no_means=words("Vad Nej stod för.", 2000),
    outcome=one_of("Sidan som vann.", [Ballot.YES.value, Ballot.NO.value]),
    decided_by=one_of(
        "Vad som avgjorde: majoriteten, ordförandens utslagsröst, lotten eller en minoritet.",
        [*(one.value for one in DecidedBy), MINORITY],
    ),
    optional=("outcome", "decided_by"),
)
_PRESENT = or_none(whole("Antal närvarande.", most=1000))
_DEFERRAL = record(
    "En fråga om bordläggning eller återremiss, och på vilken grund den avgjordes.",
    question=words("Frågan.", 2000, least=1),
    ground=one_of("Grunden.", [one.value for one in DeferralOutcome]),
    requesters=or_none(whole("Antal som begärde uppskov, när det är räknat.", most=1000)),
    present=_PRESENT,
)
_GROUP = record(
    "En valgrupp.",
    name=words("Gruppens namn.", 200, least=1),
    ballots=whole("Antal sedlar.", most=1000),
    seats=whole("Antal platser.", most=1000),
    chosen=many("De valda, i ordning.", words("Namn.", 200, least=1), 1000),
)
_ELECTION = record(
    "Ett val där proportionellt val har begärts.",
    what=words("Vad valet gäller.", 200, least=1),
    seats=whole("Antal platser.", most=1000),
    present=whole("Antal närvarande.", most=1000),
    requesters=whole("Antal som begärde proportionellt val.", most=1000),
    threshold=whole("Antal som behövs.", most=1000),
    invalid=whole("Antal ogiltiga sedlar.", most=1000),
    lots=many("Grupperna i lottens ordning.", words("Gruppens namn.", 200, least=1), 100),
    groups=many("Grupperna.", _GROUP, 100),
)
_QUESTION = record(
    "En interpellation eller fråga som paragrafen gäller.",
    kind=one_of("Vad det är.", [one.value for one in QuestionKind]),
    asker=words("Den som frågar, med parti.", 300, least=1),
    addressee=words("Den som frågan går till, med uppdrag.", 300, least=1),
    handed_in_on=day("Dagen då den lämnades in."),
    fate=one_of(
        "Vad det blev av den: besvarad, besvaras nästa gång, fick inte ställas, bordlagd eller återtagen."
        " Saknas när utgången inte är antecknad.",
        [one.value for one in Fate],
    ),
    answered_by=words("Den som svarade.", 300),
    optional=("fate",),
)
_CORRECTION = record(
    "En rättelse av den justerade paragrafen.",
    text=words("Hur det rätta lyder.", 10_000, least=1),
    why=words("Varför det rättades.", 2000, least=1),
    day=day("Dagen då det rättades."),
)
_DOCUMENT = record(
    "En öppen handling som hör till beslutet, så som avsändarens register beskriver den.",
    title=words("Vad handlingen gäller.", 300, least=1),
    kind=one_of("Tjänsteskrivelse, protokoll, skrivelse eller annat.", list(ENCLOSED_KINDS)),
    dated_on=or_none(day("Dagen då den kom in eller upprättades.")),
    file=FILE,
)
EXTRACT_SCHEMA = record(
    "Ett bestyrkt utdrag ur ett justerat protokoll: en öppen paragraf som uppgifter, med utdraget som fil.",
    organisation=words("Organisationens namn.", 200, least=1),
    body=words("Organet som beslutade.", 200, least=1),
    body_abbreviation=words("Organets förkortning.", 20),
    to_body=words("Organet som utdraget sänds till.", 200, least=1),
    to_diary_number=words("Mottagarens diarienummer, om det är känt.", 60),
    meeting_day=day("Sammanträdets dag."),
    paragraph=whole("Paragrafens nummer.", least=1, most=100_000),
    diary_number=words("Avsändarens diarienummer, så som organet skriver det.", 60),
    title=words("Ärendets rubrik.", 300, least=1),
    kind=one_of("Vad paragrafen gör.", sorted(KINDS)),
    proposed_to=words("Organet som den föreslår något till.", 200),
    decisions=many("Beslutet, punkt för punkt.", words("En punkt.", 10_000, least=1), 200, least=1),
    votes=many("Omröstningarna i ordning.", _VOTE, 50),
    deferrals=many("Frågorna om bordläggning och återremiss.", _DEFERRAL, 20),
    elections=many("Proportionella val.", _ELECTION, 20),
    reservations=many("Partierna vars ledamöter reserverade sig.", words("Parti.", 60), 30),
    corrections=many("Rättelser som gjorts sedan den justerades.", _CORRECTION, 30),
    adjusted_on=day("Dagen då paragrafen justerades."),
    certified_by=words("Den som bestyrkt utdraget.", 200, least=1),
    files=many("Det bestyrkta utdraget.", FILE, 3, least=1),
    question=_QUESTION,
    not_taking_part=many(
        "De som tjänstgjorde men inte deltog i beslutet, med parti (4 kap. 25 § kommunallagen).",
        words("Namn.", 300, least=1),
        1000,
        least=1,
    ),
    documents=many(
        "Handlingar som går med, om några gör det: tjänsteskrivelsen och det avsändaren har valt.",
        _DOCUMENT,
        MOST,
    ),
    optional=("deferrals", "elections", "documents", "question", "not_taking_part"),
)
FATE_SCHEMA = record(
    "Besked till avsändaren om vad det blev av ett utdrag.",
    about=ID | {"description": "Numret på meddelandet med utdraget."},
    state=one_of("Vad som har hänt.", list(FateState.values)),
    happened_on=day("Dagen då det hände."),
    diary_number=words("Mottagarens diarienummer.", 60),
    meeting_day=or_none(day("Sammanträdets dag.")),
    paragraph=or_none(whole("Paragrafens nummer.", least=1, most=100_000)),
    outcome=words("Hur punkten slutade.", 60),
)
TYPES = (
    MessageType(*EXTRACT, "Protokollsutdrag", EXTRACT_SCHEMA, take_extract),
    MessageType(*FATE, "Besked om utdrag", FATE_SCHEMA, take_fate),
)
