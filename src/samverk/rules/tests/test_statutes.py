"""Statutes are cited in the wording that was in force on the day."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from samverk.rules.statutes.finsam import FINSAM_EXIT, FINSAM_OUTSIDE_REGION, FINSAM_SHARES
from samverk.rules.statutes.kl import KL_APPEAL_TIME, KL_DEFERRAL
from samverk.rules.statutes.provision import Provision, because, unknown_wordings
from samverk.rules.statutes.social import SOCIAL_SERVICES_REPORT
from samverk.rules.statutes.time import PERIOD_END_DAY, PERIOD_NEXT_WEEKDAY
from samverk.rules.tests.acts import PROVISIONS
from samverk.rules.tests.texts import plain


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
        (date(1994, 1, 1), "10 kap. 6 § kommunallagen (1991:900)"),
        (date(1995, 4, 1), "10 kap. 6 § kommunallagen (1991:900) i lydelsen 1995:84"),
        (date(1997, 8, 1), "10 kap. 6 § kommunallagen (1991:900) i lydelsen 1997:550"),
        (date(2018, 1, 1), "13 kap. 5 § kommunallagen (2017:725)"),
        (date(2020, 1, 1), "13 kap. 5 § kommunallagen (2017:725) i lydelsen 2019:835"),
    ],
)
def test_the_section_on_appeal_time_is_cited_as_worded_on_the_day(day, cited):
    assert str(KL_APPEAL_TIME.on(day)) == cited


# Only what has been read is in the table: which sections of 1991 said the same is not known here.
READ_IN_THE_ACT_OF_1991 = {"KL_APPEAL_TIME", "KL_DEFERRAL"}


@pytest.mark.parametrize("name", [name for name in PROVISIONS if name.startswith("KL_")])
def test_the_act_of_1991_is_cited_only_where_it_has_been_read(name):
    found = PROVISIONS[name].on(date(2017, 12, 31))

    assert (found is not None) == (name in READ_IN_THE_ACT_OF_1991)


@pytest.mark.parametrize(
    ("day", "amended_by"),
    [
        (date(2004, 1, 1), "1987:1212"),
        (date(2005, 4, 1), "2005:44"),
        (date(2011, 10, 1), "2011:488"),
        (date(2016, 1, 1), "2015:643"),
        (date(2022, 9, 30), "2015:643"),
        (date(2022, 10, 1), "2022:931"),
    ],
)
def test_the_rule_of_the_next_weekday_carries_its_amendments(day, amended_by):
    assert _amended_by(PERIOD_NEXT_WEEKDAY, day) == amended_by


@pytest.mark.parametrize(
    ("day", "amended_by"),
    [
        (date(2002, 7, 1), "2002:249"),
        (date(2009, 2, 28), "2002:249"),
        (date(2009, 3, 1), "2009:48"),
        (date(2011, 1, 1), "2010:1414"),
        (date(2018, 1, 1), ""),
    ],
)
def test_the_minority_right_carries_its_amendments(day, amended_by):
    assert _amended_by(KL_DEFERRAL, day) == amended_by


@pytest.mark.parametrize(
    ("day", "amended_by"),
    [
        (date(2006, 7, 1), "2006:495"),
        (date(2009, 7, 1), "2009:596"),
        (date(2013, 6, 1), "2012:944"),
        (date(2018, 1, 1), "2017:742"),
        (date(2025, 7, 1), ""),
    ],
)
def test_the_reporting_duty_carries_its_amendments(day, amended_by):
    assert SOCIAL_SERVICES_REPORT.on(date(2006, 6, 30)) is None
    assert _amended_by(SOCIAL_SERVICES_REPORT, day) == amended_by


def _amended_by(provision: Provision, day: date) -> str:
    wording = provision.on(day)
    assert wording is not None
    return wording.amended_by


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
    assert _amended_by(FINSAM_SHARES, day) == amended_by


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
    assert [plain(remark.text) for remark in remarks] == [
        "Den lydelse som motsvarade 13 kap. 5 § kommunallagen (2017:725) den 1 maj 1985 finns "
        "inte i Samverks tabell. Äldsta kända lydelse gäller från den 1 januari 1992 och används."
    ]


def test_a_day_within_the_known_wordings_gives_no_remark():
    assert unknown_wordings(date(2023, 11, 1), KL_APPEAL_TIME, PERIOD_END_DAY) == ()


@pytest.mark.parametrize(
    ("provision", "first_day"),
    [(FINSAM_SHARES, date(2004, 1, 1)), (FINSAM_EXIT, date(2004, 1, 1))],
)
def test_the_act_on_coordination_begins_with_2004(provision, first_day):
    assert provision.on(first_day - timedelta(days=1)) is None
    assert provision.on(first_day) is provision.wordings[0]


@pytest.mark.parametrize(
    ("name", "first_days"),
    [
        ("FL_APPEAL_TIME", ["2018-07-01"]),
        ("PERIOD_END_DAY", ["1930-07-01"]),
        ("PUBLIC_HOLIDAYS", ["1990-01-01", "2005-04-01"]),
        ("FINSAM_SHARES", ["2004-01-01", "2005-01-01", "2010-07-01", "2020-01-01"]),
        ("FINSAM_OUTSIDE_REGION", ["2010-07-01", "2020-01-01"]),
        ("FINSAM_NOTICE_BOARDS", ["2018-01-01", "2020-01-01"]),
        ("KL_NOTICE_POSTED", ["2018-01-01"]),
    ],
)
def test_each_wording_begins_on_the_day_its_register_gives(name, first_days):
    wordings = PROVISIONS[name].wordings

    assert [wording.from_date.isoformat() for wording in wordings] == first_days
