"""Examples of agreements with their claims; no paper tells of them, and their names say so everywhere.

They stand in the year in which the demo is first loaded, so that there is something to do in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from samverk.decisions import actions as decisions
from samverk.federation import actions as federation
from samverk.federation import queries
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.rules.agreements.stretches import ONE, Span, month_end

MANAGER = system("Ylva Sörstrand")
ECONOMIST = system("Disa Floda")
REVIEWER = system("Rut Granvik")
CERTIFIER = system("Alva Tåberg")
TARIFF, PROMISED = 1_150_000, 120_000_000
NOON = time(12, tzinfo=ZoneInfo("Europe/Stockholm"))


@dataclass(frozen=True, slots=True)
class Example:
    """Where the examples stand (ids): the federation, its board, and others by slug."""

    home: int
    board: int
    councils: Mapping[str, int]
    organisations: Mapping[str, int]
    memberships: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Deal:
    """An example of an agreement: its name, who is paid, how many places, and how far each claim came.

    ``key`` names its acts; ``paragraph`` is the board's, ``theirs`` the payee's, ``diary`` the first
    of their two diary numbers.
    """

    key: str
    name: str
    payee: str
    places: int
    paragraph: int
    theirs: int
    diary: int
    ends: tuple[str, str, str]


LERUM = Deal(
    "demo/krav",
    "Exempel: prova på-platser i Lerum",
    *("lerum", 8, 9, 5, 1),
    ("pay", "propose", ""),
)
# So many that each may be shown, beside all the others
COUNTED = {
    "took_part": (24, 21),
    "started": (17, 14),
    "ended": (15, 13),
    "completed": (9, 7),
    "to_work": (8, 6),
}
# Its counts come from the party's own installation, so that the whole way can be followed
AKTIV = Deal(
    "demo/aktiv",
    "Exempel: Aktiv Lerum",
    *("lerum", 6, 10, 6, 3),
    ("pay", "pay", "pay"),
)


def example_at(
    organisations: Mapping[str, int], bodies: Mapping[str, int], memberships: Mapping[str, int]
) -> Example:
    """Place the examples in Insjöriket, of what the loader has made."""
    board, council = bodies["insjoriket/Förbundsstyrelsen"], "/Kommunfullmäktige"
    councils = {
        name.removesuffix(council): body for name, body in bodies.items() if name.endswith(council)
    }
    return Example(organisations["insjoriket"], board, councils, organisations, memberships)


def load_claims(actor: Actor, example: Example) -> None:
    """Load each example once: its days follow the day of loading, so it is not completed later."""
    if not acts.was_carried_out(actor, f"{LERUM.key}/insats"):
        new = federation.NewIntervention(
            example.home,
            "Exempel: prova på-platser",
            "individual",
            description="Påhittad, för att visa hur det går till.",
        )
        made = federation.register_intervention(actor, new, key=f"{LERUM.key}/insats")
        _load(example, LERUM, made.pk)
        _count(actor, made.pk)


def _count(actor: Actor, intervention: int) -> None:
    """Enter what the claims were for; that goals were reached nobody has told."""
    months = _months(clock.today())
    for measure, (women, men) in COUNTED.items():
        new = federation.NewCounts(
            intervention,
            measure,
            months[0].from_date,
            months[-1].to_date,
            women,
            men,
            0,
            "Exempel: påhittad redovisning",
        )
        federation.enter_counts(actor, new, key=f"{LERUM.key}/antal/{measure}")


def load_aktiv(example: Example) -> None:
    """Load the example about an intervention that papers tell of, and a party gives."""
    if not acts.was_carried_out(MANAGER, f"{AKTIV.key}/överenskommelse"):
        found = {one.name: one.pk for one in queries.interventions_of(example.home)}
        _load(example, AKTIV, found["Aktiv Lerum"])


def _load(example: Example, deal: Deal, intervention: int) -> None:
    months = _months(clock.today())
    with clock.standing_at(_at(months[0].from_date)):
        agreement = _agreement(example, deal, intervention, months[0].from_date)
    for month, ends in zip(months, deal.ends, strict=True):
        with clock.standing_at(_at(month.to_date + timedelta(days=5))):
            _claim(deal, agreement, month, ends)


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


def _agreement(example: Example, deal: Deal, intervention: int, start: date) -> int:
    payee = example.memberships[deal.payee]
    new = federation.NewAgreement(
        example.home,
        intervention,
        payee,
        (payee, example.memberships["vgr"]),
        deal.name,
        "public_public",
        "used_place_month",
        start,
        month_end(start + timedelta(days=160)),
        deal.places,
        longest_to=month_end(start + timedelta(days=520)),
        reporting="Delårsrapport till förbundet efter halva tiden.",
        data_processing="Kommunen är personuppgiftsansvarig. Förbundet får bara antal.",
    )
    made = federation.add_agreement(MANAGER, new, key=f"{deal.key}/överenskommelse").pk
    terms: tuple[federation.Term, ...] = (
        federation.NewTariff(start, TARIFF),
        federation.NewOption(month_end(start + timedelta(days=340)), start + timedelta(days=150)),
        federation.NewDuty("Delårsrapport", start + timedelta(days=160)),
    )
    for number, term in enumerate(terms):
        federation.add_term(MANAGER, made, term, key=f"{deal.key}/villkor/{number}")
    _decide(example, deal, made, start)
    promise = federation.NewCommitment(made, start, new.ends_on, PROMISED, "Exempel")
    held = federation.add_commitment(MANAGER, promise, key=f"{deal.key}/åtagande")
    federation.move_commitment(CERTIFIER, held.pk, "approve", key=f"{deal.key}/åtagande/ja")
    return made


def _decide(example: Example, deal: Deal, agreement: int, start: date) -> None:
    """Let the board and the payee's council decide, and both sign."""
    behind = decisions.NewDecision(
        example.home,
        deal.name,
        "decides",
        body=example.board,
        decided_on=start - timedelta(days=20),
        paragraph=deal.paragraph,
        diary_number=f"Exempel {deal.diary}",
    )
    decided = decisions.register_decision(MANAGER, behind, key=f"{deal.key}/beslut").pk
    theirs = replace(
        behind,
        organisation=example.organisations[deal.payee],
        body=example.councils[deal.payee],
        paragraph=deal.theirs,
        diary_number=f"Exempel {deal.diary + 1}",
        decided_on=start - timedelta(days=15),
    )
    also = decisions.register_decision(MANAGER, theirs, key=f"{deal.key}/kommunens").pk
    for event, decision, other in (("propose", None, None), ("decide", decided, also)):
        move = federation.AgreementMove(event, start, decision, payee_decision=other)
        federation.move_agreement(MANAGER, agreement, move, key=f"{deal.key}/{event}")
    for side, name in (("federation", "Göran Stenvik"), ("payee", "Kerstin Ekås")):
        signed = federation.NewSignature(side, start, f"{name} (exempel)")
        federation.add_term(MANAGER, agreement, signed, key=f"{deal.key}/underskrift/{side}")


STEPS = (
    (ECONOMIST, "submit"),
    (REVIEWER, "review"),
    (REVIEWER, "propose"),
    (CERTIFIER, "certify"),
    (REVIEWER, "send"),
    (REVIEWER, "pay"),
)


def _claim(deal: Deal, agreement: int, month: Span, ends: str) -> None:
    """Claim for a month, as far as the step ``ends``; with figures and no step where it is ""."""
    key = f"{deal.key}/{month.from_date}"
    new = federation.NewClaim(agreement, month.from_date, month.to_date)
    made = federation.make_claim(ECONOMIST, new, key=key)
    used = deal.places - month.from_date.month % 2
    figures = federation.Entered(federation.Figures((federation.Counted(month, used),)))
    federation.enter_figures(ECONOMIST, made.pk, figures, key=f"{key}/siffror")
    names = [event for _, event in STEPS]
    for who, event in STEPS[: names.index(ends) + 1 if ends else 0]:
        move = federation.ClaimMove(event, voucher="Exempel 1" if event == "pay" else "")
        federation.move_claim(who, made.pk, move, key=f"{key}/{event}")
