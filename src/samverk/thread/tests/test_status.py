"""The status in words, for any chosen day, and how a missing document changes it at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.federation import queries as federation
from samverk.federation.actions import NewFact, record_fact, set_aside_fact
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.registry.actions import NewDocument
from samverk.registry.models import Case, Document
from samverk.rules.membership import FactKind, IsMember, NoticeState
from samverk.thread.actions import record_with_paper
from samverk.thread.queries import membership_thread

AFTER = date(2025, 6, 1)


def thread(name, day):
    found = membership_thread("insjoriket", day)
    return next(t for t in found.threads if t.member.name == name)


def status(name, day=AFTER):
    return thread(name, day).status.value


def fact(kind, day, **more):
    return NewFact(thread("Alingsås", AFTER).member.membership.pk, kind, day, **more)


def paper(kind="exit_notice", subject="Uppsägning av medlemskapet", day=date(2021, 6, 3)):
    case = Case.objects.get(diary_number="2020.096 SN")
    return NewDocument(case.pk, "outgoing", kind, day, subject)


def test_before_the_council_decides_it_is_a_plain_member(demo):
    found = status("Alingsås", date(2021, 5, 25))
    assert (found.is_member, found.notice) == (IsMember.YES, NoticeState.NONE)
    assert [p.label for p in found.proposals] == ["Tjänsteskrivelse från Socialförvaltningen"]


def test_a_decision_is_not_a_notice(demo):
    found = status("Alingsås", date(2023, 11, 1))
    assert found.notice is NoticeState.DECIDED_NOT_SHOWN_SENT
    assert FactKind.NOTICE_SENT in {m.kind for m in found.missing}


def test_nobody_is_said_to_have_left(demo):
    assert {status(name).is_member for name in ("Alingsås", "Härryda")} == {IsMember.UNKNOWN}
    assert "Okänt, handling saknas" in status("Alingsås").headline


def test_the_notice_with_its_paper_turns_the_assumption_into_knowledge(secretary):
    new = fact(FactKind.NOTICE_SENT, date(2021, 6, 3))
    record_with_paper(secretary, new, paper(), key="k1")
    found = status("Alingsås", date(2023, 11, 1))
    assert (found.notice, found.effective) == (NoticeState.RUNNING, date(2024, 12, 31))
    assert not found.is_assumed


def test_a_notice_sent_the_year_after_moves_the_exit_a_year(secretary):
    new = fact(FactKind.NOTICE_SENT, date(2022, 1, 10))
    record_with_paper(secretary, new, paper(day=date(2022, 1, 10)), key="k1")
    assert status("Alingsås", date(2023, 11, 1)).effective == date(2025, 12, 31)


def test_the_end_with_its_paper_settles_it(secretary):
    new = fact(FactKind.ENDED, date(2024, 12, 31))
    record_with_paper(secretary, new, paper("other", "Bekräftelse på utträde"), key="k1")
    assert status("Alingsås").is_member is IsMember.NO


def test_a_fact_set_aside_counts_no_more(secretary):
    new = fact(FactKind.ENDED, date(2024, 12, 31))
    made = record_with_paper(secretary, new, paper("other", "Bekräftelse"), key="k1")
    set_aside_fact(secretary, made, "Gällde en annan kommun.", key="k2")
    assert status("Alingsås").is_member is IsMember.UNKNOWN


def test_another_municipality_may_not_record_it(outsider):
    with pytest.raises(NotAllowedError, match="där du har din roll"):
        record_fact(outsider, fact(FactKind.ENDED, date(2024, 12, 31)), key="k1")


def test_a_refused_fact_leaves_no_paper_behind(secretary):
    before = Document.objects.count()
    with pytest.raises(InputError, match="före"):
        record_with_paper(secretary, fact(FactKind.NOTICE_SENT, date(1999, 1, 1)), paper(), key="k")
    assert Document.objects.count() == before


def test_sending_the_form_twice_records_once(secretary):
    new = fact(FactKind.NOTICE_SENT, date(2021, 6, 3))
    first = record_with_paper(secretary, new, paper(), key="k1")
    assert record_with_paper(secretary, new, paper(), key="k1") == first


def test_the_same_fact_in_another_form_is_a_conflict(secretary):
    new = fact(FactKind.NOTICE_SENT, date(2021, 6, 3))
    document = record_with_paper(secretary, new, paper(), key="k1").document_id
    new = replace(new, document=document)
    with pytest.raises(ConflictError, match="redan"):
        record_fact(secretary, new, key="k2")


def test_a_step_without_a_date_cannot_be_older_than_what_it_cites(demo):
    home = membership_thread("insjoriket", AFTER).federation
    harryda = next(m for m in federation.members(home.id) if m.name == "Härryda")
    undated = [f.fact for f in harryda.facts if f.fact.day is None]
    assert [f.not_before for f in undated] == [date(2022, 11, 23)]
