"""The codes of the register (kodlistor): types, areas, reasons and ways to close, with the days they hold.

The types under LSS are the points of 9 § LSS. Those under socialtjänstlagen, the areas and the reasons
are in use with municipalities and the supervisory authority, but no list of hers has been found: an
authority changes them as its own data, and these are what it begins with.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Act(StrEnum):
    """Which act a decision is taken under (lag)."""

    SOL = "SoL"
    LSS = "LSS"


class ReasonGroup(StrEnum):
    """What a delay depends on (skälsgrupp)."""

    RESOURCE = "resurs"
    INDIVIDUAL = "den enskilde"
    OTHER = "annat"


class CloseKind(StrEnum):
    """Why a decision is closed without having been carried out (avslutsskäl)."""

    WITHDRAWN = "withdrawn"
    NO_NEED = "no_need"
    REPLACED = "replaced"
    EXPIRED = "expired"
    MOVED = "moved"
    DECEASED = "deceased"
    OTHER = "other"


CLOSE_KINDS = {
    CloseKind.WITHDRAWN: "ansökan togs tillbaka",
    CloseKind.NO_NEED: "behovet finns inte längre",
    CloseKind.REPLACED: "ersattes av ett nytt beslut",
    CloseKind.EXPIRED: "det tidsbegränsade beslutet gick ut",
    CloseKind.MOVED: "flyttade från kommunen",
    CloseKind.DECEASED: "avliden",
    CloseKind.OTHER: "annat skäl",
}
# How these are reported stands in no text that has been found: the board chooses, and the choice is told
UNCONFIRMED_CLOSES = frozenset({CloseKind.REPLACED, CloseKind.MOVED, CloseKind.DECEASED})


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a list (kod): ``to_date`` is the last day it is used, None while it is."""

    code: str
    text: str
    from_date: date
    to_date: date | None = None
    is_confirmed: bool = False

    def holds_on(self, day: date) -> bool:
        """Answer whether the code is in use on a day."""
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)


@dataclass(frozen=True, slots=True)
class TypeCode(Code):
    """A type of measure or assistance (insatstyp), and the act that it is granted under."""

    act: Act = Act.SOL


@dataclass(frozen=True, slots=True)
class ReasonCode(Code):
    """A reason for a delay (skäl till dröjsmål), and what it depends on."""

    group: ReasonGroup = ReasonGroup.RESOURCE


_LSS_DAY, _SOL_DAY = date(1994, 1, 1), date(2002, 1, 1)
_POINTS = (
    "rådgivning och annat personligt stöd",
    "personlig assistans",
    "ledsagarservice",
    "kontaktperson",
    "avlösarservice i hemmet",
    "korttidsvistelse utanför hemmet",
    "korttidstillsyn för skolungdom över 12 år",
    "boende i familjehem eller bostad med särskild service för barn och unga",
    "bostad med särskild service för vuxna eller annan särskilt anpassad bostad",
    "daglig verksamhet",
)
_SOL_TYPES = (
    ("sarskilt-boende", "särskild boendeform"),
    ("korttidsboende", "korttidsboende eller växelboende"),
    ("hemtjanst", "hemtjänst"),
    ("boendestod", "boendestöd"),
    ("sysselsattning", "dagverksamhet eller sysselsättning"),
    ("kontaktperson", "kontaktperson"),
    ("kontaktfamilj", "kontaktfamilj"),
    ("bostad-ifo", "bostad inom individ- och familjeomsorg"),
    ("familjehem", "familjehem"),
    ("behandlingshem", "behandlingshem eller HVB"),
    ("oppenvard", "öppenvårdsverksamhet"),
    ("ledsagning", "ledsagning"),
    ("avlosning", "avlösning i hemmet"),
    ("trygghetslarm", "trygghetslarm"),
    ("annat-bistand", "annat bistånd"),
)
TYPES = (
    *(
        TypeCode(f"lss-9-{point}", text, _LSS_DAY, is_confirmed=True, act=Act.LSS)
        for point, text in enumerate(_POINTS, 1)
    ),
    *(TypeCode(f"sol-{code}", text, _SOL_DAY) for code, text in _SOL_TYPES),
)
AREAS = (
    Code("aldreomsorg", "äldreomsorg", _SOL_DAY),
    Code("lss", "LSS", _LSS_DAY),
    Code("funktionsnedsattning", "funktionsnedsättning enligt SoL", _SOL_DAY),
    Code("barn-och-familj", "barn och familj", _SOL_DAY),
    Code("ekonomiskt-bistand", "ekonomiskt bistånd", _SOL_DAY),
    Code("missbruk", "missbruks- och beroendevård", _SOL_DAY),
    Code("socialpsykiatri", "socialpsykiatri", _SOL_DAY),
    Code("vald", "våld i nära relation", _SOL_DAY),
    Code("ovrigt", "övrigt", _SOL_DAY),
)
_REASONS = {
    ReasonGroup.RESOURCE: (
        ("ingen-plats", "saknar ledig bostad eller plats"),
        ("ingen-lokal", "saknar anpassad lokal"),
        ("ingen-uppdragstagare", "lämplig uppdragstagare saknas"),
        ("personal", "personal eller kompetens saknas"),
        ("vald-utforare", "vald utförare har ingen ledig plats"),
    ),
    ReasonGroup.INDIVIDUAL: (
        ("tackat-nej", "har tackat nej till erbjudande"),
        ("ej-flyttat-in", "har tackat ja men inte flyttat in"),
        ("onskemal", "särskilda önskemål"),
        ("vill-vanta", "vill vänta"),
        ("nas-inte", "går inte att nå eller medverkar inte"),
        ("halsa", "hälsoskäl"),
        ("bor-annanstans", "bor i en annan kommun"),
    ),
    ReasonGroup.OTHER: (
        ("matchning", "matchning pågår"),
        ("annat", "annat skäl"),
    ),
}
REASONS = tuple(
    ReasonCode(code, text, _SOL_DAY, group=group)
    for group, rows in _REASONS.items()
    for code, text in rows
)
