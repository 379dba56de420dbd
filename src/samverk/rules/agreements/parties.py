"""Who counts as a party, and who may be paid: only those that are certainly members on the day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from samverk.rules.example import Example
from samverk.rules.membership import IsMember
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_ONLY_MEMBERS, FINSAM_TASKS
from samverk.rules.statutes.provision import because
from samverk.rules.wording import running_date

LEAST_PARTIES = 2
# Of these kinds all together are one party (5 §)
JOINED = ("municipality", "region")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one that is named stands on a day (medlemskapets läge): its name, its part, and if it is a member.

    ``missing`` names the papers that an unknown membership hangs on.
    """

    name: str
    kind: str
    is_member: IsMember = IsMember.YES
    missing: tuple[str, ...] = ()


def parties_counted(kinds: Collection[str]) -> int:
    """Count the parties that co-operate: two municipalities are one party, and so are two regions."""
    others = sum(kind not in JOINED for kind in kinds)
    return others + sum(kind in kinds for kind in JOINED)


def doubt_told(one: Standing, day: date) -> str:
    """Say that one is no member on ``day``, or that it is not known and what is missing."""
    told = running_date(day)
    if one.is_member is IsMember.NO:
        return f"{one.name} är inte medlem {told}."
    lacks = f" Saknas: {'; '.join(one.missing)}." if one.missing else ""
    return f"Det är inte känt om {one.name} är medlem {told}.{lacks}"


def left_out(named: Sequence[Standing], day: date) -> tuple[Reason, ...]:
    """Tell of each that does not count as a party on ``day``, and why."""
    rest = [one for one in named if one.is_member is not IsMember.YES]
    return tuple(Reason(f"{doubt_told(one, day)} Räknas inte som part.") for one in rest)


def enough_parties(named: Sequence[Standing], day: date) -> Ruling[bool]:
    """Answer whether two parties co-operate on ``day`` (7 §); remarks tell who does not count, and why."""
    remarks = left_out(named, day)
    found = parties_counted([one.kind for one in named if one.is_member is IsMember.YES])
    if found >= LEAST_PARTIES:
        reason = because(f"{found} parter samverkar.", FINSAM_TASKS, day)
        return Ruling(True, (reason,), remarks)
    text = (
        f"Minst två parter ska samverka, här är det {found}. Kommuner räknas som en part och"
        " regioner som en. Lägg till en part till."
    )
    return Ruling(False, (because(text, FINSAM_TASKS, day),), remarks)


def may_be_paid(one: Standing, day: date) -> Ruling[bool]:
    """Answer whether one may get the federation's money (6 §): only a certain member on ``day``."""
    if one.is_member is IsMember.YES:
        text = f"{one.name} är medlem och får ta emot medel."
        return Ruling(True, (because(text, FINSAM_ONLY_MEMBERS, day),))
    text = f"{doubt_told(one, day)} Bara en medlem kan få förbundets medel."
    return Ruling(False, (because(text, FINSAM_ONLY_MEMBERS, day),))


_DAY = date(2026, 11, 1)
_UNKNOWN = Standing("Regionen", "region", IsMember.UNKNOWN, ("handlingen som visar inträdet",))
EXAMPLES = (
    Example(
        enough_parties,
        {"named": (Standing("Lerum", "municipality"), Standing("Regionen", "region")), "day": _DAY},
        True,
        "konstruerat: en kommun och en region är två parter",
    ),
    Example(
        enough_parties,
        {"named": (Standing("Lerum", "municipality"), _UNKNOWN), "day": _DAY},
        False,
        "konstruerat: den vars medlemskap är okänt räknas inte",
    ),
)
