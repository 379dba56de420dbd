"""Membership where documents are missing: unknown is said, and never filled in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.bylaws import Counting, NoticeTerms
from samverk.rules.membership import Fee, IsMember, NoticeState, membership_on
from samverk.rules.tests.memberships import (
    ACCEPTED,
    AFTER,
    DECIDED,
    ENDED,
    EXIT,
    JOINED,
    PROPOSED,
    RECEIVED,
    REFUSED,
    REPEALED,
    SENT,
    STAY,
    WITHDRAWN,
    missing_kinds,
    ruling_on,
    status_on,
)
from samverk.rules.tests.strategies import DAYS
from samverk.rules.tests.texts import plain
from samverk.rules.wording import running_date

ALL_FACTS = [
    JOINED,
    PROPOSED,
    DECIDED,
    SENT,
    RECEIVED,
    STAY,
    REPEALED,
    WITHDRAWN,
    ACCEPTED,
    REFUSED,
    ENDED,
]


@pytest.mark.parametrize(
    "facts",
    [
        (JOINED, DECIDED),
        (JOINED, DECIDED, SENT, RECEIVED),
        (JOINED, DECIDED, STAY),
        (JOINED, DECIDED, SENT, RECEIVED, STAY, REPEALED),
    ],
)
def test_after_the_exit_day_nobody_is_said_to_have_left_without_a_document(facts):
    status = status_on(AFTER, *facts)

    assert status.is_member is IsMember.UNKNOWN
    assert status.headline.startswith("Okänt, handling saknas")


def test_both_outcomes_are_shown_with_what_each_means_for_the_fee():
    left, stayed = status_on(AFTER, JOINED, DECIDED, STAY).outcomes

    assert (left.is_member, left.fee_until) == (IsMember.NO, EXIT)
    assert (stayed.is_member, stayed.fee_until) == (IsMember.YES, None)


def test_where_the_notice_is_not_shown_it_may_never_have_been_given():
    stayed = status_on(AFTER, JOINED, DECIDED).outcomes[1]

    assert stayed.condition == (
        "Uppsägningen gavs aldrig eller senare, eller återtogs före utträdesdagen"
    )


def test_where_the_notice_is_shown_only_its_withdrawal_is_open():
    left, stayed = status_on(AFTER, JOINED, DECIDED, SENT, RECEIVED).outcomes

    assert left.condition == "Uppsägningen återtogs inte"
    assert stayed.condition == "Uppsägningen återtogs före utträdesdagen"


def test_once_a_later_notice_may_have_led_out_staying_is_not_taken_for_granted():
    left, later, stayed = status_on(date(2026, 1, 1), JOINED, DECIDED).outcomes

    assert (left.is_member, left.fee_until) == (IsMember.NO, EXIT)
    assert (later.is_member, later.fee_until) == (IsMember.UNKNOWN, date(2025, 12, 31))
    assert stayed.condition == "Uppsägningen gavs aldrig, eller återtogs före utträdesdagen"


def test_on_the_last_day_of_a_later_notice_membership_has_still_lasted():
    assert len(status_on(date(2025, 12, 31), JOINED, DECIDED).outcomes) == 2


def test_counted_from_day_to_day_a_later_notice_leads_out_the_next_day():
    terms = (NoticeTerms(1, Counting.FROM_NOTICE, date(2006, 7, 1), None, "förbundsordningen"),)
    facts = (JOINED, DECIDED)
    two = membership_on(date(2022, 5, 27), facts, terms).value.outcomes
    three = membership_on(date(2022, 5, 28), facts, terms).value.outcomes

    assert len(two) == 2
    assert [o.fee_until for o in three] == [date(2022, 5, 26), date(2022, 5, 27), None]


@given(DAYS, st.sets(st.sampled_from(ALL_FACTS)))
def test_nobody_is_said_to_have_stayed_once_another_notice_may_have_led_out(day, facts):
    status = status_on(day, *facts)

    stayed = [o for o in status.outcomes if o.is_member is IsMember.YES and o.fee_until is None]
    may_have_left = status.is_assumed and day.year > (status.assumed_year or 0) + 4
    assert not (stayed and may_have_left and "senare" in stayed[0].condition)


def test_the_missing_documents_are_named_in_the_order_of_the_steps():
    status = status_on(AFTER, JOINED, DECIDED, STAY)

    assert missing_kinds(status) == [
        "notice_sent",
        "notice_received",
        "council_repealed_exit",
        "notice_withdrawn",
        "federation_answered",
        "ended",
    ]


def test_a_document_that_the_membership_ended_settles_it_at_once():
    status = status_on(AFTER, JOINED, DECIDED, SENT, RECEIVED, ENDED)

    assert (status.is_member, status.fee) == (IsMember.NO, Fee(EXIT, False))
    assert (status.missing, status.outcomes) == ((), ())


def test_on_its_last_day_an_ended_membership_still_holds():
    status = status_on(EXIT, JOINED, DECIDED, SENT, RECEIVED, ENDED)

    assert status.is_member is IsMember.YES


def test_an_end_known_only_from_citations_does_not_settle_it():
    cited = replace(ENDED, is_documented=False)

    assert status_on(AFTER, JOINED, DECIDED, cited).is_member is IsMember.UNKNOWN


def test_an_end_without_a_date_takes_the_computed_day():
    undated = replace(ENDED, day=None)

    before = status_on(date(2023, 1, 1), JOINED, DECIDED, SENT, RECEIVED, undated)
    after = status_on(AFTER, JOINED, DECIDED, SENT, RECEIVED, undated)

    assert (before.is_member, after.is_member) == (IsMember.YES, IsMember.NO)
    assert after.headline.endswith(f"upphörde vid utgången av {running_date(EXIT)}.")


def test_an_end_without_a_date_and_without_a_notice_shows_nothing_by_itself():
    undated = replace(ENDED, day=None)

    status = status_on(date(2023, 1, 1), JOINED, undated)

    assert status.is_member is IsMember.UNKNOWN
    assert (missing_kinds(status), status.outcomes) == (["ended"], ())


def test_a_cited_end_before_the_exit_day_leaves_membership_unknown():
    cited = replace(ENDED, day=date(2022, 6, 30), is_documented=False)
    status = status_on(date(2023, 1, 1), JOINED, DECIDED, SENT, RECEIVED, cited)

    assert status.headline.endswith("medlemskapet sägs ha upphört, men det är inte visat.")
    assert missing_kinds(status) == ["ended"]


def test_a_document_that_the_notice_was_withdrawn_settles_it_at_once():
    ruling = ruling_on(AFTER, JOINED, DECIDED, SENT, RECEIVED, REPEALED, WITHDRAWN, ACCEPTED)

    assert (ruling.value.is_member, ruling.value.notice) == (IsMember.YES, NoticeState.WITHDRAWN)
    assert (ruling.value.effective, ruling.value.fee) == (None, Fee(None, False))


def test_a_withdrawal_is_said_to_rest_on_a_reading():
    reason = ruling_on(AFTER, JOINED, DECIDED, SENT, RECEIVED, WITHDRAWN, ACCEPTED).reasons[-1]

    assert "Samverks läsning" in reason.text


def test_without_the_federations_answer_nobody_knows_after_the_exit_day():
    status = status_on(AFTER, JOINED, DECIDED, SENT, RECEIVED, WITHDRAWN)

    assert (status.is_member, status.notice) == (IsMember.UNKNOWN, NoticeState.UNKNOWN)
    assert missing_kinds(status) == ["federation_answered", "ended"]


def test_without_the_federations_answer_both_outcomes_are_shown():
    outcomes = status_on(AFTER, JOINED, DECIDED, SENT, RECEIVED, WITHDRAWN).outcomes

    assert [outcome.is_member for outcome in outcomes] == [IsMember.NO, IsMember.YES]
    assert [outcome.fee_until for outcome in outcomes] == [EXIT, None]


def test_an_answer_that_only_confirms_the_notice_does_not_answer_the_withdrawal():
    confirms = replace(ACCEPTED, day=date(2021, 7, 1), accepts=None)
    status = status_on(AFTER, JOINED, DECIDED, SENT, RECEIVED, confirms, WITHDRAWN)

    assert "federation_answered" in missing_kinds(status)


def test_a_refused_withdrawal_makes_the_status_unknown_after_the_exit_day():
    ruling = ruling_on(AFTER, JOINED, DECIDED, SENT, RECEIVED, WITHDRAWN, REFUSED)

    assert ruling.value.is_member is IsMember.UNKNOWN
    assert ruling.value.fee == Fee(EXIT, True)
    assert any("godtog inte" in reason.text for reason in ruling.reasons)


def test_a_refused_withdrawal_keeps_the_exit_day_in_sight_before_it():
    status = status_on(date(2024, 6, 1), JOINED, DECIDED, SENT, RECEIVED, WITHDRAWN, REFUSED)

    assert (status.is_member, status.effective) == (IsMember.YES, EXIT)
    assert status.headline == "Medlem. Om uppsägningen gäller är okänt."


@pytest.mark.parametrize("day", [date(2025, 1, 1), None])
def test_a_withdrawal_not_shown_to_be_in_time_does_not_settle_it(day):
    late = replace(WITHDRAWN, day=day)
    answer = replace(ACCEPTED, day=date(2025, 2, 1))
    ruling = ruling_on(date(2025, 6, 1), JOINED, DECIDED, SENT, RECEIVED, late, answer)

    assert ruling.value.is_member is IsMember.UNKNOWN
    assert re.search("inte visat|ingen handling visar", ruling.reasons[-1].text)


def test_an_answer_to_an_earlier_withdrawal_does_not_answer_a_new_one():
    early = replace(WITHDRAWN, day=date(2015, 3, 1), label="Återtagande 2015")
    yes = replace(ACCEPTED, day=date(2015, 6, 1))
    status = status_on(AFTER, JOINED, early, yes, DECIDED, SENT, RECEIVED, WITHDRAWN)

    assert status.is_member is IsMember.UNKNOWN
    assert "federation_answered" in missing_kinds(status)


def test_an_undated_end_does_not_turn_an_assumed_notice_into_knowledge():
    undated = replace(ENDED, day=None)

    assert status_on(AFTER, JOINED, DECIDED, undated).is_member is IsMember.UNKNOWN


def test_a_withdrawal_on_the_exit_day_itself_is_in_time():
    last = replace(WITHDRAWN, day=EXIT)

    status = status_on(AFTER, JOINED, DECIDED, SENT, RECEIVED, last, replace(ACCEPTED, day=EXIT))
    assert status.is_member is IsMember.YES


def test_a_withdrawal_known_only_from_citations_leaves_the_notice_unknown():
    cited = replace(WITHDRAWN, is_documented=False)
    status = status_on(date(2024, 6, 1), JOINED, DECIDED, SENT, RECEIVED, cited)

    assert (status.is_member, status.notice) == (IsMember.YES, NoticeState.UNKNOWN)
    assert "notice_withdrawn" in missing_kinds(status)


def test_a_cited_withdrawal_does_not_settle_it_after_the_exit_day():
    cited = replace(WITHDRAWN, is_documented=False)

    assert status_on(AFTER, JOINED, DECIDED, SENT, RECEIVED, cited).is_member is IsMember.UNKNOWN


def test_a_new_exit_after_a_withdrawal_starts_a_new_round():
    again = replace(DECIDED, day=date(2025, 5, 28), label="Fullmäktige § 81")
    closed = (JOINED, DECIDED, SENT, RECEIVED, WITHDRAWN, ACCEPTED)
    status = status_on(date(2025, 6, 1), *closed, again)

    assert status.notice is NoticeState.DECIDED_NOT_SHOWN_SENT
    assert (status.assumed_year, status.effective) == (2025, date(2028, 12, 31))


def test_a_member_that_left_and_joined_again_is_a_member():
    back = replace(JOINED, day=date(2026, 1, 1), label="Nytt inträde")
    status = status_on(date(2026, 1, 1), JOINED, DECIDED, SENT, RECEIVED, ENDED, back)

    assert (status.is_member, status.notice) == (IsMember.YES, NoticeState.NONE)


def test_without_a_document_of_entry_membership_is_unknown():
    status = status_on(date(2022, 1, 1), DECIDED)

    assert (status.is_member, status.fee) == (IsMember.UNKNOWN, None)
    assert missing_kinds(status)[0] == "joined"


def test_before_the_entry_nothing_is_said_about_membership():
    status = status_on(date(2006, 6, 30), JOINED)

    assert plain(status.headline) == (
        "Okänt, handling saknas: inget inträde är visat den 30 juni 2006."
    )


def test_an_undated_decision_gives_no_exit_day():
    undated = replace(DECIDED, day=None)
    status = status_on(date(2022, 1, 1), JOINED, undated)

    assert (status.is_member, status.notice) == (IsMember.UNKNOWN, NoticeState.UNKNOWN)
    assert (status.effective, status.outcomes) == (None, ())


def test_unknown_by_laws_are_named_as_missing():
    late = NoticeTerms(3, Counting.CALENDAR_YEARS, date(2022, 1, 1), None, "nya 15 §")
    status = membership_on(date(2023, 1, 1), (JOINED, DECIDED, RECEIVED), (late,)).value

    assert status.is_member is IsMember.UNKNOWN
    assert plain(status.missing[-1].text) == (
        "förbundsordningens villkor för utträde den 14 juni 2021"
    )


def test_day_to_day_counting_from_an_assumed_day_is_the_earliest_exit():
    terms = (NoticeTerms(3, Counting.FROM_NOTICE, date(2006, 7, 1), None, "15 §"),)
    ruling = membership_on(date(2022, 1, 1), (JOINED, DECIDED), terms)

    assert ruling.value.effective == date(2024, 5, 26)
    assert "den tidigaste" in ruling.remarks[-1].text


def test_day_to_day_counting_from_a_known_notice_is_not_called_the_earliest():
    terms = (NoticeTerms(3, Counting.FROM_NOTICE, date(2006, 7, 1), None, "15 §"),)
    ruling = membership_on(date(2022, 1, 1), (JOINED, DECIDED, RECEIVED), terms)

    assert ruling.value.effective == date(2024, 6, 14)
    assert not any("den tidigaste" in remark.text for remark in ruling.remarks)


def test_a_refused_withdrawal_of_a_notice_nobody_has_seen_hangs_on_the_notice():
    status = status_on(AFTER, JOINED, WITHDRAWN, REFUSED)

    assert status.is_member is IsMember.UNKNOWN
    assert missing_kinds(status) == ["notice_sent"]


def test_a_refused_withdrawal_under_unknown_by_laws_hangs_on_them():
    late = NoticeTerms(3, Counting.CALENDAR_YEARS, date(2022, 1, 1), None, "nya 15 §")
    facts = (JOINED, DECIDED, RECEIVED, WITHDRAWN, REFUSED)
    status = membership_on(AFTER, facts, (late,)).value

    assert status.is_member is IsMember.UNKNOWN
    assert missing_kinds(status) == ["bylaws"]


@given(DAYS, st.sets(st.sampled_from(ALL_FACTS)))
def test_nobody_is_ever_said_to_have_left_without_a_document_of_it(day, facts):
    status = status_on(day, *facts)

    assert status.is_member is not IsMember.NO or (ENDED in facts and day > EXIT)


@given(DAYS, st.sets(st.sampled_from(ALL_FACTS)))
def test_unknown_always_names_a_missing_document_and_a_reason(day, facts):
    ruling = ruling_on(day, *facts)

    if ruling.value.is_member is IsMember.UNKNOWN:
        assert ruling.value.missing
    assert ruling.reasons


@given(DAYS, st.sets(st.sampled_from(ALL_FACTS)))
def test_two_outcomes_are_shown_exactly_when_an_exit_day_has_passed_unresolved(day, facts):
    status = status_on(day, *facts)

    exit_day = status.effective or date.max
    unresolved = status.is_member is IsMember.UNKNOWN and exit_day < day
    assert (len(status.outcomes) in (2, 3)) if unresolved else not status.outcomes


@pytest.mark.parametrize(
    ("facts", "conditions"),
    [
        (
            (JOINED, DECIDED),
            [
                "Uppsägningen gavs 2021 och återtogs inte",
                "Uppsägningen gavs aldrig eller senare, eller återtogs före utträdesdagen",
            ],
        ),
        (
            (JOINED, DECIDED, RECEIVED),
            ["Uppsägningen återtogs inte", "Uppsägningen återtogs före utträdesdagen"],
        ),
        (
            (JOINED, DECIDED, RECEIVED, WITHDRAWN, REFUSED),
            ["Återtagandet fick inte verkan", "Återtagandet fick verkan i tid"],
        ),
    ],
)
def test_both_outcomes_are_told_with_what_they_mean(facts, conditions):
    gone, stayed = status_on(AFTER, *facts).outcomes

    assert [gone.condition, stayed.condition] == conditions
    assert plain(gone.meaning) == (
        "Medlemskapet upphörde vid utgången av den 31 december 2024 och ingen avgift löper efter."
    )
    assert stayed.meaning == "Medlemskapet har bestått hela tiden och avgiften löper vidare."
    assert (gone.is_member, gone.fee_until) == (IsMember.NO, EXIT)
    assert (stayed.is_member, stayed.fee_until) == (IsMember.YES, None)


@pytest.mark.parametrize(
    ("facts", "headline"),
    [
        ((JOINED,), "Medlem. Ingen uppsägning är känd."),
        (
            (JOINED, DECIDED),
            "Medlem. Utträde är beslutat men uppsägningen är inte visad; utträdet beräknas gälla "
            "från utgången av den 31 december 2024, antaget att den gavs 2021.",
        ),
        (
            (JOINED, DECIDED, RECEIVED),
            "Medlem. Uppsagt; utträde från utgången av den 31 december 2024.",
        ),
        (
            (JOINED, DECIDED, RECEIVED, WITHDRAWN, ACCEPTED),
            "Medlem. Uppsägningen är återtagen.",
        ),
    ],
)
def test_the_first_line_of_a_members_day_is_told_in_words(facts, headline):
    assert plain(status_on(EXIT, *facts).headline) == headline


def test_the_first_line_after_the_exit_day_names_it():
    assert plain(status_on(AFTER, JOINED, DECIDED).headline) == (
        "Okänt, handling saknas: utträdesdagen, den 31 december 2024, har passerat."
    )
