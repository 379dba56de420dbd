"""What a board has decided for its register: settings and codes. Nothing of it is about a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.execution.models import RegisterCode, RegisterSetting
from samverk.rules.unexecuted.board_settings import (
    SETTINGS,
    Decided,
    InForce,
    Setting,
    in_force,
    in_words,
)
from samverk.rules.unexecuted.code_books import GROUPS, LISTS, CodeBook, CodeList, Version

ORDER = ("from_date", "number")


@dataclass(frozen=True, slots=True)
class ShownSetting:
    """A setting as it is shown (inställning): its words, what holds today, and every row there has been."""

    setting: Setting
    label: str
    words: str
    held: InForce
    rows: list[RegisterSetting]


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A code as it is shown (kod): its words and whether it is used today, and its versions."""

    code: str
    text: str
    group: str
    is_used: bool
    versions: list[Version]


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list of codes as it is shown (kodlista)."""

    which: CodeList
    name: str
    codes: list[ShownCode]
    has_groups: bool


def decided_of(body: int) -> list[Decided]:
    """List what a board (id) has decided for its settings, oldest first."""
    return [one.decided for one in RegisterSetting.objects.filter(board=body).order_by(*ORDER)]


def book_of(body: int) -> CodeBook:
    """Give the codes of a board (id): the standard lists, and what it has decided since."""
    return CodeBook(one.version for one in RegisterCode.objects.filter(board=body).order_by(*ORDER))


def shown_settings(body: int, day: date) -> list[ShownSetting]:
    """List every setting of a board (id) with what holds on a day and its history, the latest first."""
    rows = list(RegisterSetting.objects.filter(board=body).order_by(*ORDER))
    decided = [one.decided for one in rows]
    found = []
    for setting, kind in SETTINGS.items():
        held = in_force(setting, decided, day)
        own = [one for one in reversed(rows) if one.setting == setting]
        found.append(ShownSetting(setting, kind.label, in_words(setting, held.value), held, own))
    return found


def shown_lists(book: CodeBook, day: date) -> list[ShownList]:
    """List the lists of a book, with each code as it is on a day."""
    return [
        ShownList(
            which,
            name,
            [_code(book, which, code, day) for code in book.codes(which)],
            bool(GROUPS[which]),
        )
        for which, name in LISTS.items()
    ]


def _code(book: CodeBook, which: CodeList, code: str, day: date) -> ShownCode:
    return ShownCode(
        code,
        book.words(which, code, day),
        book.group(which, code),
        book.is_used(which, code, day),
        list(book.versions(which, code)),
    )
