"""Keeping the federation's interventions, and how many took part in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samverk.federation.actions.doors import COUNTS_OF_INTERVENTION, hold
from samverk.federation.models import CountReport, Intervention, Measure, Membership, Orientation
from samverk.federation.queries.interventions import intervention_by_id
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.permissions import Right, may, require

INTERVENTION_REGISTERED = acts.kind("federation.intervention_registered", "Insats registrerad")
INTERVENTION_CHANGED = acts.kind("federation.intervention_changed", "Insats ändrad")
COUNTS_ENTERED = acts.kind("federation.counts_entered", "Antal deltagare registrerade")
COUNTS_SET_ASIDE = acts.kind("federation.counts_set_aside", "Antal deltagare ströks")


@dataclass(frozen=True, slots=True)
class NewIntervention:
    """An intervention with what never changes and what may: see :class:`Intervention`."""

    federation: int
    name: str
    orientation: str
    follow_up_method: str = ""
    esf_funded: bool = False
    target_groups: str = ""
    description: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class InterventionFacts:
    """What may be changed of an intervention."""

    name: str
    target_groups: str
    description: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class NewCounts:
    """How many took part in a period, by sex, with where the figures come from.

    ``home`` is the members' municipality (organisation id) that they live in, None for all together.
    A number is None where the party withholds it; then ``withheld`` says why. See :class:`CountReport`.
    """

    intervention: int
    measure: str
    from_date: date
    to_date: date
    women: int | None
    men: int | None
    unknown: int | None
    source: str
    home: int | None = None
    everybody: int | None = None
    withheld: str = ""


def register_intervention(actor: Actor, new: NewIntervention, *, key: str) -> Intervention:
    """Register an intervention. Raises InputError for days in the wrong order, ConflictError for its name."""
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    if new.orientation not in Orientation.values:
        raise InputError("Välj inriktning.", field="orientation")
    _check_days(new.starts_on, new.ends_on)
    act = acts.Act(actor, INTERVENTION_REGISTERED, key, new.federation, content=new)
    return acts.carry_out(act, lambda: _register(new))


def _check_days(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise InputError("Sista dagen är före den första. Rätta en av dem.", field="ends_on")


def _register(new: NewIntervention) -> Intervention:
    with _told_of_its_name(new.name):
        return Intervention.objects.create(
            federation_id=new.federation,
            name=new.name.strip(),
            orientation=new.orientation,
            follow_up_method=new.follow_up_method.strip(),
            esf_funded=new.esf_funded,
            target_groups=new.target_groups.strip(),
            description=new.description.strip(),
            starts_on=new.starts_on,
            ends_on=new.ends_on,
        )


@contextmanager
def _told_of_its_name(name: str) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as fault:
        raise ConflictError(f"Det finns redan en insats som heter {name.strip()}.") from fault


def change_intervention(
    actor: Actor, intervention: int, facts: InterventionFacts, *, key: str
) -> Intervention:
    """Change what may be changed of an intervention. Raises as :func:`register_intervention`."""
    found = intervention_by_id(intervention)
    require(may(actor, Right.MANAGE_FEDERATION, organisation=found.federation_id))
    _check_days(facts.starts_on, facts.ends_on)
    content = (intervention, facts)
    act = acts.Act(actor, INTERVENTION_CHANGED, key, found.federation_id, content=content)
    return acts.carry_out(act, lambda: _change(intervention, facts))


def _change(intervention: int, facts: InterventionFacts) -> Intervention:
    row = Intervention.objects.select_for_update().get(pk=intervention)
    row.name, row.starts_on, row.ends_on = facts.name.strip(), facts.starts_on, facts.ends_on
    row.target_groups, row.description = facts.target_groups.strip(), facts.description.strip()
    with _told_of_its_name(row.name):
        row.save()
    return row


def enter_counts(actor: Actor, new: NewCounts, *, key: str) -> CountReport:
    """Enter how many took part in a period.

    Raises InputError for a period in the wrong order, a negative number, and a home that is not a
    member; ConflictError for a period that is counted already.
    """
    found = intervention_by_id(new.intervention)
    require(may(actor, Right.MANAGE_FEDERATION, organisation=found.federation_id))
    _check_counts(found.federation_id, new)
    act = acts.Act(
        actor,
        COUNTS_ENTERED,
        key,
        found.federation_id,
        effective_on=new.to_date,
        content=new,
    )
    return acts.carry_out(act, lambda: _enter(new))


def _check_counts(federation: int, new: NewCounts) -> None:
    if new.measure not in Measure.values:
        raise InputError("Välj vad som räknas.", field="measure")
    if new.to_date < new.from_date:
        raise InputError("Sista dagen är före den första. Rätta en av dem.", field="to_date")
    numbers = (new.women, new.men, new.unknown)
    if min((one for one in (*numbers, new.everybody) if one is not None), default=0) < 0:
        raise InputError("Antal kan inte vara negativa.")
    if None in numbers and not new.withheld.strip():
        raise InputError("Skriv varför ett antal saknas.")
    if not new.source.strip():
        raise InputError("Ange var siffrorna kommer ifrån.", field="source")
    towns = Membership.objects.filter(federation=federation, member=new.home)
    if new.home is not None and not towns.exists():
        raise InputError("Hemkommunen är inte medlem i förbundet.", field="home")


def _enter(new: NewCounts) -> CountReport:
    hold(COUNTS_OF_INTERVENTION, new.intervention)
    rows = CountReport.objects.filter(
        intervention=new.intervention, measure=new.measure, home=new.home, kept=True
    )
    counted = rows.filter(from_date__lte=new.to_date, to_date__gte=new.from_date).first()
    if counted:
        raise ConflictError(
            f"{counted.from_date} till {counted.to_date} är redan räknat. Stryk den raden först, så"
            " räknas ingen två gånger."
        )
    return CountReport.objects.create(
        intervention_id=new.intervention,
        measure=new.measure,
        from_date=new.from_date,
        to_date=new.to_date,
        home_id=new.home,
        women=new.women,
        men=new.men,
        unknown=new.unknown,
        everybody=new.everybody,
        withheld=new.withheld.strip(),
        source=new.source.strip(),
    )


def set_aside_counts(actor: Actor, counts: int, why: str, *, key: str) -> CountReport:
    """Strike a report that was entered in error: it stays, with the reason, and counts no more.

    Raises NotFoundError, InputError without a reason, and ConflictError when it is struck already.
    """
    found = CountReport.objects.select_related("intervention").filter(pk=counts).first()
    if found is None:
        raise NotFoundError("Raden finns inte.")
    federation = found.intervention.federation_id
    require(may(actor, Right.MANAGE_FEDERATION, organisation=federation))
    if not why.strip():
        raise InputError("Skriv varför raden stryks.", field="why")
    act = acts.Act(
        actor, COUNTS_SET_ASIDE, key, federation, why.strip(), content=(counts, why.strip())
    )
    return acts.carry_out(act, lambda: _set_aside(counts))


def _set_aside(counts: int) -> CountReport:
    row = CountReport.objects.select_for_update().get(pk=counts)
    if not row.kept:
        raise ConflictError("Raden är redan struken.")
    row.kept = False
    row.save(update_fields=["kept"])
    return row
