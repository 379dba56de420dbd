"""What came back to referrers in a year: by reason, party and home, published as no small number."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse

from samverk.analytics.disclosure.keeping import edition_of
from samverk.analytics.disclosure.policy import DisclosurePolicy
from samverk.analytics.disclosure.proof import faults_of
from samverk.analytics.disclosure.protect import examined
from samverk.exchange.models import Sent
from samverk.exchange.ports import MESSAGE_TYPES
from samverk.exchange.schema import faults
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.models import PublishedStatistics, YearSubject
from samverk.interventions.persons.actions import people, send_counts
from samverk.interventions.persons.actions.keeping_counts import keep_counts
from samverk.interventions.persons.actions.publishing import YearPart, look_at_year
from samverk.interventions.persons.models import Participation, PublishedCounts, Referral
from samverk.interventions.persons.queries import returned
from samverk.interventions.persons.queries.beside import year_out
from samverk.interventions.persons.queries.kept_counts import has_kept_counts
from samverk.interventions.persons.queries.returned import returned_in
from samverk.interventions.persons.queries.year_links import returns_links
from samverk.interventions.persons.tests.returning import answered
from samverk.interventions.persons.tests.test_published_outcomes import publish
from samverk.interventions.persons.tests.test_sending_counts import peers
from samverk.interventions.persons.tests.test_statistics import YEAR
from samverk.interventions.persons.tests.test_telling_statistics import apart as far
from samverk.interventions.persons.tests.test_telling_statistics import ended
from samverk.interventions.persons.tests.test_waiting import consent
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk, authority
from samverk.rules.interventions.hands import Hand

__all__ = ["ended", "far", "peers"]
RETURNS = YearSubject.RETURNS
CAME = date(YEAR, 4, 1)
SMALL = range(1, 5)


def back(party, number, reason, *, town=None, came=CAME, consents=True) -> list[Referral]:
    """Let so many of a municipality have been returned, who consent to follow-up."""
    made = []
    for _ in range(number):
        row = answered(party, "woman", "returned", reason, came=came)
        with unread([party.receives]):
            row.person.home = town or party.cast.town
            row.person.save()
            if consents:
                consent(party, row.person, date(YEAR, 1, 1))
        made.append(row)
    return made


def looked(party):
    home = authority(party.receives)
    return look_at_year(party.coordinator, home, party.delivery, YEAR, YearPart.RETURNS)


def exact(party, today=date(2024, 3, 15)):
    found = returned_in(party.delivery, YEAR, [party.receives], today)
    return {table.title: (table.columns, dict(table.lines)) for table in found.tables}


def test_returns_are_counted_by_reason_party_and_home(party):
    back(party, 3, "too_complex")
    back(party, 2, "outside_age", town=party.cast.neighbour)
    found = exact(party)
    assert found[returned.BY_PARTY] == (
        ("Lillköping",),
        {"för komplexa behov": (3,), "utanför åldersgränsen": (2,)},
    )
    assert found[returned.BY_HOME] == (
        ("Lillköping", "Norrvik"),
        {"för komplexa behov": (3, 0), "utanför åldersgränsen": (0, 2)},
    )


def test_all_answers_are_told_beside_the_returns(party):
    back(party, 3, "too_complex")
    for state, number in (("accepted", 4), ("lapsed", 1)):
        for _ in range(number):
            row = answered(party, "man", state, came=CAME)
            with unread([party.receives]):
                consent(party, row.person, date(YEAR, 1, 1))
    answered(party, "man", "accepted", came=CAME)
    found = exact(party)
    columns = (returned.SENT_BACK, returned.OTHER_ANSWER, returned.NO_ANSWER)
    assert found[returned.ANSWERS_BY_PARTY] == (columns, {"Lillköping": (3, 4, 1)})
    assert found[returned.ANSWERS_BY_HOME] == (
        columns,
        {"Lillköping": (3, 0, 0), "okänt": (0, 4, 1)},
    )


def test_what_they_got_here_within_six_months_is_told_and_a_day_later_is_not(party):
    started, again, late, nothing = back(party, 4, "too_complex")
    (new,) = back(party, 1, "too_complex", came=date(YEAR, 11, 1))
    day = CAME + timedelta(10)
    with unread([party.receives]):
        for row, first in ((started, date(YEAR, 10, 11)), (late, date(YEAR, 10, 12))):
            Participation.objects.create(
                controller_id=party.receives,
                person=row.person,
                delivery=party.open_door,
                party=party.cast.neighbour,
                sex="woman",
                state="active",
                starts_on=first,
            )
    answered(party, "woman", "submitted", came=day + timedelta(30), person=again.person)
    columns, lines = exact(party)[returned.INSTEAD]
    told = dict(zip(columns, lines["för komplexa behov"], strict=True))
    assert told == {
        returned.BEGAN_HERE: 1,
        returned.REFERRED_HERE: 1,
        returned.NOTHING_HERE: 2,
        returned.NOT_YET: 1,
    }
    assert nothing.person_id != new.person_id


def test_who_does_not_consent_or_is_protected_is_in_no_table(party):
    back(party, 2, "too_complex", consents=False)
    (row,) = back(party, 1, "too_complex")
    desk = Desk(party.receives, Hand.CASE_WORKER)
    people.protect_person(party.worker, desk, row.person_id, key="skydd")
    found = returned_in(party.delivery, YEAR, [party.receives], date(2024, 3, 15))
    assert (found.counted, found.left_out) == (0, 2)
    assert looked(party).returns.tables == []
    with pytest.raises(InputError, match="Ingen remiss som kan räknas"):
        publish(party, subject=RETURNS)


@pytest.fixture
def returns(party):
    """Thirty of two municipalities, of whom few had one of the reasons; two do not consent."""
    back(party, 12, "too_complex")
    back(party, 9, "too_complex", town=party.cast.neighbour)
    back(party, 6, "outside_age")
    back(party, 2, "no_consent")
    back(party, 2, "too_complex", consents=False)
    for number in range(11):
        row = answered(party, "man", "accepted" if number < 8 else "lapsed", came=CAME)
        with unread([party.receives]):
            consent(party, row.person, date(YEAR, 1, 1))
    return party


def test_nothing_small_is_shown_and_none_is_left_beside_what_was_sent(returns, peers):
    send_counts(returns.coordinator, returns.receives, YEAR, key="antal")
    publish(returns, subject=RETURNS)
    row = PublishedStatistics.objects.get()
    shown = [count for table in row.tables for line in table["rows"] for count in line["counts"]]
    assert not [count for count in shown if count in SMALL]
    assert [count for count in shown if count], "something is told"
    bodies = [returns.receives]
    out = year_out(returns.delivery, YEAR, bodies).beside(RETURNS)
    with unread(bodies):
        kept = [edition_of(one) for one in PublishedCounts.objects.get().tables]
    every = [one.shown(DisclosurePolicy()) for one in (*out.editions(), *kept)]
    assert faults_of(row.proof, every) == []
    assert out.messages(), "the counts that were sent are tied to them"
    links = returns_links(out.code, out.messages(), [one.table for one in kept])
    assert examined([*out.editions(), *kept], DisclosurePolicy(), links).leaks == ()


def test_whoever_subtracts_from_what_was_sent_finds_nobody_without_consent(returns, peers):
    send_counts(returns.coordinator, returns.receives, YEAR, key="antal")
    found = looked(returns).returns
    out = year_out(returns.delivery, YEAR, [returns.receives]).beside(RETURNS)
    (message,) = out.messages()
    sent = {
        measure: one.shown(DisclosurePolicy()).counts[-1][-1] for measure, one in message.items()
    }
    told = found.tables[0]["rows"][-1]["counts"][-1]
    assert (sent["returned"], found.counted) == (31, 29)
    assert told is None, "two have not consented: 31 and 29 would tell it"


def test_nothing_is_published_of_returns_once_somebody_returned_is_removed(returns):
    with unread([returns.receives]):
        keep_counts(Referral.objects.filter(state="returned")[0].person)
    assert not has_kept_counts(returns.delivery.pk, YEAR, returns.receives)
    with pytest.raises(InputError, match="är gallrade"):
        publish(returns, subject=RETURNS)


def test_they_are_published_once_and_sent_in_a_version_that_knows_them(far):
    back(far, 12, "too_complex")
    made = publish(far, "a", RETURNS)
    assert publish(far, "a", RETURNS).pk == made.pk
    with pytest.raises(ConflictError, match="redan publicerat"):
        publish(far, "b", RETURNS)
    (sent,) = Sent.objects.filter(type="statistik")
    payload = json.loads(sent.wire)["envelope"]["payload"]
    assert (sent.version, payload["subject"], payload["tables"][0]["title"]) == (
        2,
        "returns",
        f"{returned.BY_PARTY}, {YEAR}",
    )
    assert list(faults(payload, MESSAGE_TYPES.find("statistik", 2).schema)) == []
    assert list(faults(payload, MESSAGE_TYPES.find("statistik", 1).schema)) != []


def test_the_coordinator_sees_them_and_everybody_once_they_are_published(returns):
    client = returns.cast.browser(returns.coordinator_user)
    place = reverse("statistics", args=[returns.receives, returns.delivery.pk])
    here = f"{place}?ar={YEAR}&del=aterremisser"
    page = client.get(here).content.decode()
    assert "2 till kom tillbaka, men är inte med" in page
    publish(returns, subject=RETURNS)
    assert "Återremisserna är publicerade." in client.get(here).content.decode()
    out = returns.cast.browser(None).get(f"/insatser/{returns.delivery.pk}/").content.decode()
    assert "Vilka remisser kom tillbaka?" in out
    assert "Räknat i remisser." in out
