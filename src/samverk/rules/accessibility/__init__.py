"""How far the pages keep to what the act on accessible public service asks (lag 2018:1937)."""

from samverk.rules.accessibility.conformance import (
    Check,
    CheckOutcome,
    Conformance,
    Evidence,
    Verdict,
    conformance,
    is_outdated,
    verdict,
)
from samverk.rules.accessibility.criteria import CRITERIA, Criterion

__all__ = [
    "CRITERIA",
    "Check",
    "CheckOutcome",
    "Conformance",
    "Criterion",
    "Evidence",
    "Verdict",
    "conformance",
    "is_outdated",
    "verdict",
]
