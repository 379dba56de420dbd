"""What can be published together: whose it is, whether it may be yet, and what it would say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samverk.decisions import queries as decisions
from samverk.directory.queries import BodyRef, body_ref
from samverk.foundation.errors import ConflictError, NotFoundError
from samverk.meetings.queries.telling import ToldMeeting, told_meeting
from samverk.publishing.drafts import Draft
from samverk.publishing.models import ReleaseKind
from samverk.publishing.sources import cases as papers
from samverk.publishing.sources import meetings
from samverk.registry.queries import case_by_id


@dataclass(frozen=True, slots=True)
class Subject:
    """What is published together: its name, its body, and where its own page is.

    ``sign`` names it without any word of its own, which may have to be masked.
    """

    title: str
    body: BodyRef
    address: tuple[str, int]
    sign: str


def subject_of(kind: str, subject: int) -> Subject:
    """Answer what this is; raises NotFoundError."""
    return _READ[_kind(kind)][0](subject)


def drafts_of(kind: str, subject: int) -> tuple[Draft, ...]:
    """Give what would be published; raises NotFoundError, and ConflictError before it is time."""
    return _READ[_kind(kind)][1](subject)


def unread_in(kind: str, subject: int) -> list[int]:
    """List the papers (ids) of what is published whose files nobody has read yet."""
    if _kind(kind) is not ReleaseKind.CASE:
        return []
    return papers.unread_of(case_by_id(subject))


def wordless_in(kind: str, subject: int) -> list[tuple[str, str, str]]:
    """List the files that nothing is published of: number of the paper, file name, and why."""
    if _kind(kind) is not ReleaseKind.CASE:
        return []
    return papers.wordless_of(case_by_id(subject))


def _kind(kind: str) -> ReleaseKind:
    try:
        return ReleaseKind(kind)
    except ValueError as fault:
        raise NotFoundError("Sidan finns inte.") from fault


def _meeting(what: str) -> Callable[[int], Subject]:
    def read(subject: int) -> Subject:
        told = told_meeting(subject)
        title = f"{what}, {meetings.name_of(told)}"
        return Subject(title, body_ref(told.meeting.body_id), ("meeting", subject), title)

    return read


def _called(subject: int) -> tuple[Draft, ...]:
    told = told_meeting(subject)
    if told.is_adjusted:
        raise ConflictError("Protokollet är justerat: publicera det i stället för kallelsen.")
    if told.called_on is None and told.announced_on is None:
        raise ConflictError("Kallelsen är inte skickad än. Skicka den först.")
    return meetings.called_drafts(told)


def _minuted(subject: int) -> tuple[Draft, ...]:
    told = told_meeting(subject)
    if not told.is_adjusted:
        raise ConflictError("Inget i protokollet är justerat än.")
    return (*meetings.minuted_drafts(told), *_registered(told))


def _registered(told: ToldMeeting) -> list[Draft]:
    """Give the registered decisions of the paragraphs that are locked."""
    locked = [each.item for each in told.items if each.locked]
    by_paragraph = {item.paragraph: item.pk for item in locked if item.paragraph}
    found = decisions.decisions_at(told.meeting.body_id, told.meeting.day, by_paragraph)
    open_ones = [one for one in found if not _is_secret(told, one.paragraph)]
    items = {one.pk: by_paragraph[one.paragraph] for one in open_ones if one.paragraph}
    return papers.decision_drafts(open_ones, items)


def _is_secret(told: ToldMeeting, paragraph: int | None) -> bool:
    return any(each.item.secret for each in told.items if each.item.paragraph == paragraph)


def _case(subject: int) -> Subject:
    case = case_by_id(subject)
    title = f"Ärende {case.diary_number} {case.title}"
    return Subject(title, body_ref(case.body_id), ("case", subject), f"Ärende {case.diary_number}")


def _decision(subject: int) -> Subject:
    found = decisions.decision_by_id(subject)
    if found.body_id is None:
        raise ConflictError("Beslutets organ är okänt. Ange det först.")
    title, sign = f"{found.place} {found.title}", f"Beslut {found.place}"
    return Subject(title, body_ref(found.body_id), ("decision", subject), sign)


_READ: dict[ReleaseKind, tuple[Callable[[int], Subject], Callable[[int], tuple[Draft, ...]]]] = {
    ReleaseKind.CALLING: (_meeting("Kallelse"), _called),
    ReleaseKind.MINUTES: (_meeting("Protokoll"), _minuted),
    ReleaseKind.CASE: (_case, lambda subject: papers.case_drafts(case_by_id(subject))),
    ReleaseKind.DECISION: (
        _decision,
        lambda subject: tuple(papers.decision_drafts([decisions.decision_by_id(subject)], {})),
    ),
}
