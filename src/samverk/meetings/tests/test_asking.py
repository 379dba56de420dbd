"""What all must agree on, a minority's request without a vote, and an outcome that is opened again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.meetings import actions, queries
from samverk.meetings.models import ItemOutcome, Reopened, UnanimityAsked
from samverk.meetings.queries import item_by_id, meeting_by_id
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.tests.conftest import (
    MEMBERS,
    add,
    draft,
    fill,
    handle,
    move,
    note,
    occasion,
    person,
    roll,
    settle,
    step,
    vote,
)
from samverk.project.testing.stages import kept
from samverk.rules.preparation import Waiver
from samverk.rules.propositions import How

UNANNOUNCED = {"notice": "väckt vid sammanträdet"}
UNPREPARED = {"waiver": Waiver.URGENT_UNANIMOUS.value}


def text(answer):
    return " ".join(answer.content.decode().split())


@kept
def council(seated):
    """An opened meeting of the council, with all five members there."""
    fill(seated.council)
    made = actions.plan_meeting(seated.owner, seated.council.pk, occasion(), key="kf")
    actions.open_meeting(seated.owner, made, person("Asta Ek"), "Maj", key="ö")
    roll(seated, made, *MEMBERS)
    return meeting_by_id(made.pk)


def put(cast, meeting, title="Taxan", **more):
    """An item with a draft that is found and gavelled."""
    found = handle(cast, meeting, title, **more)
    draft(cast, found)
    step(cast, found, "Found", "main/1/find", won="base")
    step(cast, found, "Gavel", "main/1/confirm")
    return item_by_id(found.pk)


@pytest.mark.parametrize("question", ["take_up", "decide"])
def test_what_needs_all_is_not_decided_until_all_agree(seated, council, question):
    found = put(seated, council, **(UNANNOUNCED if question == "take_up" else UNPREPARED))
    with pytest.raises(ConflictError, match="Alla närvarande måste vara ense"):
        settle(seated, found, key="u1")
    actions.ask_unanimity(seated.owner, found, question, 4, key="s1")
    with pytest.raises(ConflictError, match="bordlägg eller återremittera"):
        settle(seated, found, key="u2")
    actions.ask_unanimity(seated.owner, found, question, 5, key="s2")
    assert settle(seated, found, key="u3").outcome == "beslut"


def test_the_rule_on_the_agenda_counts_the_last_answer(seated, council):
    found = put(seated, council, **UNANNOUNCED)
    unknown = queries.item_row(found).may_be_decided
    actions.ask_unanimity(seated.owner, found, "take_up", 5, key="s1")
    told = queries.item_row(found).may_be_decided
    assert any("Ställ frågan" in reason.text for reason in unknown.reasons)
    assert any("5 av 5 närvarande" in reason.text for reason in told.reasons)


def test_such_an_item_is_put_off_without_asking_anybody(seated, council):
    found = handle(seated, council, "Taxan", **UNANNOUNCED)
    draft(seated, found)
    move(seated, found, "tabling")
    step(seated, found, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    step(seated, found, "Found", "tabling/1/find", won="defer")
    step(seated, found, "Gavel", "tabling/1/confirm")
    assert settle(seated, found).outcome == "bordlagt"


def test_an_ordinary_item_asks_nobody_and_a_board_never(seated, council, opened):
    with pytest.raises(InputError, match="kräver inte"):
        actions.ask_unanimity(seated.owner, put(seated, council), "take_up", 5, key="k")
    roll(seated, opened, *MEMBERS, key="upprop2")
    board = handle(seated, opened, "I nämnden", **UNANNOUNCED)
    with pytest.raises(InputError, match="kräver inte"):
        actions.ask_unanimity(seated.owner, board, "take_up", 5, key="k2")


def test_no_more_agree_than_are_present(seated, council):
    found = put(seated, council, **UNANNOUNCED)
    with pytest.raises(InputError, match="från 0 till 5"):
        actions.ask_unanimity(seated.owner, found, "take_up", 6, key="k")
    assert UnanimityAsked.objects.count() == 0


def test_the_answer_is_noted_on_its_page_and_shown_at_the_item(seated, council):
    found = put(seated, council, **UNANNOUNCED)
    browser = seated.browser(seated.owner_user)
    url = reverse("ask_unanimity", args=[found.pk, "ta-upp"])
    assert "5 är närvarande" in text(browser.get(url))
    browser.post(url, {"key": "f", "agreeing": "5"})
    assert "Alla är ense" in text(browser.get(reverse("proceeding", args=[found.pk])))
    assert browser.get(reverse("ask_unanimity", args=[found.pk, "annat"])).status_code == 404


def sent_back(seated, council, **more):
    """An item where a referral back is moved and the chair finds that it is decided today."""
    found = handle(seated, council, "Skolan", **more)
    draft(seated, found)
    move(seated, found, "referral_back", text="Utred.")
    step(seated, found, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    step(seated, found, "Found", "referral_back/1/find", won="today")
    return item_by_id(found.pk)


def ask(seated, found, number):
    browser = seated.browser(seated.owner_user)
    form = {"key": f"m{number}", "at": "referral_back/1/confirm", "requesters": str(number)}
    return browser.post(reverse("take_step", args=[found.pk]), form, follow=True)


def test_a_third_sends_it_back_without_a_vote(seated, council):
    found = sent_back(seated, council)
    ask(seated, found, 2)
    settled = proceeding_of(found).progress.value.deferred
    assert (settled.how, settled.winner.key) == (How.MINORITY, "defer")
    assert settle(seated, found).outcome == "återremitterat"


def test_fewer_leave_the_matter_where_it_is(seated, council):
    found = sent_back(seated, council)
    shown = text(ask(seated, found, 1))
    assert "färre än 2" in shown
    assert proceeding_of(found).progress.value.step.key == "referral_back/1/confirm"


def test_a_minority_has_the_right_once(seated, council):
    found = sent_back(seated, council, earlier_minority=True)
    url = reverse("proceeding", args=[found.pk])
    browser = seated.browser(seated.owner_user)
    assert "nu krävs enkel majoritet" in text(browser.get(url))
    ask(seated, found, 4)
    assert proceeding_of(found).progress.value.deferred is None


def test_both_a_request_and_a_vote_at_once_is_two_steps(seated, council):
    found = sent_back(seated, council)
    browser = seated.browser(seated.owner_user)
    form = {"key": "m", "at": "referral_back/1/confirm", "requesters": "2", "by": "Bo Lind (S)"}
    answer = browser.post(reverse("take_step", args=[found.pk]), form)
    assert answer.status_code == 400
    assert "en i taget" in text(answer)


def test_a_board_is_not_asked_for_a_minority(seated, opened):
    roll(seated, opened, *MEMBERS)
    found = sent_back(seated, opened)
    page = text(seated.browser(seated.owner_user).get(reverse("proceeding", args=[found.pk])))
    assert "Begär en minoritet" not in page


def test_an_outcome_is_opened_again_and_what_was_noted_stays(seated, council):
    found = put(seated, council)
    settle(seated, found, key="u1")
    made = actions.reopen_item(seated.owner, found, "Fel förslag.", key="i")
    assert (made.outcome, made.decisions) == ("beslut", ["Antecknas."])
    assert item_by_id(found.pk).settled_at is None
    actions.undo_step(seated.owner, found, key="å")
    step(seated, found, "VoteRequested", "main/1/confirm")
    vote(seated, found, "main/1/vote", "no", "no", "no", "yes", "yes")
    actions.settle_item(seated.owner, found, ["Avslås."], key="u2")
    assert ItemOutcome.objects.get(item=found).decisions == ["Avslås."]
    assert Reopened.objects.count() == 1
    assert AuditEvent.objects.filter(kind="meetings.reopened").count() == 1


def test_a_meeting_does_not_end_with_an_outcome_that_was_opened(seated, council):
    found = put(seated, council)
    settle(seated, found)
    actions.reopen_item(seated.owner, found, "Fel.", key="i")
    with pytest.raises(ConflictError, match="saknar utgång"):
        actions.end_meeting(seated.owner, council, key="slut")


def test_an_outcome_is_not_opened_when_a_later_item_is_taken_up(seated, council):
    found = put(seated, council)
    settle(seated, found)
    handle(seated, council, "Nästa")
    with pytest.raises(ConflictError, match="lägg ärendet som en ny punkt"):
        actions.reopen_item(seated.owner, found, "Fel.", key="i")


def test_nor_when_somebody_has_left_since(seated, council):
    found = put(seated, council)
    settle(seated, found)
    note(seated, council, "left", "Bo Lind")
    with pytest.raises(ConflictError, match="andra skulle besluta"):
        actions.reopen_item(seated.owner, found, "Fel.", key="i")


def test_nor_before_there_is_one_or_without_a_reason(seated, council):
    found = put(seated, council)
    with pytest.raises(ConflictError, match="ingen utgång"):
        actions.reopen_item(seated.owner, found, "Fel.", key="i1")
    with pytest.raises(InputError, match="Skriv varför"):
        actions.reopen_item(seated.owner, found, " ", key="i2")


def test_others_do_not_open_it(seated, council):
    found = put(seated, council)
    settle(seated, found)
    for stranger in seated.strangers:
        with pytest.raises(NotAllowedError):
            actions.reopen_item(stranger, found, "Fel.", key="i")


def test_it_is_opened_on_its_page_and_the_page_tells_what_it_was(seated, council):
    found = put(seated, council)
    settle(seated, found)
    browser, url = seated.browser(seated.owner_user), reverse("proceeding", args=[found.pk])
    assert "Ta upp punkten igen" in text(browser.get(url))
    browser.post(reverse("reopen_item", args=[found.pk]), {"key": "f", "why": "Fel förslag."})
    shown = text(browser.get(url))
    assert "Återupptagen: beslut antecknades" in shown
    assert "Fel förslag." in shown
    assert add(seated, council, "Senare").turn is None
