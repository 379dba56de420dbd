"""What an organisation itself puts on its board: how to appeal, and the notices that other law asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import connection
from procrastinate.contrib.django import app as jobs

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, SamverkError
from samverk.foundation.permissions import Allowed, Denied, Permission, require
from samverk.meetings.actions.posting import (
    DOWN,
    FOLLOWS,
    KEEPER,
    TEND_JOB,
    UP,
    NewPostingFact,
)
from samverk.meetings.models import AppealWords, LawNotice, LawNoticeFact, PostingFactKind
from samverk.meetings.queries.board_texts import (
    LawNoticeRow,
    law_notice_by_id,
    law_notices_to_tend,
    may_set_appeal,
    may_write_board,
)
from samverk.meetings.queries.boards import boards_kept_here
from samverk.rules.law_notice import LONGEST
from samverk.rules.personal_numbers import has_personal_number

APPEAL_SET = acts.kind("meetings.appeal_words_set", "Ord om överklagande ändrade")
LAW_NOTICE_MADE = acts.kind("meetings.law_notice_made", "Anslag enligt annan lag gjort")
LAW_NOTICE_NOTED = acts.kind("meetings.law_notice_noted", "Uppgift om anslag antecknad på tavlan")
LAW_NOTICE_STRUCK = acts.kind("meetings.law_notice_struck", "Uppgift om anslag på tavlan struken")
NOT_HERE = "Anslagstavlan finns inte här: anslå där tavlan finns."
NO_NUMBERS = (
    "Här står ett personnummer, och anslaget kan alla läsa. Skriv om det utan numret. Det du har skrivit"
    " finns kvar."
)
ASKED = {
    "title": "Skriv vad anslaget gäller.",
    "words": "Skriv det som ska anslås.",
    "statute": "Skriv lagrummet som säger att det ska anslås.",
    "ground": "Skriv vad lagen säger om tiden.",
    "asked_by": "Skriv vem som har begärt anslaget: den får beviset.",
}


@dataclass(frozen=True, slots=True)
class NewAppealWords:
    """How decisions are appealed from a day on; ``source`` "" while nothing confirms the words."""

    from_date: date
    words: str
    statute: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class NewLawNotice:
    """A notice that other law asks for: what it says, by which law, and the days that law gives it.

    Either ``days`` or ``last_day`` is given. The day it goes up is not counted in ``days``.
    """

    title: str
    words: str
    statute: str
    ground: str
    asked_by: str
    first_day: date
    days: int | None = None
    last_day: date | None = None
    appeal: str = ""


def set_appeal_words(actor: Actor, board: int, new: NewAppealWords, *, key: str) -> AppealWords:
    """Say how an organisation's (id) decisions are appealed from a day on.

    What is up from an earlier day keeps its words. Raises InputError without words or statute.
    """
    require(may_set_appeal(actor, board))
    act = acts.Act(actor, APPEAL_SET, key, board, effective_on=new.from_date, content=new)

    def work() -> AppealWords:
        if not new.words.strip():
            raise InputError("Skriv hur man överklagar.", field="words")
        if not new.statute.strip():
            raise InputError("Skriv lagrummet som orden bygger på.", field="statute")
        return AppealWords.objects.create(
            board_id=board,
            from_date=new.from_date,
            words=new.words.strip(),
            statute=new.statute.strip(),
            source=new.source.strip(),
            made_by=actor.name,
        )

    return acts.carry_out(act, work)


def make_law_notice(actor: Actor, board: int, new: NewLawNotice, *, key: str) -> LawNotice:
    """Make a notice that other law asks for, on an organisation's (id) board.

    It is put up on its first day and taken down after its last one by itself. Raises InputError for what
    is not written, a personal identity number, and days that are none or have been.
    """
    require(may_write_board(actor, board))
    act = acts.Act(actor, LAW_NOTICE_MADE, key, board, effective_on=new.first_day, content=new)

    def work() -> LawNotice:
        if board not in {one.id for one in boards_kept_here()}:
            raise InputError(NOT_HERE)
        _check_words(new)
        made = LawNotice.objects.create(
            board_id=board,
            title=new.title.strip(),
            words=new.words.strip(),
            statute=new.statute.strip(),
            ground=new.ground.strip(),
            asked_by=new.asked_by.strip(),
            first_day=new.first_day,
            last_day=_last_day(new),
            appeal=new.appeal.strip(),
            made_by=actor.name,
        )
        jobs.configure_task(TEND_JOB).defer()
        return made

    return acts.carry_out(act, work)


def _check_words(new: NewLawNotice) -> None:
    for name, what in ASKED.items():
        if not getattr(new, name).strip():
            raise InputError(what, field=name)
    for name in (*ASKED, "appeal"):
        if has_personal_number(getattr(new, name)):
            raise InputError(NO_NUMBERS, field=name)


def _last_day(new: NewLawNotice) -> date:
    """Answer the last day on the board, by what was written of the time."""
    if (new.days is None) == (new.last_day is None):
        raise InputError("Skriv antingen antal dagar eller sista dagen.", field="days")
    if new.first_day < clock.today():
        raise InputError("Anslaget kan sättas upp tidigast i dag.", field="first_day")
    if new.days is not None and not 1 <= new.days <= LONGEST:
        raise InputError(f"Skriv ett antal dagar från 1 till {LONGEST}.", field="days")
    last = new.last_day or new.first_day + timedelta(days=new.days or 0)
    if not 0 <= (last - new.first_day).days <= LONGEST:
        raise InputError(
            "Sista dagen ska vara efter den första, och inom tio år.", field="last_day"
        )
    return last


def note_law_notice(
    actor: Actor, notice: LawNotice, new: NewPostingFact, *, key: str
) -> LawNoticeFact:
    """Note what happened to a notice of other law on its board.

    Raises InputError for a day that has not been, one before the last thing that happened, or taking it
    down before its time is out; ConflictError for what cannot follow on the last thing.
    """
    require(may_write_board(actor, notice.board_id))
    told = (notice.pk, new)
    act = acts.Act(actor, LAW_NOTICE_NOTED, key, notice.board_id, content=told)

    def work() -> LawNoticeFact:
        row = _held(notice)
        _check(row, new)
        return _added(row, actor, new)

    return acts.carry_out(replace(act, why=new.note.strip(), effective_on=new.day), work)


def may_strike_law_fact(row: LawNoticeRow, fact: LawNoticeFact | None) -> Permission:
    """Answer whether a fact may be struck: the last one, and not what the system itself did."""
    if row.last is None or fact is None or row.last.pk != fact.pk:
        return Denied("Stryk först det som antecknades senast om anslaget.")
    if fact.noted_by == KEEPER.name:
        return Denied("Det här antecknade systemet självt när det skedde.")
    return Allowed()


def strike_law_notice_fact(
    actor: Actor, fact: LawNoticeFact, why: str, *, key: str
) -> LawNoticeFact:
    """Strike what was noted last of a notice of other law: it stays in the proof, as struck.

    Raises InputError without a reason, NotAllowedError for what the system did, or what is not the last.
    """
    notice, why = fact.notice, why.strip()
    require(may_write_board(actor, notice.board_id))
    told = (fact.pk, why)
    act = acts.Act(actor, LAW_NOTICE_STRUCK, key, notice.board_id, why=why, content=told)

    def work() -> LawNoticeFact:
        if not why:
            raise InputError("Skriv varför uppgiften är fel.", field="why")
        row = _held(notice)
        require(may_strike_law_fact(row, fact))
        new = NewPostingFact(PostingFactKind.STRUCK, clock.today(), why)
        return _added(row, actor, new)

    return acts.carry_out(act, work)


def _held(notice: LawNotice) -> LawNoticeRow:
    """Read a notice while nobody else notes anything of it."""
    # Its row is never changed, so that nobody may lock it
    with connection.cursor() as cursor:
        name = f"meetings/law_notice/{notice.pk}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
    return law_notice_by_id(notice.pk, clock.today())


def _check(row: LawNoticeRow, new: NewPostingFact) -> None:
    last = row.last
    if new.kind not in FOLLOWS[last.kind if last else None]:
        what = last.get_kind_display() if last else "inte uppsatt"
        raise ConflictError(f"Anslaget är {what}: det du antecknar kan inte följa på det.")
    if new.day > clock.today():
        raise InputError("Dagen har inte varit än: anteckna när det har skett.", field="day")
    if last and new.day < last.happened_on:
        raise InputError(f"Dagen är före det förra, {last.happened_on}.", field="day")
    down = row.ruling.value.may_come_down
    if new.kind == DOWN and new.day < down:
        raise InputError(
            f"Anslaget får tas ned tidigast {down}. Saknas det tidigare: anteckna att det är borta.",
            field="day",
        )


def _added(row: LawNoticeRow, actor: Actor, new: NewPostingFact) -> LawNoticeFact:
    return LawNoticeFact.objects.create(
        notice=row.notice,
        number=len(row.noted) + 1,
        kind=new.kind,
        happened_on=new.day,
        note=new.note.strip(),
        noted_by=actor.name,
    )


def tend_law_notices() -> int:
    """Put up the notices of other law whose time has begun, and take down those whose time is out.

    For the queue: doing it again changes nothing more. Answers how many it did something to; one that
    cannot be tended keeps no other from it, and is told of when the rest are done.
    """
    today = clock.today()
    done, faults = 0, []
    for row in law_notices_to_tend([one.id for one in boards_kept_here()], today):
        kind = _to_do(row, today)
        if kind is None:
            continue
        step = f"annan-lag/{row.notice.pk}/{len(row.noted) + 1}"
        try:
            note_law_notice(KEEPER, row.notice, NewPostingFact(kind.value, today), key=step)
            done += 1
        except SamverkError as fault:
            faults.append(fault)
    if faults:
        raise faults[0]
    return done


def _to_do(row: LawNoticeRow, today: date) -> PostingFactKind | None:
    if row.last is None:
        return UP if row.notice.first_day <= today <= row.notice.last_day else None
    return DOWN if row.is_up and today >= row.ruling.value.may_come_down else None
