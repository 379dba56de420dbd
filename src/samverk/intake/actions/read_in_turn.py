"""Has what waits read by one worker at a time, whoever of them dies: what is left is taken up again."""

from __future__ import annotations

from samverk.intake.actions.alone import alone
from samverk.intake.actions.reading import read_waiting
from samverk.intake.actions.upload import have_read
from samverk.intake.models import BatchState, ImportBatch, Source, SourceState

DOOR = 1_041


def read_in_turn(body: int) -> None:
    """Read a body's (id) waiting files, unless somebody does; what came meanwhile is read next."""
    with alone(DOOR, body) as is_alone:
        if not is_alone:
            return
        known = _waiting(body)
        read_waiting(body)
    if _waiting(body) - known:
        have_read(body)


def take_up_reading() -> None:
    """Have read what waits, in case a crash took its job. Each minute's work, which doubles nothing."""
    by_batch = ImportBatch.objects.filter(state=BatchState.RUNNING).values("body")
    left = Source.objects.filter(state=SourceState.WAITING).exclude(body__in=by_batch)
    for body in left.order_by("body").values_list("body", flat=True).distinct():
        have_read(body)


def _waiting(body: int) -> set[int]:
    rows = Source.objects.filter(body=body, state=SourceState.WAITING)
    return set(rows.values_list("pk", flat=True))
