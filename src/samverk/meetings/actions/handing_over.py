"""Noting that a secret paragraph was handed over to somebody, after a test of harm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.meetings.actions.doors import act_on, hold
from samverk.meetings.actions.inside import carry_out
from samverk.meetings.models import AgendaItem, HandedOver, SafeWay
from samverk.meetings.queries.agenda import item_by_id
from samverk.meetings.queries.extracts import paragraph_of
from samverk.meetings.queries.handing_over import provision_of
from samverk.rules.handing_over import Ground, HandOver, may_hand_over

HANDED_OVER = acts.kind("meetings.secret_handed_over", "Sekretessbelagd paragraf utlämnad")


@dataclass(frozen=True, slots=True)
class NewHandOver:
    """Who got the paragraph, by which way and when; on what ground, and what the test came to."""

    recipient: str
    way: str
    ground: str
    considered: str
    handed_on: date
    reservation: str = ""


def hand_over(actor: Actor, item: AgendaItem, new: NewHandOver, *, key: str) -> HandedOver:
    """Note that a secret, adjusted paragraph was handed over.

    Raises InputError for an open paragraph, one that is not final, a recipient, way or day that
    cannot be, and with the rule's own reasons; NotAllowedError for one who may not open it.
    """
    act = act_on(actor, HANDED_OVER, key, item.meeting, (item.pk, new))
    if not item.secret:
        raise InputError("Paragrafen är öppen: expediera den som protokollsutdrag.")

    def note() -> HandedOver:
        hold(item.meeting_id)
        found = item_by_id(item.pk)
        _check(found, new)
        return HandedOver.objects.create(
            item=found,
            controller_id=found.meeting.body_id,
            recipient=new.recipient.strip(),
            way=new.way,
            ground=new.ground,
            provision=provision_of(found),
            considered=new.considered.strip(),
            reservation=new.reservation.strip(),
            handed_on=new.handed_on,
            handed_by=actor.name,
        )

    return carry_out(actor, item, act, note)


def _check(item: AgendaItem, new: NewHandOver) -> None:
    finality = paragraph_of(item).finality
    if not finality.is_final:
        raise InputError(f"Paragrafen kan inte lämnas ut än. {finality.lacks}")
    if not new.recipient.strip():
        raise InputError("Skriv vem som fick paragrafen.", field="recipient")
    if new.way not in SafeWay:
        raise InputError("Välj en väg som skyddar uppgifterna.", field="way")
    if new.ground not in {each.value for each in Ground}:
        raise InputError("Välj på vilken grund paragrafen lämnas ut.", field="ground")
    if not item.meeting.day <= new.handed_on <= clock.today():
        raise InputError(
            f"Paragrafen lämnades ut tidigast {item.meeting.day} och senast i dag.",
            field="handed_on",
        )
    given = HandOver(provision_of(item), Ground(new.ground), new.considered, new.reservation)
    found = may_hand_over(given, new.handed_on)
    if not found.value:
        raise InputError(" ".join(reason.text for reason in found.reasons))
