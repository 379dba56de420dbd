"""Which decisions are reported, by the provision they were taken under (beslutets lagrum).

Only assistance and measures that somebody is entitled to; a decision keeps the provision that it was
taken under when the act is replaced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date

NEW_ACT = date(2025, 7, 1)
_ACT = re.compile(r"(SoL|LSS|socialtjänstlagen)", re.IGNORECASE)
_NUMBER = re.compile(r"\(?\b(?:SFS\s*)?((?:19|20)\d\d:\d{1,4})\b\)?", re.IGNORECASE)
# What is left when the act and its number are taken away; a point or a paragraph does not change it
_PLACE = re.compile(
    r"(?:(?P<chapter>\d{1,2})\s*(?:kap\.?|\.|:)\s*)?(?P<section>\d{1,2})\s*(?:§)?"
    r"(?:\s*(?:p\.?|punkt(?:en)?)?\s*\d{1,2}\s*(?:p\.?|punkt(?:en)?|st\.?|stycket)?)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ground:
    """A provision that reportable decisions are taken under (lagrum) and when it can be."""

    code: str
    text: str
    act: str
    from_date: date
    to_date: date | None = None

    def holds_on(self, day: date) -> bool:
        """Answer whether a decision of that day can be taken under it."""
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)


GROUNDS = (
    Ground(
        "sol-2001-4-1",
        "4 kap. 1 § socialtjänstlagen (2001:453)",
        "SoL",
        date(2002, 1, 1),
        date(2025, 6, 30),
    ),
    Ground("sol-2025-11-1", "11 kap. 1 § socialtjänstlagen (2025:400)", "SoL", NEW_ACT),
    Ground("sol-2025-12-1", "12 kap. 1 § socialtjänstlagen (2025:400)", "SoL", NEW_ACT),
    Ground("lss-9", "9 § LSS (1993:387)", "LSS", date(1994, 1, 1)),
)
_PLACES = {("4", "1"): GROUNDS[0], ("11", "1"): GROUNDS[1], ("12", "1"): GROUNDS[2]}
_LSS = ("", "9")


def read_ground(text: str) -> Ruling[Ground | None]:
    """Read how a provision is cited, "4 kap. 1 § SoL", "LSS 9 § 4"; None when it is none of these.

    Where the act's own number is given it has to be the right one: section 1 of chapter 11 was another
    thing in the act of 2001.
    """
    ground = _ground(" ".join(text.split()))
    if ground is None:
        known = ", ".join(each.text for each in GROUNDS)
        return Ruling(None, (Reason(f"Lagrummet rapporteras inte. De som rapporteras: {known}."),))
    return Ruling(ground, (Reason(f"Beslutet är fattat enligt {ground.text}."),))


def _ground(text: str) -> Ground | None:
    numbers, acts = _NUMBER.findall(text), [one.lower() for one in _ACT.findall(text)]
    if len(numbers) > 1 or len(acts) > 1:
        return None
    found = _PLACE.fullmatch(_ACT.sub("", _NUMBER.sub("", text)).strip(" ,."))
    if found is None:
        return None
    act = acts[0] if acts else ""
    place = (found["chapter"] or "", found["section"])
    ground = GROUNDS[3] if place == _LSS and act in ("lss", "") else None
    if ground is None and act != "lss":
        ground = _PLACES.get(place)
    wrong = ground is not None and numbers and f"({numbers[0]})" not in ground.text
    return None if wrong else ground


def wrong_day(ground: Ground, day: date) -> str:
    """Say why a decision of that day cannot be taken under the provision; "" when it can."""
    if ground.holds_on(day):
        return ""
    if day < ground.from_date:
        told = f"gäller först från {running_date(ground.from_date)}"
    else:
        assert ground.to_date is not None
        told = f"gällde till och med {running_date(ground.to_date)}"
    return f"{ground.text} {told}, inte {running_date(day)}."


EXAMPLES = (
    Example(
        read_ground,
        {"text": "4.1 § SoL"},
        GROUNDS[0],
        "så skrivet i ett verkligt kvartalsunderlag",
    ),
    Example(read_ground, {"text": "9 § p. 4 LSS"}, GROUNDS[3], "konstruerat: en punkt i 9 §"),
    Example(
        read_ground,
        {"text": "11 kap. 4 § SoL"},
        None,
        "konstruerat: en insats utan rätt till den rapporteras inte",
    ),
)
