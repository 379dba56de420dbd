"""What files are called inside a package: signs that every system can unpack, and no way out of it."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
# A file of one of these names cannot be made on Windows, whatever its ending
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
OTHER = re.compile(r"[^A-Za-z0-9._-]+")


def safe_name(name: str) -> str:
    """Give a file name in plain signs, at most 80 and with its ending; never a folder or a way up."""
    last = name.replace("\\", "/").rpartition("/")[2]
    folded = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode()
    stem, _, ending = folded.rpartition(".") if "." in folded else (folded, "", "")
    ending = _plain(ending)[:10]
    room = LONGEST - len(ending) - 1
    stem = _plain(stem)[:room].strip("-.") or "fil"
    if stem.partition(".")[0].lower() in RESERVED:
        stem = f"{stem[: room - 1]}-"
    return f"{stem}.{ending}" if ending else stem


def _plain(text: str) -> str:
    return OTHER.sub("-", text).strip("-.")
