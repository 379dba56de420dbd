"""A third authority that takes over from the one that receives: Österby gives what Norrvik gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.directory import actions as directory
from samverk.directory.models import Body, Organisation
from samverk.foundation.actors import Actor, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.models import CapacityRow, Delivery, IntakeWindow
from samverk.interventions.persons.actions import consents
from samverk.interventions.persons.models import Team
from samverk.interventions.persons.tests.party import Party, user
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand


@dataclass(frozen=True)
class Next:
    """Who takes over: the organisation, its authority, the delivery and its people."""

    party: Party
    home: Organisation
    board: Body
    delivery: Delivery
    receiver_user: User
    coordinator_user: User

    @property
    def body(self) -> int:
        return self.board.pk

    @property
    def receiver(self) -> Actor:
        return actor_for(self.receiver_user)

    @property
    def coordinator(self) -> Actor:
        return actor_for(self.coordinator_user)

    def consent(self, person, key="öster", **more):
        """Let a person of the referrer's consent to that Österby is told."""
        new = consents.NewConsent(
            person.pk,
            "information_exchange",
            (self.home.pk,),
            "remissen och köplatsen",
            "skriftligt",
            date(2024, 3, 1),
            **more,
        )
        desk = Desk(self.party.sends, Hand.REFERRER)
        return consents.give_consent(self.party.referrer, desk, new, key=f"samtycke/{key}")


def set_next(party: Party) -> Next:
    """Let Österby take over from Språnget, and Norrvik in turn from Österby."""
    new = directory.NewOrganisation("municipality", "Österby kommun", "Österby", "osterby")
    home = directory.add_organisation(SETUP, new, key="scen/osterby")
    made = directory.NewBody(home.pk, "board", "Socialnämnden", "SN")
    board = directory.add_body(SETUP, made, key="scen/osterby/SN")
    delivery = Delivery.objects.create(
        intervention=party.delivery.intervention,
        provider=home,
        name="Språnget Öst",
        start_mode="rolling",
        from_date=date(2020, 1, 1),
    )
    # Each may take over from the other, so that one may come back
    for one, other in ((party.delivery, delivery), (delivery, party.delivery)):
        IntakeWindow.objects.update_or_create(
            delivery=one, defaults={"from_date": date(2020, 1, 1), "successor": other}
        )
    CapacityRow.objects.create(
        delivery=delivery,
        from_date=date(2020, 1, 1),
        funded=2,
        maximum=3,
        recorded_on=date(2020, 1, 1),
    )
    with unread([board.pk]):
        Team.objects.create(controller_id=board.pk, delivery=delivery)
    return Next(
        party,
        home,
        board,
        delivery,
        user("Östen Berg", Role.RECEIVER, board),
        user("Åsa Lid", Role.COORDINATOR, board),
    )
