"""A decision told in a sentence under no heading: "Styrelsen beslutar att ...", "Beslutades att ..."."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from samverk.intake.reading.dates import dates_in
from samverk.intake.reading.fields.passages import target_of
from samverk.intake.reading.model import Line
from samverk.intake.reading.organs import GENERIC, ORGAN_PATTERN, canonical, is_same_organ
from samverk.intake.reading.prose import Prose, prose_of
from samverk.intake.reading.sections import PAST, Section

_DECIDES = re.compile(
    rf"(?P<organ>{ORGAN_PATTERN}) (?P<verb>beslutar|beslutade|beslöt)\b", re.IGNORECASE
)
_PROPOSES = re.compile(
    rf"(?P<organ>{ORGAN_PATTERN}) (?P<verb>föreslår|hemställer|tillstyrker)\b", re.IGNORECASE
)
_ACTS = re.compile(
    rf"{ORGAN_PATTERN} (?:har )?(?:beslut|beslöt|godkänner|antar|bifaller|avslår)", re.IGNORECASE
)
_IMPERSONAL = re.compile(
    r"(?:Det )?(?P<verb>beslutas|beslutades|beslöts):? (?:att|enligt)\b|Beslut att\b", re.IGNORECASE
)
_NOT_HERE = PAST | {"proposals_at_meeting", "proposal_to"}
# Under other headings a body's sentence within the text tells of another matter.
_RUNNING = frozenset({"", "level", "handling_by"})
_NEAR = 60
_CONTINUES = re.compile(r"(?:att |\d{1,2}[.)] |[-–•] )")
# A shorter line has ended, if no word at its end goes on below.
_SHORT_LINE = 45
_STOPS = '.:;!?)”"'
_GOES_ON = re.compile(
    r"(?:[,(–-]|(?<!\w)(?:att|och|samt|som|när|då|om|av|i|till|för|på|med|från|enligt|därefter"
    r"|sedan|har|hur|vad))$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?] )(?=[A-ZÅÄÖ])")
_VERBS = ("beslut", "beslöt", "föreslår", "hemställer", "tillstyrker")
_Asked = Callable[["_Text", int], bool]


class _Text(NamedTuple):
    """A section's running text in blocks, and the body whose decision is looked for."""

    prose: Prose
    blocks: list[str]
    concept: str
    body: str | None


def told_without_heading(sections: Sequence[Section], body: str | None) -> Section | None:
    """Find a decision without heading; the last one, since the past is told first.

    What another body decides, or what has a day or a § of its own, is the past too. Words within
    a block of text, and words that name no body, count where no block begins with the body's.
    """
    near = [s for s in reversed(sections) if s.concept not in _NOT_HERE and _may_tell(s)]
    told = [_Text(s.prose(), s.prose().text.split("\n"), s.concept, body) for s in near]
    if found := _last(told, _acts):
        return found
    parted = [
        text._replace(prose=prose, blocks=prose.text.split("\n"))
        for text, prose in zip(told, map(_at_lines, near), strict=True)
    ]
    return (
        _last(parted, _acts)
        or _last(parted, _is_impersonal)
        or _last(map(_at_sentences, parted), _acts)
    )


def _may_tell(section: Section) -> bool:
    text = section.prose().text.lower()
    return any(verb in text for verb in _VERBS)


def _last(texts: Iterable[_Text], asked: _Asked) -> Section | None:
    for text in texts:
        for index in reversed(range(len(text.blocks))):
            if asked(text, index):
                return _with_points(text, index)
    return None


def _at_lines(section: Section) -> Prose:
    """Answer the running text with each line that tells a decision as the beginning of a block."""
    lines: list[Line] = []
    for line in section.told():
        if lines and lines[-1].text and _tells(line.text) and _has_ended(lines[-1].text):
            lines.append(line._replace(text=""))
        lines.append(line)
    return prose_of(lines) if len(lines) > len(section.told()) else section.prose()


def _tells(text: str) -> bool:
    if not any(verb in text.lower() for verb in _VERBS):
        return False
    return any(form.match(text) for form in (_DECIDES, _PROPOSES, _IMPERSONAL))


def _has_ended(above: str) -> bool:
    return above[-1] in _STOPS or (len(above) < _SHORT_LINE and not _GOES_ON.search(above))


def _at_sentences(text: _Text) -> _Text:
    """Part the blocks where a sentence within them says what is decided now."""
    blocks: list[str] = []
    for block in text.blocks:
        found = _SENTENCE.finditer(block) if text.concept in _RUNNING else ()
        starts = [m.start() for m in found if _is_said(block[m.start() :], text.body)]
        for start, end in pairwise([0, *starts, len(block) + 1]):
            blocks.append(block[start : end - 1])
    return text._replace(blocks=blocks)


def _is_said(text: str, body: str | None) -> bool:
    """Answer whether a sentence says what is decided now; where no body is known, by "styrelsen"."""
    match = _DECIDES.match(text)
    if match is None or match["verb"] != "beslutar":
        return False
    return body is not None or match["organ"].lower() in GENERIC


def _acts(text: _Text, index: int) -> bool:
    """Answer whether a block begins with what the body decides, or proposes to another."""
    match = _DECIDES.match(text.blocks[index])
    return _is_now(match, text.body) if match else _proposes(text, index)


def _is_now(match: re.Match[str], body: str | None) -> bool:
    organ = canonical(match["organ"])
    if organ and body and not is_same_organ(organ, body):
        return False
    return match["verb"].lower() == "beslutar" or not _is_dated(match)


def _is_dated(match: re.Match[str]) -> bool:
    after = match.string[match.end() : match.end() + _NEAR]
    return "§" in after or next(dates_in(after), None) is not None


def _proposes(text: _Text, index: int) -> bool:
    """Answer whether a block is the body's proposal to another.

    Where no body is known, it is the first thing said and no other body acts below.
    """
    block = text.blocks[index]
    match = _PROPOSES.match(block)
    if match is None or text.concept not in _RUNNING:
        return False
    organ, target = canonical(match["organ"]), target_of(block)
    if organ is None or target is None or is_same_organ(target[0], organ):
        return False
    if text.body:
        return is_same_organ(organ, text.body)
    return index == 0 and not any(_ACTS.match(other) for other in text.blocks[1:])


def _is_impersonal(text: _Text, index: int) -> bool:
    match = _IMPERSONAL.match(text.blocks[index])
    return match is not None and not _is_dated(match)


def _with_points(text: _Text, index: int) -> Section:
    """Take the sentence with the numbered points or "att" clauses that follow it.

    What the body proposes and what it decides itself may follow each other.
    """
    blocks = text.blocks
    start, end = _start(text, index), index + 1
    while end < len(blocks) and _CONTINUES.match(blocks[end]):
        end += 1
    offset = sum(len(block) + 1 for block in blocks[:start])
    lines: list[Line] = []
    for block in blocks[start:end]:
        place = text.prose.place(offset)
        lines += [Line(place, block, block), Line(place, "", "")]
        offset += len(block) + 1
    return Section(None, lines=lines)


def _start(text: _Text, index: int) -> int:
    above = index - 1
    while above > 0 and _CONTINUES.match(text.blocks[above]):
        above -= 1
    is_other = above >= 0 and _proposes(text, above) != _proposes(text, index)
    return above if is_other and _acts(text, above) else index
