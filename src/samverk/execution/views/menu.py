"""Where a board's register leads, grouped by what it is for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from samverk.foundation.permissions import Right


@dataclass(frozen=True, slots=True)
class Way:
    """A page of a board's register (``name`` of its address), for whoever has the right."""

    label: str
    name: str
    right: Right | None = None


MENU: dict[str, tuple[Way, ...]] = {
    "Rapportera": (
        Way("Kvartal", "register_quarter"),
        Way("Rapportera till IVO", "register_round"),
        Way("Kontroller", "register_checks"),
        Way("Publicera", "publishing"),
        Way("Lämnade rapporter", "kept_reports", Right.REPORT_EXECUTION),
    ),
    "Håll ordning": (
        Way("Registerutdrag", "register_extract", Right.REPORT_EXECUTION),
        Way("Gallring", "register_retention", Right.REPORT_EXECUTION),
        Way("Fönster, gränser och kodlistor", "register_settings"),
    ),
}


def menu(body: int, rights: Collection[Right]) -> list[tuple[str, list[tuple[str, str]]]]:
    """List the ways of a board (id) open to these rights: groups of labels and addresses."""
    groups = (
        (
            group,
            [
                (way.label, reverse(way.name, args=[body]))
                for way in ways
                if way.right is None or way.right in rights
            ],
        )
        for group, ways in MENU.items()
    )
    return [(group, ways) for group, ways in groups if ways]
