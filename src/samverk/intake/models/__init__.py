"""Tables of intake."""

from __future__ import annotations

from samverk.intake.models.readings import (
    MINUTES,
    NOTICE,
    Finding,
    ReadRecord,
    RecordState,
    Source,
    SourceState,
)

__all__ = ["MINUTES", "NOTICE", "Finding", "ReadRecord", "RecordState", "Source", "SourceState"]
