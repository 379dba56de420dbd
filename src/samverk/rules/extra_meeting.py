"""Meetings that must be held because someone asks for them (extra sammanträde, KL 5:12, 6:23)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.assembly import Assembly
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_BOARD_MEETS, KL_EXTRA_MEETING
from samverk.rules.statutes.provision import because, unknown_wordings


class Asker(StrEnum):
    """Who has a meeting held (begär sammanträde)."""

    CHAIR = "ordföranden"
    EXECUTIVE = "styrelsen"
    MEMBERS = "ledamöter"


@dataclass(frozen=True, slots=True)
class ExtraMeeting:
    """Extra sammanträde: whether it must be held, and how many members can demand it."""

    must_be_held: bool
    needs: int


def extra_meeting(
    members: int,
    requesting: int,
    *,
    assembly: Assembly,
    askers: Collection[Asker] = (),
    day: date | None = None,
) -> Ruling[ExtraMeeting]:
    """Answer whether a meeting must be held on request: a third of all members, or the chair.

    The executive (styrelsen) can ask for the council's meetings only. The third is of all members,
    not of those present. Raises ValueError for impossible numbers.
    """
    if members < 1 or not 0 <= requesting <= members:
        raise ValueError("Antalet som begär ska vara mellan 0 och antalet ledamöter, minst 1.")
    is_council = assembly is Assembly.COUNCIL
    able = {Asker.CHAIR, Asker.EXECUTIVE} if is_council else {Asker.CHAIR}
    needs = -(-members // 3)
    provision = KL_EXTRA_MEETING if is_council else KL_BOARD_MEETS
    who = "styrelsen eller minst en tredjedel" if is_council else "minst en tredjedel"
    rule = (
        f"Sammanträde ska hållas om {who} av ledamöterna begär det, eller om ordföranden anser att "
        f"det behövs. En tredjedel av {members} är minst {needs}; {requesting} begär det."
    )
    reasons = [because(rule, provision, day)]
    reasons += [Reason(f"Det begärs av {each}.") for each in Asker if each in able & set(askers)]
    must_be_held = requesting >= needs or bool(able & set(askers))
    if not must_be_held:
        reasons.append(
            Reason("Det räcker inte: det hålls bara om ordföranden anser att det behövs.")
        )
    return Ruling(
        ExtraMeeting(must_be_held, needs),
        tuple(reasons),
        unknown_wordings(day, provision),
    )


EXAMPLES = (
    Example(
        extra_meeting,
        {"members": 8, "requesting": 3, "assembly": Assembly.FEDERATION},
        ExtraMeeting(True, 3),
        "räknat för hand: tre av åtta är minst en tredjedel",
    ),
    Example(
        extra_meeting,
        {
            "members": 51,
            "requesting": 0,
            "assembly": Assembly.COUNCIL,
            "askers": (Asker.EXECUTIVE,),
        },
        ExtraMeeting(True, 17),
        "räknat för hand: styrelsen begär det",
    ),
)
