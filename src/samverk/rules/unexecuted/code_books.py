"""The codes of a board through time (kodbok): the lists that it begins with, and what it has decided since.

A code is added, gets other words, or ends, each from a day. Nothing is taken away: what was registered
with a code keeps its words of that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.unexecuted.code_lists import (
    AREAS,
    CLOSE_KINDS,
    REASONS,
    TYPES,
    Act,
    Code,
    ReasonCode,
    ReasonGroup,
    TypeCode,
)

BEGINNING = date(1994, 1, 1)


class CodeList(StrEnum):
    """A list of codes (kodlista)."""

    TYPE = "type"
    AREA = "area"
    REASON = "reason"
    CLOSE = "close"


LISTS = {
    CodeList.TYPE: "Insatser",
    CodeList.AREA: "Inriktningar",
    CodeList.REASON: "Skäl till dröjsmål",
    CodeList.CLOSE: "Skäl till avslut",
}
# What a code is told apart by, beside its words: the act of a type, what a delay depends on
GROUPS: Mapping[CodeList, tuple[str, ...]] = {
    CodeList.TYPE: tuple(Act),
    CodeList.AREA: (),
    CodeList.REASON: tuple(ReasonGroup),
    CodeList.CLOSE: (),
}


@dataclass(frozen=True, slots=True)
class Version:
    """What holds of a code from a day (version): its words, and whether it is used.

    ``group`` is the act of a type or the group of a reason, of the first version of a code.
    """

    list: CodeList
    code: str
    text: str
    from_date: date
    is_used: bool = True
    group: str = ""


def _standard() -> Iterable[Version]:
    for kind in TYPES:
        yield Version(CodeList.TYPE, kind.code, kind.text, kind.from_date, group=kind.act)
    for area in AREAS:
        yield Version(CodeList.AREA, area.code, area.text, area.from_date)
    for one in REASONS:
        yield Version(CodeList.REASON, one.code, one.text, one.from_date, group=one.group)
    for close, text in CLOSE_KINDS.items():
        yield Version(CodeList.CLOSE, close.value, text, BEGINNING)


STANDARD = tuple(_standard())


class CodeBook:
    """The codes of one board; ``own`` are its decided versions in the order they were written."""

    def __init__(self, own: Iterable[Version] = ()) -> None:
        found: dict[tuple[CodeList, str], list[Version]] = defaultdict(list)
        for one in (*STANDARD, *own):
            found[one.list, one.code].append(one)
        # Of two from one day the later written holds: the sorting keeps their order
        self._versions = {
            key: sorted(rows, key=lambda one: one.from_date) for key, rows in found.items()
        }

    def codes(self, which: CodeList) -> list[str]:
        """List every code there has been in a list, in the order they came."""
        return [code for found, code in self._versions if found is which]

    def versions(self, which: CodeList, code: str) -> Sequence[Version]:
        """List the versions of a code, oldest first; none for one that is not there."""
        return self._versions.get((which, code), ())

    def version(self, which: CodeList, code: str, day: date) -> Version | None:
        """Find what holds of a code on a day; None before it began."""
        begun = [one for one in self.versions(which, code) if one.from_date <= day]
        return begun[-1] if begun else None

    def words(self, which: CodeList, code: str, day: date | None = None) -> str:
        """Give a code's words as they were on a day, the latest without one; the code where it is unknown."""
        found = self.versions(which, code)
        if not found:
            return code
        held = self.version(which, code, day) if day else found[-1]
        return (held or found[0]).text

    def is_used(self, which: CodeList, code: str, day: date) -> bool:
        """Answer whether a code is in use on a day."""
        held = self.version(which, code, day)
        return held is not None and held.is_used

    def used(self, which: CodeList, day: date) -> list[str]:
        """List the codes that are in use on a day."""
        return [code for code in self.codes(which) if self.is_used(which, code, day)]

    def group(self, which: CodeList, code: str) -> str:
        """Give what a code is told apart by; "" where there is nothing."""
        found = self.versions(which, code)
        return found[0].group if found else ""

    def spans(self, which: CodeList, code: str) -> list[tuple[date, date | None]]:
        """List the times in which a code is in use: the first day and the last, None while it is."""
        found: list[tuple[date, date | None]] = []
        for one in self.versions(which, code):
            since = found[-1] if found and found[-1][1] is None else None
            if one.is_used and since is None:
                found.append((one.from_date, None))
            elif not one.is_used and since is not None:
                found[-1] = (since[0], one.from_date - timedelta(days=1))
        return [(first, last) for first, last in found if last is None or first <= last]

    def types(self, day: date) -> list[TypeCode]:
        """List the types of a day, as the rules know them."""
        return [self._type(code, day) for code in self.used(CodeList.TYPE, day)]

    def type_code(self, code: str, day: date) -> TypeCode | None:
        """Find a type that is in use on a day; None where there is none."""
        return self._type(code, day) if self.is_used(CodeList.TYPE, code, day) else None

    def _type(self, code: str, day: date) -> TypeCode:
        act = Act(self.group(CodeList.TYPE, code))
        words = self.words(CodeList.TYPE, code, day)
        return TypeCode(code, words, self.versions(CodeList.TYPE, code)[0].from_date, act=act)

    def reasons(self, day: date) -> list[ReasonCode]:
        """List the reasons for a delay of a day, as the rules know them."""
        return [
            ReasonCode(
                code,
                self.words(CodeList.REASON, code, day),
                self.versions(CodeList.REASON, code)[0].from_date,
                group=ReasonGroup(self.group(CodeList.REASON, code)),
            )
            for code in self.used(CodeList.REASON, day)
        ]

    def areas(self, day: date) -> list[Code]:
        """List the areas of a day."""
        return [
            Code(
                code,
                self.words(CodeList.AREA, code, day),
                self.versions(CodeList.AREA, code)[0].from_date,
            )
            for code in self.used(CodeList.AREA, day)
        ]

    def lasting(self, which: CodeList) -> Iterator[tuple[str, str, date, date | None]]:
        """List every code that is or was used: its latest words, its first day and its last."""
        for code in self.codes(which):
            if spans := self.spans(which, code):
                yield code, self.words(which, code), spans[0][0], spans[-1][1]

    def every_type(self) -> list[TypeCode]:
        """List every type with the days that it is used, for what tells of decisions of any day."""
        return [
            TypeCode(code, words, first, last, act=Act(self.group(CodeList.TYPE, code)))
            for code, words, first, last in self.lasting(CodeList.TYPE)
        ]

    def every(self, which: CodeList) -> list[Code]:
        """List every code of a list with the days that it is used."""
        return [Code(*one) for one in self.lasting(which)]

    def kind_name(self, code: str, day: date | None = None) -> str:
        """Give a type's words on a day with its act, also of one that is used no more."""
        act = self.group(CodeList.TYPE, code)
        words = self.words(CodeList.TYPE, code, day)
        return f"{words} ({act})" if act else words


STANDARD_BOOK = CodeBook()


def may_follow(book: CodeBook, new: Version, today: date) -> Ruling[bool]:
    """Answer whether a version may be written after what a board's book has, with the reason.

    What is registered keeps its words and its code: other words and an end are for days to come.
    """
    earlier = book.versions(new.list, new.code)
    fault = _words_fault(book, new) or (
        _change_fault(earlier[-1], new, today) if earlier else _group_fault(new)
    )
    if fault:
        return Ruling(False, (Reason(fault),))
    told = "Koden ändras från den dagen, och det tidigare står kvar." if earlier else ""
    return Ruling(True, (Reason(told or "Koden läggs till."),))


def _words_fault(book: CodeBook, new: Version) -> str:
    """Say what is wrong with a code's words: none, or those of another code of its group."""
    words, group = new.text.strip().casefold(), new.group or book.group(new.list, new.code)
    if not words:
        return "Skriv vad koden betyder."
    others = (
        book.words(new.list, code).casefold()
        for code in book.codes(new.list)
        if code != new.code and book.group(new.list, code) == group
    )
    return "Det finns redan en kod med de orden i listan." if words in others else ""


def _group_fault(new: Version) -> str:
    known = GROUPS[new.list]
    return "Välj vilken grupp koden hör till." if known and new.group not in known else ""


def _change_fault(last: Version, new: Version, today: date) -> str:
    if new.from_date < today:
        return "Ange en dag från och med i dag: det som redan är registrerat behåller sina ord och sin kod."
    if new.from_date < last.from_date:
        return "Koden har redan en ändring från en senare dag."
    is_same = (last.text, last.is_used) == (new.text.strip(), new.is_used)
    return "Ingen uppgift är ändrad." if is_same else ""


_DAY = date(2026, 11, 30)
EXAMPLES = (
    Example(
        may_follow,
        {
            "book": STANDARD_BOOK,
            "new": Version(CodeList.REASON, "matchning", "söker efter någon", _DAY),
            "today": _DAY,
        },
        True,
        "konstruerat: nya ord från i dag",
    ),
    Example(
        may_follow,
        {
            "book": STANDARD_BOOK,
            "new": Version(
                CodeList.REASON, "matchning", "matchning pågår", date(2026, 1, 1), is_used=False
            ),
            "today": _DAY,
        },
        False,
        "konstruerat: en kod avslutas inte för en dag som varit",
    ),
)
