"""Who the archive authorities are, what they want packages to say, and how long a board keeps what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.directory import queries as directory
from samverk.documents.archive.mapping import KNOWN, Term, Value, value_fault
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError, NotFoundError
from samverk.foundation.permissions import require
from samverk.publishing.models import ArchiveAuthority, MappingRow, PlanRow
from samverk.publishing.queries import archives as queries
from samverk.rules.information_plan import LONGEST, Counted

AUTHORITY_ADDED = acts.kind("publishing.archive_authority_added", "Arkivmyndighet upplagd")
MAPPED = acts.kind("publishing.archive_mapping_changed", "Mappning till arkivet ändrad")
PLANNED = acts.kind("publishing.plan_row_set", "Rad i informationshanteringsplanen satt")


@dataclass(frozen=True, slots=True)
class NewAuthority:
    """An archive authority to add, for an organisation (id) that hands over to it."""

    organisation: int
    name: str
    code: str = ""
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class NewMapping:
    """A value for a word of ours at an archive authority (id), from a day on."""

    authority: int
    term: Term
    own: str
    value: Value
    from_date: date


@dataclass(frozen=True, slots=True)
class NewPlanRow:
    """How long a board (id) keeps a kind of document from a day on; ``years`` None keeps it for good."""

    body: int
    kind: str
    from_date: date
    years: int | None = None
    counted: Counted = Counted.CLOSED
    by_year_end: bool = True
    ground: str = ""
    decided_on: date | None = None
    process: str = ""


def add_archive_authority(actor: Actor, new: NewAuthority, *, key: str) -> ArchiveAuthority:
    """Add an archive authority. Raises InputError without a name, or with one that is there already."""
    require(queries.may_set_archive(actor, new.organisation))
    act = acts.Act(actor, AUTHORITY_ADDED, key, new.organisation, content=new)

    def work() -> ArchiveAuthority:
        name = new.name.strip()
        if not name:
            raise InputError("Skriv arkivmyndighetens namn.", field="name")
        known = queries.authorities_of([new.organisation])
        if any(one.name.casefold() == name.casefold() for one in known):
            raise InputError("Arkivmyndigheten finns redan.", field="name")
        return ArchiveAuthority.objects.create(
            organisation_id=new.organisation,
            name=name,
            code=new.code.strip(),
            agreement=new.agreement.strip(),
        )

    return acts.carry_out(act, work)


def set_mapping(actor: Actor, new: NewMapping, *, key: str) -> MappingRow:
    """Give a word another value from a day on; what held before stays for the days before.

    Raises InputError for a value that the schema does not have.
    """
    authority = queries.authority_by_id(new.authority)
    require(queries.may_set_archive(actor, authority.organisation_id))
    act = acts.Act(
        actor, MAPPED, key, authority.organisation_id, effective_on=new.from_date, content=new
    )

    def work() -> MappingRow:
        if (new.term, new.own) not in KNOWN:
            raise NotFoundError("Begreppet finns inte.")
        field, fault = value_fault(new.term, new.value)
        if fault:
            raise InputError(fault, field=field)
        return MappingRow.objects.create(
            authority=authority,
            term=new.term.value,
            own=new.own,
            value=new.value.value.strip(),
            other=new.value.other.strip(),
            from_date=new.from_date,
        )

    return acts.carry_out(act, work)


def set_plan_row(actor: Actor, new: NewPlanRow, *, key: str) -> PlanRow:
    """Set how long a board keeps a kind of document from a day on. Nothing is removed by it.

    Raises InputError for a period that is none, and for a decision without its day or the other way.
    """
    body = directory.body_ref(new.body)
    require(queries.may_deliver(actor, body))
    act = acts.Act(
        actor,
        PLANNED,
        key,
        body.organisation,
        effective_on=new.from_date,
        content=new,
        body=body.id,
    )

    def work() -> PlanRow:
        _check_plan(new)
        return PlanRow.objects.create(
            body_id=new.body,
            kind=new.kind,
            process=new.process.strip(),
            years=new.years,
            counted=new.counted.value,
            by_year_end=new.by_year_end,
            ground=new.ground.strip(),
            decided_on=new.decided_on,
            from_date=new.from_date,
        )

    return acts.carry_out(act, work)


def _check_plan(new: NewPlanRow) -> None:
    if new.kind not in queries.kinds():
        raise NotFoundError("Handlingstypen finns inte.")
    if new.years is not None and not 0 <= new.years <= LONGEST:
        raise InputError(f"Skriv ett antal år från 0 till {LONGEST}.", field="years")
    if bool(new.ground.strip()) != (new.decided_on is not None):
        field = "decided_on" if new.ground.strip() else "ground"
        raise InputError("Skriv både beslutet och dess dag, eller inget av dem.", field=field)
    if new.decided_on and new.decided_on > clock.today():
        raise InputError("Dagen har inte varit än.", field="decided_on")
