"""A part cut into its sections: what stands under which heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from samverk.intake.reading.endings import is_copy
from samverk.intake.reading.labels import Label, match_label
from samverk.intake.reading.model import Line
from samverk.intake.reading.organs import is_same_organ, rank
from samverk.intake.reading.prose import Prose, joined, prose_of

# Sections that tell what others did earlier, or what is only thought about.
PAST = frozenset(
    {"background", "earlier_handling", "decision_basis", "assessment", "proposed_decision"}
)
# Headings that stand under "Beslut" and belong to it.
_NESTED = frozenset({"proposal_to", "proposed_by", "decision"})
# A heading that ends so goes on below, also where it reads as one by itself.
_OPEN_ENDS = (" och", " samt", " med", ",")


@dataclass(slots=True)
class Section:
    """A heading (None before the first) and the lines under it."""

    label: Label | None
    heading: tuple[Line, ...] = ()
    lines: list[Line] = field(default_factory=list)
    _prose: Prose | None = None

    @property
    def concept(self) -> str:
        """The heading's concept, "" for running text before any heading."""
        return self.label.concept if self.label else ""

    def prose(self) -> Prose:
        """Answer the section's running text, with what follows the heading on its line."""
        if self._prose is None:
            self._prose = prose_of(self.told())
        return self._prose

    def told(self) -> list[Line]:
        """Answer the lines under the heading, with what follows it on its own line."""
        if self.label and self.label.rest:
            return [self.heading[0]._replace(text=self.label.rest), *self.lines]
        return self.lines

    def is_empty(self) -> bool:
        """Answer whether nothing stands under the heading."""
        return not (self.label and self.label.rest) and not any(line.text for line in self.lines)


def sections_of(lines: Sequence[Line]) -> list[Section]:
    """Cut lines at their headings."""
    sections = [Section(None)]
    skip = -1
    for index, line in enumerate(lines):
        if index == skip:
            continue
        text = line.text
        if not text:
            sections[-1].lines.append(line)
            continue
        label = match_label(text)
        if label is None and text[0] == "F":
            label = _copied(sections, text)
        is_open = label is None or text.endswith(_OPEN_ENDS)
        may_wrap = is_open and (len(text) >= 40 or text[-1] == "-")
        if may_wrap and (whole := _wrapped(lines, index)):
            label, skip = whole, index + 1
        if label is None:
            sections[-1].lines.append(line)
        else:
            heading = (line, lines[index + 1]) if skip == index + 1 else (line,)
            sections.append(Section(label, heading))
    return sections


def _copied(sections: Sequence[Section], text: str) -> Label | None:
    """Read "För kännedom" as to whom a decision told above is sent; else it is a text's heading."""
    head, _, rest = text.partition(":")
    if not is_copy(head) or not any(map(_decides, sections)):
        return None
    return Label("dispatch", rest=rest.strip())


def _decides(section: Section) -> bool:
    if section.concept in ("decision", "dispatch"):
        return True
    return not section.concept and any(" beslutar" in line.text for line in section.lines)


def _wrapped(lines: Sequence[Line], index: int) -> Label | None:
    """Read a heading that runs over two lines: "..., i enlighet med / nämndens förslag"."""
    text = lines[index].text
    is_long = "örslag" in text[:60] or "i enlighet med" in text
    if index + 1 >= len(lines) or not (text[-1] == "-" or is_long):
        return None
    below = lines[index + 1].text
    if not below or not below[0].islower() or len(text) + len(below) > 139:
        return None
    label = match_label(joined((text, below)))
    return label if label and not label.rest else None


def under_decision(sections: Sequence[Section], body: str | None = None) -> list[Section]:
    """Answer the sections where ``body`` decides: its decision and what it sends on, as printed.

    A paragraph may also print another body's decision or proposal: those are left out where
    ``body`` is known. Of several decisions the last is taken, since the past is told first.
    """
    starts = _decisions(sections, body)
    while starts and _is_nested(sections, starts[-1]):
        starts.pop()
    if not starts:
        # Some print only "Kommunstyrelsens förslag till kommunfullmäktige".
        starts = [i for i, s in enumerate(sections) if _is_sent_on(s, body)][:1]
    if not starts:
        return []
    first = last = starts[-1]
    label = sections[first].label
    own = body or (label.by if label else None)
    while first and _is_sent_on(sections[first - 1], own) and own:
        first -= 1
    while last + 1 < len(sections) and _goes_on(
        sections[first : last + 1], sections[last + 1], own
    ):
        last += 1
    apart = [s for s in (*sections[:first], *sections[last + 1 :]) if own and _is_sent_on(s, own)]
    return [*apart, *sections[first : last + 1]]


def _decisions(sections: Sequence[Section], body: str | None) -> list[int]:
    """Answer which sections can be the body's own decision.

    A name spelt another way is still the body's where it is of the same rank and stands alone.
    """
    found = [(i, s.label.by) for i, s in enumerate(sections) if s.label and s.concept == "decision"]
    if body is None:
        return [i for i, _ in found]
    own = [i for i, by in found if by is None or is_same_organ(by, body)]
    return own or [i for i, by in found if by and rank(by) is rank(body)]


def _is_sent_on(section: Section, body: str | None) -> bool:
    """Answer whether a section is the body's proposal to another one."""
    label = section.label
    if label is None or section.concept != "proposal_to" or label.by is None:
        return False
    return body is None or is_same_organ(label.by, body)


def _goes_on(above: Sequence[Section], section: Section, body: str | None) -> bool:
    """Answer whether a heading below the decision belongs to it.

    Another body's proposal does so only where the decision refers to it: "Beslut / Enligt
    kommunstyrelsens förslag". Below a decision already told it is the past.
    """
    label = section.label
    if label is None or section.concept not in _NESTED:
        return False
    is_to_it = bool(label.to and body and is_same_organ(label.to, body))
    is_by_it = label.by is None or body is None or is_same_organ(label.by, body)
    if is_by_it and not is_to_it:
        return True
    refers = section.heading[0].text.lower().startswith("enligt ")
    return refers or all(s.is_empty() for s in above)


def _is_nested(sections: Sequence[Section], index: int) -> bool:
    """Answer whether a decision's heading stands directly under another: "Beslut", "KF:s beslut"."""
    if index == 0:
        return False
    above = sections[index - 1]
    return above.concept == "decision" and above.is_empty()


def all_lines(sections: Sequence[Section]) -> list[Line]:
    """Answer the lines of every section, each heading as a block of its own."""
    return list(chain.from_iterable(map(_blocks, sections)))


def present_lines(sections: Sequence[Section]) -> list[Line]:
    """Answer the lines of what happened at this meeting, headings included, the past left out."""
    return all_lines([section for section in sections if section.concept not in PAST])


def _blocks(section: Section) -> list[Line]:
    if not section.heading:
        return section.lines
    blank = section.heading[0]._replace(text="")
    # What follows a label on its own line may go on below: "Ja för bifall till / förslaget".
    after = () if section.label and section.label.rest else (blank,)
    return [blank, *section.heading, *after, *section.lines]
