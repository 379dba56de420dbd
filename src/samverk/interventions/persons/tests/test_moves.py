"""A place that goes on to another authority in the same installation: the clock goes with it."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.interventions.models import IntakeWindow, PriorityClass
from samverk.interventions.persons.actions import (
    consents,
    coordinating,
    joining,
    moving,
    queueing,
    receiving,
    referrals,
    transferring,
)
from samverk.interventions.persons.actions.disclosing import Basis
from samverk.interventions.persons.actions.joining import write_ground
from samverk.interventions.persons.actions.pausing import pause_wait
from samverk.interventions.persons.models import (
    Consent,
    Disclosure,
    NamedHandler,
    Person,
    Protection,
    QueueEntry,
    QueuePause,
    Referral,
)
from samverk.interventions.persons.queries.balance import stated
from samverk.interventions.persons.queries.histories import history
from samverk.interventions.persons.queries.line import place_in_queue
from samverk.interventions.persons.queries.steps import REFERRAL_DONE
from samverk.interventions.persons.queries.waits import waits_behind
from samverk.interventions.persons.records import sealed, text_of, told
from samverk.interventions.persons.tests.neighbours import set_next
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN, OTHER, somebody
from samverk.interventions.persons.tests.test_thread import CONTENT, Walk
from samverk.interventions.persons.walls import reading, unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.disclosure import DataKind
from samverk.rules.interventions.grounds import Ends
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import ReferralEvent

PLACED = {*DataKind} - {DataKind.PARTICIPATION}
TODAY, LATER = date(2024, 3, 15), date(2024, 6, 10)
GROUND = Basis("care", "Behövs för omsorgen")


@kept
def beyond(party):
    return set_next(party)


@kept
def waits(party):
    return Walk(party, "w").in_queue()


def later(day=LATER):
    return time_machine.travel(f"{day}T12:00:00+01:00", tick=False)


def moved(beyond, entry, key="m", **more):
    party = beyond.party
    at = (party.coordinator, party.receives, entry.pk, beyond.delivery.pk)
    return queueing.move_in_queue(*at, key=key, **more)


def person_of(party, entry):
    """The person as the referrer knows them."""
    with unread([party.receives]):
        thread = Referral.objects.get(pk=entry.referral_id).thread
    with unread([party.sends]):
        return Referral.objects.filter(thread=thread, side="sent").latest("recorded_at").person


def there(beyond):
    with unread([beyond.body]):
        return QueueEntry.objects.select_related("referral", "priority").get(left_on=None)


def sent_rows(party):
    with unread([party.sends]):
        rows = Referral.objects.filter(side="sent").select_related("delivery")
        return {row.delivery.name: row for row in rows}


def classed(place, group, ground):
    """Give a place its class, on a ground that is sealed."""
    place.priority = group
    write_ground(place, ground)
    place.save(update_fields=["priority", "priority_ground"])


def test_the_clock_and_all_that_belongs_to_it_go_along(party, beyond, waits):
    group = PriorityClass.objects.create(
        delivery=party.delivery, rank=0, name="Unga", ground="Under 30"
    )
    same = PriorityClass.objects.create(
        delivery=beyond.delivery, rank=1, name="Unga", ground="Under 30"
    )
    with unread([party.receives]):
        classed(waits, group, "Är 24 år")
        QueuePause.objects.create(
            controller_id=party.receives,
            person_id=waits.person_id,
            entry_id=waits.pk,
            from_date=TODAY,
            to_date=date(2024, 3, 25),
            reason="health",
        )
    beyond.consent(person_of(party, waits))
    with later():
        assert moved(beyond, waits).state == "transferred"
        new = there(beyond)
        assert (new.clock_start, new.joined_on, new.confirmed_on) == (TODAY, LATER, TODAY)
        assert (new.priority, new.origin) == (same, "transferred")
        with unread([beyond.body]):
            assert text_of(new.person, new, "priority_ground") == "Är 24 år"
            wait = place_in_queue(new, LATER).wait.value
        assert (wait.total, wait.adjusted) == (87, 77)
        with unread([beyond.body]):
            assert told(new.referral.person, new.referral)["need"] == CONTENT.need


def test_the_person_is_counted_once_and_the_queues_add_up(party, beyond, waits):
    beyond.consent(person_of(party, waits))
    with later():
        moved(beyond, waits)
        with unread([party.receives]):
            old = history(party.delivery)
            left = stated(party.delivery, TODAY, LATER)
        with unread([beyond.body]):
            new = history(beyond.delivery)
            came = stated(beyond.delivery, TODAY, LATER)
    assert [one.ending.kind.value for one in old.entries] == ["transferred"]
    assert [(one.clock, one.entered, one.origin.value, one.ending) for one in new.entries] == [
        (TODAY, LATER, "transferred", None)
    ]
    assert (left.closing, left.flows[0].joined, left.flows[0].transferred_out) == (0, 1, 1)
    assert (came.closing, came.flows[0].transferred_in, came.flows[0].joined) == (1, 1, 0)


def test_the_referrer_sees_the_new_receiver_and_its_wait(party, beyond, waits):
    beyond.consent(person_of(party, waits))
    moved(beyond, waits)
    rows = sent_rows(party)
    assert {name: row.state for name, row in rows.items()} == {
        "Språnget": "redirected",
        "Språnget Öst": "accepted",
    }
    new = rows["Språnget Öst"]
    with unread([party.sends]):
        wait = waits_behind([new])[new.pk]
    assert (wait.state, wait.clock_start, wait.delivery) == ("waiting", TODAY, beyond.delivery)
    referrals_said = (new.ground, new.thread, new.clock_start)
    assert referrals_said == ("consent", rows["Språnget"].thread, TODAY)


def test_both_authorities_keep_what_was_told_on_which_ground(party, beyond, waits):
    beyond.consent(person_of(party, waits))
    moved(beyond, waits)
    with unread([party.receives]):
        ours = Disclosure.objects.get(receiver=beyond.home)
        assert (ours.what, ours.ground, ours.user_name) == (
            "moved_place",
            "consent",
            "Sten Ahlvik",
        )
        assert (set(ours.kinds), ours.withheld) == (PLACED, [])
        word = Disclosure.objects.get(what="transfer")
        assert (word.receiver, word.kinds) == (party.cast.town, ["identity"])
    with unread([party.sends]):
        theirs = Disclosure.objects.get(receiver=beyond.home)
        assert (theirs.what, theirs.user_name) == ("moved_place", "Socialnämnden, Norrvik")
        assert theirs.consent.reaches.get().organisation == beyond.home


def test_without_consent_the_referrer_is_asked_and_the_place_stays(party, beyond, waits):
    assert moved(beyond, waits).state == "waiting"
    row = sent_rows(party)["Språnget"]
    assert (row.moving_to_id, row.move_answer, row.state) == (beyond.delivery.pk, "", "accepted")
    with unread([beyond.body]):
        assert not Person.objects.exists()
        assert not Referral.objects.exists()


def test_the_referrer_meets_the_question_in_a_list_and_on_the_desk(party, beyond, waits):
    pages = Pages(party)
    moved(beyond, waits)
    page = text(pages.get(party.referrer_user, "persons"))
    assert "Flytt att svara på" in page
    assert f"Till {beyond.delivery}, {beyond.delivery.provider}" in page
    assert "Flytt att svara på" in text(pages.get(party.referrer_user, "start"))
    row = sent_rows(party)["Språnget"]
    moving.refuse_move(party.referrer, party.sends, row.pk, key="nej")
    assert "Flytt att svara på" not in text(pages.get(party.referrer_user, "persons"))
    assert "Flytt att svara på" not in text(pages.get(party.referrer_user, "start"))


def test_the_move_goes_on_when_the_referrer_has_the_consent(party, beyond, waits):
    moved(beyond, waits)
    with later():
        beyond.consent(person_of(party, waits))
        assert there(beyond).clock_start == TODAY
    with unread([party.receives]):
        waits.refresh_from_db()
        assert (waits.state, waits.left_on) == ("transferred", LATER)
    assert sent_rows(party)["Språnget Öst"].state == "accepted"


def test_who_does_not_want_to_move_stays(party, beyond, waits):
    moved(beyond, waits)
    row = sent_rows(party)["Språnget"]
    moving.refuse_move(party.referrer, party.sends, row.pk, "Vill bo kvar", key="nej")
    with unread([party.receives]):
        copy = Referral.objects.get()
        assert (copy.move_answer, copy.state) == ("no", "accepted")
        assert told(copy.person, copy.steps.last(), "note") == {"text": "Vill bo kvar"}
    with pytest.raises(ConflictError, match="Ingen väntar på svar"):
        moving.refuse_move(party.referrer, party.sends, row.pk, key="nej2")
    # Who changes their mind goes on all the same
    beyond.consent(person_of(party, waits))
    assert there(beyond).clock_start == TODAY


def test_on_another_ground_it_goes_at_once(party, beyond, waits):
    moved(beyond, waits, ground=GROUND)
    assert there(beyond).referral.ground == "care"
    with unread([party.receives]):
        written = Disclosure.objects.get(what="moved_place")
        assert (written.ground, written.consent) == ("care", None)
        assert told(written.person, written, "why") == {"text": "Behövs för omsorgen"}


def test_another_ground_is_reasoned_and_is_the_mover_s_to_use(party, beyond, waits, monkeypatch):
    with pytest.raises(InputError, match="minst 10 tecken"):
        moved(beyond, waits, ground=Basis("care", "för att"))
    # As at an agency, which is not under the secrecy of social services
    monkeypatch.setattr(transferring, "ends", lambda *_: Ends("agency", "municipality"))
    with pytest.raises(InputError, match="gäller socialtjänsten"):
        moved(beyond, waits, ground=GROUND)


FEW = ("identity", "reason", "queue")


def test_what_the_consent_leaves_out_does_not_go_on(party, beyond, waits):
    group = PriorityClass.objects.create(
        delivery=party.delivery, rank=0, name="Unga", ground="Under 30"
    )
    PriorityClass.objects.create(delivery=beyond.delivery, rank=1, name="Unga", ground="Under 30")
    with unread([party.receives]):
        classed(waits, group, "Är sjuk")
        QueuePause.objects.create(
            controller_id=party.receives,
            person_id=waits.person_id,
            entry_id=waits.pk,
            from_date=TODAY,
            to_date=date(2024, 3, 25),
            reason="health",
        )
    beyond.consent(person_of(party, waits), kinds=FEW)
    with later():
        moved(beyond, waits)
    new = there(beyond)
    assert new.referral.shared == [*FEW]
    with unread([beyond.body]):
        content = told(new.referral.person, new.referral)
        assert (content["need"], content["livelihood"]) == (CONTENT.need, "")
        assert set(content["withheld"]) == {"contact", "health", "livelihood", "support"}
        pause = QueuePause.objects.get()
        assert (pause.to_date, pause.reason) == (date(2024, 3, 25), "untold")
        assert "inte lämnad" in text_of(new.person, new, "priority_ground")
    with unread([party.receives]):
        written = Disclosure.objects.get(what="moved_place")
        assert written.kinds == [*FEW]
        assert set(written.withheld) == {*PLACED} - {*FEW}
    sent = sent_rows(party)["Språnget Öst"]
    assert (sent.shared, sent.shared_until) == ([*FEW], None)


def test_what_was_left_out_before_is_not_said_to_be_told(party, beyond, waits):
    """The first authority has never known of the health: the new one sees that it was not given."""
    with unread([party.receives]):
        row = Referral.objects.get()
        content = told(row.person, row) | {"health": "", "withheld": ["health"]}
        row.sealed = sealed(row.person, row, content)
        row.save()
    beyond.consent(person_of(party, waits))
    moved(beyond, waits)
    new = there(beyond)
    with unread([beyond.body]):
        assert told(new.referral.person, new.referral)["withheld"] == ["health"]
    with unread([party.receives]):
        assert Disclosure.objects.get(what="moved_place").withheld == ["health"]


def test_a_consent_that_leaves_the_place_out_moves_nobody_until_it_is_wider(party, beyond, waits):
    moved(beyond, waits)
    beyond.consent(person_of(party, waits), kinds=("identity", "reason"))
    with unread([party.receives]):
        copy = Referral.objects.get()
        assert (copy.move_answer, copy.moving_shared) == ("yes", ["identity", "reason"])
    with pytest.raises(InputError, match="omfattar inte köplats"):
        moved(beyond, waits, "m2")
    beyond.consent(person_of(party, waits), "vidare", kinds=("identity", "queue"))
    assert there(beyond).referral.shared == [*FEW]


def test_a_question_and_both_answers_are_written_down(party, beyond, waits):
    moved(beyond, waits)
    row = sent_rows(party)["Språnget"]
    moving.refuse_move(party.referrer, party.sends, row.pk, "Vill bo kvar", key="nej")
    beyond.consent(person_of(party, waits))
    queueing.move_in_queue(
        beyond.coordinator, beyond.body, there(beyond).pk, party.delivery.pk, key="tillbaka"
    )
    said = [
        (party.receives, party.cast.town, {"ask_move", "transfer"}),
        (party.receives, beyond.home, {"moved_place"}),
        (party.sends, party.cast.neighbour, {"refuse_move", "let_move"}),
        (beyond.body, party.cast.neighbour, {"come_back"}),
    ]
    for body, receiver, whats in said:
        with unread([body]):
            rows = Disclosure.objects.filter(receiver=receiver)
            assert whats <= set(rows.values_list("what", flat=True))
    with unread([party.sends]):
        assert Disclosure.objects.get(what="refuse_move").kinds == ["identity", "assessment"]


@pytest.mark.parametrize("ground", ["supervision", "wrongful", "reservation", "påhittad"])
def test_what_is_no_ground_for_a_move_is_refused(party, beyond, waits, ground):
    with pytest.raises(InputError, match="grund"):
        moved(beyond, waits, ground=ground)


def test_only_who_is_to_take_over_is_given_people(party, beyond, waits):
    IntakeWindow.objects.filter(delivery=party.delivery).update(successor=None)
    beyond.consent(person_of(party, waits))
    with pytest.raises(InputError, match="inte utpekad som efterföljare"):
        moved(beyond, waits)


def test_a_referrer_who_may_be_told_nothing_is_not_asked(party, beyond, waits):
    person = person_of(party, waits)
    with unread([party.sends]):
        given = Consent.objects.get(person=person).pk
    consents.withdraw_consent(party.referrer, Desk(party.sends, Hand.REFERRER), given, key="åter")
    with pytest.raises(InputError, match="kan inte tillfrågas här"):
        moved(beyond, waits)
    # The team has asked the person itself
    new = consents.NewConsent(
        waits.person_id, "information_exchange", (beyond.home.pk,), "allt", "muntligt", TODAY
    )
    consents.give_consent(party.receiver, Desk(party.receives, Hand.RECEIVER), new, key="eget")
    moved(beyond, waits)
    assert there(beyond).referral.shut_on == TODAY
    assert set(sent_rows(party)) == {"Språnget"}


def test_a_consent_taken_back_closes_the_copies_at_both(party, beyond, waits):
    person = person_of(party, waits)
    given = beyond.consent(person)
    moved(beyond, waits)
    desk = Desk(party.sends, Hand.REFERRER)
    consents.withdraw_consent(party.referrer, desk, given.pk, key="åter/1")
    assert there(beyond).referral.shut_on == TODAY
    with unread([party.receives]):
        assert Referral.objects.get().shut_on is None
    with unread([party.sends]):
        other = Consent.objects.get(person=person, withdrawn_on=None)
    consents.withdraw_consent(party.referrer, desk, other.pk, key="åter/2")
    with unread([party.receives]):
        assert Referral.objects.get().shut_on == TODAY


def test_a_consent_taken_back_before_the_move_stops_it(party, beyond, waits):
    moved(beyond, waits)
    IntakeWindow.objects.filter(delivery=beyond.delivery).update(to_date=date(2024, 3, 14))
    given = beyond.consent(person_of(party, waits))
    with unread([party.receives]):
        assert Referral.objects.get().move_answer == "yes"
    desk = Desk(party.sends, Hand.REFERRER)
    consents.withdraw_consent(party.referrer, desk, given.pk, key="åter")
    IntakeWindow.objects.filter(delivery=beyond.delivery).update(to_date=None)
    with unread([party.receives]):
        assert Referral.objects.get().move_answer == "no"
    assert moved(beyond, waits, key="m2").state == "waiting"


def test_a_pause_goes_on_where_the_place_is(party, beyond, waits):
    desk = Desk(party.receives, Hand.RECEIVER)
    pause_wait(party.receiver, desk, waits.pk, "health", key="p")
    beyond.consent(person_of(party, waits))
    moved(beyond, waits)
    assert there(beyond).state == "paused"
    with unread([beyond.body]):
        assert QueuePause.objects.get().to_date is None


def test_who_is_in_that_queue_already_has_one_place_with_the_first_day(party, beyond, waits):
    beyond.consent(person_of(party, waits))
    with later():
        row = Walk(party, "två").draft(person_of(party, waits), beyond.delivery)
        referrals.submit_referral(party.referrer, party.sends, row.pk, "consent", key="två/i")
        with unread([beyond.body]):
            copy = Referral.objects.get()
        at = (beyond.receiver, beyond.body, copy.pk)
        receiving.take_up_referral(*at, key="två/t")
        entry = receiving.accept_referral(*at, joining.Acceptance("Passar"), key="två/a")
        assert entry.clock_start == LATER
        moved(beyond, waits)
        new = there(beyond)
        assert (new.pk, new.clock_start) == (entry.pk, TODAY)


def test_it_may_come_back_with_its_clock(party, beyond, waits):
    beyond.consent(person_of(party, waits))
    moved(beyond, waits)
    back = there(beyond)
    queueing.move_in_queue(
        beyond.coordinator, beyond.body, back.pk, party.delivery.pk, key="tillbaka"
    )
    with unread([party.receives]):
        again = QueueEntry.objects.get(left_on=None)
        assert (again.clock_start, again.referral.state) == (TODAY, "accepted")
    with unread([beyond.body]):
        assert not QueueEntry.objects.filter(left_on=None).exists()
    assert {name: row.state for name, row in sent_rows(party).items()} == {
        "Språnget": "accepted",
        "Språnget Öst": "redirected",
    }


def test_a_protected_person_is_moved_by_their_handler_and_protected_there(party, beyond):
    person = somebody(party, OTHER, protected=True)
    walk = Walk(party, "skydd")
    walk.consent(person)
    row = walk.draft(person)
    referrals.submit_referral(party.referrer, party.sends, row.pk, "consent", key="skydd/i")
    with unread([party.receives]):
        copy = Referral.objects.get()
        NamedHandler.objects.get_or_create(
            person=copy.person,
            user=party.receiver_user,
            ended_at=None,
            defaults={"controller_id": party.receives},
        )
    on = (party.receiver, party.receives, copy.pk)
    receiving.take_up_referral(*on, key="skydd/t")
    entry = receiving.accept_referral(*on, joining.Acceptance("Passar"), key="skydd/a")
    beyond.consent(person)
    moved(beyond, entry)
    new = there(beyond)
    with unread([beyond.body]):
        assert Protection.objects.get(lifted_at=None).person_id == new.person_id
    with reading([beyond.body], beyond.receiver_user.pk):
        assert not QueueEntry.objects.exists()
    with reading([beyond.body], beyond.coordinator_user.pk):
        assert QueueEntry.objects.count() == 1


def test_who_may_not_know_of_a_protected_person_cannot_move_them(party, beyond, waits):
    with unread([party.receives]):
        Protection.objects.create(controller_id=party.receives, person_id=waits.person_id)
    beyond.consent(person_of(party, waits))
    with pytest.raises(NotFoundError):
        moved(beyond, waits)


def test_a_whole_queue_goes_on_with_those_who_consent(party, beyond, waits):
    second = Walk(party, "två").in_queue(MAN)
    beyond.consent(person_of(party, waits))
    IntakeWindow.objects.filter(delivery=party.delivery).update(to_date=date(2024, 3, 14))
    asked = coordinating.QueueMove(party.delivery.pk, beyond.delivery.pk)
    coordinating.move_queue(party.coordinator, party.receives, asked, key="alla")
    with unread([party.receives]):
        for row, state in ((waits, "transferred"), (second, "waiting")):
            row.refresh_from_db()
            assert row.state == state
    beyond.consent(person_of(party, second), "två")
    with unread([beyond.body]):
        assert QueueEntry.objects.filter(left_on=None).count() == 2


def test_a_referral_that_is_assessed_goes_on_to_be_assessed_there(party, beyond):
    walk = Walk(party, "h")
    row = walk.sent()
    copy = walk.came(row)
    at = (party.receiver, party.receives, copy.pk)
    receiving.take_up_referral(*at, key="h/t")
    to = receiving.Redirection(beyond.delivery.pk, "Närmare hem")
    assert receiving.redirect_referral(*at, to, key="h/h").state == "under_assessment"
    with unread([party.sends]):
        person = Referral.objects.get().person
    with later():
        beyond.consent(person)
    with unread([beyond.body]):
        new = Referral.objects.get()
        assert (new.state, new.clock_start) == ("submitted", TODAY)
        assert not QueueEntry.objects.exists()
    rows = sent_rows(party)
    assert {name: one.state for name, one in rows.items()} == {
        "Språnget": "redirected",
        "Språnget Öst": "submitted",
    }


def test_another_step_ends_the_question(party, beyond):
    walk = Walk(party, "h")
    copy = walk.came(walk.sent())
    at = (party.receiver, party.receives, copy.pk)
    receiving.take_up_referral(*at, key="h/t")
    to = receiving.Redirection(beyond.delivery.pk, "Närmare hem")
    receiving.redirect_referral(*at, to, key="h/h")
    receiving.return_referral(*at, receiving.Return("too_complex", "Vården"), key="h/r")
    row = sent_rows(party)["Språnget"]
    assert (row.moving_to_id, row.state) == (None, "returned")


def test_two_referrers_behind_a_place_are_both_asked_and_both_follow(party, beyond, waits):
    """The second referral is tied to the place: it goes where the place goes."""
    person = person_of(party, waits)
    again = Walk(party, "igen").draft(person, party.successor)
    referrals.submit_referral(party.referrer, party.sends, again.pk, "consent", key="igen/i")
    copy = Walk(party, "igen").came(again)
    at = (party.receiver, party.receives, copy.pk)
    receiving.take_up_referral(*at, key="igen/t")
    other = receiving.accept_referral(*at, joining.Acceptance("Passar"), key="igen/a")
    queueing.move_in_queue(
        party.coordinator, party.receives, other.pk, party.delivery.pk, key="ihop"
    )
    moved(beyond, waits)
    with unread([party.sends]):
        assert Referral.objects.filter(moving_to=beyond.delivery).count() == 2
    beyond.consent(person)
    with unread([beyond.body]):
        assert QueueEntry.objects.filter(left_on=None).count() == 1
        assert Referral.objects.filter(state="accepted").count() == 2


def test_the_pages_lead_the_coordinator_and_the_referrer_through_it(party, beyond, waits):
    pages = Pages(party)
    address = pages.get(party.coordinator_user, "move_entry", waits.pk)
    assert "Be Lillköping att fråga personen" in text(address)
    assert "Språnget Öst, Österby" in text(address)
    said = {"delivery": beyond.delivery.pk, "ground": "consent"}
    assert pages.send(party.coordinator_user, "move_entry", waits.pk, **said).status_code == 302
    again = text(pages.get(party.coordinator_user, "move_entry", waits.pk))
    assert "väntar på personens samtycke. Lillköping tillfrågades" in again
    assert "väntar på personens samtycke" in text(
        pages.get(party.receiver_user, "queue_entry", waits.pk)
    )
    sent = sent_rows(party)["Språnget"]
    page = text(pages.get(party.referrer_user, "sent_referral", sent.pk))
    assert "vill att Språnget Öst hos Österby kommun tar över" in page
    assert "Personen vill inte flytta" in page
    beyond.consent(person_of(party, waits))
    page = text(pages.get(party.referrer_user, "sent_referral", sent.pk))
    assert "Remissen har gått vidare till" in page
    assert "Språnget Öst, Österby kommun" in page
    new = sent_rows(party)["Språnget Öst"]
    assert "Väntande" in text(pages.get(party.referrer_user, "sent_referral", new.pk))


def test_every_step_of_a_referral_has_its_words():
    assert set(REFERRAL_DONE) == set(ReferralEvent)


def test_the_referrer_says_no_on_a_page_of_its_own(party, beyond, waits):
    moved(beyond, waits)
    sent = sent_rows(party)["Språnget"]
    pages = Pages(party)
    answer = pages.send(party.referrer_user, "refuse_move", sent.pk, why="Vill bo kvar")
    assert answer.status_code == 302
    page = text(pages.get(party.receiver_user, "received_referral", waits.referral_id))
    assert "Personen vill inte flytta till Språnget Öst, svarar Lillköping" in page
