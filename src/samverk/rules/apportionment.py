"""Dividing whole kronor by weights so that the parts add up exactly (största rest)."""

from __future__ import annotations

from collections.abc import Mapping

_SWEDISH_LAST = str.maketrans({"å": "{", "ä": "|", "ö": "}"})


def swedish_order(name: str) -> tuple[str, str]:
    """Key for sorting names in Swedish: å, ä and ö last, in that order, whatever the locale."""
    return name.casefold().translate(_SWEDISH_LAST), name


def apportion(amount: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Divide ``amount`` in proportion to ``weights`` by largest remainder; the sum is exact.

    The kronor left after rounding down go one each to the largest remainders. Equal remainders: the
    larger weight first, then the name in Swedish order. Raises ValueError for a negative amount, no
    weights, or a weight below one.
    """
    if amount < 0:
        raise ValueError("Beloppet att fördela kan inte vara negativt.")
    if not weights or min(weights.values()) < 1:
        raise ValueError("Varje del behöver ett tal som är minst 1.")
    whole = sum(weights.values())
    parts = {name: amount * weight // whole for name, weight in weights.items()}
    order = sorted(
        weights,
        key=lambda name: (-(amount * weights[name] % whole), -weights[name], swedish_order(name)),
    )
    for name in order[: amount - sum(parts.values())]:
        parts[name] += 1
    return parts


def tied_remainders(amount: int, weights: Mapping[str, int]) -> tuple[str, ...]:
    """Name those whose equal remainders were told apart by the tie-break; empty when none were."""
    whole = sum(weights.values())
    remainders = {name: amount * weight % whole for name, weight in weights.items()}
    left = sum(remainders.values()) // whole
    ranked = sorted(remainders.values(), reverse=True)
    if left == 0 or ranked[left - 1] != ranked[left]:
        return ()
    return tuple(sorted((n for n, r in remainders.items() if r == ranked[left]), key=swedish_order))
