"""Personal numbers of the tax agency's range for tests, every way to write one, and minutes with them."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from samverk.rules.masking.numbers import is_checked

FIRST, LAST = date(1925, 1, 1), date(2009, 12, 31)
# So many are read in CI; a part of them while one works
MINUTES = 2_000 if os.environ.get("SAMVERK_WHOLE") == "true" else 400
# Birth numbers that nobody is given
TEST_RANGE = range(980, 1000)


def number_of(born: date, birth_number: int, *, is_coordination: bool = False) -> str:
    """Give the twelve digits of a number."""
    day = f"{born:%Y%m}{born.day + 60 * is_coordination:02}{birth_number:03}"
    return next(f"{day}{last}" for last in range(10) if is_checked(f"{day[2:]}{last}"))


NUMBERS = st.builds(
    number_of,
    st.dates(FIRST, LAST),
    st.sampled_from(TEST_RANGE),
    is_coordination=st.booleans(),
)


def at(place: int, sign: str) -> Callable[[str], str]:
    """Write ten digits with a hyphen, and ``sign`` put in before digit ``place``."""

    def write(number: str) -> str:
        ten = f"{number[2:8]}-{number[8:]}"
        place_in = place + (place > 6)
        return ten[:place_in] + sign + ten[place_in:]

    return write


def joined(sign: str, *, long: bool = False) -> Callable[[str], str]:
    """Write a number with ``sign`` before its last four."""
    return lambda number: number[0 if long else 2 : 8] + sign + number[8:]


def parted(sign: str, last: str, *, long: bool = True) -> Callable[[str], str]:
    """Write a number with ``sign`` within its day and ``last`` before the last four."""

    def write(number: str) -> str:
        year = number[:4] if long else number[2:4]
        return sign.join((year, number[4:6], number[6:8])) + last + number[8:]

    return write


def in_digits(zero: str) -> Callable[[str], str]:
    """Write a number with the digits of another script, whose nought is given."""
    return lambda number: "-".join(
        "".join(chr(ord(zero) + int(digit)) for digit in part) for part in (number[2:8], number[8:])
    )


def split_within(place: int, sign: str) -> Callable[[str], str]:
    """Write twelve digits with nothing between but ``sign`` before one of them."""
    return lambda number: number[:place] + sign + number[place:]


FORMS: dict[str, Callable[[str], str]] = {
    **{
        f"{name}, {12 if long else 10} digits": joined(sign, long=long)
        for long in (False, True)
        for name, sign in {
            "hyphen": "-",
            "plus": "+",
            "nothing": "",
            "blank": " ",
            "no-break space": "\u00a0",
            "thin space": "\u2009",
            "narrow no-break space": "\u202f",
            "tab": "\t",
            "en dash": "\N{EN DASH}",
            "em dash": "\N{EM DASH}",
            "minus": "\N{MINUS SIGN}",
            "no-break hyphen": "\u2011",
            "soft hyphen": "\u00ad",
            "an extractor's hyphen": "\ufffe\n",
            "dash with blanks": " \N{EN DASH} ",
            "two hyphens": "--",
            "point": ".",
            "slash": "/",
            "low line": "_",
            "full-width hyphen": "\uff0d",
            "hyphen and zero width": "\u200b-\u200b",
            "hyphen and new line": "-\n",
            "new line and hyphen": "\n-",
            "hyphen, new line, indentation": "-\n            ",
            "hyphen and a Windows line": "-\r\n  ",
            "new line": "\n",
            "page break": "-\n\x0c\n",
        }.items()
    },
    "day with hyphens": parted("-", "-"),
    "day with points": parted(".", "-"),
    "day with blanks": parted(" ", " "),
    "short day with hyphens": parted("-", "-", long=False),
    "short day with blanks": parted(" ", "-", long=False),
    "day with slashes": parted("/", "-"),
    "day with wide dashes": parted(" \N{EN DASH} ", " \N{EN DASH} "),
    "year apart": lambda number: f"{number[:4]}-{number[4:8]}-{number[8:]}",
    **{f"new line before digit {place}": at(place, "\n   ") for place in range(1, 10)},
    **{f"hyphenated before digit {place}": at(place, "-\n") for place in (2, 4)},
    **{f"blank before digit {place}": at(place, " ") for place in range(1, 10)},
    **{f"zero width before digit {place}": at(place, "\u200d") for place in (1, 3, 8)},
    **{
        f"twelve digits and a blank before {place}": split_within(place, " ") for place in (4, 6, 9)
    },
    **{
        f"twelve digits and a line before {place}": split_within(place, "\n")
        for place in (3, 6, 11)
    },
    "every digit apart": lambda number: " ".join(f"{number[2:8]}-{number[8:]}"),
    "full-width digits": in_digits("\uff10"),
    "Arabic-Indic digits": in_digits("\u0660"),
    "after letters": lambda number: f"nr{number[2:8]}-{number[8:]}",
    "after a label": lambda number: f"pnr:{number[2:8]}-{number[8:]}",
    "a nought read as a letter": lambda number: f"{number[:8]}-{number[8:]}".replace("0", "O", 1),
    "in brackets": lambda number: f"({number[2:8]}-{number[8:]})",
    "told, with blanks": lambda number: (
        f"Personnummer: {number[2:6]} {number[6:8]} {number[8:10]} {number[10:]}"
    ),
}

# Written in minutes every day, and nobody's number
OTHERS = (
    "2024-01-01 0930",
    "2024-01-01 kl. 09.30",
    "2023-12-01 – 2024-02-29",
    "2024-01-01--2024-12-31",
    "2024-01-15 2024-02-20 2024-03-18",
    "2024-01-01, 2024-02-01",
    "20240115\n20240220",
    "230102-1231",
    "20240101–20241231",
    "01.01.2024-31.12.2024",
    "212000-1157",
    "16212000-1157",
    "556012-5790",
    "802481-0179",
    "KS 2023/00123",
    "KS/2023:1234-5",
    "Dnr 2022.345 SN 2021-0567",
    "2023VFN360 709",
    "§ 12, § 243 och §§ 19-24",
    "120 000 - 1 500 kronor",
    "1 250 000 kr (2 340 500 kr)",
    "639 000 120 400 98 050",
    "850 709 980,50",
    "konto 4010 5010 6110 7010 8010",
    "bankgiro 5050-1055, plusgiro 12 34 56-7",
    "IBAN SE35 5000 0000 0549 1000 0003",
    "0322-61 64 65",
    "08-508 290 00",
    "070-174 06 05",
    "tfn 0701740605",
    "+46 70 174 06 05",
    "SFS 2003:1210, 2017:725, 2018:218",
    "prop. 2002/03:132 s. 25-31",
    "12-15 januari, kl. 10-12, 13.30-15.00",
    "2020 2021 2022 2023 2024",
    "1 0 0 1 0 1 2 0 0 3 4 1 0 2",
    "3,14159265358979",
    "10 10 10.4477 och 9 9 8.5",
    "http://www.example.se/2024/01/15/850199",
    "118900101-9802",
    "18900101-98020",
    "900132-9802",
    "901301-9802",
    "a3f1850709980b2c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7081920a1b",
    "ISBN 978-91-38-32555-1",
    "Fastigheten 1:23, 4:5",
)


def _amount(random: Random) -> str:
    return f"{random.randint(1, 9_999_999):,}".replace(",", " ")


def _day(random: Random) -> str:
    return str(date(2010, 1, 1) + timedelta(random.randrange(6_000)))


def _short(random: Random) -> str:
    return _day(random)[2:].replace("-", "")


def _pair(random: Random) -> str:
    return str(random.randint(10, 99))


def _many(one: Callable[[Random], str], times: int, sign: str = " ") -> Callable[[Random], str]:
    return lambda random: sign.join(one(random) for _ in range(times))


# Rows of tables and lists as a minute's attachments have them
ROWS: dict[str, Callable[[Random], str]] = {
    "amounts": _many(_amount, 6),
    "amounts apart": _many(_amount, 6, "  "),
    "whole numbers": _many(lambda random: str(random.randint(1, 9_999_999)), 6),
    "small numbers": _many(lambda random: str(random.randint(0, 12)), 20),
    "two digits": _many(lambda random: f"{random.randrange(100):02}", 12),
    "shares": _many(lambda random: f"{random.random() * 100:.1f}", 8),
    "days": _many(_day, 3),
    "short days": _many(_short, 3),
    "periods": _many(_day, 2, " - "),
    "short periods": _many(_short, 2, "-"),
    "ledger": lambda random: f"{_day(random)} {random.randint(1000, 9999)} {_amount(random)}",
    "organisations": lambda random: f"2{random.randrange(10)}2000-{random.randrange(10_000):04}",
    "diary": lambda random: f"KS {random.randint(2010, 2026)}/{random.randrange(10**5):05}",
    "telephones": lambda random: f"0{random.randint(300, 609)}-{_many(_pair, 3)(random)}",
    "giro": lambda random: f"{_many(_pair, 3)(random)}-{random.randrange(10)}",
    "accounts": lambda random: f"{random.randint(1000, 9999)}-{random.randint(10**6, 10**7 - 1)}",
}

WORDS = (
    "nämnden beslutar att godkänna redovisningen och överlämna ärendet till fullmäktige för beslut",
    "ordföranden ställer frågan om bifall och finner att nämnden bifaller förslaget",
    "förvaltningen har tagit fram underlag enligt uppdraget och samrått med parterna i förbundet",
    "insatsen fortsätter under nästa år med samma omfattning och följs upp i delårsrapporten",
)


def minutes(random: Random, planted: list[str]) -> str:
    """Give made-up minutes of some paragraphs: ordinary figures, and ``planted`` written in among them."""
    parts = [part for words in WORDS for part in words.split(" och ")]
    others = random.sample(OTHERS, 6)
    pieces = random.choices(parts, k=12) + others + planted
    random.shuffle(pieces)
    # No two figures stand side by side in a sentence
    text = [
        f"{random.choice(parts)} {piece} {random.choice(('och', 'samt', 'med'))}"
        for piece in pieces
    ]
    return f"§ {random.randint(1, 300)}\n\n" + random.choice((" ", "\n")).join(text) + "."


def planted(random: Random) -> tuple[str, str, str]:
    """Give a number, the name of a way to write it, and the number so written."""
    born = FIRST + timedelta(random.randrange((LAST - FIRST).days))
    number = number_of(born, random.choice(TEST_RANGE), is_coordination=random.random() < 0.1)
    form = random.choice(tuple(FORMS))
    return number, form, FORMS[form](number)
