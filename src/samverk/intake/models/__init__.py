"""Tables of intake."""

from __future__ import annotations

from samverk.intake.models.readings import Finding, ReadRecord, RecordState, Source, SourceState

__all__ = ["Finding", "ReadRecord", "RecordState", "Source", "SourceState"]
