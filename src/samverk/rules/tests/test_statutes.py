"""Statutes are cited in the wording that was in force on the day."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from samverk.rules import statutes
from samverk.rules.statutes import (
    FINSAM_OUTSIDE_REGION,
    FINSAM_SHARES,
    KL_APPEAL_TIME,
    KL_DEFERRAL,
    KL_QUORUM_BOARD,
    PERIOD_END_DAY,
    SOCIAL_SERVICES_REPORT,
    Provision,
    because,
    unknown_wordings,
)

PROVISIONS = {name: value for name, value in vars(statutes).items() if isinstance(value, Provision)}


@pytest.mark.parametrize("name", PROVISIONS)
def test_wordings_follow_each_other_without_gap_or_overlap(name):
    wordings = PROVISIONS[name].wordings

    for earlier, later in itertools.pairwise(wordings):
        assert earlier.to_date == later.from_date - timedelta(days=1)


@pytest.mark.parametrize("name", PROVISIONS)
def test_the_newest_wording_has_no_known_end(name):
    assert PROVISIONS[name].wordings[-1].to_date is None


@pytest.mark.parametrize("name", PROVISIONS)
def test_every_wording_is_found_on_its_first_day(name):
    provision = PROVISIONS[name]

    for wording in provision.wordings:
        assert provision.on(wording.from_date) is wording


@pytest.mark.parametrize(
    ("day", "cited"),
    [
        (date(2017, 12, 31), "10 kap. 6 § kommunallagen (1991:900) i lydelsen 2009:808"),
        (date(2018, 1, 1), "13 kap. 5 § kommunallagen (2017:725)"),
    ],
)
def test_the_new_local_government_act_takes_over_on_1_january_2018(day, cited):
    assert str(KL_APPEAL_TIME.on(day)) == cited


def test_the_board_quorum_had_another_section_in_the_act_of_1991():
    assert str(KL_QUORUM_BOARD.on(date(2010, 3, 1))) == "6 kap. 23 § kommunallagen (1991:900)"


def test_the_minority_right_to_refer_back_is_not_known_before_2002():
    assert KL_DEFERRAL.on(date(2002, 6, 30)) is None
    assert KL_DEFERRAL.on(date(2002, 7, 1)) is not None


@pytest.mark.parametrize(
    ("day", "amended_by"),
    [
        (date(2004, 6, 1), ""),
        (date(2005, 6, 1), "2004:793"),
        (date(2015, 6, 1), "2010:350"),
        (date(2020, 1, 1), "2019:914"),
    ],
)
def test_the_shares_section_carries_its_amendments(day, amended_by):
    wording = FINSAM_SHARES.on(day)

    assert wording is not None
    assert wording.amended_by == amended_by


def test_the_section_on_municipalities_outside_a_region_is_from_2010():
    assert FINSAM_OUTSIDE_REGION.on(date(2010, 6, 30)) is None


def test_the_reporting_duty_moved_to_the_new_act_in_july_2025():
    assert "2001:453" in str(SOCIAL_SERVICES_REPORT.on(date(2025, 6, 30)))
    assert "2025:400" in str(SOCIAL_SERVICES_REPORT.on(date(2025, 7, 1)))


def test_without_a_day_the_newest_wording_is_cited():
    assert KL_APPEAL_TIME.on(None) is KL_APPEAL_TIME.wordings[-1]


def test_a_day_before_all_known_wordings_gives_a_remark_and_no_statute():
    day = date(1985, 5, 1)

    remarks = unknown_wordings(day, KL_APPEAL_TIME, PERIOD_END_DAY)

    assert because("Skäl.", KL_APPEAL_TIME, day).statute is None
    assert [remark.text for remark in remarks] == [
        "Den lydelse som motsvarade 13 kap. 5 § kommunallagen (2017:725) den 1985-05-01 finns inte "
        "i Samverks tabell. Äldsta kända lydelse gäller från 1992-01-01 och används."
    ]


def test_a_day_within_the_known_wordings_gives_no_remark():
    assert unknown_wordings(date(2023, 11, 1), KL_APPEAL_TIME, PERIOD_END_DAY) == ()
