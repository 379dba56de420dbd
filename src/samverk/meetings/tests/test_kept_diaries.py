"""A council's matters stand in the executive's diary, and a committee's in its board's."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.directory import actions as directory
from samverk.directory.queries import diaries_of
from samverk.foundation.compartments import opened
from samverk.foundation.errors import InputError
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.forms import ItemForm, PaperForm
from samverk.meetings.tests.conftest import occasion
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry


@kept
def executive(cast):
    new = directory.NewBody(cast.town.pk, "executive", "Kommunstyrelsen", "KS")
    return directory.add_body(SETUP, new, key="ks")


def open_case(body, title, **more):
    new = registry.NewCase(body.pk, title, date(2024, 1, 2), **more)
    return registry.open_case(SETUP, new, key=f"ärende/{body.pk}/{title}")


def meeting_of(cast, body, key="m"):
    return actions.plan_meeting(SETUP, body.pk, occasion(), key=key)


def add(cast, meeting, case, key="p"):
    return actions.add_item(SETUP, meeting, actions.ItemFacts("Punkt", case=case.pk), key=key)


def test_the_council_takes_up_a_case_of_the_executive_with_its_papers(cast, executive):
    case, meeting = open_case(executive, "Utträde"), meeting_of(cast, cast.council)
    new = registry.NewDocument(case.pk, "drawn_up", "memo", date(2024, 1, 2), "Skrivelsen")
    paper = registry.register_document(SETUP, new, key="h")
    assert (case.pk, str(case)) in ItemForm(None, meeting).fields["case"].choices
    item = add(cast, meeting, case)
    assert PaperForm(None, item).fields["document"].choices == [(paper.pk, str(paper))]
    assert actions.add_paper(SETUP, item, paper.pk, key="bilaga").document == paper


def test_a_committee_takes_up_a_case_of_its_board(cast):
    new = directory.NewBody(cast.town.pk, "committee", "Arbetsutskottet", "AU", cast.board.pk)
    committee = directory.add_body(SETUP, new, key="au")
    case = open_case(cast.board, "Samarbete")
    assert add(cast, meeting_of(cast, committee), case).case_id == case.pk
    assert diaries_of(cast.board.pk) == (cast.board.pk,)


def test_a_boards_case_is_not_the_councils_and_not_the_other_way(cast, executive):
    with pytest.raises(InputError, match="annat organs"):
        add(cast, meeting_of(cast, cast.council), open_case(cast.board, "Samarbete"))
    with pytest.raises(InputError, match="annat organs"):
        add(cast, meeting_of(cast, executive, "m2"), open_case(cast.council, "Val"), "p2")


def test_what_the_executive_keeps_secret_is_not_for_the_council(cast, executive):
    secret = registry.Secret("26 kap. 1 § OSL", "Det hemliga")
    with opened([executive.pk]):
        case = open_case(executive, "Ett ärende", secret=secret)
    meeting = meeting_of(cast, cast.council)
    assert case.pk not in dict(ItemForm(None, meeting).fields["case"].choices)
    with pytest.raises(InputError, match="annat organs"):
        add(cast, meeting, case)
