"""Runs axe-core, vendored with its hash, in a page."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.e2e import noting

VENDOR = Path(__file__).parent / "vendor"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
RUN = """async only => {
  const answer = await axe.run(document, {runOnly: only, resultTypes: ['violations']});
  const told = rules => rules.map(v => ({id: v.id, tags: v.tags}));
  return {version: axe.version, passes: told(answer.passes), incomplete: told(answer.incomplete),
    violations: answer.violations.map(v => ({id: v.id, tags: v.tags, help: v.help,
      targets: v.nodes.slice(0, 3).map(n => n.target.join(' ') + ': ' + n.failureSummary)}))};
}"""
IN_SWEDISH = "locale => axe.configure({locale})"


@cache
def source() -> str:
    """Read axe-core's program."""
    return (VENDOR / "axe.min.js").read_text(encoding="utf-8")


def kept_in(page: Page) -> None:
    """Have every page that is opened from here on come with axe-core in it."""
    page.add_init_script(source())


def violations(page: Page) -> list[dict[str, Any]]:
    """Run axe-core with Swedish messages on the page as it stands."""
    return _run(page, {"type": "tag", "values": TAGS})


def colour_violations(page: Page) -> list[dict[str, Any]]:
    """Run the rules whose answer hangs on the colours."""
    return _run(page, {"type": "rule", "values": COLOURS})


def _run(page: Page, only: dict[str, Any]) -> list[dict[str, Any]]:
    # A link just followed may lead to a page that has not come yet
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
    answer = page.evaluate(RUN, only)
    noting.judged(page, answer)
    found: list[dict[str, Any]] = answer["violations"]
    if found:
        # Few pages have a fault: only they are looked at again to tell it in Swedish
        page.evaluate(IN_SWEDISH, json.loads((VENDOR / "sv.json").read_text(encoding="utf-8")))
        found = page.evaluate(RUN, only)["violations"]
    return found
