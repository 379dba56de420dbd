"""What a paragraph does, as its words speak for it: it may decide itself and propose to another too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from samverk.decisions.queries import DecisionKind

_KINDS = (
    (DecisionKind.REPEALS, re.compile(r"\bupphäv\w*", re.IGNORECASE)),
    (DecisionKind.ASSIGNS, re.compile(r"\buppdra\w*|\bi uppdrag\b", re.IGNORECASE)),
    (
        DecisionKind.NOTES,
        re.compile(r"\bnotera\w*|\blägger? .{0,60}till handlingarna|\btar? del av", re.IGNORECASE),
    ),
)
_PROPOSES = re.compile(r"\bföresl\w+|\bförslag\w* till\b", re.IGNORECASE)
# What only leads in: "Nämnden beslutar", "att", "Kommunstyrelsen beslutar för egen del:".
_LEADS_IN = re.compile(
    r"(?:.*\b(?:beslutar|beslut|beslutade|egen del|samt|och|att))?\W*", re.IGNORECASE
)
_SHOWN = 80

Kinds = Iterator[tuple[DecisionKind, str]]


def kinds_of(fields: dict[str, Any], place: str) -> Kinds:
    """Suggest what a paragraph does, each kind with its ground; ``place`` is where it proposes.

    A paragraph that both decides itself and proposes is suggested by its own decision first: that
    is what gains legal force, and what it proposes is kept beside it.
    """
    text, to = fields.get("decision_text") or "", fields.get("proposal_to")
    if not to:
        yield from _by_words(text, "Beslutstexten lämnar inget förslag till ett annat organ.")
        return
    proposes = f"Förslag till beslut i {to} ({place})."
    if own := own_words(fields):
        shown = own if len(own) <= _SHOWN else f"{own[:_SHOWN].rsplit(' ', 1)[0]} …"
        ground = f"Paragrafen har ett eget beslut: ”{shown}” Förslaget till {to} sparas bredvid."
        yield from ((kind, f"{ground} {why}".strip()) for kind, why in _by_words(own, ""))
        proposes += (
            " Välj det bara om det egna beslutet inte avgör något: ett förslag får inte laga kraft."
        )
    yield DecisionKind.PROPOSES, proposes


def _by_words(text: str, otherwise: str) -> Kinds:
    for kind, words in _KINDS:
        if match := words.search(text):
            yield kind, f"Beslutstexten säger ”{match[0]}”."
            return
    if text:
        yield DecisionKind.DECIDES, otherwise


def own_words(fields: dict[str, Any]) -> str:
    """Answer what the body decides itself, beside what it proposes to another; "" for nothing."""
    text, to = _level(fields.get("decision_text") or ""), str(fields.get("proposal_to") or "")
    for one in fields.get("proposals") or []:
        if one.get("kind") == "to_next_body":
            for line in (one.get("text") or "").split("\n"):
                text = text.replace(" ".join(line.split()), "") if line.strip() else text
    return " ".join(line for line in text.split("\n") if _is_own(line, to))


def _level(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def _is_own(line: str, to: str) -> bool:
    """Answer whether a line decides something itself: it neither proposes nor only leads in."""
    if _PROPOSES.search(line) or _LEADS_IN.fullmatch(line):
        return False
    return not (to and line.casefold().startswith(to.casefold()))
