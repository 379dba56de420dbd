"""Publishes a quarter to everybody, with or without its small numbers, and takes it away again.

A social board's numbers are secret unless it is clear that nobody is harmed (26 kap. 1 § OSL). Numbers
that tell of nobody go out; small ones go out only after a test of harm that another has made.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from django.db import connection

from samverk.execution.models import HarmTest, Judgement, PublishedQuarter, ToldCounts
from samverk.execution.queries.public_quarters import (
    DEFINITION,
    Publishable,
    digest_of,
    publishable,
    publishable_exact,
)
from samverk.execution.zone import MISSING, Board, entered
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.permissions import Right
from samverk.rules.personal_numbers import has_personal_number
from samverk.rules.unexecuted.quarters import Quarter

PUBLISHED = acts.kind("execution.quarter_published", "Kvartal publicerat för alla")
WITHDRAWN = acts.kind("execution.quarter_withdrawn", "Publicerat kvartal tillbakadraget")
HARM_TESTED = acts.kind("execution.harm_tested", "Menprövning före publicering", is_quiet=True)
LOCK = "execution/published/{}"
LONGEST = 4000
LASTS = "{} är inte slut, eller tog slut innan registret börjar: siffrorna är okända."
LOGIN = "Logga in för att publicera."


@dataclass(frozen=True, slots=True)
class NewHarmTest:
    """A test of harm (menprövning) of a quarter with its small numbers: what is said, and what it came to."""

    quarter: Quarter
    judgement: Judgement
    disclosed: str = field(repr=False)
    recognised: str = field(repr=False)
    harm: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewPublication:
    """A quarter to publish: the digest of what was looked at, and a test of harm (id) for small numbers."""

    quarter: Quarter
    seen: str
    harm_test: uuid.UUID | None = None


def try_harm(actor: Actor, body: int, new: NewHarmTest, *, key: str) -> HarmTest:
    """Keep a test of harm of a quarter as it is counted now. Nothing is published by it.

    Raises InputError where something is not answered or holds a personal number, and for a quarter that
    has not ended.
    """
    texts = {one: getattr(new, one).strip() for one in ("disclosed", "recognised", "harm")}
    for name, text in texts.items():
        if not text:
            raise InputError("Skriv vad du har kommit fram till.", field=name)
        if len(text) > LONGEST:
            raise InputError(f"Skriv högst {LONGEST} tecken.", field=name)
        if has_personal_number(text):
            raise InputError("Skriv inget personnummer: texten sparas.", field=name)
    with entered(actor, body, Right.REPORT_EXECUTION) as home:
        act = acts.Act(actor, HARM_TESTED, key, home.organisation, body=body, content=new)
        return acts.carry_out(act, lambda: _keep_test(actor, body, new, texts))


def _keep_test(actor: Actor, body: int, new: NewHarmTest, texts: dict[str, str]) -> HarmTest:
    found = _ended(publishable_exact(body, new.quarter), new.quarter)
    return HarmTest.objects.create(
        controller_id=body,
        quarter=new.quarter.code,
        digest=digest_of(exact_of(found)),
        judgement=new.judgement,
        tested_by_id=_user(actor),
        tested_by_name=actor.name,
        tested_on=clock.today(),
        **texts,
    )


def publish_quarter(actor: Actor, body: int, new: NewPublication, *, key: str) -> PublishedQuarter:
    """Publish a quarter that has ended. Raises InputError where nothing can be told of it.

    Raises ConflictError where it stands published already, and when the numbers are no longer those that
    were looked at; NotAllowedError for whoever made the test of harm, which another answers for.
    """
    with entered(actor, body, Right.REPORT_EXECUTION) as home:
        content = f"{new.quarter.code}/{new.seen}/{new.harm_test}"
        act = acts.Act(actor, PUBLISHED, key, home.organisation, body=body, content=content)
        return acts.carry_out(act, lambda: _publish(actor, home, new))


def _publish(actor: Actor, home: Board, new: NewPublication) -> PublishedQuarter:
    # Two quarters that did not know of each other could be compared
    _wait_for_turn(home.body)
    standing = PublishedQuarter.objects.filter(
        body=home.body, quarter=new.quarter.code, withdrawn_on=None
    )
    if standing.exists():
        raise ConflictError(f"{str(new.quarter).capitalize()} är redan publicerat.")
    test = _test(actor, home.body, new.quarter, new.harm_test) if new.harm_test else None
    look = publishable_exact if test else publishable
    found = _ended(look(home.body, new.quarter), new.quarter)
    if not found.shown:
        raise InputError(
            "Inget tal kan visas utan att någon kan kännas igen. Kvartalet publiceras inte."
        )
    if found.digest != new.seen:
        raise ConflictError("Talen har ändrats sedan du läste dem. Läs dem igen och publicera.")
    if test and test.digest != digest_of(exact_of(found)):
        raise ConflictError("Menprövningen gäller andra tal än dagens. Gör en ny.")
    return _kept(actor, home, found, test)


def _kept(actor: Actor, home: Board, found: Publishable, test: HarmTest | None) -> PublishedQuarter:
    made = PublishedQuarter.objects.create(
        body_id=home.body,
        quarter=found.quarter.code,
        definition=DEFINITION,
        tables=found.shown,
        is_exact=test is not None,
        published_on=clock.today(),
    )
    ToldCounts.objects.create(
        controller_id=home.body,
        published=made,
        tables=found.kept,
        harm_test=test,
        tested_by_id=test.tested_by_id if test else None,
        published_by_id=_user(actor),
        published_by_name=actor.name,
    )
    return made


def withdraw_quarter(actor: Actor, body: int, published: int, *, key: str) -> PublishedQuarter:
    """Take a published quarter (id) from the public page, at once. What it told is remembered."""
    with entered(actor, body, Right.REPORT_EXECUTION) as home:
        act = acts.Act(actor, WITHDRAWN, key, home.organisation, body=body, content=published)

        def withdraw() -> PublishedQuarter:
            rows = PublishedQuarter.objects.select_for_update().filter(body=body, pk=published)
            found = rows.first()
            if found is None:
                raise NotFoundError(MISSING)
            if found.withdrawn_on:
                raise ConflictError("Kvartalet är redan tillbakadraget.")
            found.withdrawn_on = clock.today()
            found.save(update_fields=["withdrawn_on"])
            return found

        return acts.carry_out(act, withdraw)


def exact_of(found: Publishable) -> list[tuple[object, object]]:
    """Give the exact numbers of a quarter by row, whatever its tables are called."""
    return [
        (row, counts)
        for table in found.kept
        for row, counts in zip(table["rows"], table["counts"], strict=True)
        if any(counts)
    ]


def _test(actor: Actor, body: int, quarter: Quarter, pk: uuid.UUID) -> HarmTest:
    found = HarmTest.objects.filter(controller=body, pk=pk, quarter=quarter.code).first()
    if found is None:
        raise NotFoundError(MISSING)
    if found.judgement != Judgement.CLEAR:
        raise InputError("Menprövningen kom fram till att talen döljs.")
    if found.tested_by_id == _user(actor):
        raise NotAllowedError(
            "Den som gjorde menprövningen får inte publicera på den: någon annan gör det."
        )
    return found


def _ended(found: Publishable | None, quarter: Quarter) -> Publishable:
    if found is None:
        raise InputError(LASTS.format(str(quarter).capitalize()), field="quarter")
    return found


def _user(actor: Actor) -> int:
    if actor.user is None:
        raise NotAllowedError(LOGIN)
    return actor.user


def _wait_for_turn(body: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [LOCK.format(body)])
