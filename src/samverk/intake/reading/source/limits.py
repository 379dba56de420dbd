"""How large a file of each kind may be: one limit for the page, the upload and the reader."""

from __future__ import annotations

import math

from samverk.intake.reading.errors import TooLargeError
from samverk.intake.reading.source.sniff import Format

MEGABYTE = 1024 * 1024
# Minutes of many years stay below this as text; pictures make PDF and Word files large.
TEXT_LIMIT = 5 * MEGABYTE
PDF_LIMIT = WORD_LIMIT = 50 * MEGABYTE
LIMITS = {Format.TEXT: TEXT_LIMIT, Format.PDF: PDF_LIMIT, Format.ZIP: WORD_LIMIT}
FILE_LIMIT = max(LIMITS.values())


def check_size(size: int, limit: int) -> None:
    """Raise ``TooLargeError`` for a file over the limit."""
    if size > limit:
        raise TooLargeError(
            f"är för stor ({megabytes(size)} MB; gränsen är {megabytes(limit)} MB). "
            "Dela upp den i mindre filer."
        )


def megabytes(size: int) -> str:
    """Write a size for people, rounded up to a tenth: what is over a limit never looks like it."""
    tenths = math.ceil(10 * size / MEGABYTE)
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}" if rest else str(whole)
