"""What the reader infers and on what ground (förslag till uppgift). Never a fact: a person decides.

A ground names what is printed where. No ground, no suggestion.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date

from samverk.intake.reading.figures import COUNT_PATTERN, count_of
from samverk.intake.reading.model import Citation, Document, Item, Paragraph, Place, Suggestion
from samverk.intake.reading.organs import Rank, canonical, is_same_organ, organs_in, rank
from samverk.intake.reading.persons import persons_in
from samverk.intake.reading.records import diary_key, plain

_BARE_RESULT = re.compile(
    rf"med (?P<most>{COUNT_PATTERN}) röster? mot (?P<least>{COUNT_PATTERN})(?: röster?)?"
    r" (?:att )?(?P<what>[^.\n]{4,160})",
    re.IGNORECASE,
)
_AND_OTHERS = re.compile(r"\b(?:m\.? ?fl\.?|med flera)(?!\w)")
_NAME_REACH = 90
_UNDOES = re.compile(r"\b(?:upphäv|återkalla|riv(?:s|er)? upp|ändra|upphör)\w*", re.IGNORECASE)
_RETURNS = re.compile(r"\b(?:bordla\w+|bordlägg\w*|återremitter\w+)", re.IGNORECASE)
_OPTIONS = ("yes", "no", "abstain")


def suggest(documents: Sequence[Document]) -> None:
    """Add suggestions to every record, from its own text and from the other sources."""
    sources = _Sources(documents)
    for document in documents:
        for paragraph in document.paragraphs:
            found: list[Suggestion] = []
            if paragraph.paragraph is not None:
                if paragraph.body is None:
                    found += _first(sources.body(document, paragraph))
                if paragraph.date is None:
                    found += _first(sources.day(paragraph))
            found += [*_level(paragraph), *_cited_bodies(paragraph, sources)]
            paragraph.suggestions = [
                *found,
                *_counted(paragraph),
                *_bare_results(paragraph),
                *_sides(paragraph),
                *_more_reservers(paragraph),
            ]


def _level(paragraph: Paragraph) -> Iterator[Suggestion]:
    """Suggest whom the matter is sent on to, where a marker says that another body decides it."""
    level = paragraph.level
    if level is None or paragraph.proposal_to or not paragraph.body:
        return
    if rank(level.body) > rank(paragraph.body):
        ground = f"Beslutsnivån är tryckt som {level.body} ({where(level.place)})."
        yield Suggestion("proposal_to", level.body, ground)


def _cited_bodies(paragraph: Paragraph, sources: _Sources) -> Iterator[Suggestion]:
    """Suggest whose a cited decision is, where the text says only its day and §."""
    for number, citation in enumerate(paragraph.citations):
        if citation.body is None and citation.organisation is None:
            found = _first(_deciders(paragraph, citation, sources))
            yield from (Suggestion(f"citations[{number}].body", s.value, s.ground) for s in found)


def _deciders(paragraph: Paragraph, citation: Citation, sources: _Sources) -> Iterator[Suggestion]:
    """Yield grounds for who took a cited decision, strongest first."""
    for printed in sources.decided.get((citation.date, citation.paragraph), []):
        if printed.body and printed is not paragraph and _is_same_matter(printed, paragraph):
            ground = f"§ {printed.paragraph} den dagen i {printed.source} trycker organet."
            yield Suggestion("", printed.body, ground)
    if paragraph.prose is None or not citation.paragraph:
        return
    sentence = _sentence_at(paragraph, citation)
    undone, returned = _UNDOES.search(sentence), _RETURNS.search(sentence)
    own = _undoer(paragraph, citation) if undone else paragraph.body
    if own is None or any(not is_same_organ(o.name, own) for o in organs_in(sentence)):
        return
    if undone:
        ground = (
            f"Texten säger ”{undone[0]}” ({where(citation.place)}) utan att trycka vems beslutet är. "
            f"Den som ska göra det är {own}, och ett organ ändrar som regel bara sina egna beslut."
        )
        yield Suggestion("", own, ground)
    elif returned:
        ground = (
            f"Texten säger ”{returned[0]}” ({where(citation.place)}): ett sådant ärende kommer som "
            f"regel tillbaka till samma organ, och paragrafen är ur protokollet för {own}."
        )
        yield Suggestion("", own, ground)


def _sentence_at(paragraph: Paragraph, citation: Citation) -> str:
    """Answer the sentence a citation stands in; "" where its place is not found."""
    prose = paragraph.prose
    if prose is None:
        return ""
    starts = zip(prose.starts, prose.places, strict=True)
    at = next((start for start, place in starts if place == citation.place), -1)
    sign = re.compile(rf"§ ?(?:\d+[^.]{{1,20}}?)?{citation.paragraph}(?!\d)").search(
        prose.text, max(at, 0)
    )
    return prose.sentence(sign.start(), sign.end()) if sign and at >= 0 else ""


def _undoer(paragraph: Paragraph, citation: Citation) -> str | None:
    """Answer who is to undo a decision: the body proposed to, else the paragraph's own."""
    sent = [p for p in paragraph.proposals if p.kind == "to_next_body" and p.to]
    cited = [
        p for p in sent if f"§ {citation.paragraph}" in p.text or f"§{citation.paragraph}" in p.text
    ]
    return cited[0].to if cited else paragraph.body


def _first(found: Iterator[Suggestion]) -> list[Suggestion]:
    """Keep the suggestion with the strongest ground: they come in that order."""
    best = next(found, None)
    return [best] if best else []


class _Sources:
    """What all sources print, indexed once."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.bodies: dict[str, Paragraph] = {}
        # Of each document, the first paragraph that prints its body.
        self.tellers: dict[int, Paragraph] = {}
        self.days: dict[str, Paragraph] = {}
        self.items: dict[str, list[tuple[Document, Item]]] = {}
        self.decided: dict[tuple[date | None, int | None], list[Paragraph]] = {}
        self.citing: dict[int, list[tuple[Citation, Paragraph]]] = {}
        seen: set[tuple[str, int, date | None]] = set()
        for document in documents:
            for item in document.items if document.kind == "notice" else ():
                if item.diary:
                    self.items.setdefault(diary_key(item.diary), []).append((document, item))
            for paragraph in document.paragraphs:
                if paragraph.body:
                    self.tellers.setdefault(id(document), paragraph)
                    self.bodies.setdefault(paragraph.record_id, paragraph)
                if paragraph.date and paragraph.body and paragraph.paragraph:
                    day = (paragraph.date, paragraph.paragraph)
                    self.decided.setdefault(day, []).append(paragraph)
                if paragraph.date:
                    self.days.setdefault(paragraph.record_id, paragraph)
                for citation in paragraph.citations:
                    key = (paragraph.record_id, citation.paragraph or 0, citation.date)
                    if citation.paragraph and citation.date and key not in seen:
                        # Copies of one record cite alike: one of them is ground enough.
                        seen.add(key)
                        entry = (citation, paragraph)
                        self.citing.setdefault(citation.paragraph, []).append(entry)

    def body(self, document: Document, paragraph: Paragraph) -> Iterator[Suggestion]:
        """Yield grounds for a body, strongest first."""
        if (copy := self.bodies.get(paragraph.record_id)) and copy.body:
            ground = f"Samma paragraf i {copy.source} trycker organet."
            yield Suggestion("body", copy.body, ground)
        day = self._printed_day(paragraph)
        for notice, item in self.items.get(diary_key(paragraph.diary), []):
            if notice.body and (day is None or notice.date in (None, day)):
                yield Suggestion("body", notice.body, _notice_ground(notice, item))
        if (sibling := self.tellers.get(id(document))) and sibling.body:
            ground = f"§ {sibling.paragraph} i samma protokoll trycker organet."
            yield Suggestion("body", sibling.body, ground)
        yield from _preparing_body(paragraph)
        yield from _diary_owner(paragraph)

    def _printed_day(self, paragraph: Paragraph) -> date | None:
        copy = self.days.get(paragraph.record_id)
        return copy.date if copy else None

    def day(self, paragraph: Paragraph) -> Iterator[Suggestion]:
        """Yield grounds for a meeting day, strongest first; last the earliest day possible."""
        if (copy := self.days.get(paragraph.record_id)) and copy.date:
            ground = f"Samma paragraf i {copy.source} trycker dagen."
            yield Suggestion("date", copy.date.isoformat(), ground)
        cited = {c.date: (c, p) for c, p in self._citations_of(paragraph)}
        if len(cited) == 1:
            day, (citation, citing) = cited.popitem()
            ground = f"Åberopas så i {citing.source}, {where(citation.place)}."
            yield Suggestion("date", str(day), ground)
        for notice, item in self.items.get(diary_key(paragraph.diary), []):
            if notice.date and _is_items_body(notice, paragraph):
                yield Suggestion("date", notice.date.isoformat(), _notice_ground(notice, item))
        days = [c for c in paragraph.citations if c.date]
        if days:
            last = max(days, key=lambda c: c.date or date.min)
            ground = f"Åberopar ett beslut av den dagen, {where(last.place)}."
            yield Suggestion("date_not_before", str(last.date), ground)

    def _citations_of(self, paragraph: Paragraph) -> Iterator[tuple[Citation, Paragraph]]:
        """Yield the citations that mean this paragraph: same body and §, and a matter alike."""
        for citation, citing in self.citing.get(paragraph.paragraph or 0, []):
            if citation.body is None or paragraph.body is None or citing is paragraph:
                continue
            is_here = not citation.organisation or _names(paragraph, citation.organisation)
            is_body = is_same_organ(citation.body, paragraph.body)
            if is_here and is_body and _is_same_matter(citing, paragraph):
                yield citation, citing


def _names(paragraph: Paragraph, organisation: str) -> bool:
    """Answer whether a paragraph prints the organisation a citation names."""
    return paragraph.prose is not None and organisation.lower() in paragraph.prose.text.lower()


def _is_items_body(notice: Document, paragraph: Paragraph) -> bool:
    return not (notice.body and paragraph.body) or is_same_organ(notice.body, paragraph.body)


def _is_same_matter(one: Paragraph, other: Paragraph) -> bool:
    """Answer whether two records are of one matter: same diary number, or titles that overlap."""
    if one.diary and other.diary and diary_key(one.diary) == diary_key(other.diary):
        return True
    first, second = set((one.title or "").lower().split()), set((other.title or "").lower().split())
    smaller = min(len(first), len(second))
    return smaller > 1 and 2 * len(first & second) >= smaller


def _notice_ground(notice: Document, item: Item) -> str:
    day = f" {notice.date}" if notice.date else ""
    meeting = notice.body or "ett organ som inte är tryckt"
    return (
        f"Kallelsen till {meeting}{day} ({notice.source}, {where(item.place)}) har ärendet "
        f"med samma diarienummer som punkt {item.number}."
    )


def _preparing_body(paragraph: Paragraph) -> Iterator[Suggestion]:
    """Suggest a board's committee where the paragraph proposes to the board itself."""
    boards = [p for p in paragraph.proposals if p.to and rank(p.to) is Rank.BOARD]
    if boards and boards[0].to and plain(boards[0].to).endswith("nämnden"):
        ground = (
            f"Paragrafen lämnar förslag till beslut i {boards[0].to} ({where(boards[0].place)}): "
            "den är skriven för ett organ som bereder åt nämnden."
        )
        yield Suggestion("body", f"{boards[0].to}s arbetsutskott", ground)


def _diary_owner(paragraph: Paragraph) -> Iterator[Suggestion]:
    """Suggest the body whose diary the number is from: weak, since others decide in its matters."""
    if paragraph.diary_body and (name := canonical(paragraph.diary_body)):
        ground = (
            f"Sist i diarienumret står {paragraph.diary_body}: det är ur {name}s diarium. "
            "Också ett annat organ kan ha beslutat."
        )
        yield Suggestion("body", name, ground)


def _bare_results(paragraph: Paragraph) -> Iterator[Suggestion]:
    """Read "med 35 röster mot 12 att bifalla förslaget": which side had 35 is told by what yes means."""
    silent = [n for n, v in enumerate(paragraph.votes) if v.yes is None and v.no is None]
    results = (
        list(_BARE_RESULT.finditer(paragraph.prose.text)) if paragraph.prose and silent else []
    )
    if len(silent) != 1 or len(results) != 1 or paragraph.votes[silent[0]].ballots:
        return
    vote, result = paragraph.votes[silent[0]], results[0]
    told = _words(result["what"])
    alike = [len(told & _words(means)) for means in (vote.yes_means, vote.no_means)]
    if alike[0] == alike[1]:
        return
    counts = [count_of(result["most"]), count_of(result["least"])]
    yes, no = counts if alike[0] > alike[1] else reversed(counts)
    ground = f"Texten säger ”{result[0]}”, och ja stod för ”{vote.yes_means}”."
    for option, count in (("yes", yes), ("no", no)):
        if count is not None:
            yield Suggestion(f"votes[{silent[0]}].{option}", count, ground)


def _sides(paragraph: Paragraph) -> Iterator[Suggestion]:
    """Suggest which side was yes where the text tells two numbers and never what yes stood for."""
    for number, vote in enumerate(paragraph.votes):
        is_open = vote.yes is None and vote.no is None and not vote.ballots
        if not vote.sides or not is_open or vote.yes_means or vote.no_means:
            continue
        first, second = vote.sides
        ground = (
            f"Texten ger {first.votes} röster mot {second.votes} ({where(first.place)}) utan att säga "
            "vad som var ja och nej: den sida som nämns först räknas här som ja."
        )
        for option, side in (("yes", first), ("no", second)):
            yield Suggestion(f"votes[{number}].{option}", side.votes, ground)


def _words(text: str | None) -> set[str]:
    return {word[:5] for word in (text or "").lower().split() if len(word) > 3}


def _counted(paragraph: Paragraph) -> Iterator[Suggestion]:
    """Count the names where no result is printed."""
    for number, vote in enumerate(paragraph.votes):
        if vote.yes is None and vote.no is None and vote.ballots:
            for option in _OPTIONS:
                count = sum(ballot.option == option for ballot in vote.ballots)
                ground = "Räknat bland namnen: inget resultat är tryckt."
                yield Suggestion(f"votes[{number}].{option}", count, ground)


def _more_reservers(paragraph: Paragraph) -> Iterator[Suggestion]:
    """Tell of "A (M) m.fl. reserverar sig": others did too, whom nobody has named."""
    prose = paragraph.prose
    if prose is None or not paragraph.reservations:
        return
    reservers = {(r.name, r.party, r.place) for r in paragraph.reservations if r.name}
    for match in _AND_OTHERS.finditer(prose.text):
        begin = max(0, match.start() - _NAME_REACH)
        named = deque(persons_in(prose.text[begin : match.start()]), maxlen=1)
        for one in named:
            place = prose.place(begin + one.start)
            is_last = prose.text[begin + one.end : match.start()].strip(" ,") == ""
            if is_last and (one.name, one.party, place) in reservers:
                ground = (
                    f"Efter {one.name} ({one.party}) står ”{match[0]}” ({where(place)}): "
                    "fler har reserverat sig än de som är namngivna."
                )
                yield Suggestion("reservations", "fler än de namngivna", ground)


def where(place: Place) -> str:
    """Answer a place in words: "rad 12", "sida 3, rad 12"."""
    return f"sida {place.page}, rad {place.line}" if place.page else f"rad {place.line}"
