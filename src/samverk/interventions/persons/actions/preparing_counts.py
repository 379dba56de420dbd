"""Counts worked out in the background: asked for, worked out by a job, looked at, and sent as they are.

To find what may be told takes a minute where much has been told before. One calculation runs at a
time at an authority. One that a crash stopped is taken up again by the next minute's job.
"""

from __future__ import annotations

import uuid
from dataclasses import asdict
from datetime import date
from typing import Any

from procrastinate.contrib.django import app as jobs

from samverk.directory import queries as directory
from samverk.exchange.queries import SentMessage
from samverk.foundation import acts
from samverk.foundation.actors import Actor, system
from samverk.foundation.errors import ConflictError, NotFoundError, SamverkError
from samverk.interventions.actions.doors import COMPUTING, SENT_COUNTS, hold
from samverk.interventions.persons.actions.sending_counts import (
    COUNTS_SENT,
    Preview,
    check_unpublished,
    period_of,
    previews,
    shown_counts,
    tell,
)
from samverk.interventions.persons.models import CountsAsked, CountsComputed, SentCounts
from samverk.interventions.persons.queries.editions import ToSend
from samverk.interventions.persons.queries.retention import digest_of
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority, Desk, authority, entered
from samverk.rules.interventions.hands import Hand

COUNTS_ASKED = acts.kind("persons.counts_asked", "Beräkning av antal beställd", is_quiet=True)
COUNTS_COMPUTED = acts.kind("persons.counts_computed", "Antal beräknade", is_quiet=True)
COMPUTER = system("Samverk, beräkning av antal")
COMPUTE_JOB = "samverk.interventions.persons.jobs.compute_counts"
NOTHING = "Myndigheten tar inte emot till någon verksamhet: det finns inget att skicka."
BROKEN = "Ett fel stoppade beräkningen. Beräkna igen, eller tala med den som sköter systemet."
CHANGED = "Underlaget har ändrats sedan talen beräknades. Beräkna dem igen innan du skickar."


def prepare_counts(actor: Actor, body: int, year: int, *, key: str) -> CountsAsked:
    """Ask for the counts of an authority's (body id) year to be worked out. Nothing is sent.

    While one calculation runs there, it is the answer. Raises NotAllowedError, and InputError for a
    year to come.
    """
    start, end = period_of(year)
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        act = acts.Act(actor, COUNTS_ASKED, key, home.organisation, body=body, content=year)
        return acts.carry_out(act, lambda: _ask(body, start, end, actor.name))


def _ask(body: int, start: date, end: date, name: str) -> CountsAsked:
    # Waits for nobody who computes: that holds another door
    hold(SENT_COUNTS, body)
    running = CountsAsked.objects.filter(controller=body, computed=None).first()
    if running is not None:
        return running
    made = CountsAsked.objects.create(controller_id=body, first=start, day=end, asked_by=name)
    _have_computed(body)
    return made


def _have_computed(body: int) -> None:
    """Put the calculation in the queue, in the transaction that asked for it."""
    jobs.configure_task(COMPUTE_JOB, lock=f"antal/{body}").defer(body=body)


def compute_all() -> None:
    """Work out what is left at every authority: what a crash stopped. Each minute's work."""
    for one in directory.bodies():
        compute_counts(one.id)


def compute_counts(body: int) -> int:
    """Work out what has been asked at an authority (body id) and is not worked out; answer how many.

    Doing it again computes none twice, and two at a time wait for each other.
    """
    with unread([body]):
        left = list(CountsAsked.objects.filter(controller=body, computed=None))
    for row in left:
        _compute_one(row, authority(body))
    return len(left)


def _compute_one(row: CountsAsked, home: Authority) -> None:
    try:
        _kept(row, home, lambda: _computed(row, home))
    except SamverkError as fault:
        reason = fault.message
        _kept(row, home, lambda: {"fault": reason[:400]})
    except Exception:
        # What is not computed is never left as if it were on its way
        _kept(row, home, lambda: {"fault": BROKEN})
        raise


def _kept(row: CountsAsked, home: Authority, work: Any) -> None:
    """Keep what came of it, once, in one transaction with the calculation."""
    with unread([home.body]):
        hold(COMPUTING, home.body)
        if CountsComputed.objects.filter(asked=row).exists():
            return
        act = acts.Act(
            COMPUTER, COUNTS_COMPUTED, f"antal/{row.pk}", home.organisation, body=home.body
        )
        acts.carry_out(
            act,
            lambda: CountsComputed.objects.create(controller_id=home.body, asked=row, **work()),
        )


def _computed(row: CountsAsked, home: Authority) -> dict[str, Any]:
    basis = basis_of(home, row.first, row.day)
    found = [_as_kept(one) for one in previews(home, row.first, row.day)]
    return {"basis": basis, "results": found} if found else {"fault": NOTHING}


def basis_of(home: Authority, first: date, day: date) -> str:
    """Digest what a calculation rests on: the counts that its reader may see, and what was sent before.

    Not those whom no list shows: that it changed would tell of them. What is sent is of the day that
    it was worked out on, and safe beside all that was sent by then.
    """
    counts = [asdict(one) for one in shown_counts(home, first, day)]
    sent = SentCounts.objects.filter(controller=home.body).order_by("pk")
    keys = [str(pk) for pk in sent.values_list("pk", flat=True)]
    return digest_of({"day": day, "counts": counts, "sent": keys})


def _as_kept(one: Preview) -> dict[str, Any]:
    return {
        "federation": one.federation,
        "counts": _plain(one.counts),
        "shown": _plain(one.shown) if one.shown else None,
    }


def _plain(one: ToSend) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("policy", "told", "kept", "proof")}
    return plain | {"silent": sorted(one.silent)}


def as_preview(kept: dict[str, Any]) -> Preview:
    """Read a result as it was kept."""
    shown = kept["shown"]
    return Preview(kept["federation"], _read(kept["counts"]), _read(shown) if shown else None)


def _read(kept: dict[str, Any]) -> ToSend:
    return ToSend(**kept | {"silent": frozenset(kept["silent"])})


def send_prepared(actor: Actor, body: int, asked: uuid.UUID, *, key: str) -> SentMessage:
    """Send what was worked out of a calculation (id), exactly as it was, to the federations.

    Raises NotAllowedError, NotFoundError, ConflictError when it is not ready, is sent already, or
    rests on other numbers than there are now, and as ``send_counts``.
    """
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        act = acts.Act(
            actor, COUNTS_SENT, key, home.organisation, body=body, content=("beräknat", str(asked))
        )
        return acts.carry_out(act, lambda: _send(home, asked, key))


def _send(home: Authority, asked: uuid.UUID, key: str) -> SentMessage:
    hold(SENT_COUNTS, home.body)
    row = CountsAsked.objects.filter(pk=asked, controller=home.body).first()
    if row is None:
        raise NotFoundError("Sidan finns inte.")
    made = CountsComputed.objects.filter(asked=row, fault="").first()
    if made is None:
        raise ConflictError("Talen är inte beräknade än. Vänta tills de är klara att granska.")
    if row.sent.exists():
        raise ConflictError("Talen är redan skickade. Beräkna nya om något har ändrats.")
    if row.day != period_of(row.first.year)[1] or made.basis != basis_of(home, row.first, row.day):
        raise ConflictError(CHANGED)
    found = [as_preview(one) for one in made.results]
    check_unpublished(home, found, row.first)
    first, *_ = [tell(one, home, (row.first, row.day), key, asked) for one in found]
    return first
