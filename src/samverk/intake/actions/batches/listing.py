"""Going through an archive that was sent: every file in it is judged before anybody reads one."""

from __future__ import annotations

from samverk.foundation import acts
from samverk.intake.actions.batches.rows import as_rows, end, save_rows
from samverk.intake.actions.batches.sending import limits
from samverk.intake.actions.batches.steps import locked_batch
from samverk.intake.actions.records import READER
from samverk.intake.archives.entries import ArchiveError, Judged
from samverk.intake.archives.opening import judge
from samverk.intake.models import BatchState, ImportBatch

LISTED = acts.kind("intake.batch_listed", "Bunt genomgången")
REFUSED = acts.kind("intake.batch_refused", "Bunt togs inte emot")
LOST = "saknas i lagret. Skicka det på nytt."


def list_batch(batch: ImportBatch) -> None:
    """Judge what stands in a batch's archive, and open the batch; doing it again changes nothing."""
    try:
        with batch.archive.open("rb") as archive:
            found = judge(archive.file, limits())
    except FileNotFoundError:
        refuse_batch(batch, LOST)
    except ArchiveError as fault:
        refuse_batch(batch, str(fault))
    else:
        _list(batch, found)


def _list(batch: ImportBatch, found: list[Judged]) -> None:
    def work() -> ImportBatch:
        held = locked_batch(batch.pk)
        if held.state == BatchState.LISTING:
            save_rows(as_rows(held, found))
            held.state = BatchState.OPEN
            held.save()
        return held

    acts.carry_out(batch_act(LISTED, batch, "genomgangen"), work)


def refuse_batch(batch: ImportBatch, why: str) -> None:
    """End a batch whose archive is not taken in, and say why."""

    def work() -> ImportBatch:
        held = locked_batch(batch.pk)
        return held if held.has_ended else end(held, BatchState.REFUSED, f"Arkivet {why}")

    acts.carry_out(batch_act(REFUSED, batch, "avvisad"), work)


def batch_act(kind: str, batch: ImportBatch, step: str) -> acts.Act:
    """Make the reader's own act on a batch, done once for each ``step``."""
    key = f"bunt/{batch.pk}/{step}"
    return acts.Act(READER, kind, key, batch.organisation_id, body=batch.body_id)
