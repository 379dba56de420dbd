"""The codes that a day's decisions are registered with, and their words, of a board's book."""

from __future__ import annotations

from datetime import date

from samverk.rules.unexecuted.code_books import STANDARD_BOOK, CodeBook, CodeList
from samverk.rules.unexecuted.code_lists import Code, ReasonCode, TypeCode
from samverk.rules.wording import running_date


def type_codes(day: date, book: CodeBook = STANDARD_BOOK) -> list[TypeCode]:
    """List the types that a decision of a day can have."""
    return book.types(day)


def type_code(code: str, day: date, book: CodeBook = STANDARD_BOOK) -> TypeCode | None:
    """Find a type that holds on a day; None where there is none."""
    return book.type_code(code, day)


def area_codes(day: date, book: CodeBook = STANDARD_BOOK) -> list[Code]:
    """List the areas of a day."""
    return book.areas(day)


def reason_codes(day: date, book: CodeBook = STANDARD_BOOK) -> list[ReasonCode]:
    """List the reasons for a delay of a day."""
    return book.reasons(day)


def kind_name(code: str, book: CodeBook = STANDARD_BOOK, day: date | None = None) -> str:
    """Give a type's words with its act, also of one that is used no more."""
    return book.kind_name(code, day)


def area_name(code: str, book: CodeBook = STANDARD_BOOK, day: date | None = None) -> str:
    """Give an area's words."""
    return book.words(CodeList.AREA, code, day)


def reason_name(code: str, book: CodeBook = STANDARD_BOOK, day: date | None = None) -> str:
    """Give a reason's words."""
    return book.words(CodeList.REASON, code, day)


def close_name(code: str, book: CodeBook = STANDARD_BOOK, day: date | None = None) -> str:
    """Give the words of a way to close."""
    return book.words(CodeList.CLOSE, code, day)


def offered(book: CodeBook, which: CodeList, day: date) -> list[tuple[str, str, str]]:
    """List the codes to choose among, each with its words and its group; one that has ended says when.

    A decision may be older than the end, and is then registered with the code of its day.
    """
    found = []
    for code in book.codes(which):
        spans = book.spans(which, code)
        if not spans:
            continue
        words = book.words(which, code, day).capitalize()
        last = spans[-1][1]
        if last is not None and last < day:
            words += f", till och med {running_date(last)}"
        found.append((code, words, book.group(which, code)))
    return found
