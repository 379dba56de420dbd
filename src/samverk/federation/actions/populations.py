"""Reading in a file of populations: every member municipality of one day, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.db import IntegrityError, transaction

from samverk.federation.models import Membership, Population, PopulationImport, Share
from samverk.federation.reading.population import Town, picked, read_population
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require

POPULATIONS_READ_IN = acts.kind("federation.populations_read_in", "Folkmängd inläst ur fil")


@dataclass(frozen=True, slots=True)
class NewImport:
    """A file of populations to read in, counted on a day, with its source.

    ``codes`` are (municipality's code, short name) for files that have codes alone.
    """

    federation: int
    file_name: str
    content: bytes = field(repr=False)
    counted_on: date
    source: str
    codes: tuple[tuple[str, str], ...] = ()

    @property
    def sha256(self) -> str:
        """The file's checksum."""
        return sha256(self.content).hexdigest()


def import_populations(actor: Actor, new: NewImport, *, key: str) -> PopulationImport:
    """Read in the population of every municipality that is set up as a member.

    What is there already with the same figure stays as it is. Raises InputError for a file that is
    faulty or lacks a member, ConflictError when another figure is recorded for the day.
    """
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    content = (new, new.sha256)
    act = acts.Act(
        actor,
        POPULATIONS_READ_IN,
        key,
        new.federation,
        effective_on=new.counted_on,
        content=content,
    )
    return acts.carry_out(act, lambda: _import(new))


def _import(new: NewImport) -> PopulationImport:
    towns = _towns(new)
    year = new.counted_on.year
    people = picked(read_population(new.content, year), towns, year)
    known = _known(people, towns, new.counted_on)
    made = PopulationImport.objects.create(
        federation_id=new.federation,
        file_name=new.file_name[:200],
        sha256=new.sha256,
        counted_on=new.counted_on,
        source=new.source.strip(),
        codes=dict(new.codes),
    )
    rows = [
        Population(
            municipality_id=town,
            counted_on=new.counted_on,
            people=count,
            source=new.source.strip(),
            read_in=made,
        )
        for town, count in people.items()
        if town not in known
    ]
    try:
        with transaction.atomic():
            Population.objects.bulk_create(rows)
    except IntegrityError as fault:
        raise ConflictError("Någon annan läste in folkmängd samtidigt. Försök igen.") from fault
    return made


def _towns(new: NewImport) -> list[Town]:
    rows = Membership.objects.filter(federation=new.federation, share=Share.MUNICIPALITY)
    _check_codes(new.codes)
    codes = {name.casefold(): code for code, name in new.codes}
    towns = [
        Town(
            row.member_id,
            row.member.name,
            row.member.short_name,
            codes.get(row.member.short_name.casefold(), ""),
        )
        for row in rows.select_related("member").order_by("member__name")
    ]
    strangers = set(codes) - {town.short_name.casefold() for town in towns}
    if strangers:
        name = next(name for _, name in new.codes if name.casefold() in strangers)
        raise InputError(f"{name} är ingen av förbundets kommuner.", field="codes")
    if not towns:
        raise InputError("Förbundet har inga kommuner. Lägg upp medlemmarna först.")
    return towns


def _check_codes(codes: Sequence[tuple[str, str]]) -> None:
    """Refuse a code or a name that is given twice: one of them would take another's people."""
    for told in ([code for code, _ in codes], [name.casefold() for _, name in codes]):
        twice = next((one for one in told if told.count(one) > 1), None)
        if twice:
            shown = next(
                f"{code} {name}" for code, name in codes if twice in (code, name.casefold())
            )
            raise InputError(f"{shown}: står två gånger bland koderna. Rätta dem.", field="codes")


def _known(people: Mapping[int, int], towns: Sequence[Town], day: date) -> set[int]:
    """List whose figure is recorded already; raises ConflictError when the file has another."""
    names = {town.id: town.short_name for town in towns}
    rows = Population.objects.filter(municipality__in=people, counted_on=day)
    known = dict(rows.values_list("municipality", "people"))
    for town, count in known.items():
        if people[town] != count:
            raise ConflictError(
                f"{names[town]} har redan {count} invånare {day}, men filen säger {people[town]}."
                " Inget har lästs in."
            )
    return set(known)
