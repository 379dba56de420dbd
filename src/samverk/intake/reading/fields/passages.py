"""A decision parted into passages: what the body decides itself, and what it proposes to another.

"Kommunstyrelsen föreslår kommunfullmäktige besluta ... Kommunstyrelsen beslutar för egen del ..."
holds both, under one heading or two, in either order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from samverk.intake.reading.model import Line, Place
from samverk.intake.reading.organs import ORGAN_PATTERN, canonical, is_same_organ, organs_in
from samverk.intake.reading.prose import prose_of
from samverk.intake.reading.sections import Section

_POINT = re.compile(r"\d{1,2}[.)] ")
_CONTINUES = re.compile(r"(?:att |Att |\d{1,2}[.)] |[a-h]\) |[-–•] )")
_PROPOSES = r"föreslår|föreslog|hemställer|tillstyrker"
_ACTS = re.compile(
    rf"(?P<organ>{ORGAN_PATTERN}) (?:har )?(?P<verb>{_PROPOSES}|beslutar|beslutade|beslutat|godkänner"
    r"|antar|noterar|uppdrar|ger|fastställer|avslår|bifaller|överlämnar|lägger|ställer sig|antecknar)\b",
    re.IGNORECASE,
)
_OWN_PART = re.compile(r"\bför (?:sin )?egen del\b", re.IGNORECASE)
_PROPOSING = re.compile(rf"\b(?:{_PROPOSES}|föreslå|hemställa|tillstyrka)\b")
_TO_BODY = re.compile(
    rf"\b(?:{_PROPOSES}|föreslå|hemställa|tillstyrka)(?: dessutom| även| vidare| också| därför)?"
    r"(?: hos| till)?(?: att)? ",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:avslå|avslår|avstyrk\w+)\b[^.]*\b(?:förslag|yrkand|motion)", re.IGNORECASE
)
_AT_ONCE = re.compile(
    r"(?:Paragrafen|Beslutet|Protokollet|Punkten)\b.{0,60}\bjustera", re.IGNORECASE
)
_OPENS = (":", " besluta", " beslutar", " att", " följande")
# "Kommunstyrelsen beslutar att föreslå": the verb of proposing follows at once.
_AT_HAND = 12
_SHORT_LINE = 60
_BODY_WORDS = (
    *("ämnd", "tyrelse", "ullmäktige", "tskott", "eredning", "egen del"),
    *("ÄMND", "TYRELSE", "ULLMÄKTIGE", "TSKOTT"),
)


@dataclass(slots=True)
class Passage:
    """Blocks of text with one meaning; ``to`` is the body proposed to, None in a decision."""

    is_proposal: bool
    to: str | None
    blocks: list[str]
    place: Place
    # A point of a decision of one's own, "att föreslå kommunfullmäktige ...": it stands there too.
    is_within: bool = False

    @property
    def text(self) -> str:
        """Answer the wording, one block to a line."""
        return "\n".join(self.blocks)


# A section with its passages.
Told = tuple[Section, list[Passage]]


def told_in(sections: Sequence[Section], body: str | None) -> list[Told]:
    """Answer sections with their passages; ``body`` is the one whose they are."""
    return [(section, passages_of(section, body)) for section in sections]


class _Sense(NamedTuple):
    """What a block says it is."""

    is_proposal: bool
    to: str | None = None
    is_within: bool = False
    begin: int = 0


def passages_of(section: Section, body: str | None) -> list[Passage]:
    """Part a section's text; ``body`` is the one whose decision or proposal it is."""
    label = section.label
    own = body or (label.by if label else None)
    base = _base(section, own)
    lines = section.told()
    parted = list(_parted(lines))
    prose = prose_of(parted) if len(parted) > len(lines) else section.prose()
    found: list[Passage] = []
    state, outer, offset = base, base, 0
    is_open = False
    going_on: Passage | None = None
    for block in prose.text.split("\n") if prose.text else ():
        place, text = prose.place(offset), _POINT.sub("", block, count=1)
        offset += len(block) + 1
        sense = _sense(text, own, base)
        is_point = text != block
        going_on = going_on if sense is None else None
        if going_on is not None:
            going_on.blocks.append(block)
        if sense is None:
            # A point with a subject of its own speaks for itself alone.
            state = outer if is_point and not is_open else state
        elif sense.is_within:
            _add(found, state, block, place, starts=False)
            begin = sense.begin + len(block) - len(text) if sense.begin else 0
            within = Passage(True, sense.to, [block[begin:]], place, is_within=True)
            found.append(within)
            going_on = within if text.endswith(_OPENS) else None
            continue
        else:
            outer = outer if is_point and not text.endswith(_OPENS) else sense
            is_open, state = not is_point or text.endswith(_OPENS), sense
        _add(found, state, block, place, starts=sense is not None and sense.is_proposal)
    return found


def own_in(section: Section, addressee: str | None) -> Passage | None:
    """Answer what a memo proposes that its addressee itself decides, said in so many words."""
    for passage in passages_of(section, None):
        acts = (_ACTS.match(_POINT.sub("", block, count=1)) for block in passage.blocks)
        organs = [canonical(act["organ"]) for act in acts if act]
        is_its = addressee and any(organ and is_same_organ(organ, addressee) for organ in organs)
        at_once = any(_AT_ONCE.match(_POINT.sub("", block, count=1)) for block in passage.blocks)
        is_own = is_its or at_once or _OWN_PART.search(passage.text[:160])
        if not passage.is_proposal and is_own:
            return passage
    return None


def _base(section: Section, own: str | None) -> _Sense:
    """Answer what the heading says: a proposal to another body, or the body's own decision."""
    label = section.label
    if label is None or section.concept != "proposal_to":
        return _Sense(False)
    if own and label.to and is_same_organ(label.to, own):
        return _Sense(False)
    is_others = own and label.by and not is_same_organ(label.by, own)
    return _Sense(not is_others or label.to is not None, label.to)


def _parted(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, a blank one before each that begins a passage right under another."""
    above = ""
    for line in lines:
        if above and line.text and _begins(above, line.text):
            yield line._replace(text="")
        yield line
        above = line.text


def _begins(above: str, text: str) -> bool:
    if not (text[0].isupper() or text[0].isdigit()):
        return False
    if not any(word in text for word in _BODY_WORDS):
        return False
    body = _POINT.sub("", text, count=1)
    if _OWN_PART.search(body[:160]):
        return _ACTS.match(body) is not None or body.lower().startswith("för egen del")
    has_ended = above[-1] in ".:;," or len(above) < _SHORT_LINE or _CONTINUES.match(above)
    return bool(has_ended) and _ACTS.match(body) is not None


def _sense(text: str, own: str | None, base: _Sense) -> _Sense | None:
    """Answer what a block says of itself; None where it goes on with what stands before."""
    if not any(word in text for word in _BODY_WORDS):
        return _Sense(False) if _AT_ONCE.match(text) else None
    if _AT_ONCE.match(text):
        return _Sense(False)
    acts = _ACTS.match(text)
    organ = canonical(acts["organ"]) if acts else None
    if _OWN_PART.search(text[:160]):
        is_others = organ and own and not is_same_organ(organ, own)
        return None if is_others else _Sense(False)
    if base.is_proposal and not (organ and own and is_same_organ(organ, own)):
        return None
    return _proposing(text, own, acts) or (
        _Sense(False) if acts and not _PROPOSING.match(acts["verb"]) else None
    )


def _proposing(text: str, own: str | None, acts: re.Match[str] | None) -> _Sense | None:
    """Read a block as a proposal to another body; None where it is none."""
    found = target_of(text)
    if found is None or (own and is_same_organ(found[0], own)) or _REFUSED.search(text):
        return None
    to, begin = found
    if acts is None:
        # "att föreslå kommunfullmäktige ..." is a point of a decision of one's own.
        return _Sense(True, to, is_within=begin <= _AT_HAND)
    if _PROPOSING.match(acts["verb"]) or begin - acts.end() <= _AT_HAND:
        return _Sense(True, to)
    return _Sense(True, to, is_within=True, begin=begin)


def target_of(text: str) -> tuple[str, int] | None:
    """Answer the body a text proposes to, the last of a chain, and where the proposing begins."""
    found = [
        (canonical(organ.name) or organ.name, verb.start())
        for verb in _TO_BODY.finditer(text)
        for organ in organs_in(text[verb.end() : verb.end() + 60])
        if organ.start == 0
    ]
    return (found[-1][0], found[0][1]) if found else None


def _add(found: list[Passage], state: _Sense, block: str, place: Place, *, starts: bool) -> None:
    last = next((p for p in reversed(found) if not p.is_within), None)
    is_same = last and (last.is_proposal, last.to) == (state.is_proposal, state.to)
    if last is not None and is_same and not (starts and state.is_proposal):
        last.blocks.append(block)
    else:
        found.append(Passage(state.is_proposal, state.to, [block], place))
