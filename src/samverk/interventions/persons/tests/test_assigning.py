"""Who is responsible for a participation and who assesses a referral: taken, handed over, and left behind."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.foundation.actors import Role
from samverk.foundation.desk import Visit
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import RoleAssignment, RoleEnd
from samverk.interventions.models import CapacityRow
from samverk.interventions.persons.actions import assigning, joining, receiving
from samverk.interventions.persons.actions import people as persons
from samverk.interventions.persons.desk_assigning import without_responsible
from samverk.interventions.persons.models import (
    NamedHandler,
    Participation,
    ParticipationStep,
    Referral,
    ReferralStep,
)
from samverk.interventions.persons.queries.participations import history
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN, OTHER, user
from samverk.interventions.persons.tests.test_limited import limited
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import (
    TODAY,
    begun,
    ended,
    in_the_door,
    number_of,
    planned_at_the_door,
    resident,
)
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand


@pytest.fixture
def pages(party):
    return Pages(party)


@pytest.fixture
def colleague(party):
    return user("Hilma Ek", Role.CASE_WORKER, party.cast.neighbour_board)


def read(party, row):
    with unread([party.receives]):
        return type(row).objects.select_related("person").get(pk=row.pk)


def desk(party, hand=Hand.CASE_WORKER):
    return Desk(party.receives, hand)


def hand_over(party, row, to, actor=None, hand=Hand.CASE_WORKER):
    return assigning.assign_participation(
        actor or party.worker, desk(party, hand), row.pk, to.pk, key=f"till/{uuid.uuid4()}"
    )


def leaves(who):
    """Let somebody's role have ended before today."""
    for held in RoleAssignment.objects.filter(user=who):
        RoleEnd.objects.create(assignment=held, last_day=held.from_date.replace(day=1))


def test_whoever_takes_up_a_referral_assesses_it(party):
    walk = Walk(party, "w")
    copy = walk.came(walk.sent())
    assert copy.assignee_id is None
    receiving.take_up_referral(party.receiver, party.receives, copy.pk, key="t")
    assert read(party, copy).assignee_id == party.receiver_user.pk


def test_whoever_plans_or_starts_is_responsible(party, colleague):
    assert read(party, planned_at_the_door(party, resident(party))).responsible_id == (
        party.worker_user.pk
    )
    row = Walk(party, "w").planned(OTHER)
    assert read(party, row).responsible_id is None
    begun(party, row)
    assert read(party, row).responsible_id == party.worker_user.pk


def test_one_who_is_responsible_stays_so_when_a_colleague_starts(party, colleague):
    row = Walk(party, "w").planned()
    hand_over(party, row, colleague)
    begun(party, row)
    assert read(party, row).responsible_id == colleague.pk


def test_handing_over_is_a_step_that_names_the_new_one(party, colleague):
    row = in_the_door(party)
    hand_over(party, row, colleague)
    now = read(party, row)
    assert now.responsible_id == colleague.pk
    assert now.state == "active"
    with unread([party.receives]):
        step = ParticipationStep.objects.filter(subject=row).latest("number")
        assert (step.event, step.user_name) == ("assign", "Disa Kvarn")
        assert history(now)[-1].note == "Till Hilma Ek."
        assert history(now)[-1].title == "Ny ansvarig handläggare"
    with pytest.raises(ConflictError, match="redan ansvarig"):
        hand_over(party, row, colleague)


def test_a_form_sent_twice_is_one_step(party, colleague):
    row = in_the_door(party)
    at = (party.worker, desk(party), row.pk, colleague.pk)
    assigning.assign_participation(*at, key="en")
    assigning.assign_participation(*at, key="en")
    with unread([party.receives]):
        assert ParticipationStep.objects.filter(subject=row, event="assign").count() == 1


def test_it_goes_only_to_whose_role_reaches_the_delivery(party):
    row = in_the_door(party)
    other = limited(party, "elof", Role.CASE_WORKER, party.delivery)
    mine = limited(party, "frida", Role.CASE_WORKER, party.open_door)
    for one in (other, party.receiver_user, party.referrer_user):
        with pytest.raises(InputError, match="deltagaransvarig som har Öppna dörren"):
            hand_over(party, row, one)
    hand_over(party, row, mine)
    assert read(party, row).responsible_id == mine.pk


def test_only_who_works_with_it_hands_over(party, colleague):
    row = in_the_door(party)
    for actor, hand, fault in (
        (party.receiver, Hand.CASE_WORKER, NotAllowedError),
        (party.receiver, Hand.RECEIVER, NotAllowedError),
        (party.worker, Hand.COORDINATOR, NotAllowedError),
        (party.other_coordinator, Hand.COORDINATOR, NotAllowedError),
    ):
        with pytest.raises(fault):
            hand_over(party, row, colleague, actor, hand)
    beside = limited(party, "elof", Role.CASE_WORKER, party.delivery)
    with pytest.raises(NotFoundError):
        hand_over(party, row, colleague, actor_for(beside))
    hand_over(party, row, colleague, party.coordinator, Hand.COORDINATOR)


def test_one_that_has_ended_is_not_handed_over(party, colleague):
    row = ended(party, in_the_door(party))
    with pytest.raises(ConflictError):
        hand_over(party, row, colleague)


def test_a_protected_person_goes_only_to_a_named_handler(party, colleague):
    row = in_the_door(party)
    at = Desk(party.receives, Hand.CASE_WORKER)
    persons.protect_person(party.worker, at, row.person_id, key="skydd")
    with pytest.raises(InputError, match="namngiven handläggare"):
        hand_over(party, row, colleague)
    with unread([party.receives]):
        NamedHandler.objects.create(
            controller_id=party.receives, person_id=row.person_id, user=colleague
        )
    hand_over(party, row, colleague)
    assert read(party, row).responsible_id == colleague.pk


def test_a_referral_is_handed_over_within_the_team(party, pages):
    walk = Walk(party, "w")
    copy = walk.came(walk.sent())
    mate = user("Torun Ek", Role.RECEIVER, party.cast.neighbour_board)
    at = (party.receiver, party.receives, copy.pk)
    with pytest.raises(ConflictError):
        assigning.assign_referral(*at, mate.pk, key="för tidigt")
    receiving.take_up_referral(*at, key="t")
    page = pages.get(party.receiver_user, "assign_referral", copy.pk)
    assert "Torun Ek" in text(page)
    sent = pages.send(party.receiver_user, "assign_referral", copy.pk, user=mate.pk)
    assert sent.status_code == 302
    assert read(party, copy).assignee_id == mate.pk
    assert "Torun Ek" in text(pages.get(party.receiver_user, "received_referral", copy.pk))
    assert "Torun Ek" in text(pages.get(party.receiver_user, "persons"))
    with unread([party.sends]):
        # The team's own affair: nothing is told
        row = Referral.objects.get(thread=copy.thread)
        assert "assign" not in ReferralStep.objects.filter(subject=row).values_list(
            "event", flat=True
        )
    with pytest.raises(InputError, match="mottagare som har Språnget"):
        assigning.assign_referral(*at, party.worker_user.pk, key="fel")


def test_that_a_colleague_goes_on_ends_no_question_about_a_move(party):
    mate = user("Torun Ek", Role.RECEIVER, party.cast.neighbour_board)
    walk = Walk(party, "w")
    copy = walk.came(walk.sent())
    at = (party.receiver, party.receives, copy.pk)
    receiving.take_up_referral(*at, key="t")
    with unread([party.receives]):
        Referral.objects.filter(pk=copy.pk).update(moving_to=party.successor)
    assigning.assign_referral(*at, mate.pk, key="ö")
    assert read(party, copy).moving_to_id == party.successor.pk


def test_mine_come_first_and_the_teams_at_a_click(party, pages, colleague):
    mine, theirs = in_the_door(party), in_the_door(party, MAN)
    nobodys = Walk(party, "w").planned(OTHER)
    hand_over(party, theirs, colleague)
    page = text(pages.get(party.worker_user, "participations"))
    assert [str(one.pk) in page for one in (mine, theirs, nobodys)] == [True, False, True]
    assert "ingen" in page
    assert "?visa=alla" in page
    whole = text(pages.get(party.worker_user, "participations", visa="alla"))
    assert [str(one.pk) in whole for one in (mine, theirs, nobodys)] == [True, True, True]
    assert "Hilma Ek" in whole
    leaves(colleague)
    page = text(pages.get(party.worker_user, "participations"))
    assert str(theirs.pk) in page


def test_the_pages_of_a_long_list_keep_whose_it_is(party, pages, colleague):
    row = in_the_door(party)
    hand_over(party, row, colleague)
    with unread([party.receives]):
        same = Participation.objects.get(pk=row.pk)
        for nth in range(51):
            same.pk, same._state.adding = uuid.uuid4(), True
            born = f"1990{3 + nth // 20:02}{nth % 20 + 1:02}"
            same.person = resident(party, number_of(0, born), "Ny")
            same.save(force_insert=True)
    page = text(pages.get(party.worker_user, "participations", visa="alla"))
    assert "?visa=alla&amp;lista=pagaende" in page
    page = text(pages.get(party.worker_user, "participations", visa="alla", lista="pagaende"))
    assert "?visa=alla&amp;lista=pagaende&amp;sida=2" in page


def tasks(who):
    visit = Visit(actor_for(who), TODAY)
    return [(one.label, one.state) for one in without_responsible(visit).tasks]


def test_the_coordinators_desk_tells_when_a_holder_has_left(party, pages, colleague):
    rows = [in_the_door(party), in_the_door(party, MAN)]
    assert tasks(party.coordinator_user) == []
    for row in rows:
        hand_over(party, row, colleague)
    leaves(colleague)
    assert tasks(party.coordinator_user) == [("Utan ansvarig handläggare", "2 deltar")]
    assert tasks(party.worker_user) == []
    page = text(pages.get(party.coordinator_user, "share_out", party.receives))
    assert "tidigare Hilma Ek" in page
    assert "Har inte längre rollen" in text(
        pages.get(party.coordinator_user, "participation", rows[0].pk)
    )
    answer = pages.send(
        party.coordinator_user,
        "share_out",
        party.receives,
        participations=[str(one.pk) for one in rows],
        user=party.worker_user.pk,
    )
    assert answer.status_code == 302
    assert {read(party, one).responsible_id for one in rows} == {party.worker_user.pk}
    assert tasks(party.coordinator_user) == []
    again = text(pages.get(party.coordinator_user, "share_out", party.receives))
    assert "Alla deltaganden har en ansvarig" in again


def test_a_role_that_no_longer_reaches_the_delivery_leaves_it_behind(party):
    row = in_the_door(party)
    with unread([party.receives]):
        Participation.objects.filter(pk=row.pk).update(
            responsible=limited(party, "elof", Role.CASE_WORKER, party.delivery)
        )
    assert tasks(party.coordinator_user) == [("Utan ansvarig handläggare", "1 deltar")]


def test_all_that_is_chosen_goes_or_nothing(party):
    rows = [in_the_door(party), Walk(party, "w").planned(OTHER)]
    mine = limited(party, "frida", Role.CASE_WORKER, party.open_door)
    chosen = tuple(one.pk for one in rows)
    with pytest.raises(InputError, match="Språnget"):
        assigning.assign_participations(
            party.coordinator, party.receives, chosen, mine.pk, key="alla"
        )
    assert read(party, rows[0]).responsible_id == party.worker_user.pk
    for wrong in ((), tuple(uuid.uuid4() for _ in range(51))):
        with pytest.raises(InputError, match="Välj"):
            assigning.assign_participations(
                party.coordinator, party.receives, wrong, mine.pk, key="fel"
            )


def test_the_desk_tells_the_team_of_referrals_that_nobody_assesses(party):
    walk = Walk(party, "w")
    copy = walk.came(walk.sent())
    mate = user("Torun Ek", Role.RECEIVER, party.cast.neighbour_board)
    receiving.take_up_referral(actor_for(mate), party.receives, copy.pk, key="t")
    assert tasks(party.receiver_user) == []
    leaves(mate)
    told = [("Remisser under bedömning som ingen bedömer", "1 väntar")]
    assert tasks(party.receiver_user) == told
    at = (party.receiver, party.receives, copy.pk)
    receiving.accept_referral(*at, joining.Acceptance("Passar"), key="a")
    assert tasks(party.receiver_user) == []


def test_the_list_of_what_nobody_has_asks_as_often_for_many(party, pages):
    def asked():
        client = pages.browser(party.coordinator_user)
        place = reverse("share_out", args=[party.receives])
        client.get(place)
        with CaptureQueriesContext(connection) as found:
            assert client.get(place).status_code == 200
        return sum("SAVEPOINT" not in one["sql"] for one in found.captured_queries)

    CapacityRow.objects.update(funded=20, maximum=20)
    Walk(party, "w").planned()
    few = asked()
    for nth in range(4):
        Walk(party, f"w{nth}").planned(number_of(nth))
    assert asked() == few
