"""The numbers that Word prints before list paragraphs and headings: "1.", "a)", "§ 44".

They stand nowhere in the text; Word counts them up from the list's definition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_PLACE = re.compile(r"%(\d)")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
# A list of more is made to be hard, and would be written with ever longer letters.
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


@dataclass(slots=True)
class _List:
    """A list's levels, shared by all paragraphs that count together, and where it has come."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int) -> str:
        level = self.levels.get(depth)
        if level is None:
            return ""
        self.counts[depth] = self.counts.get(depth, level.start - 1) + 1
        for deeper in [known for known in self.counts if known > depth]:
            del self.counts[deeper]
        return _PLACE.sub(lambda match: self._shown(int(match[1]) - 1), level.text)

    def _shown(self, depth: int) -> str:
        level = self.levels.get(depth)
        return _figure(self.counts.get(depth, level.start), level.form) if level else ""


class Numbers:
    """Counts a document's list paragraphs; ask for each paragraph once, in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._lists: dict[str, _List] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        abstract: dict[str, _List] = {}
        if numbering is not None:
            for one in numbering.findall(W + "abstractNum"):
                abstract[_val(one, None, "abstractNumId")] = _List(_levels(one))
            for num in numbering.findall(W + "num"):
                self._take(num, abstract)
        self._styles = {_val(s, None, "styleId"): s for s in styles.findall(W + "style")}

    def _take(self, num: Any, abstract: dict[str, _List]) -> None:
        name = _val(num, None, "numId")
        shared = abstract.get(_val(num, "abstractNumId"))
        if shared is None:
            return
        self._lists[name] = shared
        for override in num.findall(W + "lvlOverride"):
            start = _val(override, "startOverride")
            if start.isdecimal():
                depth = int(_val(override, None, "ilvl") or 0)
                self._restarts.setdefault(name, {})[depth] = int(start)

    def before(self, paragraph: Any) -> str:
        """Answer what Word prints before a paragraph, "" when it is not in a numbered list."""
        name, depth = self._of(paragraph)
        listed = self._lists.get(name)
        if listed is None:
            return ""
        for restarted, start in self._restarts.pop(name, {}).items():
            listed.counts[restarted] = start - 1
        return listed.next(depth).strip()

    def _of(self, paragraph: Any) -> tuple[str, int]:
        """Answer which list and level a paragraph or its style belongs to."""
        number = paragraph.find(f"{W}pPr/{W}numPr")
        style = _val(paragraph, f"pPr/{W}pStyle")
        for _ in range(10):
            if number is not None and _val(number, "numId"):
                break
            named = self._styles.get(style)
            if named is None:
                break
            number = named.find(f"{W}pPr/{W}numPr")
            style = _val(named, "basedOn")
        if number is None:
            return "", 0
        depth = _val(number, "ilvl")
        return _val(number, "numId"), int(depth) if depth.isdecimal() else 0


def _val(node: Any, path: str | None, name: str = "val") -> str:
    found = node if path is None else node.find(W + path)
    return "" if found is None else str(found.get(W + name) or "")


def _levels(abstract: Any) -> dict[int, _Level]:
    levels = {}
    for node in abstract.findall(W + "lvl"):
        form = _val(node, "numFmt") or "decimal"
        start = _val(node, "start")
        # A bullet says nothing that the line does not.
        text = "" if form in ("bullet", "none") else _val(node, "lvlText")
        depth = _val(node, None, "ilvl")
        if depth.isdecimal():
            levels[int(depth)] = _Level(int(start) if start.isdecimal() else 1, form, text)
    return levels


def _figure(count: int, form: str) -> str:
    if not 0 < count < _MOST:
        return str(count)
    match form:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman" if count < 40:
            roman = _roman(count)
            return roman if form == "lowerRoman" else roman.upper()
        case "decimalZero":
            return f"{count:02}"
        case _:
            return str(count)


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (count // value)
        count %= value
    return text
