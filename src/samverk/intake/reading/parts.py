"""The parts of a source once their openings are known: where each ends, and what goes with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from samverk.intake.reading.ballots import BallotList, read_ballots
from samverk.intake.reading.diary import diary_at_start
from samverk.intake.reading.headers import Header
from samverk.intake.reading.model import Line

SegmentKind = Literal[
    "front", "notice", "memo", "paragraph", "vote_list", "announcement", "contents"
]

RULE = re.compile(r"[-–—_*=]{5,}|\*\*\*|---")


@dataclass(slots=True)
class Segment:
    """A run of lines that is one part; ``tail`` are lines after a list set within it.

    ``ballots`` is what a voting list holds, where cutting off what follows changes nothing in it.
    """

    kind: SegmentKind
    start: int
    end: int
    header: Header | None = None
    is_cut: bool = False
    tail: list[tuple[int, int]] = field(default_factory=list)
    ballots: BallotList | None = None

    def indexes(self) -> Iterator[int]:
        """Yield the line indexes of the part, in order."""
        yield from range(self.start, self.end)
        for start, end in self.tail:
            yield from range(start, end)


def runs_between(starts: list[Segment], count: int) -> list[Segment]:
    """Let each part run to the next; what stands before the first is the front."""
    for one, following in pairwise(starts):
        one.end = following.start
    if starts:
        starts[-1].end = count
    first = starts[0].start if starts else count
    return [Segment("front", 0, first), *starts] if first else starts


def widen_memos(lines: Sequence[Line], segments: list[Segment]) -> None:
    """Give a memo the divider page before it: the matter's title, its number, its diary number."""
    for before, memo in pairwise(segments):
        if memo.kind != "memo":
            continue
        near = [
            i
            for i in range(memo.start - 1, max(before.start, memo.start - 12), -1)
            if lines[i].text
        ]
        if len(near) < 3 or not diary_at_start(lines[near[0]].text):
            continue
        if not lines[near[1]].text.isdecimal():
            continue
        start = near[1]
        while start - 1 > before.start and (lines[start - 1].text or start == near[1]):
            start -= 1
        memo.start = before.end = start


def settle_vote_lists(lines: Sequence[Line], segments: list[Segment]) -> list[Segment]:
    """End each list at its last row: text after it belongs to the paragraph it is set in."""
    settled: list[Segment] = []
    owner: Segment | None = None
    for segment in segments:
        if segment.kind != "vote_list":
            owner = segment if segment.kind == "paragraph" else owner
            settled.append(segment)
            continue
        found = read_ballots(lines[segment.start : segment.end])
        if not any(vote.ballots for vote in found.votes):
            # The words alone ("Voteringslista, se bilaga") are text of what came before.
            _append(settled, segment)
            continue
        last = segment.start + found.rows[-1] + 1
        # A list that begins with its rows has taken its place from the text after it.
        if found.votes[0].place in (line.place for line in lines[segment.start : last]):
            segment.ballots = found
        if owner is not None and any(lines[i].text for i in range(last, segment.end)):
            owner.tail.append((last, segment.end))
            segment.end = last
        settled.append(segment)
    return settled


def _append(settled: list[Segment], segment: Segment) -> None:
    if settled:
        settled[-1].tail.append((segment.start, segment.end))
    else:
        segment.kind = "front"
        settled.append(segment)


def trim(lines: Sequence[Line], segment: Segment) -> None:
    """Leave out the rule and blank lines at the end of a part."""
    while segment.end > segment.start + 1:
        text = lines[segment.end - 1].text
        if text and not RULE.fullmatch(text):
            break
        segment.end -= 1
