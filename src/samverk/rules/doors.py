"""Open or closed doors (KL 5:42, 6:25): the council's is open, a board's is closed, each with exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.rules.assembly import Assembly
from samverk.rules.example import Example
from samverk.rules.ruling import Ruling
from samverk.rules.statutes import (
    FINSAM_NOTICE_BOARDS,
    KL_BOARD_CLOSED,
    KL_COUNCIL_PUBLIC,
    because,
    unknown_wordings,
)


@dataclass(frozen=True, slots=True)
class Doors:
    """What an item is about, as far as the doors go (öppna eller stängda dörrar).

    ``is_allowed_open`` says that the council lets the board meet in public, ``is_decided`` what the
    body itself has decided: to close (council) or to open (board).
    """

    exercises_authority: bool = False
    has_secrets: bool = False
    is_allowed_open: bool = False
    is_decided: bool = False
    sets_budget: bool = False


def is_closed(doors: Doors, *, assembly: Assembly, day: date) -> Ruling[bool]:
    """Answer whether an item's deliberation is held behind closed doors (KL 5:42, 6:25)."""
    match assembly:
        case Assembly.COUNCIL:
            return _closed_council(doors, day)
        case Assembly.BOARD:
            return _closed_board(doors, day)
        case Assembly.FEDERATION:
            return _closed_federation(doors, day)


def _closed_council(doors: Doors, day: date) -> Ruling[bool]:
    text = "Fullmäktiges sammanträden är offentliga."
    if doors.is_decided:
        text += (
            " Fullmäktige har beslutat att överläggningen i ärendet hålls inom stängda dörrar;"
            " ersättare får vara kvar även när de inte tjänstgör."
        )
    reason = because(text, KL_COUNCIL_PUBLIC, day)
    remarks = unknown_wordings(day, KL_COUNCIL_PUBLIC)
    if doors.has_secrets and not doors.is_decided:
        text = "Ärendet har uppgifter under sekretess: fullmäktige kan besluta om stängda dörrar."
        remarks += (because(text, KL_COUNCIL_PUBLIC, day),)
    return Ruling(doors.is_decided, (reason,), remarks)


def _closed_board(doors: Doors, day: date) -> Ruling[bool]:
    always = doors.exercises_authority or doors.has_secrets
    is_open = not always and doors.is_allowed_open and doors.is_decided
    if always:
        text = "Ärenden om myndighetsutövning eller med sekretess hålls alltid inom stängda dörrar."
    elif is_open:
        text = "Fullmäktige har medgett offentliga sammanträden och nämnden har beslutat det."
    else:
        text = (
            "En nämnds sammanträden hålls inom stängda dörrar, om inte fullmäktige har medgett "
            "annat och nämnden har beslutat det."
        )
    reason = because(text, KL_BOARD_CLOSED, day)
    return Ruling(not is_open, (reason,), unknown_wordings(day, KL_BOARD_CLOSED))


def _closed_federation(doors: Doors, day: date) -> Ruling[bool]:
    remarks = unknown_wordings(day, FINSAM_NOTICE_BOARDS)
    if doors.sets_budget:
        text = "Sammanträdet då budgeten fastställs är offentligt."
        return Ruling(False, (because(text, FINSAM_NOTICE_BOARDS, day),), remarks)
    text = (
        "Lagen öppnar bara budgetsammanträdet. Den hänvisar inte till kommunallagens regel om "
        "stängda dörrar i nämnd; att övriga sammanträden är stängda är Samverks läsning."
    )
    return Ruling(True, (because(text, FINSAM_NOTICE_BOARDS, day),), remarks)


EXAMPLES = (
    Example(
        is_closed,
        {
            "doors": Doors(has_secrets=True, is_allowed_open=True, is_decided=True),
            "assembly": Assembly.BOARD,
            "day": date(2026, 3, 18),
        },
        True,
        "konstruerat: sekretess stänger dörrarna även i en öppen nämnd",
    ),
    Example(
        is_closed,
        {
            "doors": Doors(sets_budget=True),
            "assembly": Assembly.FEDERATION,
            "day": date(2026, 11, 20),
        },
        False,
        "räknat för hand: förbundets budgetsammanträde är offentligt",
    ),
)
