"""Who was present without serving is told in the minutes' front, and may have an opinion noted."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.meetings import actions, queries
from samverk.meetings.models import OfficialPresent
from samverk.meetings.queries.minutes import minutes_of
from samverk.meetings.queries.printing import Signing, printed_minutes
from samverk.meetings.tests.conftest import MEMBERS, again, handle, note, person, roll, settle
from samverk.project.testing.stages import kept
from samverk.rules.tests.texts import plain


@kept
def item(seated, opened):
    """The first item: all members and both substitutes are in the room."""
    roll(seated, opened, *MEMBERS, "Folke Ask", "Greta Pil")
    return handle(seated, opened, "Taxan")


def allow(cast, allowed):
    cast.board.terms.update(opinions_noted=allowed)


def state(cast, item, name="Folke Ask", kind="opinion"):
    new = actions.NewStatement(person(name), kind, "Jag hade velat vänta.")
    return actions.state(cast.owner, item, new, key=f"{name}/{kind}")


def official(cast, meeting, name="Ulla Chef", title="förvaltningschef", *, key="o", actor=None):
    return actions.note_official(actor or cast.owner, meeting, name, title, key=key)


def front(meeting):
    page = minutes_of(again(meeting))
    facts = dict(printed_minutes(page, page.paragraphs, Signing("paper", (), False)).facts)
    return {name: plain(text) for name, text in facts.items()}


def test_a_substitute_in_waiting_has_an_opinion_noted_where_the_by_laws_allow(seated, item):
    allow(seated, True)
    assert state(seated, item).title == "Antecknad mening från Folke Ask"


@pytest.mark.parametrize(("allowed", "said"), [(False, "inte tillåtet"), (None, "inte känt")])
def test_not_where_they_do_not(seated, item, allowed, said):
    allow(seated, allowed)
    with pytest.raises(InputError, match=said):
        state(seated, item)


def test_nor_one_who_is_not_there_nor_as_anything_else(seated, opened):
    allow(seated, True)
    roll(seated, opened, *MEMBERS, "Folke Ask")
    item = handle(seated, opened, "Taxan")
    with pytest.raises(InputError, match="inte närvarande"):
        state(seated, item, "Greta Pil")
    with pytest.raises(InputError, match="antecknad mening"):
        state(seated, item, kind="statement")


@pytest.mark.parametrize("allowed", [True, False])
def test_the_form_offers_those_who_may(seated, item, allowed):
    allow(seated, allowed)
    url = reverse("state", args=[item.pk])
    page = seated.browser(seated.owner_user).get(url).content.decode()
    assert "Asta Ek" in page
    assert ("Folke Ask" in page) is allowed


def test_the_front_tells_who_waited_in_which_paragraphs(seated, opened, item):
    settle(seated, item)
    note(seated, opened, "left", "Cia Alm")
    note(seated, opened, "started", "Folke Ask", seat=_seat(opened, "Cia Alm"))
    settle(seated, handle(seated, opened, "Andra"))
    told = front(opened)["Ej tjänstgörande ersättare"]
    assert told == "Folke Ask (S) § 1, Greta Pil (M) §§ 1–2"


def _seat(meeting, name):
    roster = queries.roster_of(again(meeting))
    return roster.seat_of_member[person(name)].id


def test_officials_are_told_in_the_front_and_one_struck_is_not(seated, opened, item):
    official(seated, opened)
    wrong = official(seated, opened, "Fel Person", "", key="f")
    settle(seated, item)
    actions.strike_official(seated.owner, wrong, "Var inte där.", key="s")
    assert front(opened)["Övriga närvarande"] == "Ulla Chef, förvaltningschef"


def test_nobody_else_present_leaves_nothing_in_the_front(seated, opened):
    roll(seated, opened, *MEMBERS)
    settle(seated, handle(seated, opened, "Taxan"))
    assert not {"Ej tjänstgörande ersättare", "Övriga närvarande"} & front(opened).keys()


def test_noting_an_official_is_logged_once_and_refused_to_strangers(seated, opened):
    official(seated, opened)
    official(seated, opened)
    assert OfficialPresent.objects.count() == 1
    assert AuditEvent.objects.filter(kind="meetings.official_noted").count() == 1
    with pytest.raises(ConflictError, match="redan antecknad"):
        official(seated, opened, key="igen")
    for stranger in seated.strangers:
        with pytest.raises(NotAllowedError):
            official(seated, opened, "Annan", key="x", actor=stranger)


def test_an_official_is_noted_from_the_minutes_page(seated, opened, item):
    browser = seated.browser(seated.owner_user)
    url = reverse("note_official", args=[opened.pk])
    fields = {"key": "k", "name": "Ulla Chef", "title": "förvaltningschef"}
    page = browser.post(url, fields, follow=True).content.decode()
    assert "Ulla Chef, förvaltningschef" in page
    strike = reverse("strike_official", args=[OfficialPresent.objects.get().pk])
    assert strike in page
    assert browser.post(strike, {"key": "s", "why": "Fel."}).status_code == 302
    assert OfficialPresent.objects.get().struck_why == "Fel."
