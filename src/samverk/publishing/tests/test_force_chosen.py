"""Decisions are chosen by their legal force, which follows the calendar; what is not known is unknown."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from samverk.decisions import actions as decisions
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.publishing import actions
from samverk.publishing.actions.syncing import sync_directory, sync_force
from samverk.publishing.models import Record
from samverk.publishing.opened import opened
from samverk.publishing.queries.answers import answer
from samverk.publishing.queries.asked import Choice
from samverk.publishing.queries.following import search_target
from samverk.publishing.queries.searched import found_by
from samverk.publishing.search_forms import STATUSES
from samverk.publishing.words import FORCES
from samverk.rules.force import ForceState

pytestmark = pytest.mark.django_db


def publish(decision):
    release = actions.begin_release(SETUP, "decision", decision.pk, key=f"{decision.pk}/börja").pk
    actions.send_release(SETUP, release, key=f"{decision.pk}/lämna")
    actions.approve_release(SETUP, release, key=f"{decision.pk}/godkänn")
    return release


def decide(seated, paragraph, kind="decides"):
    new = decisions.NewDecision(
        seated.town.pk, "Taxan", kind, seated.council.pk, date(2024, 2, 1), paragraph, text="Höjs."
    )
    return decisions.register_decision(SETUP, new, key=f"beslut/{paragraph}")


@pytest.fixture
def decided(seated, the_day):
    made = decide(seated, 3)
    return made, publish(made)


def found(force):
    with opened():
        told = answer("", Choice(force=force), today=TODAY)
        named = answer("taxan", Choice(force=force), today=TODAY)
    assert [hit.record.source for hit in named.hits] == [hit.record.source for hit in told.hits]
    return [hit.record.source for hit in told.hits]


def post(decision, day):
    decisions.record_force_fact(
        SETUP, decision, decisions.NewForceFact("posted", day), key="anslaget"
    )


def test_a_decision_whose_posting_no_paper_shows_is_unknown(decided):
    assert found("unknown") == [decided[0].pk]
    assert [found(state.value) for state in FORCES if state is not ForceState.UNKNOWN] == [[]] * 8


def test_it_moves_when_its_force_does_and_stands_in_one_place(decided):
    post(decided[0], TODAY)
    assert sync_force() == 1
    assert (found("running"), found("unknown")) == ([decided[0].pk], [])


def test_what_is_withdrawn_is_chosen_no_more(decided):
    actions.withdraw_release(SETUP, decided[1], "Fel", key="dra")
    assert found("unknown") == []
    assert sync_force() == 0


def test_a_proposal_decides_nothing_and_is_not_unknown(seated, the_day):
    publish(decide(seated, 4, "proposes"))
    assert found("unknown") == []


def test_a_decision_that_tells_no_force_is_unknown(decided):
    Record.objects.filter(kind="decision").update(digest="", data={})
    publish(decided[0])
    assert found("unknown") == [decided[0].pk]


def test_every_state_can_be_chosen():
    told = dict(next(rows for name, rows in STATUSES[1:] if name == "Besluts laga kraft"))
    assert set(told) == {f"force:{state.value}" for state in ForceState}


def test_the_search_page_its_feed_and_its_followers_choose_alike(decided, client):
    page = client.get("/oppet/sok/?q=taxan&status=force:unknown").content.decode()
    assert "Okänt om det har laga kraft" in page
    assert f"/oppet/beslut/{decided[0].pk}/" in page
    other = client.get("/oppet/sok/?q=taxan&status=force:annulled").content.decode()
    assert f"/oppet/beslut/{decided[0].pk}/" not in other
    for status, expected in (("force:unknown", [decided[0].pk]), ("force:annulled", [])):
        target = search_target(QueryDict(f"q=taxan&status={status}"))
        with opened():
            assert [one.source for one in found_by(target.query)] == expected


def test_the_list_of_decisions_is_narrowed_by_it(decided, seated, client):
    sync_directory()
    here = f"/oppet/beslut/?organ={seated.council.pk}"
    assert "Okänt om det har laga kraft</option>" in client.get(here).content.decode()
    shown = client.get(f"{here}&laga-kraft=unknown").content.decode()
    assert f'href="/oppet/beslut/{decided[0].pk}/"' in shown
    hidden = client.get(f"{here}&laga-kraft=annulled").content.decode()
    assert f'href="/oppet/beslut/{decided[0].pk}/"' not in hidden
    assert client.get(f"{here}&laga-kraft=kanske").status_code == 404


def test_the_api_lists_the_decisions_of_a_state(decided, seated, client):
    sync_directory()
    for path in ("/api/v1/decisions", f"/api/v1/bodies/{seated.town.pk}/decisions"):
        answer = client.get(f"{path}?force=unknown").json()
        assert len(answer["data"]) == 1
        assert "force=unknown" in answer["links"]["self"]
        assert client.get(f"{path}?force=annulled").json()["data"] == []
        assert client.get(f"{path}?force=kanske").status_code == 400
