"""What a check says of a text."""

from __future__ import annotations

from samverk.intake.lints.lint import Finding
from samverk.intake.lints.run import findings
from samverk.intake.tests.reading.given import read_all


def found(*texts: str) -> list[Finding]:
    """Answer everything the checks find in texts read together."""
    return findings(read_all(*texts))


def ids(*texts: str) -> list[str]:
    """Answer the ids of the checks that find something."""
    return [finding.lint.id for finding in found(*texts)]


def memo(text: str, day: str = "2023-10-11") -> str:
    """Answer a memo of that day with the text in it."""
    return f"Datum: {day}\nHandläggare: A B\nDnr: SN 2023/1\n\nRapport\n\nBakgrund\n{text}"


def council(text: str, decision: str = "Kommunfullmäktiges beslut\nPlanen antas.") -> str:
    """Answer a council's paragraph with the text before its decision."""
    return f"§ 12 Dnr KS 2024/3\n\nEn rubrik\n\n{text}\n\n{decision}"
