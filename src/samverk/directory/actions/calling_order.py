"""The order in which a body's substitutes are called, as it was decided from a day on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from samverk.directory import queries
from samverk.directory.models import CallingOrder
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require

ORDER_SET = acts.kind("directory.calling_order_set", "Ersättarnas ordning registrerad")


@dataclass(frozen=True, slots=True)
class NewCallingOrder:
    """An order of a body's substitutes (ids of people) from a day; as ``CallingOrder`` says."""

    body: int
    from_date: date
    source: str
    by_party: Mapping[str, Sequence[int]] = field(default_factory=dict)
    by_member: Mapping[int, Sequence[int]] = field(default_factory=dict)
    constituencies: Mapping[str, Sequence[str]] = field(default_factory=dict)


def set_calling_order(actor: Actor, new: NewCallingOrder, *, key: str) -> CallingOrder:
    """Register the order from a day on; the one before ends the day before and stays.

    Raises InputError without a source, for an empty order, for somebody who holds no such seat that
    day, for one who is listed twice, and when an order from that day or later is registered.
    """
    body = queries.body_ref(new.body)
    require(may(actor, Right.MANAGE_DIRECTORY, organisation=body.organisation, body=body.id))
    act = acts.Act(
        actor,
        ORDER_SET,
        key,
        body.organisation,
        effective_on=new.from_date,
        content=new,
        body=body.id,
    )
    return acts.carry_out(act, lambda: _set(new))


def _set(new: NewCallingOrder) -> CallingOrder:
    _check(new)
    known = CallingOrder.objects.filter(body=new.body)
    if known.filter(from_date__gte=new.from_date).exists():
        raise InputError(
            "Det finns redan en ordning från den dagen eller senare. Välj en senare dag.",
            field="from_date",
        )
    try:
        with transaction.atomic():
            known.filter(to_date__isnull=True).update(to_date=new.from_date - timedelta(days=1))
            return CallingOrder.objects.create(
                body_id=new.body,
                from_date=new.from_date,
                by_party={party: list(turn) for party, turn in new.by_party.items()},
                by_member={str(who): list(turn) for who, turn in new.by_member.items()},
                constituencies={party: list(turn) for party, turn in new.constituencies.items()},
                source=new.source.strip(),
            )
    except IntegrityError as fault:
        raise ConflictError(
            "Någon annan registrerade just en ordning för organet. Ladda om sidan och se efter."
        ) from fault


def _check(new: NewCallingOrder) -> None:
    if not new.source.strip():
        raise InputError("Skriv var ordningen är beslutad.", field="source")
    if not (new.by_party or new.by_member or new.constituencies):
        raise InputError("Skriv minst en lista.", field="by_party")
    held = [(seat, one) for seat, one in queries.seats_on(new.body, new.from_date) if one]
    substitutes = {one.person_id: one for seat, one in held if seat.substitute}
    members = {one.person_id for seat, one in held if not seat.substitute}
    _check_known(new.by_party.values(), substitutes, "by_party")
    _check_known(new.by_member.values(), substitutes, "by_member")
    if not members.issuperset(new.by_member):
        raise InputError("En lista gäller någon som inte är ledamot den dagen.", field="by_member")
    for party, turn in new.by_party.items():
        for who in turn:
            own = substitutes[who].party
            if own is None or own.abbreviation != party:
                text = f"{substitutes[who].person.name} är inte ersättare för {party} den dagen."
                raise InputError(text, field="by_party")


def _check_known(
    turns: Iterable[Sequence[int]], substitutes: Mapping[int, object], at: str
) -> None:
    for turn in turns:
        if len(set(turn)) < len(turn):
            raise InputError("Samma ersättare står två gånger i en lista.", field=at)
        if not set(turn) <= substitutes.keys():
            raise InputError("En lista har någon som inte är ersättare den dagen.", field=at)
