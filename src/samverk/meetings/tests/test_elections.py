"""Elections by closed ballot, and proportional ones: numbers alone, the lot, and who was chosen."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.models import AuditEvent
from samverk.meetings import actions
from samverk.meetings.actions import Group, NewElection, NewElectionRequest
from samverk.meetings.models import CastBallot, ElectionHeld, ElectionRequested
from samverk.meetings.queries import item_by_id
from samverk.meetings.queries.elections import election_of
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.tests.conftest import (
    MEMBERS,
    contested,
    draft,
    handle,
    roll,
    settle,
    step,
)
from samverk.project.testing.stages import kept
from samverk.rules.propositions import StepKind

WHAT = "ledamöter i valberedningen"


def text(answer):
    return " ".join(answer.content.decode().split())


@kept
def item(seated, opened):
    """An election, in hand with all five members there."""
    roll(seated, opened, *MEMBERS)
    return item_by_id(handle(seated, opened, "Val", matter="election").pk)


def request(cast, item, *, seats=2, requesters=2, key="b"):
    new = NewElectionRequest(WHAT, seats, requesters)
    return actions.request_election(cast.owner, item, new, key=key)


def hold(cast, asked, *groups, lots=(), invalid=0, key="v"):
    new = NewElection(tuple(Group(*one) for one in groups), invalid, lots)
    return actions.hold_election(cast.owner, asked, new, key=key)


A = ("A", 3, ("Asta Ek", "Bo Lind"))
B = ("B", 2, ("Cia Alm", "Dan Rönn"))


def test_a_closed_ballot_leaves_numbers_and_nobodys_name(seated, item):
    draft(seated, item)
    contested(seated, item)
    step(seated, item, "Voted", "main/1/vote", yes=3, no=1, abstain=1)
    held = proceeding_of(item).progress.value.settled[0].votes[0]
    assert (held.is_closed, held.tally.present) == (True, 5)
    assert CastBallot.objects.count() == 0


def test_a_tie_in_an_election_waits_for_the_lot_and_never_the_chair(seated, item):
    draft(seated, item)
    contested(seated, item)
    step(seated, item, "Voted", "main/1/vote", yes=2, no=2, abstain=1)
    assert proceeding_of(item).progress.value.step.kind is StepKind.LOT
    step(seated, item, "LotDrawn", "main/1/vote/lot", ballot="no")
    assert proceeding_of(item).progress.value.settled[0].winner.key == "reject"


def test_no_more_ballots_than_voters(seated, item):
    draft(seated, item)
    contested(seated, item)
    with pytest.raises(InputError, match="räkna om sedlarna"):
        step(seated, item, "Voted", "main/1/vote", yes=5, no=1, abstain=0)


def test_enough_who_ask_make_it_proportional(seated, item):
    request(seated, item)
    page = election_of(item)
    assert (page.request.present, page.asked.value.threshold, page.asked.value.stands) == (
        5,
        2,
        True,
    )


def test_too_few_do_not_and_no_ballots_are_noted(seated, item):
    asked = request(seated, item, requesters=1)
    assert election_of(item).asked.value.stands is False
    with pytest.raises(ConflictError, match="räcker inte"):
        hold(seated, asked, A, B)
    assert settle(seated, item).outcome == "antecknat"


def test_the_seats_and_the_chosen_follow_from_the_ballots(seated, item):
    hold(seated, request(seated, item), A, B)
    page = election_of(item)
    assert [(row.name, row.seats, row.chosen) for row in page.groups] == [
        ("A", 1, ("Asta Ek",)),
        ("B", 1, ("Cia Alm",)),
    ]
    assert page.lines == ("Asta Ek (A)", "Cia Alm (B)")


def test_a_tie_between_groups_waits_for_the_lot(seated, item):
    asked = request(seated, item, seats=1, requesters=3)
    even = (("A", 2, ("Asta Ek",)), ("B", 2, ("Cia Alm",)))
    hold(seated, asked, *even, key="v1")
    with pytest.raises(ConflictError, match="lottens ordning"):
        settle(seated, item)
    hold(seated, asked, *even, lots=("B", "A"), key="v2")
    assert election_of(item).lines == ("Cia Alm (B)",)
    assert settle(seated, item, key="u2").outcome == "beslut"
    assert ElectionHeld.objects.count() == 2


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ([("A", 4, ("Asta Ek",)), ("B", 2, ("Cia Alm",))], "6 sedlar men 5 närvarande"),
        ([("A", 5, ("Asta Ek",))], "minst så många namn"),
        ([A, ("A", 1, ())], "varje grupp en gång"),
        ([("A", 0, ("Asta Ek",))], "Ingen röst är lämnad"),
    ],
)
def test_ballots_that_cannot_be_are_refused_in_words(seated, item, groups, words):
    with pytest.raises(InputError, match=words):
        hold(seated, request(seated, item), *groups)
    assert ElectionHeld.objects.count() == 0


@pytest.mark.parametrize(("seats", "requesters", "field"), [(0, 2, "seats"), (2, 6, "requesters")])
def test_a_request_that_cannot_be_names_its_field(seated, item, seats, requesters, field):
    with pytest.raises(InputError) as fault:
        request(seated, item, seats=seats, requesters=requesters)
    assert fault.value.field == field


def test_only_an_election_is_proportional_and_never_when_its_ballots_are_noted(
    seated, opened, item
):
    hold(seated, request(seated, item), A, B)
    with pytest.raises(ConflictError, match="redan antecknade"):
        request(seated, item, key="b2")
    settle(seated, item)
    other = handle(seated, opened, "Taxan")
    with pytest.raises(InputError, match="ärende om val"):
        request(seated, other, key="b3")


def test_a_form_sent_twice_is_one_request_and_one_event(seated, item):
    assert request(seated, item) == request(seated, item)
    assert ElectionRequested.objects.count() == 1
    assert AuditEvent.objects.filter(kind="meetings.election_requested").count() == 1


def test_it_is_asked_for_counted_and_decided_on_its_pages(seated, item):
    browser, url = seated.browser(seated.owner_user), reverse("election", args=[item.pk])
    asked = {"key": "f1", "what": WHAT, "seats": "2", "requesters": "2"}
    page = text(browser.post(reverse("request_election", args=[item.pk]), asked, follow=True))
    assert "Begäran räcker" in page
    made = ElectionRequested.objects.get()
    counted = {"key": "f2", "groups": "A, 3: Asta Ek; Bo Lind\nB, 2: Cia Alm", "invalid": "0"}
    browser.post(reverse("hold_election", args=[made.pk]), counted)
    assert "Asta Ek" in text(browser.get(url))
    words = browser.get(reverse("proceeding", args=[item.pk])).context["outcome"].initial
    assert words["decisions"] == f"Till {WHAT} väljs Asta Ek (A); Cia Alm (B)."


def test_a_line_that_cannot_be_read_is_named_and_kept(seated, item):
    made = request(seated, item)
    browser = seated.browser(seated.owner_user)
    bad = {"key": "f2", "groups": "A, 3: Asta Ek\nB två", "invalid": "0"}
    answer = browser.post(reverse("hold_election", args=[made.pk]), bad)
    assert answer.status_code == 400
    assert "Rad 2" in text(answer)
    assert "B två" in text(answer)


def test_the_result_stands_in_the_minutes(seated, opened, item):
    hold(seated, request(seated, item), A, B)
    settle(seated, item)
    browser = seated.browser(seated.owner_user)
    page = text(browser.get(reverse("minutes", args=[opened.pk])))
    assert "2 av 5 närvarande begär proportionellt val" in page
    assert "A, 3 sedlar, 1 plats: Asta Ek." in page
    assert "B, 2 sedlar, 1 plats: Cia Alm." in page


def test_others_read_and_write_nothing_of_it(seated, item):
    made = request(seated, item)
    for user in (None, seated.outsider_user, seated.member_user):
        browser = seated.browser(user)
        for name, at in (("request_election", item.pk), ("hold_election", made.pk)):
            assert browser.post(reverse(name, args=[at]), {"key": "k"}).status_code == 403
