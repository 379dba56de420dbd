"""A stage where an agreement pays Norrvik for used places, and people take part there; all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from samverk.decisions import actions as decisions
from samverk.directory.models import Organisation
from samverk.exchange import actions as exchange
from samverk.exchange.models import Attempt, Sent
from samverk.federation import actions as federation
from samverk.federation.models import Agreement, Claim, DayReport
from samverk.federation.tests.claiming import Claiming, ready
from samverk.foundation.actors import Actor
from samverk.foundation.middleware import actor_for
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.actions import send_terms
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions import MonthAsked, book_days
from samverk.interventions.persons.models import (
    ClosedMonth,
    DayEntry,
    DayLine,
    Participation,
    Person,
)
from samverk.interventions.persons.tests.party import Party
from samverk.interventions.persons.tests.working import number_of, resident
from samverk.interventions.persons.walls import unread

JANUARY, FEBRUARY, MARCH, APRIL = (date(2024, month, 1) for month in (1, 2, 3, 4))


@dataclass
class Ledger:
    """Norrvik gives Gruppen for Fyrbåken, at 1 000 kronor for a used place in a month."""

    party: Party
    claiming: Claiming
    agreement: Agreement
    delivery: Delivery

    @cached_property
    def people(self) -> list[Person]:
        """Twelve who are known at Norrvik."""
        return [
            resident(self.party, number_of(nth, f"19{60 + nth}0102"), f"Nr {nth} Påhitt")
            for nth in range(12)
        ]

    @property
    def body(self) -> int:
        """The authority whose ledger it is."""
        return self.party.receives

    @property
    def economist(self) -> Actor:
        """Norrvik's economist."""
        return actor_for(self.claiming.stranger_user)

    def takes_part(
        self,
        nth: int,
        first: date = JANUARY,
        last: date | None = None,
        home: Organisation | None = None,
        delivery: Delivery | None = None,
        *,
        is_followed: bool = True,
    ) -> Participation:
        """Let one of the people take part, from Lillköping if nothing else is said."""
        with unread([self.body]):
            return Participation.objects.create(
                controller_id=self.body,
                person=self.people[nth],
                delivery=delivery or self.delivery,
                party=self.party.cast.neighbour,
                home=home or self.party.cast.town,
                sex="woman",
                is_followed=is_followed,
                state="active" if last is None else "completed",
                starts_on=first,
                ended_on=last,
            )

    def all_take_part(
        self, many: int, first: date = JANUARY, **more: object
    ) -> list[Participation]:
        """Let the first of them take part."""
        return [self.takes_part(nth, first, **more) for nth in range(many)]  # type: ignore[arg-type]

    def book(self, month: date, key: str = "") -> ClosedMonth:
        """Close a month, and let what is told come through."""
        asked = MonthAsked(self.claiming.home.pk, month)
        made = book_days(self.party.coordinator, self.body, asked, key=key or f"bok/{month}")
        deliver()
        return made

    def claim(self, first: date, last: date) -> Claim:
        """Make a claim, as Norrvik's economist."""
        new = federation.NewClaim(self.agreement.pk, first, last)
        made = federation.make_claim(self.economist, new, key=f"krav/{first}/{last}")
        made.refresh_from_db()
        return made

    def lines(self) -> list[DayLine]:
        """The ledger's lines."""
        with unread([self.body]):
            rows = DayLine.objects.select_related("home", "delivery", "corrects")
            return list(rows.order_by("from_date", "home", "recorded_at"))

    def entries(self) -> list[DayEntry]:
        """What is booked of each person."""
        with unread([self.body]):
            return list(
                DayEntry.objects.select_related("line").order_by("month", "person", "number")
            )

    def reports(self) -> list[DayReport]:
        """What the federation was told."""
        return list(DayReport.objects.select_related("home").order_by("from_date", "home", "pk"))


def deliver() -> None:
    """Deliver what lies in the outbox."""
    for one in Sent.objects.exclude(pk__in=Attempt.objects.values("message")):
        exchange.deliver(one.pk)


def set_ledger(party: Party) -> Ledger:
    """Found the federation with the agreement, let messages be exchanged, and tell of the terms."""
    claiming = ready()
    decided = decisions.NewDecision(
        party.cast.neighbour.pk,
        "Överenskommelse",
        "decides",
        decided_on=date(2023, 12, 5),
        paragraph=9,
        diary_number="2023/9",
    )
    claiming.payee_decision = decisions.register_decision(SETUP, decided, key="dagar/beslut").pk
    agreement = claiming.signed(
        "used_place_month", payee=claiming.members["Norrvik"].pk, name="Gruppen i Norrvik"
    )
    delivery = Delivery.objects.create(
        intervention=claiming.intervention,
        provider=party.cast.neighbour,
        name="Gruppen Norr",
        start_mode="rolling",
        needs_referral=False,
        from_date=date(2020, 1, 1),
    )
    for number, home in enumerate((claiming.home.pk, party.cast.neighbour.pk), start=1):
        exchange.add_peer(SETUP, exchange.NewPeer(home, f"55{number}"), key=f"dagar/p/{number}")
    send_terms()
    deliver()
    agreement.refresh_from_db()
    return Ledger(party, claiming, agreement, delivery)
