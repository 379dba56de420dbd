"""Divisions told in running text: the result, and what yes and no stood for.

One paragraph may hold several: deferral, counter-proposal (motförslag), main vote, addition.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from samverk.intake.reading.fields.bare_results import is_told, sides_in
from samverk.intake.reading.fields.rollcalls import RollCall, roll_calls_in
from samverk.intake.reading.fields.vote_counts import Count, Told, counts_in, no_abstention
from samverk.intake.reading.fields.vote_meanings import Meaning, edges_in, meanings_in
from samverk.intake.reading.figures import COUNT_PATTERN, count_of
from samverk.intake.reading.model import Vote
from samverk.intake.reading.prose import Prose, in_small_letters

_BARE_RESULT = re.compile(rf"med ({COUNT_PATTERN}) röster? mot ({COUNT_PATTERN})(?: röster?)?")
_ABSTAINED = re.compile(
    rf"(?<![\w,.§/-])(?P<count>{COUNT_PATTERN}) (?:(?:ledamöter|ledamot|röster|röst|personer) )?"
    r"(?:(?:som|är|var|har) )?(?P<o>avstår|avstod|avstått|avstående|nedlagda)\b"
)
# "Med 8 ja mot 5 nej antas planen" tells the outcome once more.
_DECIDES = re.compile(
    r"\b(?:beslut(?:ar|ade|at|ats)|antar|antas|antogs|avslår|avslås|avslogs|bifaller|bifalls"
    r"|återremitter\w+|bordlägg\w+)\b"
)
# A result and its parts stand near each other unless names fill the space between.
_NEAR = 160
# Names stand within this of their division's result.
_NEAR_NAMES = 320
# No paragraph holds more divisions than this before one is told again.
_LOOK_BACK = 40


@dataclass(slots=True)
class _Run:
    """Counts of one division told together; ``retells`` in the sentence with the decision."""

    counts: list[Count]
    retells: bool

    @property
    def start(self) -> int:
        return self.counts[0].start

    @property
    def end(self) -> int:
        return self.counts[-1].end

    @property
    def options(self) -> set[str]:
        return {count.option for count in self.counts}


@dataclass(slots=True)
class _Found:
    """A vote under way, with the span of text it was read from."""

    vote: Vote
    start: int
    end: int
    retells: bool = False
    names: set[tuple[str, str | None]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Text:
    """The text under reading, with what parts its divisions."""

    prose: Prose
    lowered: str
    calls: Sequence[RollCall]
    meanings: Sequence[Meaning]
    edges: Sequence[int]

    def is_parted(self, start: int, end: int) -> bool:
        """Answer whether another division begins between two places."""
        at = bisect_left(self.edges, start)
        return at < len(self.edges) and self.edges[at] < end

    def are_near(self, start: int, end: int) -> bool:
        """Answer whether two places are near, names between them set aside."""
        first = bisect_left(self.calls, start, key=lambda c: c.end)
        last = bisect_right(self.calls, end, key=lambda c: c.start)
        return end - start <= _NEAR + sum(c.end - c.start for c in self.calls[first:last])


def votes_in(prose: Prose) -> list[Vote]:
    """Answer the divisions told in the text, in order."""
    lowered = in_small_letters(prose.text)
    if "röst" not in lowered and "voter" not in lowered:
        return []
    told = list(counts_in(prose))
    text = _text_of(prose, lowered, told)
    tallies = _tallies(text, told)
    # One name alone tells of no division: "Anna Alm (S) avstår" may be from anything.
    is_division = bool(tallies) or sum(len(call.ballots) for call in text.calls) > 1
    found = _with_calls(text, tallies) if is_division else []
    _take_named_sides(lowered, found)
    _give_meanings(text, found)
    _take_sides(prose, found)
    _take_abstentions(lowered, found)
    return [entry.vote for entry in found]


def _text_of(prose: Prose, lowered: str, told: Sequence[Told]) -> _Text:
    calls, meanings = roll_calls_in(prose), meanings_in(prose)
    parts = [*(t.statement for t in told), *((c.start, c.end) for c in calls)]
    parts += [(m.start, m.end) for m in meanings]
    # What leads over to another division stands between two parts of them.
    start, end = min((p[0] for p in parts), default=0), max((p[1] for p in parts), default=0)
    return _Text(prose, lowered, calls, meanings, edges_in(prose, meanings, start, end))


def _tallies(text: _Text, told: Sequence[Told]) -> list[_Found]:
    """Join counts to results, from the statement out: one told in parts is one division."""
    runs = [run for one in told for run in _runs(text, one)]
    runs = _joined(text, runs, within_block=True)
    runs = _joined(text, runs, within_block=False)
    found: list[_Found] = []
    for run in runs:
        is_result = len(run.counts) > 1 or _touches(run.counts[0], text.calls)
        if run.options & {"yes", "no"} and is_result:
            _add(text, found, _as_vote(text.prose, run))
    return found


def _runs(text: _Text, told: Told) -> Iterator[_Run]:
    """Part a statement's counts: a repeated option begins the next division."""
    retells = _DECIDES.search(text.lowered, *told.statement) is not None
    run = _Run([], retells)
    for count in told.counts:
        if run.counts and (count.option in run.options or text.is_parted(run.end, count.start)):
            yield run
            run = _Run([], retells)
        run.counts.append(count)
    yield run


def _joined(text: _Text, runs: Iterable[_Run], *, within_block: bool) -> list[_Run]:
    """Join runs that stand near each other and have no option in common."""
    joined: list[_Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and _belong(text, last, run, within_block=within_block):
            last.counts += run.counts
            last.retells = last.retells and run.retells
        else:
            joined.append(run)
    return joined


def _belong(text: _Text, one: _Run, other: _Run, *, within_block: bool) -> bool:
    if one.options & other.options or not text.are_near(one.end, other.start):
        return False
    is_apart = within_block and "\n" in text.prose.text[one.end : other.start]
    return not is_apart and not text.is_parted(one.end, other.start)


def _touches(count: Count, calls: Sequence[RollCall]) -> bool:
    """Answer whether a count stands by a list of names: "röstar Ja (7)"."""
    first = bisect_left(calls, count.start - 30, key=lambda c: c.end)
    return first < len(calls) and calls[first].start - 30 <= count.start


def _as_vote(prose: Prose, run: _Run) -> _Found:
    vote = Vote(prose.place(run.start))
    for count in run.counts:
        setattr(vote, count.option, count.number)
    return _Found(vote, run.start, run.end, run.retells)


def _add(text: _Text, found: list[_Found], entry: _Found) -> None:
    """Add a result unless it only repeats one before it: "Med 8 ja mot 5 nej antas planen".

    A decision printed first tells its division's result ahead of it. Otherwise a result told
    after another proposition is another division's, also when the sides are as large.
    """
    for earlier in reversed(found[-_LOOK_BACK:]):
        if not _is_same_result(earlier.vote, entry.vote):
            continue
        is_ahead = earlier.retells and not entry.retells
        if is_ahead or not text.is_parted(earlier.end, entry.start):
            _fill(earlier.vote, entry.vote)
            if is_ahead:
                found.remove(earlier)
                entry.vote = earlier.vote
                found.append(entry)
            return
    found.append(entry)


def _fill(vote: Vote, other: Vote) -> None:
    vote.abstain = other.abstain if vote.abstain is None else vote.abstain
    vote.absent = other.absent if vote.absent is None else vote.absent


def _is_same_result(one: Vote, other: Vote) -> bool:
    if (one.yes, one.no) != (other.yes, other.no):
        return False
    return None in (one.abstain, other.abstain) or one.abstain == other.abstain


def _with_calls(text: _Text, found: list[_Found]) -> list[_Found]:
    """Give each vote its names: those read in the text around its result."""
    names_first = bool(found and text.calls and text.calls[0].end < found[0].start)
    for call in text.calls:
        at = bisect_left(found, call.start, key=lambda f: f.start)
        entry = _owner(text, found, at, call, names_first=names_first)
        if entry is None:
            entry = _Found(Vote(text.prose.place(call.start)), call.start, call.end)
            found.insert(at, entry)
        entry.vote.ballots += call.ballots
        entry.names.update((ballot.name, ballot.party) for ballot in call.ballots)
        entry.start, entry.end = min(entry.start, call.start), max(entry.end, call.end)
    return found


def _owner(
    text: _Text, found: Sequence[_Found], at: int, call: RollCall, *, names_first: bool
) -> _Found | None:
    """Answer whose names these are: the division's they stand in, else of the one beside."""
    before = found[at - 1] if at else None
    after = found[at] if at < len(found) else None
    sides = [before, after]
    if before is None or (call.end < before.end) or (after and after.start <= call.end):
        sides = [before, after] if before and call.start <= before.end else [after, before]
    elif after and names_first and not text.is_parted(call.end, after.start):
        sides = [after, before]
    for entry in sides:
        if entry is not None and _may_own(text, entry, call):
            return entry
    return None


def _may_own(text: _Text, entry: _Found, call: RollCall) -> bool:
    gap = max(call.start - entry.end, entry.start - call.end, 0)
    first, last = sorted(((entry.start, entry.end), (call.start, call.end)))
    if gap > _NEAR_NAMES or text.is_parted(first[1], last[0]):
        return False
    return not any((ballot.name, ballot.party) in entry.names for ballot in call.ballots)


def _take_named_sides(text: str, found: Sequence[_Found]) -> None:
    """Read "med 3 röster mot 2" where the names tell which side had three."""
    silent = [f.vote for f in found if f.vote.yes is None and f.vote.no is None and f.vote.ballots]
    for match in _BARE_RESULT.finditer(text) if silent else ():
        sides = (count_of(match[1]), count_of(match[2]))
        for vote in silent:
            cast = [sum(b.option == option for b in vote.ballots) for option in ("yes", "no")]
            if sorted(cast) == sorted(s for s in sides if s is not None):
                vote.yes, vote.no = cast


def _take_sides(prose: Prose, found: list[_Found]) -> None:
    """Keep the numbers of "med 7 röster mot 4": with the proposition before it, else by themselves."""
    silent = [f.vote for f in found if f.vote.yes is None and f.vote.no is None]
    for start, end, sides in sides_in(prose):
        if is_told(sides, [entry.vote for entry in found[-_LOOK_BACK:]]):
            continue
        if len(silent) == 1:
            silent.pop().sides = sides
            continue
        at = bisect_left(found, start, key=lambda f: f.start)
        found.insert(at, _Found(Vote(prose.place(start), sides=sides), start, end))


def _take_abstentions(text: str, found: Sequence[_Found]) -> None:
    """Read who abstained beside "med 35 röster mot 12"; the sides themselves are not told."""
    silent = [f for f in found if f.vote.sides and f.vote.abstain is None]
    results = list(_BARE_RESULT.finditer(text)) if silent else []
    if len(silent) != 1 or silent[0].vote.ballots:
        return
    end = results[0].end() if len(results) == 1 else silent[0].end
    near = _ABSTAINED.search(text, end, end + _NEAR)
    if near and not no_abstention(text, near.end()):
        silent[0].vote.abstain = count_of(near["count"])


def _give_meanings(text: _Text, found: list[_Found]) -> None:
    """Give each vote the meanings put before it; what is left waits for its voting list."""
    previous = 0
    meanings = text.meanings
    for entry in found:
        first = bisect_left(meanings, previous, key=lambda m: m.start)
        mine = meanings[first : bisect_left(meanings, entry.end, key=lambda m: m.start)]
        _assign(entry.vote, mine)
        previous = entry.end
    rest = [m for m in meanings if m.start >= previous]
    if found and found[-1].vote.yes_means is None and rest and rest[0].start - previous < _NEAR:
        _assign(found[-1].vote, rest)
    elif {m.option for m in rest} >= {"yes", "no"}:
        place = text.prose.place(rest[0].start)
        found.append(_Found(Vote(place), rest[0].start, rest[-1].end))
        _assign(found[-1].vote, rest)


def _assign(vote: Vote, meanings: Sequence[Meaning]) -> None:
    for meaning in meanings:
        if meaning.option == "yes":
            vote.yes_means = meaning.text
        else:
            vote.no_means = meaning.text
