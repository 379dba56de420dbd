"""Every template of publishing is a page that the browser tests visit, or stands on one that they do."""

from __future__ import annotations

import re
from pathlib import Path

import samverk.publishing
from tests.e2e.open_pages import PAGES

TEMPLATES = Path(samverk.publishing.__file__).parent / "templates"
OURS = TEMPLATES / "publishing"
FRAME = "open_base.html"
# A letter is text, and is read where one reads one's post
LETTERS = "email/"
DRAWN = re.compile(r'{% (?:extends|include) "publishing/([\w/.]+)"|<c-([a-z-]+)')


def templates() -> dict[str, str]:
    """List the templates of pages, by their names, with what they say."""
    found = {path.relative_to(OURS).as_posix(): path for path in OURS.rglob("*.html")}
    return {name: path.read_text(encoding="utf-8") for name, path in found.items()}


def drawn_with(names: set[str], texts: dict[str, str]) -> set[str]:
    """Add to some templates all that they are drawn with, and what those are."""
    found: set[str] = set()
    while names - found:
        name = (names - found).pop()
        found.add(name)
        for ours, component in DRAWN.findall(texts[name]):
            cotton = f"cotton/{component.replace('-', '_')}.html"
            names |= {one for one in (ours, cotton) if one in texts}
    return found


def test_every_page_of_publishing_is_visited_and_judged():
    texts = templates()
    pages = {name for name, text in texts.items() if "{% block content %}" in text} - {FRAME}
    assert set(PAGES) == pages


def test_every_part_of_a_page_stands_on_one_that_is_visited():
    parts = {
        f"cotton/{path.name}": path.read_text(encoding="utf-8")
        for path in (TEMPLATES / "cotton").glob("*.html")
    }
    texts = templates() | parts
    assert set(texts) - drawn_with(set(PAGES), texts) == set()
