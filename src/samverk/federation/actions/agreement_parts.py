"""What is added to an agreement: tariffs, closed days, options, signatures, proposals and reports."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from samverk.federation.actions.amending import (
    Amendment,
    NewOption,
    NewPlaces,
    NewTariff,
    amend,
    check_unclaimed,
    spread_to,
    struck_like,
)
from samverk.federation.actions.both_sides import Behind
from samverk.federation.actions.capacity import who
from samverk.federation.actions.doors import AGREEMENT_OF_FEDERATION, hold
from samverk.federation.models import (
    Agreement,
    AgreementOption,
    AgreementPlaces,
    AgreementSignature,
    AgreementTariff,
    ChangeProposal,
    ClosedDays,
    OutsidePurchase,
    ReportDuty,
    Share,
    Side,
)
from samverk.federation.queries.agreements import (
    agreement_by_id,
)
from samverk.federation.queries.members import member_by_id
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require
from samverk.registry import queries as registry
from samverk.rules.agreements.agreement import (
    AgreementState,
)

TERM_ADDED = acts.kind("federation.agreement_term_added", "Uppgift tillagd i överenskommelse")


@dataclass(frozen=True, slots=True)
class NewClosing:
    """Days when nothing was given, and why."""

    from_date: date
    to_date: date
    reason: str


@dataclass(frozen=True, slots=True)
class NewSignature:
    """That a side has signed: by whom, when, and the signed paper (id) if it is registered."""

    side: str
    signed_on: date
    signatory: str
    document: int | None = None


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A proposal to change the agreement."""

    text: str
    proposed_on: date


@dataclass(frozen=True, slots=True)
class NewDuty:
    """A report that the payee owes."""

    name: str
    due_on: date


@dataclass(frozen=True, slots=True)
class NewPurchase:
    """Places that a state agency (membership) buys outside the agreement."""

    buyer: int
    places: int
    from_date: date
    to_date: date
    note: str = ""


Term = Amendment | NewClosing | NewSignature | NewProposal | NewDuty | NewPurchase
_TABLES: dict[type[Term], Any] = {
    NewTariff: AgreementTariff,
    NewPlaces: AgreementPlaces,
    NewClosing: ClosedDays,
    NewOption: AgreementOption,
    NewSignature: AgreementSignature,
    NewProposal: ChangeProposal,
    NewDuty: ReportDuty,
    NewPurchase: OutsidePurchase,
}


def add_term(
    actor: Actor, agreement: int, term: Term, behind: Behind | None = None, *, key: str
) -> Agreement:
    """Add something to an agreement; what is there stays.

    A tariff, an option and places amend an agreement that holds: each side's decision is ``behind``.
    Raises InputError for what does not fit, ConflictError for a second one where only one can be and
    for days that a claim has been computed from.
    """
    found = agreement_by_id(agreement)
    require(may(actor, Right.MANAGE_FEDERATION, organisation=found.federation_id))
    _check_days(term)
    given = behind or Behind()
    act = acts.Act(actor, TERM_ADDED, key, found.federation_id, content=(agreement, term, given))
    return acts.carry_out(act, lambda: _add(actor, agreement, term, given))


def _check_days(term: Term) -> None:
    if isinstance(term, NewClosing | NewPurchase) and term.to_date < term.from_date:
        raise InputError("Sista dagen är före den första. Rätta en av dem.", field="to_date")
    if isinstance(term, NewTariff) and term.amount < 0:
        raise InputError("Taxan kan inte vara negativ.", field="amount")
    if isinstance(term, NewPlaces) and term.places < 1:
        raise InputError("Antalet ska vara minst 1.", field="places")
    if isinstance(term, NewSignature) and term.signed_on > clock.today():
        raise InputError("Dagen har inte varit än.", field="signed_on")


def _add(actor: Actor, agreement: int, term: Term, behind: Behind) -> Agreement:
    hold(AGREEMENT_OF_FEDERATION, agreement)
    found = agreement_by_id(agreement)
    struck = struck_like(found, term)
    if isinstance(term, Amendment) and found.state != AgreementState.DRAFT and struck is None:
        amend(actor, found, behind)
    _check(found, term)
    columns = {_COLUMNS.get(name, name): value for name, value in asdict(term).items()}
    if isinstance(term, NewTariff):
        columns["spread_to"] = (
            struck.spread_to
            if isinstance(struck, AgreementTariff) and struck.spread_to
            else spread_to(found, term.from_date)
        )
    if isinstance(term, NewTariff | NewPlaces | NewSignature):
        columns["who"] = who(actor)
    try:
        with transaction.atomic():
            _TABLES[type(term)].objects.create(agreement=found, **columns)
    except IntegrityError as fault:
        raise ConflictError("Det finns redan en för den dagen eller sidan.") from fault
    return found


_COLUMNS = {"document": "document_id", "buyer": "buyer_id"}


def _check(found: Agreement, term: Term) -> None:
    match term:
        case NewTariff() | NewPlaces():
            check_unclaimed(found, term.from_date, date.max)
        case NewClosing():
            check_unclaimed(found, term.from_date, term.to_date)
        case NewOption():
            _check_option(found, term)
        case NewSignature():
            _check_signature(found, term)
        case NewPurchase():
            _check_purchase(found, term)
        case _:
            pass


def _check_option(found: Agreement, term: NewOption) -> None:
    if term.prolongs_to <= found.ends_on:
        raise InputError("Optionen ska förlänga överenskommelsen.", field="prolongs_to")
    if found.longest_to and term.prolongs_to > found.longest_to:
        told = f"Längsta tid är till och med {found.longest_to}."
        raise InputError(told, field="prolongs_to")
    if term.use_by > found.ends_on:
        raise InputError("Optionen ska användas innan tiden är ute.", field="use_by")


def _check_signature(found: Agreement, term: NewSignature) -> None:
    if term.side not in Side.values:
        raise InputError("Välj sida.", field="side")
    if found.state in (AgreementState.DRAFT, AgreementState.PROPOSED):
        raise ConflictError("Överenskommelsen är inte beslutad. Registrera beslutet först.")
    if term.document is not None:
        check_paper(found, term.document)


def check_paper(found: Agreement, document: int) -> None:
    """Refuse a document (id) that is neither side's, or secret."""
    paper = registry.document_by_id(document)
    home = paper.case.body.organisation_id
    if home not in (found.federation_id, found.payee.member_id):
        raise InputError("Handlingen hör till en annan organisation.", field="document")
    if paper.secret or paper.case.secret:
        raise InputError("Handlingen är sekretessbelagd. Välj en öppen.", field="document")


def _check_purchase(found: Agreement, term: NewPurchase) -> None:
    buyer = member_by_id(term.buyer).membership
    if buyer.federation_id != found.federation_id or buyer.share != Share.STATE:
        raise InputError(
            "Bara de statliga parterna köper platser så. Välj en av dem.", field="buyer"
        )
    if term.places < 1:
        raise InputError("Antalet ska vara minst 1.", field="places")
