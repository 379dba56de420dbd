"""One offered step, and what is known where it is offered."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from samverk.decisions.queries import Decision
from samverk.directory import queries as directory
from samverk.directory.queries import BodyRef
from samverk.foundation.actors import Actor
from samverk.foundation.permissions import Permission
from samverk.intake.models import ReadRecord
from samverk.registry.queries import Document

STAYS = re.compile(r"\bupphäv|\bdra[rs]? tillbaka|\båterta|\bstanna|\bkvarstå", re.IGNORECASE)
LEAVES = re.compile(r"\butträ|\blämna[rs]?\b|\bsäg(?:a|er|s) upp|\buppsägning", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something that may follow (nästa steg): what, on what ground, and how it is done.

    ``id`` names it in a form and stays the same while it is offered. ``take`` does it under a key;
    None for one that is done, and ``url`` is where it shows. ``permission`` says who may.
    """

    id: str
    text: str
    ground: str
    button: str
    permission: Permission
    take: Callable[[str], object] | None
    url: str = ""

    @property
    def is_done(self) -> bool:
        """Answer whether it has been done already."""
        return self.take is None


@dataclass(frozen=True)
class Confirmed:
    """A confirmed record, and who looks at it."""

    record: ReadRecord
    actor: Actor

    @property
    def decision(self) -> Decision | None:
        """The decision it became, if it is a paragraph."""
        return self.record.decision

    @property
    def document(self) -> Document:
        """The paper that was registered."""
        assert self.record.document is not None
        return self.record.document

    @cached_property
    def diary(self) -> BodyRef:
        """The body whose diary holds the paper."""
        return directory.body_ref(self.document.case.body_id)

    @cached_property
    def text(self) -> str:
        """What was confirmed of it in words: its decision, proposals and title."""
        kept = self.record.confirmed_fields or {}
        proposals = (one.get("text") or "" for one in kept.get("proposals") or [])
        return "\n".join([kept.get("decision_text") or "", *proposals, kept.get("title") or ""])

    @cached_property
    def proposed(self) -> str:
        """What it proposes to another body, beside what a body may have decided itself."""
        proposals = (self.record.confirmed_fields or {}).get("proposals") or []
        sent = (one for one in proposals if one.get("kind") == "to_next_body")
        return "\n".join(one.get("text") or "" for one in sent)

    @cached_property
    def printed(self) -> str:
        """The source's own text where the record stands, blanks levelled."""
        record = self.record
        lines = (record.source.lines or [])[record.first : record.last + 1]
        return _level(" ".join(str(line[2]) for line in lines))

    def quote(self, words: re.Pattern[str]) -> str:
        """Quote the source where the words stand, "" where it does not say them.

        What a person has written in its place is confirmed, but it is not what the source says.
        """
        said = (quoted(words, part) for part in self.text.split("\n"))
        return next((one for one in said if one and _level(one) in self.printed), "")


def _level(text: str) -> str:
    """Level what only the layout makes: blanks, line breaks and marks of emphasis."""
    return " ".join(re.sub(r"[*_#>|]", " ", text).split()).casefold()


def quoted(words: re.Pattern[str], text: str) -> str:
    """Answer the sentence's part that the words stand in, as it is written; "" when they do not."""
    found = words.search(text)
    if found is None:
        return ""
    before, after = text[: found.start()], text[found.end() :]
    begin = max(before.rfind("\n"), before.rfind(". ")) + 1
    end = found.end() + len(after.partition("\n")[0])
    return text[begin:end].strip().rstrip(".")[:200]
