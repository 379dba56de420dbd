"""Who audits a federation and who supervises its archive (25 och 20 §§)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samverk.rules.example import Example
from samverk.rules.existence import Part, PartMember
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_ARCHIVE, FINSAM_AUDITORS, FINSAM_NOTICE_BOARDS
from samverk.rules.statutes.provision import because, unknown_wordings


def auditors(
    members: Sequence[PartMember], per_member: int | None, *, day: date
) -> Ruling[int | None]:
    """Compute how many auditors there are: one joint of the state, ``per_member`` of each other.

    None where the by-laws are not known to say how many. Raises ValueError for less than one.
    """
    if per_member is not None and per_member < 1:
        raise ValueError("Varje medlem har minst en revisor.")
    others = sum(one.part is not Part.STATE for one in members)
    reasons = [because(_EACH, FINSAM_AUDITORS, day)]
    total = None
    if per_member is not None:
        has_state = any(one.part is Part.STATE for one in members)
        total = per_member * others + has_state
        reasons.append(
            Reason(f"{others} kommuner och regioner med {per_member} var, och statens: {total}.")
        )
    reasons += [
        because(_ARCHIVE, FINSAM_ARCHIVE, day),
        because(_ANNOUNCED, FINSAM_NOTICE_BOARDS, day),
    ]
    joint = "Kommuner och regioner får komma överens om gemensamma revisorer: då är de färre."
    remarks = unknown_wordings(day, FINSAM_AUDITORS, FINSAM_ARCHIVE, FINSAM_NOTICE_BOARDS)
    return Ruling(total, tuple(reasons), (*remarks, because(joint, FINSAM_AUDITORS, day)))


_EACH = (
    "Varje kommun och region som är medlem utser revisor; Försäkringskassan utser en gemensam för "
    "staten."
)
_ARCHIVE = "Arkivmyndigheten i en av medlemskommunerna har tillsyn över förbundets arkiv."
_ANNOUNCED = (
    "Justeringen av protokoll tillkännages på varje medlemskommuns och regions anslagstavla."
)
_MEMBERS = (
    PartMember("Försäkringskassan", Part.STATE),
    PartMember("Arbetsförmedlingen", Part.STATE),
    PartMember("Regionen", Part.REGION),
    PartMember("Staden", Part.MUNICIPALITY),
)

EXAMPLES = (
    Example(
        auditors,
        {"members": _MEMBERS, "per_member": 1, "day": date(2024, 1, 1)},
        3,
        "räknat för hand: statens gemensamma, regionens och kommunens",
    ),
    Example(
        auditors,
        {"members": _MEMBERS, "per_member": None, "day": date(2024, 1, 1)},
        None,
        "konstruerat: antalet är inte känt och fylls inte i",
    ),
)
