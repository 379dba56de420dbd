"""Whether the log is as it was sealed: every seal, and the lines that each of them vouches for.

Nothing here needs Django or a database: the tests alter lines and seals by the thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from samverk.foundation.log_seals.lines import FORMS, Line, parts_of
from samverk.foundation.seals.bundle import bundle
from samverk.foundation.seals.canonical import read_canonical
from samverk.foundation.seals.chain import Link
from samverk.foundation.seals.checking import check
from samverk.foundation.seals.checkpoints import Checkpoint
from samverk.foundation.seals.keys import SealKey

CHAIN = "logg"
SEAL, REMOVAL = "seal", "removal"
OUTSIDE = "Raden har en plats före den första förseglingen: den är tillagd i efterhand."


@dataclass(frozen=True, slots=True)
class LogFault:
    """Something in the log that is not as it was sealed (fel): in which seal, of when, and which part.

    ``seal`` is 0 and the times "" for what is wrong with the seals as a whole. ``part`` is "" for a seal
    itself.
    """

    text: str
    seal: int = 0
    start: str = ""
    end: str = ""
    part: str = ""


@dataclass(slots=True)
class LogReport:
    """What was checked of the log (prövning): nothing is wrong when ``faults`` is empty.

    ``unsealed`` is how many lines came after the last seal: nothing vouches for them yet.
    """

    faults: list[LogFault] = field(default_factory=list)
    seals: int = 0
    lines: int = 0
    removed: int = 0
    unsealed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Sealed:
    """What a seal vouches for, as its content says. ``gone`` are the parts that were removed since."""

    number: int
    after: int
    upto: int
    start: str
    end: str
    kinds: frozenset[str]
    form: int
    parts: dict[str, dict[str, Any]]
    gone: set[str] = field(default_factory=set)


def prove(
    links: Sequence[Link],
    checkpoints: Sequence[Checkpoint],
    lines: Iterable[Line],
    key: SealKey,
    witnesses: Sequence[str] = (),
) -> LogReport:
    """Check seals and the lines, which come by position. ``witnesses`` are checkpoints kept elsewhere."""
    found = LogReport(seals=len(links))
    # The chain and its signatures are checked as those of the minutes are
    whole = check(bundle(links, checkpoints, [], key), trusted=key.public, witnesses=witnesses)
    found.faults += [LogFault(f"{one.where}: {one.text}") for one in whole.faults]
    sealed = list(_read(links, found))
    _follow(sealed, found)
    _lines(sealed, lines, found)
    return found


def _read(links: Sequence[Link], found: LogReport) -> Iterator[Sealed]:
    """Read what each seal vouches for, and take note of what was removed by a decision."""
    known: dict[int, Sealed] = {}
    for link in links:
        try:
            told = read_canonical(link.content)
            if told["kind"] == REMOVAL:
                _remove(told, known)
            else:
                known[link.index] = _sealed(link.index, told)
        except (ValueError, KeyError, TypeError, AttributeError):
            found.faults.append(LogFault("Förseglingen går inte att läsa.", link.index))
    yield from known.values()


def _sealed(number: int, told: dict[str, Any]) -> Sealed:
    if told["kind"] != SEAL or told["form"] not in FORMS:
        raise ValueError("en försegling av okänt slag")
    if not all(type(one["count"]) is int for one in told["parts"].values()):
        raise ValueError("ett antal som inget är")
    return Sealed(
        number,
        int(told["after"]),
        int(told["upto"]),
        str(told["start"]),
        str(told["end"]),
        frozenset(told["kinds"]),
        told["form"],
        dict(told["parts"]),
    )


def _remove(told: dict[str, Any], known: dict[int, Sealed]) -> None:
    for number in told["seals"]:
        known[number].gone.add(told["part"])


def _follow(sealed: Sequence[Sealed], found: LogReport) -> None:
    """Check that each seal begins where the one before ended."""
    end = 0
    for one in sealed:
        if one.after != end or one.upto <= one.after:
            found.faults.append(_fault(one, "Förseglingen börjar inte där den förra slutade."))
        end = one.upto


def _lines(sealed: Sequence[Sealed], lines: Iterable[Line], found: LogReport) -> None:
    """Hold the lines against the seals, one seal's at a time."""
    waiting = iter(sealed)
    one = next(waiting, None)
    for place, group in groupby(lines, key=_placed(sealed)):
        if place is None:
            count = sum(1 for _ in group)
            found.unsealed += count
            continue
        while one is not None and one is not place:
            _compare(one, {}, found)
            one = next(waiting, None)
        _take(place, group, found)
        one = next(waiting, None)
    for left in (*([one] if one else ()), *waiting):
        _compare(left, {}, found)


def _placed(sealed: Sequence[Sealed]) -> Any:
    """Make the function that tells which seal a line is under, the lines coming by position."""
    rest = iter(sealed)
    now = next(rest, None)

    def place(line: Line) -> Sealed | None:
        nonlocal now
        while now is not None and line["position"] > now.upto:
            now = next(rest, None)
        return now

    return place


def _take(one: Sealed, group: Iterable[Line], found: LogReport) -> None:
    outside = 0

    def inside() -> Iterator[Line]:
        nonlocal outside
        for line in group:
            found.lines += 1
            if line["position"] > one.after:
                yield line
            else:
                outside += 1

    # An installation's first seal may be of years of lines: they are never all in memory
    _compare(one, parts_of(inside(), one.kinds, one.form), found)
    if outside:
        found.faults.append(_fault(one, OUTSIDE))


def _compare(one: Sealed, there: dict[str, dict[str, Any]], found: LogReport) -> None:
    for part in sorted(one.parts.keys() | there.keys()):
        was, now = one.parts.get(part, {}), there.get(part, {})
        sealed, left = int(was.get("count", 0)), int(now.get("count", 0))
        if part in one.gone:
            found.removed += sealed
            if left:
                text = f"{_lines_word(left)} finns kvar fast de är gallrade."
                found.faults.append(_fault(one, text, part))
        elif was != now:
            found.faults.append(_fault(one, _text(sealed, left), part))


def _text(sealed: int, left: int) -> str:
    if left < sealed:
        return f"{_lines_word(sealed - left)} av {sealed} saknas."
    if left > sealed:
        return f"{_lines_word(left - sealed)} är tillagda i efterhand. Förseglade var {sealed}."
    return f"En eller flera av de {sealed} raderna är ändrade."


def _lines_word(many: int) -> str:
    return "1 rad" if many == 1 else f"{many} rader"


def _fault(one: Sealed, text: str, part: str = "") -> LogFault:
    return LogFault(text, one.number, one.start, one.end, part)
