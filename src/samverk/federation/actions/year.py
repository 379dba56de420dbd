"""Running the year: its own days and duties, and what is noted of each duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.federation.actions.doors import DUTIES_OF_FEDERATION, hold
from samverk.federation.actions.papers import check_open_paper
from samverk.federation.models import DutyNote, DutyState, Interim, OwnDuty, YearSettings
from samverk.federation.queries import members as members_of
from samverk.federation.queries import year_of
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.people import colleagues_at
from samverk.foundation.permissions import Allowed, Permission, Right, may, require
from samverk.rules.federation_year import ACT_FROM, DutyKind, YearTerms, given_day
from samverk.rules.federation_year import Interim as AsksInterim

YEAR_SET = acts.kind("federation.year_set", "Årets dagar inställda")
DUTY_ADDED = acts.kind("federation.duty_added", "Egen uppgift tillagd")
DUTY_NOTED = acts.kind("federation.duty_noted", "Uppgift under året antecknad")
LAST_YEAR, MOST_DAYS = 2099, 365


@dataclass(frozen=True, slots=True)
class NewYearSettings:
    """Days to hold from a year on: ``days`` are (kind, month, day) of those that no law sets."""

    federation: int
    from_year: int
    days: tuple[tuple[str, int, int], ...]
    interim: str = Interim.UNKNOWN
    section: str = ""
    vat_months: int = 3


@dataclass(frozen=True, slots=True)
class NewOwnDuty:
    """A duty of the federation's own, with its last day and what asks for it."""

    federation: int
    text: str
    due: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class NewDutyNote:
    """What to note of a duty. ``state`` is a DutyState; ``owner`` a user (id).

    ``done_on`` and a paper belong to one that is done, ``why`` to one that is not needed.
    """

    federation: int
    year: int
    code: str
    owner: int | None = None
    reminder_days: int | None = None
    state: str = DutyState.LEFT
    done_on: date | None = None
    decision: int | None = None
    document: int | None = None
    why: str = ""


def set_year(actor: Actor, new: NewYearSettings, *, key: str) -> YearSettings:
    """Set the days from a year on; those of the years before stay.

    Raises InputError for a year before the act, and a day that no year has or that the law sets.
    """
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    if not ACT_FROM <= new.from_year <= LAST_YEAR:
        raise InputError(f"Välj ett år från {ACT_FROM} till {LAST_YEAR}.", field="from_year")
    if new.section and new.interim != Interim.YES:
        raise InputError("Paragrafen hör till en delårsrapport som krävs.", field="section")
    _check_days(new)
    act = acts.Act(actor, YEAR_SET, key, new.federation, content=new)
    return acts.carry_out(
        act,
        lambda: YearSettings.objects.create(
            federation_id=new.federation,
            from_year=new.from_year,
            days={kind: f"{month:02}-{day:02}" for kind, month, day in new.days},
            interim=new.interim,
            section=new.section,
            vat_months=new.vat_months,
        ),
    )


def _check_days(new: NewYearSettings) -> None:
    days: dict[DutyKind, tuple[int, int]] = {}
    for kind, month, day in new.days:
        try:
            given_day(new.from_year, (month, day))
            days[DutyKind(kind)] = (month, day)
        except ValueError as fault:
            raise InputError("Skriv dagen som MM-DD, till exempel 04-30.", field=kind) from fault
    try:
        YearTerms(days, AsksInterim(new.interim), new.section, new.vat_months)
    except ValueError as fault:
        raise InputError(str(fault)) from fault


def add_own_duty(actor: Actor, new: NewOwnDuty, *, key: str) -> OwnDuty:
    """Add a duty of the federation's own. Raises InputError without a text or outside the years."""
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    if not new.text.strip():
        raise InputError("Skriv vad som ska göras.", field="text")
    if not ACT_FROM <= new.due.year <= LAST_YEAR:
        raise InputError(f"Välj en dag från {ACT_FROM} till {LAST_YEAR}.", field="due")
    act = acts.Act(
        actor, DUTY_ADDED, key, new.federation, new.why, effective_on=new.due, content=new
    )
    return acts.carry_out(
        act,
        lambda: OwnDuty.objects.create(
            federation_id=new.federation, text=new.text.strip(), due=new.due, why=new.why.strip()
        ),
    )


def may_note(actor: Actor, federation: int, owner: int | None) -> Permission:
    """Answer whether ``actor`` may note something of a duty: the manager, or its ``owner`` (id)."""
    is_there = any(held.organisation == federation for held in actor.roles)
    if actor.user is not None and actor.user == owner and is_there:
        return Allowed()
    return may(actor, Right.MANAGE_FEDERATION, organisation=federation)


def note_duty(actor: Actor, new: NewDutyNote, *, key: str) -> DutyNote:
    """Note owner, reminder and state of a duty; earlier notes stay, and the latest counts.

    Raises InputError for a duty that the year does not have, an owner without a role at the federation,
    and words that do not fit the state; NotAllowedError for whoever neither manages nor owns it.
    """
    last = DutyNote.objects.filter(federation=new.federation, year=new.year, code=new.code)
    owned = last.order_by("-id").values_list("owner", flat=True).first()
    require(may_note(actor, new.federation, owned))
    act = acts.Act(
        actor, DUTY_NOTED, key, new.federation, new.why, effective_on=new.done_on, content=new
    )
    return acts.carry_out(act, lambda: _note(new))


def _note(new: NewDutyNote) -> DutyNote:
    hold(DUTIES_OF_FEDERATION, new.federation)
    _check_duty(new)
    _check_owner(new)
    _check_state(new)
    return DutyNote.objects.create(
        federation_id=new.federation,
        year=new.year,
        code=new.code,
        owner_id=new.owner,
        reminder_days=new.reminder_days,
        state=new.state,
        done_on=new.done_on,
        decision_id=new.decision,
        document_id=new.document,
        why=new.why.strip(),
    )


def _check_duty(new: NewDutyNote) -> None:
    year = year_of(new.federation, members_of(new.federation), new.year, clock.today())
    task = next((one for one in year.tasks if one.duty.code == new.code), None)
    if task is None:
        raise InputError(f"Uppgiften finns inte {new.year}. Öppna årets sida på nytt.")
    if task.known and task.known.is_done and new.state != DutyState.LEFT:
        raise InputError(f"{task.known.text} Läget följer av det.", field="state")


def _check_owner(new: NewDutyNote) -> None:
    if new.owner and new.owner not in {one.pk for one in colleagues_at(new.federation)}:
        raise InputError("Välj någon som har en roll i förbundet.", field="owner")
    if new.reminder_days is None:
        return
    if new.owner is None:
        raise InputError("Välj vem som ska påminnas.", field="owner")
    if not 0 <= new.reminder_days <= MOST_DAYS:
        raise InputError(f"Välj 0 till {MOST_DAYS} dagar före.", field="reminder_days")


def _check_state(new: NewDutyNote) -> None:
    if new.state not in DutyState.values:
        raise InputError("Välj läge.", field="state")
    is_done = new.state == DutyState.DONE
    if is_done and new.done_on is None:
        raise InputError("Skriv vilken dag uppgiften blev klar.", field="done_on")
    if new.done_on and not is_done:
        raise InputError("Lämna tomt: dagen hör till en uppgift som är klar.", field="done_on")
    if new.done_on and new.done_on > clock.today():
        raise InputError("Dagen har inte varit än.", field="done_on")
    if (new.decision or new.document) and not is_done:
        raise InputError("Lämna tomt: handlingen hör till en uppgift som är klar.", field="paper")
    if new.state == DutyState.NOT_NEEDED and not new.why.strip():
        raise InputError("Skriv varför uppgiften inte behövs.", field="why")
    if new.decision and new.document:
        raise InputError("Välj ett beslut eller en handling, inte båda.", field="paper")
    if new.decision or new.document:
        check_open_paper(new.federation, new.decision, new.document)
