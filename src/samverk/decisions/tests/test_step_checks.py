"""Which steps the law, the kinds and the days forbid, and at which field it is said."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.decisions import actions
from samverk.decisions.tests.stage import decide, key, step
from samverk.directory import actions as directory
from samverk.foundation.errors import InputError
from samverk.foundation.tests.cast import SETUP
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry

pytestmark = pytest.mark.django_db


@kept
def target(cast):
    return decide(cast)


@kept
def proposal(cast):
    return decide(cast, kind="proposes", paragraph=90, decided_on=date(2023, 4, 3))


def later(cast, **changes):
    usual = {"decided_on": date(2024, 1, 29), "paragraph": 7}
    return decide(cast, **(usual | changes))


def refused(source, target, relation):
    with pytest.raises(InputError) as fault:
        step(source, target, relation)
    return fault.value.field, fault.value.message


def test_a_board_does_not_repeal_the_councils_decision(cast, target):
    field, why = refused(later(cast, body=cast.board.pk), target, "repeals")
    assert field == "relation"
    assert why.startswith("Bara fullmäktige upphäver fullmäktiges beslut. Socialnämnden kan")
    assert why.endswith("(6 kap. 3 § kommunallagen (2017:725))")


def test_a_board_proposes_that_the_council_repeals(cast, target):
    step(later(cast, body=cast.board.pk, kind="proposes"), target, "proposes_repeal")
    assert target.acted_on_by.get().relation == "proposes_repeal"


def test_the_council_repeals_a_boards_decision(cast):
    boards = decide(cast, body=cast.board.pk)
    step(later(cast), boards)
    assert boards.acted_on_by.count() == 1


@pytest.mark.parametrize("other", ["other_board", "council"])
def test_a_board_repeals_its_own_decisions_alone(cast, other):
    own = decide(cast, body=cast.board.pk)
    others = decide(cast, body=getattr(cast, other).pk)
    source = later(cast, body=cast.board.pk)
    step(source, own)
    assert refused(source, others, "repeals")[0] == "relation"


def test_a_board_repeals_what_its_committee_decided(cast):
    new = directory.NewBody(cast.town.pk, "committee", "Arbetsutskottet", parent=cast.board.pk)
    committee = directory.add_body(SETUP, new, key=key())
    decided = decide(cast, body=committee.pk)
    step(later(cast, body=cast.board.pk), decided)
    assert decided.acted_on_by.count() == 1


def test_only_the_same_organisation_repeals(cast, target):
    foreign = later(cast, organisation=cast.neighbour.pk, body=cast.neighbour_board.pk)
    assert "Bara samma organisation" in refused(foreign, target, "repeals")[1]


@pytest.mark.parametrize("end", ["source", "target"])
def test_a_repeal_between_bodies_that_no_source_names_is_not_drawn(cast, end):
    ends = {"source": later(cast), "target": decide(cast)}
    ends[end] = later(cast, body=None, paragraph=8) if end == "source" else decide(cast, body=None)
    assert "anger inte vilket organ" in refused(ends["source"], ends["target"], "repeals")[1]


@pytest.mark.parametrize("kind", ["proposes", "notes"])
def test_what_decides_nothing_repeals_nothing(cast, target, kind):
    field, why = refused(later(cast, kind=kind), target, "repeals")
    assert (field, "avgör ingenting själv" in why) == ("relation", True)


@pytest.mark.parametrize("kind", ["proposes", "notes"])
def test_what_decides_nothing_decides_by_no_proposal(cast, proposal, kind):
    assert refused(later(cast, kind=kind), proposal, "decides")[0] == "relation"


@pytest.mark.parametrize("kind", ["decides", "repeals", "assigns"])
def test_what_decides_can_repeal_and_decide_by_a_proposal(cast, target, proposal, kind):
    source = later(cast, kind=kind)
    step(source, target)
    step(source, proposal, "decides")
    assert {one.relation for one in source.acts_on.all()} == {"repeals", "decides"}


@pytest.mark.parametrize("relation", ["proposes", "proposes_repeal"])
def test_a_note_proposes_nothing(cast, target, relation):
    note = decide(cast, kind="notes", paragraph=91)
    assert "är en anteckning" in refused(note, target, relation)[1]


@pytest.mark.parametrize("relation", ["repeals", "proposes_repeal", "carries_out"])
def test_what_is_not_decided_is_neither_repealed_nor_carried_out(cast, proposal, relation):
    assert refused(later(cast), proposal, relation)[0] == "relation"


@pytest.mark.parametrize("kind", ["decides", "notes"])
def test_only_a_proposal_is_decided_by(cast, kind):
    field, why = refused(later(cast), decide(cast, kind=kind), "decides")
    assert (field, "är inget förslag" in why) == ("relation", True)


@pytest.mark.parametrize("relation", ["prepares", "proposes"])
def test_what_leads_up_to_a_decision_is_not_later_than_it(cast, target, relation):
    field, why = refused(later(cast, kind="proposes"), target, relation)
    assert (field, "är yngre än" in why) == ("other", True)


@pytest.mark.parametrize("relation", ["repeals", "proposes_repeal", "carries_out"])
def test_what_follows_on_a_decision_is_not_earlier_than_it(cast, target, relation):
    early = decide(cast, decided_on=date(2023, 5, 25), paragraph=7)
    field, why = refused(early, target, relation)
    assert (field, "är äldre än" in why) == ("other", True)


@pytest.mark.parametrize("relation", ["proposes", "proposes_repeal"])
def test_on_the_same_day_both_orders_are_possible(cast, target, relation):
    step(decide(cast, kind="proposes", paragraph=93), target, relation)
    assert target.acted_on_by.count() == 1


def test_a_step_without_a_printed_day_is_not_judged_by_its_day(cast, target):
    step(later(cast, kind="proposes", decided_on=None), target, "proposes")
    assert target.acted_on_by.count() == 1


def test_a_relation_that_is_none_is_refused(cast, target):
    assert refused(later(cast), target, "avskaffar")[0] == "relation"


def paper(cast, direction, day):
    opened = registry.NewCase(cast.board.pk, "Samarbete", date(2023, 5, 1))
    case = registry.open_case(SETUP, opened, key=key())
    new = registry.NewDocument(case.pk, direction, "memo", day, "Förslag")
    return registry.register_document(SETUP, new, key=key())


def propose(document, target, relation="proposes"):
    new = actions.NewStep(target.pk, relation, document=document.pk)
    return actions.add_step(SETUP, new, key=key())


def test_a_memo_drawn_up_after_the_decision_did_not_propose_it(cast, target):
    with pytest.raises(InputError, match="är yngre än"):
        propose(paper(cast, "drawn_up", date(2023, 5, 27)), target)


def test_the_day_a_memo_came_in_says_nothing_of_when_it_was_written(cast, target):
    made = propose(paper(cast, "incoming", date(2023, 6, 1)), target)
    assert made.relation == "proposes"


@pytest.mark.parametrize("relation", ["repeals", "decides"])
def test_a_paper_decides_nothing(cast, target, relation):
    with pytest.raises(InputError, match="avgör ingenting själv"):
        propose(paper(cast, "drawn_up", date(2023, 6, 1)), target, relation)
