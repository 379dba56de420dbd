"""The table of diary-number formats. A municipality's own format is one more row.

The order decides: where a text fits two rows, the earlier one reads it. So rows with more structure
stand first, and four-digit years (1900-2099) before two-digit ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BODY = r"(?P<body>[A-ZÅÄÖa-zåäö]{1,8})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT_YEAR = r"(?P<year>\d\d)"
_NUMBER = r"(?P<number>\d{1,9})"
# "709", "1.3.2", "00.1": a plan for classes has one level or several.
_CLASS = r"(?P<class_code>\d{1,4}(?:\.\d{1,3}){0,5}(?!\.?\d))"
# After a number without a body next to it, its points tell a class from another figure.
_POINTED_CLASS = r"(?:(?P<class_mark> )(?P<class_code>\d{1,4}(?:\.\d{1,3}){1,5}(?!\.?\d)))?"


@dataclass(frozen=True, slots=True)
class DiaryFormat:
    """One way of writing a diary number (format).

    ``name`` is the picture shown to people, ``example`` a number written so. ``pattern`` has the
    groups year and number, and may have body, class_code, class_mark, sub and, for separators that
    vary, sep1 and sep2. ``template`` writes the groups back in order, and ``separators`` are used
    where a new number is to be written.
    """

    name: str
    example: str
    pattern: str
    template: str
    separators: tuple[str, ...] = ()

    def match(self, text: str) -> re.Match[str] | None:
        """Match a whole text, blanks already made single."""
        return re.fullmatch(self.pattern, text, re.ASCII)


FORMATS = (
    DiaryFormat(
        "AAAAORGNNN [klass]",
        "2022VFN360 709",
        rf"{_YEAR}{_BODY}{_NUMBER}(?:(?P<class_mark> ){_CLASS})?",
        "{year}{body}{number}{class_mark}{class_code}",
    ),
    DiaryFormat(
        "AAAA.NNN ORG",
        "2023.076 SN",
        rf"{_YEAR}\.{_NUMBER}(?P<sep1> ?){_BODY}{_POINTED_CLASS}",
        "{year}.{number}{sep1}{body}{class_mark}{class_code}",
        (" ",),
    ),
    DiaryFormat(
        "AAAA/ORG NNNN klass",
        "2018/KS 0041 001",
        rf"{_YEAR}/{_BODY} {_NUMBER}(?:(?P<class_mark> ){_CLASS})?",
        "{year}/{body} {number}{class_mark}{class_code}",
    ),
    DiaryFormat(
        "ORG[ /-]AAAA[/:-]NNN",
        "KS/2017:499",
        rf"{_BODY}(?P<sep1>[ /-]){_YEAR}(?P<sep2>[/:-]){_NUMBER}"
        rf"(?::(?P<sub>-?\d{{1,4}}))?(?:(?P<class_mark> (?:Dpl )?){_CLASS})?",
        "{body}{sep1}{year}{sep2}{number}{sub}{class_mark}{class_code}",
        (" ", "/"),
    ),
    DiaryFormat(
        "ORG AAAA NNNNN",
        "SBN 2021 00099",
        rf"{_BODY} {_YEAR} {_NUMBER}{_POINTED_CLASS}",
        "{body} {year} {number}{class_mark}{class_code}",
    ),
    DiaryFormat(
        "ORG.AAAA.N",
        "KU.2017.91",
        rf"{_BODY}\.{_YEAR}\.{_NUMBER}(?:(?P<class_mark>[. ]){_CLASS})?",
        "{body}.{year}.{number}{class_mark}{class_code}",
    ),
    DiaryFormat(
        "ORG NNN/AAAA", "Sam 123/2023", rf"{_BODY} {_NUMBER}/{_YEAR}", "{body} {number}/{year}"
    ),
    DiaryFormat(
        "ORG AA/NNNN", "SN 18/0098", rf"{_BODY} {_SHORT_YEAR}/{_NUMBER}", "{body} {year}/{number}"
    ),
    DiaryFormat(
        "ORG: N/AAAA", "MSN: 5/2014", rf"{_BODY}: ?{_NUMBER}/{_YEAR}", "{body}: {number}/{year}"
    ),
    DiaryFormat(
        "ORG/AAAA/NNNN/klass",
        "KS/2020/0199/002-7",
        rf"{_BODY}/{_YEAR}/{_NUMBER}/(?P<class_code>\d{{1,4}}(?:-\d{{1,3}})?)",
        "{body}/{year}/{number}/{class_code}",
    ),
    DiaryFormat(
        "ORGAA.NNN",
        "KS24.112",
        rf"(?P<body>[A-ZÅÄÖa-zåäö]{{2,8}}){_SHORT_YEAR}\.{_NUMBER}",
        "{body}{year}.{number}",
    ),
    DiaryFormat(
        "klass-NNN/AAAA",
        "322-278/2009",
        rf"{_CLASS}-{_NUMBER}/{_YEAR}",
        "{class_code}-{number}/{year}",
    ),
    DiaryFormat(
        "AAAA-NNN-klass",
        "2006-152-307",
        rf"{_YEAR}-{_NUMBER}-{_CLASS}",
        "{year}-{number}-{class_code}",
    ),
    DiaryFormat(
        "NNNNN/AAAA",
        "00322/2026",
        rf"{_NUMBER}/{_YEAR}{_POINTED_CLASS}",
        "{number}/{year}{class_mark}{class_code}",
    ),
    # A plain number of four digits that could be a year is read as one: that is how it is written
    # in far more places than where the running number passes 1970.
    DiaryFormat(
        "AAAA/NNN",
        "2023/76",
        rf"(?P<year>19[7-9]\d|20\d\d)/{_NUMBER}{_POINTED_CLASS}",
        "{year}/{number}{class_mark}{class_code}",
    ),
    DiaryFormat("NNNN/AA", "0901/22", rf"{_NUMBER}/{_SHORT_YEAR}", "{number}/{year}"),
    DiaryFormat(
        "AAAA-NNNN",
        "2020-0156",
        rf"{_YEAR}-{_NUMBER}{_POINTED_CLASS}",
        "{year}-{number}{class_mark}{class_code}",
    ),
)
