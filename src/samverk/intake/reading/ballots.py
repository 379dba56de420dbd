"""Voting lists (voteringslista, omröstningslista): who voted what, in the layouts met.

A cross under a column, told by position, by cell, or, where a PDF's text has kept nothing
else, by the number of blanks before it; or the option as a word after the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from samverk.intake.reading.model import Ballot, Line, Option, Place, Vote
from samverk.intake.reading.persons import PARTY_PATTERN

_OPTIONS: dict[str, Option | None] = {
    "ja": "yes",
    "nej": "no",
    "avstår": "abstain",
    "avst": "abstain",
    "avstått": "abstain",
    "avstod": "abstain",
    # Absence is counted apart: it is no ballot.
    "frånvarande": None,
    "frånv": None,
    "ej närvarande": None,
}
_HEADER_WORDS = frozenset(
    re.findall(
        r"\S+",
        """ledamot ledamöter namn parti plats funktion roll valkrets ersättare nr ordinarie
    tjänstgörande tjg röst röster deltar ej ja nej avstår avst frånv frånvarande för och
    resultat person omröstning votering""",
    )
)
# What stands before is looked at after the cross, which is found fast.
_CROSS = re.compile(r"[XxХ✓✗☒](?<![^\s|].)(?![^\s|])")
_OPTION_WORD = re.compile(r"\b(?:ja|nej|avstår|avst|frånvarande|frånv)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_LONGEST_ROW = 300
_CELLS = re.compile(r"\t|\s{2,}|\s*\|\s*")
_NAME = re.compile(
    rf"(?P<name>[A-ZÅÄÖÉÜ][^()|\t,;:]{{2,60}}?)\s*\((?P<party>{PARTY_PATTERN})\)"
    r"(?:,?\s*(?P<role>[^()|\t]{0,60}?))?\s*[–:-]?\s*$"
)
_WORD_ROW = re.compile(
    r"(?P<who>.{4,110}?)[\s:–|-]+(?P<option>ja|nej|avstår|avst\.?|frånvarande|frånv\.?)[\s|]*$",
    re.IGNORECASE,
)
_ROW_ENDS = ("ja", "nej", "avstår", "avst", "frånvarande", "frånv")
_RESULT = re.compile(
    r"\s*\|?\s*(?:resultat|summa|totalt|antal(?: röster)?)[\s:|]+(\d+)[\s|]+(\d+)(?:[\s|]+(\d+))?"
    r"(?:[\s|]+(\d+))?[\s|]*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(ja|nej|avstår|avst|frånvarande|frånv)\b\.?\W{0,3}(\d{1,3})\b", re.IGNORECASE
)
_PARTY_CELL = re.compile(rf"\(?({PARTY_PATTERN})\)?")


class _Column(NamedTuple):
    vote: int
    word: str
    start: int
    end: int
    cell: int


@dataclass(slots=True)
class BallotList:
    """What a voting list prints: one vote per set of columns, and the rows that were read."""

    votes: list[Vote] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    has_header: bool = False


class _Voter(NamedTuple):
    name: str
    party: str | None
    role: str | None


class _Row(NamedTuple):
    voter: _Voter
    marks: tuple[tuple[int, str], ...]
    place: Place
    gap: int


def is_ballot_header(text: str) -> bool:
    """Answer whether a line heads the columns of a voting list."""
    # Asked of every line: what most lack is looked for first.
    if not ("ej" in text or "EJ" in text) or len(text) > 160 or _FIGURE.search(text):
        return False
    lowered = text.lower()
    words = re.findall(r"[a-zåäö]+", lowered)
    return "ja" in words and "nej" in words and _HEADER_WORDS.issuperset(words) and len(words) > 2


def read_ballots(lines: Sequence[Line]) -> BallotList:
    """Read every ballot row among the lines, and the list's own result row.

    Rows before any header are read only if they spell the option out.
    """
    found = BallotList()
    columns: list[_Column] = []
    is_aligned = False
    rows: list[_Row] = []
    for index, line in enumerate(lines):
        if not line.text:
            continue
        if is_ballot_header(line.text):
            columns = _columns(line.raw)
            is_aligned = any(b.start - a.end > 1 for a, b in pairwise(columns))
            found.has_header = True
            found.rows.append(index)
        elif row := _row(line, columns, is_aligned=is_aligned):
            rows.append(row)
            found.rows.append(index)
        elif _read_result(line, columns, found):
            found.rows.append(index)
    _cast(found, rows)
    return found


def _columns(raw: str) -> list[_Column]:
    columns: list[_Column] = []
    vote = -1
    cells = [cell.strip(" .").lower() for cell in _split(raw)]
    for match in _OPTION_WORD.finditer(raw):
        word = match[0].lower()
        # "Ja" once more starts the columns of the next vote.
        vote += word == "ja"
        at = [i for i, cell in enumerate(cells) if cell == word]
        cell = at[min(vote, len(at) - 1)] if at else -1
        columns.append(_Column(max(vote, 0), word, match.start(), match.end(), cell))
    return columns


def _split(raw: str) -> list[str]:
    """Split a row into cells: by tabs or bars where there are any, else by gaps."""
    if "\t" in raw:
        return raw.split("\t")
    if "|" in raw:
        return (
            raw.strip().strip("|").split("|") if raw.strip().endswith("|") else raw.split("|")[1:]
        )
    return _CELLS.split(raw.strip())


def _row(line: Line, columns: list[_Column], *, is_aligned: bool) -> _Row | None:
    raw = line.raw.replace("\u00a0", " ")
    crosses = list(_CROSS.finditer(raw)) if columns else []
    if crosses:
        who = raw[: crosses[0].start()]
        has_cells = "\t" in raw or "|" in raw
        marked = (
            _in_cells(raw, columns)
            if has_cells
            else _marked(raw, crosses, columns, is_aligned=is_aligned)
        )
        marks = tuple([(c.vote, c.word) for c in marked])
        is_counted = not (has_cells or is_aligned)
        gap = len(who) - len(who.rstrip()) if is_counted else 0
        voter = _voter(who)
        return _Row(voter, marks, line.place, gap) if voter else None
    if not line.text.rstrip(" \t|.")[-12:].lower().endswith(_ROW_ENDS):
        return None
    match = _WORD_ROW.match(line.text)
    if match and (voter := _voter(match["who"])):
        return _Row(voter, ((0, match["option"].lower().rstrip(".")),), line.place, 0)
    return None


def _in_cells(raw: str, columns: list[_Column]) -> list[_Column]:
    cells = _split(raw)
    at = [i for i, cell in enumerate(cells) if _CROSS.fullmatch(cell.strip())]
    return [c for c in columns if c.cell in at]


def _marked(
    raw: str, crosses: list[re.Match[str]], columns: list[_Column], *, is_aligned: bool
) -> list[_Column]:
    if is_aligned:
        return [min(columns, key=lambda c: _distance(c, m.start())) for m in crosses]
    before = raw[: crosses[0].start()]
    blanks = len(before) - len(before.rstrip())
    return [columns[min(blanks, len(columns)) - 1]] if blanks else []


def _distance(column: _Column, position: int) -> float:
    return abs((column.start + column.end - 1) / 2 - position)


def _voter(who: str) -> _Voter | None:
    """Answer who voted, from the left part of a row; None where it names nobody."""
    # The members of a council vote in list after list; a hostile line is no use in the cache.
    return _known_voter(who) if len(who) < _LONGEST_ROW else _read_voter(who)


def _read_voter(who: str) -> _Voter | None:
    """Read who voted from the left part of a row; None where it names nobody."""
    text = who.strip(" \t|–-:")
    if match := _NAME.match(text):
        role = (match["role"] or "").strip(" ,") or None
        return _Voter(" ".join(match["name"].split()), match["party"], role)
    cells = [c.strip() for c in _split(text) if c.strip() and c.strip().lower() != "alla"]
    cells = [c for c in cells if not c.isdigit()]
    if not cells or not re.match(r"[A-ZÅÄÖÉÜ][^\d()]{3,60}$|[A-ZÅÄÖ][^()]{2,60}\(", cells[0]):
        return None
    named = _NAME.match(cells[0])
    name, party = (named["name"], named["party"]) if named else (cells[0], None)
    rest = cells[1:]
    if party is None and rest and (short := _PARTY_CELL.fullmatch(rest[0])):
        party, rest = short[1], rest[1:]
    if party is None or len(name.split()) < 2:
        return None
    return _seated(name, party, rest)


_known_voter = lru_cache(maxsize=2048)(_read_voter)


def _seated(name: str, party: str, rest: list[str]) -> _Voter:
    """Tell a role from the substitute who served in the member's place."""
    for cell in rest:
        words = cell.split()
        if len(words) > 1 and all(word[:1].isupper() for word in words):
            substitute = _NAME.match(cell)
            served = substitute["name"] if substitute else cell
            own = substitute["party"] if substitute else party
            return _Voter(served, own, f"ersättare för {name}")
    return _Voter(name, party, rest[0].lower() if rest else None)


def _read_result(line: Line, columns: list[_Column], found: BallotList) -> bool:
    """Read the list's own totals; answer whether the line held any."""
    text = line.text
    if text.lower().startswith("transport"):
        return True
    vote = _vote(found, 0, line.place)
    if columns and (match := _RESULT.match(text)):
        numbers = [int(n) for n in match.groups() if n is not None]
        for column, number in zip(columns, numbers, strict=False):
            _set(_vote(found, column.vote, line.place), column.word, number)
        return True
    pairs = _COUNTED.findall(text)
    if len(pairs) > 1 or (pairs and text.lower().startswith("antal")):
        for word, number in pairs:
            _set(vote, word.lower(), int(number))
        return True
    return False


def _set(vote: Vote, word: str, number: int) -> None:
    option = _OPTIONS[word]
    if option is None:
        vote.absent = number
    else:
        setattr(vote, option, number)


def _vote(found: BallotList, index: int, place: Place) -> Vote:
    while len(found.votes) <= index:
        found.votes.append(Vote(place))
    return found.votes[index]


def _cast(found: BallotList, rows: list[_Row]) -> None:
    lost = _has_lost_columns(found, rows)
    if lost:
        found.notes.append(
            "Voteringslistans kolumner har gått förlorade: vem som röstade vad kan inte läsas."
        )
    for row in rows:
        for index, word in row.marks or ((0, "ja"),):
            option = None if lost else _OPTIONS[word]
            if option is not None or lost:
                vote = _vote(found, index, rows[0].place)
                vote.ballots.append(Ballot(*row.voter, option, row.place))
    found.votes = [vote for vote in found.votes if vote.ballots or vote.yes is not None]


def _has_lost_columns(found: BallotList, rows: list[_Row]) -> bool:
    """Answer whether every cross stands one blank after the name though the result differs."""
    if not found.votes or not rows or any(row.gap != 1 for row in rows):
        return False
    return bool(found.votes[0].no or found.votes[0].abstain)
