"""What is told of a person between authorities, in kinds of data (uppgiftsslag): a closed list.

The person may waive secrecy in part (OSL 10 kap. 1 §, 12 kap. 2 §). What a consent leaves out is not
told, and whoever is told the rest sees that it was left out. Of each thing that crosses it is written
down which kinds it carried.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.interventions.participation import EndReason
from samverk.rules.interventions.queue import Confirming, DeclineReason, RemovalReason
from samverk.rules.interventions.referral import ReturnReason
from samverk.rules.ruling import Reason, Ruling


class DataKind(StrEnum):
    """A kind of data about a person (uppgiftsslag)."""

    IDENTITY = "identity"
    CONTACT = "contact"
    REASON = "reason"
    HEALTH = "health"
    LIVELIHOOD = "livelihood"
    SUPPORT = "support"
    ASSESSMENT = "assessment"
    QUEUE = "queue"
    PARTICIPATION = "participation"


DATA_KINDS = {
    DataKind.IDENTITY: "vem personen är och att remissen finns",
    DataKind.CONTACT: "hur personen nås",
    DataKind.REASON: "behov och mål",
    DataKind.HEALTH: "hälsa",
    DataKind.LIVELIHOOD: "försörjning",
    DataKind.SUPPORT: "stöd under väntan",
    DataKind.ASSESSMENT: "frågor, svar och skäl i bedömningen",
    DataKind.QUEUE: "köplats och erbjudanden",
    DataKind.PARTICIPATION: "hur deltagandet går",
}
EVERYTHING = tuple(DataKind)
# Without this nobody can be referred, nor be told that a referral was taken, returned or ended
ALWAYS = DataKind.IDENTITY
_K = DataKind


class Crossing(StrEnum):
    """Something that one authority tells another of a person (det som lämnas); each is written down."""

    REFERRAL = "remiss"
    TAKE_UP = "take_up"
    ASK = "ask"
    ANSWER = "answer"
    ACCEPT = "accept"
    RETURN = "return"
    REDIRECT = "redirect"
    WITHDRAW = "withdraw"
    UNSHARE = "unshare"
    CORRECT = "correct"
    WARN = "warn"
    LAPSE = "lapse"
    QUEUE = "queue"
    RECONFIRM = "reconfirm"
    PAUSE_WAIT = "pause_wait"
    RESUME_WAIT = "resume_wait"
    LEAVE_WAIT = "leave_wait"
    OFFER_ANSWER = "offer_answer"
    OFFER_REFUSED = "offer_refused"
    PROPOSAL = "proposal"
    PROPOSAL_ANSWER = "proposal_answer"
    SHARED_UNTIL = "shared_until"
    # Of a move to another authority: the question, the answer, what goes on there, and the word of it
    ASK_MOVE = "ask_move"
    LET_MOVE = "let_move"
    REFUSE_MOVE = "refuse_move"
    TRANSFER = "transfer"
    MOVED_REFERRAL = "moved_referral"
    MOVED_PLACE = "moved_place"
    COME_BACK = "come_back"


CROSSINGS = {
    Crossing.REFERRAL: "remiss",
    Crossing.TAKE_UP: "besked: bedömningen har börjat",
    Crossing.ASK: "fråga om remissen",
    Crossing.ANSWER: "svar på frågan",
    Crossing.ACCEPT: "besked: antagen",
    Crossing.RETURN: "besked: återremitterad",
    Crossing.REDIRECT: "besked: hänvisad vidare",
    Crossing.WITHDRAW: "besked: återtagen",
    Crossing.UNSHARE: "besked: samtycket återtaget",
    Crossing.CORRECT: "besked: felregistrerad",
    Crossing.WARN: "besked: ingen har börjat bedöma",
    Crossing.LAPSE: "besked: förfallen",
    Crossing.QUEUE: "besked om köplatsen",
    Crossing.RECONFIRM: "bekräftelse att platsen önskas",
    Crossing.PAUSE_WAIT: "väntan pausas",
    Crossing.RESUME_WAIT: "pausen är slut",
    Crossing.LEAVE_WAIT: "personen önskar inte platsen längre",
    Crossing.OFFER_ANSWER: "svar på erbjudande om plats",
    Crossing.OFFER_REFUSED: "besked: svaret gällde inte",
    Crossing.PROPOSAL: "förslag till ändring",
    Crossing.PROPOSAL_ANSWER: "svar på förslag till ändring",
    Crossing.SHARED_UNTIL: "besked: samtyckets omfattning",
    Crossing.ASK_MOVE: "fråga om flytt",
    Crossing.LET_MOVE: "besked: personen samtycker till flytten",
    Crossing.REFUSE_MOVE: "besked: personen vill inte flytta",
    Crossing.TRANSFER: "besked: köplatsen är flyttad",
    Crossing.MOVED_REFERRAL: "remiss som går vidare",
    Crossing.MOVED_PLACE: "köplats som flyttas",
    Crossing.COME_BACK: "köplats som flyttas tillbaka",
}
_REFERRED = frozenset({_K.CONTACT, _K.REASON, _K.HEALTH, _K.LIVELIHOOD, _K.SUPPORT})
# A place has its pauses and class, and on which ground it has the class
_PLACED = _REFERRED | {_K.ASSESSMENT, _K.QUEUE}
# What goes to a new authority is a copy of its own, and no step of the referral that is told of
COPIES = frozenset(
    {Crossing.REFERRAL, Crossing.MOVED_REFERRAL, Crossing.MOVED_PLACE, Crossing.COME_BACK}
)
# What each carries beside that the referral is there
CARRIES: Mapping[Crossing, frozenset[DataKind]] = {
    Crossing.REFERRAL: _REFERRED,
    Crossing.MOVED_REFERRAL: _REFERRED,
    Crossing.MOVED_PLACE: _PLACED,
    Crossing.COME_BACK: _PLACED,
    Crossing.REFUSE_MOVE: frozenset({_K.ASSESSMENT}),
    Crossing.ASK: frozenset({_K.ASSESSMENT}),
    Crossing.ANSWER: frozenset({_K.ASSESSMENT}),
    Crossing.RETURN: frozenset({_K.ASSESSMENT}),
    Crossing.REDIRECT: frozenset({_K.ASSESSMENT}),
    Crossing.WITHDRAW: frozenset({_K.ASSESSMENT}),
    Crossing.QUEUE: frozenset({_K.QUEUE}),
    Crossing.RECONFIRM: frozenset({_K.QUEUE}),
    Crossing.PAUSE_WAIT: frozenset({_K.QUEUE}),
    Crossing.RESUME_WAIT: frozenset({_K.QUEUE}),
    Crossing.LEAVE_WAIT: frozenset({_K.QUEUE}),
    Crossing.OFFER_ANSWER: frozenset({_K.QUEUE}),
    Crossing.OFFER_REFUSED: frozenset({_K.QUEUE}),
    Crossing.PROPOSAL: frozenset({_K.PARTICIPATION}),
    Crossing.PROPOSAL_ANSWER: frozenset({_K.PARTICIPATION}),
}
# What has nothing left to say without a kind that it carries
_SAYS_LESS = COPIES | {
    Crossing.RETURN,
    Crossing.REDIRECT,
    Crossing.WITHDRAW,
    Crossing.REFUSE_MOVE,
}
_PLACE = frozenset({_K.QUEUE})
EMPTY_WITHOUT: Mapping[Crossing, frozenset[DataKind]] = {
    **{what: kinds for what, kinds in CARRIES.items() if what not in _SAYS_LESS},
    Crossing.MOVED_PLACE: _PLACE,
    Crossing.COME_BACK: _PLACE,
}
# Which kind each answer of a referral is
ANSWERS = {
    "need": _K.REASON,
    "aim": _K.REASON,
    "horizon": _K.REASON,
    "health": _K.HEALTH,
    "livelihood": _K.LIVELIHOOD,
    "reached_by": _K.CONTACT,
    "support": _K.SUPPORT,
}
# The coded reasons that tell of somebody's health
OF_HEALTH = frozenset(
    {
        ReturnReason.NOT_READY_HEALTH.value,
        RemovalReason.HEALTH.value,
        DeclineReason.HEALTH.value,
        EndReason.HEALTH.value,
    }
)

# Said of a step that carries what the team found, where no reason says so
ASSESSED = "assessed"


def left_out(shared: Collection[str], carried: Iterable[DataKind]) -> tuple[DataKind, ...]:
    """List the kinds that would be carried but are not shared, in the order of the closed list."""
    kinds = set(carried)
    return tuple(one for one in DataKind if one in kinds and one not in shared)


def tellable(shared: Collection[str], what: Crossing) -> Ruling[bool]:
    """Answer whether something may be told at all, of somebody of whom these kinds are shared."""
    missing = left_out(shared, EMPTY_WITHOUT.get(what, ()))
    if not missing:
        return Ruling(True, (Reason("Samtycket omfattar det som ska lämnas."),))
    names = ", ".join(DATA_KINDS[one] for one in missing)
    return Ruling(False, (Reason(f"Samtycket omfattar inte {names}. Tala med personen."),))


def reason_told(shared: Collection[str], what: Crossing, reason: str) -> str:
    """Give the coded reason as it may be told: "" for one of health, or of what is not shared."""
    if left_out(shared, CARRIES.get(what, ())):
        return ""
    return "" if reason in OF_HEALTH and DataKind.HEALTH not in shared else reason


def kinds_told(
    shared: Collection[str], what: Crossing, reason: str = ""
) -> tuple[tuple[DataKind, ...], tuple[DataKind, ...]]:
    """Tell which kinds something carries as it goes out, and which were left out of it."""
    carried = {ALWAYS, *CARRIES.get(what, ())}
    if reason in OF_HEALTH:
        carried.add(DataKind.HEALTH)
    if reason == Confirming.CHANGED_NEED:
        carried.add(DataKind.REASON)
    if reason == ASSESSED:
        carried.add(DataKind.ASSESSMENT)
    out = left_out(shared, carried - {ALWAYS})
    return tuple(one for one in DataKind if one in carried and one not in out), out


EXAMPLES = (
    Example(
        tellable,
        {"shared": ("identity", "reason"), "what": Crossing.QUEUE},
        False,
        "konstruerat: samtycket omfattar inte köplatsen",
    ),
    Example(
        tellable,
        {"shared": ("identity",), "what": Crossing.RETURN},
        True,
        "konstruerat: att remissen kom tillbaka får sägas, men inte varför",
    ),
)
