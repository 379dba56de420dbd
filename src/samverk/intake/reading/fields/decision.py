"""The decision's wording, and the body that took it as far as the paragraph itself prints it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from samverk.intake.reading.fields.passages import Told
from samverk.intake.reading.fields.sentence_form import told_without_heading
from samverk.intake.reading.model import Place
from samverk.intake.reading.organs import ORGAN_PATTERN, canonical
from samverk.intake.reading.prose import prose_of
from samverk.intake.reading.sections import Section, under_decision

_DECIDES = re.compile(
    rf"(?P<organ>{ORGAN_PATTERN}) (?:har )?(?:beslutar|beslutade|beslutat|föreslår|godkänner|antar|noterar"
    r"|uppdrar|fastställer|avslår|bifaller|tillstyrker|överlämnar|lägger|ställer sig)\b",
    re.IGNORECASE,
)
_DISSENT = re.compile(
    r"reserver(?:ar|ade) sig\b|^Paragrafen (?:är|förklaras) "
    r"|^(?:(?:Skriftlig |Muntlig )?[Rr]eservation(?:er)?|Avvikande mening(?:ar)?)"
    r" (?:e?mot|av|från|har|anmäl|lämna|avge|finns|föreligg)"
    r"|\) (?:anmäl(?:er|de)|lämna(?:r|de)|har)(?: in)? (?:en |sin )?(?:reservation|avvikande mening)"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")


class Decision(NamedTuple):
    """The decision as printed, headings under it included, and where."""

    text: str
    place: Place


def decided(sections: Sequence[Section], body: str | None) -> list[Section]:
    """Answer where the body decides: under its heading, else "X beslutar att ..." in the text."""
    parts = under_decision(sections, body)
    if parts:
        return parts
    found = told_without_heading(sections, body)
    return [found] if found else []


def decision_in(told: Sequence[Told]) -> Decision | None:
    """Answer the decision's text, from the sections where the body decides.

    Where it both proposes to another and decides itself, its own decision is answered; where it
    only proposes, that is what it has decided.
    """
    own = _told([(s, [p for p in found if not p.is_proposal]) for s, found in told])
    is_mixed = any(p.is_proposal and not p.is_within for _, found in told for p in found)
    if is_mixed and own is not None:
        return own
    return _told([(s, [p for p in found if not p.is_within]) for s, found in told], nests=True)


def _told(told: Sequence[Told], *, nests: bool = False) -> Decision | None:
    """Join passages; ``nests`` keeps headings under which nothing stands."""
    blocks: list[str] = []
    place: Place | None = None
    for number, (section, passages) in enumerate(told):
        is_kept = (nests and number) or (blocks and passages)
        if is_kept and section.concept != "decision":
            blocks += [prose_of(section.heading).text]
        blocks += [block for passage in passages for block in passage.blocks]
        place = place or next((passage.place for passage in passages), None)
    text = _without_dissent("\n".join(blocks))
    return Decision(text, place) if text and place else None


def _without_dissent(text: str) -> str:
    """Leave out a reservation that stands under the decision without a heading of its own."""
    kept: list[str] = []
    for block in text.split("\n"):
        if not _DISSENT.search(block):
            kept.append(block)
            continue
        told = takewhile(lambda one: not _DISSENT.search(one), _SENTENCE.split(block))
        kept += filter(None, [" ".join(told)])
        break
    return "\n".join(kept)


class OwnBody(NamedTuple):
    """The body as a paragraph's own headings or decision print it."""

    name: str
    place: Place


def own_body(sections: Sequence[Section]) -> OwnBody | None:
    """Answer which body the paragraph itself says has decided; None where it does not say.

    "Förslag till beslut i Socialnämnden" tells to whom, not from whom: that is no answer.
    """
    parts = under_decision(sections)
    for section in parts:
        if section.label and section.label.by and section.concept in ("decision", "proposal_to"):
            return OwnBody(section.label.by, section.heading[0].place)
    for section in sections:
        if section.concept == "handling_by" and section.label and section.label.by:
            return OwnBody(section.label.by, section.heading[0].place)
    first = parts[0].prose() if parts else None
    if first is None and (decision := told_without_heading(sections, None)):
        first = decision.prose()
    return _decider(first.text, first.places[0]) if first else None


def _decider(text: str, place: Place) -> OwnBody | None:
    match = _DECIDES.match(text)
    name = canonical(match["organ"]) if match else None
    return OwnBody(name, place) if name else None
