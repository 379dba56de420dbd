"""A browser on a bad line: it opens a form, sends it, and sends the same one again until it is answered."""

from __future__ import annotations

import html
import http.client
import itertools
import random
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from threading import Event
from urllib.parse import urlencode

from samverk.project.running.ports import LOCALHOST
from tests.crash.ledger import Entry
from tests.crash.site import HOST

# What the line may do to a browser
BROKEN = (OSError, http.client.HTTPException)
ANSWER_SECONDS = 40
TIRED_SECONDS = 120
HANGS_UP = 0.12
# How long a first rest may be: so short that the first try is still at work, or so long that it is done.
# Each is longer than the one before, to let a server rise
FIRST_REST, LONGEST_REST = (0.02, 2.0), 2.0
TOKEN = "a" * 32
HIDDEN = re.compile(r'<input type="hidden" name="(key|csrfmiddlewaretoken)" value="([^"]+)"')
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
WORDS = re.compile(r"<[^>]+>|\s+")
LOGIN = "/konto/"


class GaveUpError(Exception):
    """The client was turned away, or nobody has answered for long: what it was doing is left as it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, where it leads, and the page."""

    status: int
    leads: str
    page: str

    @property
    def is_broken(self) -> bool:
        """Answer whether the server could not say: then nobody knows what became of the form."""
        return self.status >= http.client.INTERNAL_SERVER_ERROR

    @property
    def told(self) -> str:
        """What the page says, in short."""
        main = self.page.partition("<main")[2] or self.page
        return html.unescape(WORDS.sub(" ", main))[:600].strip()


@dataclass
class Visitor:
    """One who is logged in. With ``renews_keys`` each try of a form has a key of its own."""

    port: int
    session: str
    draw: random.Random
    stopped: Event
    renews_keys: bool = False

    def as_who(self, session: str) -> Visitor:
        """Answer the same visitor with somebody's session."""
        return replace(self, session=session)

    def read(self, path: str) -> str:
        """Read a page, however often it must be asked for. Raises GaveUpError."""
        for _ in self._tries():
            answer = self._asked("GET", path)
            if answer and answer.status == http.client.OK:
                return answer.page
            if answer and not answer.is_broken:
                raise GaveUpError(f"{path}: {answer.status} {answer.leads} {answer.told}")
        raise GaveUpError(f"{path}: no answer")

    def send(self, entry: Entry, page: str, path: str, words: dict[str, str]) -> str:
        """Fill in the form of ``page`` that goes to ``path`` and send it; answer where it led.

        What is sent is noted in ``entry``. Raises GaveUpError.
        """
        filled = words | fields(self.read(page), path)
        for _ in self._tries():
            answer = self._try(entry, path, filled)
            if answer and not answer.is_broken:
                return self._settled(entry, answer)
            if answer and answer.status != http.client.SERVICE_UNAVAILABLE:
                entry.broke = f"{answer.status} {path}"
            if self.renews_keys:
                filled["key"] = str(uuid.uuid4())
        raise GaveUpError(f"{path}: no answer")

    def _try(self, entry: Entry, path: str, filled: dict[str, str]) -> Answer | None:
        entry.tries += 1
        if self.draw.random() < HANGS_UP:
            self._asked("POST", path, filled, hangs_up=True)
            entry.hung_up += 1
            return None
        return self._asked("POST", path, filled)

    def _settled(self, entry: Entry, answer: Answer) -> str:
        if answer.status != http.client.FOUND or answer.leads.startswith(LOGIN):
            entry.refused = f"{answer.status} {answer.leads} {answer.told}"
            raise GaveUpError(entry.refused)
        entry.answer = answer.leads
        return answer.leads

    def _asked(
        self, how: str, path: str, words: dict[str, str] | None = None, *, hangs_up: bool = False
    ) -> Answer | None:
        """Ask once; None when the line broke before there was an answer, or was let go."""
        headers = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "Referer": f"https://{HOST}/",
            "Cookie": f"__Host-samverk_session={self.session}; __Host-samverk_csrf={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line = http.client.HTTPConnection(LOCALHOST, self.port, timeout=ANSWER_SECONDS)
        with closing(line):
            try:
                line.request(how, path, urlencode(words) if words else None, headers)
                if hangs_up:
                    return None
                answer = line.getresponse()
                page = answer.read().decode()
            except BROKEN:
                return None
            return Answer(answer.status, answer.headers.get("Location", ""), page)

    def _tries(self) -> Iterator[int]:
        """Come again after a while, each longer than the one before, until tired or stopped."""
        deadline, longest = time.monotonic() + TIRED_SECONDS, self.draw.choice(FIRST_REST)
        for number in itertools.count():
            yield number
            longest = min(2 * longest, LONGEST_REST)
            if self.stopped.wait(self.draw.uniform(0, longest)) or time.monotonic() > deadline:
                return


def fields(page: str, path: str) -> dict[str, str]:
    """Read the key and the token of the form that goes to ``path``, or to where its page is."""
    for attributes, inside in FORM.findall(page):
        hidden = dict(HIDDEN.findall(inside))
        goes_there = f'action="{path}"' in attributes or "action=" not in attributes
        if goes_there and hidden.keys() == {"key", "csrfmiddlewaretoken"}:
            return hidden
    raise GaveUpError(f"{path}: no form of that name on the page")
