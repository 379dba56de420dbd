"""Takes away what has become secret since it was published, before anybody has thought of it.

For the worker, each minute. A publication goes as a whole: what of it can stand is for those who look
through it to say, and their desk tells them that it is gone and why.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet

from samverk.foundation import acts, clock
from samverk.foundation.actors import system
from samverk.meetings.queries.telling import secret_items
from samverk.publishing.actions import records
from samverk.publishing.actions.dumping import renew_dump
from samverk.publishing.actions.withdrawing import WITHDRAWN, take_away
from samverk.publishing.models import Kind, Record, Release, ReleaseKind, ReleaseState
from samverk.publishing.models.releases import SECRECY_WATCH
from samverk.registry.queries import secret_case_ids, secret_document_ids

KEEPER = system(SECRECY_WATCH)
OF_CASE = "Ärendet har fått sekretess sedan det publicerades."
OF_PAPER = "Handlingen {number} har fått sekretess sedan den publicerades."
OF_ITEM = "{number} har fått sekretess sedan den publicerades."
OPEN_THEN = Q(data__secret=False)


def take_down_secret() -> int:
    """Withdraw every publication of something that is secret by now; answer how many there were."""
    gone = 0
    for reason, found in _secret_now():
        for record in found.order_by("pk"):
            gone += _take_down(record, reason.format(number=record.number))
    if gone:
        renew_dump(clock.now())
    return gone


def _secret_now() -> list[tuple[str, QuerySet[Record]]]:
    """List what stands published as open and is secret in its room, with what to say of it."""
    standing = Record.objects.filter(withdrawn_at=None)
    cases = secret_case_ids()
    papers = standing.filter(kind=Kind.FILE).exclude(release__kind=ReleaseKind.MINUTES)
    decided = standing.filter(kind=Kind.DECISION, release__kind=ReleaseKind.DECISION)
    return [
        (OF_CASE, standing.filter(OPEN_THEN, kind=Kind.CASE, source__in=cases)),
        (OF_PAPER, papers.filter(source__in=secret_document_ids())),
        (OF_CASE, papers.filter(case__in=cases)),
        (OF_CASE, decided.filter(case__in=cases)),
        (OF_ITEM, standing.filter(OPEN_THEN, kind=Kind.ITEM, source__in=secret_items())),
    ]


def _take_down(record: Record, why: str) -> int:
    """Withdraw what a record was published with; one that nobody published goes by itself."""
    release = (
        Release.objects.filter(pk=record.release_id).select_related("body").first()
        if record.release_id
        else None
    )
    if release is None:
        with transaction.atomic():
            return records.withdraw(Record.objects.filter(pk=record.pk), clock.now())
    body = release.body
    act = acts.Act(
        KEEPER,
        WITHDRAWN,
        f"sekretess/{release.pk}",
        body.organisation_id,
        body=body.pk,
        content=release.pk,
    )

    def work() -> Release:
        found = Release.objects.select_for_update().get(pk=release.pk)
        if found.state == ReleaseState.PUBLISHED:
            take_away(found, by=KEEPER.name, why=why)
        return found

    acts.carry_out(act, work)
    return 1
