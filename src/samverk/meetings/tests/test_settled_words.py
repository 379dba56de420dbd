"""How a vote was settled: asked at the devices as at the roll, and told alike wherever it is read."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.errors import InputError
from samverk.meetings import actions, queries
from samverk.meetings.models import StepTaken
from samverk.meetings.queries.content import content_of
from samverk.meetings.queries.course import content_words, course_of, election_words
from samverk.meetings.queries.minutes import minutes_of
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.queries.summary import summary_of
from samverk.meetings.tests.conftest import (
    MEMBERS,
    again,
    contested,
    draft,
    fill,
    handle,
    move,
    occasion,
    person,
    roll,
    settle,
    step,
    vote,
)
from samverk.project.testing.stages import kept
from samverk.rules.tests.texts import plain

VOTE = {
    "yes": 3,
    "no": 2,
    "abstain": 0,
    "yes_means": "att ärendet avgörs i dag",
    "no_means": "uppskov",
}
MINORITY = {"question": "Återremiss", "ground": "minority", "requesters": 2, "present": 5}


@kept
def council(cast):
    """The council at a vote on sending an item back, with all five members there."""
    fill(cast.council)
    made = actions.plan_meeting(cast.owner, cast.council.pk, occasion(), key="kf")
    meeting = queries.meeting_by_id(made.pk)
    actions.open_meeting(cast.owner, meeting, person("Asta Ek"), "Maj", key="ö")
    roll(cast, again(meeting), *MEMBERS)
    item = handle(cast, again(meeting), "Taxan")
    draft(cast, item)
    move(cast, item, "referral_back", text="Utred.")
    step(cast, item, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    step(cast, item, "Found", "referral_back/1/find", won="today")
    step(cast, item, "VoteRequested", "referral_back/1/confirm", by="Bo Lind")
    return item


def opened_vote(cast, item):
    return actions.open_device_vote(cast.owner, item, "referral_back/1/vote", key="öppna")


def close(cast, vote, *no, requesters=None, key="stäng"):
    ballots = {person(name): "no" if name in no else "yes" for name in MEMBERS}
    return actions.close_device_vote(cast.owner, vote, actions.Roll(ballots, requesters), key=key)


def settled(item):
    return proceeding_of(item).progress.value.settled[0]


def test_how_many_asked_is_kept_from_a_vote_on_own_devices(cast, council):
    made = close(cast, opened_vote(cast, council), "Bo Lind", requesters=2)
    assert made.data["requesters"] == 2
    found = settled(council)
    assert (found.how, found.deferral, found.requesters) == ("minority", "minority", 2)
    assert "begäran av en minoritet, 2 av 5 närvarande" in plain(
        " ".join(course_of(proceeding_of(council)))
    )


def test_without_a_count_the_votes_alone_decide_as_at_the_roll(cast, council):
    close(cast, opened_vote(cast, council), "Bo Lind")
    assert settled(council).deferral == "decided_today"
    assert "requesters" not in StepTaken.objects.get(kind="Voted").data


def test_more_cannot_ask_than_are_present(cast, council):
    with pytest.raises(InputError):
        close(cast, opened_vote(cast, council), "Bo Lind", requesters=6)


def test_closed_twice_with_the_count_it_is_closed_once(cast, council):
    opened = opened_vote(cast, council)
    assert close(cast, opened, requesters=2) == close(cast, opened, requesters=2)


def text(answer):
    return plain(" ".join(answer.content.decode().split()))


def sent(opened, **more):
    ballots = {f"person-{person(name)}": "yes" for name in MEMBERS}
    return {"key": "s", "vote": opened.pk} | ballots | more


def test_the_page_asks_the_same_question_as_the_roll_and_takes_the_answer_twice(cast, council):
    browser = cast.browser(cast.owner_user)
    opened = opened_vote(cast, council)
    assert "Hur många begär uppskov?" in text(
        browser.get(reverse("device_vote", args=[council.pk]))
    )
    url = reverse("close_device_vote", args=[council.pk])
    faulty = browser.post(url, sent(opened, requesters="två"))
    assert faulty.status_code == 400
    assert "Skriv antalet som ett heltal." in text(faulty)
    assert browser.post(url, sent(opened, requesters="2")).status_code == 302
    assert browser.post(url, sent(opened, requesters="2")).status_code == 302
    assert settled(council).requesters == 2


def test_where_no_minority_counts_nobody_is_asked(seated, opened):
    roll(seated, opened, *MEMBERS)
    item = handle(seated, opened, "Taxan")
    draft(seated, item)
    contested(seated, item)
    made = actions.open_device_vote(seated.owner, item, "main/1/vote", key="enheter")
    browser = seated.browser(seated.owner_user)
    assert "Hur många begär" not in text(browser.get(reverse("device_vote", args=[item.pk])))
    url = reverse("close_device_vote", args=[item.pk])
    assert browser.post(url, sent(made, requesters="2")).status_code == 302
    assert "requesters" not in StepTaken.objects.get(kind="Voted").data


def test_the_summary_and_the_extract_say_what_the_minutes_say(cast, council):
    """The votes and the ground in the minutes stand in the other two, word for word."""
    vote(cast, council, "referral_back/1/vote", "yes", "yes", "yes", "no", "no")
    settle(cast, council)
    meeting = again(council.meeting)
    row = minutes_of(meeting).paragraphs[0]
    lines = row.course[1:]
    page = text(cast.browser(cast.owner_user).get(reverse("summary", args=[meeting.pk])))
    summary = summary_of(meeting).rows[0]
    assert (*(each.told for each in summary.votes), *summary.grounds) == lines
    assert "En minoritet fick sin begäran igenom" in page
    assert plain(lines[1]) in page
    content = content_of(row, (), meeting.day, "Maj")
    extract = content_words(content, is_council=True)
    assert [each.replace(" begärd av Bo Lind", "") for each in lines] == list(extract)


def test_the_chairs_casting_vote_is_told_in_the_summary(seated, opened):
    roll(seated, opened, *MEMBERS[:4])
    item = handle(seated, opened, "Taxan")
    draft(seated, item)
    contested(seated, item)
    vote(seated, item, "main/1/vote", "no", "no", "yes", "yes")
    [told] = (each.told for each in summary_of(again(opened)).rows[0].votes)
    assert "ordförandens utslagsröst avgjorde: avslag." in told


def test_an_election_is_told_in_the_summary(seated, opened):
    roll(seated, opened, *MEMBERS)
    item = handle(seated, opened, "Val", matter="election")
    asked = actions.request_election(
        seated.owner, item, actions.NewElectionRequest("ledamöter", 2, 3), key="val"
    )
    groups = (actions.Group("A", 3, ("Bo Lind",)), actions.Group("B", 2, ("Cia Alm",)))
    actions.hold_election(seated.owner, asked, actions.NewElection(groups), key="röster")
    told = summary_of(again(opened)).rows[0].election
    assert told == minutes_of(again(opened)).paragraphs[0].course
    page = seated.browser(seated.owner_user).get(reverse("summary", args=[opened.pk]))
    assert "A, 3 sedlar, 1 plats: Bo Lind." in text(page)


@pytest.mark.parametrize(
    ("settled_by", "words"),
    [
        ("majority", "Majoriteten avgjorde: att ärendet avgörs i dag."),
        ("casting_vote", "ordförandens utslagsröst avgjorde: att ärendet avgörs i dag."),
        ("lot", "lotten avgjorde: att ärendet avgörs i dag."),
    ],
)
def test_another_bodys_vote_tells_what_settled_it(settled_by, words):
    content = {"votes": [VOTE | {"outcome": "yes", "decided_by": settled_by}]}
    [line] = content_words(content, is_council=False)
    assert line.endswith(words)


def test_another_bodys_minority_is_told_with_its_ground():
    won = VOTE | {"outcome": "no", "decided_by": "minority"}
    lines = content_words({"votes": [won], "deferrals": [MINORITY]}, is_council=False)
    assert lines[0].endswith("En minoritet fick sin begäran igenom: uppskov.")
    assert "Grund: begäran av en minoritet, 2 av 5 närvarande." in plain(lines[1])


def test_a_boards_majority_has_no_ground_to_tell_and_a_lot_neither():
    majority = MINORITY | {"ground": "majority"}
    lot = VOTE | {"outcome": "no", "decided_by": "lot"}
    assert content_words({"votes": [], "deferrals": [majority]}, is_council=False) == ()
    assert len(content_words({"votes": [], "deferrals": [majority]}, is_council=True)) == 1
    assert len(content_words({"votes": [lot], "deferrals": [majority]}, is_council=True)) == 1


def test_an_older_extract_tells_the_count_and_claims_nothing_more():
    [line] = content_words({"votes": [VOTE]}, is_council=True)
    assert line.endswith("3 ja, 2 nej, 0 avstår.")


def test_acclaimed_deferrals_have_no_numbers_to_tell():
    uncounted = MINORITY | {"ground": "majority", "requesters": None, "present": None}
    assert content_words({"votes": [], "deferrals": [uncounted]}, is_council=True) == ()


def test_an_election_is_told_with_its_groups_and_whether_the_request_stood():
    facts = {
        "what": "ledamöter",
        "seats": 2,
        "present": 5,
        "requesters": 1,
        "threshold": 2,
        "invalid": 1,
        "lots": ["B", "A"],
        "groups": [{"name": "a", "ballots": 3, "seats": 1, "chosen": ["Bo Lind"]}],
    }
    assert list(election_words(facts)) == [
        "Val av ledamöter: 2 platser. 1 av 5 närvarande begär proportionellt val; 2 behövs.",
        "Begäran räcker inte: valet är inte proportionellt.",
        "A, 3 sedlar, 1 plats: Bo Lind.",
        "Ogiltiga sedlar: 1. Lottens ordning: B, A.",
    ]
