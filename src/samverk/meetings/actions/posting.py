"""Notices on boards: planned when minutes are adjusted, put up, missed, put back and taken down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from procrastinate.contrib.django import app as jobs

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.errors import ConflictError, InputError, SamverkError
from samverk.foundation.permissions import Allowed, Denied, Permission, require
from samverk.meetings.actions.doors import act_on, hold
from samverk.meetings.actions.following import take_back_postings, tell_of_posting
from samverk.meetings.actions.letters import warn_holders
from samverk.meetings.models import (
    AdjustmentNotice,
    BoardPosting,
    PostingFact,
    PostingFactKind,
)
from samverk.meetings.queries.adjustment import Stage
from samverk.meetings.queries.boards import BOARDS, is_kept_here
from samverk.meetings.queries.notices import NoticeRow, PostingRow, notice_by_id, notices_to_tend
from samverk.rules.notice import NoticeState

POSTING_NOTED = acts.kind("meetings.posting_noted", "Uppgift om anslag antecknad")
POSTING_STRUCK = acts.kind("meetings.posting_struck", "Uppgift om anslag struken som felaktig")
TENDED = acts.kind("meetings.notice_tended", "Anslag uppsatt eller nedtaget av systemet")
TEND_JOB = "samverk.meetings.jobs.tend_boards"
KEEPER = system("Anslagstavlan")
UP, MISSING = PostingFactKind.POSTED, PostingFactKind.MISSING
AGAIN, DOWN = PostingFactKind.UP_AGAIN, PostingFactKind.TAKEN_DOWN
# What may follow on the last thing that happened, None for what has not been put up
FOLLOWS: dict[str | None, tuple[PostingFactKind, ...]] = {
    None: (UP,),
    UP: (MISSING, DOWN),
    AGAIN: (MISSING, DOWN),
    MISSING: (AGAIN,),
    DOWN: (),
}


def plan_notice(stage: Stage) -> AdjustmentNotice:
    """Plan the notice of what has just been adjusted, on every board that must carry it.

    Those kept here are put up by the queue, in the order of the same transaction.
    """
    meeting = stage.adjustment.meeting
    body = directory.body_ref(meeting.body_id)
    made = AdjustmentNotice.objects.create(
        adjustment=stage.adjustment, kept_at=f"{body.name}, {body.organisation_name}"
    )
    known = {one.id: one for one in directory.organisations()}
    BoardPosting.objects.bulk_create(
        BoardPosting(notice=made, board_id=board, kept_here=is_kept_here(known[board].slug))
        for board in BOARDS.of(body, clock.today())
    )
    jobs.configure_task(TEND_JOB).defer()
    return made


@dataclass(frozen=True, slots=True)
class NewPostingFact:
    """What happened to a notice on a board on a day; ``kind`` is a PostingFactKind."""

    kind: str
    day: date
    note: str = ""


def note_posting(
    actor: Actor, posting: BoardPosting, new: NewPostingFact, *, key: str
) -> PostingFact:
    """Note what happened to a notice on a board.

    Raises InputError for a day that has not been, one before the last thing that happened or before
    the adjustment, and for taking it down before the time has run out on every board; ConflictError
    for what cannot follow on the last thing.
    """
    meeting = posting.notice.adjustment.meeting
    act = act_on(actor, POSTING_NOTED, key, meeting, (posting.pk, new))

    def note() -> PostingFact:
        hold(meeting.pk)
        found = notice_by_id(posting.notice_id, clock.today())
        row = next(each for each in found.postings if each.posting.pk == posting.pk)
        _check(found, row, new)
        made = PostingFact.objects.create(
            posting=posting,
            number=len(row.noted) + 1,
            kind=new.kind,
            happened_on=new.day,
            note=new.note.strip(),
            noted_by=actor.name,
        )
        _tell(found.notice)
        if new.kind == MISSING:
            warn_holders(actor, found.meeting, gone(found, row, new.day))
        return made

    return acts.carry_out(replace(act, why=new.note.strip(), effective_on=new.day), note)


def gone(found: NoticeRow, row: PostingRow, day: date) -> str:
    """Say that a notice is gone from a board, to those who are to put it back."""
    what = f"Anslaget om {found.stage.span}, {found.meeting}"
    return f"{what}, är antecknat som borta från {row.posting.board.short_name} den {day}."


def may_strike(row: PostingRow, fact: PostingFact | None) -> Permission:
    """Answer whether a fact may be struck: the last one, and not what the system itself did."""
    if row.last is None or fact is None or row.last.pk != fact.pk:
        return Denied("Stryk först det som antecknades senast på tavlan.")
    if fact.noted_by == KEEPER.name:
        return Denied("Det här antecknade systemet självt när det skedde.")
    return Allowed()


def strike_posting_fact(actor: Actor, fact: PostingFact, why: str, *, key: str) -> PostingFact:
    """Strike what was noted last of a notice on a board: it stays in the evidence, as struck.

    The decisions under the notice are told anew how it stands. Raises InputError without a reason,
    NotAllowedError for what the system itself put up or took down, or what is not the last.
    """
    posting, why = fact.posting, why.strip()
    meeting = posting.notice.adjustment.meeting
    act = act_on(actor, POSTING_STRUCK, key, meeting, (fact.pk, why))
    if not why:
        raise InputError("Skriv varför uppgiften är fel.", field="why")

    def strike() -> PostingFact:
        hold(meeting.pk)
        found = notice_by_id(posting.notice_id, clock.today())
        row = next(each for each in found.postings if each.posting.pk == posting.pk)
        require(may_strike(row, fact))
        made = PostingFact.objects.create(
            posting=posting,
            number=len(row.noted) + 1,
            kind=PostingFactKind.STRUCK,
            happened_on=clock.today(),
            note=why,
            noted_by=actor.name,
        )
        take_back_postings(found.notice, found.stage.items, KEEPER, why, key=key)
        _tell(found.notice)
        return made

    return acts.carry_out(replace(act, why=why), strike)


def _check(found: NoticeRow, row: PostingRow, new: NewPostingFact) -> None:
    last = row.last
    if new.kind not in FOLLOWS[last.kind if last else None]:
        raise ConflictError(
            f"Anslaget är {last.get_kind_display() if last else 'inte uppsatt'} på den tavlan: det du"
            " antecknar kan inte följa på det."
        )
    if new.day > clock.today():
        raise InputError("Dagen har inte varit än: anteckna när det har skett.", field="day")
    earliest = last.happened_on if last else found.adjusted_on
    if new.day < earliest:
        what = "det förra" if last else "justeringen"
        raise InputError(f"Dagen är före {what}, {earliest}.", field="day")
    if new.kind == DOWN:
        _check_down(found, new.day)


def _check_down(found: NoticeRow, day: date) -> None:
    may = found.time.may_come_down
    if found.time.state is NoticeState.RUN_OUT and may and day >= may:
        return
    when = f"tidigast {may}" if may else "när tiden har löpt ut på alla tavlor"
    raise InputError(
        f"Anslaget får tas ned {when}. Saknas det tidigare löper tiden inte ut: anteckna i så fall"
        " att det är borta, så börjar tiden om när det är uppe igen.",
        field="day",
    )


def _tell(notice: AdjustmentNotice) -> None:
    """Tell the decisions how the notice stands now."""
    fresh = notice_by_id(notice.pk, clock.today())
    turn = sum(len(row.noted) for row in fresh.postings)
    tell_of_posting(fresh.notice, fresh.stage.items, fresh.time, KEEPER, turn)


def tend_boards() -> int:
    """Put up what waits on the boards kept here and take down what has been up its time.

    For the queue: doing it again changes nothing more. Answers how many notices it did something
    to. One that cannot be tended keeps no other from it, and is told of when the rest are done.
    """
    today = clock.today()
    done, faults = 0, []
    for found in notices_to_tend(today):
        if not _to_do(found):
            continue
        try:
            _tend(found, today)
            done += 1
        except SamverkError as fault:
            faults.append(fault)
    if faults:
        raise faults[0]
    return done


def _to_do(found: NoticeRow) -> list[tuple[PostingRow, PostingFactKind]]:
    """List what is to be done on the boards kept here: the log tells of it as one act."""
    own = [row for row in found.postings if row.posting.kept_here]
    down = found.to_take_down
    return [(row, UP) for row in own if row.last is None] + [(r, DOWN) for r in own if r in down]


def _tend(found: NoticeRow, today: date) -> None:
    meeting = found.meeting
    key = f"anslag/{found.notice.pk}/{sum(len(row.noted) for row in found.postings)}"
    act = replace(act_on(KEEPER, TENDED, key, meeting, found.notice.pk), effective_on=today)

    def tend() -> AdjustmentNotice:
        for row, kind in _to_do(found):
            step = f"tavla/{row.posting.pk}/{len(row.noted) + 1}"
            note_posting(KEEPER, row.posting, NewPostingFact(kind.value, today), key=step)
        return found.notice

    acts.carry_out(act, tend)
