"""Runs eark-validator on a package in a process of its own, and tells what it says as JSON.

It reads its vocabularies over the network when it is loaded: here it reads the copies that it brings with it.
"""

from __future__ import annotations

import json
import sys
import urllib.request
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def judge(package: Path) -> dict[str, object]:
    """Judge a package by E-ARK SIP 2.1.0."""
    found = find_spec("eark_validator")
    vocabularies = Path(str(found and found.origin)).parent / "ipxml/resources/vocabs"

    def from_here(url: str) -> Any:
        return (vocabularies / url.rpartition("/")[2]).open("rb")

    urllib.request.urlopen = from_here  # type: ignore[assignment]
    from eark_validator.packages import PackageValidator

    report = PackageValidator(package).validation_report
    messages = list(report.structure.messages)
    if report.metadata:
        messages += report.metadata.schema_results.messages
        messages += report.metadata.schematron_results.messages
    errors = [each.rule_id for each in messages if each.severity.value == "Error"]
    return {"structure": report.structure.status.value, "errors": errors}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(judge(Path(sys.argv[1]))))
