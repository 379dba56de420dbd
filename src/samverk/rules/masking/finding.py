"""Finds everything in a text that a reviewer must look at before it is published."""

from __future__ import annotations

from samverk.rules.masking.contacts import contacts_in
from samverk.rules.masking.kinds import Hit
from samverk.rules.masking.numbers import numbers_in


def hits_in(text: str) -> tuple[Hit, ...]:
    """List the hits of a text in their order; none overlaps another, and a personal number goes first."""
    found = list(numbers_in(text))
    taken = bytearray(len(text))
    for hit in found:
        taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    for hit in contacts_in(text):
        if 1 not in taken[hit.start : hit.end]:
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            found.append(hit)
    return tuple(sorted(found, key=lambda one: one.start))
