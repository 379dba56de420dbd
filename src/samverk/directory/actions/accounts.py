"""Which person of the directory an account belongs to: bound by somebody else than its owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samverk.directory import queries
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AccountBinding
from samverk.foundation.permissions import Right, may, require

ACCOUNT_BOUND = acts.kind("directory.account_bound", "Konto kopplat till förtroendevald")
ACCOUNT_RELEASED = acts.kind("directory.account_released", "Kontokoppling avslutad")


@dataclass(frozen=True, slots=True)
class NewBinding:
    """An account (user id) that is to belong to a person (id) from a day."""

    person: int
    user: int
    from_date: date


def bind_account(actor: Actor, body: int, new: NewBinding, *, key: str) -> AccountBinding:
    """Let an account belong to a person who holds a seat in a body.

    Raises NotAllowedError for one's own account: whoever binds it could else vote as somebody. Raises
    InputError for a person without a seat there or an account without a role in the organisation,
    and ConflictError when either is bound already.
    """
    found = queries.body_ref(body)
    _require_other(actor, found, new.user)
    act = acts.Act(
        actor,
        ACCOUNT_BOUND,
        key,
        found.organisation,
        effective_on=new.from_date,
        content=(body, new),
        body=body,
    )

    def bind() -> AccountBinding:
        if new.from_date < clock.today():
            raise InputError("Kopplingen gäller tidigast från i dag.", field="from_date")
        if new.person not in {who for who, _ in queries.people_in_seats(body, new.from_date)}:
            raise InputError("Välj någon som har en plats i organet den dagen.", field="person")
        if new.user not in {who for who, _ in queries.accounts_in(found.organisation)}:
            raise InputError("Välj ett konto som har en roll i organisationen.", field="user")
        return _once(
            AccountBinding(user_id=new.user, person_id=new.person, from_date=new.from_date)
        )

    return acts.carry_out(act, bind)


def _require_other(actor: Actor, body: queries.BodyRef, user: int) -> None:
    require(may(actor, Right.BIND_ACCOUNT, organisation=body.organisation, body=body.id))
    if actor.user == user:
        raise NotAllowedError(
            "Ditt eget konto kopplas av någon annan: be en kollega med samma roll göra det."
        )


def _once(row: AccountBinding) -> AccountBinding:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as fault:
        raise ConflictError(
            "Kontot eller personen är redan kopplad till någon annan. Avsluta den kopplingen först."
        ) from fault
    return row


def release_account(actor: Actor, body: int, binding: int, *, key: str) -> AccountBinding:
    """End a binding: from now on the account belongs to nobody.

    Raises NotFoundError for one that is no binding of the body's people, NotAllowedError for one's
    own account, and ConflictError when it has ended.
    """
    found = queries.body_ref(body)
    known = queries.binding_in(body, binding)
    if known is None:
        raise NotFoundError("Kopplingen finns inte.")
    _require_other(actor, found, known.user_id)
    act = acts.Act(
        actor,
        ACCOUNT_RELEASED,
        key,
        found.organisation,
        effective_on=clock.today(),
        content=binding,
        body=body,
    )

    def release() -> AccountBinding:
        row = AccountBinding.objects.select_for_update().get(pk=binding)
        if row.released_at:
            raise ConflictError("Kopplingen är redan avslutad.")
        row.released_at = clock.now()
        row.save(update_fields=["released_at"])
        return row

    return acts.carry_out(act, release)
