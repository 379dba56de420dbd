"""Striking what was entered in error in an agreement: a tariff, places or a signature."""

from __future__ import annotations

from datetime import date

from samverk.federation.actions.amending import computed_claims
from samverk.federation.actions.capacity import who
from samverk.federation.actions.doors import AGREEMENT_OF_FEDERATION, hold
from samverk.federation.models import AgreementSignature
from samverk.federation.queries.agreements import agreement_by_id, agreement_row
from samverk.federation.queries.strikable import Strikes, strikable
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.permissions import Right, may, require
from samverk.rules.agreements.stretches import ONE
from samverk.rules.agreements.striking import Struck, may_strike

TERM_STRUCK = acts.kind("federation.agreement_term_struck", "Uppgift struken i överenskommelse")


def strike_term(actor: Actor, kind: str, row: int, why: str, *, key: str) -> Strikes:
    """Strike a row (id) of a kind ("taxa", "platser", "underskrift") with a reason; it stays, marked.

    Raises NotFoundError, and InputError with what stops it and what to do instead.
    """
    found = strikable(kind, row)
    federation = found.agreement.federation_id
    require(may(actor, Right.MANAGE_FEDERATION, organisation=federation))
    reason = why.strip()
    act = acts.Act(actor, TERM_STRUCK, key, federation, reason, content=(kind, row, why))
    return acts.carry_out(act, lambda: _strike(actor, kind, row, reason))


def _strike(actor: Actor, kind: str, row: int, why: str) -> Strikes:
    hold(AGREEMENT_OF_FEDERATION, strikable(kind, row).agreement_id)
    found = strikable(kind, row)
    agreement = agreement_by_id(found.agreement_id)
    is_signature = isinstance(found, AgreementSignature)
    ruled = may_strike(
        Struck(
            agreement_row(agreement, clock.today()).state,
            () if is_signature else _claims_with(found),
            is_signature=is_signature,
            by_same=bool(found.who) and found.who == who(actor),
            is_struck=not found.kept,
            reason=why,
        )
    )
    if not ruled.value:
        raise InputError(" ".join(reason.text for reason in ruled.reasons), field="why")
    found.kept, found.struck_why, found.struck_by = False, why, actor.name[:200]
    found.struck_at = clock.now()
    found.save(update_fields=["kept", "struck_why", "struck_by", "struck_at"])
    return found


def _claims_with(found: Strikes) -> tuple[str, ...]:
    """Name the claims computed for days from its first one to the day before the next one's."""
    if isinstance(found, AgreementSignature):
        return ()
    later = type(found)._default_manager.filter(agreement=found.agreement, kept=True)
    starts = later.filter(from_date__gt=found.from_date).values_list("from_date", flat=True)
    end = min(starts, default=date.max) - ONE
    rows = computed_claims(found.agreement, found.from_date, end)
    return tuple(str(row) for row in rows.order_by("number"))
