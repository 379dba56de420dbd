"""Whether a table of unexecuted decisions can be true (rimlighetskontroll): sums, means, stock and flow.

The same checks are made before a report of one's own leaves and on a table that others have published.
A check that a table does not let be made is not passed: it is told as not made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.unexecuted.published import Column, Line, Measure, Published
from samverk.rules.unexecuted.published_cells import quarter_number
from samverk.rules.unexecuted.quarters import Quarter

# Means are printed in whole days, and each of them may have been rounded
TOLERANCE_DAYS = 2
# The shortest three months there are, the day before more than three have passed: 89 days and one more
LEAST_DAYS = 90
_SUMS = ("summa", "total", "samtliga")


class Verdict(StrEnum):
    """How a check came out (utfall)."""

    HOLDS = "stämmer"
    FAILS = "stämmer inte"
    NOT_MADE = "går inte att pröva"


@dataclass(frozen=True, slots=True)
class Check:
    """A check (kontroll): its id, what it demands, and the ground for it."""

    id: str
    text: str
    ground: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A check with its verdict, and each thing that does not hold, in Swedish with its place."""

    check: Check
    verdict: Verdict
    faults: tuple[str, ...] = ()


ROW_SUM = Check("summa-rad", "Delarna av en rad blir radens summa.", "Räkning.")
COLUMN_SUM = Check("summa-kolumn", "Raderna blir summaraden i varje kolumn.", "Räkning.")
ROW_MEAN = Check(
    "medel-rad",
    "En rads väntetid är delarnas väntetider, vägda med antalen.",
    "Räkning: ett medelvärde av medelvärden är inget medelvärde.",
)
COLUMN_MEAN = Check(
    "medel-kolumn",
    "Summaradens väntetid är radernas väntetider, vägda med antalen.",
    "Räkning: rader med noll beslut väger inget.",
)
SUBSET = Check("avbrutna", "De avbrutna är högst så många som alla.", "De räknas in i alla.")
UNENDED = Check(
    "kvartal-pågår",
    "Ett kvartal som inte tagit slut är tomt, inte noll.",
    "Antalet räknas kvartalets sista dag.",
)
FLOW = Check(
    "flöde",
    "Nya är ej verkställda, minus förra kvartalets, plus avslutade sedan dess, och aldrig under noll.",
    "Ett beslut som har räknats och inte finns kvar har verkställts eller avslutats.",
)
WHOLE = Check(
    "hela-tal",
    "Antal är hela tal och aldrig under noll.",
    "Räkning: beslut räknas hela.",
)
SHORTEST = Check(
    "kortaste",
    "Väntetiden är minst tre månader.",
    "Bara de som väntat mer än tre månader räknas.",
)
PAIRED = Check(
    "par",
    "Den som har ett antal har en väntetid, och ingen väntetid står där antalet är noll.",
    "Antal och förfluten tid ska båda rapporteras.",
)


def check_table(table: Published, as_of: date | None) -> Ruling[tuple[Checked, ...]]:
    """Make every check of a table. ``as_of`` is the day it was made, None when that is not known."""
    made = tuple(_made(check, how(table, as_of)) for check, how in CHECKS.items())
    failed = sum(one.verdict is Verdict.FAILS for one in made)
    told = "Tabellen hänger ihop." if not failed else _failed(failed)
    if (
        all(one.verdict is Verdict.NOT_MADE for one in made if one.check is not WHOLE)
        and not failed
    ):
        told = "Ingen kontroll gick att göra: tabellen har inget att räkna mot."
    reasons = (Reason(told + " Det är Samverks läsning av tabellen."),)
    without_year = [
        column.heading
        for column in table.columns
        if column.quarter is None and quarter_number(column.heading)
    ]
    remarks = tuple(
        Reason(f"{heading} är ett kvartal utan år, och prövas inte som kvartal. Ange året.")
        for heading in without_year[:1]
    )
    return Ruling(made, reasons, remarks)


def _failed(number: int) -> str:
    return "En kontroll stämmer inte." if number == 1 else f"{number} kontroller stämmer inte."


def _made(check: Check, found: list[str] | None) -> Checked:
    if found is None:
        return Checked(check, Verdict.NOT_MADE)
    return Checked(check, Verdict.FAILS if found else Verdict.HOLDS, tuple(found))


def _of_parts(table: Published, measure: Measure) -> tuple[list[int], int | None]:
    """Find the columns of the parts (women, men), and the column of them all together."""
    found = [pair for pair in table.at(measure) if pair[1].quarter is None]
    parts = [place for place, column in found if column.part]
    totals = [place for place, column in found if not column.part]
    return parts, totals[0] if len(totals) == 1 else None


def _whole(table: Published, _: date | None) -> list[str] | None:
    counts = table.at(Measure.COUNT)
    if not counts:
        return None
    return [
        f"{line.label}, {column.heading}: där står {line.numbers[place]:g}."
        for place, column in counts
        for line in table.lines
        if (number := line.numbers[place]) is not None and (number < 0 or number % 1)
    ]


def _row_sums(table: Published, _: date | None) -> list[str] | None:
    parts, total = _of_parts(table, Measure.COUNT)
    if total is None or len(parts) < 2:
        return None
    found = []
    for line in table.lines:
        numbers, told = [line.numbers[place] for place in parts], line.numbers[total]
        if told is None:
            continue
        added = sum(number or 0 for number in numbers)
        if added != told:
            found.append(f"{line.label}: delarna blir {added:g}, men där står {told:g}.")
    return found


def _column_sums(table: Published, _: date | None) -> list[str] | None:
    total = table.total
    if total is None or not table.parts:
        return None
    found = []
    for place, column in table.at(Measure.COUNT):
        told = total.numbers[place]
        if told is None:
            continue
        added = sum(line.numbers[place] or 0 for line in table.parts)
        if added != told:
            found.append(
                f"{column.heading}: raderna blir {added:g}, men i summaraden står {told:g}."
            )
    return found


def _paired_columns(table: Published) -> list[tuple[int, int]]:
    """Pair each column of numbers with the column of mean days of the same people."""
    days = {column.part: place for place, column in table.at(Measure.DAYS)}
    return [
        (place, days[column.part])
        for place, column in table.at(Measure.COUNT)
        if column.part in days
    ]


def _weighted(pairs: list[tuple[float | None, float | None]]) -> tuple[float, float, float] | None:
    """Give the weighted mean, and the least and most of those that have weight; None without any."""
    real = [(count, days) for count, days in pairs if count]
    if not real or any(days is None for _, days in real):
        return None
    known = [(count, days) for count, days in real if days is not None]
    weight = sum(count for count, _ in known)
    mean = sum(count * days for count, days in known) / weight
    return mean, min(days for _, days in known), max(days for _, days in known)


def _mean_fault(place: str, told: float, found: tuple[float, float, float]) -> Iterator[str]:
    mean, least, most = found
    if abs(told - mean) <= TOLERANCE_DAYS:
        return
    outside = (
        f" Det kan inte vara under {least:g} eller över {most:g}."
        if not least <= told <= most
        else ""
    )
    yield f"{place}: där står {told:g} dagar, men det vägda medlet är {mean:.0f}.{outside}"


def _row_means(table: Published, _: date | None) -> list[str] | None:
    pairs = {table.columns[place].part: (place, days) for place, days in _paired_columns(table)}
    if "" not in pairs or len(pairs) < 3:
        return None
    total = pairs.pop("")[1]
    found: list[str] = []
    for line in table.lines:
        told = line.numbers[total]
        mean = _weighted([(line.numbers[c], line.numbers[d]) for c, d in pairs.values()])
        if told is not None and mean is not None:
            found += _mean_fault(line.label, told, mean)
    return found


def _column_means(table: Published, _: date | None) -> list[str] | None:
    total, pairs = table.total, _paired_columns(table)
    if total is None or not pairs or len(table.parts) < 2:
        return None
    found: list[str] = []
    for count, days in pairs:
        told = total.numbers[days]
        mean = _weighted([(line.numbers[count], line.numbers[days]) for line in table.parts])
        if told is not None and mean is not None:
            found += _mean_fault(f"{total.label}, {table.columns[days].heading}", told, mean)
    return found


def _subset(table: Published, _: date | None) -> list[str] | None:
    line, total = table.interrupted, table.total
    if line is None or total is None:
        return None
    found = []
    for place, column in table.at(Measure.COUNT):
        part, whole = line.numbers[place], total.numbers[place]
        if part is not None and whole is not None and part > whole:
            found.append(f"{column.heading}: {part:g} avbrutna av {whole:g}.")
    parts, whole_place = _of_parts(table, Measure.COUNT)
    # The row of the interrupted has a sum of its own; it is told by the check of rows
    return found if parts or whole_place is not None else None


def _quarters(table: Published) -> list[tuple[int, Quarter]]:
    found = [(n, column.quarter) for n, column in enumerate(table.columns) if column.quarter]
    return sorted(found, key=lambda one: one[1])


def _unended(table: Published, as_of: date | None) -> list[str] | None:
    quarters = _quarters(table)
    if as_of is None or not quarters:
        return None
    return [
        f"{line.label}, {quarter}: där står {line.numbers[place]:g}, men kvartalet hade inte tagit"
        " slut när tabellen gjordes."
        for place, quarter in quarters
        if quarter.last_day >= as_of
        for line in table.lines
        if line.numbers[place] is not None
    ]


def _flow(table: Published, _: date | None) -> list[str] | None:
    """Follow the stock from quarter to quarter, where lists A and C stand by the quarter."""
    lists = {name: _of_list(table, name) for name in ("A", "B", "C")}
    quarters = _quarters(table)
    if not lists["A"] or not lists["C"] or len(quarters) < 2:
        return None
    waiting = [*lists["A"], *lists["B"]]
    found = []
    for (before, earlier), (place, quarter) in pairwise(quarters):
        told = tuple(
            _added(some, at)
            for some, at in ((waiting, before), (waiting, place), (lists["C"], place))
        )
        if None in told or earlier.next != quarter:
            continue
        last, now, ended = (number or 0 for number in told)
        if now - last + ended < 0:
            found.append(
                f"{str(quarter).capitalize()}: {now:g} − {last:g} + {ended:g} ="
                f" {now - last + ended:g} nya."
            )
        if ended > last:
            found.append(
                f"{str(quarter).capitalize()}: {ended:g} avslutade, men bara {last:g} fanns kvar från"
                " kvartalet före."
            )
    return found


def _of_list(table: Published, name: str) -> list[Line]:
    """Find the rows of a list: one, one for each type, or the one that sums those."""
    rows = [one for one in table.lines if one.list == name and not one.is_of_which]
    sums = [one for one in rows if one.label.casefold().startswith(_SUMS)]
    return sums if len(sums) == 1 else rows


def _added(lines: list[Line], place: int) -> float | None:
    numbers = [line.numbers[place] for line in lines]
    return None if None in numbers else sum(number or 0 for number in numbers)


def _cells(table: Published) -> Iterator[tuple[Line, Column, float | None, float | None]]:
    """Go through each number with its mean days."""
    for count, days in _paired_columns(table):
        for line in table.lines:
            yield line, table.columns[days], line.numbers[count], line.numbers[days]


def _shortest(table: Published, _: date | None) -> list[str] | None:
    if not _paired_columns(table):
        return None
    return [
        f"{line.label}, {column.heading}: {days:g} dagar är mindre än tre månader."
        for line, column, count, days in _cells(table)
        if count and days is not None and days < LEAST_DAYS
    ]


def _paired(table: Published, _: date | None) -> list[str] | None:
    if not _paired_columns(table):
        return None
    found = []
    for line, column, count, days in _cells(table):
        if count and days is None:
            found.append(f"{line.label}, {column.heading}: {count:g} beslut, men ingen väntetid.")
        if not count and days:
            found.append(f"{line.label}, {column.heading}: {days:g} dagar, men inget beslut.")
    return found


CHECKS: dict[Check, Callable[[Published, date | None], list[str] | None]] = {
    ROW_SUM: _row_sums,
    COLUMN_SUM: _column_sums,
    ROW_MEAN: _row_means,
    COLUMN_MEAN: _column_means,
    SUBSET: _subset,
    UNENDED: _unended,
    FLOW: _flow,
    WHOLE: _whole,
    SHORTEST: _shortest,
    PAIRED: _paired,
}
_COLUMNS = tuple(
    Column(f"2023 Q{number}", Measure.COUNT, f"2023 q{number}", Quarter(2023, number))
    for number in (3, 4)
)
_PRINTED = Published(
    _COLUMNS,
    (
        Line("Ej verkställda", (1.0, 0.0), list="A"),
        Line("Tidigare rapporterade som nu verkställts", (0.0, 0.0), list="C"),
    ),
)
EXAMPLES = (
    Example(
        lambda table, as_of: Ruling(
            tuple(
                one.check.id
                for one in check_table(table, as_of).value
                if one.verdict is Verdict.FAILS
            ),
            (),
        ),
        {"table": _PRINTED, "as_of": date(2023, 10, 11)},
        (UNENDED.id, FLOW.id),
        "ett verkligt underlag skrev noll för ett kvartal som inte tagit slut",
    ),
)
