"""An agreement ready to be claimed for, and the people who handle claims; all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from samverk.decisions import actions as decisions
from samverk.directory import actions as directory
from samverk.directory.models import Organisation
from samverk.federation import actions
from samverk.federation.models import Agreement, Claim, Commitment, Intervention, Membership
from samverk.federation.queries.claims import Figures
from samverk.federation.tests import founding
from samverk.foundation import people
from samverk.foundation.actors import Actor, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP
from samverk.rules.agreements.claim import COUNTED as COUNTED
from samverk.rules.agreements.pricing import Cost, Counted
from samverk.rules.agreements.stretches import Span

START, END = date(2024, 1, 1), date(2024, 12, 31)
JANUARY = Span(date(2024, 1, 1), date(2024, 1, 31))
FEBRUARY = Span(date(2024, 2, 1), date(2024, 2, 29))


def user(name: str, role: Role, organisation: int) -> User:
    """Add somebody with a role at an organisation as a whole."""
    post = people.NewPost(role, organisation, None)
    email = f"{name.split(maxsplit=1)[0].lower()}@krav.example"
    new = people.NewUser(email, name, None, (post,))
    return people.add_user(SETUP, new, key=f"krav/{email}")


@dataclass
class Claiming:
    """A federation, its agreement with Lillköping, and who does what."""

    home: Organisation
    members: dict[str, Membership]

    @cached_property
    def manager_user(self) -> User:
        """The federation's manager."""
        return founding.manager_of(self.home)

    @cached_property
    def economist_user(self) -> User:
        """The economist of Lillköping, which is paid."""
        town = self.members["Lillköping"].member_id
        return user("Eva Lillå", Role.PROVIDER_ECONOMIST, town)

    @cached_property
    def stranger_user(self) -> User:
        """The economist of Norrvik, which is not."""
        town = self.members["Norrvik"].member_id
        return user("Nora Vik", Role.PROVIDER_ECONOMIST, town)

    @cached_property
    def reviewer_user(self) -> User:
        """The federation's reviewer."""
        return user("Rut Granvik", Role.CLAIM_REVIEWER, self.home.pk)

    @cached_property
    def certifier_user(self) -> User:
        """The federation's certifier."""
        return user("Alva Tåberg", Role.CLAIM_CERTIFIER, self.home.pk)

    @property
    def manager(self) -> Actor:
        """The federation's manager, acting."""
        return actor_for(self.manager_user)

    @property
    def economist(self) -> Actor:
        """The payee's economist, acting."""
        return actor_for(self.economist_user)

    @property
    def reviewer(self) -> Actor:
        """The reviewer, acting."""
        return actor_for(self.reviewer_user)

    @property
    def certifier(self) -> Actor:
        """The certifier, acting."""
        return actor_for(self.certifier_user)

    @cached_property
    def intervention(self) -> Intervention:
        """What is carried out."""
        new = actions.NewIntervention(self.home.pk, "Gruppen", "individual")
        return actions.register_intervention(SETUP, new, key="krav/insats")

    @cached_property
    def decision(self) -> int:
        """The board's decision (id)."""
        body = self.home.bodies.first() or directory.add_body(
            SETUP,
            directory.NewBody(self.home.pk, "federation_board", "Styrelsen"),
            key="krav/styrelse",
        )
        new = decisions.NewDecision(
            self.home.pk,
            "Överenskommelse",
            "decides",
            body=body.pk,
            decided_on=date(2023, 12, 1),
            paragraph=7,
            diary_number="2023/7",
        )
        return decisions.register_decision(SETUP, new, key="krav/beslut").pk

    @cached_property
    def payee_decision(self) -> int:
        """The decision of Lillköping, which is paid (id)."""
        new = decisions.NewDecision(
            self.members["Lillköping"].member_id,
            "Överenskommelse",
            "decides",
            decided_on=date(2023, 12, 5),
            paragraph=8,
            diary_number="2023/8",
        )
        return decisions.register_decision(SETUP, new, key="krav/kommunens").pk

    @property
    def behind(self) -> actions.Behind:
        """Each side's decision."""
        return actions.Behind(self.decision, self.payee_decision)

    def new(self, model: str = "hour", **more: object) -> actions.NewAgreement:
        """An agreement to draft."""
        given = {
            "federation": self.home.pk,
            "intervention": self.intervention.pk,
            "payee": self.members["Lillköping"].pk,
            "parties": (self.members["Lillköping"].pk, self.members["Kustregionen"].pk),
            "name": "Gruppen i Lillköping",
            "kind": "public_public",
            "price_model": model,
            "starts_on": START,
            "ends_on": END,
            "places": 3,
            "reporting": "Delårsrapport i augusti",
            "data_processing": "Kommunen är personuppgiftsansvarig.",
        }
        return actions.NewAgreement(**(given | more))  # type: ignore[arg-type]

    def draft(self, model: str = "hour", **more: object) -> Agreement:
        """Draft an agreement, with a tariff of 1 000 kronor."""
        name = f"{model}/{sorted(more.items())}"
        made = actions.add_agreement(SETUP, self.new(model, **more), key=f"krav/{name}")
        if model not in ("actual_cost", "other"):
            tariff = actions.NewTariff(START, 100_000)
            actions.add_term(SETUP, made.pk, tariff, key=f"krav/taxa/{name}")
        return made

    def step(
        self, agreement: Agreement, event: str, day: date = START, **more: object
    ) -> Agreement:
        """Take a step of an agreement; where both sides decide, the payee has."""
        if event in ("decide", "use_option"):
            given = {"decision": self.decision, "payee_decision": self.payee_decision}
            more = given | more
        move = actions.AgreementMove(event, day, **more)  # type: ignore[arg-type]
        key = f"krav/steg/{agreement.pk}/{event}/{day}"
        return actions.move_agreement(SETUP, agreement.pk, move, key=key)

    def sign(self, agreement: Agreement, *sides: str) -> None:
        """Let sides sign."""
        for side in sides or ("federation", "payee"):
            new = actions.NewSignature(side, START, "Kim Ek")
            key = f"krav/namn/{agreement.pk}/{side}"
            actions.add_term(SETUP, agreement.pk, new, key=key)

    def signed(self, model: str = "hour", **more: object) -> Agreement:
        """An agreement that is decided and signed by both."""
        made = self.draft(model, **more)
        self.step(made, "propose")
        self.step(made, "decide", decision=self.decision)
        self.sign(made)
        return made

    def committed(
        self, agreement: Agreement, amount: int = 100_000_000, span: Span | None = None
    ) -> Commitment:
        """An approved commitment for the year, or for some days."""
        days = span or Span(START, END)
        new = actions.NewCommitment(agreement.pk, days.from_date, days.to_date, amount)
        key = f"krav/åtagande/{agreement.pk}/{days}"
        made = actions.add_commitment(self.manager, new, key=key)
        return actions.move_commitment(self.certifier, made.pk, "approve", key=f"{key}/ja")

    def claimed(self, agreement: Agreement, span: Span = JANUARY, count: int = 5) -> Claim:
        """A claim with figures: hours, or costs in hundreds of kronor."""
        new = actions.NewClaim(agreement.pk, span.from_date, span.to_date)
        key = f"krav/rekvisition/{agreement.pk}/{span}"
        made = actions.make_claim(self.economist, new, key=key)
        actions.enter_figures(
            self.economist, made.pk, entered(agreement, span, count), key=f"{key}/tal/{count}"
        )
        made.refresh_from_db()
        return made

    def move(self, who: Actor, claim: Claim, event: str, **more: object) -> Claim:
        """Take a step of a claim, once for each count of its steps."""
        move = actions.ClaimMove(event, **more)  # type: ignore[arg-type]
        key = f"krav/{claim.pk}/{event}/{claim.steps.count()}"
        return actions.move_claim(who, claim.pk, move, key=key)

    def certified(self, agreement: Agreement, span: Span = JANUARY, count: int = 5) -> Claim:
        """A claim that has come as far as certified."""
        made = self.claimed(agreement, span, count)
        for who, event in (
            (self.economist, "submit"),
            (self.reviewer, "review"),
            (self.reviewer, "propose"),
            (self.certifier, "certify"),
        ):
            made = self.move(who, made, event)
        return made

    def paid(self, agreement: Agreement, span: Span = JANUARY, count: int = 5) -> Claim:
        """A claim that has been paid."""
        made = self.certified(agreement, span, count)
        made = self.move(self.reviewer, made, "send")
        return self.move(self.reviewer, made, "pay", voucher="V 1")


def entered(agreement: Agreement, span: Span, count: int) -> actions.Entered:
    """Figures that fit an agreement's price model."""
    if agreement.price_model in ("actual_cost", "other"):
        return actions.Entered(Figures(costs=(Cost("Personal", "Lön", count * 10_000),)))
    return actions.Entered(Figures((Counted(span, count),)))


def ready() -> Claiming:
    """Found a federation with its members, and who handles claims in it."""
    home = founding.found_federation()
    made = Claiming(home, founding.with_members(home))
    # Asked for here they are made once for all tests, and not by each that comes to need them
    for each in (made.manager_user, made.economist_user, made.reviewer_user, made.certifier_user):
        assert each.pk
    return made
