"""Reading the Word template when it comes back: every part by its heading, every fault told by it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from samverk.documents.docx_reading import BOLD, ReadBlock, UnreadableError, read_docx
from samverk.federation.applications.content import TEXTS, Content
from samverk.federation.applications.paper import (
    AMOUNTS,
    CONTACT,
    HINT,
    OTHERS,
    PARTICIPANTS,
    PARTIES,
    TIME,
    TITLE,
)
from samverk.foundation.errors import InputError

_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})\D+?(\d{4}-\d{2}-\d{2})", re.ASCII)
_AMOUNT = re.compile(r"(?P<year>\d{4})\s*:\s*(?P<amount>[\d\s]+?)\s*(?:kr|kronor)?\.?", re.ASCII)
_UNREADABLE = "Filen går inte att läsa som Word. Spara den som .docx och försök igen."
MOST_AMOUNT = 100_000_000_000


def read_application(content: bytes, members: Mapping[str, int]) -> Content:
    """Read an application from a filled-in template; ``members`` are memberships (ids) by short name.

    Raises InputError that names every heading with a fault, so that nothing is half read.
    """
    try:
        blocks = read_docx(content)
    except UnreadableError as fault:
        raise InputError(_UNREADABLE, field="file") from fault
    parts = _parts(blocks)
    if TITLE not in parts:
        raise InputError(
            f"Rubriken {TITLE} saknas. Använd mallen och låt dess rubriker stå.", field="file"
        )
    faults: list[str] = []
    days = _days(parts.get(TIME, []), faults)
    read = Content(
        " ".join(parts[TITLE])[:200],
        **{part.name: "\n".join(parts.get(part.heading, [])) for part in TEXTS},
        parties=_parties(parts.get(PARTIES, []), members, faults),
        starts_on=days[0],
        ends_on=days[1],
        amounts=amounts_from(parts.get(AMOUNTS, []), faults),
        participants=_number(parts.get(PARTICIPANTS, []), faults),
        contact=" ".join(parts.get(CONTACT, []))[:200],
    )
    if not read.title.strip():
        faults.insert(0, f"{TITLE}: skriv vad ansökan gäller.")
    if faults:
        raise InputError(" ".join(faults), field="file")
    return read


def _parts(blocks: Iterable[ReadBlock]) -> dict[str, list[str]]:
    """Gather the lines under each heading of the template; hints and empty lines are left out."""
    named = {heading.casefold(): heading for heading, _ in OTHERS} | {
        part.heading.casefold(): part.heading for part in TEXTS
    }
    found: dict[str, list[str]] = {}
    under: list[str] | None = None
    for block in blocks:
        text = block.text.strip()
        heading = named.get(text.rstrip(":").casefold()) if block.level in (2, 3, BOLD) else None
        if heading:
            under = found.setdefault(heading, [])
        elif under is not None and text and not text.startswith(HINT):
            under.append(text)
    return found


def _days(lines: Sequence[str], faults: list[str]) -> tuple[date | None, date | None]:
    text = " ".join(lines)
    if not text:
        return None, None
    found = _DAYS.search(text)
    try:
        if found:
            return date.fromisoformat(found[1]), date.fromisoformat(found[2])
    except ValueError:
        pass
    faults.append(f"{TIME}: skriv två dagar så här: 2027-01-01 till 2028-12-31.")
    return None, None


def amounts_from(lines: Sequence[str], faults: list[str]) -> tuple[tuple[int, int], ...]:
    """Read a year and whole kronor from each line; a line that cannot be read is told among ``faults``."""
    rows = []
    for number, line in enumerate(lines, start=1):
        found = _AMOUNT.fullmatch(line.strip())
        amount = int("".join(found["amount"].split())) if found else MOST_AMOUNT + 1
        if found is None or amount > MOST_AMOUNT:
            faults.append(
                f"{AMOUNTS}, rad {number}: skriv år och hela kronor så här: 2027: 900 000."
            )
        else:
            rows.append((int(found["year"]), amount))
    return tuple(rows)


def _parties(
    lines: Sequence[str], members: Mapping[str, int], faults: list[str]
) -> tuple[int, ...]:
    known = {name.casefold(): pk for name, pk in members.items()}
    chosen = []
    for name in (part.strip(" .") for line in lines for part in line.split(",")):
        if name.casefold() in known:
            chosen.append(known[name.casefold()])
        elif name:
            faults.append(f"{PARTIES}: {name} är inte medlem. Medlemmar är {', '.join(members)}.")
    return tuple(dict.fromkeys(chosen))


def _number(lines: Sequence[str], faults: list[str]) -> int | None:
    text = "".join(" ".join(lines).split())
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 7:
        return int(text)
    faults.append(f"{PARTICIPANTS}: skriv ett tal.")
    return None
