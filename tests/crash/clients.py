"""What the clients do: registrars who number cases and documents, secretaries who number and lock §."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event

from samverk.rules.agenda import Section
from tests.crash.ledger import Entry, Kind, Ledger
from tests.crash.stage import Desk
from tests.crash.visitor import GaveUpError, Visitor

NUMBER = re.compile(r'<span class="sv-paragraph">([^<]+)</span>')
DOCUMENT = re.compile(r"#handling-(\d+)$")
ITEM = re.compile(r'href="(/sammantraden/punkt/(\d+)/)">([^<]+)</a>')
LOCKED = re.compile(r'>(\d+)<span class="sv-statute">([0-9a-f]{64})</span>')
RECORD = re.compile(r'href="(/sammantraden/lasta/\d+/ratta/)"')
CHECKPOINT = "/anslagstavla/kontrollpunkt/"
# The minutes are read whole for each paragraph that is adjusted, so a meeting is not let grow long
MOST_ITEMS = 8
NONE = "none"


class ClosingError(Exception):
    """The storm is over: no new form is begun."""


@dataclass
class Client:
    """One who works at a desk until the storm is over."""

    name: str
    desk: Desk
    visitor: Visitor
    ledger: Ledger
    closing: Event
    _count: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def work(self) -> None:
        """Send one form after another."""
        while not self.closing.is_set():
            try:
                self.round()
            except GaveUpError:
                self.set_aside()
            except ClosingError:
                return

    def round(self) -> None:
        """Do one piece of work."""
        raise NotImplementedError

    def set_aside(self) -> None:
        """Leave what could not be done, and go on with something else."""

    def new_mark(self) -> str:
        """Words that no other form has. No long word: a page may soften it."""
        return f"{self.name} {next(self._count)}"

    def send(
        self, kind: Kind, mark: str, page: str, words: dict[str, str], path: str = "", by: str = ""
    ) -> Entry:
        """Send the form of ``page``, which goes to ``path`` or to its own address; note it all.

        ``by`` is another's session, for what is not the client's own to do.
        """
        if self.closing.is_set():
            raise ClosingError
        entry = self.ledger.open(kind, mark)
        self.visitor.as_who(by or self.desk.session).send(entry, page, path or page, words)
        return entry


class Registrar(Client):
    """Opens cases in a diary, and registers documents in a case that the whole diary shares."""

    def round(self) -> None:
        """Open a case and read its number; register a document, whose answer is its number."""
        mark, day = self.new_mark(), self.desk.day
        page = f"/arenden/{self.desk.body}/nytt/"
        words = {"title": mark, "opened_on": day}
        opened = self.send(Kind.CASE, mark, page, words)
        opened.number = _found(NUMBER, self.visitor.read(opened.answer))
        opened.series = f"diary {self.desk.body}"
        page = f"/arenden/arende/{self.desk.case}/handling/"
        words = {"subject": mark, "direction": "incoming", "kind": "letter", "dated_on": day}
        registered = self.send(Kind.DOCUMENT, mark, page, words)
        registered.number = _found(DOCUMENT, registered.answer)
        registered.series = f"documents {self.desk.case}"


@dataclass
class Secretary(Client):
    """Takes an item from the agenda to a locked paragraph in its board's chain, and corrects it."""

    _items: int = 0
    _locked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._meetings = list(self.desk.meetings)

    def set_aside(self) -> None:
        """Go on to the next meeting: an item may be left in hand in this."""
        self._meetings = self._meetings[1:]
        self._items = 0

    def round(self) -> None:
        """Lock a paragraph and correct it; correct what is locked once there are no meetings left."""
        if self._items == MOST_ITEMS:
            self.set_aside()
        if self._meetings:
            self._items += 1
            self._locked.append(self._lock(self._take_up(self.new_mark())))
        if not self._locked:
            raise ClosingError
        self._correct(self.visitor.draw.choice(self._locked))
        self.ledger.witnesses.append(self.visitor.read(CHECKPOINT))

    def _take_up(self, mark: str) -> tuple[str, str]:
        """Put an item on the agenda, take it up and note how it ended; answer where it is, and its mark."""
        meeting = f"/sammantraden/{self._meetings[0]}/"
        words = {"title": mark, "section": Section.HERE.value, "matter": "ordinary"}
        self.send(Kind.ITEM, mark, f"{meeting}punkt/", words)
        found = ITEM.findall(self.visitor.read(meeting))
        item = next((path for path, _, title in found if title == mark), "")
        if not item:
            raise GaveUpError(f"{mark} is not on its agenda")
        taken = self.send(Kind.PARAGRAPH, mark, f"{item}ta-upp/", {})
        taken.number = _found(NUMBER, self.visitor.read(item))
        taken.series = f"paragraphs {self.desk.body}"
        words = {"decisions": mark, "ended": "noted"}
        self.send(Kind.OUTCOME, mark, f"{item}beslut/", words, f"{item}utgang/")
        return item, mark

    def _lock(self, taken: tuple[str, str]) -> str:
        """Have the paragraph adjusted at the meeting; answer where it is corrected."""
        item, mark = taken
        words = {"method": self.desk.method, "was_read": "on"}
        laid = self.send(Kind.ADJUSTMENT, mark, f"{item}justera/", words)
        signed = self._sign(laid.answer, mark)
        page = self.visitor.read(laid.answer)
        signed.number = " ".join(LOCKED.findall(page)[0]) if LOCKED.search(page) else NONE
        signed.series = f"chain {self.desk.body}"
        return _found(RECORD, page)

    def _sign(self, page: str, mark: str) -> Entry:
        if self.desk.method == "paper":
            words = {"person": str(self.desk.chair_person), "day": self.desk.day}
            return self.send(Kind.SIGNATURE, mark, f"{page}papper/", words)
        path = f"{page}justera/"
        return self.send(Kind.SIGNATURE, mark, page, {}, path, by=self.desk.chair)

    def _correct(self, page: str) -> None:
        mark = self.new_mark()
        self.send(Kind.CORRECTION, mark, page, {"text": mark, "why": "Skrivfel."})


def _found(what: re.Pattern[str], text: str) -> str:
    """Read what a page shows; NONE when it is not there, which no number is."""
    found = what.search(text)
    return html.unescape(found[1]).replace("\N{NO-BREAK SPACE}", " ") if found else NONE
