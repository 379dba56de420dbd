"""The review page of one record: source and fields side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField
from django.urls import reverse

from samverk.intake.forms import ReviewForm
from samverk.intake.models import Finding, ReadRecord
from samverk.intake.readings import anchor, place_name
from samverk.intake.review.cited import ShownCitation, names_of, shown_citations
from samverk.intake.review.details import ShownDetails, shown_details
from samverk.intake.review.excerpt import Excerpt, PlaceLink, excerpt_of
from samverk.intake.review.offered import ShownOffer, offers_for, shown_offers
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
    of_citations = {name for row in form.citation_rows for name in names_of(form, row)}
    shown = shown_offers(form, offers, before)
    asked = ("key", "acknowledged")
    apart = {*of_citations, *asked, *form.detail_names}
    names = [name for name in form.fields if name not in apart]
    return ReviewPage(
        record,
        excerpt,
        tuple(_field(form[name], record, excerpt, shown) for name in names),
        shown_citations(form, excerpt, shown),
        shown_findings(excerpt, findings),
        _numbers(excerpt),
        before,
        shown_details(form, excerpt, shown),
    )


def shown_findings(excerpt: Excerpt, findings: Sequence[Finding]) -> tuple[ShownFinding, ...]:
    """Number findings and link their places."""
    return tuple(
        ShownFinding(number, finding, _places(finding, excerpt))
        for number, finding in enumerate(findings, 1)
    )


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
        offers_for(offers, field.name),
    )


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
