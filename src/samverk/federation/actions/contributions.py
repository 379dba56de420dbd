"""Recording what the state contributes, and the key by which the municipalities split their part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samverk.decisions import queries as decisions
from samverk.decisions.queries import Decision
from samverk.federation.models import (
    DistributionKey,
    FederationTerms,
    KeyKind,
    KeyWeight,
    Membership,
    Share,
    StateAmount,
)
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require
from samverk.registry import queries as registry
from samverk.rules.contributions import WHOLE_IN_THOUSANDTHS

KEY_SET = acts.kind("federation.key_set", "Fördelningsnyckel registrerad")
STATE_AMOUNT_SET = acts.kind("federation.state_amount_set", "Statens medel registrerade")
WEIGHTED = (KeyKind.FIXED, KeyKind.TABLE)


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key from a day on, with the ``decision`` or ``document`` (ids) behind it.

    ``counted_on`` belongs to a key by population. ``weights`` are (membership, number) of the others:
    fixed shares in thousandths of a per cent, which add up to the whole.
    """

    federation: int
    kind: str
    from_date: date
    counted_on: date | None = None
    weights: tuple[tuple[int, int], ...] = ()
    decision: int | None = None
    document: int | None = None


@dataclass(frozen=True, slots=True)
class NewStateAmount:
    """What the state contributes for a year, whole kronor, with the paper that says so."""

    federation: int
    year: int
    amount: int
    note: str = ""
    decision: int | None = None
    document: int | None = None


def set_key(actor: Actor, new: NewKey, *, key: str) -> DistributionKey:
    """Register a key; those before stay, and hold until the day before it.

    Raises InputError for a day before the by-laws, a paper that is missing, secret or somebody
    else's, and numbers that are missing or do not fit; ConflictError when a key from that day is
    there already.
    """
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    _check_key(new)
    act = acts.Act(actor, KEY_SET, key, new.federation, effective_on=new.from_date, content=new)
    return acts.carry_out(act, lambda: _set_key(new))


def _check_key(new: NewKey) -> None:
    if new.kind not in KeyKind.values:
        raise InputError("Välj grund.", field="kind")
    if (new.kind == KeyKind.POPULATION) != (new.counted_on is not None):
        raise InputError("Ange dagen för folkmängden, bara för den grunden.", field="counted_on")
    if bool(new.weights) != (new.kind in WEIGHTED):
        raise InputError("Ange tal för kommunerna, bara för fasta andelar och egna tal.")
    _check_weights(new)
    _check_paper(new.federation, new.decision, new.document)
    laws = _first_by_laws(new.federation)
    if laws and new.from_date < laws:
        raise InputError(
            f"Förbundsordningen gäller från {laws}: en nyckel kan inte gälla före den.",
            field="from_date",
        )


def _check_weights(new: NewKey) -> None:
    numbers = dict(new.weights)
    towns = Membership.objects.filter(federation=new.federation, share=Share.MUNICIPALITY)
    names = dict(towns.values_list("pk", "member__short_name"))
    if len(numbers) < len(new.weights) or set(numbers) - set(names):
        raise InputError("Talen gäller inte förbundets kommuner. Öppna sidan på nytt.")
    for membership, number in numbers.items():
        if number < 1:
            raise InputError(f"{names[membership]}: talet ska vara större än 0.")
    total = sum(numbers.values())
    if new.kind == KeyKind.FIXED and total != WHOLE_IN_THOUSANDTHS:
        told = f"{total / 1000:.3f}".rstrip("0").rstrip(".").replace(".", ",")
        raise InputError(f"Andelarna blir tillsammans {told} procent, inte 100. Rätta dem.")


def _check_paper(federation: int, decision: int | None, document: int | None) -> None:
    """Refuse a figure that no paper shows, or that a paper shows which not everybody may read."""
    if (decision is None) == (document is None):
        raise InputError("Välj beslutet eller handlingen som visar det.", field="paper")
    check_open_paper(federation, decision, document)


def check_open_paper(federation: int, decision: int | None, document: int | None) -> None:
    """Refuse a paper of neither the federation nor its members, and one that not everybody may read."""
    rows = Membership.objects.filter(federation=federation)
    known = {federation, *rows.values_list("member_id", flat=True)}
    if decision is not None:
        _check_decision(federation, known, decisions.decision_by_id(decision))
    if document is None:
        return
    found = registry.document_by_id(document)
    if found.case.body.organisation_id not in known:
        raise InputError("Handlingen hör till en annan organisation. Välj en annan.", field="paper")
    if found.secret or found.case.secret:
        raise InputError("Handlingen är sekretessbelagd. Välj en öppen handling.", field="paper")


def _check_decision(federation: int, known: set[int], found: Decision) -> None:
    if found.organisation_id not in known:
        raise InputError("Beslutet är en annan organisations. Välj ett annat.", field="paper")
    laws = _first_by_laws(federation)
    if laws and found.decided_on and found.decided_on < laws:
        raise InputError(
            f"Beslutet fattades {found.decided_on}, före förbundsordningen {laws}. Välj ett senare.",
            field="paper",
        )


def _first_by_laws(federation: int) -> date | None:
    rows = FederationTerms.objects.filter(federation=federation).order_by("from_date")
    return rows.values_list("from_date", flat=True).first()


def _set_key(new: NewKey) -> DistributionKey:
    try:
        with transaction.atomic():
            made = DistributionKey.objects.create(
                federation_id=new.federation,
                kind=new.kind,
                from_date=new.from_date,
                counted_on=new.counted_on,
                decision_id=new.decision,
                document_id=new.document,
            )
    except IntegrityError as fault:
        raise ConflictError(
            f"Det finns redan en nyckel från {new.from_date}. En nyckel ändras inte: välj en annan dag."
        ) from fault
    KeyWeight.objects.bulk_create(
        KeyWeight(key=made, membership_id=membership, weight=number)
        for membership, number in new.weights
    )
    return made


def set_state_amount(actor: Actor, new: NewStateAmount, *, key: str) -> StateAmount:
    """Register what the state contributes for a year; an earlier version of the year stays.

    Raises InputError for a paper that is missing, secret or somebody else's.
    """
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    if new.amount < 1:
        raise InputError("Beloppet ska vara större än 0.", field="amount")
    _check_paper(new.federation, new.decision, new.document)
    act = acts.Act(actor, STATE_AMOUNT_SET, key, new.federation, content=new)
    return acts.carry_out(
        act,
        lambda: StateAmount.objects.create(
            federation_id=new.federation,
            year=new.year,
            amount=new.amount,
            note=new.note.strip(),
            decision_id=new.decision,
            document_id=new.document,
        ),
    )
