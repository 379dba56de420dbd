"""Enters those who waited before the system did: each with their real clock, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.numbering import hold_series
from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions.joining import Acceptance, Carried, CarriedPause, join
from samverk.interventions.persons.actions.people import NewPerson, person_within
from samverk.interventions.persons.actions.places import own_delivery
from samverk.interventions.persons.actions.referrals import Content
from samverk.interventions.persons.actions.steps import Doing, add, done, move, step_kind
from samverk.interventions.persons.models import (
    JoinedBy,
    Person,
    Referral,
    ReferralStep,
    Side,
    Team,
)
from samverk.interventions.persons.queries.people import having_number
from samverk.interventions.persons.queries.standing import place_of, takes_part_since
from samverk.interventions.persons.records import is_hidden_key, number_of, sealed
from samverk.interventions.persons.zone import Authority, Desk, entered
from samverk.rules.interventions.clock import Pause
from samverk.rules.interventions.entered import Waited, day_faults
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import ReferralEvent, ReferralState

QUEUE_ENTERED = step_kind("queue_entered", "Väntande införda i kö")
# In the file's words, for each that a fault may be about
COLUMNS = {
    "name": "Namn",
    "number": "Personnummer",
    "sender": "Remittent",
    "received_on": "Remissen kom",
    "joined_on": "Ställd i kö",
    "pauses": "Pauser",
    "confirmed_on": "Senast bekräftad",
    "priority": "Prioritetsklass",
    "home": "Hemkommun",
    "source": "Underlag",
}


@dataclass(frozen=True, slots=True)
class NewWaiting:
    """Somebody who already waits (väntande sedan tidigare): who, who referred, the days, and the source.

    ``row`` is where it stands in the file, 0 for a page. ``sender`` and ``home`` are organisations and
    ``priority`` a class (ids). ``source`` says from which document or note the days are.
    """

    name: str
    number: str
    sender: int
    received_on: date
    joined_on: date
    source: str
    born: date | None = None
    home: int | None = None
    pauses: tuple[CarriedPause, ...] = ()
    confirmed_on: date | None = None
    priority: int | None = None
    priority_ground: str = ""
    protected: bool = False
    row: int = 0

    def __repr__(self) -> str:
        """Say nothing of the person."""
        return f"NewWaiting({self.row})"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one who is to be entered (fel): where in the file, about what, and why."""

    row: int
    field: str
    text: str

    @property
    def column(self) -> str:
        """The column in the file's words."""
        return COLUMNS[self.field]

    def __str__(self) -> str:
        where = f"Rad {self.row}, kolumn {self.column}: " if self.row else ""
        return f"{where}{self.text}"


def try_waiting(actor: Actor, body: int, delivery: int, rows: Sequence[NewWaiting]) -> list[Fault]:
    """List every fault of those who are to be entered in a delivery's (id) queue; nothing is written."""
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        to = _to(home, delivery, clock.today())
        return list(_faults(body, to, rows, clock.today()))


def enter_waiting(
    actor: Actor, body: int, delivery: int, rows: Sequence[NewWaiting], *, key: str
) -> Team:
    """Enter all of these in a delivery's (id) queue, with the days that they have waited, or none.

    Raises InputError that names every fault. What the days rest on is kept with each.
    """
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        today = clock.today()
        to = _to(home, delivery, today)
        doing = Doing(actor, Hand.COORDINATOR, home, today)

        def work() -> Team:
            hold_series(f"queue/{to.pk}")
            faults = list(_faults(body, to, rows, today))
            if faults:
                told = " ".join(str(one) for one in faults)
                raise InputError(told, field=faults[0].field if len(faults) == 1 else "")
            for row in rows:
                _enter(row, to, doing)
            return Team.objects.get(delivery=to)

        return done(QUEUE_ENTERED, doing, key, (delivery, [asdict(one) for one in rows]), work)


def _to(home: Authority, delivery: int, day: date) -> Delivery:
    to = own_delivery(home, delivery, day)
    if not Team.objects.filter(delivery=to, controller=home.body).exists():
        raise ConflictError(f"{to} tas inte emot av er. Utse mottagande team först.")
    return to


def _faults(body: int, to: Delivery, rows: Sequence[NewWaiting], today: date) -> Iterator[Fault]:
    open_classes = {one.pk for one in catalogue.classes_on(to.pk, today)}
    seen: dict[str, int] = {}
    for row in rows:
        yield from _own_faults(row, open_classes, today)
        digits = _digits(row, today)
        if digits is None:
            yield Fault(row.row, "number", _number_fault(row, today))
        elif digits:
            if digits in seen:
                yield Fault(row.row, "number", f"Personen står också på rad {seen[digits]}.")
            seen.setdefault(digits, row.row)
            yield from _known_faults(body, to, row, digits)


def _own_faults(row: NewWaiting, classes: set[int], today: date) -> Iterator[Fault]:
    if not row.name.strip():
        yield Fault(row.row, "name", "Skriv personens namn.")
    if not row.source.strip():
        yield Fault(
            row.row, "source", "Skriv vad uppgifterna kommer ur, till exempel pärm eller lista."
        )
    if row.priority is not None and row.priority not in classes:
        yield Fault(row.row, "priority", "Prioritetsklassen gäller inte här.")
    if row.priority is not None and not row.priority_ground.strip():
        yield Fault(row.row, "priority", "Skriv varför prioritetsklassen gäller.")
    if row.born and row.born > today:
        yield Fault(row.row, "number", "Födelsedagen är i framtiden.")
    pauses = tuple(Pause(one.from_date, one.to_date) for one in row.pauses)
    waited = Waited(row.received_on, row.joined_on, pauses, row.confirmed_on)
    ruling = day_faults(waited, today)
    for about, reason in zip(ruling.value, ruling.reasons, strict=True):
        yield Fault(row.row, about, reason.text)


def _digits(row: NewWaiting, today: date) -> str | None:
    """Give the number as digits, "" for one who has none but a day of birth; None for a fault."""
    try:
        number = number_of(row.number, today)
    except ValueError:
        return None
    if number is None:
        return "" if row.born else None
    return number.digits


def _number_fault(row: NewWaiting, today: date) -> str:
    try:
        number_of(row.number, today)
    except ValueError as fault:
        return str(fault)
    return "Skriv personnummer, eller födelsedag om det saknas."


def _known_faults(body: int, to: Delivery, row: NewWaiting, digits: str) -> Iterator[Fault]:
    """Tell of one who is there already, as far as the coordinator knows of them."""
    open_to_all = (one for one in having_number(body, digits) if not is_hidden_key(one))
    person = next(open_to_all, None)
    if person is None:
        return
    if place_of(person.pk, to.pk) is not None:
        yield Fault(row.row, "number", f"Personen står redan i kön till {to}.")
    if takes_part_since(person.pk, to.pk) is not None:
        yield Fault(row.row, "number", f"Personen deltar redan i {to}.")


def _enter(row: NewWaiting, to: Delivery, doing: Doing) -> None:
    new = NewPerson(
        doing.home.body,
        row.name,
        row.number,
        row.born,
        home=row.home,
        protected=row.protected,
    )
    person = person_within(doing.actor, new)
    referral = _referral(row, to, person, doing)
    how = Acceptance("", row.priority, row.priority_ground)
    carried = Carried(
        row.received_on,
        row.confirmed_on or row.joined_on,
        pauses=row.pauses,
        origin=JoinedBy.IMPORT.value,
        seen_from=doing.day,
    )
    note = f"Väntade redan när systemet togs i bruk. Underlag: {row.source.strip()}"
    joins = Doing(doing.actor, Hand.SYSTEM, doing.home, row.joined_on, note=note)
    join(referral, how, joins, carried)


def _referral(row: NewWaiting, to: Delivery, person: Person, doing: Doing) -> Referral:
    """Write the referral as it was received: the sender has no row of it here."""
    made = Referral(
        controller_id=doing.home.body,
        side=Side.RECEIVED,
        person=person,
        delivery=to,
        sender_id=row.sender,
        state=ReferralState.SUBMITTED,
        clock_start=row.received_on,
        on_paper=True,
    )
    made.sealed = sealed(person, made, asdict(Content()))
    made.save(force_insert=True)
    sender = directory.organisation_by_id(row.sender)
    home = Authority(0, sender.id, sender.short_name)
    told = Doing(doing.actor, Hand.REFERRER, home, row.received_on)
    add(ReferralStep, made, ReferralEvent.SUBMIT, ReferralState.DRAFT, told)
    for event in (ReferralEvent.TAKE_UP, ReferralEvent.ACCEPT):
        move(made, event, Doing(doing.actor, Hand.RECEIVER, doing.home, row.joined_on))
    return made
