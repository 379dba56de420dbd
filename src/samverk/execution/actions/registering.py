"""Registers a decision, and puts right what was registered."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date

from samverk.directory import queries as directory
from samverk.execution.actions.history import Doing, locked, move
from samverk.execution.actions.protecting import keep_together, protect_row
from samverk.execution.models import GrantedDecision, Sex
from samverk.execution.numbers import draw_numbers, hold_register
from samverk.execution.queries.codes import area_name, kind_name
from samverk.execution.queries.settings import book_of
from samverk.execution.records import Concerned, concerned, seal_concerned
from samverk.execution.walls import counting
from samverk.execution.zone import Board, entered, handler_at
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.rules.personal_number import read_number
from samverk.rules.unexecuted.code_books import CodeList
from samverk.rules.unexecuted.code_lists import TypeCode
from samverk.rules.unexecuted.grounds import GROUNDS, Ground, wrong_day
from samverk.rules.unexecuted.handling import ExecutionEvent, ExecutionState
from samverk.rules.unexecuted.stand_in import read_stand_in
from samverk.rules.wording import running_date

REGISTERED = acts.kind("execution.registered", "Gynnande beslut registrerat", is_quiet=True)
AMENDED = acts.kind("execution.amended", "Uppgifter om beslut rättade", is_quiet=True)
_GROUNDS = {one.code: one for one in GROUNDS}


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision as it is registered (nytt beslut): codes of the register, days, and whom it concerns.

    ``number`` is a personal or coordination number, or the one that stands for it, as it was typed.
    ``replaces`` is the decision it replaces, and ``keeps_clock`` that the earlier day is let stand.
    """

    kind: str
    ground: str
    decided_on: date
    first_name: str = field(default="", repr=False)
    last_name: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    sex: str = ""
    area: str = ""
    is_protected: bool = False
    stay_municipality: int | None = None
    replaces: uuid.UUID | None = None
    keeps_clock: bool = False
    source: str = ""
    source_key: str = field(default="", repr=False)

    @property
    def content(self) -> tuple[object, ...]:
        """All that was written, to know a second sending by: it is digested and not kept."""
        return (self, self.first_name, self.last_name, self.number, self.source_key)


def register_decision(actor: Actor, body: int, new: NewDecision, *, key: str) -> GrantedDecision:
    """Register a decision of a board, from its day; its wait begins.

    Raises InputError for what cannot be so, and ConflictError where the source's key is registered.
    """
    ground, kind = _checked(new, body)
    with entered(actor, body) as home:
        act = acts.Act(
            actor,
            REGISTERED,
            key,
            home.organisation,
            body=body,
            effective_on=new.decided_on,
            content=new.content,
        )
        return acts.carry_out(act, lambda: _register(actor, home, new, ground, kind))


def _checked(new: NewDecision, body: int) -> tuple[Ground, TypeCode]:
    book = book_of(body)
    if new.decided_on > clock.today():
        raise InputError("Beslutsdagen har inte varit än.", field="decided_on")
    ground = _GROUNDS.get(new.ground)
    if ground is None:
        raise InputError("Välj det lagrum som beslutet är fattat enligt.", field="ground")
    if told := wrong_day(ground, new.decided_on):
        raise InputError(told, field="ground")
    kind = book.type_code(new.kind, new.decided_on)
    if kind is None:
        raise InputError("Välj vilken insats beslutet gäller.", field="kind")
    if kind.act != ground.act:
        raise InputError(
            f"Insatsen beviljas enligt {kind.act}, men lagrummet är {ground.text}.", field="kind"
        )
    if new.area and not book.is_used(CodeList.AREA, new.area, new.decided_on):
        raise InputError("Välj en inriktning i listan.", field="area")
    if new.sex not in set(Sex.values):
        raise InputError("Välj kön i listan.", field="sex")
    return ground, kind


def _register(
    actor: Actor, home: Board, new: NewDecision, ground: Ground, kind: TypeCode
) -> GrantedDecision:
    row = GrantedDecision(
        controller_id=home.body,
        number=draw_numbers(home.body, 1)[0],
        ground=ground.code,
        kind=kind.code,
        area=new.area,
        decided_on=new.decided_on,
        source=new.source,
    )
    _place_of_stay(row, new.stay_municipality)
    _concern(row, new)
    _replace(row, new)
    if row.source_key and _is_registered(row):
        raise ConflictError("Beslutet är redan registrerat från den källan.")
    doing = Doing(actor, handler_at(actor, home.body), new.decided_on)
    move(row, ExecutionEvent.DECIDE, doing)
    if new.is_protected:
        protect_row(row, actor)
    else:
        keep_together(row, actor)
    return row


def _is_registered(row: GrantedDecision) -> bool:
    """Answer whether the source's decision is there, also one that whoever registers may not know of."""
    with counting():
        return GrantedDecision.objects.filter(
            controller=row.controller_id, source=row.source, source_key=row.source_key
        ).exists()


def _place_of_stay(row: GrantedDecision, organisation: int | None) -> None:
    """Set the municipality that was asked to carry the decision out (SoL 34 kap. 4 §, LSS 28 i §)."""
    if organisation is not None:
        known = {one.id for one in directory.organisations() if one.kind == "municipality"}
        if organisation not in known:
            raise InputError("Välj en kommun i listan.", field="stay_municipality")
    row.stay_municipality_id = organisation


def _replace(row: GrantedDecision, new: NewDecision) -> None:
    """Tie a decision to the one it replaces, with that one's day where the board lets it stand."""
    if new.replaces is None:
        if new.keeps_clock:
            raise InputError("Välj vilket beslut det här ersätter.", field="replaces")
        return
    earlier = GrantedDecision.objects.filter(pk=new.replaces).first()
    if earlier is None:
        raise NotFoundError("Sidan finns inte.")
    if earlier.decided_on > row.decided_on:
        raise InputError(
            f"Det beslutet är från {running_date(earlier.decided_on)}, efter det här.",
            field="replaces",
        )
    if earlier.number_key and row.number_key and earlier.number_key != row.number_key:
        raise InputError("Det beslutet gäller någon annan: numret är ett annat.", field="replaces")
    row.replaces = earlier
    row.clock_from = (earlier.clock_from or earlier.decided_on) if new.keeps_clock else None


def _concern(row: GrantedDecision, new: NewDecision) -> None:
    """Seal whom the decision concerns; a number tells the sex where none was chosen."""
    number, sex = _number(new)
    _same_sex(new.sex, sex)
    row.sex = new.sex or sex
    who = Concerned(new.first_name.strip(), new.last_name.strip(), number, new.source_key.strip())
    seal_concerned(row, who)


def _same_sex(chosen: str, told: str) -> None:
    """Refuse a sex that the number contradicts: both go to the authority."""
    if {chosen, told} == {Sex.WOMAN.value, Sex.MAN.value}:
        told = Sex(told).label
        raise InputError(f"Numret hör till en {told}. Rätta numret eller kön.", field="sex")


def _number(new: NewDecision) -> tuple[str, str]:
    """Read the number as it was typed, and the sex that it tells. Raises InputError."""
    text, today = new.number.strip(), clock.today()
    if not text:
        return "", ""
    if "T" in text.upper():
        is_woman = {"woman": True, "man": False}.get(new.sex)
        found = read_stand_in(text, today, is_woman=is_woman)
        if found.value is None:
            raise InputError(found.reasons[0].text, field="number")
        return found.value, ""
    try:
        number = read_number(text, today)
    except ValueError as fault:
        raise InputError(str(fault), field="number") from fault
    return number.digits, _sex_of(number.digits)


def _sex_of(digits: str) -> str:
    """Answer the sex that a number (twelve digits) tells."""
    return "man" if int(digits[-2]) % 2 else "woman"


@dataclass(frozen=True, slots=True)
class Amended:
    """What is to stand of a decision from now on (rättelse), and why.

    ``seen`` is how many steps the decision had when its writer read it, None when nobody did.
    """

    new: NewDecision
    why: str = field(repr=False)
    seen: int | None = None


def amend_decision(
    actor: Actor, body: int, decision: uuid.UUID, new: Amended, *, key: str
) -> GrantedDecision:
    """Put right what was registered of a decision. What stood before is sealed in the step.

    Raises InputError without a reason, and for what cannot be so; ConflictError when something was noted
    that its writer has not seen.
    """
    if not new.why.strip():
        raise InputError("Skriv varför uppgifterna rättas.", field="why")
    known = _checked(new.new, body)
    with entered(actor, body) as home:
        hold_register(body)
        row = locked(decision, body)
        act = acts.Act(
            actor,
            AMENDED,
            key,
            home.organisation,
            body=body,
            content=(str(decision), new.new.content, new.why),
        )
        return acts.carry_out(act, lambda: _amend(actor, row, new, known))


def _amend(
    actor: Actor, row: GrantedDecision, amended: Amended, known: tuple[Ground, TypeCode]
) -> GrantedDecision:
    new = amended.new
    if row.state == ExecutionState.ENTERED_IN_ERROR:
        raise ConflictError("Beslutet är felregistrerat och ändras inte.")
    if amended.seen is not None and row.steps.count() != amended.seen:
        raise ConflictError(
            "Någon annan har antecknat något medan sidan var öppen. Läs beslutets sida i en ny flik,"
            " och spara igen om din rättelse ska gälla."
        )
    before, was = _as_told(row), concerned(row).number
    row.ground, row.kind = known[0].code, known[1].code
    row.area, row.decided_on = new.area, new.decided_on
    _place_of_stay(row, new.stay_municipality)
    kept = concerned(row)
    _concern(row, new)
    who = concerned(row)
    # A number that is not written again stays, as what the source calls it does: that is the import's
    number, key = who.number or kept.number, new.source_key or kept.key
    if not who.number and kept.number and "T" not in kept.number:
        _same_sex(new.sex, _sex_of(kept.number))
    seal_concerned(row, Concerned(who.first_name, who.last_name, number, key))
    if row.clock_from is not None and row.clock_from > row.decided_on:
        raise InputError("Beslutsdagen är före dagen som tiden räknas från.", field="decided_on")
    after = _as_told(row)
    if number != was and before["Nummer"] == after["Nummer"]:
        after["Nummer"] += " (de fyra sista är ändrade)"
    note = f"{amended.why.strip()}\n{_changes(before, after)}"
    hand = handler_at(actor, row.controller_id)
    # The whole number is in no text that pages show
    doing = Doing(actor, hand, clock.today(), note=note, kept={"number": was})
    move(row, ExecutionEvent.AMEND, doing)
    keep_together(row, actor)
    return row


def _as_told(row: GrantedDecision) -> dict[str, str]:
    """Give what may be put right, as people read it."""
    who, book = concerned(row), book_of(row.controller_id)
    return {
        "Beslutsdag": row.decided_on.isoformat(),
        "Insats": kind_name(row.kind, book),
        "Lagrum": _GROUNDS[row.ground].text,
        "Inriktning": area_name(row.area, book),
        "Namn": who.name,
        "Nummer": who.masked if who.number else "",
        "Kön": row.get_sex_display(),
        "Vistelsekommun": str(row.stay_municipality or ""),
    }


def _changes(before: dict[str, str], after: dict[str, str]) -> str:
    lines = [
        f"{name}: {before[name] or '–'} → {after[name] or '–'}"
        for name in before
        if before[name] != after[name]
    ]
    if not lines:
        raise InputError("Ingen uppgift är ändrad.")
    return "\n".join(lines)
