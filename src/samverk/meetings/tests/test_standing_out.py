"""Who serves and takes no part in the decision: noted, printed, and kept from reserving (KL 4:25)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.compartments import opened as unlocked
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.meetings import actions, queries
from samverk.meetings.models import NotTakingPart
from samverk.meetings.queries.content import sheet_of
from samverk.meetings.queries.devices import vote_by_id
from samverk.meetings.queries.extracts import paragraph_of
from samverk.meetings.queries.minutes import minutes_of
from samverk.meetings.queries.printing import Signing, locked_paragraph, printed_minutes
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.queries.summary import summary_of
from samverk.meetings.tests.conftest import (
    DAY,
    MEMBERS,
    account,
    actor,
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


def stand_out(cast, item, *names, key="ut", **more):
    new = actions.NewStandingOut(tuple(person(name) for name in names), **more)
    return actions.note_standing_out(cast.owner, item, new, key=key)


def reserve(cast, item, name, key="r"):
    new = actions.NewReservation(person(name), "beslutet")
    return actions.reserve(cast.owner, item, new, key=key)


def decide(cast, item):
    """Let the item be decided by acclamation."""
    draft(cast, item)
    step(cast, item, "Found", "main/1/find", won="base")
    step(cast, item, "Gavel", "main/1/confirm")


@kept
def item(seated, opened):
    """The first item, with all members in the room."""
    roll(seated, opened, *MEMBERS, "Folke Ask")
    return handle(seated, opened, "Bidraget")


def printed(meeting):
    page = minutes_of(again(meeting))
    return page, printed_minutes(page, page.paragraphs, Signing("paper", (), False))


def test_several_are_noted_at_once_and_the_minutes_say_who(seated, opened, item):
    decide(seated, item)
    stand_out(seated, item, "Bo Lind", "Cia Alm")
    settle(seated, item)
    page, document = printed(opened)
    parts = {part.heading: part for part in document.paragraphs[0].parts}
    assert parts["Deltar inte i beslutet"].texts == ("Bo Lind (S), Cia Alm (M).",)
    headings = [part.heading for part in document.paragraphs[0].parts]
    assert headings.index("Beslut") < headings.index("Deltar inte i beslutet")
    locked = locked_paragraph(page.paragraphs[0], document.paragraphs[0], secret=False)
    assert locked["not_taking_part"] == ["Bo Lind (S)", "Cia Alm (M)"]
    took_part = page.fact.paragraphs[0].took_part
    assert took_part == {person(name) for name in ("Asta Ek", "Dan Rönn", "Eva Hägg")}
    assert page.check.value.is_complete
    assert summary_of(again(opened)).rows[0].out == ("Bo Lind (S)", "Cia Alm (M)")


def test_an_extract_says_who_took_no_part(seated, opened, item):
    decide(seated, item)
    stand_out(seated, item, "Bo Lind")
    settle(seated, item)
    found = paragraph_of(queries.item_by_id(item.pk))
    sheet = sheet_of(found.row, found.content(DAY, "Maj Ekedal"), DAY)
    assert {part.heading: part.lines for part in sheet.parts}["Deltar inte i beslutet"] == (
        "Bo Lind (S)",
    )


def test_an_item_where_all_took_part_says_nothing_of_it(seated, opened, item):
    decide(seated, item)
    settle(seated, item)
    page, document = printed(opened)
    assert "Deltar inte i beslutet" not in [p.heading for p in document.paragraphs[0].parts]
    assert "not_taking_part" not in locked_paragraph(
        page.paragraphs[0], document.paragraphs[0], secret=False
    )


def test_who_takes_no_part_is_present_all_the_same(seated, opened, item):
    before = proceeding_of(item).quorum.value
    stand_out(seated, item, "Bo Lind", "Cia Alm", "Dan Rönn")
    found = proceeding_of(queries.item_by_id(item.pk))
    assert found.quorum.value == before
    assert found.quorum.value.is_quorate
    assert len(found.voters) == 5


def test_who_takes_no_part_does_not_reserve(seated, opened, item):
    decide(seated, item)
    stand_out(seated, item, "Bo Lind")
    settle(seated, item)
    with pytest.raises(InputError, match="deltog inte i beslutet och kan inte reservera sig"):
        reserve(seated, item, "Bo Lind")
    assert reserve(seated, item, "Cia Alm", "r2").pk


def test_who_has_reserved_has_taken_part(seated, opened, item):
    decide(seated, item)
    settle(seated, item)
    reserve(seated, item, "Bo Lind")
    with pytest.raises(ConflictError, match=r"Bo Lind .* har reserverat sig"):
        stand_out(seated, item, "Bo Lind", "Cia Alm")
    assert not NotTakingPart.objects.exists()


def test_one_who_does_not_serve_has_no_part_to_leave(seated, opened, item):
    with pytest.raises(InputError, match="tjänstgör inte i ärendet"):
        stand_out(seated, item, "Folke Ask")


def test_the_chair_stays_when_nobody_else_would_decide(seated, opened, item):
    stand_out(seated, item, *MEMBERS[1:])
    with pytest.raises(InputError, match="Ordföranden ska delta"):
        stand_out(seated, item, "Asta Ek", key="ordf")
    assert NotTakingPart.objects.count() == 4


def test_the_chair_may_stand_out_when_others_decide(seated, opened, item):
    stand_out(seated, item, "Asta Ek")
    assert NotTakingPart.objects.get().person_id == person("Asta Ek")


def test_in_authority_towards_an_individual_a_boards_members_decide(seated, opened, item):
    with pytest.raises(InputError, match="ska också delta i avgörandet"):
        stand_out(seated, item, "Bo Lind", is_authority=True)


def test_it_is_noted_once_for_a_key_and_once_for_each(seated, opened, item):
    stand_out(seated, item, "Bo Lind")
    stand_out(seated, item, "Bo Lind")
    assert NotTakingPart.objects.count() == 1
    with pytest.raises(ConflictError, match="redan antecknad"):
        stand_out(seated, item, "Bo Lind", key="igen")
    with pytest.raises(InputError, match="Välj vilka"):
        stand_out(seated, item, key="ingen")


def test_only_who_holds_the_meeting_notes_it(seated, opened, item):
    new = actions.NewStandingOut((person("Bo Lind"),))
    with pytest.raises(NotAllowedError):
        actions.note_standing_out(seated.colleague, item, new, key="k")
    stand_out(seated, item, "Bo Lind")
    with pytest.raises(NotAllowedError):
        actions.strike_standing_out(seated.colleague, NotTakingPart.objects.get(), "Fel.", key="s")


def test_what_was_noted_in_error_is_struck_and_stays(seated, opened, item):
    stand_out(seated, item, "Bo Lind")
    row = NotTakingPart.objects.get()
    with pytest.raises(InputError, match="varför"):
        actions.strike_standing_out(seated.owner, row, " ", key="s0")
    actions.strike_standing_out(seated.owner, row, "Fel person.", key="s")
    with pytest.raises(ConflictError, match="redan struken"):
        actions.strike_standing_out(seated.owner, row, "Fel person.", key="s2")
    assert proceeding_of(queries.item_by_id(item.pk)).out == ()
    assert AuditEvent.objects.get(kind="meetings.standing_out_struck").why == "Fel person."
    stand_out(seated, item, "Bo Lind", key="igen")
    assert NotTakingPart.objects.count() == 2


def test_who_voted_has_taken_part(seated, opened, item):
    draft(seated, item)
    contested(seated, item)
    vote(seated, item, "main/1/vote", "yes", "no", "abstain", "yes", "yes")
    with pytest.raises(InputError, match="röstade i omröstningen"):
        stand_out(seated, item, "Bo Lind")
    stand_out(seated, item, "Cia Alm", key="avstod")


def test_who_takes_no_part_only_abstains(seated, opened, item):
    draft(seated, item)
    contested(seated, item)
    stand_out(seated, item, "Cia Alm")
    with pytest.raises(InputError, match=r"Cia Alm .*: anteckna avstår"):
        vote(seated, item, "main/1/vote", "yes", "no", "no", "yes", "yes", key="fel")
    vote(seated, item, "main/1/vote", "yes", "no", "abstain", "yes", "yes")


def test_from_ones_own_device_such_a_member_only_abstains(seated, opened, item):
    draft(seated, item)
    contested(seated, item)
    stand_out(seated, item, "Bo Lind")
    made = actions.open_device_vote(seated.owner, item, "main/1/vote", key="enheter")
    bo = actor(account(seated.board, "Bo Lind"))
    with pytest.raises(InputError, match="anteckna avstår"):
        actions.cast_ballot(bo, vote_by_id(made.pk), "no", key="nej")
    actions.cast_ballot(bo, vote_by_id(made.pk), "abstain", key="avstår")
    with pytest.raises(ConflictError, match="röstar från egna enheter"):
        stand_out(seated, item, "Cia Alm", key="mitt i")


def test_a_vote_on_putting_it_off_is_another_question(seated, opened, item):
    draft(seated, item)
    move(seated, item, "tabling")
    step(seated, item, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    step(seated, item, "Found", "tabling/1/find", won="today")
    step(seated, item, "VoteRequested", "tabling/1/confirm")
    stand_out(seated, item, "Cia Alm")
    vote(seated, item, "tabling/1/vote", "yes", "no", "yes", "yes", "yes")
    stand_out(seated, item, "Bo Lind", key="två")


def test_nobody_stands_out_before_the_item_is_taken_up(seated, opened):
    roll(seated, opened, *MEMBERS)
    made = actions.add_item(seated.owner, opened, actions.ItemFacts("Senare"), key="s")
    with pytest.raises(ConflictError, match="Ta upp punkten först"):
        stand_out(seated, made, "Bo Lind")


def test_of_a_secret_item_it_stands_behind_the_wall(seated, opened):
    roll(seated, opened, *MEMBERS)
    hidden = actions.Hidden("26 kap. 1 § OSL", "Barnet")
    item = handle(seated, opened, "Yttrande", hidden=hidden)
    stand_out(seated, item, "Bo Lind")
    assert not NotTakingPart.objects.exists()
    with unlocked([seated.board.pk]):
        row = NotTakingPart.objects.get()
        assert row.controller_id == seated.board.pk
        assert "Bo" not in str(row)
    logged = AuditEvent.objects.filter(kind="meetings.stood_out").get()
    assert "Bo" not in logged.subject_label
    page = seated.browser(seated.colleague_user).get(reverse("proceeding", args=[item.pk]))
    assert "Bo Lind" not in page.content.decode()


def test_the_page_lets_several_be_marked_in_one_step(seated, opened, item):
    browser = seated.browser(seated.owner_user)
    decided = reverse("proceeding", args=[item.pk])
    url = reverse("note_standing_out", args=[item.pk])
    assert url in browser.get(decided).content.decode()
    page = plain(browser.get(url).content.decode())
    assert page.count('name="people"') == len(MEMBERS)
    assert "Ärendet är myndighetsutövning mot enskild" in page
    fields = {"key": "k", "people": [person("Bo Lind"), person("Cia Alm")]}
    shown = browser.post(url, fields, follow=True).content.decode()
    assert "Deltar inte i beslutet: Bo Lind (S)" in plain(shown)
    row = NotTakingPart.objects.get(person=person("Bo Lind"))
    strike = reverse("strike_standing_out", args=[row.pk])
    assert strike in shown
    after = browser.post(strike, {"key": "s", "why": "Fel person."}, follow=True).content.decode()
    assert "Deltar inte i beslutet: Cia Alm (M)" in plain(after)


def test_the_page_says_what_is_wrong_and_keeps_what_was_marked(seated, opened, item):
    url = reverse("note_standing_out", args=[item.pk])
    fields = {"key": "k", "people": [person("Bo Lind")], "is_authority": "on"}
    answer = seated.browser(seated.owner_user).post(url, fields)
    assert answer.status_code == 400
    assert "ska också delta i avgörandet" in plain(answer.content.decode())
    assert answer.content.decode().count("checked") == 2


def test_what_the_minutes_lack_is_noted_after_the_meeting_until_they_are_out(seated, opened, item):
    decide(seated, item)
    settle(seated, item)
    actions.end_meeting(seated.owner, again(opened), key="slut")
    browser = seated.browser(seated.owner_user)
    url = reverse("note_standing_out", args=[item.pk])
    page = reverse("proceeding", args=[item.pk])
    assert url in browser.get(page).content.decode()
    stand_out(seated, item, "Bo Lind")
    actions.choose_adjusters(seated.owner, again(opened), [person("Cia Alm")], key="justerare")
    actions.send_for_adjustment(seated.owner, again(opened), "paper", key="skickat")
    assert url not in browser.get(page).content.decode()
    with pytest.raises(ConflictError, match="ute för justering"):
        stand_out(seated, item, "Cia Alm", key="sent")


def test_a_council_is_not_asked_about_authority(cast):
    fill(cast.council)
    made = actions.plan_meeting(cast.owner, cast.council.pk, occasion(), key="kf")
    actions.open_meeting(cast.owner, again(made), person("Asta Ek"), "Maj", key="ö")
    roll(cast, again(made), *MEMBERS)
    item = handle(cast, again(made), "Taxan")
    url = reverse("note_standing_out", args=[item.pk])
    page = cast.browser(cast.owner_user).get(url).content.decode()
    assert "myndighetsutövning" not in page


def test_a_chair_whose_vote_settled_a_tie_has_taken_part(seated, opened):
    roll(seated, opened, *MEMBERS[:4])
    item = handle(seated, opened, "Bidraget")
    draft(seated, item)
    contested(seated, item)
    vote(seated, item, "main/1/vote", "no", "no", "yes", "yes")
    with pytest.raises(InputError, match="röstade i omröstningen"):
        stand_out(seated, item, "Asta Ek")
    assert not NotTakingPart.objects.exists()
