"""How a referral (remiss) moves: from the referrer's draft to what the receiving team answers."""

from __future__ import annotations

from enum import StrEnum

from samverk.rules.interventions.hands import Hand
from samverk.rules.machine import Machine, Transition, doers
from samverk.rules.ruling import Ruling


class ReferralState(StrEnum):
    """How far a referral has come (remissens läge)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_ASSESSMENT = "under_assessment"
    INCOMPLETE = "incomplete"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REDIRECTED = "redirected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    ENTERED_IN_ERROR = "entered_in_error"


class ReferralEvent(StrEnum):
    """What happens to a referral (händelse)."""

    CREATE = "create"
    SUBMIT = "submit"
    TAKE_UP = "take_up"
    ASK = "ask"
    ANSWER = "answer"
    ACCEPT = "accept"
    RETURN = "return"
    REDIRECT = "redirect"
    WITHDRAW = "withdraw"
    UNSHARE = "unshare"
    WARN = "warn"
    LAPSE = "lapse"
    ASK_MOVE = "ask_move"
    LET_MOVE = "let_move"
    REFUSE_MOVE = "refuse_move"
    TRANSFER = "transfer"
    COME_BACK = "come_back"
    ASSIGN = "assign"
    CORRECT = "correct"


class ReturnReason(StrEnum):
    """Why a referral comes back (skäl till återremiss)."""

    TOO_COMPLEX = "too_complex"
    TOO_CLOSE_TO_WORK = "too_close_to_work"
    OUTSIDE_AGE = "outside_age"
    OUTSIDE_AREA = "outside_area"
    NOT_READY_HEALTH = "not_ready_health"
    NEEDS_OTHER_SUPPORT = "needs_other_support"
    INTAKE_CLOSED = "intake_closed"
    NO_CONSENT = "no_consent"
    DUPLICATE = "duplicate"
    OTHER = "other"


RETURN_REASONS = {
    ReturnReason.TOO_COMPLEX: "för komplexa behov",
    ReturnReason.TOO_CLOSE_TO_WORK: "för nära arbete",
    ReturnReason.OUTSIDE_AGE: "utanför åldersgränsen",
    ReturnReason.OUTSIDE_AREA: "utanför området",
    ReturnReason.NOT_READY_HEALTH: "hälsan räcker inte än",
    ReturnReason.NEEDS_OTHER_SUPPORT: "behöver annat stöd",
    ReturnReason.INTAKE_CLOSED: "intaget är stängt",
    ReturnReason.NO_CONSENT: "samtycke saknas",
    ReturnReason.DUPLICATE: "redan remitterad",
    ReturnReason.OTHER: "annat skäl",
}


class NextStep(StrEnum):
    """What a team suggests that the referrer does with one who comes back (föreslaget nästa steg)."""

    OTHER_INTERVENTION = "other_intervention"
    REFER_LATER = "refer_later"
    OWN_SUPPORT = "own_support"
    OTHER_PARTY = "other_party"
    MEET = "meet"


NEXT_STEPS = {
    NextStep.OTHER_INTERVENTION: "remittera till en annan insats",
    NextStep.REFER_LATER: "remittera igen senare",
    NextStep.OWN_SUPPORT: "ge stöd själva",
    NextStep.OTHER_PARTY: "låt en annan part ta över",
    NextStep.MEET: "kalla till ett gemensamt möte",
}


class QuestionAbout(StrEnum):
    """What a team asks the referrer about (det som saknas)."""

    NEED = "about_need"
    AIM = "about_aim"
    LIVELIHOOD = "about_livelihood"
    ABILITY = "about_ability"
    HEALTH = "about_health"
    TIMES = "about_times"
    REACHED_BY = "about_reached_by"
    SUPPORT = "about_support"
    TRIED = "about_tried"
    CONSENT = "about_consent"
    OTHER = "about_other"


QUESTIONS_ABOUT = {
    QuestionAbout.NEED: "behovet",
    QuestionAbout.AIM: "vad personen vill nå",
    QuestionAbout.LIVELIHOOD: "försörjningen",
    QuestionAbout.ABILITY: "när personen kan arbeta eller studera",
    QuestionAbout.HEALTH: "hälsan, så långt det behövs",
    QuestionAbout.TIMES: "vilka tider som passar",
    QuestionAbout.REACHED_BY: "hur personen nås",
    QuestionAbout.SUPPORT: "stödet under väntan",
    QuestionAbout.TRIED: "vad som redan har prövats",
    QuestionAbout.CONSENT: "samtycket",
    QuestionAbout.OTHER: "något annat",
}
_S, _E = ReferralState, ReferralEvent
_REFERRER, _RECEIVER = doers(Hand.REFERRER), doers(Hand.RECEIVER)
# The system when the consent that it rests on has come to its last day
_SHUTS = doers(Hand.REFERRER, Hand.PARTICIPANT, Hand.SYSTEM)
# Whether the person lets it go on to another authority: the team asks, the referrer answers
_MOVE_TALK = {
    _E.ASK_MOVE: doers(Hand.RECEIVER, Hand.COORDINATOR),
    _E.LET_MOVE: _REFERRER,
    _E.REFUSE_MOVE: _REFERRER,
}
_OPEN = (_S.SUBMITTED, _S.UNDER_ASSESSMENT, _S.INCOMPLETE)
_ALL = tuple(state for state in _S if state is not _S.ENTERED_IN_ERROR)
REFERRAL: Machine[ReferralState, ReferralEvent, Hand] = Machine(
    "Remissen",
    (
        Transition(None, _E.CREATE, _S.DRAFT, _REFERRER),
        Transition(_S.DRAFT, _E.SUBMIT, _S.SUBMITTED, _REFERRER),
        Transition(_S.SUBMITTED, _E.TAKE_UP, _S.UNDER_ASSESSMENT, _RECEIVER),
        Transition(_S.SUBMITTED, _E.WARN, _S.SUBMITTED, doers(Hand.SYSTEM)),
        Transition(_S.SUBMITTED, _E.LAPSE, _S.LAPSED, doers(Hand.SYSTEM)),
        # Another in the team goes on with it
        Transition(_S.UNDER_ASSESSMENT, _E.ASSIGN, _S.UNDER_ASSESSMENT, _RECEIVER),
        Transition(_S.INCOMPLETE, _E.ASSIGN, _S.INCOMPLETE, _RECEIVER),
        Transition(_S.UNDER_ASSESSMENT, _E.ASK, _S.INCOMPLETE, _RECEIVER),
        Transition(_S.INCOMPLETE, _E.ANSWER, _S.UNDER_ASSESSMENT, _REFERRER),
        Transition(_S.UNDER_ASSESSMENT, _E.ACCEPT, _S.ACCEPTED, _RECEIVER),
        Transition(_S.UNDER_ASSESSMENT, _E.RETURN, _S.RETURNED, _RECEIVER),
        Transition(_S.UNDER_ASSESSMENT, _E.REDIRECT, _S.REDIRECTED, _RECEIVER),
        *(Transition(state, _E.WITHDRAW, _S.WITHDRAWN, _SHUTS) for state in _OPEN),
        Transition(_S.ACCEPTED, _E.UNSHARE, _S.ACCEPTED, _SHUTS),
        # What another authority has got is shared with the one before it no more
        Transition(_S.REDIRECTED, _E.UNSHARE, _S.REDIRECTED, _SHUTS),
        *(
            Transition(state, event, state, who)
            for state in (_S.UNDER_ASSESSMENT, _S.ACCEPTED)
            for event, who in _MOVE_TALK.items()
        ),
        Transition(_S.ACCEPTED, _E.TRANSFER, _S.REDIRECTED, doers(Hand.COORDINATOR)),
        # The place was moved away, and is moved here again
        Transition(_S.REDIRECTED, _E.COME_BACK, _S.SUBMITTED, _REFERRER),
        *(
            Transition(state, _E.CORRECT, _S.ENTERED_IN_ERROR, doers(Hand.COORDINATOR))
            for state in _ALL
        ),
    ),
    {
        _S.DRAFT: "ett utkast",
        _S.SUBMITTED: "inskickad",
        _S.UNDER_ASSESSMENT: "under bedömning",
        _S.INCOMPLETE: "under komplettering",
        _S.ACCEPTED: "antagen",
        _S.RETURNED: "återremitterad",
        _S.REDIRECTED: "hänvisad vidare",
        _S.WITHDRAWN: "återtagen",
        _S.LAPSED: "förfallen utan svar",
        _S.ENTERED_IN_ERROR: "felregistrerad",
    },
    {
        _E.CREATE: "Skapa utkast",
        _E.SUBMIT: "Skicka in",
        _E.TAKE_UP: "Börja bedöma",
        _E.ASK: "Begär komplettering",
        _E.ANSWER: "Komplettera",
        _E.ACCEPT: "Anta",
        _E.RETURN: "Återremittera",
        _E.REDIRECT: "Hänvisa vidare",
        _E.WITHDRAW: "Återta",
        _E.UNSHARE: "Ta tillbaka samtycket att utbyta uppgifter",
        _E.WARN: "Varna",
        _E.LAPSE: "Förfall",
        _E.ASK_MOVE: "Fråga om personen vill flytta",
        _E.LET_MOVE: "Samtyck till flytten",
        _E.REFUSE_MOVE: "Säg nej till flytten",
        _E.TRANSFER: "Flytta till annan myndighets kö",
        _E.COME_BACK: "Flytta tillbaka hit",
        _E.ASSIGN: "Lämna över till en kollega",
        _E.CORRECT: "Markera som felregistrerad",
    },
)
OPEN = frozenset(_OPEN)
# What is said about a move to another authority; every other step ends the question
MOVE_TALK = frozenset(_MOVE_TALK)
# That a colleague goes on with it is the team's own affair: it answers nothing
KEEPS_TALK = MOVE_TALK | {_E.ASSIGN}
# The clock of the wait that one can do something about stands still meanwhile
HELD = frozenset({_S.INCOMPLETE})


def referral_step(
    state: ReferralState | None, event: ReferralEvent, hand: Hand
) -> Ruling[ReferralState | None]:
    """Answer a referral's state after a step, None with the reason when it may not be taken."""
    return REFERRAL.take(state, event, hand)
