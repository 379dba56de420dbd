"""What is offered after a record is confirmed: nothing happens until somebody says so."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.decisions.models import Decision, Lineage
from samverk.directory import actions as directory
from samverk.federation import actions as federation
from samverk.federation.models import MembershipFact
from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, NotAllowedError
from samverk.foundation.middleware import actor_for
from samverk.foundation.permissions import Denied
from samverk.intake.actions import take_step
from samverk.intake.next_steps.offered import next_steps
from samverk.intake.tests import reviews
from samverk.intake.tests.conftest import SETUP, user
from samverk.intake.tests.reviews import confirmed, only_record
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db


@kept
def membership(home):
    """The membership that the sample papers speak of."""
    new = directory.NewOrganisation(
        "federation", "Samordningsförbundet Fyrbåken", "Fyrbåken", "fyrbaken", ""
    )
    made = directory.add_organisation(SETUP, new, key="forbund")
    return federation.add_member(SETUP, made.pk, home.pk, "municipality", key="medlem")


@kept
def papers(actor, home, read_in):
    """The council's decision to leave and the board's proposal to stay, both confirmed."""
    first, second = read_in("council.txt", "board.txt")
    left = confirmed(actor, first, reviews.council(home))
    return left, confirmed(actor, second, reviews.board(home))


def offered(record, actor, start=""):
    return [step for step in next_steps(record, actor) if step.id.startswith(start)]


def test_confirming_alone_draws_no_step_and_records_no_event(papers, membership):
    assert not Lineage.objects.exists()
    assert not MembershipFact.objects.exists()


def test_a_proposal_to_repeal_is_offered_as_a_step_with_its_words(papers, actor):
    (step,) = offered(papers[1], actor, "led")
    assert step.text == "Det här förslaget föreslår att upphäva Kommunfullmäktige § 12 2023-05-10"
    assert step.ground.startswith("Texten säger ”Kommunfullmäktige upphäver sitt beslut KF § 12")


def test_only_the_source_is_quoted_and_never_the_words_of_the_register(home, actor, read_in):
    first, second = read_in("council.txt", "board.txt")
    confirmed(actor, first, reviews.council(home))
    record = confirmed(actor, second, reviews.board(home))
    record.confirmed_fields["proposals"] = []
    (step,) = offered(record, actor, "led")
    assert "Förslag att fullmäktige" not in step.ground
    (other,) = offered(first.records.get(), actor, "led")
    assert other.ground == f"{record.decision} hänvisar hit."


def test_one_press_draws_the_step(papers, actor):
    (step,) = offered(papers[1], actor, "led")
    take_step(actor, papers[1], step.id, key="tryck")
    drawn = Lineage.objects.get()
    assert (drawn.decision, drawn.target) == (papers[1].decision, papers[0].decision)
    assert drawn.relation == "proposes_repeal"


def test_a_step_that_is_drawn_is_shown_as_done_and_drawn_once(papers, actor):
    (step,) = offered(papers[1], actor, "led")
    take_step(actor, papers[1], step.id, key="tryck")
    take_step(actor, papers[1], step.id, key="tryck igen")
    assert offered(papers[1], actor, "led")[0].is_done
    assert Lineage.objects.count() == 1


def test_the_step_is_offered_at_the_other_end_too(papers, actor):
    (step,) = offered(papers[0], actor, "led")
    assert step.text.endswith("föreslår att upphäva det här beslutet")


def test_a_decision_that_repeals_is_offered_as_repealing(home, actor, read_in):
    first, second = read_in("council.txt", "board.txt")
    target = confirmed(actor, first, reviews.council(home)).decision
    council = {"body": reviews.body(home, "KF").pk, "paragraph": 30, "kind": "repeals"}
    record = confirmed(actor, second, reviews.board(home, **council))
    (step,) = offered(record, actor, "led")
    assert step.text == f"Det här beslutet upphäver {target}"
    take_step(actor, record, step.id, key="tryck")
    assert Lineage.objects.get().relation == "repeals"


def test_a_citation_without_words_of_repeal_offers_no_repeal(home, actor, read_in):
    first, second = read_in("council.txt", "board.txt")
    confirmed(actor, first, reviews.council(home))
    plain = reviews.board(home, text="Nämnden föreslår en utredning.", title="Utredning")
    assert offered(confirmed(actor, second, plain), actor, "led") == []


@kept
def mixed(actor, home, read_in):
    """The council's decision to leave, and a board that informs itself and proposes to stay."""
    first, second = read_in("council.txt", "board.txt")
    confirmed(actor, first, reviews.council(home))
    own = {"kind": "decides", "text": "Socialnämnden godkänner rapporten.", "title": "Förbundet"}
    details = {"proposals": second.records.get().fields["proposals"]}
    return confirmed(actor, second, reviews.board(home, **own, details=details))


def test_what_is_proposed_beside_an_own_decision_is_offered_as_a_step(mixed, actor):
    (step,) = offered(mixed, actor, "led")
    assert step.text == "Det här beslutet föreslår att upphäva Kommunfullmäktige § 12 2023-05-10"


def test_what_is_proposed_beside_an_own_decision_is_offered_as_an_event(mixed, actor, membership):
    (step,) = offered(mixed, actor, "handelse")
    assert "ett förslag att stanna i" in step.text


def test_a_decision_on_a_proposal_is_offered_so(home, actor, read_in):
    first, second = read_in("board.txt", "council.txt")
    proposal = confirmed(actor, first, reviews.board(home, citations=())).decision
    cites = decisions.NewCitation("Socialnämnden", proposal.decided_on, proposal.paragraph)
    later = {"decided_on": None, "citations": (cites,)}
    record = confirmed(actor, second, reviews.council(home, **later))
    (step,) = offered(record, actor, "led")
    assert step.text == f"Det här beslutet avgör förslaget i {proposal}"


def test_a_decision_is_not_offered_the_step_that_its_proposal_has_drawn(home, actor, read_in):
    first, second = read_in("board.txt", "council.txt")
    proposal = confirmed(actor, first, reviews.board(home, citations=())).decision
    cites = decisions.NewCitation("Socialnämnden", proposal.decided_on, proposal.paragraph)
    later = {"decided_on": None, "citations": (cites,)}
    record = confirmed(actor, second, reviews.council(home, **later))
    drawn = decisions.NewStep(record.decision.pk, "proposes", decision=proposal.pk)
    decisions.add_step(SETUP, drawn, key="led")
    assert offered(record, actor, "led") == []


def test_an_event_is_offered_with_the_day_of_the_registered_decision(papers, membership, actor):
    papers[0].confirmed_fields["date"] = None
    (step,) = offered(papers[0], actor, "handelse")
    assert step.text.endswith("(Granby, 2023-05-10)")


def test_the_councils_decision_to_leave_is_offered_as_an_event(papers, membership, actor):
    (step,) = offered(papers[0], actor, "handelse")
    assert "ett beslut om utträde ur Samordningsförbundet Fyrbåken" in step.text
    assert "Utträde ur Samordningsförbundet Fyrbåken" in step.ground


def test_one_press_records_the_event_with_its_paper(papers, membership, actor):
    (step,) = offered(papers[0], actor, "handelse")
    take_step(actor, papers[0], step.id, key="tryck")
    fact = MembershipFact.objects.get()
    assert (fact.kind, fact.decision) == ("council_decided_exit", papers[0].decision)
    assert offered(papers[0], actor, "handelse")[0].is_done


def test_a_boards_proposal_is_offered_as_a_proposal_and_no_decision(papers, membership, actor):
    (step,) = offered(papers[1], actor, "handelse")
    assert step.id.endswith("repeal_proposed")


def test_a_memo_offers_its_step_and_event_by_its_document(home, actor, membership, read_in):
    first, memo = read_in("council.txt", "memo.txt")
    confirmed(actor, first, reviews.council(home))
    record = confirmed(actor, memo, reviews.board(home, paragraph=None, kind=""))
    for step in next_steps(record, actor):
        take_step(actor, record, step.id, key=step.id)
    assert Lineage.objects.get().document == record.document
    assert MembershipFact.objects.get().document == record.document


def test_a_text_that_names_another_federation_offers_no_event(home, actor, membership, read_in):
    other = "Kommunfullmäktige beslutar att kommunen lämnar Samordningsförbundet Fjärran."
    review = reviews.council(home, title="Utträde", text=other)
    record = confirmed(actor, read_in("council.txt")[0], review)
    record.confirmed_fields["proposals"] = []
    assert offered(record, actor, "handelse") == []


def test_a_text_that_names_no_federation_is_offered_the_only_one(home, actor, membership, read_in):
    review = reviews.council(home, title="Utträde", text="Kommunen lämnar förbundet.")
    record = confirmed(actor, read_in("council.txt")[0], review)
    record.confirmed_fields["proposals"] = []
    assert len(offered(record, actor, "handelse")) == 1


def test_no_event_is_offered_to_who_is_no_member(papers, actor):
    assert offered(papers[0], actor, "handelse") == []


def test_a_decision_of_another_matter_offers_no_event(home, actor, membership, read_in):
    other = reviews.council(home, title="Ny skola", text="Fullmäktige beslutar att bygga.")
    record = confirmed(actor, read_in("council.txt")[0], other)
    record.confirmed_fields["proposals"] = []
    assert offered(record, actor, "handelse") == []


def test_a_step_without_the_right_says_why_and_is_refused(home, board, papers, membership):
    registrar = actor_for(user("registrator@granby.example", Role.REGISTRAR, home, board))
    (step,) = offered(papers[0], registrar, "handelse")
    assert isinstance(step.permission, Denied)
    assert "registrera vad som hänt med ett medlemskap" in step.permission.why
    with pytest.raises(NotAllowedError):
        take_step(registrar, papers[0], step.id, key="tryck")


def test_an_outsider_may_do_no_step(outsider, papers, actor):
    (step,) = offered(papers[1], actor, "led")
    with pytest.raises(NotAllowedError):
        take_step(actor_for(outsider), papers[1], step.id, key="tryck")
    assert not Lineage.objects.exists()


def test_a_step_that_is_not_offered_is_refused(papers, actor):
    with pytest.raises(ConflictError):
        take_step(actor, papers[1], "led-1-0-repeals-2", key="tryck")
    assert not Lineage.objects.exists()


def test_the_page_offers_each_step_as_one_press(client, secretary, papers, membership):
    client.force_login(secretary)
    address = reverse("intake_review", args=[papers[0].source_id, 1])
    (step,) = [s for s, _ in client.get(address).context["steps"] if s.id.startswith("handelse")]
    sent = {"key": "en", "step": step.id}
    answer = client.post(reverse("intake_follow", args=[papers[0].source_id, 1]), sent, follow=True)
    assert "Klart: Det här är ett beslut om utträde" in answer.content.decode()
    assert MembershipFact.objects.count() == 1


def test_what_is_cited_and_not_registered_is_told(client, secretary, home, actor, read_in):
    record = confirmed(actor, read_in("board.txt")[0], reviews.board(home))
    client.force_login(secretary)
    shown = client.get(reverse("intake_review", args=[record.source_id, 1])).content.decode()
    assert "som inte är registrerat här" in shown


def test_nothing_is_offered_before_the_record_is_confirmed(actor, read_in):
    assert next_steps(only_record(read_in("board.txt")[0]), actor) == []
    assert not Decision.objects.exists()


def cited_by(home, target, paragraph):
    """Register a proposal to repeal that cites the council's decision."""
    cites = decisions.NewCitation("Kommunfullmäktige", target.decided_on, target.paragraph)
    new = decisions.NewDecision(
        home.pk,
        "Stanna kvar",
        "proposes",
        body=reviews.body(home, "SN").pk,
        paragraph=paragraph,
        citations=(cites,),
    )
    decisions.register_decision(SETUP, new, key=f"förslag/{paragraph}")


def test_many_citing_decisions_cost_no_more_questions(
    papers, actor, home, django_assert_max_num_queries
):
    for paragraph in range(20, 32):
        cited_by(home, papers[0].decision, paragraph)
    with django_assert_max_num_queries(6):
        assert len(offered(papers[0], actor, "led")) == 13
