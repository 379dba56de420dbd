"""Members as the database tells of them: courts, citations and struck facts change the status."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.decisions.actions import NewForceFact, record_force_fact
from samverk.decisions.models import Decision
from samverk.decisions.queries import acts_of, court_rows_of
from samverk.directory.models import Organisation
from samverk.federation import queries
from samverk.federation.actions import NewFact, record_fact, set_aside_fact
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP
from samverk.registry import actions as registry
from samverk.registry.models import Document
from samverk.rules.membership import FactKind, IsMember, NoticeState

pytestmark = pytest.mark.django_db
JUDGED = date(2022, 3, 1)
AFTER = date(2025, 6, 1)


@pytest.fixture
def secretary(demo):
    return actor_for(User.objects.get(email="sekreterare@alingsas.example"))


def home():
    return Organisation.objects.get(slug="insjoriket").pk


def alingsas():
    return next(m for m in queries.members(home()) if m.name == "Alingsås")


def court(actor, kind, day):
    found = Decision.objects.get(paragraph=94)
    record_force_fact(actor, found, NewForceFact(kind, day), key=f"{kind}{day}")


def notice(actor, key="n1"):
    case = Document.objects.get(kind="memo", dated_on=date(2020, 10, 8)).case_id
    letter = registry.NewDocument(case, "outgoing", "exit_notice", date(2021, 6, 3), "Uppsägning")
    paper = registry.register_document(SETUP, letter, key=f"{key}/brev").pk
    new = NewFact(alingsas().membership.pk, FactKind.NOTICE_SENT, date(2021, 6, 3), document=paper)
    return record_fact(actor, new, key=key)


def annul(actor):
    court(actor, "appealed", date(2021, 6, 10))
    court(actor, "annulled", JUDGED)


def test_a_judgment_lets_the_decision_fall_away_from_its_day(secretary):
    annul(secretary)

    before = alingsas().status_on(date(2022, 2, 28)).value
    after = alingsas().status_on(AFTER).value
    assert before.notice is NoticeState.DECIDED_NOT_SHOWN_SENT
    assert (after.is_member, after.notice) == (IsMember.YES, NoticeState.NONE)


def test_a_notice_given_before_the_judgment_leaves_it_unknown(secretary):
    notice(secretary)
    annul(secretary)

    assert alingsas().status_on(AFTER).value.is_member is IsMember.UNKNOWN


def test_an_appeal_is_remarked_on_until_it_fails(secretary):
    court(secretary, "appealed", date(2021, 6, 10))
    court(secretary, "upheld", date(2021, 12, 1))

    told = [
        any("överklagat" in r.text for r in alingsas().status_on(day).remarks)
        for day in (date(2021, 6, 9), date(2021, 6, 10), date(2021, 12, 1))
    ]
    assert told == [False, True, False]


def test_what_the_courts_did_is_listed_day_by_day(secretary):
    annul(secretary)
    court(secretary, "appealed", date(2021, 6, 12))
    found = Decision.objects.get(paragraph=94).pk
    acts = [(act.kind, act.day) for act in acts_of(court_rows_of([found])[found])]

    assert acts == [
        ("appealed", date(2021, 6, 10)),
        ("appealed", date(2021, 6, 12)),
        ("annulled", JUDGED),
    ]
    assert court_rows_of([]) == {}


def test_an_annulment_undone_and_made_anew_changes_the_status_each_time(secretary):
    annul(secretary)
    court(secretary, "upheld", date(2022, 9, 15))
    court(secretary, "annulled", date(2023, 4, 3))
    days = (date(2022, 2, 28), JUDGED, date(2022, 9, 14), date(2022, 9, 15), date(2023, 4, 2))

    told = [alingsas().status_on(day).value.notice for day in (*days, date(2023, 4, 3))]
    decided, nothing = NoticeState.DECIDED_NOT_SHOWN_SENT, NoticeState.NONE
    assert told == [decided, nothing, nothing, decided, decided, nothing]


def test_a_decision_nobody_appealed_is_left_out(secretary):
    found = Decision.objects.get(paragraph=128).pk

    assert found not in court_rows_of([found])


def test_a_struck_fact_is_kept_apart_with_its_member(secretary):
    made = notice(secretary)
    set_aside_fact(secretary, made, "Gällde Lerum.", key="s1")
    found = alingsas()

    assert found.struck == (made,)
    assert made.pk not in {step.row.pk for step in found.facts}


def test_a_decision_carries_its_paragraph_into_the_rule(secretary):
    decided = next(f for f in alingsas().facts if f.fact.kind is FactKind.COUNCIL_DECIDED_EXIT)

    assert decided.fact.paragraph == 94


def test_members_are_read_in_a_fixed_number_of_queries(secretary, django_assert_num_queries):
    federation = home()
    with django_assert_num_queries(6):
        found = queries.members(federation)
    with django_assert_num_queries(0):
        assert {m.membership.federation.slug for m in found} == {"insjoriket"}
        assert [s.row.membership.member.name for m in found for s in m.facts]
