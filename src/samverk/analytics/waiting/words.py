"""The figures in Swedish words, for pages and papers: short, with n and interval, never more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samverk.analytics.waiting.history import DAYS_A_MONTH
from samverk.analytics.waiting.proportions import Share
from samverk.analytics.waiting.quantiles import LEAST_FOR_A_MEDIAN, Quantile, Summary

if TYPE_CHECKING:
    from samverk.analytics.waiting.backtest import BackTest
    from samverk.analytics.waiting.forecast import Range
    from samverk.analytics.waiting.report import Lengths
    from samverk.analytics.waiting.survival import Step

# From here on months are what people reckon in.
MONTHS_FROM = 60


def length(days: float) -> str:
    """Write a length: days up to two months, then months, with a half where it matters."""
    if round(days) < MONTHS_FROM:
        return "1 dag" if round(days) == 1 else f"{round(days)} dagar"
    return f"{_months(days)} månader"


def summary(found: Summary) -> str:
    """Write a median and a 90th percentile with intervals and n; words under ten people."""
    if not found.n:
        return "Ingen."
    if found.median is None or found.ninetieth is None:
        return f"Färre än {LEAST_FOR_A_MEDIAN} personer: för få för en median."
    half, nine = quantile(found.median), quantile(found.ninetieth)
    return f"Hälften har väntat högst {half}, nio av tio högst {nine}. {found.n} personer."


def quantile(found: Quantile) -> str:
    """Write a quantile with its interval; a bound that cannot be told is not made up."""
    if found.value is None:
        return "längre än vad som kan ses"
    value = length(found.value)
    if found.low is None:
        return value if found.high is None else f"{value} (säkert högst {length(found.high)})"
    if found.high is None:
        return f"{value} (säkert minst {length(found.low)})"
    within = between(found.low, found.high)
    return value if within == value else f"{value} ({within})"


def outlook(found: Range | None) -> str:
    """Write what one who joins now can expect."""
    if found is None:
        return "Det går inte att säga hur lång väntan blir."
    if found.low is None:
        return "Ingen start kan förutses: det finns inga platser att vänta på."
    if found.high is None:
        return f"Väntan blir minst {length(found.low)}. Hur lång den blir går inte att säga."
    if round(found.high) == round(found.low):
        return f"Väntan blir omkring {length(found.low)}."
    return f"Väntan blir troligen {between(found.low, found.high)} (åtta fall av tio)."


def between(low: float, high: float) -> str:
    """Write an interval with its unit once where both bounds have the same."""
    if round(low) >= MONTHS_FROM:
        first, last = _months(low), _months(high)
        return f"{first} månader" if first == last else f"{first}–{last} månader"
    if round(high) < MONTHS_FROM:
        return f"{round(low)}–{round(high)} dagar"
    return f"{length(low)} till {length(high)}"


def held_up(found: BackTest) -> str:
    """Write how earlier forecasts have held."""
    if found.bias is None or found.inside.value is None:
        return "Kön är för ny för att visa hur prognoserna har hållit."
    way = "för lång" if found.bias > 0 else "för kort"
    miss = (
        "I snitt rätt."
        if not round(found.bias)
        else f"I snitt {way} med {length(abs(found.bias))}."
    )
    return f"Utfallet låg i spannet i {found.inside.count} av {found.inside.of} prognoser. {miss}"


def share(found: Share) -> str:
    """Write a share with its interval, in whole per cent."""
    if found.value is None or found.low is None or found.high is None:
        return "Ingen att räkna på."
    low, high = round(found.low * 100), round(found.high * 100)
    return f"{round(found.value * 100)} % ({low}–{high} %), {found.count} av {found.of}"


def step(found: Step | None) -> str:
    """Write the share that a curve has reached, with its interval; words where it was not seen."""
    if found is None:
        return "inte sett än"
    low, high = round(found.low * 100), round(found.high * 100)
    return f"{round(found.share * 100)} % ({low}–{high} %)"


def lasting(found: Lengths) -> str:
    """Write how long stays last; words under ten people."""
    if found.median is None or found.ninetieth is None:
        return f"Färre än {LEAST_FOR_A_MEDIAN} deltaganden: för få för en median."
    half, nine = quantile(found.median), quantile(found.ninetieth)
    return f"Hälften varar högst {half}, nio av tio högst {nine}. {found.n} deltaganden."


def _months(days: float) -> str:
    """Write months to the half up to a year, then whole."""
    months = days / DAYS_A_MONTH
    rounded = round(months * 2) / 2 if months < 12 else round(months)
    return f"{rounded:g}".replace(".", ",")
