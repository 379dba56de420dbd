"""Who may draw a step: the people of either end, and those who read it in a paper of their own."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.decisions import actions
from samverk.decisions.models import Lineage
from samverk.decisions.tests.stage import decide, key
from samverk.directory.queries import body_ref
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry

pytestmark = pytest.mark.django_db


@kept
def boards_proposal(cast):
    day = date(2023, 4, 3)
    return decide(cast, body=cast.other_board.pk, kind="proposes", decided_on=day, paragraph=3)


@kept
def target(cast):
    return decide(cast)


def draw(actor, source, target, relation="proposes", **options):
    new = actions.NewStep(target.pk, relation, source.pk)
    return actions.add_step(actor, new, key=options.pop("key", key()), **options)


@pytest.mark.parametrize("who", ["owner", "colleague"])
def test_the_people_of_either_end_draw_it(cast, boards_proposal, target, who):
    assert draw(getattr(cast, who), boards_proposal, target).target == target


def test_nobody_else_does(cast, boards_proposal, target):
    for stranger in (cast.outsider, cast.member):
        with pytest.raises(NotAllowedError):
            draw(stranger, boards_proposal, target)


def test_the_event_is_of_the_organisation_whose_people_drew_it(cast, boards_proposal, target):
    draw(cast.colleague, boards_proposal, target)
    event = AuditEvent.objects.get(kind="decisions.step_added")
    assert (event.actor_name, event.organisation) == ("Nils Hallvarn", cast.town)


def test_the_event_is_of_the_body_at_whose_end_the_right_was(cast, boards_proposal, target):
    draw(cast.colleague, boards_proposal, target)
    assert AuditEvent.objects.get(kind="decisions.step_added").body == cast.other_board


@kept
def neighbours_paper(cast):
    opened = registry.NewCase(cast.neighbour_board.pk, "Samarbete", date(2023, 5, 1))
    case = registry.open_case(SETUP, opened, key=key())
    new = registry.NewDocument(case.pk, "drawn_up", "minutes", date(2023, 5, 26), "Protokoll")
    return registry.register_document(SETUP, new, key=key())


def test_who_has_read_it_in_a_paper_of_their_own_diary_draws_it(
    cast, boards_proposal, target, neighbours_paper
):
    source = actions.NewSource(neighbours_paper.pk)
    actions.add_source(SETUP, boards_proposal, source, key=key())
    diary = body_ref(cast.neighbour_board.pk)
    assert draw(cast.outsider, boards_proposal, target, read_by=diary).target == target
    event = AuditEvent.objects.get(kind="decisions.step_added")
    assert (event.organisation, event.body) == (cast.neighbour, cast.neighbour_board)


def test_a_diary_without_the_paper_gives_no_right(cast, boards_proposal, target):
    with pytest.raises(NotAllowedError):
        draw(cast.outsider, boards_proposal, target, read_by=body_ref(cast.neighbour_board.pk))


def test_a_diary_of_others_gives_no_right(cast, boards_proposal, target, neighbours_paper):
    actions.add_source(SETUP, boards_proposal, actions.NewSource(neighbours_paper.pk), key=key())
    for stranger in (cast.member,):
        with pytest.raises(NotAllowedError):
            draw(stranger, boards_proposal, target, read_by=body_ref(cast.neighbour_board.pk))


def test_the_same_form_twice_draws_one_arrow(cast, boards_proposal, target):
    made = [draw(cast.owner, boards_proposal, target, key="samma") for _ in range(2)]
    assert made[0] == made[1]
    assert Lineage.objects.count() == 1


def test_the_same_form_with_another_relation_is_a_conflict(cast, boards_proposal, target):
    draw(cast.owner, boards_proposal, target, key="samma")
    with pytest.raises(ConflictError, match="med andra uppgifter"):
        draw(cast.owner, boards_proposal, target, "prepares", key="samma")


def repealing(cast, target, relation="repeals"):
    return decide(
        cast,
        actor=cast.owner,
        kind="repeals",
        decided_on=date(2024, 1, 29),
        paragraph=7,
        acts_on=(actions.ActsOn(relation, target.pk),),
    )


def test_a_decision_is_registered_with_what_it_repeals_in_one_go(cast, target):
    made = repealing(cast, target)
    assert [(one.relation, one.decision) for one in target.acted_on_by.all()] == [("repeals", made)]
    assert AuditEvent.objects.filter(kind__startswith="decisions.").count() == 2


def test_with_a_step_that_cannot_be_the_decision_is_not_registered_either(cast, boards_proposal):
    with pytest.raises(InputError) as fault:
        repealing(cast, boards_proposal)
    assert fault.value.field == "relation"
    assert type(boards_proposal).objects.count() == 1


def test_a_decision_acts_on_nothing_that_is_not_there(cast, target):
    target.pk = 10**9
    with pytest.raises(NotFoundError):
        repealing(cast, target)
