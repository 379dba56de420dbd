"""Reads of intake: of the sources and what was read in them here, of batches in ``batches``."""

from __future__ import annotations

from samverk.intake.queries.readings import (
    HEAVY,
    Progress,
    findings_of,
    has_personal_numbers,
    loose_findings,
    next_to_review,
    other_readings,
    progress_of,
    record_for,
    records_of,
    source_for,
    sources_of,
)

__all__ = [
    "HEAVY",
    "Progress",
    "findings_of",
    "has_personal_numbers",
    "loose_findings",
    "next_to_review",
    "other_readings",
    "progress_of",
    "record_for",
    "records_of",
    "source_for",
    "sources_of",
]
