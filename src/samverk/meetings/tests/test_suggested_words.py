"""What is suggested as the text of a decision."""

from __future__ import annotations

import pytest

from samverk.meetings import queries
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.tests.conftest import MEMBERS, draft, handle, move, roll, step
from samverk.meetings.views.proceeding import suggested


@pytest.mark.parametrize(
    ("won", "words"),
    [
        (("p2", "approve"), "Taxan höjs.\nBeslutet gäller från 1 maj.\nTaxan följs upp."),
        (("base", "reject"), "Taxan höjs.\nBeslutet gäller från 1 juli."),
    ],
)
def test_the_decision_is_suggested_as_the_draft_with_what_was_changed_and_added(
    seated, opened, won, words
):
    roll(seated, opened, *MEMBERS)
    item = handle(seated, opened, "Taxan")
    draft(seated, item)
    move(seated, item, "referral_back", text="Underlag saknas.")
    move(seated, item, "amendment", text="Beslutet gäller från 1 maj.", point=2)
    move(seated, item, "addition", text="Taxan följs upp.")
    step(seated, item, "OrderApproved", "order", proposals=[1, 2, 3], is_unanimous=False)
    order = ("referral_back", "main", "point:2", "addition:3")
    for at, key in zip(order, ("today", "base", *won), strict=True):
        step(seated, item, "Found", f"{at}/1/find", won=key)
        step(seated, item, "Gavel", f"{at}/1/confirm")
    assert suggested(proceeding_of(queries.item_by_id(item.pk))) == words


def test_a_rejection_is_suggested_in_words(seated, opened):
    roll(seated, opened, *MEMBERS)
    item = handle(seated, opened, "Taxan")
    draft(seated, item)
    move(seated, item, "rejection")
    step(seated, item, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    step(seated, item, "Found", "main/1/find", won="reject")
    step(seated, item, "Gavel", "main/1/confirm")
    assert suggested(proceeding_of(queries.item_by_id(item.pk))) == "Avslag."
