"""Who decides whether somebody is disqualified (jävsfrågan)."""

from __future__ import annotations

from datetime import date

from samverk.rules.assembly import Assembly
from samverk.rules.ruling import Ruling
from samverk.rules.statutes.finsam import FINSAM_BOARD_PROCEDURE
from samverk.rules.statutes.kl import KL_CONFLICT_EFFECT, KL_COUNCIL_CONFLICT
from samverk.rules.statutes.provision import because, unknown_wordings


def decides_own_conflict(
    assembly: Assembly,
    *,
    is_quorate_without: bool,
    another_can_be_called: bool,
    day: date | None = None,
) -> Ruling[bool]:
    """Answer whether the person may take part in deciding the question of their own conflict.

    ``is_quorate_without`` is the quorum with the person left out. ``another_can_be_called`` says
    that somebody can be called in without delay that does harm, such as a substitute in the room.
    """
    may = not is_quorate_without and not another_can_be_called
    if may:
        text = "Utan personen är beslutsförheten bruten, och ingen annan kan tillkallas i tid: "
        text += "personen får delta när jävsfrågan prövas."
    elif is_quorate_without:
        text = "Beslutsförheten håller utan personen, som inte får delta när jävsfrågan prövas."
    else:
        text = "Någon annan kan tillkallas: personen får inte delta när jävsfrågan prövas."
    who = {
        Assembly.COUNCIL: "Fullmäktige",
        Assembly.BOARD: "Nämnden",
        Assembly.FEDERATION: "Styrelsen",
    }[assembly]
    first = f"{who} beslutar snarast i jävsfrågan, om ingen annan har trätt in i personens ställe."
    points_here = {
        Assembly.COUNCIL: (KL_COUNCIL_CONFLICT,),
        Assembly.BOARD: (),
        Assembly.FEDERATION: (FINSAM_BOARD_PROCEDURE,),
    }[assembly]
    reasons = [because(each, KL_CONFLICT_EFFECT, day) for each in (first, text)]
    reasons += [because("Nämndernas regel om jävsfrågan gäller här.", p, day) for p in points_here]
    return Ruling(may, tuple(reasons), unknown_wordings(day, KL_CONFLICT_EFFECT, *points_here))
