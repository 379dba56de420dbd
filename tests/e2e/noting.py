"""Notes what the browser tests examine, for the accessibility statement: ``make statement``.

Each test process writes what it saw to a file of its own in the folder that ``E2E_NOTES`` names;
``tests.e2e.statement`` puts them together. Without the variable nothing is noted.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e import crawl

FOLDER = os.environ.get("E2E_NOTES", "")
# What the served page was drawn from stands in its Server-Timing (tests.e2e.entry)
DRAWN = """() => [
  (performance.getEntriesByType('navigation')[0]?.serverTiming ?? [])
    .filter(one => one.name === 'templates').flatMap(one => one.description.split(' ')),
  matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light', innerWidth,
  location.pathname + location.search]"""

pages: set[str] = set()
modes: dict[str, set[str]] = {}
rules: dict[str, dict[str, Any]] = {}
faults: dict[str, list[str]] = {}
tests: dict[str, dict[str, Any]] = {}
tools: dict[str, str] = {}


def examined(page: Page, mode: str) -> None:
    """Note that a page was examined in a way ("measured", "print")."""
    if FOLDER:
        _examined(page.evaluate(DRAWN), mode)


def judged(page: Page, answer: dict[str, Any]) -> None:
    """Note what axe-core answered of a page as it stands; ``answer`` as ``tests.e2e.axe`` asks."""
    if not FOLDER:
        return
    drawn = page.evaluate(DRAWN)
    mode = f"{drawn[1]}-{'320' if drawn[2] < 600 else '1280'}"
    _examined(drawn, mode)
    tools["axe"] = answer["version"]
    tools["browser"] = page.context.browser.version if page.context.browser else ""
    for outcome in ("passes", "incomplete", "violations"):
        for rule in answer[outcome]:
            noted = rules.setdefault(rule["id"], {"tags": rule["tags"], "outcomes": []})
            noted["outcomes"] = sorted({*noted["outcomes"], outcome})
            if outcome == "violations":
                at = f"{rule['id']} {crawl.shape(drawn[3])}"
                faults[at] = sorted({*faults.get(at, []), mode})


def lacks(page: Page) -> bool:
    """Answer whether a page is drawn from a template that axe-core has not judged yet."""
    if not FOLDER:
        return False
    drawn = page.evaluate(DRAWN)[0]
    return any(not modes.get(name, set()) >= {"light-1280", "light-320"} for name in drawn)


def outcome(report: pytest.TestReport) -> None:
    """Note how a test went that is marked with the criteria it examines."""
    criteria = dict(report.user_properties).get("wcag")
    if FOLDER and criteria and report.when == "call" and not report.skipped:
        tests[report.nodeid] = {"criteria": criteria, "passed": report.passed}


def keep() -> None:
    """Write this process's notes."""
    if FOLDER and (modes or tests):
        Path(FOLDER).mkdir(parents=True, exist_ok=True)
        kept = {
            "pages": sorted(pages),
            "modes": {name: sorted(seen) for name, seen in modes.items()},
            "rules": rules,
            "faults": faults,
            "tests": tests,
            "tools": tools,
        }
        Path(FOLDER, f"{os.getpid()}.json").write_text(json.dumps(kept), encoding="utf-8")


def _examined(drawn: list[Any], mode: str) -> None:
    pages.add(crawl.shape(drawn[3]))
    for name in drawn[0]:
        modes.setdefault(name, set()).add(mode)
