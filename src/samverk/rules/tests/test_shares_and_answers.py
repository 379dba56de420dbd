"""How long a consent shares, which answer to an offer counts, and which planned end can come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.interventions.consent import shut_on
from samverk.rules.interventions.participation import may_end_on
from samverk.rules.interventions.queue import Coming, Offered, answer_comes
from samverk.rules.interventions.retention import Record, RetentionRule, Trigger, emergency_days

DAY = date(2024, 3, 15)
days = st.dates(date(2024, 1, 1), date(2024, 12, 31))


@given(st.none() | days, st.none() | days, days)
def test_a_consent_never_shares_again_once_it_has_shut(taken_back, last, day):
    shut = shut_on(taken_back, last, day)
    if shut is not None:
        assert shut_on(taken_back, last, day + timedelta(days=1)) == shut
    if last is not None and day > last:
        assert shut is not None
    assert taken_back is None or shut == taken_back


def test_the_last_day_is_shared_and_the_next_is_not():
    assert shut_on(None, DAY, DAY) is None
    assert shut_on(None, DAY, DAY + timedelta(days=1)) == date(2024, 3, 16)
    assert shut_on(None, None, DAY) is None


@pytest.mark.parametrize(
    ("noted", "said", "day", "comes"),
    [
        ("", "accepted", DAY, Coming.TAKEN),
        ("", "accepted", DAY + timedelta(days=1), Coming.LATE),
        ("no_answer", "accepted", DAY, Coming.LATE),
        ("accepted", "accepted", DAY, Coming.SAME),
        ("declined", "declined", DAY + timedelta(days=9), Coming.SAME),
        ("accepted", "declined", DAY, Coming.ANSWERED),
        ("declined", "accepted", DAY, Coming.ANSWERED),
        ("taken_back", "accepted", DAY, Coming.GONE),
    ],
)
def test_one_answer_counts_the_first_in_time(noted, said, day, comes):
    ruling = answer_comes(Offered(DAY, noted), said, day)
    assert ruling.value is comes
    assert ruling.reasons[0].text


@pytest.mark.parametrize(
    ("end", "says"),
    [
        (date(2024, 2, 1), "Deltagandet började den 1"),
        (date(2024, 3, 14), "har redan passerat"),
        (date(2035, 1, 1), "mer än 10 år"),
    ],
)
def test_an_end_that_cannot_come_is_refused(end, says):
    start = date(2024, 3, 1)
    ruling = may_end_on(start, end, DAY)
    assert not ruling.value
    assert says.replace(" ", "") in ruling.reasons[0].text.replace("\xa0", "").replace(" ", "")


def test_an_end_from_today_on_may_be():
    assert may_end_on(DAY, DAY, DAY).value
    assert may_end_on(date(2024, 3, 1), date(2034, 12, 31), DAY).value


def test_a_request_is_kept_for_days_a_month_at_least():
    assert emergency_days(()) == 365
    assert emergency_days((RetentionRule(Record.EMERGENCY, Trigger.ASKED, days=90),)) == 90
    with pytest.raises(ValueError, match="30 at least"):
        RetentionRule(Record.EMERGENCY, Trigger.ASKED, days=29)
