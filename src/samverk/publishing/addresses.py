"""Where each published thing has its page: the addresses that the API, the feeds and search link to."""

from __future__ import annotations

from django.urls import reverse

from samverk.publishing.models import Kind

# A vote's id is its item's, times this, and its place among the item's votes
VOTES_OF_AN_ITEM = 1000
PAGES = {
    Kind.BODY: "open_body",
    Kind.MEETING: "open_sitting",
    Kind.ITEM: "open_item",
    Kind.CASE: "open_case",
    Kind.FILE: "open_file",
    Kind.DECISION: "open_decision",
    Kind.NOTICE: "open_notice",
    Kind.FEDERATION: "open_federation",
    Kind.INTERVENTION: "open_intervention",
}


def address_of(kind: str, source: int) -> str:
    """Answer where a published thing is told of; "" for persons and memberships.

    They have no pages: nobody is followed from body to body on the public site.
    """
    match Kind(kind):
        case Kind.PERSON | Kind.MEMBERSHIP:
            return ""
        case Kind.ORGANISATION:
            return f"{reverse('open_bodies')}?organisation={source}"
        case Kind.VOTE:
            item, number = divmod(source, VOTES_OF_AN_ITEM)
            return f"{reverse('open_item', args=[item])}#{vote_anchor(number)}"
        case page:
            return reverse(PAGES[page], args=[source])


def vote_anchor(number: int) -> str:
    """Name the place of a vote on its item's page."""
    return f"omrostning-{number}"
