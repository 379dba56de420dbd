"""Two people link the same two cases at the same moment, one from each end."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, set_stage
from samverk.foundation.tests.committed import committed
from samverk.foundation.tests.race import race
from samverk.registry import actions
from samverk.registry.models import CaseLink

__all__ = ["committed"]


@pytest.fixture
def cases(committed, the_day):
    stage = set_stage()
    boards = (stage.board.pk, stage.neighbour_board.pk)
    new = [actions.NewCase(board, "Samarbete", date(2024, 1, 2)) for board in boards]
    return [actions.open_case(SETUP, one, key=f"ärende/{one.body}") for one in new]


def test_one_matter_is_linked_once_whichever_end_it_is_linked_from(cases):
    def link(number):
        ends = cases if number % 2 else cases[::-1]
        return actions.link_cases(SETUP, *ends, "same_matter", key=f"länk/{number}").pk

    assert len(set(race(link, 6))) == 1
    assert CaseLink.objects.count() == 1
    assert AuditEvent.objects.filter(kind="registry.cases_linked").count() == 6
