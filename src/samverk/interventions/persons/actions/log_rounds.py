"""The monthly review of an authority's log: drawn, judged line by line, and signed by who did not read."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.permissions import Right, may, require
from samverk.interventions.actions.doors import LOG_REVIEW, hold
from samverk.interventions.persons.actions.reading import MISSING
from samverk.interventions.persons.models import (
    ReviewJudgement,
    ReviewLine,
    ReviewRound,
    ReviewSignature,
    ReviewTerms,
    Verdict,
)
from samverk.interventions.persons.queries.log_review import (
    DAYS_BEFORE,
    Found,
    earlier_days,
    month_after,
    occasions,
    people_a_day,
    searched_much,
)
from samverk.interventions.persons.queries.log_rounds import (
    audited,
    has_log,
    months_before,
    readers_in,
    terms_at,
)
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority, authorities_of, authority, looking
from samverk.rules.interventions.log_review import (
    Sign,
    Terms,
    by_lot,
    is_far_above,
    may_be_signed,
    may_judge,
    signs_of,
)
from samverk.rules.ruling import Ruling

M = TypeVar("M", bound=models.Model)
TERMS_SET = acts.kind(
    "persons.review_terms_set", "Villkor för loggranskning ändrade", is_quiet=True
)
ROUND_DRAWN = acts.kind("persons.review_drawn", "Loggranskning dragen", is_quiet=True)
READING_JUDGED = acts.kind("persons.reading_judged", "Läsning bedömd", is_quiet=True)
ROUND_SIGNED = acts.kind("persons.review_signed", "Loggranskning underskriven", is_quiet=True)
NIGHTLY = system("Samverk, loggranskning")
SEED_BITS = 62
Drawn = tuple[dict[Sign, str], int]


@contextmanager
def auditing(actor: Actor, body: int) -> Iterator[Authority]:
    """Open an authority's reviews to its log's auditor. Raises NotFoundError for anybody else."""
    if not actor.is_system and body not in authorities_of(actor, Right.REVIEW_READINGS):
        raise NotFoundError(MISSING)
    with looking(actor, [body], Right.REVIEW_READINGS):
        yield authority(body)


def round_at(actor: Actor, review: uuid.UUID) -> tuple[Authority, ReviewRound]:
    """Find a round of an authority whose log somebody reviews. Raises NotFoundError."""
    for body in authorities_of(actor, Right.REVIEW_READINGS):
        with auditing(actor, body) as home:
            row = ReviewRound.objects.filter(pk=review, controller=body).first()
            if row is not None:
                return home, row
    raise NotFoundError(MISSING)


def line_at(actor: Actor, line: uuid.UUID) -> tuple[Authority, ReviewLine]:
    """Find a drawn reading of an authority whose log somebody reviews. Raises NotFoundError."""
    for body in authorities_of(actor, Right.REVIEW_READINGS):
        with auditing(actor, body) as home:
            row = ReviewLine.objects.filter(pk=line, controller=body).first()
            if row is not None:
                return home, row
    raise NotFoundError(MISSING)


def set_review_terms(actor: Actor, body: int, terms: Terms, *, key: str) -> ReviewTerms:
    """Decide how an authority reviews its log from the next round on. Raises InputError."""
    if not 0 < terms.share <= 1000:
        raise InputError("Andelen ska vara 1 till 1000 tusendelar.", field="share")
    if not 0 <= terms.opens < terms.closes <= 24:
        raise InputError(
            "Arbetstiden ska börja före den slutar, klockan 0 till 24.", field="closes"
        )

    def write(home: Authority) -> ReviewTerms:
        return ReviewTerms.objects.create(
            controller_id=home.body, user_name=actor.name, **asdict(terms)
        )

    return _done(actor, body, _Said(TERMS_SET, key, terms), write)


def draw_round(actor: Actor, body: int, month: date, *, key: str) -> ReviewRound:
    """Draw what is to be reviewed of a month that is over, once. Raises InputError, ConflictError."""
    if month.day != 1 or month_after(month) > clock.today():
        raise InputError("Månaden ska vara slut innan den granskas.", field="month")

    def write(home: Authority) -> ReviewRound:
        if ReviewRound.objects.filter(controller=home.body, month=month).exists():
            raise ConflictError("Månaden är redan dragen.")
        terms = terms_at(home.body)
        seed = secrets.randbits(SEED_BITS)
        with unread([home.body]):
            many, drawn = _draw(home, month, seed, terms)
        row = ReviewRound.objects.create(
            controller_id=home.body,
            month=month,
            seed=seed,
            readings=many,
            user_name=actor.name,
            **asdict(terms),
        )
        ReviewLine.objects.bulk_create(
            ReviewLine(
                controller_id=home.body,
                round=row,
                event_id=event,
                times=times,
                signs=[one.value for one in why],
                reasons=[text for text in why.values() if text],
            )
            for event, (why, times) in drawn.items()
        )
        return row

    return _done(actor, body, _Said(ROUND_DRAWN, key, month), write)


def draw_rounds() -> int:
    """Draw the month that is just over for every auditor whose authority read, once; answer how many.

    What an auditor has drawn already is left as it is. Where nobody reviews the log none is drawn.
    """
    (month,) = months_before(clock.today(), 1)
    made = 0
    for body in audited():
        home = authority(body)
        if not has_log(home, month, clock.today()):
            continue
        with auditing(NIGHTLY, home.body):
            drawn = ReviewRound.objects.filter(controller=home.body, month=month).exists()
        if not drawn:
            with suppress(ConflictError):
                draw_round(NIGHTLY, home.body, month, key=f"loggranskning/{home.body}/{month}")
                made += 1
    return made


def _draw(
    home: Authority, month: date, seed: int, terms: Terms
) -> tuple[int, dict[uuid.UUID, Drawn]]:
    """Answer how many occasions there were, and which are drawn (first line's id) with why."""
    found = occasions(home, month)
    lot = by_lot([str(one.event.pk) for one in found], seed, terms)
    drawn: dict[uuid.UUID, Drawn] = {}
    for one in found:
        ruling = signs_of(one.occasion, terms)
        texts = (reason.text for reason in ruling.reasons)
        why = dict(zip(ruling.value, texts, strict=True))
        if str(one.event.pk) in lot:
            why[Sign.BY_LOT] = ""
        if why:
            drawn[one.event.pk] = (why, one.times)
    _add_far_above(home, month, terms, found, drawn)
    for event, times in searched_much(home, month, settings.SEARCHES_A_DAY):
        text = f"{times} sökningar på en dag. Gränsen är {settings.SEARCHES_A_DAY}."
        drawn[event.pk] = ({Sign.MANY_SEARCHES: text}, times)
    return len(found), drawn


def _add_far_above(
    home: Authority,
    month: date,
    terms: Terms,
    found: list[Found],
    drawn: dict[uuid.UUID, Drawn],
) -> None:
    """Draw the first occasion of each day when somebody read far more than they use to."""
    days = people_a_day(home, month - timedelta(days=DAYS_BEFORE), month_after(month))
    first: dict[tuple[int, date], Found] = {}
    for one in found:
        day = timezone.localtime(one.event.recorded_at).date()
        first.setdefault((one.event.actor_id or 0, day), one)
    for (user, day), one in first.items():
        read = days[user][day] if user in days else 0
        ruling = is_far_above(read, earlier_days(days[user], day), terms) if read else None
        if ruling and ruling.value:
            why, times = drawn.get(one.event.pk, ({}, one.times))
            drawn[one.event.pk] = ({**why, Sign.FAR_ABOVE: ruling.reasons[0].text}, times)


@dataclass(frozen=True, slots=True)
class NewJudgement:
    """How a drawn reading is judged, and what is to be asked about it."""

    verdict: str
    note: str = ""


def judge_reading(
    actor: Actor, body: int, line: uuid.UUID, new: NewJudgement, *, key: str
) -> ReviewJudgement:
    """Judge a drawn reading of a round that is not signed; the latest judgement counts.

    Raises NotAllowedError to who has read it, InputError without a note where one is needed,
    ConflictError once the round is signed.
    """
    if new.verdict not in Verdict.values:
        raise InputError("Välj en bedömning.", field="verdict")
    if new.verdict == Verdict.INVESTIGATE and not new.note.strip():
        raise InputError("Skriv vad som ska utredas, och av vem.", field="note")

    def write(home: Authority) -> ReviewJudgement:
        row = ReviewLine.objects.select_related("event", "round").filter(pk=line).first()
        if row is None or row.controller_id != home.body:
            raise NotFoundError(MISSING)
        _check(may_judge([row.event.actor_id], actor.user or 0))
        if ReviewSignature.objects.filter(round=row.round_id).exists():
            raise ConflictError("Omgången är underskriven: inget i den bedöms på nytt.")
        return ReviewJudgement.objects.create(
            controller_id=home.body,
            line=row,
            verdict=new.verdict,
            note=new.note.strip(),
            user_id=_user(actor),
            user_name=actor.name,
        )

    return _done(actor, body, _Said(READING_JUDGED, key, (line, new)), write)


def sign_round(
    actor: Actor, body: int, review: uuid.UUID, note: str, *, key: str
) -> ReviewSignature:
    """Sign a round in which every line is judged.

    Raises NotAllowedError to who has a reading of their own in it, ConflictError for one that is
    signed or not yet judged.
    """

    def write(home: Authority) -> ReviewSignature:
        row = ReviewRound.objects.filter(pk=review, controller=home.body).first()
        if row is None:
            raise NotFoundError(MISSING)
        if ReviewSignature.objects.filter(round=row).exists():
            raise ConflictError("Omgången är redan underskriven.")
        _check(may_judge(readers_in(row), actor.user or 0))
        judged = row.lines.filter(judgements__isnull=False).distinct().count()
        ruling = may_be_signed(judged, row.lines.count())
        if not ruling.value:
            raise ConflictError(ruling.reasons[0].text)
        return ReviewSignature.objects.create(
            controller_id=home.body,
            round=row,
            user_id=_user(actor),
            user_name=actor.name,
            note=note.strip(),
        )

    return _done(actor, body, _Said(ROUND_SIGNED, key, (review, note)), write)


@dataclass(frozen=True, slots=True)
class _Said:
    kind: str
    key: str
    content: object


def _done(actor: Actor, body: int, said: _Said, write: Callable[[Authority], M]) -> M:
    """Carry out an act on an authority's reviews, one at a time. Raises NotAllowedError."""
    place = authority(body)
    require(may(actor, Right.REVIEW_READINGS, organisation=place.organisation, body=body))
    with auditing(actor, body) as home:

        def work() -> M:
            hold(LOG_REVIEW, home.body)
            return write(home)

        act = acts.Act(
            actor, said.kind, said.key, home.organisation, body=home.body, content=said.content
        )
        return acts.carry_out(act, work)


def _check(ruling: Ruling[bool]) -> None:
    if not ruling.value:
        raise NotAllowedError(ruling.reasons[0].text)


def _user(actor: Actor) -> int:
    if actor.user is None:
        raise NotAllowedError("Logga in för att granska läsloggen.")
    return actor.user
