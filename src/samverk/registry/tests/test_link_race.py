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
    new = actions.NewCase(stage.board.pk, "Samarbete", date(2024, 1, 2))
    return [actions.open_case(SETUP, new, key=f"ärende/{number}") for number in range(2)]


def test_one_matter_is_linked_once_whichever_end_it_is_linked_from(cases):
    def link(number):
        ends = cases if number % 2 else cases[::-1]
        return actions.link_cases(SETUP, *ends, "same_matter", key=f"länk/{number}").pk

    assert len(set(race(link, 6))) == 1
    assert CaseLink.objects.count() == 1
    assert AuditEvent.objects.filter(kind="registry.cases_linked").count() == 6
