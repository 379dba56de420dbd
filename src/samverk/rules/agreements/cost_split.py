"""Who bears what a claim costs: the funders, by what they contribute for the year."""

from __future__ import annotations

from collections.abc import Mapping

from samverk.rules.apportionment import apportion
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import kronor_and_ore

# The state pays half, the regions and the municipalities a quarter each (5 §)
BY_PARTS = {"Staten": 2, "Regionerna tillsammans": 1, "Kommunerna tillsammans": 1}


def cost_split(amount: int, weights: Mapping[str, int]) -> Ruling[dict[str, int]]:
    """Split what is proposed, öre, by what each funder contributes; the shares add up exactly.

    A correction that lowers is split the same way, with its sign. Raises ValueError as ``apportion``.
    """
    sign = -1 if amount < 0 else 1
    shares = {name: sign * part for name, part in apportion(abs(amount), weights).items()}
    reasons = tuple(Reason(f"{name}: {kronor_and_ore(part)}") for name, part in shares.items())
    return Ruling(shares, reasons)
