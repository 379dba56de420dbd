"""What stands on the notice boards that are kept here: the closed list of the law, and its proof.

8 kap. 10-11 §§ KL say what may be there: notices of adjusted minutes, delegated decisions, and meetings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from samverk.directory.queries import OrganisationRef
from samverk.meetings import queries as meetings
from samverk.meetings.queries.board_texts import (
    Appealing,
    LawNoticeRow,
    appealing_at,
    law_notices_on,
)
from samverk.meetings.queries.delegated_notices import DelegatedNotice, delegated_on_board
from samverk.meetings.queries.notices import NoticeRow, PostingRow
from samverk.meetings.queries.telling import Meeting, called_off, matters_of
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind
from samverk.rules.appeal_words import HowToAppeal
from samverk.rules.wording import running_date

# One number for what has numbers of its own: a notice's posting, a meeting, a delegated decision
MEETING, DELEGATED, OF_LAW = 10**12, 2 * 10**12, 3 * 10**12
KINDS = (Kind.NOTICE,)
COUNCIL = "council"
# Those taken down last; the ones before them stand as they were told
MOST_TAKEN_DOWN = 100


def notice_drafts(boards: Sequence[OrganisationRef], day: date) -> list[Draft]:
    """Give what is up on some organisations' boards, and the latest that has been."""
    return [draft for board in boards for draft in _on(board, day)]


def _on(board: OrganisationRef, day: date) -> Iterator[Draft]:
    appealing = appealing_at(board)
    for row in meetings.notices_on(board.id, day):
        yield from _adjusted(appealing, row, is_up=True)
    for row in meetings.notices_once_on(board.id, day, limit=MOST_TAKEN_DOWN):
        yield from _adjusted(appealing, row, is_up=False)
    for one in delegated_on_board(board.id, day):
        yield _delegated(appealing, one)
    for notice in law_notices_on(board.id, day):
        if notice.posted_on and (notice.is_up or notice.taken_down_on):
            yield _of_law(board, notice)
    yield from _announced(board, day)


def _announced(board: OrganisationRef, day: date) -> Iterator[Draft]:
    """Give the meetings to come; of a council the matters too, which the law asks for (5 kap. 13 § KL)."""
    coming = [*meetings.announced_by(board.id, day), *called_off(board.id, day)]
    councils = [one.pk for one in coming if one.body.kind == COUNCIL]
    matters = matters_of(councils) if councils else {}
    for meeting in coming:
        yield _meeting(board, meeting, matters.get(meeting.pk, ()))


def _meeting(board: OrganisationRef, meeting: Meeting, matters: Sequence[str]) -> Draft:
    is_off = meeting.cancelled_on is not None
    what = f"{meeting.body.name} sammanträder {running_date(meeting.day)}"
    return Draft(
        Kind.NOTICE,
        MEETING + meeting.pk,
        f"Inställt: {what}" if is_off else what,
        "\n".join(f"{number}. {title}" for number, title in enumerate(matters, start=1)),
        organisation=board.id,
        body=meeting.body_id,
        meeting=meeting.pk,
        day=meeting.day,
        sort="meeting",
        status="up",
        data={
            "meetingDay": meeting.day.isoformat(),
            "time": f"{meeting.starts_at:%H:%M}",
            "place": meeting.place,
            "public": bool(meeting.public or meeting.body.kind == COUNCIL),
            "cancelled": is_off,
        },
        links=(("meeting", Kind.MEETING, meeting.pk),),
    )


def _how_to_appeal(appealing: Appealing, day: date | None) -> dict[str, Any]:
    """Tell how a decision is appealed that was put up on a day, or that nothing confirms how."""
    found = appealing.on(day).value if day else HowToAppeal()
    return {
        "howToAppeal": found.words,
        "appealStatute": found.statute,
        "appealConfirmed": found.is_confirmed,
    }


def _adjusted(appealing: Appealing, row: NoticeRow, *, is_up: bool) -> Iterator[Draft]:
    """Give the notice of adjusted minutes as it stands on one board."""
    for posting in row.postings:
        if posting.posting.board_id == appealing.board.id and posting.posted_on:
            yield _posted(appealing, row, posting, is_up=is_up)


def _posted(appealing: Appealing, row: NoticeRow, posting: PostingRow, *, is_up: bool) -> Draft:
    meeting, time = row.meeting, row.time
    last = time.last_day
    proof = [
        {"what": fact.get_kind_display(), "day": fact.happened_on.isoformat()}
        for fact in posting.facts
    ]
    taken = posting.taken_down_on
    return Draft(
        Kind.NOTICE,
        posting.posting.pk,
        f"Justerat protokoll: {meeting.body.name} {running_date(meeting.day)}, {row.stage.span}",
        organisation=appealing.board.id,
        body=meeting.body_id,
        meeting=meeting.pk,
        day=posting.posted_on,
        sort="adjustment",
        status="up" if is_up else "down",
        data={
            "meetingDay": meeting.day.isoformat(),
            "paragraphs": row.stage.span,
            "adjustedOn": row.adjusted_on.isoformat(),
            "postedOn": posting.posted_on.isoformat() if posting.posted_on else None,
            "takenDownOn": taken.isoformat() if taken else None,
            "lastAppealDay": last.isoformat() if last else None,
            "keptAt": row.notice.kept_at,
            "reasons": [reason.text for reason in row.ruling.reasons],
            "proof": proof,
        }
        | _how_to_appeal(appealing, posting.posted_on),
        links=(("meeting", Kind.MEETING, meeting.pk),),
    )


def _delegated(appealing: Appealing, one: DelegatedNotice) -> Draft:
    found = one.decision
    posted = found.announced_on
    return Draft(
        Kind.NOTICE,
        DELEGATED + found.pk,
        f"Delegationsbeslut {running_date(found.decided_on)}: {found.body.name}",
        organisation=appealing.board.id,
        body=found.body_id,
        day=posted,
        sort="delegated",
        status="up",
        data={
            "decidedOn": found.decided_on.isoformat(),
            "postedOn": posted.isoformat() if posted else None,
            "lastAppealDay": one.last_day.isoformat(),
        }
        | _how_to_appeal(appealing, posted),
    )


def _of_law(board: OrganisationRef, row: LawNoticeRow) -> Draft:
    """Give a notice that other law asks for: its statute, its time, and the proof of its posting."""
    notice, taken = row.notice, row.taken_down_on
    return Draft(
        Kind.NOTICE,
        OF_LAW + notice.pk,
        notice.title,
        notice.words,
        organisation=board.id,
        day=row.posted_on,
        sort="other_law",
        status="up" if row.is_up else "down",
        data={
            "statute": notice.statute,
            "statuteOfTime": notice.ground,
            "postedOn": row.posted_on.isoformat() if row.posted_on else None,
            "lastDay": notice.last_day.isoformat(),
            "takenDownOn": taken.isoformat() if taken else None,
            "upThroughout": row.is_certified if row.is_over else None,
            "howToAppeal": notice.appeal,
            "reasons": _reasons(row),
            "proof": [
                {"what": fact.get_kind_display(), "day": fact.happened_on.isoformat()}
                for fact in row.facts
            ],
        },
    )


def _reasons(row: LawNoticeRow) -> list[dict[str, str]]:
    said = (*row.ruling.reasons, *row.ruling.remarks)
    return [
        {"text": one.text} | ({"statute": str(one.statute)} if one.statute else {}) for one in said
    ]
