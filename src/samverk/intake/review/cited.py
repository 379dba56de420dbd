"""The rows of citations on the review page, each with the registered decision that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from samverk.decisions.actions import NewCitation
from samverk.decisions.queries import Foreseen, foresee_citations
from samverk.intake.forms import ReviewForm
from samverk.intake.forms.citations import CitationRow
from samverk.intake.forms.organs import organ_of
from samverk.intake.forms.taking import pairs
from samverk.intake.review.excerpt import Excerpt, PlaceLink
from samverk.intake.review.offered import ShownOffer, offers_for


@dataclass(frozen=True, slots=True)
class ShownCitation:
    """One citation's fields, where it is printed (None for the empty row), and what it names.

    ``year`` is the only part of the day that is printed, as in "§ 12/2019"; None where a day is.
    """

    fields: tuple[BoundField, ...]
    place: PlaceLink | None
    number: int
    offers: tuple[ShownOffer, ...]
    year: int | None = None
    foreseen: Foreseen | None = None


def shown_citations(
    form: ReviewForm, excerpt: Excerpt, offers: Sequence[ShownOffer]
) -> tuple[ShownCitation, ...]:
    """Lay out the citations as they stand in the form now."""
    read = form.record.fields.get("citations") or []
    rows = form.citation_rows
    foreseen = _foreseen(form, rows, offers)
    return tuple(
        ShownCitation(
            tuple(form[name] for name in names_of(form, row)),
            excerpt.link(read[row.place]["place"]) if row.place < len(read) else None,
            row.place + 1,
            offers_for(offers, row.body),
            _year(read[row.place]) if row.place < len(read) else None,
            found,
        )
        for row, found in zip(rows, foreseen, strict=True)
    )


def names_of(form: ReviewForm, row: CitationRow) -> list[str]:
    """List the names of a row's fields that the form has."""
    names = (row.body, row.day, row.paragraph, row.organisation, row.dropped)
    return [name for name in names if name in form.fields]


def _year(cited: dict[str, Any]) -> int | None:
    return None if cited.get("date") else cited.get("year")


def _foreseen(
    form: ReviewForm, rows: Sequence[CitationRow], offers: Sequence[ShownOffer]
) -> list[Foreseen | None]:
    """Answer what each row would be linked to; None where it says too little, or whose it is."""
    home = _home(form, offers)
    cited = [_cited(form, row) for row in rows]
    told = [one for one in cited if one.paragraph is not None]
    if home is None or not told:
        return [None] * len(rows)
    found = iter(foresee_citations(told, organisation=home))
    return [next(found) if one.paragraph is not None else None for one in cited]


def _home(form: ReviewForm, offers: Sequence[ShownOffer]) -> int | None:
    """Answer whose paper it is: as chosen in the form, else as the only suggestion says."""
    chosen = {str(form["organ"].value() or "")}
    if chosen == {""}:
        chosen = {
            pairs(shown.offer.accept).get("organ", "") for shown in offers_for(offers, "organ")
        }
    homes = {organ_of(one)[0] for one in chosen if _is_value(form, one)}
    return homes.pop() if len(homes) == 1 and len(chosen) == 1 else None


def _is_value(form: ReviewForm, value: str) -> bool:
    return _cleaned(form, "organ", value) not in (None, "")


def _cited(form: ReviewForm, row: CitationRow) -> NewCitation:
    names = (row.body, row.day, row.paragraph, row.organisation)
    body, day, paragraph, home = (_cleaned(form, name, form[name].value()) for name in names)
    return NewCitation(body or "", day, paragraph, home or "")


def _cleaned(form: ReviewForm, name: str, value: Any) -> Any:
    """Answer a field's value; None for one that is faulty."""
    try:
        return form.fields[name].clean(value)
    except ValidationError:
        return None
