"""Checks the log against its seals, and keeps what came of it, signed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.utils import timezone

from samverk.foundation.log_seals.lines import ACTS, READINGS, readings_at
from samverk.foundation.log_seals.making import at_one_moment, kept_checkpoint, lines_between
from samverk.foundation.log_seals.proof import REMOVAL, LogFault, LogReport, prove
from samverk.foundation.models import LogProof, LogSeal
from samverk.foundation.seals.canonical import canonical, read_canonical
from samverk.foundation.seals.checkpoints import Checkpoint, read_checkpoint
from samverk.foundation.seals.keys import is_signed_by
from samverk.foundation.signing import seal_key
from samverk.rules.wording import running_date

UNREADABLE = "Kontrollpunkt {number} går inte att läsa."
MOST_KEPT, ON_A_PAGE = 200, 50


def check_log(witnesses: Sequence[str] = ()) -> LogReport:
    """Check the whole log against its seals, and against the checkpoint kept outside the database.

    ``witnesses`` are checkpoints that somebody else has kept, each a line of text.
    """
    place = kept_checkpoint()
    kept = [place.read_text(encoding="utf-8")] if place.exists() else []
    with at_one_moment():
        rows = list(LogSeal.objects.order_by("number"))
        checkpoints, broken = _checkpoints(rows)
        report = prove(
            [row.link for row in rows],
            checkpoints,
            # From the very first: what has a place before it was put in
            lines_between(-(2**62)),
            seal_key(),
            [*kept, *witnesses],
        )
    report.faults += broken
    return report


def _checkpoints(rows: Sequence[LogSeal]) -> tuple[list[Checkpoint], list[LogFault]]:
    found: list[Checkpoint] = []
    broken: list[LogFault] = []
    for row in rows:
        try:
            found.append(read_checkpoint(row.checkpoint))
        except ValueError:
            broken.append(LogFault(UNREADABLE.format(number=row.number), row.number))
    return found, broken


def keep_proof(report: LogReport) -> LogProof:
    """Keep what came of a check, signed: nobody writes a better one into the database."""
    told = asdict(report) | {"faults": [asdict(one) for one in report.faults[:MOST_KEPT]]}
    last = LogSeal.objects.order_by("-number").first()
    told |= {"found": len(report.faults), "seal": last.number if last else 0}
    content = canonical(told)
    return LogProof.objects.create(content=content, signature=seal_key().sign(content))


@dataclass(frozen=True, slots=True)
class Proof:
    """The latest check (senaste prövningen), as far as it concerns one authority.

    ``is_forged`` when the installation has not signed what stands there.
    """

    made_at: datetime
    seal: int
    lines: int
    unsealed: int
    faults: tuple[LogFault, ...] = ()
    elsewhere: int = 0
    is_forged: bool = False

    @property
    def is_clean(self) -> bool:
        """Answer whether nothing is wrong here."""
        return not self.faults and not self.is_forged


def latest_proof(body: int) -> Proof | None:
    """Tell what the latest check found of an authority's readings (body id) and of the log as a whole."""
    row = LogProof.objects.order_by("-made_at", "-pk").first()
    if row is None:
        return None
    if not is_signed_by(seal_key().public, row.content, row.signature):
        return Proof(row.made_at, 0, 0, 0, is_forged=True)
    told = json.loads(row.content)
    faults = [LogFault(**one) for one in told["faults"]]
    mine = tuple(one for one in faults if concerns(one.part, body))
    return Proof(
        row.made_at,
        told["seal"],
        told["lines"],
        told["unsealed"],
        mine,
        told["found"] - len(mine),
    )


def period(fault: LogFault) -> str:
    """Say in words when the lines of a seal were written; "" for what is wrong with all of them."""
    if not fault.end:
        return ""
    end = _local(fault.end)
    if not fault.start:
        return f"till {running_date(end.date())} klockan {end:%H.%M}"
    start = _local(fault.start)
    if start.date() == end.date():
        return f"{running_date(end.date())} klockan {start:%H.%M}–{end:%H.%M}"
    first, last = (f"{running_date(one.date())} klockan {one:%H.%M}" for one in (start, end))
    return f"{first} till {last}"


def _local(moment: str) -> datetime:
    return timezone.localtime(datetime.fromisoformat(moment))


def named_part(part: str, own: int | None = None) -> str:
    """Name a part of the log in Swedish, ``own`` being the reader's authority; "" for a seal itself."""
    if part == readings_at(own) and own is not None:
        return "läsningar hos er"
    if part == ACTS:
        return "åtgärder"
    if part == READINGS:
        return "läsningar utan myndighet"
    body = part.removeprefix(f"{READINGS}/")
    return f"läsningar hos myndighet {body}" if part else ""


def concerns(part: str, body: int) -> bool:
    """Answer whether a part of the log is an authority's (body id), or everybody's."""
    return part in {"", ACTS, READINGS, f"{READINGS}/{body}"}


@dataclass(frozen=True, slots=True)
class SealSeen:
    """A seal as an authority's auditor sees it (försegling): when, and how many readings of theirs."""

    number: int
    start: datetime | None
    end: datetime
    readings: int
    digest: str


class SealPage(Page):  # type: ignore[type-arg]
    """A page of seals, the latest first, with the latest checkpoint: what a witness keeps."""

    latest: str = ""


def page_of_seals(body: int, number: int) -> SealPage:
    """Give a page of the seals as far as they concern an authority (body id)."""
    rows = LogSeal.objects.order_by("-number")
    seals = rows.exclude(content__contains=f'"kind":"{REMOVAL}"')
    page = Paginator(seals, ON_A_PAGE).get_page(number)
    last = rows.first()
    shown = SealPage([_seen(row, body) for row in page.object_list], page.number, page.paginator)
    shown.latest = last.checkpoint if last else ""
    return shown


def _seen(row: LogSeal, body: int) -> SealSeen:
    """Tell of a seal; of one that was altered no more than its number can be told."""
    try:
        told = read_canonical(row.content)
        start = datetime.fromisoformat(told["start"]) if told["start"] else None
        end = datetime.fromisoformat(told["end"])
        readings = int(told["parts"].get(readings_at(body), {}).get("count", 0))
    except (ValueError, KeyError, TypeError, AttributeError):
        return SealSeen(row.number, None, row.made_at, 0, row.digest)
    return SealSeen(row.number, start, end, readings, row.digest)
