"""The eighteen contents that by-laws must have (9 §), as a checklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samverk.rules.example import Example
from samverk.rules.ruling import Ruling
from samverk.rules.statutes.finsam import FINSAM_BYLAWS
from samverk.rules.statutes.provision import because, unknown_wordings

# In Samverk's own words, by their number in the section.
CONTENTS: Mapping[int, str] = {
    1: "Namn, säte, medlemmar och ändamål",
    2: "Organisation",
    3: "Antal ledamöter och ersättare, hur medlemmarna företräds, och kortare mandattid om sådan finns",
    4: "Vilka uppgifter förbundet har och vad det får besluta om",
    5: "Om en medlem får väcka ärenden i styrelsen",
    6: "Om, och i vilka ärenden, kvalificerad majoritet krävs",
    7: "Var förbundet anslår tillkännagivanden",
    8: "Medlemmarnas andelar i tillgångar och skulder, och hur kostnaderna fördelas",
    9: "Gränser för vanliga krediter",
    10: "Medlemmarnas styrning och insyn",
    11: "Budgetprocessen",
    12: "Revisorernas mandattid",
    13: "Om revisorer är gemensamma, hur och av vem de utses",
    14: "Hur en medlem träder ut",
    15: "När förbundet ska likvideras eller upplösas, och hur tillgångarna då skiftas",
    16: "Hur tvister mellan förbundet och medlemmarna löses",
    17: "Hur ersättningar till förtroendevalda bestäms",
    18: "Övriga ekonomiska förhållanden",
}


@dataclass(frozen=True, slots=True)
class Content:
    """One required content (punkt) with where in the by-laws it stands; "" where that is missing."""

    number: int
    text: str
    place: str

    @property
    def is_missing(self) -> bool:
        """Answer whether nobody has told where it stands."""
        return not self.place


@dataclass(frozen=True, slots=True)
class Checklist:
    """Genomgång: the eighteen contents in the act's order."""

    contents: tuple[Content, ...]

    @property
    def missing(self) -> tuple[Content, ...]:
        """Those that nobody has told the place of."""
        return tuple(each for each in self.contents if each.is_missing)


def checklist(places: Mapping[int, str], *, day: date) -> Ruling[Checklist]:
    """Set the required contents beside where each stands; nothing is filled in.

    ``places`` are by the content's number; ValueError for a number that the section does not have.
    """
    strangers = set(places) - set(CONTENTS)
    if strangers:
        raise ValueError(f"9 § har ingen punkt {min(strangers)}.")
    rows = tuple(Content(n, text, places.get(n, "").strip()) for n, text in CONTENTS.items())
    found = Checklist(rows)
    missing = len(found.missing)
    text = f"Förbundsordningen ska ange {len(rows)} saker; {len(rows) - missing} är återfunna."
    reasons = [because(text, FINSAM_BYLAWS, day)]
    if missing:
        told = ", ".join(str(each.number) for each in found.missing)
        text = f"Punkt {told} är inte återfunnen. Det kan bero på att ingen har letat än."
        reasons.append(because(text, FINSAM_BYLAWS, day))
    return Ruling(found, tuple(reasons), unknown_wordings(day, FINSAM_BYLAWS))


EXAMPLES = (
    Example(
        checklist,
        {"places": dict.fromkeys(CONTENTS, "§"), "day": date(2024, 1, 1)},
        Checklist(tuple(Content(n, text, "§") for n, text in CONTENTS.items())),
        "konstruerat: allt är återfunnet",
    ),
    Example(
        checklist,
        {"places": {14: "15 §"}, "day": date(2024, 1, 1)},
        Checklist(
            tuple(Content(n, text, "15 §" if n == 14 else "") for n, text in CONTENTS.items())
        ),
        "Insjöriket: bara paragrafen om utträde är känd ur handlingarna",
    ),
)
