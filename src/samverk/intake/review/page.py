"""The review page of one record: source and fields side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField
from django.urls import reverse

from samverk.intake.forms import ReviewForm
from samverk.intake.forms.citations import CitationRow
from samverk.intake.forms.taking import pairs, undoing
from samverk.intake.models import Finding, ReadRecord
from samverk.intake.readings import anchor, place_name
from samverk.intake.review.details import ShownDetails, shown_details
from samverk.intake.review.excerpt import Excerpt, PlaceLink, excerpt_of
from samverk.intake.review.suggestions import Offer

# The form's fields that show a field of the reading.
READ_AS = {
    "organ": "body",
    "decided_on": "date",
    "paragraph": "paragraph",
    "diary_number": "diary",
    "title": "title",
    "text": "decision_text",
}
NOT_PRINTED = {"organ": "organet är inte tryckt", "decided_on": "källan anger ingen dag"}
SEVERAL_LINES = ("text",)


@dataclass(frozen=True, slots=True)
class ShownOffer:
    """A suggestion, whether the field holds it now, and what undoes that; "" when nothing can."""

    offer: Offer
    is_taken: bool
    undo: str


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field of the form with what was read, where, and what is suggested.

    ``read`` is None for a field that shows nothing of the reading, "" where nothing is printed.
    """

    field: BoundField
    read: str | None
    missing: str
    place: PlaceLink | None
    offers: tuple[ShownOffer, ...]


@dataclass(frozen=True, slots=True)
class ShownCitation:
    """One citation's fields, and where it is printed; None for the empty row."""

    fields: tuple[BoundField, ...]
    place: PlaceLink | None
    number: int


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with its number on the page and its places."""

    number: int
    finding: Finding
    places: tuple[PlaceLink, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """All that the review page shows beside the form's own errors."""

    record: ReadRecord
    excerpt: Excerpt
    fields: tuple[ShownField, ...]
    citations: tuple[ShownCitation, ...]
    findings: tuple[ShownFinding, ...]
    loose_offers: tuple[Offer, ...]
    numbers: tuple[PlaceLink, ...]
    before: Mapping[str, str]
    details: ShownDetails


def review_page(
    form: ReviewForm,
    findings: Sequence[Finding],
    offers: Sequence[Offer],
    before: Mapping[str, str],
) -> ReviewPage:
    """Lay out a record for review; ``before`` is what taken suggestions have replaced."""
    record = form.record
    excerpt = excerpt_of(record, findings)
    of_citations = {name for row in form.citation_rows for name in _names(form, row)}
    asked = ("key", "acknowledged")
    apart = {*of_citations, *asked, *form.detail_names}
    names = [name for name in form.fields if name not in apart]
    return ReviewPage(
        record,
        excerpt,
        tuple(_field(form[name], record, excerpt, _shown(form, offers, before)) for name in names),
        tuple(_citations(form, record, excerpt)),
        shown_findings(excerpt, findings),
        tuple(offer for offer in offers if offer.field not in names),
        _numbers(excerpt),
        before,
        shown_details(form, excerpt),
    )


def shown_findings(excerpt: Excerpt, findings: Sequence[Finding]) -> tuple[ShownFinding, ...]:
    """Number findings and link their places."""
    return tuple(
        ShownFinding(number, finding, _places(finding, excerpt))
        for number, finding in enumerate(findings, 1)
    )


def _names(form: ReviewForm, row: CitationRow) -> list[str]:
    return [
        n
        for n in (row.body, row.day, row.paragraph, row.organisation, row.dropped)
        if n in form.fields
    ]


def _shown(
    form: ReviewForm, offers: Sequence[Offer], before: Mapping[str, str]
) -> list[ShownOffer]:
    """Tell of each suggestion whether it stands in the form as it is now."""
    shown = []
    for offer in offers:
        given = pairs(offer.accept)
        is_taken = bool(given) and all(
            name in form.fields and str(form[name].value() or "") == value
            for name, value in given.items()
        )
        can_undo = is_taken and all(name in before for name in given)
        shown.append(ShownOffer(offer, is_taken, undoing(offer.accept) if can_undo else ""))
    return shown


def _field(
    field: BoundField, record: ReadRecord, excerpt: Excerpt, offers: Sequence[ShownOffer]
) -> ShownField:
    name = READ_AS.get(field.name)
    read = None
    if name is not None and field.name not in SEVERAL_LINES:
        read = str(record.fields.get(name) or "")
    place = record.fields.get("places", {}).get(name)
    return ShownField(
        field,
        read,
        NOT_PRINTED.get(field.name, "inte tryckt"),
        excerpt.link(place),
        tuple(shown for shown in offers if shown.offer.field == field.name),
    )


def _citations(form: ReviewForm, record: ReadRecord, excerpt: Excerpt) -> list[ShownCitation]:
    read = record.fields.get("citations") or []
    return [
        ShownCitation(
            tuple(form[name] for name in _names(form, row)),
            excerpt.link(read[row.place]["place"]) if row.place < len(read) else None,
            row.place + 1,
        )
        for row in form.citation_rows
    ]


def _places(finding: Finding, excerpt: Excerpt) -> tuple[PlaceLink, ...]:
    """Link a finding's places, in this source and in others."""
    links = (
        excerpt.link(place) if place["source"] == excerpt.source.pk else _elsewhere(place)
        for place in finding.places
    )
    return tuple(link for link in links if link)


def _elsewhere(place: dict[str, Any]) -> PlaceLink:
    page, line = place.get("page"), place["line"]
    address = reverse("intake_text", args=[place["source"]])
    return PlaceLink(
        f"{place['name']}, {place_name(page, line)}", f"{address}#{anchor(page, line)}"
    )


def _numbers(excerpt: Excerpt) -> tuple[PlaceLink, ...]:
    """Link every line of the file where a personal identity number stands."""
    lines = excerpt.source.lines or []
    found = [lines[at] for at in excerpt.source.personal_numbers]
    links = [excerpt.link({"page": line[0], "line": line[1]}) for line in found]
    return tuple(link for link in links if link)
