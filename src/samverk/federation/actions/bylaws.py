"""Recording what the by-laws hold: where each required content stands, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from samverk.federation.models import (
    BylawsReading,
    BylawsSettings,
    FederationTerms,
    MajorityRule,
    Membership,
    SeatRule,
    Share,
)
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.permissions import Right, may, require
from samverk.rules.bylaw_contents import CONTENTS

BYLAWS_READ = acts.kind("federation.bylaws_read", "Förbundsordningen genomgången")
BYLAWS_SETTLED = acts.kind("federation.bylaws_settled", "Förbundsordningens inställningar satta")


@dataclass(frozen=True, slots=True)
class NewReading:
    """Where each required content stands in a version of the by-laws, by its number in 9 §."""

    terms: int
    places: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class NewSettings:
    """What follows from a version of the by-laws.

    ``seats`` are (membership, ledamöter, ersättare), ``majorities`` (matter, share). ``archive`` is the
    organisation whose archive authority supervises; ``auditors`` per member. None and "" are unknown.
    """

    terms: int
    announced: str = ""
    archive: int | None = None
    auditors: int | None = None
    seats: tuple[tuple[int, int, int], ...] = ()
    majorities: tuple[tuple[str, Fraction], ...] = ()


def record_reading(actor: Actor, new: NewReading, *, key: str) -> BylawsReading:
    """Record where the required contents stand; an earlier reading stays in the history."""
    terms = _terms(actor, new.terms)
    places = {number: place.strip() for number, place in new.places if place.strip()}
    if strangers := set(places) - set(CONTENTS):
        raise InputError(f"9 § har ingen punkt {min(strangers)}.")
    act = acts.Act(actor, BYLAWS_READ, key, terms.federation_id, content=new)
    return acts.carry_out(act, lambda: BylawsReading.objects.create(terms=terms, places=places))


def record_settings(actor: Actor, new: NewSettings, *, key: str) -> BylawsSettings:
    """Record what follows from the by-laws; earlier settings stay in the history.

    Raises InputError for seats of another federation's member, an archive authority that is no
    member municipality (20 §), no auditor, and a majority that is none or asks for all.
    """
    terms = _terms(actor, new.terms)
    _check(terms, new)
    act = acts.Act(actor, BYLAWS_SETTLED, key, terms.federation_id, content=new)
    return acts.carry_out(act, lambda: _record(terms, new))


def _terms(actor: Actor, terms: int) -> FederationTerms:
    found = FederationTerms.objects.get(pk=terms)
    require(may(actor, Right.MANAGE_FEDERATION, organisation=found.federation_id))
    return found


def _check(terms: FederationTerms, new: NewSettings) -> None:
    rows = Membership.objects.filter(federation=terms.federation_id)
    own = {row.pk: row for row in rows.select_related("member")}
    if any(membership not in own for membership, _, _ in new.seats):
        raise InputError("Platserna gäller en medlem i ett annat förbund. Öppna sidan på nytt.")
    towns = {row.member_id for row in own.values() if row.share == Share.MUNICIPALITY}
    if new.archive is not None and new.archive not in towns:
        raise InputError(
            "Arkivmyndigheten ska finnas i en kommun som är medlem. Välj en annan.",
            field="archive",
        )
    if new.auditors is not None and new.auditors < 1:
        raise InputError("Varje medlem har minst en revisor.", field="auditors")
    _check_majorities(dict(new.majorities), len(new.majorities))


def _check_majorities(majorities: Mapping[str, Fraction], given: int) -> None:
    for matter, share in majorities.items():
        if not Fraction(1, 2) < share < 1:
            raise InputError(
                f"{matter}: andelen ska vara större än hälften och mindre än alla, som 2/3.",
                field="majorities",
            )
    if len(majorities) < given:
        raise InputError("Samma ärende står två gånger.", field="majorities")


def _record(terms: FederationTerms, new: NewSettings) -> BylawsSettings:
    made = BylawsSettings.objects.create(
        terms=terms,
        announced=new.announced,
        archive_id=new.archive,
        auditors=new.auditors,
    )
    SeatRule.objects.bulk_create(
        SeatRule(settings=made, membership_id=member, members=seats, substitutes=substitutes)
        for member, seats, substitutes in new.seats
    )
    MajorityRule.objects.bulk_create(
        MajorityRule(
            settings=made, matter=matter, numerator=share.numerator, denominator=share.denominator
        )
        for matter, share in new.majorities
    )
    return made
