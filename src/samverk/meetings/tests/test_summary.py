"""A meeting in short: every outcome and vote on one page, in the same number of questions."""

from __future__ import annotations

from django.urls import reverse

from samverk.meetings import actions
from samverk.meetings.models import Meeting
from samverk.meetings.queries import meeting_by_id
from samverk.meetings.queries.summary import summary_of
from samverk.meetings.tests.conftest import (
    MEMBERS,
    contested,
    draft,
    handle,
    note,
    roll,
    settle,
    vote,
)
from samverk.project.testing.stages import kept


def text(answer):
    return " ".join(answer.content.decode().split())


def voted(cast, meeting, title, *choices, **more):
    found = handle(cast, meeting, title, **more)
    draft(cast, found)
    contested(cast, found)
    vote(cast, found, "main/1/vote", *choices, key=f"röst/{title}")
    settle(cast, found)
    return found


@kept
def held(seated, opened):
    """Two items voted on, one of them rejected."""
    roll(seated, opened, *MEMBERS)
    voted(seated, opened, "Taxan", "yes", "no", "yes", "yes", "abstain")
    voted(seated, opened, "Avtalet", "no", "no", "no", "yes", "yes")
    return meeting_by_id(opened.pk)


def test_every_item_tells_how_it_ended_and_how_each_vote_fell(held):
    page = summary_of(held)
    assert [row.item.title for row in page.rows] == ["Taxan", "Avtalet"]
    assert [row.settled[0].winner.key for row in page.rows] == ["base", "reject"]
    assert [v.vote.tally.no for row in page.rows for v in row.votes] == [1, 3]


def test_who_voted_what_is_told_by_side(held):
    (taxan, _) = summary_of(held).rows
    told = {side.choice: side.names for side in taxan.votes[0].sides}
    assert told == {
        "ja": ("Asta Ek", "Cia Alm", "Dan Rönn"),
        "nej": ("Bo Lind",),
        "avstår": ("Eva Hägg",),
    }


def test_an_undone_vote_is_not_there(seated, opened, held):
    found = handle(seated, opened, "Tredje")
    draft(seated, found)
    contested(seated, found)
    vote(seated, found, "main/1/vote", *["yes"] * 5, key="r3")
    actions.undo_step(seated.owner, found, key="å")
    assert summary_of(held).rows[2].votes == ()


def test_those_out_for_jav_and_those_who_reserve_are_named(seated, opened, held):
    found = handle(seated, opened, "Jäv")
    note(seated, opened, "stepped_aside", "Bo Lind", ground="Släkt.")
    settle(seated, found)
    page = text(seated.browser(seated.owner_user).get(reverse("summary", args=[opened.pk])))
    assert "Deltog inte för jäv: Bo Lind (S)" in page


def test_the_words_of_a_secret_item_are_read_by_those_who_may(seated, opened, held):
    hidden = actions.Hidden("26 kap. 1 § OSL", "Barnet N")
    found = handle(seated, opened, "Individärende", hidden=hidden)
    actions.settle_item(seated.owner, found, ["Barnet N placeras."], key="u")
    url = reverse("summary", args=[opened.pk])
    assert "Barnet N" in text(seated.browser(seated.owner_user).get(url))
    assert "Barnet N" not in text(seated.browser(seated.member_user).get(url))


def test_others_do_not_read_a_boards_summary(seated, opened, held):
    url = reverse("summary", args=[opened.pk])
    for user in (None, seated.outsider_user):
        assert seated.browser(user).get(url).status_code == 403


def test_votes_behind_closed_doors_are_not_counted_for_those_outside(seated, opened, held):
    Meeting.objects.filter(pk=opened.pk).update(public=True)
    voted(seated, meeting_by_id(opened.pk), "Lokalen", *["yes"] * 5, closed_doors=True)
    url = reverse("summary", args=[opened.pk])
    assert "med 2 omröstningar" in text(seated.browser().get(url))
    assert "med 3 omröstningar" in text(seated.browser(seated.owner_user).get(url))


def test_a_meeting_without_items_says_what_comes(seated, opened):
    page = text(seated.browser(seated.owner_user).get(reverse("summary", args=[opened.pk])))
    assert "Ingen punkt har tagits upp" in page
