"""When it is in doubt whether a paper is public yet (allmän handling, TF 2 kap. 9–12 §§).

The answer is what somebody has to try before the paper is published, never that it may not be: a body may
hand out what is not public yet, if no secrecy holds.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.provision import because, unknown_wordings
from samverk.rules.statutes.tf import TF_DRAWN_UP, TF_WORKING_MATERIAL


class Doubt(StrEnum):
    """Why a paper may not be public yet (tvekan om allmän handling)."""

    NONE = "none"
    COMMITTEE = "committee"
    PREPARES = "prepares"
    WORKING = "working"


_READING = Reason("Att protokollet då blir allmänt först senare är Samverks läsning: pröva den.")


def minutes_doubt(day: date, *, is_committee: bool, is_for_another: bool) -> Ruling[Doubt]:
    """Answer what is in doubt of adjusted minutes on ``day``.

    ``is_for_another`` is True when some matter is only prepared, for another body to decide.
    """
    if not (is_committee or is_for_another):
        said = because("Ett protokoll är upprättat när det är justerat.", TF_DRAWN_UP, day)
        return Ruling(Doubt.NONE, (said,), unknown_wordings(day, TF_DRAWN_UP))
    text = (
        "Ett protokoll i ett ärende som bara bereds för någon annans beslut blir inte upprättat när det"
        " justeras, utan när ärendet har slutbehandlats eller protokollet har expedierats."
    )
    doubt = Doubt.COMMITTEE if is_committee else Doubt.PREPARES
    said = because(text, TF_DRAWN_UP, day)
    return Ruling(doubt, (said,), (_READING, *unknown_wordings(day, TF_DRAWN_UP)))


def paper_doubt(day: date, *, is_drawn_up_here: bool, is_case_closed: bool) -> Ruling[Doubt]:
    """Answer what is in doubt of a paper in a case on ``day``: one drawn up here while the case is open."""
    if not is_drawn_up_here or is_case_closed:
        said = because(
            "Handlingen har kommit in eller gått ut, eller så är ärendet avslutat.",
            TF_DRAWN_UP,
            day,
        )
        return Ruling(Doubt.NONE, (said,), unknown_wordings(day, TF_DRAWN_UP))
    text = (
        "Ärendet är inte avslutat. En handling som är gjord här och varken har expedierats eller tagits om"
        " hand för arkivering kan vara arbetsmaterial: ett utkast eller en minnesanteckning."
    )
    said = because(text, TF_WORKING_MATERIAL, day)
    return Ruling(Doubt.WORKING, (said,), unknown_wordings(day, TF_WORKING_MATERIAL))


EXAMPLES = (
    Example(
        minutes_doubt,
        {"day": date(2026, 5, 13), "is_committee": True, "is_for_another": False},
        Doubt.COMMITTEE,
        "Konstruerat: arbetsutskottets protokoll",
    ),
    Example(
        minutes_doubt,
        {"day": date(2026, 5, 13), "is_committee": False, "is_for_another": False},
        Doubt.NONE,
        "Konstruerat: nämnden avgör själv",
    ),
    Example(
        paper_doubt,
        {"day": date(2026, 5, 13), "is_drawn_up_here": True, "is_case_closed": False},
        Doubt.WORKING,
        "Konstruerat: tjänsteskrivelse i ett öppet ärende",
    ),
)
