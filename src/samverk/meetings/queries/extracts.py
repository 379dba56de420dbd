"""Extracts as pages show them: who gets what by which way, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.utils.timezone import localdate

from samverk.directory import queries as directory
from samverk.directory.queries import BodyRef
from samverk.documents.extract import Sheet
from samverk.exchange import queries as exchange
from samverk.exchange.queries import SentRow
from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import (
    AgendaItem,
    Draft,
    Extract,
    ExtractDispatch,
    ExtractHandover,
    Fate,
    LetterStep,
    Way,
)
from samverk.meetings.queries.agenda import item_by_id
from samverk.meetings.queries.content import content_of, says_the_same, sheet_of
from samverk.meetings.queries.finality import Finality, finality_of
from samverk.meetings.queries.letters import LetterRow, letter_row
from samverk.meetings.queries.minutes import minutes_of, recipients_of
from samverk.meetings.queries.paragraphs import ParagraphRow
from samverk.meetings.queries.seals import CorrectionRow, locked_in

ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")


@dataclass(frozen=True, slots=True)
class Route:
    """By which way a recipient is reached, and where; ``note`` says why not by another."""

    name: str
    way: Way
    body: BodyRef | None = None
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExtractRow:
    """An extract sent to one recipient: where the message or letter stands, and what became of it.

    ``handover`` tells of one handed over otherwise, None until somebody has noted it.
    """

    dispatch: ExtractDispatch
    sent: SentRow | None
    fates: tuple[Fate, ...]
    letter: LetterRow | None
    handover: ExtractHandover | None = None

    @property
    def is_to_hand_over(self) -> bool:
        """Answer whether somebody is to hand it over: nothing has gone from here."""
        return self.dispatch.way == Way.HAND and self.handover is None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it stands: what the minutes have, what corrects it, and whether it is final."""

    row: ParagraphRow
    corrections: tuple[CorrectionRow, ...]
    finality: Finality

    def content(self, adjusted_on: date, certified_by: str) -> dict[str, Any]:
        """Give it as structured data, as an extract certifies it."""
        return content_of(self.row, self.corrections, adjusted_on, certified_by)

    def is_told_by(self, extract: Extract) -> bool:
        """Answer whether an extract says what the paragraph says now."""
        content = self.content(extract.adjusted_on, extract.certified_by)
        return says_the_same(extract.content, content)


@dataclass(frozen=True, slots=True)
class ExtractPage:
    """All about sending an item's extract: whether it is final, whom to, and what has gone.

    ``left`` are the recipients that have not got it as it now stands; of these ``outdated`` got it
    before it was corrected.
    """

    finality: Finality
    routes: tuple[Route, ...] | None
    sent: tuple[ExtractRow, ...]
    left: tuple[Route, ...]

    @property
    def outdated(self) -> frozenset[str]:
        """The names of those who got what has been corrected since."""
        got = {row.dispatch.name for row in self.sent}
        return frozenset(route.name for route in self.left if route.name in got)

    @property
    def to_hand_over(self) -> tuple[str, ...]:
        """The names of those to whom somebody is to hand it over."""
        waiting = (row.dispatch.name for row in self.sent if row.is_to_hand_over)
        return tuple(dict.fromkeys(waiting))


def paragraph_of(item: AgendaItem) -> Paragraph:
    """Gather an item that has been taken up, as it stands; raises NotFoundError before that."""
    page = minutes_of(item.meeting)
    row = next((row for row in page.paragraphs if row.item.pk == item.pk), None)
    if row is None:
        raise NotFoundError("Punkten är inte upptagen.")
    locked = locked_in(item.meeting).get(item.pk)
    return Paragraph(row, locked.corrections if locked else (), finality_of(page, row))


def extract_page(item: AgendaItem) -> ExtractPage:
    """Gather what the page of sending an item's extract shows. Raises InputError without seats."""
    found, routes, sent = paragraph_of(item), routes_of(item), dispatched(item)
    return ExtractPage(found.finality, routes, sent, left_of(found, routes or (), sent))


def left_of(
    found: Paragraph, routes: Iterable[Route], sent: Iterable[ExtractRow]
) -> tuple[Route, ...]:
    """List the recipients who have not got the paragraph as it stands."""
    rows = tuple(sent)
    extracts = {row.dispatch.extract_id: row.dispatch.extract for row in rows}
    current = {pk for pk, extract in extracts.items() if found.is_told_by(extract)}
    done = {row.dispatch.name for row in rows if row.dispatch.extract_id in current}
    return tuple(route for route in routes if route.name not in done)


def routes_of(item: AgendaItem) -> tuple[Route, ...] | None:
    """Answer by which way each recipient of an item is reached; None when nobody has named any."""
    names = recipients_of(item.pk)
    if names is None:
        return None
    bodies = directory.bodies()
    peers = exchange.peers_of({body.organisation for body in bodies})
    own = directory.body_ref(item.meeting.body_id)
    return tuple(route_of(name, own, bodies, peers) for name in dict.fromkeys(names))


def route_of(
    name: str, own: BodyRef, bodies: Sequence[BodyRef], peers: Mapping[int, object]
) -> Route:
    """Answer by which way a recipient is reached from a body.

    A body of the own organisation is known by its name alone, another's only with its organisation.
    """
    if found := ADDRESS.search(name):
        if settings.EMAIL_HOST:
            return Route(name, Way.EMAIL, address=found.group())
        return Route(name, Way.HAND, note="E-post är inte inställd i installationen.")
    body = next((each for each in bodies if _is(name, each, own)), None)
    if body is None:
        return Route(name, Way.HAND, note="Inget organ i förteckningen och ingen e-postadress.")
    if body.id == own.id:
        return Route(name, Way.HAND, note="Det egna organet.")
    lacks = [o for o in (own.organisation, body.organisation) if o not in peers]
    if lacks:
        whose = body if lacks[0] == body.organisation else own
        return Route(name, Way.HAND, note=f"{whose.organisation_name} är inte upplagd som motpart.")
    return Route(name, Way.MESSAGE, body=body)


def _is(name: str, body: BodyRef, own: BodyRef) -> bool:
    word = " ".join(name.split()).casefold()
    short = [each.casefold() for each in (body.name, body.abbreviation) if each]
    homes = (body.organisation_name.casefold(), body.organisation_short_name.casefold())
    full = {
        f"{each}{between}{home}" for each in short for home in homes for between in (", ", " i ")
    }
    return word in full or (body.organisation == own.organisation and word in short)


def dispatched(item: AgendaItem) -> tuple[ExtractRow, ...]:
    """List what has been sent of an item, in the order it went, in a fixed number of queries."""
    fates = Prefetch("fates", Fate.objects.order_by("told_at", "id"))
    steps = Prefetch("letter__steps", LetterStep.objects.order_by("number"), to_attr="taken")
    handovers = Prefetch("handovers", ExtractHandover.objects.order_by("id"), to_attr="handed")
    rows = (
        ExtractDispatch.objects.filter(extract__item=item)
        .select_related("to_body__organisation", "letter", "extract__item")
        .prefetch_related(fates, steps, handovers, "enclosures")
    )
    found = list(rows.order_by("id"))
    sent = exchange.standings([one.message for one in found if one.message])
    return tuple(
        ExtractRow(
            one,
            sent.get(one.message) if one.message else None,
            tuple(one.fates.all()),
            letter_row(one.letter, one.letter.taken) if hasattr(one, "letter") else None,  # type: ignore[attr-defined]
            one.handed[-1] if one.handed else None,
        )
        for one in found
    )


def extract_by_id(extract: int) -> Extract:
    """Answer which extract this is, with its item; raises NotFoundError."""
    rows = Extract.objects.select_related("item__meeting__body__organisation")
    found = rows.filter(pk=extract).first()
    if found is None:
        raise NotFoundError("Utdraget finns inte.")
    return found


def extract_dispatch_by_id(dispatch: int) -> ExtractDispatch:
    """Answer which dispatch of an extract this is, with its item; raises NotFoundError."""
    rows = ExtractDispatch.objects.select_related("extract__item__meeting__body__organisation")
    found = rows.filter(pk=dispatch).first()
    if found is None:
        raise NotFoundError("Expedieringen finns inte.")
    return found


def draft_of(item: AgendaItem) -> Draft | None:
    """Give the prepared proposal of an item, if there is one; a secret one inside its compartment."""
    return Draft.objects.filter(item=item).first()


def sheet_for(extract: Extract) -> Sheet:
    """Give what an extract says, to be written in another form.

    Raises NotFoundError when the paragraph has changed since: then only what was certified counts.
    """
    found = paragraph_of(item_by_id(extract.item_id))
    if not found.is_told_by(extract):
        raise NotFoundError("Paragrafen har ändrats sedan utdraget bestyrktes: hämta PDF-filen.")
    return sheet_of(found.row, extract.content, localdate(extract.made_at))
