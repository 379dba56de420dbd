"""Organisations, their bodies, and who is elected to them: closed fields, published by themselves.

Somebody is published in a role that is public, and in no other way: nobody can be searched for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samverk.directory import queries as directory
from samverk.directory.queries import OrganisationRef, SeatHolding
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind
from samverk.publishing.queries.shielded import shielded

KINDS = (Kind.ORGANISATION, Kind.BODY, Kind.PERSON, Kind.MEMBERSHIP)


def directory_drafts(organisations: Sequence[OrganisationRef], day: date) -> list[Draft]:
    """Give some organisations, their bodies and those who hold their seats on a day. Three queries.

    Whoever has protected personal data holds none that is told of.
    """
    ids, out = [one.id for one in organisations], shielded()
    held = [one for one in directory.holdings_in(ids, day) if one.person_id not in out]
    return [
        *map(_organisation, organisations),
        *(_body(one) for one in directory.bodies_in(ids)),
        *_persons(held),
        *map(_membership, held),
    ]


def _organisation(found: OrganisationRef) -> Draft:
    return Draft(
        Kind.ORGANISATION,
        found.id,
        found.name,
        organisation=found.id,
        sort=found.kind,
        data={
            "shortName": found.short_name,
            "slug": found.slug,
            "classification": found.kind_name,
            "number": found.number,
        },
    )


def _body(found: directory.Body) -> Draft:
    return Draft(
        Kind.BODY,
        found.pk,
        found.name,
        organisation=found.organisation_id,
        body=found.pk,
        sort=found.kind,
        data={
            "shortName": found.abbreviation,
            "classification": found.get_kind_display(),
            "startDate": found.from_date.isoformat() if found.from_date else None,
            "endDate": found.to_date.isoformat() if found.to_date else None,
            "parent": found.parent_id,
        },
        links=(("committee_of", Kind.BODY, found.parent_id),) if found.parent_id else (),
    )


def _persons(held: Sequence[SeatHolding]) -> list[Draft]:
    """Give each person once, with how many seats they hold here."""
    names: dict[int, str] = {}
    seats: dict[int, int] = {}
    for one in held:
        names[one.person_id] = one.person.name
        seats[one.person_id] = seats.get(one.person_id, 0) + 1
    return [
        Draft(Kind.PERSON, pk, name, data={"memberships": seats[pk]}) for pk, name in names.items()
    ]


def _membership(held: SeatHolding) -> Draft:
    body = held.seat.body
    party = held.party.abbreviation if held.party else ""
    return Draft(
        Kind.MEMBERSHIP,
        held.pk,
        held.person.name,
        organisation=body.organisation_id,
        body=body.pk,
        day=held.from_date,
        parties=(party,) if party else (),
        data={
            "person": held.person_id,
            "role": held.get_role_display(),
            "party": party,
            "seat": held.seat.number,
            "votingRight": not held.seat.substitute,
            "substitute": held.seat.substitute,
            "startDate": held.from_date.isoformat(),
            "endDate": held.to_date.isoformat() if held.to_date else None,
            "onBehalfOf": held.appointed_by.name if held.appointed_by else "",
        },
        links=(("of", Kind.PERSON, held.person_id), ("in", Kind.BODY, body.pk)),
    )
