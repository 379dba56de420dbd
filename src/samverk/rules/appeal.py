"""Appeal time (överklagandetid) and presumed legal force (laga kraft).

Laglighetsprövning counts three weeks from the day the adjustment was posted on the notice board;
förvaltningsbesvär counts three weeks from the day the party got the decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.periods import Period, Unit, last_day_to_act
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.administration import FL_APPEAL_TIME
from samverk.rules.statutes.finsam import FINSAM_NOTICE_BOARDS
from samverk.rules.statutes.kl import KL_APPEAL_TIME, KL_NOT_APPEALABLE, KL_NOTICE_POSTED
from samverk.rules.statutes.provision import because, unknown_wordings
from samverk.rules.wording import running_date


class AppealKind(StrEnum):
    """How a decision can be appealed (överklagandeform)."""

    LEGALITY_REVIEW = "laglighetsprovning"
    ADMINISTRATIVE = "forvaltningsbesvar"
    NOT_APPEALABLE = "ej-overklagbart"


class Boards(StrEnum):
    """Whose notice boards the adjustment is posted on (anslagstavlor)."""

    ONE = "en"
    JOINT_BOARD = "gemensam-namnd"
    FEDERATION = "samordningsforbund"


class AppealState(StrEnum):
    """What is known of a decision's legal force (laga kraft) from the dates alone."""

    PRESUMED = "presumed"
    NOT_RUN_OUT = "not_run_out"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class AppealTime:
    """Överklagandetid: the last day to appeal and the day legal force is presumed.

    Both days are None when no time runs (preparatory decision) or it has not run out
    (notice removed early).
    ``legal_force`` presumes that nobody has appealed: ask the court before relying.
    """

    state: AppealState
    last_day: date | None = None
    legal_force: date | None = None


# The length has been three weeks in every known wording of both acts.
APPEAL_PERIOD = Period(3, Unit.WEEKS)
_ROUTES = {
    AppealKind.LEGALITY_REVIEW: (
        KL_APPEAL_TIME,
        "den dag justeringen tillkännagavs på anslagstavlan",
    ),
    AppealKind.ADMINISTRATIVE: (FL_APPEAL_TIME, "den dag parten fick del av beslutet"),
}


def appeal_time(
    posted: date,
    *,
    kind: AppealKind = AppealKind.LEGALITY_REVIEW,
    taken_down: date | None = None,
    boards: Boards = Boards.ONE,
) -> Ruling[AppealTime]:
    """Compute the last day to appeal and when legal force is presumed.

    ``posted`` is the day the adjustment was posted; for förvaltningsbesvär, the day the party got
    the decision. Where several boards post it, ``posted`` is the day the last of them did.
    ``taken_down`` is the day the notice was removed, if it has been.
    Raises ValueError if it was taken down before it was posted.
    """
    if taken_down is not None and taken_down < posted:
        raise ValueError("Anslaget kan inte ha tagits ned före anslagsdagen.")
    if kind is AppealKind.NOT_APPEALABLE:
        return _not_appealable(posted)
    time = _counted(posted, kind, taken_down)
    if kind is AppealKind.ADMINISTRATIVE or boards is Boards.ONE:
        return time
    reasons, doubts = _several_boards(boards, posted)
    return Ruling(time.value, (*time.reasons, *reasons), (*time.remarks, *doubts))


def _counted(posted: date, kind: AppealKind, taken_down: date | None) -> Ruling[AppealTime]:
    provision, counted_from = _ROUTES[kind]
    counted = last_day_to_act(posted, APPEAL_PERIOD)
    rule = because(
        f"Tiden är tre veckor från {counted_from}, {running_date(posted)}.", provision, posted
    )
    remarks = unknown_wordings(posted, provision) + counted.remarks
    on_board = taken_down if kind is AppealKind.LEGALITY_REVIEW else None
    if on_board is not None and on_board <= counted.value:
        removed = _removed_early(on_board, counted.value)
        remarks += unknown_wordings(on_board, KL_NOTICE_POSTED)
        value = AppealTime(AppealState.NOT_RUN_OUT)
        return Ruling(value, (rule, *counted.reasons, *removed), remarks)
    force = counted.value + timedelta(days=1)
    value = AppealTime(AppealState.PRESUMED, counted.value, force)
    return Ruling(value, (rule, *counted.reasons, _presumed(force)), remarks)


def _several_boards(boards: Boards, posted: date) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Say what several notice boards mean: reasons, and doubts where no provision settles it."""
    if boards is Boards.JOINT_BOARD:
        text = "För en gemensam nämnd räknas tiden från det att alla samverkande har anslagit."
        return (because(text, KL_APPEAL_TIME, posted),), ()
    text = "Förbundets justering anslås på varje medlemskommuns och medlemsregions anslagstavla."
    doubt = Reason(
        "Vilken anslagstavla som räknas när medlemmarna anslår olika dagar är inte bekräftat för "
        "samordningsförbund. Här räknas från den sista, som för en gemensam nämnd."
    )
    unknown = unknown_wordings(posted, FINSAM_NOTICE_BOARDS)
    return (because(text, FINSAM_NOTICE_BOARDS, posted),), (doubt, *unknown)


def _not_appealable(day: date) -> Ruling[AppealTime]:
    text = "Ett beslut som bara förbereder eller verkställer kan inte överklagas: ingen tid löper."
    return Ruling(
        AppealTime(AppealState.NOT_APPLICABLE),
        (because(text, KL_NOT_APPEALABLE, day),),
        unknown_wordings(day, KL_NOT_APPEALABLE),
    )


def _presumed(force: date) -> Reason:
    return Reason(
        f"Har ingen överklagat när tiden gått ut får beslutet laga kraft dagen efter, {running_date(force)}. "
        "Att räkna en dag efter sista dagen är Samverks läsning; fråga domstolen om överklaganden."
    )


def _removed_early(taken_down: date, last: date) -> tuple[Reason, ...]:
    return (
        because(
            f"Anslaget togs ned {running_date(taken_down)} men ska sitta uppe till utgången av "
            f"{running_date(last)}.",
            KL_NOTICE_POSTED,
            taken_down,
        ),
        because(
            "Saknas tillkännagivandet någon del av tiden löper den inte ut: anslå på nytt.",
            KL_APPEAL_TIME,
            taken_down,
        ),
    )


def _presumed_example(posted: date, last: date, source: str) -> Example:
    expected = AppealTime(AppealState.PRESUMED, last, last + timedelta(days=1))
    return Example(appeal_time, {"posted": posted}, expected, source)


EXAMPLES = (
    _presumed_example(date(2017, 9, 12), date(2017, 10, 3), "Högsby: anslaget togs ned 4 oktober"),
    _presumed_example(date(2024, 6, 20), date(2024, 7, 11), "Laxå: anslaget anger 11 juli"),
    _presumed_example(date(2011, 4, 4), date(2011, 4, 26), "Sunne: annandag påsk flyttar dagen"),
    _presumed_example(date(2025, 12, 3), date(2025, 12, 29), "konstruerat: julhelg och lördag"),
    Example(
        appeal_time,
        {"posted": date(2011, 4, 4), "taken_down": date(2011, 4, 26)},
        AppealTime(AppealState.NOT_RUN_OUT),
        "Sunne: nedtaget samma dag som tiden skulle gå ut",
    ),
    Example(
        appeal_time,
        {"posted": date(2023, 11, 2), "kind": AppealKind.NOT_APPEALABLE},
        AppealTime(AppealState.NOT_APPLICABLE),
        "konstruerat: nämnd föreslår fullmäktige",
    ),
)
