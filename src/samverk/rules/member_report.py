"""What a member pays, what comes back, and what that makes for each intervention (medlemsrapport).

Amounts are whole kronor. A paper that says "590 tkr" leaves a span of half a thousand each way: the
net is told by the figures as stated, and its span with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from samverk.rules.example import Example
from samverk.rules.fees import Interval
from samverk.rules.figures import Figure, Known
from samverk.rules.ruling import Reason, Ruling


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of a year (belopp): how it is known, and as a paper states it, None where none does.

    ``preliminary`` marks what the paper itself calls that, ``at_least`` a sum that may still grow.
    """

    figure: Figure
    stated: int | None = None
    preliminary: bool = False
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Net:
    """What comes back less what is paid (netto), whole kronor: negative where more is paid.

    ``stated`` is by the figures as papers state them, None where one of them is computed; ``low``
    and ``high`` are how far it may be from that. ``at_least`` says that more may come back, so that the
    net is this or better.
    """

    low: int
    high: int
    stated: int | None
    known: Known
    preliminary: bool = False
    at_least: bool = False


def net_of(fee: Amount, back: Amount) -> Ruling[Net | None]:
    """Compute the net of a year; None while the fee or what comes back is not known."""
    paid, returned = fee.figure.span, back.figure.span
    if paid is None or returned is None:
        lacking = [
            name
            for name, span in (("avgiften", paid), ("det som går tillbaka", returned))
            if not span
        ]
        return Ruling(None, (Reason(f"Nettot kan inte räknas: {' och '.join(lacking)} saknas."),))
    both = fee.stated is not None and back.stated is not None
    stated = (back.stated or 0) - (fee.stated or 0) if both else None
    known = {fee.figure.known, back.figure.known}
    found = Net(
        returned.low - paid.high,
        returned.high - paid.low,
        stated,
        Known.KNOWN if known == {Known.KNOWN} else Known.MODELLED,
        fee.preliminary or back.preliminary,
        back.at_least,
    )
    reasons = [Reason("Nettot är det som går tillbaka minus avgiften.")]
    if found.at_least:
        reasons.append(Reason("Mer kan gå tillbaka för året: nettot är minst det som står."))
    if found.preliminary:
        reasons.append(Reason("Uppgiften är preliminär enligt den handling som uppger den."))
    return Ruling(found, tuple(reasons))


def cost_each(amount: int, interventions: int) -> Ruling[int | None]:
    """Divide an amount among interventions, in whole kronor rounded half up; None without any.

    One person may have several interventions: it is no cost for each person. Raises ValueError
    for a negative number of either.
    """
    if amount < 0 or interventions < 0:
        raise ValueError("Belopp och antal kan inte vara negativa.")
    if not interventions:
        return Ruling(None, (Reason("Inget antal att dela med."),))
    each = (2 * amount + interventions) // (2 * interventions)
    text = "Beloppet delat med antalet insatser. En person kan ha flera: det är ingen kostnad per person."
    return Ruling(each, (Reason(text),))


EXAMPLES = (
    Example(
        cost_each,
        {"amount": 1_500_000, "interventions": 80},
        18_750,
        "preliminära tal i Härryda kommuns handling 2022",
    ),
    Example(
        net_of,
        {
            "fee": Amount(
                Figure(Interval(589_500, 590_499), Known.KNOWN, "uppgiven", "590 tkr"), 590_000
            ),
            "back": Amount(
                Figure(Interval(1_450_000, 1_549_999), Known.KNOWN, "uppgivet", "1,5 mnkr"),
                1_500_000,
                preliminary=True,
            ),
        },
        Net(859_501, 960_499, 910_000, Known.KNOWN, preliminary=True),
        "preliminära tal i Härryda kommuns handling 2022",
    ),
)
