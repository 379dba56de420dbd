"""Writes what the browser tests noted to the file that the accessibility statement is made of.

``make statement`` runs the tests and then this. Without notes only the lists of templates are brought up
to date: one that has been added is untested, one that is gone is left out.
"""

from __future__ import annotations

import json
import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from samverk import __version__
from samverk.web.statement import RESULTS, digests, look, read
from tests.e2e import axe

CRITERION = re.compile(r"wcag(\d)(\d)(\d+)")


def criteria_of(tags: list[str]) -> list[str]:
    """Give the success criteria that a rule of axe-core tells of by its tags: "wcag1412" is 1.4.12."""
    return [".".join(found.groups()) for tag in tags if (found := CRITERION.fullmatch(tag))]


def merged(parts: list[dict[str, Any]], day: date) -> dict[str, Any]:
    """Put the notes of all test processes together."""
    rules: dict[str, dict[str, Any]] = {}
    modes: dict[str, set[str]] = {}
    faults: dict[str, set[str]] = {}
    tests: dict[str, dict[str, Any]] = {}
    tools: dict[str, str] = {}
    for part in parts:
        for name, rule in part["rules"].items():
            kept = rules.setdefault(name, {"criteria": criteria_of(rule["tags"]), "outcomes": []})
            kept["outcomes"] = sorted({*kept["outcomes"], *rule["outcomes"]})
        for name, seen in part["modes"].items():
            modes.setdefault(name, set()).update(seen)
        for at, seen in part["faults"].items():
            faults.setdefault(at, set()).update(seen)
        tests |= part["tests"]
        tools |= part["tools"]
    return {
        "day": day.isoformat(),
        "version": __version__,
        **tools,
        "look": look(),
        "pages": len({page for part in parts for page in part["pages"]}),
        "rules": dict(sorted(rules.items())),
        "tests": _by_criterion(tests),
        "faults": [_fault(at, seen, rules) for at, seen in sorted(faults.items())],
        **listed(
            {n: f"{digests()[n]} {' '.join(sorted(m))}" for n, m in modes.items() if n in digests()}
        ),
    }


def listed(examined: dict[str, str]) -> dict[str, Any]:
    """Tell the templates that were examined from those that were not; those that are gone fall away."""
    kept = {name: told for name, told in sorted(examined.items()) if name in digests()}
    return {"examined": kept, "untested": sorted(set(digests()) - set(kept))}


def _by_criterion(tests: dict[str, dict[str, Any]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for test in tests.values():
        for number in test["criteria"]:
            counts = found.setdefault(number, {"passed": 0, "failed": 0})
            counts["passed" if test["passed"] else "failed"] += 1
    return dict(sorted(found.items()))


def _fault(at: str, modes: set[str], rules: dict[str, dict[str, Any]]) -> dict[str, Any]:
    rule, _, page = at.partition(" ")
    swedish = read(axe.VENDOR / "sv.json")["rules"]
    title = swedish.get(rule, {}).get("help", rule)
    where = f"{page} ({', '.join(sorted(modes))})"
    return {"of": at, "title": title, "where": where, "criteria": rules[rule]["criteria"]}


def main(folder: str) -> None:
    """Write the file."""
    parts = [read(path) for path in sorted(Path(folder).glob("*.json"))] if folder else []
    if parts:
        results = merged(parts, date.today())  # noqa: DTZ011
        if "axe" not in results:
            sys.exit("Ingen sida prövades med axe-core. Filen är inte skriven.")
    else:
        results = read(RESULTS)
        results |= listed(results["examined"])
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(
        f"{len(results['examined'])} mallar prövade, {len(results['untested'])} inte,"
        f" {len(results['faults'])} brister: {RESULTS.name}\n"
    )


if __name__ == "__main__":
    main(os.environ.get("E2E_NOTES", ""))
