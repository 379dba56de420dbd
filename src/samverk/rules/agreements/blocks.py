"""What stops a claim (hinder): each with words, and the way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.agreements.costs import CostKind
from samverk.rules.agreements.parties import Standing, doubt_told
from samverk.rules.agreements.stretches import Span
from samverk.rules.membership import IsMember
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_ONLY_MEMBERS, FINSAM_TASKS
from samverk.rules.wording import kronor_and_ore, running_date


class BlockKind(StrEnum):
    """Why a claim cannot go on (hinder)."""

    NOT_IN_FORCE = "not_in_force"
    NO_COMMITMENT = "no_commitment"
    ABOVE_COMMITMENT = "above_commitment"
    OVERLAPPING_PERIOD = "overlapping_period"
    OPEN_PROPOSAL = "open_proposal"
    MISSING_REPORT = "missing_report"
    INELIGIBLE_COST = "ineligible_cost"
    PERIOD_OPEN = "period_open"
    NOT_A_MEMBER = "not_a_member"
    NO_FIGURES = "no_figures"
    ABOVE_PLACES = "above_places"


@dataclass(frozen=True, slots=True)
class Block:
    """A hindrance (hinder): what is wrong, and what to do about it."""

    kind: BlockKind
    text: str
    way_out: str


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What a claim is weighed by (underlag för hinder) on ``day``; amounts in öre.

    ``payee`` is told as it stands on ``payee_on``: the first day of the period on which it is not
    certainly a member, if any. ``remaining`` is what is left of the commitment, None where none covers
    the period. ``amount`` is None while figures are missing, ``lacking`` says which.
    """

    day: date
    span: Span
    payee: Standing
    payee_on: date
    is_in_force: bool = True
    amount: int | None = 0
    lacking: str = ""
    remaining: int | None = None
    overlapping: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    barred: tuple[CostKind, ...] = ()
    above_places: tuple[str, ...] = ()
    raises_settled: str = ""


def blocks(facts: ClaimFacts) -> Ruling[tuple[Block, ...]]:
    """List what stops a claim; empty when nothing does."""
    found = tuple(_found(facts))
    rests_on = {
        BlockKind.NOT_A_MEMBER: FINSAM_ONLY_MEMBERS.on(facts.day),
        BlockKind.INELIGIBLE_COST: FINSAM_TASKS.on(facts.day),
    }
    reasons = tuple(Reason(f"{one.text} {one.way_out}", rests_on.get(one.kind)) for one in found)
    return Ruling(found, reasons or (Reason("Inget hindrar."),))


MEMBER_WAYS = {
    IsMember.NO: "Välj dagar då medlemskapet gäller.",
    IsMember.UNKNOWN: "Registrera det på medlemmens sida, eller välj dagar då medlemskapet är känt.",
}


def _found(facts: ClaimFacts) -> Iterator[Block]:
    yield from _of_period(facts)
    yield from _of_money(facts)
    for name in facts.proposals:
        text = f"Ett ändringsförslag är öppet: {name}."
        yield Block(BlockKind.OPEN_PROPOSAL, text, "Avgör förslaget först.")
    for name in facts.reports:
        text = f"Redovisningen {name} är inte lämnad."
        yield Block(BlockKind.MISSING_REPORT, text, "Lämna den och låt förbundet registrera det.")
    for kind in facts.barred:
        text = f"{kind.name} får förbundet inte betala ({kind.source})."
        yield Block(BlockKind.INELIGIBLE_COST, text, "Ta bort raden. Parten betalar den själv.")


def _of_period(facts: ClaimFacts) -> Iterator[Block]:
    # Money comes back from whoever has it
    if facts.payee.is_member is not IsMember.YES and (facts.amount or 0) >= 0:
        text = f"{doubt_told(facts.payee, facts.payee_on)} Bara medlemmar får betalas."
        yield Block(BlockKind.NOT_A_MEMBER, text, MEMBER_WAYS[facts.payee.is_member])
    if not facts.is_in_force:
        text = f"Överenskommelsen gäller inte hela perioden {facts.span}."
        yield Block(BlockKind.NOT_IN_FORCE, text, "Välj dagar då den gäller.")
    if facts.day <= facts.span.to_date:
        text = f"Perioden slutar {running_date(facts.span.to_date)}."
        yield Block(BlockKind.PERIOD_OPEN, text, "Lämna in när perioden är slut.")
    for name in facts.overlapping:
        text = f"{name} gäller samma dagar."
        yield Block(BlockKind.OVERLAPPING_PERIOD, text, "Rätta den, eller makulera en av dem.")


def _of_money(facts: ClaimFacts) -> Iterator[Block]:
    if facts.amount is None:
        yield Block(BlockKind.NO_FIGURES, facts.lacking, "Sedan räknas beloppet ut.")
    for text in facts.above_places:
        yield Block(BlockKind.ABOVE_PLACES, text, "Sedan kan den lämnas in.")
    if facts.remaining is None:
        text = facts.raises_settled or f"Inget godkänt åtagande täcker {facts.span}."
        yield Block(BlockKind.NO_COMMITMENT, text, "Förbundet registrerar och godkänner ett.")
    elif facts.amount is not None and facts.amount > facts.remaining:
        over = kronor_and_ore(facts.amount - facts.remaining)
        text = f"Beloppet är {over} större än vad som är kvar av åtagandet."
        yield Block(BlockKind.ABOVE_COMMITMENT, text, "Förbundet kan föreslå ett lägre belopp.")


# The reviewer may propose less, so this alone does not keep a claim from being handed in
PASSABLE = frozenset({BlockKind.ABOVE_COMMITMENT})


def stopping(found: tuple[Block, ...]) -> tuple[Block, ...]:
    """Pick those that a claim may not be handed in with."""
    return tuple(one for one in found if one.kind not in PASSABLE)
