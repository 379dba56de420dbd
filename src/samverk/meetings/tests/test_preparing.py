"""What counts as preparation of the council's items (KL 5:26-5:28)."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.directory import actions as directory
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.actions.following import _decision
from samverk.meetings.queries import meeting_by_id
from samverk.meetings.queries.preparing import chains_of
from samverk.meetings.tests.conftest import DAY, occasion
from samverk.meetings.tests.sending import open_case
from samverk.project.testing.stages import kept
from samverk.rules.preparation import Preparer, Step, StepKind

BEFORE = date(2024, 2, 1)


@kept
def item(seated):
    """An item of the council, in a case of its own."""
    made = actions.plan_meeting(seated.owner, seated.council.pk, occasion(), key="kf")
    new = actions.ItemFacts("Taxan", case=open_case(seated.council, "Taxan").pk)
    return actions.add_item(seated.owner, meeting_by_id(made.pk), new, key="punkt")


def decide(cast, item, body, kind):
    new = decisions.NewDecision(cast.town.pk, "Taxan", kind, body.pk, BEFORE, 3, case=item.case_id)
    decisions.register_decision(SETUP, new, key=f"{body.pk}/{kind}")


def committee(cast, parent):
    new = directory.NewBody(cast.town.pk, "committee", "Beredningen", "B", parent=parent.pk)
    return directory.add_body(SETUP, new, key="beredning")


def chain(item):
    return chains_of(item.meeting, [item]).get(item.pk, ())


def test_the_councils_own_committee_drafts_for_it(seated, item):
    decide(seated, item, committee(seated, seated.council), "proposes")
    assert chain(item) == (Step(Preparer.COUNCIL_DRAFTING, StepKind.PROPOSED, BEFORE),)


def test_a_boards_committee_does_not(seated, item):
    decide(seated, item, committee(seated, seated.board), "proposes")
    assert chain(item) == (Step(Preparer.SUBCOMMITTEE, StepKind.PROPOSED, BEFORE),)


def test_a_paragraph_that_only_notes_is_no_step(seated, item):
    decide(seated, item, seated.board, "notes")
    assert chain(item) == ()


def test_that_a_body_was_heard_is_noted_and_counts(seated, item):
    new = actions.NewHearing(seated.board.pk, BEFORE)
    actions.note_hearing(seated.owner, item, new, key="h")
    assert chain(item) == (Step(Preparer.BOARD, StepKind.HEARD, BEFORE),)
    assert AuditEvent.objects.get(kind="meetings.heard").actor_name == "Maj Ekedal"
    with pytest.raises(ConflictError, match="redan antecknad"):
        actions.note_hearing(seated.owner, item, new, key="h2")


def test_neither_the_council_itself_nor_a_day_to_come(seated, item):
    for new in (
        actions.NewHearing(seated.council.pk, BEFORE),
        actions.NewHearing(seated.board.pk, DAY + timedelta(days=1)),
    ):
        with pytest.raises(InputError):
            actions.note_hearing(seated.owner, item, new, key=str(new))


def test_the_items_page_leads_to_the_form(seated, item):
    browser = seated.browser(seated.owner_user)
    url = reverse("note_hearing", args=[item.pk])
    assert url in browser.get(reverse("item", args=[item.pk])).content.decode()
    form = {"key": "f", "body": seated.board.pk, "given_on": BEFORE.isoformat()}
    assert browser.post(url, form).status_code == 302
    assert chain(item)


@pytest.mark.parametrize(("outcome", "kind"), [("antecknat", "notes"), ("beslut", "proposes")])
def test_what_is_merely_noted_is_no_proposal(seated, item, outcome, kind):
    stage = SimpleNamespace(adjustment=item)
    item.decider_id, item.paragraph = seated.board.pk, 3
    paragraph = {"outcome": outcome, "case": "", "decisions": ["Antecknas."]}
    assert _decision(stage, item, paragraph).kind == kind
