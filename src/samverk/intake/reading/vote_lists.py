"""A voting list as a part of its own, and its way to the paragraph whose vote it lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samverk.intake.reading.ballots import BallotList, read_ballots
from samverk.intake.reading.dates import first_date
from samverk.intake.reading.diary import without_diary
from samverk.intake.reading.fields.vote_meanings import meanings_in
from samverk.intake.reading.front_lines import body_beside_day
from samverk.intake.reading.model import Document, Line, Paragraph, Vote
from samverk.intake.reading.organs import is_same_organ, organ_of
from samverk.intake.reading.prose import prose_of

_NUMBER = re.compile(r"§ ?(\d{1,4})")
_CASE = re.compile(r"(?:ärende(?:mening)?|rubrik|avser):?\s+(.+)", re.IGNORECASE)
# "Omröstningslista § 34  Utträde ur förbundet"
_TITLED = re.compile(
    r"(?:omröstnings|voterings)\w+:? § ?\d{1,4}[,.:]?\s+(?P<title>\S.+)", re.IGNORECASE
)
_SIGN = re.compile(r"§ ?\d{1,4}[,.:]?\s+")
_GAP = re.compile(r"\t|\s{2,}|\s*\|\s*")
_HEAD = 14


def read_vote_list(
    source: str, lines: Sequence[Line], known: BallotList | None = None
) -> tuple[Paragraph, list[str]]:
    """Read a voting list: a record with the paragraph it names and its votes by name.

    ``known`` are the ballots of these lines where they have been read already.
    """
    ballots = known or read_ballots(lines)
    record = Paragraph(source, votes=ballots.votes)
    head = lines[: min([_HEAD, *ballots.rows[:1]]) or 1]
    for line in head:
        _read_head(record, line)
    _read_meanings(record, lines[: min(ballots.rows, default=0)])
    for vote in record.votes:
        vote.listed = (vote.yes, vote.no, vote.abstain)
    return record, ballots.notes


def _read_meanings(record: Paragraph, head: Sequence[Line]) -> None:
    """Read "Ja = nämndens förslag   Nej = återremiss" above the rows of a list of one division."""
    if len(record.votes) != 1 or not any("ej" in line.text or "EJ" in line.text for line in head):
        return
    # Each column's gap parts the options as a full stop does.
    parted = [line._replace(text=_GAP.sub("; ", line.text)) for line in head]
    for meaning in meanings_in(prose_of(parted)):
        setattr(record.votes[0], f"{meaning.option}_means", meaning.text)


def _read_head(record: Paragraph, line: Line) -> None:
    if record.paragraph is None and (match := _NUMBER.search(line.text)):
        record.paragraph, record.places["paragraph"] = int(match[1]), line.place
    if record.title is None and (match := _CASE.match(line.text) or _TITLED.match(line.text)):
        title, diary = without_diary(_SIGN.sub("", match[1]))
        # Göteborg prints "Ärende 8:2": a number on the agenda, no title.
        if len(title) > 6:
            record.title, record.places["title"] = title, line.place
        if diary:
            record.diary, record.places["diary"] = diary, line.place
    if record.date is None and (day := first_date(line.text)):
        record.date, record.places["date"] = day, line.place
    if record.body is None and (body := organ_of(line.text) or body_beside_day(line.text)):
        record.body, record.places["body"] = body, line.place


def join_vote_lists(documents: Sequence[Document]) -> None:
    """Give each list's ballots to its paragraph's vote; an unmatched list keeps its record."""
    minutes = [p for d in documents if d.kind == "minutes" for p in d.paragraphs]
    by_number: dict[int | None, list[Paragraph]] = {}
    for paragraph in minutes:
        by_number.setdefault(paragraph.paragraph, []).append(paragraph)
    nameless: dict[int, list[Vote]] = {}
    for document in documents:
        if document.kind != "vote_list" or not document.paragraphs:
            continue
        listed = document.paragraphs[0]
        owners = list(_owners(document, by_number, minutes))
        if owners:
            key = id(owners[0])
            if key not in nameless:
                nameless[key] = nameless_in(owners[0])
            for vote in listed.votes:
                join_vote(vote, owners[0], nameless[key])
            document.paragraphs = []
            document.joined_to = owners[0]


def _owners(
    document: Document, by_number: dict[int | None, list[Paragraph]], minutes: Sequence[Paragraph]
) -> Iterator[Paragraph]:
    """Yield the paragraphs a list can belong to, those of its own source first."""
    listed = document.paragraphs[0]
    if listed.paragraph is not None:
        near = by_number.get(listed.paragraph, [])
    elif listed.title or listed.diary:
        near = [p for p in minutes if _has_same_case(p, listed)]
    else:
        near = [document.follows] if document.follows else []
    fitting = [p for p in near if _fits(p, listed)]
    yield from sorted(fitting, key=lambda p: p.source != listed.source)


def _has_same_case(paragraph: Paragraph, listed: Paragraph) -> bool:
    if listed.diary and paragraph.diary:
        return listed.diary == paragraph.diary
    return bool(listed.title) and _plain(listed.title) == _plain(paragraph.title)


def _fits(paragraph: Paragraph, listed: Paragraph) -> bool:
    """Answer whether nothing printed speaks against list and paragraph being one matter."""
    if listed.diary and paragraph.diary and listed.diary != paragraph.diary:
        return False
    if listed.date and paragraph.date and listed.date != paragraph.date:
        return False
    if listed.body and paragraph.body and not is_same_organ(listed.body, paragraph.body):
        return False
    has_case = bool(listed.diary and paragraph.diary) or listed.source == paragraph.source
    return has_case or not listed.title or _are_alike(listed.title, paragraph.title)


def _are_alike(one: str, other: str | None) -> bool:
    """Answer whether titles are one matter's: a list may shorten it."""
    first, second = (set(re.findall(r"\w{4,}", (t or "").lower())) for t in (one, other))
    return _plain(one) == _plain(other) or 2 * len(first & second) > min(len(first), len(second))


def _plain(text: str | None) -> str:
    return re.sub(r"\W", "", (text or "").lower())


def _goes_on(listed: Vote, votes: Sequence[Vote]) -> bool:
    """Add names to the last vote's where they can be more of the same division's."""
    if not votes or (listed.yes, listed.no) != (None, None):
        return False
    last = votes[-1]
    ballots = [*last.ballots, *listed.ballots]
    if len({ballot.name for ballot in ballots}) < len(ballots):
        return False
    for option in ("yes", "no", "abstain"):
        told = getattr(last, option)
        if told is not None and sum(b.option == option for b in ballots) > told:
            return False
    last.ballots = ballots
    return True


def nameless_in(paragraph: Paragraph) -> list[Vote]:
    """Answer the votes that no names are told of."""
    return [vote for vote in paragraph.votes if not vote.ballots]


def join_vote(listed: Vote, paragraph: Paragraph, nameless: list[Vote] | None = None) -> None:
    """Put ballots on the vote with the list's result, else on the first that has no names.

    Names without a result of their own go on with the last list, if none of them is in it.
    ``nameless`` are the paragraph's votes without names, where that is known; it is kept so.
    """
    free = nameless_in(paragraph) if nameless is None else nameless
    yes, no = listed.yes, listed.no
    if yes is None and no is None:
        yes, no = (sum(b.option == o for b in listed.ballots) for o in ("yes", "no"))
    same = [v for v in free if (v.yes, v.no) == (yes, no)]
    if not free:
        if not _goes_on(listed, paragraph.votes):
            paragraph.votes.append(listed)
        return
    target = (same or free)[0]
    free.remove(target)
    target.ballots, target.listed = listed.ballots, listed.listed
    if target.yes is None and target.no is None:
        # The running text leaves the result to its list.
        target.yes, target.no, target.abstain = listed.yes, listed.no, listed.abstain
    if target.yes_means is None and target.no_means is None:
        target.yes_means, target.no_means = listed.yes_means, listed.no_means
    target.absent = listed.absent if target.absent is None else target.absent
