"""Whose paper it is, as one choice: a body, or an organisation whose body is not printed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from samverk.directory.queries import BodyRef, OrganisationRef

Organs = list[tuple[OrganisationRef, list[BodyRef]]]


def organ_choices(organs: Iterable[tuple[OrganisationRef, list[BodyRef]]]) -> list[tuple[Any, Any]]:
    """List every body under its organisation, and that no body is printed."""
    groups = [
        (
            organisation.name,
            [
                *((f"b{organisation.id}-{body.id}", body.full_name) for body in bodies),
                (f"o{organisation.id}", f"Organ inte tryckt, {organisation.short_name}"),
            ],
        )
        for organisation, bodies in organs
    ]
    return [("", "Välj"), *groups]


def organ_value(body: BodyRef) -> str:
    """Write the choice of a body."""
    return f"b{body.organisation}-{body.id}"


def organ_of(chosen: str) -> tuple[int, int | None]:
    """Answer the organisation and body that a valid choice names."""
    organisation, _, body = chosen[1:].partition("-")
    return int(organisation), int(body) if body else None
