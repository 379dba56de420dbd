"""Whether a stated fee fits the model: half, quarter, quarter, and a split among municipalities."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from samverk.rules.example import Example
from samverk.rules.fees import POPULATION_2015, Interval, implied_total, share_of
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.shares import POPULATION_2023


@dataclass(frozen=True, slots=True)
class Fit:
    """Avstämning: the total that a fee implies, beside the total that is known from elsewhere.

    ``fits`` is None where no total is known to compare with.
    """

    implied: Interval
    known: Interval | None
    fits: bool | None


def fee_fit(
    stated: Interval, share: tuple[Fraction, Fraction], known: Interval | None
) -> Ruling[Fit]:
    """Answer whether a fee fits: the totals that it implies and the known ones have one in common.

    ``share`` is the span of the municipality's part of the municipal quarter, lowest first.
    """
    computed = implied_total(stated.low, stated.high, *share)
    implied = computed.value
    if known is None:
        text = "Ingen total är känd att jämföra med: om avgiften stämmer kan inte prövas."
        return Ruling(Fit(implied, None, None), (*computed.reasons, Reason(text)), computed.remarks)
    fits = implied.meets(known)
    text = (
        f"Avgiften svarar mot en total på {_kr(implied)}; den kända totalen är {_kr(known)}. "
        + ("Spannen möts." if fits else "Spannen möts inte.")
    )
    return Ruling(Fit(implied, known, fits), (*computed.reasons, Reason(text)), computed.remarks)


def _kr(span: Interval) -> str:
    low, high = (f"{n:,}".replace(",", "\N{NO-BREAK SPACE}") for n in (span.low, span.high))
    return f"{low} kr" if span.low == span.high else f"{low} till {high} kr"


def span_of(amount: int, precision: int) -> Interval:
    """Read a rounded figure as every whole krona that rounds to it; both in kronor."""
    return Interval(max(0, amount - precision // 2), amount + max(0, (precision - 1) // 2))


_ALINGSAS = (share_of(POPULATION_2023, "Alingsås"), share_of(POPULATION_2015, "Alingsås"))
_HARRYDA = (share_of(POPULATION_2023, "Härryda"), share_of(POPULATION_2015, "Härryda"))
_JUST_OVER_14 = Interval(14_000_000, 14_500_000)

EXAMPLES = (
    Example(
        fee_fit,
        {"stated": span_of(644_000, 1_000), "share": _ALINGSAS, "known": _JUST_OVER_14},
        Fit(Interval(14_088_103, 14_429_953), _JUST_OVER_14, True),
        "Alingsås 2020: 644 tkr mot intäkter på drygt 14 mnkr",
    ),
    Example(
        fee_fit,
        {"stated": span_of(700_000, 100_000), "share": _HARRYDA, "known": _JUST_OVER_14},
        Fit(Interval(15_376_186, 17_847_776), _JUST_OVER_14, False),
        "Härryda 2020: en besparing på 0,7 mnkr stämmer inte med modellen",
    ),
)
