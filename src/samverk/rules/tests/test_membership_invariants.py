"""What must hold of a membership whatever the facts are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.bylaws import Counting, NoticeTerms
from samverk.rules.courts import CourtAct, CourtActKind
from samverk.rules.membership import Fact, FactKind, IsMember, NoticeState, membership_on
from samverk.rules.tests.memberships import JOINED, TERMS

# A few days in few years, so that the steps of an exit fall before, after and on each other.
DAYS = st.builds(
    date, st.integers(2009, 2017), st.sampled_from([1, 3, 12]), st.sampled_from([1, 31])
)
MAYBE_DAYS = st.none() | DAYS
COURTS = st.lists(st.builds(CourtAct, st.sampled_from(CourtActKind), DAYS), max_size=4).map(tuple)
OF_COUNCIL = (FactKind.COUNCIL_DECIDED_EXIT, FactKind.COUNCIL_REPEALED_EXIT)
BUT_THE_END = [each for each in FactKind if each is not FactKind.ENDED]


def facts_of(kinds: st.SearchStrategy[FactKind]) -> st.SearchStrategy[Fact]:
    """Facts of the kinds, some undated, some only cited, some judged by courts."""
    return st.builds(
        _fact,
        kinds,
        MAYBE_DAYS,
        MAYBE_DAYS,
        COURTS,
        is_documented=st.booleans(),
        yes=st.booleans(),
    )


def _fact(
    kind: FactKind,
    day: date | None,
    not_before: date | None,
    courts: tuple[CourtAct, ...],
    *,
    is_documented: bool,
    yes: bool,
) -> Fact:
    return Fact(
        kind,
        day,
        kind.value,
        is_documented=is_documented,
        not_before=not_before,
        accepts=yes if kind is FactKind.FEDERATION_ANSWERED else None,
        courts=courts if kind in OF_COUNCIL else (),
    )


FACTS = st.lists(facts_of(st.sampled_from(list(FactKind))), max_size=9)
WITHOUT_END = st.lists(facts_of(st.sampled_from(BUT_THE_END)), max_size=9)


@given(DAYS, FACTS, facts_of(st.sampled_from(list(FactKind))), st.integers(1, 4000))
def test_a_fact_of_a_later_day_changes_nothing_before_it(day, facts, fact, days):
    new = replace(fact, day=day + timedelta(days))

    assert membership_on(day, [*facts, new], TERMS) == membership_on(day, facts, TERMS)


@given(DAYS, FACTS, st.integers(1, 4000))
def test_a_judgment_of_a_later_day_changes_nothing_before_it(day, facts, days):
    later = [CourtAct(kind, day + timedelta(days)) for kind in CourtActKind]
    judged = [replace(f, courts=(*f.courts, *later)) for f in facts]

    before, after = (membership_on(day, each, TERMS).value for each in (facts, judged))
    assert (before.is_member, before.notice, before.headline) == (
        after.is_member,
        after.notice,
        after.headline,
    )


@given(DAYS, WITHOUT_END)
def test_nobody_has_left_without_a_paper_of_the_end(day, facts):
    status = membership_on(day, [JOINED, *facts], TERMS).value

    assert status.is_member is not IsMember.NO


@given(DAYS, FACTS)
def test_unknown_names_a_missing_document_and_every_answer_a_reason(day, facts):
    ruling = membership_on(day, facts, TERMS)

    assert ruling.reasons
    assert ruling.value.missing or ruling.value.is_member is not IsMember.UNKNOWN


@given(DAYS, FACTS)
def test_the_first_line_and_the_answer_agree(day, facts):
    status = membership_on(day, facts, TERMS).value
    begins = {
        IsMember.YES: "Medlem. ",
        IsMember.NO: "Inte medlem. ",
        IsMember.UNKNOWN: "Okänt, handling saknas: ",
    }

    assert status.headline.startswith(begins[status.is_member])


@given(DAYS, WITHOUT_END)
def test_who_is_a_member_with_a_notice_has_an_exit_day_ahead(day, facts):
    status = membership_on(day, [JOINED, *facts], TERMS).value
    settled = (NoticeState.NONE, NoticeState.WITHDRAWN)

    if status.is_member is IsMember.YES and status.notice not in settled:
        assert status.effective is not None
        assert day <= status.effective


@given(DAYS, WITHOUT_END)
def test_a_notice_on_paper_is_never_forgotten_without_an_accepted_withdrawal(day, facts):
    notice = Fact(FactKind.NOTICE_RECEIVED, date(2010, 3, 1), "Uppsägning")
    kept = [f for f in facts if not f.accepts and f.kind is not FactKind.JOINED]
    status = membership_on(day, [JOINED, notice, *kept], TERMS).value

    assert (status.is_member is IsMember.YES) <= (day <= date(2013, 12, 31))


@given(DAYS, FACTS)
def test_without_by_laws_a_notice_never_leaves_a_plain_answer(day, facts):
    status = membership_on(day, [JOINED, *facts], ()).value

    assert status.effective is None
    assert status.is_member is not IsMember.YES or status.notice is NoticeState.NONE


@given(DAYS, st.permutations([JOINED, *(Fact(k, date(2015, 5, 5), k.value) for k in BUT_THE_END)]))
def test_the_order_given_within_a_day_does_not_matter(day, facts):
    assert membership_on(day, facts, TERMS) == membership_on(day, facts[::-1], TERMS)


@given(DAYS, FACTS, st.integers(1, 3))
def test_no_counting_fails_whatever_the_facts(day, facts, years):
    rows = (NoticeTerms(years, Counting.FROM_NOTICE, date(2006, 7, 1), None, "15 §"),)

    assert membership_on(day, facts, rows).value.day == day
