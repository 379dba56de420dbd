"""To whom a decision is sent: the lines under "Beslutet ska skickas till" and its like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samverk.intake.reading.model import Line, Recipient
from samverk.intake.reading.sections import Section

_LIKELY = re.compile(
    r"nämnd|styrelse|fullmäktige|förvaltning|sektor|kontor|avdelning|enhet|revisor|förbund|kommun"
    r"|region|\bivo\b|inspektion|kassan|arbetsförmedling|chef|akten|bolag|\bab\b|handläggare|ekonomichef"
    r"|länsstyrelse|sökande|diariet|parti|stiftelse|förening|stab|registrator|controller",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[•●▪–*-]\s*")
# How it is sent is no part of to whom.
_FOR_WHAT = re.compile(
    r"(?:för (?:kännedom|åtgärd|verkställighet|vidare hantering)|kopia)(?: till)?:\s*",
    re.IGNORECASE,
)
_LONGEST = 120


def recipients_in(sections: Sequence[Section]) -> list[Recipient]:
    """Answer the recipients, one entry each.

    The list ends at the first blank line after it, unless what follows still reads as a
    recipient: below it usually stand signatures.
    """
    found: list[Recipient] = []
    for section in sections:
        if section.concept == "dispatch":
            found += _listed(section)
    return found


def _listed(section: Section) -> Iterator[Recipient]:
    lines = list(section.lines)
    if section.label and section.label.rest:
        lines.insert(0, section.heading[0]._replace(text=section.label.rest))
    has_begun, after_blank = False, False
    for line in lines:
        if not line.text:
            after_blank = has_begun
            continue
        if after_blank and not _LIKELY.search(line.text):
            return
        if len(line.text) > _LONGEST and "," not in line.text:
            return
        yield from _names(line)
        has_begun, after_blank = True, False


def _names(line: Line) -> Iterator[Recipient]:
    text = _FOR_WHAT.sub("", _BULLET.sub("", line.text))
    for part in re.split(r";(?![^(]*\))", text):
        for name in _apart(part):
            yield Recipient(name, line.place)


def _apart(text: str) -> Iterator[str]:
    """Split at commas that part recipients, not "Stadsledningskontoret, ekonomi"."""
    name = ""
    for part in (p.strip(" .") for p in re.split(r",(?![^(]*\))", text)):
        if name and part and not (part[0].isupper() or _LIKELY.search(part)):
            name += f", {part}"
            continue
        if name:
            yield name
        name = part
    if name:
        yield name
