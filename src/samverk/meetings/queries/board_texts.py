"""How to appeal, as a board says it, and the notices that other law asks for, as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from samverk.directory.queries import OrganisationRef
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.permissions import Permission, Right, may, may_for_some_body
from samverk.meetings.models import AppealWords, LawNotice, LawNoticeFact, PostingFactKind
from samverk.meetings.queries.notices import downs_of, kept_of
from samverk.rules.appeal_words import HowToAppeal, OwnWords, how_to_appeal
from samverk.rules.law_notice import AskedTime, LawNoticeState, law_notice
from samverk.rules.law_notice import LawNotice as LawNoticeRule
from samverk.rules.postings import Posting
from samverk.rules.ruling import Ruling

DOWN = (PostingFactKind.MISSING, PostingFactKind.TAKEN_DOWN)


def may_write_board(actor: Actor, organisation: int) -> Permission:
    """Answer whether somebody puts notices of other law on an organisation's board."""
    return may_for_some_body(actor, Right.HOLD_MEETING, organisation=organisation, body=None)


def may_set_appeal(actor: Actor, organisation: int) -> Permission:
    """Answer whether somebody says how an organisation's decisions are appealed."""
    return may(actor, Right.HOLD_MEETING, organisation=organisation)


def appeal_words_of(organisation: int) -> list[AppealWords]:
    """List an organisation's own words of how to appeal, in the order they were written."""
    return list(AppealWords.objects.filter(board=organisation).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Appealing:
    """How the decisions on an organisation's board are appealed, whichever the day."""

    board: OrganisationRef
    own: Sequence[OwnWords]

    def on(self, day: date) -> Ruling[HowToAppeal]:
        """Answer how a decision is appealed that is put up on ``day``."""
        return how_to_appeal(self.board.kind, day, self.own)


def appealing_at(board: OrganisationRef) -> Appealing:
    """Read how the decisions on an organisation's board are appealed. One question."""
    rows = appeal_words_of(board.id)
    return Appealing(
        board, [OwnWords(row.from_date, row.words, row.statute, row.source) for row in rows]
    )


@dataclass(frozen=True, slots=True)
class LawNoticeRow:
    """A notice of other law as of a day: what happened to it, what was noted, and the rule's answer."""

    notice: LawNotice
    facts: tuple[LawNoticeFact, ...]
    noted: tuple[LawNoticeFact, ...]
    ruling: Ruling[LawNoticeRule]

    @property
    def state(self) -> LawNoticeState:
        """How far it has come."""
        return self.ruling.value.state

    @property
    def last(self) -> LawNoticeFact | None:
        """The last thing that happened; None when it has not been put up."""
        return self.facts[-1] if self.facts else None

    @property
    def is_up(self) -> bool:
        """Answer whether it is on the board now."""
        return self.last is not None and self.last.kind not in DOWN

    @property
    def posted_on(self) -> date | None:
        """The day it was put up the first time."""
        return self.facts[0].happened_on if self.facts else None

    @property
    def taken_down_on(self) -> date | None:
        """The day it was taken down for good."""
        is_down = self.last and self.last.kind == PostingFactKind.TAKEN_DOWN
        return self.last.happened_on if self.last and is_down else None

    @property
    def is_certified(self) -> bool:
        """Answer whether the certificate says that it was up the whole time."""
        return self.ruling.value.is_certified

    @property
    def is_over(self) -> bool:
        """Answer whether the time is out, so that the certificate can be given."""
        return self.state in (LawNoticeState.RUN_OUT, LawNoticeState.NOT_WHOLE)


def law_notice_by_id(notice: int, day: date) -> LawNoticeRow:
    """Answer how a notice of other law stands on a day; raises NotFoundError."""
    found = _rows().filter(pk=notice).first()
    if found is None:
        raise NotFoundError("Anslaget finns inte.")
    return _row(found, day)


def law_notice_fact_by_id(fact: int) -> LawNoticeFact:
    """Answer which fact of a notice of other law this is; raises NotFoundError."""
    found = LawNoticeFact.objects.select_related("notice__board").filter(pk=fact).first()
    if found is None:
        raise NotFoundError("Uppgiften finns inte.")
    return found


def law_notices_on(board: int, day: date, *, limit: int = 2000) -> list[LawNoticeRow]:
    """List the notices of other law on an organisation's board, the latest first, past and coming too."""
    found = _rows().filter(board=board).order_by("-first_day", "-pk")
    return [_row(each, day) for each in found[:limit]]


def law_notices_to_tend(boards: Iterable[int], day: date) -> list[LawNoticeRow]:
    """List the notices of some boards (ids) that may have to go up or come down on a day."""
    done = LawNoticeFact.objects.filter(kind=PostingFactKind.TAKEN_DOWN)
    # What was struck after it was taken down is few, and looked through with the rest
    struck = LawNoticeFact.objects.filter(kind=PostingFactKind.STRUCK)
    begun = _rows().filter(board__in=list(boards), first_day__lte=day)
    left = begun.exclude(pk__in=done.exclude(notice__in=struck.values("notice")).values("notice"))
    return [_row(each, day) for each in left.order_by("pk")]


def _rows() -> QuerySet[LawNotice]:
    facts = Prefetch("facts", LawNoticeFact.objects.order_by("number"))
    return LawNotice.objects.select_related("board").prefetch_related(facts)


def _row(found: LawNotice, day: date) -> LawNoticeRow:
    noted = tuple(found.facts.all())
    facts = tuple(fact for fact in kept_of(noted) if fact.happened_on <= day)
    posting = Posting(
        found.board.short_name,
        facts[0].happened_on if facts else None,
        tuple(downs_of(facts[1:])),
    )
    asked = AskedTime(found.first_day, found.last_day)
    return LawNoticeRow(found, facts, noted, law_notice(asked, posting, day))
