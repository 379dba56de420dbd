"""What in the decisions waits for somebody, and for whom."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.decisions import actions, desk, waiting
from samverk.decisions.tests.stage import decide, fact, key
from samverk.foundation.actors import PUBLIC, Actor, HeldRole, Role
from samverk.foundation.desk import Visit
from samverk.foundation.tests.cast import SETUP, TODAY

pytestmark = pytest.mark.django_db
LONG_AGO = date(2023, 6, 1)


def assign(decision, task="Avsluta avtalet", due=None):
    new = actions.NewAssignment(task, "firmatecknarna", due)
    return actions.add_assignment(SETUP, decision, new, key=key())


def states(pile):
    return [task.state for task in pile.tasks]


def test_a_decision_long_since_posted_waits_to_be_confirmed(cast):
    decision = decide(cast)
    fact(decision, "posted", LONG_AGO)
    assert waiting.presumed_in_force(cast.owner, TODAY) == [(decision, date(2023, 6, 23))]


@pytest.mark.parametrize("settled", [["confirmed"], ["appealed"], ["appealed", "annulled"]])
def test_what_is_settled_waits_no_longer(cast, settled):
    decision = decide(cast)
    fact(decision, "posted", LONG_AGO)
    for number, kind in enumerate(settled):
        fact(decision, kind, date(2023, 7, 1 + number))
    assert waiting.presumed_in_force(cast.owner, TODAY) == []


def test_while_the_time_runs_nothing_waits(cast):
    decision = decide(cast, decided_on=date(2024, 2, 20))
    fact(decision, "posted", date(2024, 2, 26))
    assert waiting.presumed_in_force(cast.owner, TODAY) == []
    assert waiting.presumed_in_force(cast.owner, date(2024, 3, 18)) == []
    assert len(waiting.presumed_in_force(cast.owner, date(2024, 3, 19))) == 1


def test_a_decision_without_a_day_of_posting_is_unknown_and_says_so(cast):
    decide(cast)
    pile = desk.legal_force(Visit(cast.owner, TODAY))
    assert states(pile) == ["Okänt, anslagsdagen är inte registrerad"]


def test_a_proposal_and_a_decision_known_by_citation_gain_no_legal_force(cast):
    decide(cast, kind="proposes", appeal_form="ej-overklagbart")
    decide(cast, paragraph=95, cited_only=True)
    assert waiting.without_posting(cast.owner, TODAY) == []


@pytest.mark.parametrize("who", ["colleague", "outsider", "member"])
def test_legal_force_waits_only_for_those_who_may_confirm_it(cast, who):
    decide(cast)
    fact(decide(cast, paragraph=95), "posted", LONG_AGO)
    assert desk.legal_force(Visit(getattr(cast, who), TODAY)).tasks == ()


def test_a_role_for_the_whole_organisation_reaches_its_bodies(cast):
    decide(cast)
    chief = Actor(99, "Ylva Sörstrand", (HeldRole(Role.MANAGER, cast.town.pk),))
    elsewhere = Actor(98, "Signe", (HeldRole(Role.MANAGER, cast.neighbour.pk),))
    assert len(waiting.without_posting(chief, TODAY)) == 1
    assert waiting.without_posting(elsewhere, TODAY) == []


def test_the_most_urgent_assignment_comes_first_and_one_without_a_day_last(cast):
    decision = decide(cast)
    for task, due in (("utan", None), ("sen", date(2024, 1, 2)), ("snar", date(2024, 4, 1))):
        assign(decision, task, due)
    tasks = desk.assignments(Visit(cast.owner, TODAY)).tasks
    assert [(task.label, task.state) for task in tasks] == [
        ("sen", "Försenat sedan 2024-01-02"),
        ("snar", "Senast 2024-04-01"),
        ("utan", "Utan slutdag"),
    ]


def test_an_assignment_due_today_is_not_late(cast):
    assign(decide(cast), due=TODAY)
    assert states(desk.assignments(Visit(cast.owner, TODAY))) == [f"Senast {TODAY}"]


def test_a_reported_assignment_is_off_the_desk(cast):
    given = assign(decide(cast))
    actions.report_assignment(SETUP, given, TODAY, "Klart.", key=key())
    assert desk.assignments(Visit(cast.owner, TODAY)).tasks == ()


def test_a_decision_known_only_by_citation_waits_to_be_registered(cast):
    decision = decide(cast, cited_only=True)
    assert waiting.unseen_decisions(cast.owner) == [decision]
    assert waiting.unseen_decisions(cast.member) == []


def test_a_citation_of_something_not_registered_leads_to_the_text_that_has_it(cast):
    decision = decide(cast)
    cited = actions.NewCitation("Kommunstyrelsen", date(2023, 4, 1), 12)
    actions.add_citations(SETUP, decision, [cited], key=key())
    (task,) = desk.citations(Visit(cast.owner, TODAY)).tasks
    assert task.url == f"/beslut/{decision.pk}/#hanvisningar"
    assert str(decision) in task.note


@pytest.mark.parametrize("make", [desk.assignments, desk.legal_force, desk.citations])
def test_the_public_finds_nothing_on_the_desk(cast, make):
    assign(decide(cast))
    assert make(Visit(PUBLIC, TODAY)).tasks == ()


@pytest.mark.parametrize(
    ("make", "questions"), [(desk.assignments, 1), (desk.legal_force, 3), (desk.citations, 2)]
)
def test_a_pile_asks_as_much_however_high_it_is(cast, django_assert_num_queries, make, questions):
    for number in range(4):
        decision = decide(cast, paragraph=100 + number, cited_only=number > 2)
        assign(decision)
        fact(decision, "posted", LONG_AGO)
    visit = Visit(cast.owner, TODAY)
    with django_assert_num_queries(questions):
        assert make(visit).tasks
