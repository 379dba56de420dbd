"""What may be decided at a meeting, item by item (föredragningslistan).

A council item needs two things: that it was announced (KL 5:13-14, 5:52) and that it was prepared
(5:26-5:34). A board's items need neither by law.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from samverk.rules.assembly import Assembly
from samverk.rules.calling import calling, unannounced_matter, urgent_matter
from samverk.rules.example import Example
from samverk.rules.limits import Timing
from samverk.rules.preparation import Preparer, Step, StepKind, Waiver, preparation
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_INTERPELLATION, KL_PREPARATION, KL_URGENT
from samverk.rules.statutes.provision import because, unknown_wordings


class Notice(StrEnum):
    """How an item came to the meeting (tillkännagivande av ärendet)."""

    CALLED = "i kallelsen"
    URGENT = "brådskande, tillkännagivet före sammanträdet"
    UNANNOUNCED = "väckt vid sammanträdet"


class May(StrEnum):
    """Whether the item may be decided (får avgöras)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Unanimity:
    """How many are present and how many agree (enighet); ``agreeing`` None before they are asked."""

    present: int
    agreeing: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item for the council (ärende på föredragningslistan), as far as the law asks.

    ``announced`` is the day the matter was announced, ``reached`` the day the information can be
    assumed to have reached the members: both None when no paper shows it. ``takes_up`` counts those
    who take up an unannounced matter (5:52), ``decides`` those who agree on the decision itself in
    an unprepared one (5:33): two different questions to the same meeting.
    """

    notice: Notice = Notice.CALLED
    announced: date | None = None
    reached: date | None = None
    steps: tuple[Step, ...] = ()
    waiver: Waiver | None = None
    takes_up: Unanimity | None = None
    decides: Unanimity | None = None
    only_informs: bool = False
    is_question: bool = False


def may_be_decided(item: Item, meeting: date, *, assembly: Assembly) -> Ruling[May]:
    """Answer whether an item may be decided on the meeting day, with the chain or the waiver.

    An unknown day of announcement makes the answer unknown; a missing preparation makes it no.
    """
    if assembly is not Assembly.COUNCIL:
        text = "Kravet på beredning och tillkännagivande gäller fullmäktiges beslut, inte nämndens."
        remarks = unknown_wordings(meeting, KL_PREPARATION)
        return Ruling(May.YES, (because(text, KL_PREPARATION, meeting),), remarks)
    if item.only_informs:
        text = "Punkten innehåller bara information: inget avgörs och ingen beredning behövs."
        return Ruling(May.YES, (Reason(text),))
    if item.is_question:
        text = (
            "En interpellation eller fråga besvaras, och behöver ingen beredning. Fullmäktige beslutar "
            "utan överläggning om den får ställas."
        )
        remarks = unknown_wordings(meeting, KL_INTERPELLATION)
        return Ruling(May.YES, (because(text, KL_INTERPELLATION, meeting),), remarks)
    told, prepared = _announced(item, meeting), _prepared(item, meeting)
    answers = {told.value, prepared.value}
    value = next(each for each in (May.NO, May.UNKNOWN, May.YES) if each in answers)
    return Ruling(value, told.reasons + prepared.reasons, told.remarks + prepared.remarks)


def doubts(item: Item, meeting: date) -> tuple[Reason, ...]:
    """Give the first reason of each thing that bars a council from deciding an item, or is unknown."""
    if item.only_informs or item.is_question:
        return ()
    found = (_announced(item, meeting), _prepared(item, meeting))
    return tuple(ruling.reasons[0] for ruling in found if ruling.value is not May.YES)


def _announced(item: Item, meeting: date) -> Ruling[May]:
    if item.notice is Notice.UNANNOUNCED:
        return _taken_up(item.takes_up, meeting)
    if item.notice is Notice.URGENT:
        found = urgent_matter(meeting, announced=item.announced, reaches=item.reached)
    else:
        council = Assembly.COUNCIL
        found = calling(meeting, assembly=council, announced=item.announced, called=item.reached)
    assert found.value.announcement is not None
    # Only the announcement decides what may be decided (5:52); a late call is the call's own fault.
    may = {Timing.IN_TIME: May.YES, Timing.UNKNOWN: May.UNKNOWN}.get(
        found.value.announcement.timing, May.NO
    )
    return Ruling(may, found.reasons, found.remarks)


def _taken_up(asked: Unanimity | None, meeting: date) -> Ruling[May]:
    if asked is None or asked.agreeing is None:
        found = unannounced_matter(asked.present if asked else 1, None, day=meeting)
        reason = Reason("Ställ frågan till sammanträdet: alla närvarande måste vara med på det.")
        return Ruling(May.UNKNOWN, (found.reasons[0], reason), found.remarks)
    found = unannounced_matter(asked.present, asked.agreeing, day=meeting)
    return Ruling(May.YES if found.value else May.NO, found.reasons, found.remarks)


def _prepared(item: Item, meeting: date) -> Ruling[May]:
    found = preparation(item.steps, council_day=meeting, waiver=item.waiver)
    if item.waiver is Waiver.URGENT_UNANIMOUS:
        may, reason = _unanimous(item.decides, meeting)
        return Ruling(may, (*found.reasons, reason), found.remarks)
    if found.value.is_ready:
        return Ruling(May.YES, found.reasons, found.remarks)
    text = (
        "Utväg: låt bereda ärendet, ange vilket undantag som gäller, eller avgör det som "
        "brådskande om alla närvarande är ense om beslutet."
    )
    return Ruling(May.NO, (*found.reasons, because(text, KL_URGENT, meeting)), found.remarks)


def _unanimous(asked: Unanimity | None, meeting: date) -> tuple[May, Reason]:
    """Unprepared: every one present must agree on the decision, not only on taking it up."""
    if asked is None or asked.agreeing is None:
        text = "Alla närvarande ledamöter måste vara ense om beslutet. De har inte tillfrågats än."
        return May.UNKNOWN, because(text, KL_URGENT, meeting)
    if not 0 <= asked.agreeing <= asked.present:
        raise ValueError("Antalet eniga ska vara mellan 0 och antalet närvarande.")
    text = f"{asked.agreeing} av {asked.present} närvarande är ense om beslutet."
    may = May.YES if asked.agreeing == asked.present and asked.present else May.NO
    return may, because(text, KL_URGENT, meeting)


class Section(StrEnum):
    """The groups of an agenda (föredragningslistans delar), in their order."""

    FORMALITY = "Formalia"
    HERE = "Beslutas här"
    ELSEWHERE = "Beslutas av annat organ"
    QUESTIONS = "Interpellationer och frågor"
    INFORMATION = "Information och anmälningar"


@dataclass(frozen=True, slots=True)
class Placed:
    """One item to be placed (punkt att placera). ``decider`` names who decides, in Swedish."""

    item: int
    section: Section
    decider: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its items (grupp på föredragningslistan), in the order they were given."""

    heading: str
    items: tuple[int, ...]


def grouped(items: Iterable[Placed]) -> tuple[Group, ...]:
    """Group an agenda by who decides. No law asks for it: the order within a group is kept."""
    order = list(Section)
    placed = sorted(items, key=lambda each: (order.index(each.section), each.decider))
    return tuple(
        Group(f"Beslutas av {decider}" if decider else section.value, _ids(found))
        for (section, decider), found in groupby(placed, key=lambda p: (p.section, p.decider))
    )


def _ids(placed: Iterable[Placed]) -> tuple[int, ...]:
    return tuple(each.item for each in placed)


_CHAIN: Sequence[Step] = (
    Step(Preparer.BOARD, StepKind.PROPOSED, date(2020, 4, 28)),
    Step(Preparer.EXECUTIVE, StepKind.PROPOSED, date(2020, 5, 29)),
)
_COUNCIL_DAY = date(2020, 6, 15)
_TOLD = date(2020, 6, 5)

EXAMPLES = (
    Example(
        may_be_decided,
        {
            "item": Item(announced=_TOLD, reached=_TOLD, steps=tuple(_CHAIN)),
            "meeting": _COUNCIL_DAY,
            "assembly": Assembly.COUNCIL,
        },
        May.YES,
        "Härryda 2020: kedjan ur handlingarna, dagen för tillkännagivandet konstruerad",
    ),
    Example(
        may_be_decided,
        {
            "item": Item(steps=tuple(_CHAIN)),
            "meeting": _COUNCIL_DAY,
            "assembly": Assembly.COUNCIL,
        },
        May.UNKNOWN,
        "Härryda 2020: handlingarna anger inte när ärendet tillkännagavs",
    ),
)
