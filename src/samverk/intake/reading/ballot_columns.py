"""The columns of a voting list: what each cell of a row stands for, and which cells are marked.

A header with tabs or bars names every cell, so the order of the columns is free: Nr, Ledamot,
Parti, Kommentar, Ja, Nej, Avstår, Frånvarande.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from samverk.intake.reading.names import LAST_NAME, WORD
from samverk.intake.reading.parties import PARTY_PATTERN, party_in_brackets, party_in_cell

OPTION_WORDS = r"ja|nej|avstår|avst|avstått|avstod|frånvarande|frånv"
OPTION_WORD = re.compile(rf"\b(?:{OPTION_WORDS})\b", re.IGNORECASE)
# Columns of those who cast no ballot, though they may have been there.
NO_BALLOT = (
    r"(?:deltar|röstar) (?:ej|inte)|(?:ej|inte) (?:röstat|röstade|deltagit|deltar)|jäv(?:ig)?"
    r"|närvarande"
)
_COLUMN_WORD = re.compile(
    rf"\b(?:(?:ej|inte) närvarande|{OPTION_WORDS}|{NO_BALLOT})\b", re.IGNORECASE
)
# What stands before is looked at after the mark, which is found fast.
CROSS = re.compile(r"[XxХ×✓✔☑✗✘☒√●■](?<![^\s|].)(?![^\s|])")
_CELLS = re.compile(r"\t|\s{2,}|\s*\|\s*")
_EMPTY = frozenset({"", "0", "-", "–", "—", "☐", "□", "○", ".", "_"})
_MARKED = re.compile(r"[\[(]?[XxХ×✓✔☑✗✘☒√●■1][\])]?")
_KINDS = {
    "name": ("ledamot", "ledamöter", "namn", "person", "ordinarie", "ledamot/ersättare"),
    "party": ("parti", "partibeteckning", "grupp", "partigrupp"),
    "role": ("funktion", "roll", "befattning", "uppdrag"),
    "substitute": (
        *("ersättare", "tjänstgörande ersättare", "tjg ersättare", "tjg ers", "ersätts av"),
        *("tjänstgörande", "tjg"),
    ),
    "remark": ("kommentar", "kommentarer", "anmärkning", "anm", "notering", "not"),
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}
_WHOLE_PARTY = re.compile(PARTY_PATTERN)
_NAMED = re.compile(
    rf"(?P<name>[^()]{{3,60}}?)\s*\((?P<party>{PARTY_PATTERN})\)(?P<rest>.{{0,60}})"
)
_SERVES_FOR = re.compile(
    r"(?:ersätter|ersättare för|tjg(?:\.| ers\.?)? för|tjänstgör(?:ande)? för)\b"
)
# A remark that tells in what capacity somebody served.
_CAPACITY = re.compile(r"(?:ordf|(?:1:[ae]|2:[ae]|förste|andre)? ?vice|ersätt|tjg|tjänstgör)")
_SURNAME_FIRST = re.compile(rf"({LAST_NAME}), ({WORD}(?: {WORD})?)")


class Column(NamedTuple):
    """A column of votes: of which division, its word, and where in the header it stands."""

    vote: int
    word: str
    start: int
    end: int
    cell: int


class Voter(NamedTuple):
    """Who a row names."""

    name: str
    party: str | None
    role: str | None


class Header(NamedTuple):
    """A list's header: its columns of votes, and what the other cells hold by their index."""

    columns: tuple[Column, ...]
    kinds: dict[int, str]
    has_cells: bool


NO_HEADER = Header((), {}, has_cells=False)


def split_row(raw: str) -> list[str]:
    """Split a row into cells: by tabs or bars where there are any, else by gaps."""
    if "|" in raw:
        # One outer bar on either side is the table's edge; a second one is an empty cell.
        return raw.strip().removeprefix("|").removesuffix("|").split("|")
    if "\t" in raw:
        return raw.rstrip("\r\n").split("\t")
    return _CELLS.split(raw.strip())


def header_of_list(raw: str) -> Header:
    """Read the line that heads the columns of a voting list."""
    cells = [_plain(cell) for cell in split_row(raw)]
    columns: list[Column] = []
    vote = -1
    for match in _COLUMN_WORD.finditer(raw):
        word = match[0].lower()
        # "Ja" once more starts the columns of the next vote.
        vote += word == "ja"
        at = [i for i, cell in enumerate(cells) if cell == word]
        cell = at[min(max(vote, 0), len(at) - 1)] if at else -1
        columns.append(Column(max(vote, 0), word, match.start(), match.end(), cell))
    kinds = {at: kind for at, cell in enumerate(cells) if (kind := _kind_of(cell))}
    has_cells = "|" in raw or "\t" in raw
    return Header(tuple(columns), kinds, has_cells)


def _kind_of(cell: str) -> str | None:
    # "Namn och parti", "Ledamöternas namn"
    return _KIND_OF.get(cell) or (
        "name" if cell.startswith(("namn", "ledamot", "ledamöter")) else None
    )


def _plain(cell: str) -> str:
    return cell.strip(" .:*_\u00a0").lower()


def marked_in(cells: Sequence[str], header: Header) -> list[Column]:
    """Answer the columns whose cell is marked: by a cross, a tick, a one or the option's word."""
    found: list[Column] = []
    for column in header.columns:
        cell = cells[column.cell].strip(" *") if 0 <= column.cell < len(cells) else ""
        if _MARKED.fullmatch(cell) or cell.lower().rstrip(".") == column.word:
            found.append(column)
    return found


def has_odd_cell(cells: Sequence[str], header: Header) -> bool:
    """Answer whether a column of votes holds what is neither a mark nor empty."""
    odd = (cells[c.cell].strip(" *") for c in header.columns if 0 <= c.cell < len(cells))
    return any(
        cell not in _EMPTY and not _MARKED.fullmatch(cell) and not OPTION_WORD.fullmatch(cell)
        for cell in odd
    )


def counted_marks(raw: str, header: Header) -> tuple[str, list[Column]] | None:
    """Read "Anna Alm (S) 1 0 0", one figure for every column, to who and what; None for other rows."""
    parts = raw.rstrip().rsplit(maxsplit=len(header.columns))
    tokens = parts[1:]
    if len(tokens) < len(header.columns) or any(t not in _EMPTY and t != "1" for t in tokens):
        return None
    marked = [c for c, figure in zip(header.columns, tokens, strict=True) if figure == "1"]
    return parts[0], marked


def voter_in(cells: Sequence[str], header: Header) -> Voter | None:
    """Answer who a row of cells names, by what the header says that each cell holds."""
    told: dict[str, str] = {}
    for at, kind in header.kinds.items():
        if at < len(cells) and (text := cells[at].strip(" *\u00a0")):
            told.setdefault(kind, " ".join(text.split()))
    if "name" not in header.kinds.values():
        told["name"] = _first_name(cells, header)
    name, party, rest = _name_of(told.get("name", ""))
    party = party or _party(told.get("party", ""))
    if name is None:
        return None
    remark = told.get("remark", "")
    if remark and _SERVES_FOR.match(remark.lower()):
        return Voter(name, party, remark[0].lower() + remark[1:])
    if substitute := told.get("substitute"):
        return _served(name, party, substitute)
    role = told.get("role") or rest or (remark if _CAPACITY.match(remark.lower()) else None)
    return Voter(name, party, role.lower() if role else None)


def _first_name(cells: Sequence[str], header: Header) -> str:
    """Answer the first cell that can be a name, where no header says which it is."""
    taken = {*header.kinds, *(column.cell for column in header.columns)}
    free = (" ".join(c.split()) for at, c in enumerate(cells) if at not in taken)
    return next((cell for cell in free if _name_of(cell)[0]), "")


def _name_of(text: str) -> tuple[str | None, str | None, str]:
    """Answer name, party and what follows in a cell: "Anna Alm (S), ordförande"."""
    if (match := _NAMED.fullmatch(text)) and (party := party_in_brackets(match["party"])):
        return match["name"], party, match["rest"].strip(" ,")
    if turned := _SURNAME_FIRST.fullmatch(text):
        return f"{turned[2]} {turned[1]}", None, ""
    head, _, rest = text.partition(",")
    words = head.split()
    is_name = 2 <= len(words) <= 6 and words[0][:1].isupper() and words[-1][:1].isupper()
    if not is_name or any(sign.isdigit() for sign in head):
        return None, None, ""
    return head.strip(), None, rest.strip()


def _party(text: str) -> str | None:
    """Answer the party that a cell under "Parti" holds, also one whose name no table knows."""
    return party_in_cell(text) or (
        party_in_brackets(text) if _WHOLE_PARTY.fullmatch(text) else None
    )


def _served(name: str, party: str | None, substitute: str) -> Voter:
    served, own, _ = _name_of(substitute)
    if served is None:
        # "Tjg", "X" or "ersättare" tells in what capacity the named one served.
        is_word = substitute.lower().startswith(("ers", "tj"))
        return Voter(name, party, substitute.lower() if is_word else None)
    return Voter(served, own or party, f"ersättare för {name}")


def cells_with_number(cells: Sequence[str], header: Header) -> Iterator[tuple[Column, int]]:
    """Yield the figures of a result row, each with its column."""
    for column in header.columns:
        cell = cells[column.cell].strip(" *") if 0 <= column.cell < len(cells) else ""
        if cell.isdecimal() and len(cell) < 4:
            yield column, int(cell)
