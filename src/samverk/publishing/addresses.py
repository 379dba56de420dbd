"""Where each published thing has its page: the addresses that the API, the feeds and search link to."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse

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
            return f"{_place('open_bodies', get_script_prefix())}?organisation={source}"
        case Kind.VOTE:
            item, number = divmod(source, VOTES_OF_AN_ITEM)
            return f"{_numbered('open_item', item)}#{vote_anchor(number)}"
        case page:
            return _numbered(PAGES[page], source)


def vote_anchor(number: int) -> str:
    """Name the place of a vote on its item's page."""
    return f"omrostning-{number}"


def _numbered(name: str, source: int) -> str:
    """Answer where a numbered page is. An address is looked up once: a list has a hundred of a kind."""
    start, _, end = _place(name, get_script_prefix(), 0).rpartition("0")
    return f"{start}{source}{end}"


@lru_cache(maxsize=64)
def _place(name: str, prefix: str, *numbers: int) -> str:  # noqa: ARG001
    """Look an address up; under another prefix it is another one."""
    return reverse(name, args=numbers)
