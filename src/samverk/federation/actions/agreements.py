"""Registering agreements, and moving them step by step."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from samverk.federation.actions.both_sides import Behind, with_decisions
from samverk.federation.actions.capacity import capacity, signed
from samverk.federation.models import (
    Agreement,
    AgreementKind,
    AgreementOption,
    AgreementStep,
    Membership,
    PriceChoice,
)
from samverk.federation.queries.agreements import (
    agreement_by_id,
    facts_of,
    last_day,
    tariffs_of,
)
from samverk.federation.queries.interventions import intervention_by_id
from samverk.federation.queries.standing import standings_of
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require
from samverk.rules.agreements.agreement import (
    AGREEMENT,
    AgreementEvent,
    AgreementFacts,
    AgreementState,
    agreement_step,
    notice_effective_on,
    state_on,
)
from samverk.rules.agreements.options import OptionTerms, may_use
from samverk.rules.agreements.pricing import PriceModel

AGREEMENT_ADDED = acts.kind("federation.agreement_added", "Överenskommelse upplagd")
AGREEMENT_CHANGED = acts.kind("federation.agreement_changed", "Överenskommelse ändrad")
AGREEMENT_MOVED = acts.kind("federation.agreement_moved", "Överenskommelsen fick nytt läge")
BY_OTHERS = (AgreementEvent.CREATE, AgreementEvent.START, AgreementEvent.END, AgreementEvent.AMEND)


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """An agreement as it is drafted: see :class:`Agreement`. ``parties`` are memberships (ids)."""

    federation: int
    intervention: int
    payee: int
    parties: tuple[int, ...]
    name: str
    kind: str
    price_model: str
    starts_on: date
    ends_on: date
    places: int | None = None
    longest_to: date | None = None
    notice_months: int = 3
    claim_days: int = 60
    reporting: str = ""
    data_processing: str = ""


@dataclass(frozen=True, slots=True)
class AgreementMove:
    """A step to take on a day, with the decisions or the ``option`` (ids) it needs, and words.

    ``payee_decision`` is the payee's own, where each side has to decide.
    """

    event: str
    day: date
    decision: int | None = None
    option: int | None = None
    note: str = ""
    payee_decision: int | None = None


def add_agreement(actor: Actor, new: NewAgreement, *, key: str) -> Agreement:
    """Draft an agreement. Raises InputError for days in the wrong order and for strangers as parties."""
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    _check(new)
    act = acts.Act(
        actor, AGREEMENT_ADDED, key, new.federation, effective_on=new.starts_on, content=new
    )

    def work() -> Agreement:
        made = Agreement.objects.create(**_columns(new))
        _step(actor, made, AgreementMove(AgreementEvent.CREATE, clock.today()))
        return made

    return acts.carry_out(act, work)


def change_agreement(actor: Actor, agreement: int, new: NewAgreement, *, key: str) -> Agreement:
    """Rewrite a draft. Raises as :func:`add_agreement`, and ConflictError when it is no draft."""
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    found = agreement_by_id(agreement)
    if found.federation_id != new.federation:
        raise InputError("Överenskommelsen hör till ett annat förbund.")
    _check(new)
    act = acts.Act(actor, AGREEMENT_CHANGED, key, new.federation, content=(agreement, new))
    return acts.carry_out(act, lambda: _change(agreement, new))


def _change(agreement: int, new: NewAgreement) -> Agreement:
    row = Agreement.objects.select_for_update().get(pk=agreement)
    if row.state != AgreementState.DRAFT:
        raise ConflictError(
            "Bara ett utkast kan skrivas om. Ta tillbaka det till utkast, eller lägg ett"
            " ändringsförslag."
        )
    for name, value in _columns(new).items():
        setattr(row, name, value)
    row.save()
    return row


def _columns(new: NewAgreement) -> dict[str, Any]:
    ids = {f"{name}_id": getattr(new, name) for name in ("federation", "intervention", "payee")}
    rest = {k: v for k, v in asdict(new).items() if f"{k}_id" not in ids}
    texts = ("name", "reporting", "data_processing")
    written = {k: rest[k].strip() for k in texts}
    return {**rest, **ids, **written, "parties": list(new.parties), "agreed_to": new.ends_on}


def _check(new: NewAgreement) -> None:
    if new.kind not in AgreementKind.values or new.price_model not in PriceChoice.values:
        raise InputError("Välj slag och prismodell.", field="price_model")
    if new.ends_on < new.starts_on:
        raise InputError("Sista dagen är före den första. Rätta en av dem.", field="ends_on")
    if new.longest_to and new.longest_to < new.ends_on:
        raise InputError("Längsta tid är kortare än överenskommelsen.", field="longest_to")
    if intervention_by_id(new.intervention).federation_id != new.federation:
        raise InputError("Insatsen hör till ett annat förbund.", field="intervention")
    known = set(Membership.objects.filter(federation=new.federation).values_list("pk", flat=True))
    if new.payee not in known:
        raise InputError("Bara en medlem kan få medel (6 §). Välj en medlem.", field="payee")
    if not set(new.parties) <= known:
        raise InputError(
            "En part är inte medlem i förbundet. Öppna sidan på nytt.", field="parties"
        )
    if new.price_model == PriceModel.PER_FUNDED_PLACE_MONTH and not new.places:
        raise InputError("Prismodellen behöver antalet finansierade platser.", field="places")


def move_agreement(actor: Actor, agreement: int, move: AgreementMove, *, key: str) -> Agreement:
    """Take a step. Raises InputError with what is missing, ConflictError when the step is not possible."""
    found = agreement_by_id(agreement)
    if move.event not in set(AgreementEvent) - set(BY_OTHERS):
        raise InputError("Välj ett steg.", field="event")
    event = AgreementEvent(move.event)
    capacity(actor, AGREEMENT, AgreementState(found.state), event, found)
    if move.day > clock.today() and event is not AgreementEvent.GIVE_NOTICE:
        raise InputError("Dagen har inte varit än. Välj dagen då det hände.", field="day")
    act = acts.Act(
        actor,
        AGREEMENT_MOVED,
        key,
        found.federation_id,
        move.note,
        move.day,
        content=(agreement, move),
    )
    return acts.carry_out(act, lambda: _move(actor, agreement, event, move))


def _move(actor: Actor, agreement: int, event: AgreementEvent, move: AgreementMove) -> Agreement:
    Agreement.objects.select_for_update().get(pk=agreement)
    row = agreement_by_id(agreement)
    named = standings_of(row.federation_id, (row.payee_id, *row.parties), move.day)
    facts = with_decisions(
        facts_of(row, named, move.day),
        *(row, event, Behind(move.decision, move.payee_decision)),
    )
    facts = replace(facts, cause=move.note)
    now = _come_to(row, facts)
    doer = capacity(actor, AGREEMENT, now, event, row)
    ruled = agreement_step(now, event, doer, facts)
    if ruled.value is None:
        raise InputError(" ".join(reason.text for reason in ruled.reasons))
    _set_days(row, event, move)
    # The day alone starts an agreement: the database takes that step before this one
    if now != row.state:
        Agreement.objects.filter(pk=row.pk).update(state=now)
    row.state = ruled.value
    row.save()
    _step(actor, row, move)
    return row


def _come_to(row: Agreement, facts: AgreementFacts) -> AgreementState:
    """Answer the state that the days have brought; an ended one stays where its last step left it."""
    return state_on(AgreementState(row.state), facts).value


def _set_days(row: Agreement, event: AgreementEvent, move: AgreementMove) -> None:
    match event:
        case AgreementEvent.GIVE_NOTICE:
            row.effective_on = notice_effective_on(move.day, row.notice_months).value
        case AgreementEvent.REVOKE_NOTICE:
            row.effective_on = None
        case AgreementEvent.TERMINATE:
            row.effective_on = min(move.day, last_day(row))
        case AgreementEvent.USE_OPTION:
            row.ends_on = _prolonged(row, move)
        case AgreementEvent.DECIDE:
            _keep_spread(row)
        case _:
            pass


def _keep_spread(row: Agreement) -> None:
    """Keep which days each fixed sum is for, as it is agreed upon now."""
    until = {one.from_date: one.until for one in tariffs_of(row)}
    for tariff in row.tariffs.filter(kept=True, spread_to=None):
        tariff.spread_to = until[tariff.from_date]
        tariff.save(update_fields=["spread_to"])


def _prolonged(row: Agreement, move: AgreementMove) -> date:
    option = AgreementOption.objects.filter(agreement=row, pk=move.option or 0).first()
    if option is None:
        raise InputError("Välj en option.", field="option")
    is_used = AgreementStep.objects.filter(option=option).exists()
    terms = OptionTerms(option.prolongs_to, option.use_by, is_used)
    sums = tariffs_of(row) if row.price_model == PriceModel.FIXED_SUM else None
    ruled = may_use(terms, row.ends_on, row.longest_to, move.day, sums)
    if not ruled.value:
        raise InputError(" ".join(one.text for one in ruled.reasons), field="option")
    return option.prolongs_to


def _step(actor: Actor, row: Agreement, move: AgreementMove) -> None:
    AgreementStep.objects.create(
        agreement=row,
        event=move.event,
        to_state=row.state,
        happened_on=move.day,
        decision_id=move.decision,
        payee_decision_id=move.payee_decision,
        option_id=move.option if move.event == AgreementEvent.USE_OPTION else None,
        note=move.note.strip(),
        **signed(actor),
    )
