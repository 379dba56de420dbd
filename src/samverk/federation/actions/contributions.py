"""Recording what the state contributes, and the key by which the municipalities split their part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samverk.federation.actions.papers import check_paper, first_by_laws
from samverk.federation.models import (
    DistributionKey,
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
    check_paper(new.federation, new.decision, new.document)
    laws = first_by_laws(new.federation)
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
    check_paper(new.federation, new.decision, new.document)
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
