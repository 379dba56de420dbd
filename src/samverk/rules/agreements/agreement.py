"""How an agreement (överenskommelse) moves: proposed, decided, signed, amended, given notice, ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samverk.rules.agreements.doers import Doer
from samverk.rules.agreements.parties import Standing, enough_parties, left_out, may_be_paid
from samverk.rules.machine import Machine, Transition, doers, refuse
from samverk.rules.periods import add_months
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date


class AgreementState(StrEnum):
    """How far an agreement has come (överenskommelsens läge)."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    DECIDED = "decided"
    ACTIVE = "active"
    NOTICE_GIVEN = "notice_given"
    ENDED = "ended"
    TERMINATED = "terminated"


class AgreementEvent(StrEnum):
    """What happens to an agreement (händelse)."""

    CREATE = "create"
    PROPOSE = "propose"
    SEND_BACK = "send_back"
    DECIDE = "decide"
    START = "start"
    AMEND = "amend"
    USE_OPTION = "use_option"
    GIVE_NOTICE = "give_notice"
    REVOKE_NOTICE = "revoke_notice"
    END = "end"
    TERMINATE = "terminate"


_S, _E = AgreementState, AgreementEvent
_OURS, _CLOCK = doers(Doer.FEDERATION), doers(Doer.SYSTEM)
AGREEMENT: Machine[AgreementState, AgreementEvent, Doer] = Machine(
    "Överenskommelsen",
    (
        Transition(None, _E.CREATE, _S.DRAFT, _OURS),
        Transition(_S.DRAFT, _E.PROPOSE, _S.PROPOSED, _OURS),
        Transition(_S.PROPOSED, _E.SEND_BACK, _S.DRAFT, _OURS),
        Transition(_S.PROPOSED, _E.DECIDE, _S.DECIDED, _OURS),
        Transition(_S.DECIDED, _E.START, _S.ACTIVE, _CLOCK),
        Transition(_S.ACTIVE, _E.AMEND, _S.ACTIVE, _OURS),
        Transition(_S.ACTIVE, _E.USE_OPTION, _S.ACTIVE, _OURS),
        Transition(_S.ACTIVE, _E.GIVE_NOTICE, _S.NOTICE_GIVEN, _OURS),
        Transition(_S.NOTICE_GIVEN, _E.REVOKE_NOTICE, _S.ACTIVE, _OURS),
        Transition(_S.NOTICE_GIVEN, _E.END, _S.ENDED, _CLOCK),
        Transition(_S.ACTIVE, _E.END, _S.ENDED, _CLOCK),
        Transition(_S.ACTIVE, _E.TERMINATE, _S.TERMINATED, _OURS),
        Transition(_S.NOTICE_GIVEN, _E.TERMINATE, _S.TERMINATED, _OURS),
    ),
    {
        _S.DRAFT: "utkast",
        _S.PROPOSED: "till beslut",
        _S.DECIDED: "beslutad",
        _S.ACTIVE: "gällande",
        _S.NOTICE_GIVEN: "uppsagd",
        _S.ENDED: "avslutad",
        _S.TERMINATED: "hävd",
    },
    {
        _E.CREATE: "Lägg upp",
        _E.PROPOSE: "Skicka till beslut",
        _E.SEND_BACK: "Ta tillbaka till utkast",
        _E.DECIDE: "Registrera beslutet",
        _E.START: "Börja gälla",
        _E.AMEND: "Ändra villkor",
        _E.USE_OPTION: "Använd option",
        _E.GIVE_NOTICE: "Säg upp",
        _E.REVOKE_NOTICE: "Återta uppsägningen",
        _E.END: "Upphör",
        _E.TERMINATE: "Häv",
    },
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement says, as far as it is written (villkor).

    ``parties`` and ``payee`` say how those that are named stand on the day of the step.
    ``tariff_from`` is the first day with a tariff; None where none is set.
    """

    starts_on: date
    ends_on: date
    parties: tuple[Standing, ...] = ()
    payee: Standing | None = None
    needs_tariff: bool = True
    tariff_from: date | None = None
    reporting: str = ""
    data_processing: str = ""


@dataclass(frozen=True, slots=True)
class DecisionBehind:
    """A side's decision (beslutet bakom) as far as it is known.

    A state agency writes no paragraphs: ``has_paragraphs`` is False for one.
    """

    decided_on: date | None
    paragraph: int | None
    diary_number: str
    has_paragraphs: bool = True


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """What a step is weighed by (underlag för steget), on ``day``. ``effective_on`` ends a notice.

    ``decision`` is the federation's own, or that of whoever gives notice or takes it back.
    """

    day: date
    terms: Terms
    signed: frozenset[str] = field(default_factory=frozenset)
    decision: DecisionBehind | None = None
    payee_decision: DecisionBehind | None = None
    effective_on: date | None = None
    cause: str = ""


def agreement_step(
    state: AgreementState | None, event: AgreementEvent, doer: Doer, facts: AgreementFacts
) -> Ruling[AgreementState | None]:
    """Answer an agreement's state after a step, None with what is missing and what to do."""
    ruled = AGREEMENT.take(state, event, doer)
    lacks = _lacks(event, facts) if ruled.value else ()
    return refuse(*lacks) if lacks else ruled


def _lacks(event: AgreementEvent, facts: AgreementFacts) -> tuple[str, ...]:
    match event:
        case _E.PROPOSE:
            return (*_of_members(facts), *_unwritten(facts.terms))
        case _E.DECIDE:
            return (*_of_members(facts), *_both_decided(facts))
        case _E.AMEND | _E.USE_OPTION:
            return tuple(_both_decided(facts))
        case _E.START:
            return tuple(_unstarted(facts))
        case _:
            return tuple(_not_ended(event, facts))


def _not_ended(event: AgreementEvent, facts: AgreementFacts) -> list[str]:
    """Say why a notice is not revoked, or an agreement not ended."""
    last = min(facts.terms.ends_on, facts.effective_on or date.max)
    if event is _E.REVOKE_NOTICE and facts.day > last:
        return [f"Uppsägningen verkade {running_date(last)}: den kan inte återtas. Gör en ny."]
    if event is _E.END and facts.day <= last:
        return [f"Överenskommelsen gäller till och med {running_date(last)}."]
    if event is _E.TERMINATE and not facts.cause.strip():
        return ["Skriv varför överenskommelsen hävs."]
    return []


def _of_members(facts: AgreementFacts) -> list[str]:
    """Say why those that are named may not be paid, or are too few: only certain members count."""
    payee, parties = facts.terms.payee, facts.terms.parties
    lacks: list[Reason] = []
    if payee and not (paid := may_be_paid(payee, facts.day)).value:
        lacks += paid.reasons
    if not (enough := enough_parties(parties, facts.day)).value:
        others = [one for one in parties if one != payee]
        lacks += (*enough.reasons, *left_out(others, facts.day))
    return [one.text for one in lacks]


def _unwritten(terms: Terms) -> list[str]:
    """List what must be written before the board decides."""
    lacks = []
    if terms.needs_tariff and (terms.tariff_from is None or terms.tariff_from > terms.starts_on):
        lacks.append(f"Ingen taxa gäller {running_date(terms.starts_on)}. Registrera en taxa.")
    if not terms.reporting.strip():
        lacks.append("Skriv vad utföraren ska redovisa och när.")
    if not terms.data_processing.strip():
        lacks.append("Skriv vem som är personuppgiftsansvarig och för vilka uppgifter.")
    return lacks


def _both_decided(facts: AgreementFacts) -> list[str]:
    """Say what the sides' decisions lack; an amendment and an option need one of each, as the start."""
    return [
        *_undecided(facts.decision, "styrelsens"),
        *_undecided(facts.payee_decision, "utförarens"),
    ]


def _undecided(decision: DecisionBehind | None, whose: str) -> list[str]:
    if decision is None:
        return [f"Välj {whose} beslut."]
    named = {
        "dag": decision.decided_on,
        "paragraf": decision.paragraph or not decision.has_paragraphs,
        "diarienummer": decision.diary_number,
    }
    lacking = [name for name, value in named.items() if not value]
    told = " och ".join(lacking)
    return [f"Beslutet ({whose}) saknar {told}. Komplettera beslutet först."] * bool(lacking)


def _unstarted(facts: AgreementFacts) -> list[str]:
    lacks = []
    if missing := {"förbundet", "utföraren"} - facts.signed:
        lacks.append(f"Underskrift saknas av {' och '.join(sorted(missing))}.")
    if facts.day < facts.terms.starts_on:
        lacks.append(f"Överenskommelsen börjar gälla {running_date(facts.terms.starts_on)}.")
    return lacks


def state_on(state: AgreementState, facts: AgreementFacts) -> Ruling[AgreementState]:
    """Answer the state on ``facts.day``: what the days alone bring follows from the same table."""
    found, reasons = state, [Reason(f"Registrerat läge: {AGREEMENT.state_names[state]}.")]
    for event in (_E.START, _E.END):
        if event not in AGREEMENT.events_from(found):
            continue
        ruled = agreement_step(found, event, Doer.SYSTEM, facts)
        found = ruled.value or found
        reasons += ruled.reasons
    return Ruling(found, tuple(reasons))


def notice_effective_on(received: date, months: int) -> Ruling[date]:
    """Answer the last day after a notice: ``months`` on, by the agreement's own term."""
    last = add_months(received, months)
    text = f"Uppsägningstiden i överenskommelsen är {months} månader från {running_date(received)}."
    return Ruling(last, (Reason(text),))
