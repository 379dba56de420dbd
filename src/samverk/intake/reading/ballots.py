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

from samverk.intake.reading.ballot_columns import (
    CROSS,
    NO_HEADER,
    OPTION_WORDS,
    Column,
    Header,
    Voter,
    cells_with_number,
    counted_marks,
    has_odd_cell,
    header_of_list,
    marked_in,
    split_row,
    voter_in,
)
from samverk.intake.reading.model import Ballot, Line, Option, Place, Vote
from samverk.intake.reading.names import CAPITAL, LAST_NAME, WORD
from samverk.intake.reading.parties import PARTY_PATTERN, party_in_brackets, party_in_cell

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
    "inte närvarande": None,
}
_HEADER_WORDS = frozenset(
    re.findall(
        r"\S+",
        """ledamot ledamöter namn parti plats funktion roll valkrets ersättare nr ordinarie
    tjänstgörande tjg ers röst röster deltar ej ja nej avstår avst avstått avstod frånv frånvarande
    för och resultat person omröstning votering kommentar kommentarer anmärkning anm notering not
    röstat röstade röstar inte deltagit jäv jävig partibeteckning
    befattning uppdrag grupp partigrupp nummer ersätts av närvarande""",
    )
)
_FIGURE = re.compile(r"\d")
_LONGEST_ROW = 300
# A row of figures ends so: "1 0 0", "1 - -".
_FIGURES = frozenset("01-–")
_NAME = re.compile(
    rf"(?P<name>{CAPITAL}[^()|\t,;:]{{2,60}}?)\s*\((?P<party>{PARTY_PATTERN})\)"
    r"(?:,?\s*(?P<role>[^()|\t]{0,60}?))?\s*[–:-]?\s*$"
)
_WORD_ROW = re.compile(
    rf"(?P<who>.{{4,110}}?)[\s:–|-]+(?P<option>(?:{OPTION_WORDS})\.?)[\s|]*$",
    re.IGNORECASE,
)
_ROW_ENDS = tuple(OPTION_WORDS.split("|"))
_RESULT = re.compile(
    r"\s*\|?\s*(?:resultat|summa|totalt|antal(?: röster)?)[\s:|]+(\d+)[\s|]+(\d+)(?:[\s|]+(\d+))?"
    r"(?:[\s|]+(\d+))?[\s|]*$",
    re.IGNORECASE,
)
_RESULT_WORD = re.compile(r"\s*\|?[\s|*\d]*(?:resultat|summa|totalt|antal)\b", re.IGNORECASE)
_NUMBER = re.compile(r"^\d{1,3}[.)]?\s+(?=\D)")
# "Alm, Anna (S)"
_TURNED = re.compile(rf"^(?P<last>{LAST_NAME}), (?P<first>{WORD}(?: {WORD})?)(?=\s*\()")
# "Anna Alm (S) röstar Ja" is a row; "Anna Alm (S) säger nej" is not.
_VOTES = re.compile(r"\s(?:röstar|röstade)\s*$", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:inte|ej|säger|svarar|yrkar|vill|reserverar|anser|tror|som|om|att|är|har)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(ja|nej|avstår|avst|frånvarande|frånv)\b\.?\W{0,3}(\d{1,3})\b", re.IGNORECASE
)
_CELL_NAME = re.compile(rf"(?:[dl]['’´])?{CAPITAL}(?:[^\d()]{{3,60}}$|[^()]{{2,60}}\()")


@dataclass(slots=True)
class BallotList:
    """What a voting list prints: one vote per set of columns, and the rows that were read."""

    votes: list[Vote] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    has_header: bool = False


class _Row(NamedTuple):
    voter: Voter
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
    header = NO_HEADER
    is_aligned = False
    rows: list[_Row] = []
    for index, line in enumerate(lines):
        if not line.text:
            continue
        if is_ballot_header(line.text):
            header = header_of_list(line.raw)
            is_aligned = any(b.start - a.end > 1 for a, b in pairwise(header.columns))
            found.has_header = True
            found.rows.append(index)
        elif row := _row(line, header, is_aligned=is_aligned):
            rows.append(row)
            found.rows.append(index)
        elif _read_result(line, header, found):
            found.rows.append(index)
    _cast(found, rows)
    return found


def _row(line: Line, header: Header, *, is_aligned: bool) -> _Row | None:
    if header.columns:
        raw = line.raw.replace("\u00a0", " ")
        if header.has_cells and ("|" in raw or "\t" in raw):
            return _cell_row(split_row(raw), header, line.place)
        if row := _spaced_row(raw, header, line.place, is_aligned=is_aligned):
            return row
    return _word_row(line)


def _cell_row(cells: Sequence[str], header: Header, place: Place) -> _Row | None:
    voter = voter_in(cells, header)
    if voter is None:
        return None
    marks = [] if has_odd_cell(cells, header) else marked_in(cells, header)
    return _Row(voter, tuple((c.vote, c.word) for c in marks), place, 0)


def _spaced_row(raw: str, header: Header, place: Place, *, is_aligned: bool) -> _Row | None:
    """Read a row whose columns are only blanks apart."""
    crosses = list(CROSS.finditer(raw))
    counted = counted_marks(raw, header) if raw.rstrip()[-1:] in _FIGURES else None
    if counted is not None:
        who, marked = counted
        gap = 0
    elif crosses:
        who = raw[: crosses[0].start()]
        marked = _marked(raw, crosses, header.columns, is_aligned=is_aligned)
        gap = 0 if is_aligned else len(who) - len(who.rstrip())
    else:
        return None
    voter = _voter(who)
    return _Row(voter, tuple((c.vote, c.word) for c in marked), place, gap) if voter else None


def _word_row(line: Line) -> _Row | None:
    if "|" in line.raw or "\t" in line.raw:
        return _word_cells(line)
    if not line.text.rstrip(" \t|.")[-12:].lower().endswith(_ROW_ENDS):
        return None
    match = _WORD_ROW.match(line.text)
    if match is None or _TELLS.search(match["who"].rpartition(")")[2]):
        return None
    voter = _voter(_VOTES.sub("", match["who"]))
    marks = ((0, match["option"].lower().rstrip(".")),)
    return _Row(voter, marks, line.place, 0) if voter else None


def _word_cells(line: Line) -> _Row | None:
    """Read a row of cells where one is the option's word, wherever it stands."""
    cells = [cell.strip(" *.") for cell in split_row(line.raw)]
    words = [cell.lower() for cell in cells if cell.lower() in _OPTIONS]
    if len(words) != 1:
        return None
    voter = _voter("|".join(cell for cell in cells if cell.lower() != words[0]))
    return _Row(voter, ((0, words[0]),), line.place, 0) if voter else None


def _marked(
    raw: str, crosses: list[re.Match[str]], columns: Sequence[Column], *, is_aligned: bool
) -> list[Column]:
    if is_aligned:
        return [min(columns, key=lambda c: _distance(c, m.start())) for m in crosses]
    before = raw[: crosses[0].start()]
    blanks = len(before) - len(before.rstrip())
    return [columns[min(blanks, len(columns)) - 1]] if blanks else []


def _distance(column: Column, position: int) -> tuple[int, float]:
    """Answer how far a cross stands from a column's word, and from its middle."""
    aside = max(column.start - position, position - column.end + 1, 0)
    return aside, abs((column.start + column.end - 1) / 2 - position)


def _voter(who: str) -> Voter | None:
    """Answer who voted, from the left part of a row; None where it names nobody."""
    # The members of a council vote in list after list; a hostile line is no use in the cache.
    return _known_voter(who) if len(who) < _LONGEST_ROW else _read_voter(who)


def _read_voter(who: str) -> Voter | None:
    """Read who voted from the left part of a row; None where it names nobody."""
    text = who.strip(" \t|–-:")
    if text[:1].isdigit():
        text = _NUMBER.sub("", text)
    if -1 < text.find(",") < text.find("(") and (turned := _TURNED.match(text)):
        text = f"{turned['first']} {turned['last']}{text[turned.end() :]}"
    match = _NAME.match(text)
    party = party_in_brackets(match["party"]) if match else None
    role = (match["role"] or "").strip(" ,") if match else ""
    # A gap after the party parts columns: the constituency, and who served for the member.
    if match and party and "  " not in role:
        told = None if role.lower() in ("", "alla") else role
        return Voter(" ".join(match["name"].split()), party, told)
    cells = [c.strip() for c in split_row(text) if c.strip() and c.strip().lower() != "alla"]
    cells = [c for c in cells if not c.isdigit()]
    if len(cells) > 1 and party_in_cell(cells[0]):
        cells[:2] = cells[1::-1]
    if not cells or not _CELL_NAME.match(cells[0]):
        return None
    named = _NAME.match(cells[0])
    name = named["name"] if named else cells[0]
    party = party_in_brackets(named["party"]) if named else None
    rest = cells[1:]
    if party is None and rest and (told := party_in_cell(rest[0])):
        party, rest = told, rest[1:]
    if party is None or len(name.split()) < 2:
        return None
    return _seated(name, party, rest)


_known_voter = lru_cache(maxsize=2048)(_read_voter)


def _seated(name: str, party: str, rest: list[str]) -> Voter:
    """Tell a role from the substitute who served in the member's place."""
    for cell in rest:
        words = cell.split()
        if len(words) > 1 and all(word[:1].isupper() for word in words):
            substitute = _NAME.match(cell)
            served = substitute["name"] if substitute else cell
            own = party_in_brackets(substitute["party"]) if substitute else party
            return Voter(served, own, f"ersättare för {name}")
    return Voter(name, party, rest[0].lower() if rest else None)


def _read_result(line: Line, header: Header, found: BallotList) -> bool:
    """Read the list's own totals; answer whether the line held any."""
    text = line.text
    columns = header.columns
    if text.lower().startswith("transport"):
        return True
    if (
        columns
        and header.has_cells
        and _RESULT_WORD.match(text)
        and ("|" in line.raw or "\t" in line.raw)
    ):
        for column, number in cells_with_number(split_row(line.raw), header):
            _set(_vote(found, column.vote, line.place), column.word, number)
        return True
    if len(columns) > 2 and len(found.rows) > 2 and _is_total(text, columns):
        for column, figure in zip(columns, text.split(), strict=True):
            _set(_vote(found, column.vote, line.place), column.word, int(figure))
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


def _is_total(text: str, columns: Sequence[Column]) -> bool:
    """Answer whether a line holds one figure for each column and nothing else: their sums."""
    figures = text.split()
    return len(figures) == len(columns) and all(f.isdecimal() and len(f) < 4 for f in figures)


def _set(vote: Vote, word: str, number: int) -> None:
    if word not in _OPTIONS:
        return
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
        for index, options in _options(row).items():
            option = options[0] if len(options) == 1 and not lost else None
            if option or lost or len(options) > 1:
                vote = _vote(found, index, rows[0].place)
                vote.ballots.append(Ballot(*row.voter, option, row.place))
    if aside := [f"{row.voter.name} ({row.voter.party})" for row in rows if _stood_aside(row)]:
        found.notes.append(f"Utan röst, enligt listans egen kolumn: {', '.join(aside)}.")
    found.votes = [vote for vote in found.votes if vote.ballots or vote.yes is not None]


def _stood_aside(row: _Row) -> bool:
    """Answer whether a row is marked as one who was there and cast no ballot."""
    return any(word not in _OPTIONS and word != "närvarande" for _, word in row.marks)


def _options(row: _Row) -> dict[int, list[Option | None]]:
    """Answer what a row marks in each division; two marks for one cannot be told apart."""
    options: dict[int, list[Option | None]] = {}
    for index, word in row.marks:
        if word in _OPTIONS:
            options.setdefault(index, []).append(_OPTIONS[word])
    return options


def _has_lost_columns(found: BallotList, rows: list[_Row]) -> bool:
    """Answer whether every cross stands one blank after the name though the result differs."""
    if not found.votes or not rows or any(row.gap != 1 for row in rows):
        return False
    return bool(found.votes[0].no or found.votes[0].abstain)
