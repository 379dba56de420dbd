"""All checks over one reading."""

from __future__ import annotations

from typing import Any

from samverk.intake.lints import (
    citations,
    figures,
    names,
    organs,
    periods,
    savings,
    statutes,
    tables,
    votes,
)
from samverk.intake.lints.lint import Finding, Lint, Spot
from samverk.intake.reading.as_json import place_as_json
from samverk.intake.reading.batch import Reading

LINTS: tuple[Lint, ...] = (
    *votes.LINTS,
    *organs.LINTS,
    *citations.LINTS,
    *statutes.LINTS,
    *tables.LINTS,
    *periods.LINTS,
    *figures.LINTS,
    *savings.LINTS,
    *names.LINTS,
)


def findings(reading: Reading, lints: tuple[Lint, ...] = LINTS) -> list[Finding]:
    """Answer what the checks find, check by check, in the order of the documents."""
    return [
        Finding(lint, found.text, found.spots, found.records)
        for lint in lints
        for found in lint.check(reading)
    ]


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """Answer a finding as plain values; ``places`` name their source."""
    return {
        "id": finding.lint.id,
        "kind": finding.lint.kind,
        "title": finding.lint.title,
        "text": finding.text,
        "ground": finding.lint.ground,
        "places": [_spot(spot) for spot in finding.spots],
        "record_ids": [record.record_id for record in finding.records],
    }


def _spot(spot: Spot) -> dict[str, Any]:
    return {"source": spot.source, **place_as_json(spot.place)}
