"""What everything is called in the API: kinds of ours, types of the standards', addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

OPARL = "https://schema.oparl.org/1.1/"
POPOLO = "http://www.popoloproject.com/schemas/"


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of object in the API: what record it is made of, and what the standard calls it.

    ``is_listed`` is False of people: they are listed by the organisation they are elected in alone.
    """

    name: str
    plural: str
    kind: str
    type: str
    label: str
    is_listed: bool = True


def _known(*resources: Resource) -> dict[str, Resource]:
    return {resource.name: resource for resource in resources}


RESOURCES = _known(
    Resource("body", "bodies", "organisation", f"{OPARL}Body", "organisation"),
    Resource("organization", "organizations", "body", f"{OPARL}Organization", "organ"),
    Resource("person", "persons", "person", f"{OPARL}Person", "förtroendevald", is_listed=False),
    Resource(
        "membership", "memberships", "membership", f"{OPARL}Membership", "uppdrag", is_listed=False
    ),
    Resource("meeting", "meetings", "meeting", f"{OPARL}Meeting", "sammanträde"),
    Resource("agenda-item", "agenda-items", "item", f"{OPARL}AgendaItem", "paragraf"),
    Resource("paper", "papers", "case", f"{OPARL}Paper", "ärende"),
    Resource(
        "consultation", "consultations", "item", f"{OPARL}Consultation", "behandling av ett ärende"
    ),
    Resource("file", "files", "file", f"{OPARL}File", "handling"),
    Resource("location", "locations", "meeting", f"{OPARL}Location", "plats"),
    Resource("vote-event", "vote-events", "vote", f"{POPOLO}vote_event.json", "omröstning"),
    Resource("decision", "decisions", "decision", "Decision", "beslut"),
    Resource("notice", "notices", "notice", "Notice", "anslag"),
    Resource("federation", "federations", "federation", "Federation", "samordningsförbund"),
    Resource("intervention", "interventions", "intervention", "Intervention", "insats"),
)
# What is made of a record of another's: an item's treatment of a case, a meeting's place
DERIVED = frozenset({"consultation", "location"})
_OF_KIND = {one.kind: one for one in RESOURCES.values() if one.name not in DERIVED}
BY_PLURAL = {one.plural: one for one in RESOURCES.values()}
# The lists that a body has, by the word in OParl's Body; ours have a vendor's prefix
LISTS_OF_BODY = {
    "organization": "organization",
    "person": "person",
    "meeting": "meeting",
    "paper": "paper",
    "agendaItem": "agenda-item",
    "consultation": "consultation",
    "file": "file",
    "locationList": "location",
    "membership": "membership",
    "samverk:voteEvent": "vote-event",
    "samverk:decision": "decision",
    "samverk:notice": "notice",
    "samverk:federation": "federation",
    "samverk:intervention": "intervention",
}


def resource_of(kind: str) -> Resource:
    """Answer what records of a kind are in the API."""
    return _OF_KIND[kind]


@dataclass(frozen=True, slots=True)
class Names:
    """Makes addresses: ``site`` is where the installation is, and ``pages`` knows the public pages.

    ``licence`` is that of what the authority has made itself.
    """

    site: str
    pages: Callable[[str, int], str]
    licence: str = ""

    def licence_of(self, *, is_own: bool) -> str:
        """Answer under what terms a file is: the licence, or where it says that its copyright is tried."""
        return self.licence if is_own else f"{self.site}/oppet/om/#upphovsratt"

    @property
    def base(self) -> str:
        """Answer where the API is."""
        return f"{self.site}/api/v1"

    def of(self, resource: str, source: int) -> str:
        """Answer the address of one object, which is its id."""
        return f"{self.base}/{RESOURCES[resource].plural}/{source}"

    def within(self, here: str, word: str) -> str:
        """Answer where a list of a body's is, by OParl's word for it."""
        return f"{here}/{RESOURCES[LISTS_OF_BODY[word]].plural}"

    def page(self, kind: str, source: int) -> str:
        """Answer where people read of it; "" for what has no page of its own."""
        path = self.pages(kind, source)
        return f"{self.site}{path}" if path else ""

    def type_of(self, resource: Resource) -> str:
        """Answer the type's address: the standard's, or of our own schema."""
        known = resource.type
        return known if "://" in known else f"{self.base}/schemas/{known}.json"
