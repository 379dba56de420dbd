"""Which deliveries somebody receives referrals for, here or in another installation."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.directory import queries as directory
from samverk.exchange.queries import peers_of
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import Team
from samverk.interventions.persons.walls import unread


def with_receiver(deliveries: Sequence[Delivery]) -> list[Delivery]:
    """Keep those that have a receiving team here, or whose provider has an installation of its own.

    What the catalogue says is open may be so before anybody has said who receives: a referral to it
    could not be sent.
    """
    peers = peers_of({one.provider_id for one in deliveries})
    far = {organisation for organisation, peer in peers.items() if not peer.is_local}
    with unread([body.id for body in directory.bodies()]):
        ours = set(Team.objects.values_list("delivery", flat=True))
    return [one for one in deliveries if one.pk in ours or one.provider_id in far]
