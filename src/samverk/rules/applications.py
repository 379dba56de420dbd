"""How an application for the federation's money moves: written, received, weighed, decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.agreements.doers import Doer
from samverk.rules.agreements.parties import Standing, enough_parties, left_out, may_be_paid
from samverk.rules.example import Example
from samverk.rules.machine import Machine, Transition, doers
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date


class ApplicationState(StrEnum):
    """How far an application has come (ansökans läge)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REGISTERED = "registered"
    INCOMPLETE = "incomplete"
    RECOMMENDED = "recommended"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ApplicationEvent(StrEnum):
    """What happens to an application (händelse)."""

    CREATE = "create"
    CHANGE = "change"
    SUBMIT = "submit"
    REGISTER = "register"
    ASK = "ask"
    COMPLETE = "complete"
    RECOMMEND_GRANT = "recommend_grant"
    RECOMMEND_REFUSAL = "recommend_refusal"
    GRANT = "grant"
    REFUSE = "refuse"
    REFER_BACK = "refer_back"
    WITHDRAW = "withdraw"


_S, _E = ApplicationState, ApplicationEvent
_THEIRS, _OURS = doers(Doer.APPLICANT, Doer.FEDERATION), doers(Doer.FEDERATION)
_UNDECIDED = (_S.DRAFT, _S.SUBMITTED, _S.REGISTERED, _S.INCOMPLETE, _S.RECOMMENDED)
APPLICATION: Machine[ApplicationState, ApplicationEvent, Doer] = Machine(
    "Ansökan",
    (
        Transition(None, _E.CREATE, _S.DRAFT, _THEIRS),
        Transition(_S.DRAFT, _E.CHANGE, _S.DRAFT, _THEIRS),
        Transition(_S.DRAFT, _E.SUBMIT, _S.SUBMITTED, _THEIRS),
        Transition(_S.SUBMITTED, _E.REGISTER, _S.REGISTERED, _OURS),
        Transition(_S.REGISTERED, _E.ASK, _S.INCOMPLETE, _OURS),
        Transition(_S.RECOMMENDED, _E.ASK, _S.INCOMPLETE, _OURS),
        Transition(_S.INCOMPLETE, _E.CHANGE, _S.INCOMPLETE, _THEIRS),
        Transition(_S.INCOMPLETE, _E.COMPLETE, _S.SUBMITTED, _THEIRS),
        *(
            Transition(state, event, _S.RECOMMENDED, _OURS)
            for state in (_S.REGISTERED, _S.RECOMMENDED)
            for event in (_E.RECOMMEND_GRANT, _E.RECOMMEND_REFUSAL)
        ),
        *(
            Transition(state, event, to, _OURS)
            for state in (_S.REGISTERED, _S.RECOMMENDED)
            for event, to in (
                (_E.GRANT, _S.GRANTED),
                (_E.REFUSE, _S.REFUSED),
                (_E.REFER_BACK, _S.INCOMPLETE),
            )
        ),
        *(Transition(state, _E.WITHDRAW, _S.WITHDRAWN, _THEIRS) for state in _UNDECIDED),
    ),
    {
        _S.DRAFT: "utkast",
        _S.SUBMITTED: "inlämnad",
        _S.REGISTERED: "diarieförd",
        _S.INCOMPLETE: "ska kompletteras",
        _S.RECOMMENDED: "beredd",
        _S.GRANTED: "beviljad",
        _S.REFUSED: "avslagen",
        _S.WITHDRAWN: "återtagen",
    },
    {
        _E.CREATE: "Skriva",
        _E.CHANGE: "Ändra",
        _E.SUBMIT: "Lämna in",
        _E.REGISTER: "Diarieföra",
        _E.ASK: "Begära komplettering",
        _E.COMPLETE: "Komplettera",
        _E.RECOMMEND_GRANT: "Föreslå bifall",
        _E.RECOMMEND_REFUSAL: "Föreslå avslag",
        _E.GRANT: "Registrera bifall",
        _E.REFUSE: "Registrera avslag",
        _E.REFER_BACK: "Registrera återremiss",
        _E.WITHDRAW: "Återta",
    },
)
# What has happened, as it is told afterwards
HAPPENED = {
    _E.CREATE: "påbörjades",
    _E.CHANGE: "ändrades",
    _E.SUBMIT: "lämnades in",
    _E.REGISTER: "diariefördes",
    _E.ASK: "komplettering begärdes",
    _E.COMPLETE: "kompletterades",
    _E.RECOMMEND_GRANT: "beredningsgruppen föreslog bifall",
    _E.RECOMMEND_REFUSAL: "beredningsgruppen föreslog avslag",
    _E.GRANT: "beviljades",
    _E.REFUSE: "avslogs",
    _E.REFER_BACK: "återremitterades",
    _E.WITHDRAW: "återtogs",
}
# What sends the written application on: then it must hold
_SENDING = (_E.SUBMIT, _E.COMPLETE, _E.GRANT)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an application asks for (ansökans uppgifter), as far as it is weighed here.

    ``partners`` co-operate with the applicant; each is told with how it stands on the day.
    ``amounts`` are (year, whole kronor). ``unwritten`` names the parts that have no text.
    """

    applicant: Standing
    partners: Sequence[Standing]
    starts_on: date | None
    ends_on: date | None
    amounts: Sequence[tuple[int, int]]
    unwritten: Sequence[str] = ()


def application_step(
    state: ApplicationState | None,
    event: ApplicationEvent,
    doer: Doer,
    asked: Asked | None,
    *,
    day: date,
) -> Ruling[ApplicationState | None]:
    """Answer an application's state after a step on ``day``, None with all that is missing.

    Raises ValueError when what is asked is not given for a step that is weighed by it.
    """
    ruled = APPLICATION.take(state, event, doer)
    if ruled.value is None or event not in _SENDING:
        return ruled
    if asked is None:
        raise ValueError("Ansökans uppgifter saknas.")
    weighed = faults_of(asked, day=day)
    if not weighed.value:
        return Ruling(None, weighed.reasons)
    return Ruling(ruled.value, (*ruled.reasons, *weighed.reasons), weighed.remarks)


def faults_of(asked: Asked, *, day: date) -> Ruling[bool]:
    """Answer whether an application holds: every fault is told at once, in the order of the form."""
    payable = may_be_paid(asked.applicant, day)
    parties = enough_parties((asked.applicant, *asked.partners), day)
    lacks = [
        *(() if payable.value else payable.reasons),
        *(() if parties.value else (*parties.reasons, *left_out(asked.partners, day))),
        *_of_time(asked),
        *(Reason(f"Skriv under {name}.") for name in asked.unwritten),
    ]
    if lacks:
        return Ruling(False, tuple(lacks))
    return Ruling(True, (*parties.reasons, *payable.reasons), parties.remarks)


def _of_time(asked: Asked) -> list[Reason]:
    if asked.starts_on is None or asked.ends_on is None:
        return [Reason("Ange vilken tid ansökan gäller.")]
    if asked.ends_on < asked.starts_on:
        return [Reason("Sista dagen är före den första. Rätta en av dem.")]
    if not any(amount for _, amount in asked.amounts):
        return [Reason("Ange vilket belopp som söks.")]
    years = range(asked.starts_on.year, asked.ends_on.year + 1)
    outside = [str(year) for year, amount in asked.amounts if amount and year not in years]
    if outside:
        return [Reason(f"Belopp söks för {', '.join(outside)}, som ligger utanför tiden. Rätta.")]
    return []


def too_early(sent: date, day: date, what: str) -> Ruling[None] | None:
    """Refuse ``what`` that is of a day before the application, or its completion, was last sent."""
    if day >= sent:
        return None
    told = f"{what} {running_date(day)}, innan ansökan senast lämnades in {running_date(sent)}."
    return Ruling(None, (Reason(f"{told} Välj en senare dag eller ett senare beslut."),))


def names_it(words: str, title: str, diary_number: str) -> Ruling[bool]:
    """Answer whether a decision's ``words`` name an application: by its diary number or its title.

    One paragraph may settle several applications, and then it says which.
    """
    told = words.casefold()
    marks = [mark.casefold() for mark in (diary_number, title) if mark.strip()]
    is_named = any(re.search(rf"(?<!\w){re.escape(mark)}(?!\w)", told) for mark in marks)
    text = "Beslutet nämner ansökan." if is_named else "Beslutet nämner inte ansökan."
    return Ruling(is_named, (Reason(text),))


EXAMPLES = (
    Example(
        faults_of,
        {
            "asked": Asked(
                Standing("Lerum", "municipality"),
                (Standing("Regionen", "region"),),
                date(2027, 1, 1),
                date(2028, 12, 31),
                ((2027, 900_000), (2028, 900_000)),
            ),
            "day": date(2026, 11, 1),
        },
        True,
        "konstruerat: en kommun och en region är två parter",
    ),
    Example(
        faults_of,
        {
            "asked": Asked(
                Standing("Lerum", "municipality"),
                (Standing("Partille", "municipality"),),
                date(2027, 1, 1),
                date(2027, 12, 31),
                ((2027, 900_000),),
            ),
            "day": date(2026, 11, 1),
        },
        False,
        "konstruerat: två kommuner är en part",
    ),
)
