"""Suggestions as the form shows them: whether each is taken, and what undoes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samverk.intake.forms import ReviewForm
from samverk.intake.forms.taking import pairs, undoing
from samverk.intake.review.suggestions import Offer


@dataclass(frozen=True, slots=True)
class ShownOffer:
    """A suggestion, whether the field holds it now, and what undoes that; "" when nothing can.

    ``anchor`` is where the page goes when it is taken: the field's id.
    """

    offer: Offer
    is_taken: bool
    undo: str
    anchor: str


def shown_offers(
    form: ReviewForm, offers: Sequence[Offer], before: Mapping[str, str]
) -> list[ShownOffer]:
    """Tell of each suggestion whether it stands in the form as it is now."""
    return [_shown(form, offer, before) for offer in offers]


def _shown(form: ReviewForm, offer: Offer, before: Mapping[str, str]) -> ShownOffer:
    given = pairs(offer.accept)
    is_taken = bool(given) and all(
        name in form.fields and str(_or_empty(form[name].value())) == value
        for name, value in given.items()
    )
    can_undo = is_taken and all(name in before for name in given)
    anchor = form[offer.field].auto_id if offer.field in form.fields else ""
    return ShownOffer(offer, is_taken, undoing(offer.accept) if can_undo else "", str(anchor))


def _or_empty(value: object) -> object:
    return "" if value is None else value


def offers_for(offers: Sequence[ShownOffer], *fields: str) -> tuple[ShownOffer, ...]:
    """Keep the suggestions for some fields."""
    return tuple(shown for shown in offers if shown.offer.field in fields)
