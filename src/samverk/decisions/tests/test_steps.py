"""Steps of the chain, sources and tasks."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.decisions import actions
from samverk.decisions.models import Lineage
from samverk.decisions.tests.stage import decide, key, repeal, step
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry

pytestmark = pytest.mark.django_db


@kept
def target(cast):
    return decide(cast)


def later(cast, **changes):
    usual = {"decided_on": date(2024, 1, 29), "paragraph": 7}
    return decide(cast, **(usual | changes))


def test_a_proposal_can_propose(cast, target):
    step(decide(cast, kind="proposes", paragraph=90), target, "proposes")
    assert target.acted_on_by.get().get_relation_display() == "föreslår"


def test_a_decision_does_not_act_on_itself(cast, target):
    with pytest.raises(InputError):
        step(target, target, "carries_out")


def test_a_step_comes_from_one_thing_that_is_there(cast, target):
    with pytest.raises(InputError):
        actions.add_step(SETUP, actions.NewStep(target.pk, "proposes"), key=key())
    with pytest.raises(NotFoundError):
        actions.add_step(SETUP, actions.NewStep(target.pk, "proposes", 10**9), key=key())
    with pytest.raises(NotFoundError):
        actions.add_step(SETUP, actions.NewStep(10**9, "proposes", target.pk), key=key())


def test_the_same_arrow_is_drawn_once(cast, target):
    source = repeal(cast, target)
    step(source, target)
    assert Lineage.objects.count() == 1


def test_nobody_else_adds_to_a_decision(cast, target):
    source = later(cast)
    for stranger in cast.strangers:
        with pytest.raises(NotAllowedError):
            actions.add_step(stranger, actions.NewStep(target.pk, "repeals", source.pk), key="a")
        with pytest.raises(NotAllowedError):
            actions.add_source(stranger, target, actions.NewSource(1), key="b")
        with pytest.raises(NotAllowedError):
            actions.add_citations(stranger, target, (), key="c")


@kept
def paper(cast):
    case = registry.open_case(
        SETUP, registry.NewCase(cast.board.pk, "Samarbete", date(2023, 5, 1)), key=key()
    )
    new = registry.NewDocument(case.pk, "drawn_up", "minutes", date(2023, 5, 26), "Protokoll")
    return registry.register_document(SETUP, new, key=key())


def test_a_document_is_a_source_once_and_keeps_its_place(cast, target, paper):
    for _ in range(2):
        source = actions.NewSource(paper.pk, "sida 3")
        actions.add_source(cast.owner, target, source, key=key())
    assert [(s.document_id, s.place) for s in target.sources.all()] == [(paper.pk, "sida 3")]


def test_a_memo_can_propose(cast, target, paper):
    new = actions.NewStep(target.pk, "proposes", document=paper.pk)
    made = actions.add_step(cast.owner, new, key=key())
    assert (made.document, made.decision) == (paper, None)


TASK = actions.NewAssignment("Avsluta avtalet", "firmatecknare", date(2023, 12, 31))


def test_a_task_found_later_is_added_with_its_event(cast, target):
    task = actions.add_assignment(cast.owner, target, TASK, key=key())
    assert (task.body, task.due_on) == (cast.council, date(2023, 12, 31))
    event = AuditEvent.objects.get(kind="decisions.assignment_given")
    assert (event.actor_name, event.subject_label) == ("Maj Ekedal", "Avsluta avtalet")
    assert event.body == cast.council


def test_a_task_is_not_due_before_it_is_given(cast, target):
    early = actions.NewAssignment("Avsluta avtalet", "firmatecknare", date(2023, 5, 25))
    with pytest.raises(InputError) as fault:
        actions.add_assignment(cast.owner, target, early, key=key())
    assert fault.value.field == "due_on"


def test_a_task_is_reported_once(cast, target):
    task = actions.add_assignment(cast.owner, target, TASK, key=key())
    done = actions.report_assignment(cast.owner, task, date(2024, 1, 8), "Sagt upp.", key="a")
    assert (done.reported_on, done.report) == (date(2024, 1, 8), "Sagt upp.")
    again = actions.report_assignment(cast.owner, task, date(2024, 1, 8), "Sagt upp.", key="a")
    assert again == done
    with pytest.raises(ConflictError, match="redan återrapporterat 2024-01-08"):
        actions.report_assignment(cast.owner, task, date(2024, 1, 9), "Mer.", key="b")


@pytest.mark.parametrize(
    ("day", "text", "field"),
    [
        (date(2024, 1, 8), " ", "report"),
        (date(2023, 5, 25), "Klart.", "day"),
        (date(2024, 3, 16), "Klart.", "day"),
    ],
)
def test_a_report_that_cannot_be_so_names_the_field(cast, target, day, text, field):
    task = actions.add_assignment(cast.owner, target, TASK, key=key())
    with pytest.raises(InputError) as fault:
        actions.report_assignment(cast.owner, task, day, text, key=key())
    assert fault.value.field == field


def test_nobody_else_gives_or_reports_tasks(cast, target):
    task = actions.add_assignment(cast.owner, target, TASK, key=key())
    for stranger in cast.strangers:
        with pytest.raises(NotAllowedError):
            actions.add_assignment(stranger, target, TASK, key="a")
        with pytest.raises(NotAllowedError):
            actions.report_assignment(stranger, task, date(2024, 1, 8), "Klart.", key="b")
