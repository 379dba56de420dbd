"""Runs axe-core, vendored with its hash, in a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

VENDOR = Path(__file__).parent / "vendor"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async ([locale, tags]) => {
  axe.configure({locale});
  const answer = await axe.run(document, {runOnly: {type: 'tag', values: tags}});
  return answer.violations.map(v => ({id: v.id, help: v.help,
    targets: v.nodes.slice(0, 3).map(n => n.target.join(' ') + ': ' + n.failureSummary)}));
}"""


def violations(page: Page) -> list[dict[str, Any]]:
    """Run axe-core with Swedish messages on the page as it stands."""
    page.evaluate((VENDOR / "axe.min.js").read_text(encoding="utf-8"))
    locale = json.loads((VENDOR / "sv.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(RUN, [locale, TAGS])
    return found
