"""What it would cost a municipality to do the same itself, beside its fee (egen regi)."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.rules.example import Example
from samverk.rules.fees import Interval
from samverk.rules.figures import Figure, Known, missing
from samverk.rules.ruling import Reason, Ruling


@dataclass(frozen=True, slots=True)
class OwnWork:
    """Egen regi a year, whole kronor. ``more`` is the cost beyond the fee, (least, most); below zero
    it is cheaper. ``is_dearer`` is None when the fee is not known well enough to tell."""

    cost: int
    more: tuple[int, int] | None
    is_dearer: bool | None


def own_work(unit_cost: int, volume: int, fee: Figure) -> Ruling[OwnWork]:
    """Compare doing the same ``volume`` at ``unit_cost`` kronor each with a year's fee.

    Raises ValueError for a negative cost or volume.
    """
    if min(unit_cost, volume) < 0:
        raise ValueError("Styckkostnad och antal kan inte vara negativa.")
    cost = unit_cost * volume
    reasons = [Reason(f"{volume} stycken à {_kr(unit_cost)} är {_kr(cost)} om året.")]
    remark = Reason(
        "Styckkostnad och antal är den frågandes egna uppgifter. Att insatserna är lika mycket värda "
        "antas, och vad förbundet betalar tillbaka till kommunen är inte medräknat."
    )
    if fee.span is None:
        reasons.append(Reason(f"Avgiften är inte känd: {fee.basis}"))
        return Ruling(OwnWork(cost, None, None), tuple(reasons), (remark,))
    more = (cost - fee.span.high, cost - fee.span.low)
    told = _kr(fee.span.low) + (
        f" till {_kr(fee.span.high)}" if fee.span.low < fee.span.high else ""
    )
    reasons.append(Reason(f"Avgiften är {told} om året."))
    is_dearer = True if more[0] > 0 else False if more[1] <= 0 else None
    return Ruling(OwnWork(cost, more, is_dearer), tuple(reasons), (remark,))


def _kr(amount: int) -> str:
    return f"{amount:,} kr".replace(",", "\N{NO-BREAK SPACE}")


EXAMPLES = (
    Example(
        own_work,
        {
            "unit_cost": 18_750,
            "volume": 80,
            "fee": Figure(Interval(590_000, 590_000), Known.KNOWN, "avgiften 2022"),
        },
        OwnWork(1_500_000, (910_000, 910_000), True),
        "Härryda: 80 insatser för 1,5 mnkr mot avgiften 590 tkr, preliminära tal",
    ),
    Example(
        own_work,
        {"unit_cost": 1, "volume": 1, "fee": missing("ingen handling anger den.")},
        OwnWork(1, None, None),
        "konstruerat: avgiften är inte känd",
    ),
)
