"""Every page that lists persons declares its ground (7 a § lagen 2001:454), or says why it is no list.

The addresses are the table of doors, which is written by hand: one that names nobody can list many.
"""

from __future__ import annotations

import pytest

from samverk.interventions.persons.listing import LISTINGS
from samverk.rules.interventions.list_grounds import LIST_GROUNDS
from tests.security.doors import DOORS, OF_NOBODY, TRIED_BY_THEMSELVES, addresses_of_persons

FORM = "a form about one person or none"
COUNTS = "figures alone, nobody's row"
OF_ONE = "of one person alone"
NOT_A_LIST = {
    **dict.fromkeys(
        (
            "ask_emergency",
            "decide_ground",
            "draw_review",
            "prove_log",
            "judge_reading",
            "review_terms",
            "sign_review",
            "decide_plan",
            "enter_waiting",
            "enter_waiting_file",
            "hold_session",
            "change_team",
            "join_records",
            "move_queue",
            "name_team",
            "register_participant",
            "register_person",
            "strike_session",
            "try_plan",
            "approve_emergency",
            "refuse_emergency",
            "review_emergency",
            "decide_disposal",
            "carry_out_disposal",
        ),
        FORM,
    ),
    **dict.fromkeys(
        (
            "certificate",
            "certificate_pdf",
            "coordinations",
            "counts_to_send",
            "day_ledger",
            "day_ledger_file",
            "grounds",
            "log_seals",
            "own_counts",
            "retention",
            "review_rounds",
            "review_year",
            "review_year_file",
            "retentions",
            "sessions",
            "statistics",
            "waits",
            "what_if",
            "what_ifs",
        ),
        COUNTS,
    ),
    **dict.fromkeys(("emergency", "emergency_record"), OF_ONE),
}


@pytest.fixture(autouse=True)
def declared():
    """Load every page, which is when it declares itself."""
    addresses_of_persons()


def could_list() -> set[str]:
    """Name every address that does not name one person or one thing of theirs."""
    return {one.name for one in DOORS if one.of in OF_NOBODY} | set(TRIED_BY_THEMSELVES)


@pytest.mark.parametrize("name", sorted(could_list()))
def test_a_page_that_could_list_persons_declares_its_ground_or_is_none(name):
    assert (name in LISTINGS) != (name in NOT_A_LIST)


def test_no_reason_outlives_its_page():
    assert set(NOT_A_LIST) <= could_list()
    assert set(LISTINGS) <= addresses_of_persons()
    assert not set(LISTINGS) & set(NOT_A_LIST)


def test_what_is_declared_is_whole():
    assert len(LISTINGS) >= 10
    for one in LISTINGS.values():
        assert one.ground in LIST_GROUNDS
        assert one.title
        assert one.shows
