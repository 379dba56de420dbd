"""Taking what a federation tells a party of its agreements; the message itself is what is kept and read."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from samverk.directory import queries as directory
from samverk.exchange.ports import Incoming
from samverk.foundation.errors import InputError


def take_terms(came: Incoming) -> None:
    """Try that it comes from a federation and that its days are in order. Raises InputError."""
    if directory.organisation_by_id(came.sender).kind != "federation":
        raise InputError("Villkor kommer från ett samordningsförbund.")
    for row in came.payload["agreements"]:
        for one in (row, *row["closed"]):
            _check(one)
        starts = [date.fromisoformat(one["from_date"]) for one in row["tariffs"]]
        if any(later <= earlier for earlier, later in pairwise(starts)):
            raise InputError("Taxorna ska stå i ordning, en för varje dag som de börjar.")


def _check(row: dict[str, Any]) -> None:
    if date.fromisoformat(row["to_date"]) < date.fromisoformat(row["from_date"]):
        raise InputError("Sista dagen är före den första.")
