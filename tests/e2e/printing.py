"""Text printed as PDF by the browser, as people do it: each text in several kinds of print.

`python -m tests.e2e.printing` prints the reader's own sample anew.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.e2e.chromium import launched

STYLES = {
    "serif": "body { font-family: 'DejaVu Serif' }",
    "sans": "body { font-family: 'DejaVu Sans' }",
    "okernad": "body { font-family: 'DejaVu Sans'; font-kerning: none }",
    "sparrad": "body { font-family: 'DejaVu Serif'; font-size: 11pt; letter-spacing: 1px }",
    "fast": "body { font-family: 'DejaVu Sans Mono'; font-size: 10pt }",
    "rak": "body { font-family: 'DejaVu Serif'; font-size: 11pt; text-align: justify }",
}
PRINTED = (
    Path(__file__).resolve().parents[2] / "src" / "samverk" / "intake" / "tests" / "reading"
) / "printed"
_PAGE = "@page { size: A4; margin: 2cm } td { padding: 1px 6px }"
_HEAD = re.compile(r"Ledamot Ja Nej")
_CROSS = re.compile(r"(?P<who>.*?)(?P<gap> +)X\s*$")
_RESULT = re.compile(r"\S+( \d+){3}\s*$")


def printed(page: Page, body: str, style: str) -> bytes:
    """Print HTML as a PDF."""
    page.set_content(
        f"<html lang='sv'><meta charset='utf-8'><style>{_PAGE} {style}</style><body>{body}"
    )
    return page.pdf(prefer_css_page_size=True)


def html_of(text: str) -> str:
    """Answer a text as HTML: its blocks as paragraphs, tabs and crosses as tables."""
    text = re.sub(r"</?i>|\*\*", "", text)
    blocks = (block.split("\n") for block in re.split(r"\n[ \t\u00a0]*\n", text))
    return "\n".join(part for block in blocks for part in _block(block))


def _block(lines: list[str]) -> Iterator[str]:
    lines = [line for line in lines if line.strip()]
    for kind, group in groupby(lines, key=_kind):
        if kind == "row":
            yield f"<table>{''.join(map(_row, group))}</table>"
        elif kind == "heading":
            yield from (f"<h3>{html.escape(line.strip('# '))}</h3>" for line in group)
        else:
            yield f"<p>{'<br>'.join(html.escape(line.strip()) for line in group)}</p>"


def _kind(line: str) -> str:
    is_row = "\t" in line or _HEAD.match(line) or _CROSS.match(line) or _RESULT.match(line)
    return "row" if is_row else "heading" if line.startswith("#") else "text"


def _row(line: str) -> str:
    if "\t" in line:
        cells = [cell.strip("- ") for cell in line.split("\t")]
    elif cross := _CROSS.match(line):
        before = len(cross["gap"]) - 1
        cells = [cross["who"], *[""] * before, "X", *[""] * (2 - before)]
    else:
        cells = line.split()
    return f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>"


def print_sample(browser: Browser) -> None:
    """Print the reader's sample of our own writing in every style."""
    page = browser.new_page()
    text = (PRINTED / "protokoll.html").read_text(encoding="utf-8")
    for name, style in STYLES.items():
        page.set_content(text.replace("</style>", f"{style}</style>"))
        page.pdf(path=PRINTED / f"{name}.pdf", prefer_css_page_size=True)
    page.close()


if __name__ == "__main__":
    with launched() as running:
        print_sample(running)
