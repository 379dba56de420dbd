"""One call of every action in the house, each such that it succeeds for somebody with the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import uuid4

from samverk.accounts import actions as accounts
from samverk.accounts import queries
from samverk.decisions import actions as decisions
from samverk.decisions.actions.marking import mark_of
from samverk.decisions.models import Decision
from samverk.directory import actions as directory
from samverk.directory.queries import body_ref
from samverk.federation import actions as federation
from samverk.federation.models import Membership
from samverk.foundation import people
from samverk.foundation.actors import Actor, Role
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP, TODAY, Cast
from samverk.registry import actions as registry
from samverk.registry.models import Case, Document

DAY = date(2024, 1, 29)
CITED = decisions.NewCitation("KF", date(2023, 5, 26), 94)


@dataclass
class Scene:
    """The cast's places, with a federation and one of each thing that actions work on."""

    cast: Cast
    # What a room's cases set themselves, for the next who is tried at the same
    kept: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def federation(self) -> int:
        """A federation that Lillköping belongs to."""
        name = "Samordningsförbundet Fyrbåken"
        new = directory.NewOrganisation("federation", name, "Fyrbåken", "fyrbaken")
        return directory.add_organisation(SETUP, new, key="scen/förbund").pk

    @cached_property
    def membership(self) -> Membership:
        """Lillköping's membership."""
        town = self.cast.town.pk
        return federation.add_member(
            SETUP, self.federation, town, "municipality", key="scen/medlem"
        )

    @cached_property
    def region(self) -> int:
        """The membership (id) of a region in that federation."""
        new = directory.NewOrganisation("region", "Kustregionen", "Kustregionen")
        home = directory.add_organisation(SETUP, new, key="scen/region").pk
        joined = federation.NewMember(self.federation, home, "region", DAY, "Förbundet bildades.")
        return federation.admit_member(SETUP, joined, key="scen/medlem/region").pk

    @cached_property
    def applicant(self) -> Membership:
        """Lillköping's membership, with the day it became a member."""
        new = federation.NewFact(self.membership.pk, "joined", DAY, note="Förbundet bildades.")
        federation.record_fact(SETUP, new, key="scen/inträde")
        return self.membership

    @cached_property
    def board(self) -> int:
        """The federation's board."""
        new = directory.NewBody(self.federation, "federation_board", "Styrelsen")
        return directory.add_body(SETUP, new, key="scen/styrelse").pk

    @cached_property
    def board_decision(self) -> Decision:
        """A decision of the federation's board."""
        new = decisions.NewDecision(self.federation, "Medel", "decides", self.board, TODAY, 7)
        return decisions.register_decision(SETUP, new, key="scen/styrelsens beslut")

    @cached_property
    def case(self) -> Case:
        """A case in the social board's diary."""
        new = registry.NewCase(self.cast.board.pk, "Samarbete", date(2024, 1, 2))
        return registry.open_case(SETUP, new, key="scen/ärende")

    @cached_property
    def paper(self) -> Document:
        """A notice of exit in that case."""
        return registry.register_document(SETUP, self.new_paper, key="scen/handling")

    @property
    def new_paper(self) -> registry.NewDocument:
        """A notice of exit to register."""
        return registry.NewDocument(self.case.pk, "outgoing", "exit_notice", DAY, "Uppsägning")

    def decision(self, paragraph: int = 94, kind: str = "decides") -> Decision:
        """A decision of the social board."""
        new = self.new_decision(paragraph, kind)
        return decisions.register_decision(SETUP, new, key=f"scen/beslut/{paragraph}")

    def new_decision(self, paragraph: int = 94, kind: str = "decides") -> decisions.NewDecision:
        """A decision of the social board to register."""
        place = {"organisation": self.cast.town.pk, "body": self.cast.board.pk}
        return decisions.NewDecision(
            **place, title="Utträde", kind=kind, decided_on=DAY, paragraph=paragraph
        )

    @property
    def terms(self) -> int:
        """By-laws of the federation."""
        new = federation.NewTerms(self.federation, 3, "calendar-years", "§ 20", DAY, "Källa")
        return federation.set_terms(SETUP, new, key="scen/förbundsordning").pk

    @property
    def notice(self) -> federation.NewFact:
        """A fact to record: that the notice was sent."""
        return federation.NewFact(self.membership.pk, "notice_sent", DAY, document=self.paper.pk)

    @cached_property
    def fact(self) -> federation.MembershipFact:
        """The fact, recorded."""
        return federation.record_fact(SETUP, self.notice, key="scen/händelse")


Call = Callable[[Scene, Actor], object]
CALLS: dict[str, Call] = {}


def call(name: str) -> Callable[[Call], Call]:
    """Let a function stand for the action ``room.name``."""

    def keep(function: Call) -> Call:
        CALLS[name] = function
        return function

    return keep


@call("foundation.add_user")
def _(scene: Scene, actor: Actor) -> object:
    return people.add_user(actor, people.NewUser("ny@prov.example", "Ny", None, ()), key="k")


def account(scene: Scene) -> User:
    return queries.account(scene.cast.member_user.pk)


@call("accounts.add_account")
def _(scene: Scene, actor: Actor) -> object:
    post = accounts.Post(Role.MEMBER, scene.cast.town.pk, TODAY)
    new = accounts.NewAccount("ny@prov.example", "Ny Person", (post,))
    return accounts.add_account(actor, new, key="k")


@call("accounts.give_role")
def _(scene: Scene, actor: Actor) -> object:
    post = accounts.Post(Role.SECRETARY, scene.cast.town.pk, TODAY)
    new = accounts.NewRole(account(scene).email, post, "Vikarierar.")
    return accounts.give_role(actor, new, key="k")


@call("accounts.end_role")
def _(scene: Scene, actor: Actor) -> object:
    held = account(scene).role_assignments.get()
    return accounts.end_role(actor, held.pk, None, key="k")


@call("accounts.close_account")
def _(scene: Scene, actor: Actor) -> object:
    return accounts.close_account(actor, account(scene), "Slutat.", key="k")


@call("accounts.reopen_account")
def _(scene: Scene, actor: Actor) -> object:
    accounts.close_account(SETUP, account(scene), "Slutat.", key="scen/stängt")
    return accounts.reopen_account(actor, account(scene), "Åter.", key="k")


@call("accounts.make_link")
def _(scene: Scene, actor: Actor) -> object:
    return accounts.make_link(actor, account(scene), key="k")


@call("accounts.mail_link")
def _(scene: Scene, actor: Actor) -> object:
    return accounts.mail_link(actor, account(scene), "https://prov.test", key="k")


@call("directory.add_organisation")
def _(scene: Scene, actor: Actor) -> object:
    new = directory.NewOrganisation("agency", "Myndigheten", "Myndigheten", "myndigheten")
    return directory.add_organisation(actor, new, key="k")


@call("directory.add_party")
def _(scene: Scene, actor: Actor) -> object:
    return directory.add_party(actor, "X", "Partiet", key="k")


@call("directory.add_body")
def _(scene: Scene, actor: Actor) -> object:
    new = directory.NewBody(scene.cast.town.pk, "board", "Kulturnämnden")
    return directory.add_body(actor, new, key="k")


@call("directory.set_terms")
def _(scene: Scene, actor: Actor) -> object:
    new = directory.NewTerms(scene.cast.board.pk, DAY, "Reglemente § 1", members=9)
    return directory.set_terms(actor, new, key="k")


def holding(scene: Scene, actor: Actor, key: str = "k") -> directory.NewHolding:
    directory.add_party(SETUP, "X", "Partiet", key="scen/parti")
    return directory.NewHolding(scene.cast.board.pk, 1, False, "Bo Ek", "X", "member", DAY)


@call("directory.fill_seat")
def _(scene: Scene, actor: Actor) -> object:
    return directory.fill_seat(actor, holding(scene, actor), key="k")


@call("directory.end_holding")
def _(scene: Scene, actor: Actor) -> object:
    held = directory.fill_seat(SETUP, holding(scene, actor), key="scen/uppdrag")
    return directory.end_holding(actor, held.pk, date(2024, 2, 1), key="k")


@call("directory.set_calling_order")
def _(scene: Scene, actor: Actor) -> object:
    directory.fill_seat(SETUP, holding(scene, SETUP), key="scen/uppdrag")
    one = directory.NewHolding(scene.cast.board.pk, 1, True, "Ea Å", "X", "substitute", DAY)
    held = directory.fill_seat(SETUP, one, key="scen/ersättare")
    turn = {"X": [held.person_id]}
    new = directory.NewCallingOrder(scene.cast.board.pk, DAY, "Beslut § 2", turn)
    return directory.set_calling_order(actor, new, key="k")


def binding(scene: Scene) -> directory.NewBinding:
    """The member's account, to belong to somebody in a seat of the social board."""
    held = directory.fill_seat(SETUP, holding(scene, SETUP), key="scen/uppdrag")
    return directory.NewBinding(held.person_id, scene.cast.member_user.pk, date(2024, 3, 15))


@call("directory.bind_account")
def _(scene: Scene, actor: Actor) -> object:
    return directory.bind_account(actor, scene.cast.board.pk, binding(scene), key="k")


@call("directory.release_account")
def _(scene: Scene, actor: Actor) -> object:
    body = scene.cast.board.pk
    made = directory.bind_account(SETUP, body, binding(scene), key="scen/koppling")
    return directory.release_account(actor, body, made.pk, key="k")


@call("registry.open_case")
def _(scene: Scene, actor: Actor) -> object:
    return registry.open_case(actor, registry.NewCase(scene.cast.board.pk, "Nytt", DAY), key="k")


@call("registry.close_case")
def _(scene: Scene, actor: Actor) -> object:
    return registry.close_case(actor, scene.case, DAY, key="k")


@call("registry.link_cases")
def _(scene: Scene, actor: Actor) -> object:
    new = registry.NewCase(scene.cast.neighbour_board.pk, "Annat", DAY)
    other = registry.open_case(SETUP, new, key="scen/annat")
    return registry.link_cases(actor, scene.case, other, "continues", key="k")


@call("registry.register_document")
def _(scene: Scene, actor: Actor) -> object:
    return registry.register_document(actor, scene.new_paper, key="k")


@call("decisions.register_decision")
def _(scene: Scene, actor: Actor) -> object:
    return decisions.register_decision(actor, scene.new_decision(), key="k")


@call("decisions.complete_decision")
def _(scene: Scene, actor: Actor) -> object:
    new = decisions.Completion(text="Nämnden beslutar.")
    return decisions.complete_decision(actor, scene.decision(), new, key="k")


@call("decisions.confirm_reading")
def _(scene: Scene, actor: Actor) -> object:
    found = scene.decision()
    return decisions.confirm_reading(actor, found, mark_of(found), key="k")


@call("decisions.add_assignment")
def _(scene: Scene, actor: Actor) -> object:
    new = decisions.NewAssignment("Säg upp", "kansliet")
    return decisions.add_assignment(actor, scene.decision(), new, key="k")


@call("decisions.report_assignment")
def _(scene: Scene, actor: Actor) -> object:
    new = decisions.NewAssignment("Säg upp", "kansliet")
    task = decisions.add_assignment(SETUP, scene.decision(), new, key="scen/uppdrag")
    return decisions.report_assignment(actor, task, date(2024, 2, 1), "Klart.", key="k")


@call("decisions.add_citations")
def _(scene: Scene, actor: Actor) -> object:
    return decisions.add_citations(actor, scene.decision(), [CITED], key="k")


@call("decisions.add_source")
def _(scene: Scene, actor: Actor) -> object:
    new = decisions.NewSource(scene.paper.pk)
    return decisions.add_source(actor, scene.decision(), new, key="k")


@call("decisions.add_step")
def _(scene: Scene, actor: Actor) -> object:
    source, target = scene.decision(95, "repeals"), scene.decision()
    new = decisions.NewStep(target.pk, "repeals", decision=source.pk)
    return decisions.add_step(actor, new, key="k")


@call("decisions.record_force_fact")
def _(scene: Scene, actor: Actor) -> object:
    new = decisions.NewForceFact("posted", date(2024, 2, 1))
    return decisions.record_force_fact(actor, scene.decision(), new, key="k")


@call("decisions.strike_force_fact")
def _(scene: Scene, actor: Actor) -> object:
    new = decisions.NewForceFact("posted", date(2024, 2, 1))
    found = decisions.record_force_fact(SETUP, scene.decision(), new, key="scen/anslag")
    return decisions.strike_force_fact(actor, found.force_facts.get(), "Fel dag.", key="k")


@call("decisions.cite_from_document")
def _(scene: Scene, actor: Actor) -> object:
    new = decisions.CitingDocument(scene.paper.pk, scene.cast.town.pk, (CITED,))
    diary = body_ref(scene.cast.board.pk)
    return decisions.cite_from_document(actor, new, key="k", read_by=diary)


@call("decisions.record_proceedings")
def _(scene: Scene, actor: Actor) -> object:
    new = decisions.NewProceedings(scene.paper.pk, reservations=(decisions.NewReservation("Bo"),))
    return decisions.record_proceedings(actor, scene.decision(), new, key="k")


@call("decisions.link_citation")
def _(scene: Scene, actor: Actor) -> object:
    target, citing = scene.decision(), scene.decision(95)
    cites = decisions.NewCitation("", DAY, 94)
    decisions.add_citations(SETUP, citing, [cites], key="scen/hänvisning")
    return decisions.link_citation(actor, citing.citations.get(), target, key="k")


@call("federation.add_member")
def _(scene: Scene, actor: Actor) -> object:
    home, member = scene.federation, scene.cast.town.pk
    return federation.add_member(actor, home, member, "municipality", key="k")


@call("federation.admit_member")
def _(scene: Scene, actor: Actor) -> object:
    home, member = scene.federation, scene.cast.neighbour.pk
    new = federation.NewMember(home, member, "municipality", DAY, "Förbundet bildades.")
    return federation.admit_member(actor, new, key="k")


@call("federation.set_year")
def _set_year(scene: Scene, actor: Actor) -> object:
    new = federation.NewYearSettings(scene.federation, 2024, (("samrad", 9, 30),))
    return federation.set_year(actor, new, key="k")


@call("federation.add_own_duty")
def _add_own_duty(scene: Scene, actor: Actor) -> object:
    new = federation.NewOwnDuty(scene.federation, "Medlemsråd", DAY)
    return federation.add_own_duty(actor, new, key="k")


@call("federation.note_duty")
def _note_duty(scene: Scene, actor: Actor) -> object:
    new = federation.NewDutyNote(scene.federation, 2024, "budget")
    return federation.note_duty(actor, new, key="k")


@call("federation.make_calendar_link")
def _make_calendar_link(scene: Scene, actor: Actor) -> object:
    return federation.make_calendar_link(actor, scene.federation, key="k")


@call("federation.close_calendar_link")
def _close_calendar_link(scene: Scene, actor: Actor) -> object:
    return federation.close_calendar_link(actor, scene.federation, key="k")


@call("federation.set_terms")
def _(scene: Scene, actor: Actor) -> object:
    new = federation.NewTerms(scene.federation, 3, "calendar-years", "§ 20", DAY, "Förbundsordning")
    return federation.set_terms(actor, new, key="k")


@call("federation.record_reading")
def _(scene: Scene, actor: Actor) -> object:
    new = federation.NewReading(scene.terms, ((14, "20 §"),))
    return federation.record_reading(actor, new, key="k")


@call("federation.record_settings")
def _(scene: Scene, actor: Actor) -> object:
    new = federation.NewSettings(scene.terms, seats=((scene.membership.pk, 1, 1),))
    return federation.record_settings(actor, new, key="k")


@call("federation.set_key")
def _(scene: Scene, actor: Actor) -> object:
    member = scene.membership
    new = federation.NewKey(member.federation_id, "equal", DAY, document=scene.paper.pk)
    return federation.set_key(actor, new, key="k")


@call("federation.set_state_amount")
def _(scene: Scene, actor: Actor) -> object:
    member = scene.membership
    new = federation.NewStateAmount(member.federation_id, 2024, 7, document=scene.paper.pk)
    return federation.set_state_amount(actor, new, key="k")


@call("federation.state_return")
def _(scene: Scene, actor: Actor) -> object:
    new = federation.NewReturn(scene.membership.pk, 2024, 7, document=scene.paper.pk)
    return federation.state_return(actor, new, key="k")


def intervention(scene: Scene) -> federation.Intervention:
    new = federation.NewIntervention(scene.membership.federation_id, "Gruppen", "individual")
    return federation.register_intervention(SETUP, new, key="insats")


@call("federation.register_intervention")
def _(scene: Scene, actor: Actor) -> object:
    new = federation.NewIntervention(scene.membership.federation_id, "Gruppen", "individual")
    return federation.register_intervention(actor, new, key="k")


@call("federation.change_intervention")
def _(scene: Scene, actor: Actor) -> object:
    facts = federation.InterventionFacts("Kursen", "", "", None, None)
    return federation.change_intervention(actor, intervention(scene).pk, facts, key="k")


def new_counts(scene: Scene) -> federation.NewCounts:
    return federation.NewCounts(intervention(scene).pk, "started", DAY, DAY, 7, 8, 0, "Rapport")


@call("federation.enter_counts")
def _(scene: Scene, actor: Actor) -> object:
    return federation.enter_counts(actor, new_counts(scene), key="k")


@call("federation.keep_days")
def _(scene: Scene, actor: Actor) -> object:
    row = federation.ToldRow(
        uuid4(), intervention(scene).pk, "", None, None, DAY.replace(day=1), DAY.replace(day=1), 99
    )
    told = federation.ToldMonth(
        scene.federation, scene.cast.town.pk, "Nämnden", DAY.replace(day=1), (row,), "Meddelande"
    )
    return federation.keep_days(actor, told, key="k")


@call("federation.set_aside_counts")
def _(scene: Scene, actor: Actor) -> object:
    made = federation.enter_counts(SETUP, new_counts(scene), key="antal")
    return federation.set_aside_counts(actor, made.pk, "Fel period", key="k")


@call("federation.draft_report")
def _(scene: Scene, actor: Actor) -> object:
    assert scene.board
    new = federation.NewYearReport(scene.federation, "plan", 2025)
    return federation.draft_report(actor, new, key="k")


def content(scene: Scene) -> federation.Content:
    """An application that holds: a municipality and a region co-operate."""
    text = dict.fromkeys((part.name for part in federation.TEXTS), "Skrivet.")
    return federation.Content(
        "Gruppen",
        **text,
        parties=(scene.region,),
        starts_on=DAY,
        ends_on=DAY,
        amounts=((DAY.year, 9_000),),
    )


def application(scene: Scene, *steps: str) -> federation.Application:
    """An application that has been written, and then ``sent``, ``registered`` and so on."""
    assert scene.board
    made = federation.write_application(SETUP, scene.applicant, content(scene), key="ansökan")
    for step in steps:
        if step == "sent":
            federation.send_application(SETUP, made, key="inlämnad")
        else:
            federation.register_application(SETUP, made, key="diarieförd")
    return made


@call("federation.write_application")
def _(scene: Scene, actor: Actor) -> object:
    return federation.write_application(actor, scene.membership, content(scene), key="k")


@call("federation.change_application")
def _(scene: Scene, actor: Actor) -> object:
    return federation.change_application(actor, application(scene), content(scene), 1, key="k")


@call("federation.send_application")
def _(scene: Scene, actor: Actor) -> object:
    return federation.send_application(actor, application(scene), key="k")


@call("federation.withdraw_application")
def _(scene: Scene, actor: Actor) -> object:
    return federation.withdraw_application(actor, application(scene), "Ändrade planer", key="k")


@call("federation.register_application")
def _(scene: Scene, actor: Actor) -> object:
    return federation.register_application(actor, application(scene, "sent"), key="k")


@call("federation.weigh_application")
def _(scene: Scene, actor: Actor) -> object:
    new = federation.Recommendation("grant", TODAY, "Väl beredd")
    ready = application(scene, "sent", "registered")
    return federation.weigh_application(actor, ready, new, key="k")


@call("federation.decide_application")
def _(scene: Scene, actor: Actor) -> object:
    new = federation.BoardDecision("grant", scene.board_decision.pk)
    ready = application(scene, "sent", "registered")
    return federation.decide_application(actor, ready, new, key="k")


@call("federation.import_populations")
def _(scene: Scene, actor: Actor) -> object:
    content = "region;2024\nLillköping;9\n".encode()
    new = federation.NewImport(scene.membership.federation_id, "f.csv", content, DAY, "Räkning")
    return federation.import_populations(actor, new, key="k")


@call("federation.state_fee")
def _(scene: Scene, actor: Actor) -> object:
    new = federation.NewFee(scene.membership.pk, 2024, 639_000, document=scene.paper.pk)
    return federation.state_fee(actor, new, key="k")


@call("federation.state_income")
def _(scene: Scene, actor: Actor) -> object:
    new = federation.NewIncome(scene.federation, 2024, 1, 2, "ett till två")
    return federation.state_income(actor, new, key="k")


@call("federation.record_population")
def _(scene: Scene, actor: Actor) -> object:
    new = federation.NewPopulation(scene.federation, scene.cast.town.pk, DAY, 9, "Räkning")
    return federation.record_population(actor, new, key="k")


@call("federation.record_fact")
def _(scene: Scene, actor: Actor) -> object:
    return federation.record_fact(actor, scene.notice, key="k")


@call("federation.set_aside_fact")
def _(scene: Scene, actor: Actor) -> object:
    return federation.set_aside_fact(actor, scene.fact, "Fel dag.", key="k")
