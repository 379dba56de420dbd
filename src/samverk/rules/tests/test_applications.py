"""How an application moves, and when money may be given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.agreements.doers import Doer
from samverk.rules.agreements.parties import Standing
from samverk.rules.applications import (
    APPLICATION,
    ApplicationEvent,
    ApplicationState,
    Asked,
    application_step,
    faults_of,
    names_it,
    too_early,
)
from samverk.rules.membership import IsMember

DAY = date(2026, 11, 1)
TOWN, REGION = Standing("Norrvik", "municipality"), Standing("Kusten", "region")
GOOD = Asked(
    TOWN,
    (REGION,),
    date(2027, 1, 1),
    date(2028, 12, 31),
    ((2027, 900_000), (2028, 0)),
)
_S, _E = ApplicationState, ApplicationEvent


def faults(**changed: Any) -> str:
    ruled = faults_of(replace(GOOD, **changed), day=DAY)
    assert not ruled.value
    return " ".join(reason.text for reason in ruled.reasons)


def test_one_that_holds_says_on_what_ground():
    ruled = faults_of(GOOD, day=DAY)
    assert ruled.value
    assert [str(r.statute).split()[0] for r in ruled.reasons] == ["7", "6"]


@pytest.mark.parametrize(
    ("first", "others", "holds"),
    [
        ("municipality", (), False),
        ("municipality", ("municipality",), False),
        ("region", ("region",), False),
        ("municipality", ("region",), True),
        ("state", ("state",), True),
        ("municipality", ("municipality", "state"), True),
    ],
)
def test_municipalities_are_one_party_and_so_are_regions(first, others, holds):
    asked = replace(
        GOOD, applicant=Standing("A", first), partners=[Standing("B", k) for k in others]
    )
    assert faults_of(asked, day=DAY).value is holds


@pytest.mark.parametrize(
    ("is_member", "words"),
    [(IsMember.NO, "är inte medlem"), (IsMember.UNKNOWN, "inte känt om Norrvik är medlem")],
)
def test_only_a_member_may_get_money(is_member, words):
    told = faults(applicant=replace(TOWN, is_member=is_member, missing=("inträdet",)))
    assert words in told
    assert ("Saknas: inträdet." in told) is (is_member is IsMember.UNKNOWN)
    assert told.count("Norrvik") == 1


@pytest.mark.parametrize("is_member", [IsMember.NO, IsMember.UNKNOWN])
def test_only_a_certain_member_counts_as_a_party(is_member):
    gone = replace(REGION, is_member=is_member, missing=("svaret",))
    told = faults(partners=(gone,))
    assert "Minst två parter" in told
    assert "Räknas inte som part." in told
    assert ("Saknas: svaret." in told) is (is_member is IsMember.UNKNOWN)


def test_one_that_does_not_count_is_remarked_when_there_are_enough():
    gone = replace(REGION, is_member=IsMember.NO)
    ruled = faults_of(replace(GOOD, partners=(gone, Standing("FK", "state"))), day=DAY)
    assert ruled.value
    (remark,) = ruled.remarks
    assert remark.text.startswith("Kusten är inte medlem")
    assert remark.text.endswith("Räknas inte som part.")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"starts_on": None}, "Ange vilken tid"),
        ({"ends_on": date(2026, 12, 31)}, "före den första"),
        ({"amounts": ()}, "Ange vilket belopp"),
        ({"amounts": ((2027, 0),)}, "Ange vilket belopp"),
        ({"amounts": ((2027, 1), (2029, 1))}, "2029, som ligger utanför tiden"),
        ({"unwritten": ("Mål", "Behov")}, "Skriv under Mål. Skriv under Behov."),
    ],
)
def test_each_fault_is_told(changed, words):
    assert words in faults(**changed)


def test_all_faults_are_told_at_once():
    told = faults(partners=(), amounts=(), unwritten=("Mål",))
    assert all(words in told for words in ("Minst två parter", "belopp", "Mål"))


@pytest.mark.parametrize(
    ("state", "event", "doer"), list(product([None, *ApplicationState], ApplicationEvent, Doer))
)
def test_every_step_that_is_not_listed_is_refused(state, event, doer):
    listed = [row for row in APPLICATION.table if (row.state, row.event) == (state, event)]
    ruled = application_step(state, event, doer, GOOD, day=DAY)
    if listed and doer in listed[0].doers:
        assert ruled.value is listed[0].to
    else:
        assert ruled.value is None
        assert ruled.reasons[0].text


@pytest.mark.parametrize(
    ("state", "event", "doer"),
    [
        (_S.DRAFT, _E.SUBMIT, Doer.APPLICANT),
        (_S.INCOMPLETE, _E.COMPLETE, Doer.APPLICANT),
        (_S.RECOMMENDED, _E.GRANT, Doer.FEDERATION),
        (_S.REGISTERED, _E.GRANT, Doer.FEDERATION),
    ],
)
def test_what_does_not_hold_is_neither_sent_nor_granted(state, event, doer):
    bad = replace(GOOD, applicant=replace(TOWN, is_member=IsMember.NO))
    assert application_step(state, event, doer, bad, day=DAY).value is None
    with pytest.raises(ValueError, match="saknas"):
        application_step(state, event, doer, None, day=DAY)


def test_what_does_not_hold_may_be_refused():
    bad = replace(GOOD, applicant=replace(TOWN, is_member=IsMember.NO))
    ruled = application_step(_S.RECOMMENDED, _E.REFUSE, Doer.FEDERATION, bad, day=DAY)
    assert ruled.value is _S.REFUSED


@given(st.lists(st.tuples(st.sampled_from(ApplicationEvent), st.sampled_from(Doer)), max_size=12))
def test_nothing_leads_on_from_a_decision_and_nothing_past_the_diary(steps):
    state, seen = None, []
    for event, doer in steps:
        moved = application_step(state, event, doer, GOOD, day=DAY).value
        if moved is None:
            continue
        assert state not in (_S.GRANTED, _S.REFUSED, _S.WITHDRAWN)
        state = moved
        seen.append(event)
    if state in (_S.GRANTED, _S.REFUSED, _S.RECOMMENDED):
        assert _E.REGISTER in seen


@pytest.mark.parametrize(("after", "refused"), [(-1, True), (0, False), (1, False)])
def test_what_is_older_than_the_application_does_not_count(after, refused):
    found = too_early(DAY, DAY + timedelta(days=after), "Beslutet fattades")
    assert (found is not None) is refused


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Ansökan SOF 2026/12 beviljas", True),
        ("Nya spår beviljas 900 000 kronor", True),
        ("ansökan sof 2026/123 beviljas", False),
        ("Medel till nya spårvagnar", False),
        ("", False),
    ],
)
def test_a_decision_names_an_application_by_its_whole_number_or_title(words, named):
    assert names_it(words, "Nya spår", "SOF 2026/12").value is named
    assert not names_it(words, "", "").value
