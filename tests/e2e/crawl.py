"""Finds the demo's pages: the addresses that need no argument, and what they link to."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import urljoin

from playwright.sync_api import APIRequestContext

# States that no link leads to: answers, faulty input, and the page that does not exist
STATES = (
    "/lagkalkylator/overklagandetid/?anslaget=2023-02-30",
    "/lagkalkylator/andelar/?belopp=14300000&folkmangd=Alings%C3%A5s%3D42382%2CLerum%3D43706",
    "/lagkalkylator/aterremiss/",
    "/finns-inte/",
)
# What an item of an agenda shows depends on what it is about: an election, a question, an open vote
VARIED = {"/sammantraden/punkt/#/?": 6, "/sammantraden/punkt/#/beslut/?": 4}
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


class _Links(HTMLParser):
    """Collects where the links of a page lead, as they are written."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a link leads to; links within SVG too."""
        if tag == "a" and (to := dict(attrs).get("href")):
            self.found.append(to)


def links(text: str, at: str) -> list[str]:
    """List where the links of a page at an address lead; no script of ours adds any."""
    parser = _Links()
    parser.feed(text)
    return [urljoin(at, to) for to in parser.found]


def pages(
    asking: APIRequestContext,
    site: str,
    *,
    per_shape: int = 1,
    limit: int = 200,
    within: str = "/",
) -> dict[str, int]:
    """Walk ``site`` from its start page: what was found, at most ``limit`` pages, and its status.

    The pages are asked for and not drawn: drawing them is what costs. ``within`` is the part of the
    site that is walked, from its own start.
    """
    waiting = deque([within, *(STATES if within == "/" else ())])
    seen: set[str] = set()
    shapes: Counter[str] = Counter()
    found: dict[str, int] = {}
    while waiting and len(found) < limit:
        address = waiting.popleft()
        kind = shape(address)
        if address in seen or shapes[kind] >= max(per_shape, VARIED.get(kind, 0)):
            continue
        seen.add(address)
        answer = asking.get(site + address)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        # Someone signed in is sent on from the login page: the page met there has its own address
        if answer.url != site + address:
            continue
        shapes[kind] += 1
        found[address] = answer.status
        met = internal(links(answer.text(), answer.url), site)
        waiting.extend(link for link in met if link.startswith(within))
    return found
