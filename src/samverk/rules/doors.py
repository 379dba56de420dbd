"""Open or closed doors (KL 5:42, 6:25): the council's is open, a board's is closed, each with exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.rules.assembly import Assembly
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_NOTICE_BOARDS
from samverk.rules.statutes.kl import KL_BOARD_CLOSED, KL_COUNCIL_PUBLIC
from samverk.rules.statutes.provision import because, unknown_wordings


@dataclass(frozen=True, slots=True)
class Doors:
    """What decides the doors of an item (öppna eller stängda dörrar).

    ``is_public`` says that the meeting is open to the public: a board has decided so and the council
    lets it. ``is_kept_closed`` says that the item is marked as one for closed doors: in a council that it
    has decided so, in a board because of exercise of authority or the board's own will.
    """

    is_public: bool = False
    is_kept_closed: bool = False
    has_secrets: bool = False
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
    if doors.is_kept_closed:
        text += (
            " Fullmäktige har beslutat att överläggningen i ärendet hålls inom stängda dörrar;"
            " ersättare får vara kvar även när de inte tjänstgör."
        )
    reason = because(text, KL_COUNCIL_PUBLIC, day)
    remarks = unknown_wordings(day, KL_COUNCIL_PUBLIC)
    if doors.has_secrets and not doors.is_kept_closed:
        text = "Ärendet har uppgifter under sekretess: fullmäktige kan besluta om stängda dörrar."
        remarks += (because(text, KL_COUNCIL_PUBLIC, day),)
    return Ruling(doors.is_kept_closed, (reason,), remarks)


def _closed_board(doors: Doors, day: date) -> Ruling[bool]:
    is_open = doors.is_public and not doors.is_kept_closed and not doors.has_secrets
    if doors.has_secrets:
        text = "Ärenden med sekretess hålls alltid inom stängda dörrar."
    elif is_open:
        text = (
            "Sammanträdet är offentligt: fullmäktige har medgett det och nämnden har beslutat det. "
            "Ärenden om myndighetsutövning mot enskild hålls ändå alltid inom stängda dörrar."
        )
    elif doors.is_public:
        text = "Punkten är märkt som en som behandlas inom stängda dörrar."
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
        remarks += _kept_from_a_budget(doors, day)
        return Ruling(False, (because(text, FINSAM_NOTICE_BOARDS, day),), remarks)
    if not doors.is_public:
        text = (
            "Lagen öppnar bara budgetsammanträdet. Den hänvisar inte till kommunallagens regel om "
            "stängda dörrar i nämnd; att övriga sammanträden är stängda är Samverks läsning."
        )
    elif doors.has_secrets or doors.is_kept_closed:
        what = "är sekretessbelagd" if doors.has_secrets else "är märkt som stängd"
        text = (
            f"Sammanträdet är offentligt, men punkten {what}. Lagen säger inget om att stänga dörrarna "
            "under ett offentligt sammanträde. Att de stängs är Samverks läsning; säkrast är att ta "
            "punkten ett annat sammanträde."
        )
    else:
        text = "Sammanträdet är offentligt."
    is_open = doors.is_public and not doors.has_secrets and not doors.is_kept_closed
    return Ruling(not is_open, (because(text, FINSAM_NOTICE_BOARDS, day),), remarks)


def _kept_from_a_budget(doors: Doors, day: date) -> tuple[Reason, ...]:
    """Warn of what the item that sets the budget keeps to itself, which no door hides."""
    if not doors.has_secrets and not doors.is_kept_closed:
        return ()
    what = "är sekretessbelagd" if doors.has_secrets else "är märkt som stängd"
    text = (
        f"Punkten fastställer budgeten men {what}. Lagen låter inte dörrarna stängas när budgeten "
        "fastställs: ta det som inte får höras i en punkt för sig, ett annat sammanträde."
    )
    return (because(text, FINSAM_NOTICE_BOARDS, day),)


EXAMPLES = (
    Example(
        is_closed,
        {
            "doors": Doors(is_public=True, has_secrets=True),
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
