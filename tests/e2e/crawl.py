"""Finds the demo's pages: the addresses that need no argument, and what they link to."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable

from playwright.sync_api import Page

# States that no link leads to: answers, faulty input, and the page that does not exist
STATES = (
    "/lagkalkylator/overklagandetid/?anslaget=2023-02-30",
    "/lagkalkylator/andelar/?belopp=14300000&folkmangd=Alings%C3%A5s%3D42382%2CLerum%3D43706",
    "/lagkalkylator/aterremiss/",
    "/finns-inte/",
)
# What an item of an agenda shows depends on what it is about: an election, a question, an open vote
VARIED = {"/sammantraden/punkt/#/?": 6, "/sammantraden/punkt/#/beslut/?": 4}
# Not a.href: a link within SVG has an object there
LINKS = "[...document.querySelectorAll('a[href]')].map(a => new URL(a.getAttribute('href'), location).href)"
# Away from the pages: signing out, and files, which download
LEAVING = re.compile(
    r"^/(konto/logga|konto/logout|statiskt|arenden/fil|inlasning/[0-9]+/fil"
    r"|anslagstavla/kontrollpunkt|sammantraden/justering/[0-9]+/protokoll|sammantraden/utdrag/fil|.*\.(pdf|docx|xlsx|csv|json|se|ics)(\?|$))"
)


def shape(address: str) -> str:
    """Reduce an address to its shape, so that a hundred cases count as one kind of page."""
    path, _, query = address.partition("?")
    path = re.sub(r"/[^/]*\d[^/]*(?=/|$)", "/#", path)
    path = re.sub(r"^/(lagkalkylator|organ|anslagstavla)/(?!partier/|ny/)[^/]+/", r"/\1/#/", path)
    path = re.sub(r"/handelse/[^/]+/", "/handelse/#/", path)
    return path + "?" + "&".join(sorted(part.partition("=")[0] for part in query.split("&")))


def internal(links: Iterable[str], site: str) -> list[str]:
    """Keep the addresses within ``site``, without fragments."""
    paths = [link.removeprefix(site).partition("#")[0] for link in links if link.startswith(site)]
    return [path for path in paths if path.startswith("/") and not LEAVING.match(path)]


def pages(page: Page, site: str, *, per_shape: int = 1, limit: int = 200) -> dict[str, int]:
    """Walk ``site`` from its start page: what was found, at most ``limit`` pages, and its status."""
    waiting = deque(["/", *STATES])
    seen: set[str] = set()
    shapes: Counter[str] = Counter()
    found: dict[str, int] = {}
    while waiting and len(found) < limit:
        address = waiting.popleft()
        kind = shape(address)
        if address in seen or shapes[kind] >= max(per_shape, VARIED.get(kind, 0)):
            continue
        seen.add(address)
        answer = page.goto(site + address)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        # Someone signed in is sent on from the login page: the page met there has its own address
        if page.url != site + address:
            continue
        shapes[kind] += 1
        found[address] = answer.status
        waiting.extend(internal(page.evaluate(LINKS), site))
    return found
