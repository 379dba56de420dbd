"""Vouchers as a SIE file of type 4, which Swedish bookkeeping programs read.

The format is 8-bit text in code page 437 ("PC8"), one record a line. A sign that the code page lacks
is written without its accent, or as a question mark.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from samverk.documents.rendering import Rendered

# No media type is registered: bytes, so that nobody converts the signs on the way
SIE = "application/octet-stream"
ENCODING = "cp437"
_PLAINER = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "\N{NO-BREAK SPACE}": " ", "’": "'", "”": "'"}
)


@dataclass(frozen=True, slots=True)
class SieRow:
    """A row of a voucher (transaktion): an amount in öre, above zero in debit, below in credit.

    ``objects`` are its (dimension, object), such as ("1", "BALDER") for a cost centre. ``line`` is where
    it stands in the file that it was read from, 0 for none: two rows are the same wherever they stand.
    """

    account: str
    amount: int
    text: str = ""
    objects: tuple[tuple[str, str], ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class SieVoucher:
    """A voucher (verifikation) whose rows add up to nothing. ``number`` is "" when the reader sets it."""

    series: str
    number: str
    day: date
    text: str
    rows: tuple[SieRow, ...]

    @property
    def difference(self) -> int:
        """What the rows add up to, in öre: 0 when the voucher balances."""
        return sum(row.amount for row in self.rows)


@dataclass(frozen=True, slots=True)
class SieFile:
    """A SIE file (SIE-fil). ``accounts`` are (number, name); ``year`` the fiscal year's two days."""

    company: str
    company_number: str
    made: date
    year: tuple[date, date]
    accounts: tuple[tuple[str, str], ...]
    vouchers: tuple[SieVoucher, ...]
    program: str = "Samverk"


def sie_file(paper: SieFile) -> Rendered:
    """Write the file. Raises ValueError for a voucher that does not balance or lies outside the year."""
    for voucher in paper.vouchers:
        if voucher.difference:
            raise ValueError(f"Verifikationen {voucher.text!r} balanserar inte.")
        if not paper.year[0] <= voucher.day <= paper.year[1]:
            raise ValueError(f"Verifikationen {voucher.text!r} ligger utanför räkenskapsåret.")
    lines = "".join(f"{line}\r\n" for line in _lines(paper))
    return Rendered(lines.encode(ENCODING, "replace"), SIE, "se")


def _lines(paper: SieFile) -> Iterable[str]:
    yield "#FLAGGA 0"
    yield f"#PROGRAM {_text(paper.program)} 1"
    yield "#FORMAT PC8"
    yield f"#GEN {paper.made:%Y%m%d}"
    yield "#SIETYP 4"
    if paper.company_number:
        yield f"#ORGNR {_text(paper.company_number)}"
    yield f"#FNAMN {_text(paper.company)}"
    yield f"#RAR 0 {paper.year[0]:%Y%m%d} {paper.year[1]:%Y%m%d}"
    for number, name in paper.accounts:
        yield f"#KONTO {number} {_text(name)}"
    for voucher in paper.vouchers:
        series, number = _text(voucher.series), _text(voucher.number)
        yield f"#VER {series} {number} {voucher.day:%Y%m%d} {_text(voucher.text)}"
        yield "{"
        for row in voucher.rows:
            text = f' "" {_text(row.text)}' if row.text else ""
            objects = " ".join(_text(each) for pair in row.objects for each in pair)
            yield f"#TRANS {row.account} {{{objects}}} {_amount(row.amount)}{text}"
        yield "}"


def _amount(amount: int) -> str:
    kronor, ore = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{kronor}.{ore:02}"


def _text(text: str) -> str:
    """Quote a text, in signs that the code page has and on one line."""
    plain = "".join(map(_sign, " ".join(text.translate(_PLAINER).split())))
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _sign(sign: str) -> str:
    if not sign.isprintable():
        return "?"
    try:
        sign.encode(ENCODING)
    except UnicodeEncodeError:
        bare = unicodedata.normalize("NFKD", sign)[:1]
        return bare if bare.isascii() and bare.isprintable() else "?"
    return sign
