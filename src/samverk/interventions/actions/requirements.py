"""Saying who a delivery is for, from when to when, and by which decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.federation import queries as federation
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.actions.doors import act_on, managed
from samverk.interventions.models import Delivery, RequiredHome, RequiredParty, Requirement
from samverk.interventions.queries import requirement_by_id
from samverk.rules.interventions.eligibility import TestDay
from samverk.rules.interventions.facts import LIVELIHOODS, Horizon
from samverk.rules.wording import running_date

REQUIREMENT_ADDED = acts.kind("interventions.requirement_added", "Målgruppskrav tillagt")
REQUIREMENT_ENDED = acts.kind("interventions.requirement_ended", "Målgruppskrav avslutat")
OLDEST = 120


@dataclass(frozen=True, slots=True)
class NewRequirement:
    """A rule to add to a delivery (id): ages, both included, and home municipalities (ids).

    ``parties`` (ids) may refer; ``incomes`` are codes of what people live on; ``horizon`` is the code
    of how soon they are thought to work or study. At least one is stated. ``blocks`` False only warns.
    """

    delivery: int
    from_date: date
    tested_on: str
    youngest: int | None = None
    oldest: int | None = None
    homes: tuple[int, ...] = ()
    parties: tuple[int, ...] = ()
    incomes: tuple[str, ...] = ()
    horizon: str = ""
    blocks: bool = True
    decided_in: str = ""


def add_requirement(actor: Actor, new: NewRequirement, *, key: str) -> Requirement:
    """Add a rule of who a delivery is for.

    Raises InputError when nothing is asked for, for ages in the wrong order or beyond reason, for a
    home or a party outside the federation, and for what only a referral tells where none is needed.
    """
    found = managed(actor, new.delivery)
    if new.tested_on not in set(TestDay):
        raise InputError("Välj när kravet prövas.", field="tested_on")
    _check_stated(new)
    _check_ages(new)
    _check_homes(found, new.homes)
    _check_referral(found, new)
    act = act_on(actor, REQUIREMENT_ADDED, key, found, new)
    return acts.carry_out(act, lambda: _add(new))


def _check_stated(new: NewRequirement) -> None:
    ages = (new.youngest, new.oldest)
    if ages == (None, None) and not (new.homes or new.parties or new.incomes or new.horizon):
        raise InputError("Ange minst ett krav.", field="youngest")
    if not set(new.incomes) <= set(LIVELIHOODS):
        raise InputError("Välj försörjning i listan.", field="incomes")
    if new.horizon and new.horizon not in set(Horizon) - {Horizon.LATER}:
        raise InputError("Välj en tid i listan.", field="horizon")


def _check_referral(delivery: Delivery, new: NewRequirement) -> None:
    parties = {one.id for one in federation.parties_in(delivery.intervention.federation_id)}
    if not parties.issuperset(new.parties):
        raise InputError("Parten hör inte till förbundet.", field="parties")
    if delivery.needs_referral:
        return
    for field in ("parties", "horizon"):
        if getattr(new, field):
            raise InputError("Verksamheten behöver ingen remiss: ingen prövar det.", field=field)


def _check_ages(new: NewRequirement) -> None:
    ages = [age for age in (new.youngest, new.oldest) if age is not None]
    if any(not 0 <= age <= OLDEST for age in ages):
        raise InputError(f"Skriv en ålder från 0 till {OLDEST}.", field="youngest")
    if len(ages) == 2 and ages[1] < ages[0]:
        raise InputError("Äldst är lägre än yngst. Rätta en av dem.", field="oldest")


def _check_homes(delivery: Delivery, homes: tuple[int, ...]) -> None:
    home = delivery.intervention.federation_id
    inside = {town.id for town in federation.towns_in([home]).get(home, [])}
    if not inside.issuperset(homes):
        raise InputError("Hemkommunen hör inte till förbundet.", field="homes")


def _add(new: NewRequirement) -> Requirement:
    row = Requirement.objects.create(
        delivery_id=new.delivery,
        youngest=new.youngest,
        oldest=new.oldest,
        incomes=[code for code in LIVELIHOODS if code in new.incomes],
        horizon=new.horizon,
        tested_on=new.tested_on,
        blocks=new.blocks,
        decided_in=new.decided_in.strip(),
        from_date=new.from_date,
    )
    for town in sorted(set(new.homes)):
        RequiredHome.objects.create(requirement=row, municipality_id=town)
    for party in sorted(set(new.parties)):
        RequiredParty.objects.create(requirement=row, organisation_id=party)
    return row


def end_requirement(actor: Actor, requirement: int, last_day: date, *, key: str) -> Requirement:
    """End a rule (id) after a last day; it stays to be read.

    Raises NotFoundError, InputError for a day before the rule held, and ConflictError when it has an
    end already.
    """
    found = requirement_by_id(requirement)
    home = managed(actor, found.delivery_id)
    if last_day < found.from_date:
        raise InputError(
            f"Kravet gäller från {running_date(found.from_date)}. Skriv den dagen eller en senare.",
            field="last_day",
        )
    act = act_on(actor, REQUIREMENT_ENDED, key, home, (requirement, last_day))
    return acts.carry_out(act, lambda: _end(requirement, last_day))


def _end(requirement: int, last_day: date) -> Requirement:
    row = Requirement.objects.select_for_update().get(pk=requirement)
    if row.to_date:
        raise ConflictError(
            f"Kravet är redan avslutat {running_date(row.to_date)}. Lägg till ett nytt."
        )
    row.to_date = last_day
    row.save(update_fields=["to_date"])
    return row
