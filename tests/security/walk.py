"""Walks every page and file under a federation that somebody reaches, and reads what stands there."""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pypdfium2
from django.http import Http404
from django.test import Client
from django.urls import resolve
from openpyxl import load_workbook

# What a field about a participant would be called, in a table, a form, a heading or a file
PERSONAL = re.compile(
    r"personn|personal_?n|identity_?n|birth|fodel|födel|fornamn|förnamn|efternamn|first_?name"
    r"|last_?name|given_?name|patient|client|telefon|phone|street|adress\b",
    re.IGNORECASE,
)
# A form's action is an address too: many answer to a reader before anything is sent
LINK = re.compile(r'(?:href|\bformaction|\baction)="([^"#]+)')
FIELD = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"')
TAG = re.compile(r"<script.*?</script>|<[^>]*>", re.DOTALL)
VALUE = re.compile(r'\bvalue="([^"]*)"')
LABEL = re.compile(r"<(label|th|dt|legend)\b[^>]*>(.*?)</\1>", re.DOTALL)
# A form that is asked for without its answers shows itself again, with its faults
SHOWN = (200, 400)
MOST_PAGES = 600


@dataclass
class Page:
    """What was met at an address: its view, its words, and what its fields are called."""

    address: str
    view: str
    kind: str
    words: str
    fields: list[str]


def walked(client: Client, home: str, besides: Iterable[str] = (), most: int = 0) -> list[Page]:
    """Walk every page and file under ``home`` that links, forms and ``besides`` lead to.

    ``most`` is how many pages of one view are read; 0 reads them all.
    """
    waiting = deque([home, *besides])
    seen, met = set(waiting), Counter[str]()
    found: list[Page] = []
    while waiting and len(found) < MOST_PAGES:
        address = waiting.popleft()
        view = view_of(address)
        if not view or (most and met[view] >= most):
            continue
        page, links = _visit(client, home, address, view)
        if page is None:
            continue
        met[view] += 1
        found.append(page)
        fresh = [link for link in links if link.startswith(home) and link not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return found


def view_of(address: str) -> str:
    """Name the view at an address; "" when there is none."""
    try:
        return resolve(address.partition("?")[0]).url_name or ""
    except Http404:
        return ""


def _visit(client: Client, home: str, address: str, view: str) -> tuple[Page | None, list[str]]:
    answer = client.get(address, follow=True)
    # Whoever is sent away, to log in, has not seen the page
    sent_away = any(not to.startswith(home) for to, _ in answer.redirect_chain)
    if answer.status_code not in SHOWN or sent_away:
        return None, []
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers["Content-Type"]
    links = LINK.findall(content.decode()) if "text/html" in kind else []
    return page_of(address, view, kind, content), [unescape(link) for link in links]


def page_of(address: str, view: str, kind: str, content: bytes) -> Page:
    """Read an answer of any of the types that are sent."""
    words, fields = next(
        (read(content) for name, read in READERS.items() if name in kind), (_text(content), [])
    )
    return Page(address, view, kind, words, fields)


def read_html(page: str) -> str:
    """Give what can be read on a page, and what its fields hold: not the random keys of its forms."""
    tags = TAG.findall(page)
    values = [v for tag in tags if 'type="hidden"' not in tag for v in VALUE.findall(tag)]
    return " ".join([TAG.sub(" ", page), *values])


Read = tuple[str, list[str]]


def _html(content: bytes) -> Read:
    text = unescape(content.decode())
    return read_html(text), [*FIELD.findall(text), *(found for _, found in LABEL.findall(text))]


def _pdf(content: bytes) -> Read:
    paper = pypdfium2.PdfDocument(content)
    return " ".join(page.get_textpage().get_text_bounded() for page in paper), []


def _xlsx(content: bytes) -> Read:
    rows = [row for sheet in load_workbook(BytesIO(content)) for row in sheet.values]
    # A heading is short: what is longer is a text, which is read as words
    cells = [str(cell) for row in rows for cell in row if cell is not None]
    return " ".join(cells), [cell for cell in cells if len(cell) < 40]


def _docx(content: bytes) -> Read:
    with ZipFile(BytesIO(content)) as paper:
        parts = [paper.read(name).decode() for name in paper.namelist() if name.endswith(".xml")]
    return " ".join(TAG.sub(" ", part) for part in parts), []


def _json(content: bytes) -> Read:
    found = json.loads(content)
    return json.dumps(found, ensure_ascii=False), list(_names(found))


def _names(found: Any) -> Iterator[str]:
    """Give the names of every object within what a file holds."""
    if isinstance(found, dict):
        yield from found
    inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    for each in inner:
        yield from _names(each)


def _csv(content: bytes) -> Read:
    text = _text(content)
    return text, re.split(r"[;,\t\n]", text)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


READERS: dict[str, Callable[[bytes], Read]] = {
    "text/html": _html,
    "pdf": _pdf,
    "spreadsheetml": _xlsx,
    "wordprocessingml": _docx,
    "json": _json,
    "csv": _csv,
}
