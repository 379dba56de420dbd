"""What is there from the start: organisations and parties."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from samverk.directory.models import Organisation, Party
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotAllowedError

ORGANISATION_ADDED = acts.kind("directory.organisation_added", "Organisation upplagd")
PARTY_ADDED = acts.kind("directory.party_added", "Parti upplagt")


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation to add; ``kind`` is a value of OrganisationKind."""

    kind: str
    name: str
    short_name: str
    slug: str
    number: str = ""


def add_organisation(actor: Actor, new: NewOrganisation, *, key: str) -> Organisation:
    """Add an organisation. Only the system does: an installation is set up with its members."""
    if not actor.is_system:
        raise NotAllowedError("Organisationer läggs upp när installationen sätts upp.")
    return acts.carry_out(
        acts.Act(actor, ORGANISATION_ADDED, key, content=new),
        lambda: Organisation.objects.create(**asdict(new)),
    )


def add_party(actor: Actor, abbreviation: str, name: str, *, key: str) -> Party:
    """Add a party by the abbreviation that minutes use."""
    if not actor.is_system:
        raise NotAllowedError("Partier läggs upp när installationen sätts upp.")
    return acts.carry_out(
        acts.Act(actor, PARTY_ADDED, key, content=(abbreviation, name)),
        lambda: Party.objects.create(abbreviation=abbreviation, name=name),
    )
