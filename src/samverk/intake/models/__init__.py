"""Tables of intake."""

from __future__ import annotations

from samverk.intake.models.batches import (
    BatchFileState,
    BatchState,
    ImportBatch,
    ImportBatchFile,
)
from samverk.intake.models.readings import (
    MINUTES,
    NOTICE,
    Finding,
    ReadRecord,
    RecordState,
    Source,
    SourceState,
)

__all__ = [
    "MINUTES",
    "NOTICE",
    "BatchFileState",
    "BatchState",
    "Finding",
    "ImportBatch",
    "ImportBatchFile",
    "ReadRecord",
    "RecordState",
    "Source",
    "SourceState",
]
