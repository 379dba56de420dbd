"""The kinds of event that people record, in words, and what each of them asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from samverk.rules.membership import FactKind


class PaperOf(Enum):
    """Which papers may show an event: the council's decision, any body's or memo, or a letter."""

    COUNCIL = "council"
    PROPOSAL = "proposal"
    LETTER = "letter"
    NOTHING = "nothing"

    @property
    def may_be_new(self) -> bool:
        """Answer whether the paper may be registered together with the event."""
        return self in (PaperOf.LETTER, PaperOf.PROPOSAL)


@dataclass(frozen=True, slots=True)
class EventForm:
    """What recording an event (händelse) asks for; ``slug`` is its place in addresses.

    ``subject`` is the new document's subject as suggested; ``document`` its type. a letter is the
    member's unless it ``is_from_federation``, and where nothing says whose it is the form
    ``asks_sender``. ``day`` is the day's own question; with ``has_own_day`` the paper has another.
    """

    kind: FactKind
    slug: str
    label: str
    explanation: str
    papers: PaperOf
    day: str = "Vilken dag?"
    document: str = "other"
    subject: str = ""
    is_from_federation: bool = False
    asks_sender: bool = False
    has_own_day: bool = False
    asks_exit: bool = False

    @property
    def asks_answer(self) -> bool:
        """Answer whether the federation said yes or no to something."""
        return self.kind is FactKind.FEDERATION_ANSWERED


EVENTS = (
    EventForm(
        FactKind.EXIT_PROPOSED,
        "uttrade-foreslogs",
        "Utträde föreslogs",
        "En nämnd, styrelsen eller en tjänsteskrivelse föreslår att lämna. Fullmäktige avgör.",
        PaperOf.PROPOSAL,
        document="memo",
        asks_sender=True,
        subject="Förslag om utträde ur samordningsförbundet",
        asks_exit=True,
    ),
    EventForm(
        FactKind.COUNCIL_DECIDED_EXIT,
        "uttrade-beslutades",
        "Fullmäktige beslutade om utträde",
        "Beslutet att lämna. Det är ännu ingen uppsägning: den ges till förbundet.",
        PaperOf.COUNCIL,
        asks_exit=True,
    ),
    EventForm(
        FactKind.NOTICE_SENT,
        "uppsagning-avsandes",
        "Uppsägningen avsändes",
        "Brevet där medlemmen säger upp medlemskapet.",
        PaperOf.LETTER,
        "Vilken dag avsändes den?",
        "exit_notice",
        "Uppsägning av medlemskapet i samordningsförbundet",
        asks_exit=True,
    ),
    EventForm(
        FactKind.NOTICE_RECEIVED,
        "uppsagning-togs-emot",
        "Förbundet tog emot uppsägningen",
        "Förbundets bekräftelse eller ankomststämpel visar dagen.",
        PaperOf.LETTER,
        "Vilken dag tog förbundet emot den?",
        "receipt",
        "Bekräftelse på mottagen uppsägning",
        is_from_federation=True,
        has_own_day=True,
        asks_exit=True,
    ),
    EventForm(
        FactKind.REPEAL_PROPOSED,
        "fortsatt-medlemskap-foreslogs",
        "Fortsatt medlemskap föreslogs",
        "En nämnd, styrelsen eller en tjänsteskrivelse föreslår att stanna. Fullmäktige avgör.",
        PaperOf.PROPOSAL,
        document="memo",
        asks_sender=True,
        subject="Förslag om fortsatt medlemskap i samordningsförbundet",
        asks_exit=True,
    ),
    EventForm(
        FactKind.COUNCIL_REPEALED_EXIT,
        "uttrade-upphavdes",
        "Fullmäktige upphävde beslutet om utträde",
        "Beslutet att stanna. En uppsägning som redan är given återtas inte av det.",
        PaperOf.COUNCIL,
    ),
    EventForm(
        FactKind.NOTICE_WITHDRAWN,
        "uppsagning-aterkallades",
        "Uppsägningen återtogs",
        "Brevet där medlemmen tar tillbaka uppsägningen.",
        PaperOf.LETTER,
        "Vilken dag återtogs den?",
        "letter",
        "Återtagande av uppsägningen av medlemskapet",
    ),
    EventForm(
        FactKind.FEDERATION_ANSWERED,
        "forbundet-svarade",
        "Förbundet svarade på återtagandet",
        "Förbundets besked om det godtar att uppsägningen återtas.",
        PaperOf.LETTER,
        "Vilken dag svarade förbundet?",
        "answer",
        "Svar på återtagandet av uppsägningen",
        is_from_federation=True,
    ),
    EventForm(
        FactKind.ENDED,
        "medlemskapet-upphorde",
        "Medlemskapet upphörde",
        "En handling som visar att medlemskapet har upphört och vilken dag som var den sista.",
        PaperOf.LETTER,
        "Vilken dag var den sista som medlem?",
        "other",
        "Bekräftelse på att medlemskapet har upphört",
        asks_sender=True,
        has_own_day=True,
    ),
    EventForm(
        FactKind.JOINED,
        "intradet",
        "Blev medlem",
        "Dagen då medlemskapet började.",
        PaperOf.NOTHING,
        "Från och med vilken dag?",
    ),
)
OF_KIND = {event.kind: event for event in EVENTS}
OF_SLUG = {event.slug: event for event in EVENTS}
