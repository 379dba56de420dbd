"""Jäv shuts what is secret in an item for the person's account: by permission, and by the wall itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.apps import apps
from django.urls import reverse

from samverk.foundation.actors import Role
from samverk.foundation.barring import barred_for, reading_as
from samverk.foundation.compartments import opened as compartment
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.models import (
    AgendaItemSecret,
    CastBallot,
    ConflictDecided,
    ConflictQuestion,
    Draft,
    NotedConflict,
    PresenceEvent,
    StepTaken,
)
from samverk.meetings.queries import item_by_id
from samverk.meetings.queries.minutes import minutes_of
from samverk.meetings.tests.conftest import (
    DAY,
    MEMBERS,
    account,
    actor,
    again,
    draft,
    fill,
    handle,
    note,
    occasion,
    person,
    roll,
    settle,
    step,
)
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry
from samverk.registry.models import CaseSecret, DocumentSecret

HIDDEN = actions.Hidden("26 kap. 1 § OSL", "Barnet N")


@kept
def user(seated):
    """The chair's own account: it opens the board's compartment."""
    return account(seated.board, "Asta Ek", role=Role.CHAIR)


@kept
def case(seated):
    """A secret case of the board."""
    new = registry.NewCase(
        seated.board.pk, "Stöd", DAY, secret=registry.Secret("26 kap. 1 § OSL", "Barnet N")
    )
    return registry.open_case(SETUP, new, key="ärende")


@kept
def item(seated, opened, user, case):
    """A secret item of that case, with a secret document of it, in hand."""
    kept = registry.Secret("26 kap. 1 § OSL", "Utredning om N")
    new = registry.NewDocument(case.pk, "incoming", "letter", DAY, secret=kept)
    paper = registry.register_document(SETUP, new, key="handling")
    roll(seated, opened, *MEMBERS)
    found = handle(seated, opened, "Individärende", hidden=HIDDEN, case=case.pk)
    actions.add_paper(seated.owner, found, paper.pk, key="till punkten")
    draft(seated, found, "Barnet N placeras.")
    return item_by_id(found.pk)


@pytest.fixture
def asta(seated, user):
    return seated.browser(user)


def jav(seated, opened, key="jäv"):
    return note(seated, opened, "stepped_aside", "Asta Ek", ground="Släkt.", key=key)


def seen(user, model):
    """How many rows of a kind the user's own request would see in the opened compartment."""
    who = actor(user)
    body = next(role.body for role in who.roles)
    with reading_as(lambda: barred_for(who)), compartment([body]):
        return model.objects.count()


def page(browser, name, at):
    return browser.get(reverse(name, args=[at])).content.decode()


WALLED = (AgendaItemSecret, Draft, CaseSecret, DocumentSecret)


def test_without_jav_the_chair_reads_what_is_secret(asta, item, case, user):
    assert "Barnet N" in page(asta, "item", item.pk)
    assert "Utredning om N" in page(asta, "case", case.pk)
    assert [seen(user, model) for model in WALLED] == [1, 1, 1, 1]


def test_while_jav_lasts_no_page_tells_it_and_the_reason_stands(seated, opened, asta, item, case):
    jav(seated, opened)
    shown = page(asta, "item", item.pk)
    assert "Barnet N" not in shown
    assert "Du är antecknad som jävig i ärendet" in shown
    assert "Utredning om N" not in page(asta, "case", case.pk)
    assert "Barnet N" not in page(asta, "meeting", opened.pk)


@pytest.mark.parametrize("model", WALLED)
def test_the_wall_itself_shuts_every_kind_of_row(seated, opened, item, user, model):
    jav(seated, opened)
    assert seen(user, model) == 0


def test_rows_under_a_shut_row_are_shut_too(seated, opened, item, user):
    new = actions.NewMotion("rejection", person("Bo Lind"))
    actions.make_motion(seated.owner, item, new, key="yrkande")
    step(seated, item, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    step(seated, item, "Found", "main/1/find", won="base")
    step(seated, item, "VoteRequested", "main/1/confirm")
    jav(seated, opened)
    hand = actions.hand_over_chair(seated.owner, opened, person("Bo Lind"), key="byt")
    assert hand.person_id == person("Bo Lind")
    ballots = {person(name): "yes" for name in MEMBERS if name != "Asta Ek"}
    actions.hold_vote(seated.owner, item, "main/1/vote", ballots, key="r")
    assert [seen(user, model) for model in (StepTaken, CastBallot)] == [0, 0]
    with compartment([seated.board.pk]):
        assert CastBallot.objects.count() == 4


def test_the_one_with_jav_is_not_present_and_it_is_logged_once(seated, opened, asta, item):
    jav(seated, opened)
    url = reverse("proceeding", args=[item.pk])
    for _ in range(2):
        answer = asta.get(url)
        assert answer.status_code == 403
        assert "antecknad som jävig" in answer.content.decode()
    event = AuditEvent.objects.get(kind="meetings.kept_out")
    assert (event.actor_name, event.subject_id) == ("Asta Ek", str(item.pk))


def test_nor_do_they_write_or_lead_a_vote_in_it(seated, opened, item, user):
    jav(seated, opened)
    chair = actor(user)
    with pytest.raises(NotAllowedError, match="jävig"):
        actions.open_device_vote(chair, item, "main/1/vote", key="k")
    assert not actions.may_lead(chair, item)


HOW = "Frågan avgjordes sedan N:s mor hade hörts."


def decided_jav(seated, opened, key="jäv"):
    found = actions.NewConflict("affected", "decided", decided_how=HOW)
    new = actions.NewPresence("stepped_aside", person("Bo Lind"), conflict=found)
    return actions.record_presence(seated.owner, opened, new, key=key)


HOW_TABLES = [ConflictDecided, apps.get_model("meetings", "ConflictDecidedEvent")]


@pytest.mark.parametrize("table", HOW_TABLES)
def test_how_the_body_decided_on_jav_in_a_secret_item_stands_behind_the_wall(
    seated, opened, item, table
):
    decided_jav(seated, opened)
    assert table.objects.count() == 0
    with compartment([seated.council.pk]):
        assert table.objects.count() == 0
    with compartment([seated.board.pk]):
        assert [row.how for row in table.objects.all()] == [HOW]


def jav_lines(meeting):
    return [each.settled for row in minutes_of(again(meeting)).paragraphs for each in row.conflicts]


def test_the_minutes_tell_it_only_inside_and_the_rest_to_all(seated, opened, item):
    decided_jav(seated, opened)
    assert jav_lines(opened) == [
        "Nämnden beslutade att jäv föreligger; personen deltog inte när frågan prövades."
    ]
    with compartment([seated.board.pk]):
        assert jav_lines(opened)[0].endswith(HOW)


def test_a_page_tells_it_to_those_who_may_read_the_item_alone(seated, opened, item):
    decided_jav(seated, opened)
    assert HOW in page(seated.browser(seated.owner_user), "minutes", opened.pk)
    answer = seated.browser(seated.member_user).get(reverse("minutes", args=[opened.pk]))
    assert HOW not in answer.content.decode()


@pytest.mark.parametrize("table", HOW_TABLES)
def test_the_one_with_jav_does_not_read_it_either(seated, opened, item, user, table):
    decided_jav(seated, opened)
    assert seen(user, table) == 1
    jav(seated, opened, key="hon med")
    assert seen(user, table) == 0


def test_of_an_open_item_everybody_may_read_it(seated, opened):
    roll(seated, opened, *MEMBERS)
    handle(seated, opened, "Bidraget")
    decided_jav(seated, opened)
    assert ConflictDecided.objects.get().controller_id is None
    assert jav_lines(opened)[0].endswith(HOW)


def test_it_is_not_taken_before_it_is_known_whether_the_item_is_secret(seated, opened):
    roll(seated, opened, *MEMBERS)
    actions.add_item(seated.owner, opened, actions.ItemFacts("Individ", hidden=HIDDEN), key="p")
    with pytest.raises(InputError, match="Ta upp punkten först") as fault:
        decided_jav(seated, opened)
    assert fault.value.field == "decided_how"
    assert not NotedConflict.objects.exists()
    found = actions.NewConflict("affected", "decided")
    new = actions.NewPresence("stepped_aside", person("Bo Lind"), conflict=found)
    actions.record_presence(seated.owner, opened, new, key="utan ord")
    assert NotedConflict.objects.exists()


def test_who_may_not_open_the_item_does_not_note_it(seated, opened, item):
    found = actions.NewConflict("affected", "decided", decided_how=HOW)
    new = actions.NewPresence("stepped_aside", person("Bo Lind"), conflict=found)
    of_the_whole = tuple(replace(role, body=None) for role in seated.owner.roles)
    closed = replace(seated.owner, roles=of_the_whole)
    with pytest.raises(NotAllowedError):
        actions.record_presence(closed, opened, new, key="k")
    assert not NotedConflict.objects.exists()


def test_a_question_of_jav_that_led_to_jav_keeps_its_words_behind_the_wall_too(
    seated, opened, item
):
    new = actions.NewConflictQuestion(person("Bo Lind"), "affected", True, decided_how=HOW)
    actions.decide_conflict(seated.owner, item, new, key="fråga")
    assert (ConflictDecided.objects.count(), ConflictQuestion.objects.count()) == (0, 0)
    with compartment([seated.board.pk]):
        assert ConflictDecided.objects.get().how == HOW


def test_it_opens_again_when_the_item_has_its_outcome(seated, opened, asta, item, user):
    jav(seated, opened)
    actions.hand_over_chair(seated.owner, opened, person("Bo Lind"), key="byt")
    step(seated, item, "Found", "main/1/find", won="base")
    step(seated, item, "Gavel", "main/1/confirm")
    settle(seated, item)
    assert "Barnet N" in page(asta, "item", item.pk)
    assert seen(user, AgendaItemSecret) == 1


def test_or_when_the_jav_was_noted_in_error(seated, opened, item, user):
    made = jav(seated, opened)
    found = PresenceEvent.objects.get(pk=made.pk)
    actions.strike_presence(seated.owner, found, "Inget jäv, enligt nämnden.", key="stryk")
    assert seen(user, AgendaItemSecret) == 1


def test_another_items_secrets_stay_open(seated, opened, item, user):
    jav(seated, opened)
    actions.add_item(seated.owner, opened, actions.ItemFacts("Annat", hidden=HIDDEN), key="p")
    assert seen(user, AgendaItemSecret) == 1


def test_an_account_without_a_person_is_touched_by_nothing(seated, opened, item):
    jav(seated, opened)
    browser = seated.browser(seated.owner_user)
    assert "Barnet N" in page(browser, "item", item.pk)


def test_in_the_council_one_with_jav_may_stay_and_follow_what_is_open(seated):
    fill(seated.council)
    meeting = actions.plan_meeting(seated.owner, seated.council.pk, occasion(), key="kf")
    actions.open_meeting(seated.owner, meeting, person("Asta Ek"), "Maj", key="ö")
    roll(seated, meeting, *MEMBERS)
    found = handle(seated, meeting, "Taxan")
    bo = account(seated.council, "Bo Lind")
    note(seated, meeting, "stepped_aside", "Bo Lind", ground="Rör honom.")
    assert seated.browser(bo).get(reverse("proceeding", args=[found.pk])).status_code == 200
