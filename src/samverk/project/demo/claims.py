"""An example of an agreement with its claims; no paper tells of it, and its name says so everywhere.

It stands in the year in which the demo is first loaded, so that there is something to do in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from samverk.decisions import actions as decisions
from samverk.federation import actions as federation
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.rules.agreements.stretches import ONE, Span, month_end

NAME = "Exempel: prova på-platser i Lerum"
MANAGER = system("Ylva Sörstrand")
ECONOMIST = system("Disa Floda")
REVIEWER = system("Rut Granvik")
CERTIFIER = system("Alva Tåberg")
PLACES, TARIFF, PROMISED = 8, 1_150_000, 120_000_000
NOON = time(12, tzinfo=ZoneInfo("Europe/Stockholm"))


@dataclass(frozen=True, slots=True)
class Example:
    """Where the example stands: the federation, its board, the payee, and memberships by slug (ids)."""

    home: int
    board: int
    payee: int
    memberships: Mapping[str, int]


def example_at(
    organisations: Mapping[str, int], bodies: Mapping[str, int], memberships: Mapping[str, int]
) -> Example:
    """Place the example in Insjöriket, of what the loader has made."""
    board = bodies["insjoriket/Förbundsstyrelsen"]
    return Example(organisations["insjoriket"], board, organisations["lerum"], memberships)


def load_claims(actor: Actor, example: Example) -> None:
    """Load the example once: its days follow the day of loading, so it is not completed later."""
    if acts.was_carried_out(actor, "demo/krav/insats"):
        return
    new = federation.NewIntervention(
        example.home,
        "Exempel: prova på-platser",
        "individual",
        description="Påhittad, för att visa hur det går till.",
    )
    intervention = federation.register_intervention(actor, new, key="demo/krav/insats")
    months = _months(clock.today())
    with clock.standing_at(_at(months[0].from_date)):
        agreement = _agreement(example, intervention.pk, months[0].from_date)
    for month, ends in zip(months, ("pay", "propose", ""), strict=True):
        with clock.standing_at(_at(month.to_date + timedelta(days=5))):
            _claim(agreement, month, ends)


def _months(today: date) -> list[Span]:
    """Give the three whole months before this one, oldest first."""
    found: list[Span] = []
    end = today.replace(day=1) - ONE
    for _ in range(3):
        found.insert(0, Span(end.replace(day=1), end))
        end = end.replace(day=1) - ONE
    return found


def _at(day: date) -> datetime:
    return datetime.combine(day, NOON)


def _agreement(example: Example, intervention: int, start: date) -> int:
    payee = example.memberships["lerum"]
    new = federation.NewAgreement(
        example.home,
        intervention,
        payee,
        (payee, example.memberships["vgr"]),
        NAME,
        "public_public",
        "used_place_month",
        start,
        month_end(start + timedelta(days=160)),
        PLACES,
        longest_to=month_end(start + timedelta(days=520)),
        reporting="Delårsrapport till förbundet efter halva tiden.",
        data_processing="Kommunen är personuppgiftsansvarig. Förbundet får bara antal.",
    )
    made = federation.add_agreement(MANAGER, new, key="demo/krav/överenskommelse").pk
    terms: tuple[federation.Term, ...] = (
        federation.NewTariff(start, TARIFF),
        federation.NewOption(month_end(start + timedelta(days=340)), start + timedelta(days=150)),
        federation.NewDuty("Delårsrapport", start + timedelta(days=160)),
    )
    for number, term in enumerate(terms):
        federation.add_term(MANAGER, made, term, key=f"demo/krav/villkor/{number}")
    _decide(example, made, start)
    promise = federation.NewCommitment(made, start, new.ends_on, PROMISED, "Exempel")
    held = federation.add_commitment(MANAGER, promise, key="demo/krav/åtagande")
    federation.move_commitment(CERTIFIER, held.pk, "approve", key="demo/krav/åtagande/ja")
    return made


def _decide(example: Example, agreement: int, start: date) -> None:
    """Let the board decide, and both sign."""
    behind = decisions.NewDecision(
        example.home,
        NAME,
        "decides",
        body=example.board,
        decided_on=start - timedelta(days=20),
        paragraph=9,
        diary_number="Exempel 1",
    )
    decided = decisions.register_decision(MANAGER, behind, key="demo/krav/beslut").pk
    theirs = replace(
        behind,
        organisation=example.payee,
        body=None,
        paragraph=5,
        diary_number="Exempel 2",
        decided_on=start - timedelta(days=15),
    )
    also = decisions.register_decision(MANAGER, theirs, key="demo/krav/kommunens").pk
    for event, decision, other in (("propose", None, None), ("decide", decided, also)):
        move = federation.AgreementMove(event, start, decision, payee_decision=other)
        federation.move_agreement(MANAGER, agreement, move, key=f"demo/krav/{event}")
    for side, name in (("federation", "Göran Stenvik"), ("payee", "Kerstin Ekås")):
        signed = federation.NewSignature(side, start, f"{name} (exempel)")
        federation.add_term(MANAGER, agreement, signed, key=f"demo/krav/underskrift/{side}")


STEPS = (
    (ECONOMIST, "submit"),
    (REVIEWER, "review"),
    (REVIEWER, "propose"),
    (CERTIFIER, "certify"),
    (REVIEWER, "send"),
    (REVIEWER, "pay"),
)


def _claim(agreement: int, month: Span, ends: str) -> None:
    """Claim for a month, as far as the step ``ends``; with figures and no step where it is ""."""
    key = f"demo/krav/{month.from_date}"
    new = federation.NewClaim(agreement, month.from_date, month.to_date)
    made = federation.make_claim(ECONOMIST, new, key=key)
    used = PLACES - month.from_date.month % 2
    figures = federation.Entered(federation.Figures((federation.Counted(month, used),)))
    federation.enter_figures(ECONOMIST, made.pk, figures, key=f"{key}/siffror")
    names = [event for _, event in STEPS]
    for who, event in STEPS[: names.index(ends) + 1 if ends else 0]:
        move = federation.ClaimMove(event, voucher="Exempel 1" if event == "pay" else "")
        federation.move_claim(who, made.pk, move, key=f"{key}/{event}")
