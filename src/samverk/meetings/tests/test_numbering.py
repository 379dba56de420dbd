"""Where a body's paragraphs begin when it goes over to Samverk during a year."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.directory import actions as directory
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.actions import NewStart
from samverk.meetings.tests.conftest import DAY, occasion, person

SOURCE = "Nämndens protokoll 2024-02-16, § 41"


def begin(cast, first=42, year=2024, source=SOURCE, *, who=None, key="b"):
    new = NewStart(year, first, source)
    return actions.begin_numbering(who or cast.owner, cast.board.pk, new, key=key)


def take_up(cast, *titles, key="m"):
    """The § that items get which are taken up at a meeting of the board, each settled."""
    meeting = actions.plan_meeting(cast.owner, cast.board.pk, occasion(), key=key)
    items = [
        actions.add_item(cast.owner, meeting, actions.ItemFacts(title), key=f"{key}/{title}")
        for title in titles
    ]
    actions.open_meeting(cast.owner, meeting, person("Asta Ek"), "Maj", key=f"{key}/ö")
    found = []
    for item in items:
        taken = actions.take_up(cast.owner, item, key=f"{key}/{item.pk}/u")
        actions.settle_item(cast.owner, taken, ["Anmäls."], key=f"{key}/{item.pk}/a")
        found.append(taken.paragraph)
    return found


def test_the_years_paragraphs_go_on_from_the_earlier_minutes(seated):
    begin(seated)
    assert take_up(seated, "Alfa", "Beta") == [42, 43]


def test_without_a_beginning_the_first_is_one(seated):
    assert take_up(seated, "Alfa") == [1]


def test_a_mistake_is_put_right_until_the_first_paragraph_is_given(seated):
    begin(seated, 24)
    begin(seated, 42, key="rätt")
    assert take_up(seated, "Alfa") == [42]
    with pytest.raises(ConflictError, match="§ 42 2024 har redan getts"):
        begin(seated, 50, key="för sent")


def test_another_year_is_not_moved(seated):
    begin(seated, 42, 2023)
    assert take_up(seated, "Alfa") == [1]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"first": 0}, "från 1 till 9999"),
        ({"first": 10_000}, "från 1 till 9999"),
        ({"source": " "}, "vilket protokoll"),
    ],
)
def test_what_cannot_be_is_told(seated, wrong, says):
    with pytest.raises(InputError, match=says):
        begin(seated, **wrong)


def test_a_body_that_numbers_by_meeting_has_no_beginning(seated):
    terms = directory.NewTerms(
        seated.board.pk, DAY.replace(year=2023, month=6), "R", numbering="meeting"
    )
    directory.set_terms(SETUP, terms, key="från ett")
    with pytest.raises(InputError, match="från 1 vid varje sammanträde"):
        begin(seated)


def test_only_those_who_hold_the_meetings_say_it_and_it_is_logged(seated):
    for stranger in seated.strangers:
        with pytest.raises(NotAllowedError):
            begin(seated, who=stranger)
    begin(seated)
    event = AuditEvent.objects.get(kind="meetings.numbering_begun")
    assert (event.actor_name, event.subject_label) == ("Maj Ekedal", "§ 42 2024")


def test_the_body_tells_which_comes_next_and_leads_to_the_form(seated):
    place = reverse("body", args=[seated.town.slug, seated.board.pk])
    form = reverse("begin_numbering", args=[seated.board.pk])
    client = seated.browser(seated.owner_user)
    assert form in client.get(place).content.decode()
    assert form not in seated.browser().get(place).content.decode()
    answer = client.post(form, {"key": "x", "year": "2024", "first": "42", "source": SOURCE})
    assert answer["Location"] == place
    told = client.get(place).content.decode()
    assert "blir §\N{NO-BREAK SPACE}42" in told
    assert "Fortsätter från: Nämndens protokoll" in told
    take_up(seated, "Alfa")
    assert form not in client.get(place).content.decode()
