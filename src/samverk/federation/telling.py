"""Figures in words, each with how it is known: the cells of what is shown and printed."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.federation.shown_counts import ShownCounts, Split
from samverk.rules.figures import Figure, Known
from samverk.web import swedish

# How a figure is known, in words, and the tone that picks its icon
WORDS = {Known.KNOWN: "känt", Known.MODELLED: "räknat", Known.MISSING: "saknas"}
TONES = {Known.KNOWN: "good", Known.MODELLED: "neutral", Known.MISSING: "unknown"}


@dataclass(frozen=True, slots=True)
class Told:
    """A cell (ruta): its text and how it is known; "" and None where the scenario has none."""

    text: str = ""
    known: Known | None = None

    @property
    def word(self) -> str:
        """How it is known, in a word."""
        return WORDS[self.known] if self.known else ""

    @property
    def tone(self) -> str:
        """The tone of that word."""
        return TONES[self.known] if self.known else "neutral"

    @property
    def plain(self) -> str:
        """The cell as it is printed."""
        return f"{self.text} ({self.word})" if self.word and self.text else self.text or self.word


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with a cell for each scenario."""

    label: str
    cells: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under the question that they answer (fråga)."""

    question: str
    rows: tuple[TableRow, ...]


def kronor(figure: Figure) -> str:
    """Write a figure: an amount, a span, or why it is missing."""
    if figure.span is None:
        return figure.basis.rstrip(".")
    if figure.printed:
        return figure.printed
    low, high = swedish.kronor(figure.span.low), swedish.kronor(figure.span.high)
    return low if low == high else f"{low} till {high}"


NOT_SHOWN = "visas inte"
CountCells = tuple[str, str, str, str]


def counts_told(shown: ShownCounts) -> tuple[CountCells, ...]:
    """Tell a table of counts as cells: name, women, men and all, the sum last; none when it is too small."""
    if not shown.rows:
        return ()
    rows = [(" och ".join(r.names), *_split(r.split), _count(r.total)) for r in shown.rows]
    return (*rows, ("Summa", *_split(shown.split), _count(shown.total)))


def _count(total: int | None) -> str:
    return NOT_SHOWN if total is None else swedish.number(total)


def _split(split: Split | None) -> tuple[str, str]:
    if split is None:
        return NOT_SHOWN, NOT_SHOWN
    return swedish.number(split.women), swedish.number(split.men)


def figure_told(figure: Figure | None) -> Told:
    """Tell a figure with how it is known; an empty cell without any."""
    return Told(kronor(figure), figure.known) if figure else Told()
