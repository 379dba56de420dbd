"""Adjusting: signing what was sent, or giving it back with a remark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.permissions import may_open, require
from samverk.foundation.seals.canonical import digest
from samverk.integrations.signing.port import (
    SignatureRequest,
    SigningUnavailableError,
    chosen_signing,
)
from samverk.meetings.actions.adjusting import Taken, inside, note_step
from samverk.meetings.actions.doors import act_on, hold
from samverk.meetings.actions.sealing import lock_minutes
from samverk.meetings.actions.versions import place_of
from samverk.meetings.models import Adjustment, AdjustmentStep, MinutesPrint
from samverk.meetings.queries.adjustment import (
    SignerRow,
    Stage,
    may_adjust,
    print_of,
    stage_by_id,
)
from samverk.rules.adjustment import AdjustmentState, Move

SIGNED = acts.kind("meetings.minutes_signed", "Protokoll undertecknat")
NOTED = acts.kind("meetings.signature_noted", "Underskrift på papper antecknad")
RETURNED = acts.kind("meetings.minutes_returned", "Protokoll åter med anmärkning")
SECRET_READ = acts.kind("meetings.secret_minutes_read", "Sekretessbelagt protokoll öppnat")


@dataclass(frozen=True, slots=True)
class NewRemark:
    """What is to be changed, in words. ``refuses`` says that the content itself is denied."""

    text: str
    refuses: bool = False


def return_minutes(
    actor: Actor, adjustment: Adjustment, person: int, new: NewRemark, *, key: str
) -> AdjustmentStep:
    """Give the minutes back with a remark, as ``person`` (id); every signature then falls.

    Raises InputError without words, NotAllowedError for another than the signer, and ConflictError
    with the rule's words when they are not out.
    """
    if not new.text.strip():
        raise InputError("Skriv vad som ska ändras.", field="text")
    require(may_adjust(actor, stage_by_id(adjustment.pk), person))
    act = _act(actor, RETURNED, key, adjustment, (person, new))

    def give_back() -> AdjustmentStep:
        hold(adjustment.meeting_id)
        stage = stage_by_id(adjustment.pk)
        move = Move.REFUSE if new.refuses else Move.REMARK
        return note_step(stage, Taken(move, person, new.text.strip()), actor)

    return inside(adjustment.meeting, act, give_back)


def sign_minutes(actor: Actor, adjustment: Adjustment, person: int, *, key: str) -> AdjustmentStep:
    """Sign electronically as ``person`` (id). With the last signature the minutes are locked.

    Raises InputError when the signing service cannot sign now, and ConflictError with the rule's
    words when they are not out, or are signed on paper.
    """
    require(may_adjust(actor, stage_by_id(adjustment.pk), person))
    act = _act(actor, SIGNED, key, adjustment, (person,))

    def sign() -> AdjustmentStep:
        hold(adjustment.meeting_id)
        stage = stage_by_id(adjustment.pk)
        if stage.is_on_paper:
            raise ConflictError("Protokollet undertecknas på papper. Sekreteraren antecknar dagen.")
        step = note_step(stage, Taken(Move.SIGN, person), actor)
        _sign_prints(stage, person, actor)
        return _locked_if_last(step)

    return inside(adjustment.meeting, act, sign)


def note_signature(
    actor: Actor, adjustment: Adjustment, person: int, day: date, *, key: str
) -> AdjustmentStep:
    """Note that a person (id) has signed on paper today or earlier; the secretary does.

    Raises InputError for a day before the minutes were sent or one that has not been, ConflictError
    with the rule's words, and for minutes that are signed electronically: one way for each version.
    """
    act = act_on(actor, NOTED, key, adjustment.meeting, (adjustment.pk, person, day))

    def note() -> AdjustmentStep:
        hold(adjustment.meeting_id)
        stage = stage_by_id(adjustment.pk)
        if not stage.is_on_paper:
            raise ConflictError(
                "Protokollet undertecknas elektroniskt: blanda inte med papper i samma version."
            )
        _check_day(stage, day)
        step = note_step(stage, Taken(Move.SIGN, person, day=day), actor)
        return _locked_if_last(step)

    return inside(adjustment.meeting, replace(act, effective_on=day), note)


def _check_day(stage: Stage, day: date) -> None:
    if day > clock.today():
        raise InputError("Dagen har inte varit än.", field="day")
    if day < stage.steps[-1].day:
        raise InputError(
            f"Protokollet skickades eller undertecknades senast {stage.steps[-1].day}: välj den"
            " dagen eller en senare.",
            field="day",
        )


def _act(
    actor: Actor, kind: str, key: str, adjustment: Adjustment, content: tuple[object, ...]
) -> acts.Act:
    """Make an act of a signer's own that is logged on the body."""
    body = adjustment.meeting.body
    return acts.Act(
        actor,
        kind,
        key,
        body.organisation_id,
        effective_on=clock.today(),
        content=(adjustment.pk, *content),
        body=body.pk,
    )


def _sign_prints(stage: Stage, person: int, actor: Actor) -> None:
    row = next(each for each in stage.signers if each.signer.person_id == person)
    parts = (False, True) if stage.is_secret and not row.signer.barred else (False,)
    for secret in parts:
        last = print_of(stage.version, secret=secret)
        pdf = _signed(bytes(last.pdf), row, actor)
        MinutesPrint.objects.create(
            version=stage.version,
            signatures=last.signatures + 1,
            pdf=pdf,
            sha256=digest(pdf),
            controller_id=last.controller_id,
        )


def _signed(pdf: bytes, row: SignerRow, actor: Actor) -> bytes:
    name = str(row.signer.person)
    field, _ = place_of(row.signer.number, name)
    reason = f"Justering av protokoll, {row.signer.get_capacity_display()}"
    request = SignatureRequest(field, name, reason, account=str(actor.user or ""))
    try:
        return chosen_signing().sign(pdf, request)
    except SigningUnavailableError as fault:
        raise InputError(fault.message) from fault


def _locked_if_last(step: AdjustmentStep) -> AdjustmentStep:
    stage = stage_by_id(step.adjustment_id)
    if stage.state is AdjustmentState.ADJUSTED:
        lock_minutes(stage)
    return step


def read_secret_minutes(actor: Actor, adjustment: Adjustment, *, key: str) -> MinutesPrint:
    """Open the secret part of the minutes, which is logged; for its signers, and the body's own.

    Raises NotAllowedError for others, and NotFoundError when nothing of it is secret.
    """
    stage = stage_by_id(adjustment.pk)
    own = next((r.signer for r in stage.signers if r.signer.person_id == actor.person), None)
    if own and own.barred:
        raise NotAllowedError("Du var jävig i en av paragraferna och får inte läsa den delen.")
    if own is None or not stage.is_out:
        require(may_open(actor, adjustment.meeting.body_id))
    body = adjustment.meeting.body
    act = acts.Act(
        actor, SECRET_READ, key, body.organisation_id, content=adjustment.pk, body=body.pk
    )
    return inside(adjustment.meeting, act, lambda: print_of(stage.version, secret=True))
