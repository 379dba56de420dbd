"""Why a step comes next, in words for the chair."""

from __future__ import annotations

from typing import assert_never

from samverk.rules.propositions.events import Step, StepKind
from samverk.rules.propositions.order import QuestionKind
from samverk.rules.propositions.proposals import Matter
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_CASTING_VOTE, KL_DUTY_TO_VOTE, KL_OPEN_VOTE, KL_PROPOSITION
from samverk.rules.statutes.provision import because


def step_reasons(matter: Matter, step: Step) -> tuple[Reason, ...]:
    """Tell why the step comes next and what it rests on."""
    day = matter.day
    match step.kind:
        case StepKind.APPROVE_ORDER:
            reasons: tuple[Reason, ...] = (_approve(step),)
        case StepKind.FIND:
            reasons = (*_counter(step), because(_find(step), KL_PROPOSITION, day))
        case StepKind.CONFIRM:
            text = "Begär någon omröstning hålls den; annars befäster ordföranden med klubbslag."
            reasons = (because(text, KL_PROPOSITION, day), *_main_proposal(step))
        case StepKind.VOTE:
            reasons = (because(_openness(step), KL_OPEN_VOTE, day), _meanings(step))
        case StepKind.CASTING_VOTE:
            text = "Lika röstetal: ordföranden måste rösta för att ärendet ska avgöras."
            duty = because(text, KL_DUTY_TO_VOTE, day)
            reasons = (duty, because("Ordföranden har utslagsröst.", KL_CASTING_VOTE, day))
        case StepKind.LOT:
            text = "Lika röstetal: vid val och anställning avgör lotten."
            reasons = (because(text, KL_CASTING_VOTE, day),)
        case StepKind.DONE:
            reasons = (Reason("Alla yrkanden är prövade eller har fallit."),)
        case _:
            assert_never(step.kind)
    return reasons


def refused_request(ruling: Ruling[bool]) -> tuple[Reason, ...]:
    """Tell that a minority's request was not enough, and what it may do instead."""
    return (*ruling.reasons, Reason("Begäran räcker inte. Den som vill kan begära omröstning."))


def _approve(step: Step) -> Reason:
    if step.needs_unanimity:
        text = (
            "Yrkandena har ändrats sedan propositionsordningen godkändes. Det går bara om alla är "
            "ense om det"
        )
    else:
        text = "Ordföranden redovisar propositionsordningen och frågar om den godkänns"
    return Reason(f"{text}. Det är praxis, inte lag.")


def _counter(step: Step) -> tuple[Reason, ...]:
    if not step.for_counter:
        return ()
    text = "De övriga förslagen prövas mot varandra om att bli motförslag i omröstningen."
    return (Reason(f"{text} Det är praxis, inte lag."),)


def _find(step: Step) -> str:
    if len(step.alternatives) == 1:
        return "Ordföranden ställer proposition på det enda förslaget."
    return (
        "Ordföranden ställer proposition på varje förslag för sig, så att det kan besvaras med ja, "
        "och säger vilket som har vunnit."
    )


def _main_proposal(step: Step) -> tuple[Reason, ...]:
    if len(step.alternatives) < 3:
        return ()
    text = (
        "Blir det omröstning är det förslag som ordföranden fann ha vunnit huvudförslag; det valet "
        "kan inte prövas. Det är praxis, inte lag."
    )
    return (Reason(text),)


def _openness(step: Step) -> str:
    if step.is_closed:
        return "Omröstningen är sluten: ärendet är ett val eller en anställning."
    return "Omröstningen är öppen."


def _meanings(step: Step) -> Reason:
    yes, no = (each.text if each else "" for each in (step.yes, step.no))
    text = f"Ja för {yes}. Nej för {no}."
    is_main = step.question is not None and step.question.kind is QuestionKind.MAIN
    return Reason(f"Huvudomröstning. {text}" if is_main and not step.for_counter else text)
