"""What-ifs of a queue: what was asked and said of all is kept by itself, and each person's part as theirs."""

from __future__ import annotations

import json
from datetime import date

import pytest

from samverk.federation.models import (
    Agreement,
    AgreementSignature,
    AgreementTariff,
    Membership,
)
from samverk.federation.queries import place_price
from samverk.foundation.errors import InputError, NotAllowedError, NotFoundError
from samverk.interventions.models import TimeLimit
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.models import (
    Consent,
    NamedHandler,
    Participation,
    Person,
    Protection,
    QueueEntry,
    WhatIf,
)
from samverk.interventions.persons.queries.asking import (
    alternatives_told,
    confirmed_now,
    outside,
    told,
    told_groups,
)
from samverk.interventions.persons.queries.replaying import Replay, replayed
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.test_waiting import fill
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

TODAY = date(2024, 3, 15)


def question(party, **more):
    given = {"name": "Fler platser", "from_date": TODAY, "places": 4} | more
    return persons.NewQuestion(party.delivery.pk, **given)


def ask(party, key="k", **more):
    desk = Desk(party.receives, Hand.RECEIVER)
    return persons.ask_what_if(party.receiver, desk, question(party, **more), key=key)


def middle(row, name, course):
    return row.answer[course][name]["middle"]


def test_more_places_start_more_people_and_fewer_wait(party):
    fill(party, range(10, 120, 5), waiting=12)
    row = ask(party, day_cost=100)
    assert [one["scenario"] for one in row.answer] == ["som nu", "Fler platser"]
    assert middle(row, "starts", 1) >= middle(row, "starts", 0)
    assert middle(row, "waiting", 1) <= middle(row, "waiting", 0)
    assert middle(row, "cost", 1) > middle(row, "cost", 0)


def test_a_stop_of_intake_and_a_member_that_leaves_shorten_the_queue(party):
    fill(party, range(10, 120, 5), waiting=12)
    stop = ask(party, key="s", places=None, stop_from=TODAY)
    leaves = ask(party, key="l", places=None, leaves_party="Lillköping", keeps_place=False)
    for row in (stop, leaves):
        assert middle(row, "waiting", 1) <= middle(row, "waiting", 0)
    assert middle(leaves, "waiting", 1) == 0


def test_nothing_of_each_person_is_kept_in_the_question(party):
    fill(party, range(10, 120, 5), waiting=3)
    row = ask(party)
    assert ask(party).pk == row.pk
    with unread([party.receives]):
        row.refresh_from_db()
    assert (row.question["queue"]["entries"], row.question["queue"]["stays"]) == ([], [])
    assert [one["today"] for one in row.answer] == [[], []]
    assert {one["name"] for course in row.answer for one in course["parties"]} == {"Lillköping"}


def test_each_party_is_told_the_middle_and_the_share_over_months_side_by_side(party):
    fill(party, range(10, 300, 10), waiting=12)
    row = ask(party, places=1)
    (found,) = [one for one in told_groups(row) if one.label == "Remitterade av Lillköping"]
    said = {line.label: line.cells for line in found.lines}
    assert list(said) == [
        "Hälften väntar högst",
        "Åtta av tio väntar",
        "Väntar över 3 månader",
        "Väntar över 6 månader",
        "Väntar över 12 månader",
    ]
    kept = [one["over"] for course in row.answer for one in course["parties"]]
    assert said["Väntar över 6 månader"] == tuple(f"{round(one[1][1] * 100)} %" for one in kept)
    three, six, twelve = (
        [int(cell[:-2]) for cell in said[f"Väntar över {n} månader"]] for n in (3, 6, 12)
    )
    assert all(a >= b >= c for a, b, c in zip(three, six, twelve, strict=True))
    # Fewer places: more of them wait long
    assert (three[1], six[1], twelve[1]) > (three[0], six[0], twelve[0])


def test_a_group_that_is_in_one_course_alone_is_said_to_be_too_few_in_the_other(party):
    fill(party, range(10, 120, 5), waiting=12)
    row = ask(party)
    row.answer[1]["parties"] = []
    (line, *_) = told_groups(row)[-1].lines
    assert line.cells[1] == "för få"


def test_where_somebody_hidden_lives_is_neither_told_nor_kept(party):
    fill(party, range(10, 120, 5), waiting=12)
    with unread([party.receives]):
        person = QueueEntry.objects.filter(left_on=None).first().person
        person.home_id = party.cast.neighbour.pk
        person.save()
        named = {"controller_id": party.receives, "person": person}
        NamedHandler.objects.create(user_id=party.coordinator_user.pk, **named)
        Protection.objects.create(**named)
    row = ask(party)
    home = party.cast.neighbour.short_name
    assert not [group for group in told_groups(row) if home in group.label]
    assert home not in json.dumps([row.question, row.answer], ensure_ascii=False)


@pytest.mark.parametrize(
    ("wrong", "told_of"),
    [
        ({"places": None}, "minst en ändring"),
        ({"from_date": date(2024, 3, 14)}, "från i dag"),
        ({"new_home": "Lillköping"}, "hur många platser"),
        ({"stop_to": TODAY}, "när intagningsstoppet börjar"),
        ({"stop_from": TODAY, "stop_to": date(2024, 3, 14)}, "innan det börjar"),
    ],
)
def test_a_question_that_says_nothing_is_told(party, wrong, told_of):
    with pytest.raises(InputError, match=told_of):
        ask(party, **wrong)


def test_no_places_is_an_answer(party):
    fill(party, range(10, 120, 5), waiting=3)
    row = ask(party, places=0)
    assert told(row)[0].cells[1] == "Det går inte att säga hur lång väntan blir."
    assert middle(row, "starts", 1) == 0


def test_lines_of_few_people_are_not_told(party):
    fill(party, [10, 20], waiting=1)
    row = ask(party)
    assert not told_groups(row)
    assert [course["parties"] for course in row.answer] == [[], []]


def test_only_the_team_asks_and_reads(party):
    fill(party, [10, 20])
    for actor in (party.referrer, party.worker, party.cast.owner, *party.cast.strangers):
        with pytest.raises(NotAllowedError):
            persons.ask_what_if(
                actor, Desk(party.receives, Hand.RECEIVER), question(party), key="x"
            )
    other = persons.NewQuestion(party.open_door.pk, "", TODAY, places=1)
    with pytest.raises(NotFoundError):
        persons.ask_what_if(party.receiver, Desk(party.receives, Hand.RECEIVER), other, key="y")
    assert WhatIf.objects.count() == 0


def test_the_pages_ask_and_show(party):
    fill(party, range(10, 120, 5), waiting=3)
    address = f"/personer/ko/{party.delivery.pk}/vad-hander-om/"
    team = party.cast.browser(party.receiver_user)
    page = team.get(address).content.decode()
    key = page.partition('name="key" value="')[2].partition('"')[0]
    wrong = team.post(address, {"key": key, "from_date": "2024-03-15"})
    assert wrong.status_code == 400
    assert "minst en ändring" in wrong.content.decode()
    done = team.post(address, {"key": key, "from_date": "2024-03-15", "places": "4"})
    assert done.status_code == 302
    answer = team.get(done.url).content.decode()
    assert "Med ändringen" in answer
    assert "Väntar över 12 månader" in answer
    near = f"{address}?bredvid={done.url.rstrip('/').rpartition('/')[2]}"
    assert near in answer
    page = team.get(near).content.decode()
    assert "Svaret läggs bredvid: med ändringen" in page
    key = page.partition('name="key" value="')[2].partition('"')[0]
    more = {"key": key, "from_date": "2024-03-15", "new_places": "2", "name": "Ny i norr"}
    both = team.get(team.post(near, more).url).content.decode()
    for name in ("Som nu", "Med ändringen", "Ny i norr"):
        assert f">{name}</th>" in both
    for wrong_way in ("x", "00000000-0000-4000-8000-000000000000"):
        assert team.get(f"{address}?bredvid={wrong_way}").status_code == 404
    other = party.cast.browser(party.referrer_user)
    missing = other.get("/personer/fraga/00000000-0000-4000-8000-000000000000/")
    assert other.get(done.url).status_code == missing.status_code
    assert (
        other.get(address).status_code == other.get("/personer/ko/99999/vad-hander-om/").status_code
    )


def test_a_new_delivery_starts_more_people(party):
    fill(party, range(10, 120, 5), waiting=12)
    row = ask(party, places=None, new_places=4, day_cost=100)
    assert middle(row, "starts", 1) >= middle(row, "starts", 0)
    assert middle(row, "waiting", 1) < middle(row, "waiting", 0)
    assert middle(row, "cost", 1) == middle(row, "cost", 0) + 4 * 100 * 100 * 365
    assert alternatives_told(row)[0].facts[1] == ("Ny verksamhet", "4 platser")


def test_alternatives_lie_beside_each_other_and_are_played_anew(party):
    fill(party, range(10, 120, 5), waiting=12)
    first = ask(party)
    second = ask(party, "k2", places=8, beside=str(first.pk))
    assert [one["scenario"] for one in second.answer] == [
        "som nu",
        "Fler platser",
        "Fler platser (2)",
    ]
    assert second.answer[:2] == first.answer
    assert {len(line.cells) for line in told(second)} == {3}
    third = ask(party, "k3", places=6, name="", beside=str(second.pk))
    assert third.answer[3]["scenario"] == "alternativ 3"
    fourth = ask(party, "k4", places=1, beside=str(third.pk))
    with pytest.raises(InputError, match="Högst 4"):
        ask(party, "k5", beside=str(fourth.pk))


def test_a_what_if_of_another_queue_is_not_laid_beside(party):
    fill(party, [10, 20])
    row = ask(party)
    desk = Desk(party.receives, Hand.RECEIVER)
    other = persons.NewQuestion(party.successor.pk, "", TODAY, places=1, beside=str(row.pk))
    with pytest.raises(NotFoundError):
        persons.ask_what_if(party.receiver, desk, other, key="z")


def test_those_who_take_part_may_have_to_end_with_their_member(party):
    fill(party, [30] * 6, waiting=12)
    with unread([party.receives]):
        row = Participation.objects.order_by("recorded_at")[0]
        Participation.objects.filter(pk=row.pk).update(state="active", ended_on=None)
    rows = [
        ask(party, key, places=None, leaves_party="Lillköping", finishes=stays)
        for key, stays in (("a", True), ("b", False))
    ]
    stays, ends = (middle(row, "held", 1) for row in rows)
    assert ends == 0 < stays


def test_who_is_protected_or_not_followed_up_is_in_no_line(party):
    fill(party, range(10, 120, 5), waiting=12)
    with unread([party.receives]):
        Consent.objects.update(withdrawn_on=TODAY)
        Participation.objects.update(is_followed=False)
    row = ask(party)
    assert not told_groups(row)
    assert outside(row) == 12
    assert middle(row, "starts", 0) > 0


def test_a_rule_for_a_party_does_not_show_that_a_protected_person_is_there(party):
    fill(party, [], waiting=12)
    with unread([party.receives]):
        for person in Person.objects.all():
            Protection.objects.create(controller_id=party.receives, person=person)
    row = ask(party, places=None, leaves_party="Lillköping", keeps_place=False)
    assert row.answer[1]["waiting"] == row.answer[0]["waiting"]


def test_what_a_place_costs_is_taken_from_the_agreement(party):
    membership = Membership.objects.create(
        federation=party.delivery.intervention.federation,
        member=party.delivery.provider,
        share="municipality",
    )
    agreed = Agreement.objects.create(
        federation=membership.federation,
        intervention=party.delivery.intervention,
        payee=membership,
        name="Språnget 2024",
        kind="public_public",
        price_model="funded_place_month",
        places=2,
        starts_on=date(2024, 1, 1),
        ends_on=date(2024, 12, 31),
        agreed_to=date(2024, 12, 31),
    )
    AgreementTariff.objects.create(agreement=agreed, from_date=date(2024, 1, 1), amount=1_200_000)
    at = (party.delivery.intervention_id, party.delivery.provider_id, TODAY)
    assert place_price(*at) is None
    for side in ("federation", "payee"):
        AgreementSignature.objects.create(
            agreement=agreed, side=side, signed_on=date(2024, 1, 1), signatory="A"
        )
    for state in ("proposed", "decided", "active"):
        Agreement.objects.filter(pk=agreed.pk).update(state=state)
    found = place_price(*at)
    # Twelve thousand kronor a month are 144 000 a year: 394,52 a day
    assert found is not None
    assert found.a_day == 39_452
    address = f"/personer/ko/{party.delivery.pk}/vad-hander-om/"
    page = party.cast.browser(party.receiver_user).get(address).content.decode()
    assert 'name="day_cost" value="395"' in page
    assert "Språnget 2024" in page


def test_how_often_a_wait_is_confirmed_is_tried_beside_how_it_is_now(party):
    fill(party, range(10, 120, 5), waiting=12)
    TimeLimit.objects.create(
        delivery=party.delivery, kind="reconfirm", days=60, from_date=date(2020, 1, 1)
    )
    row = ask(party, places=None, name="Var månad", confirm_every=30)
    assert (row.asked["confirm_every"], row.asked["confirm_now"]) == (30, 60)
    assert row.question["scenarios"][1]["confirming"] == [
        {"day": "2024-03-15", "every": 30, "now": 60}
    ]
    (told_of,) = alternatives_told(row)
    assert ("Väntan bekräftas", "var 30:e dag") in told_of.facts
    assert middle(row, "removed", 1) >= middle(row, "removed", 0)
    with unread([party.receives]):
        assert replayed(row) == Replay.SAME
    page = text(Pages(party).get(party.receiver_user, "what_if", row.pk))
    assert "Nu bekräftas väntan var 60:e dag" in page
    asked = text(Pages(party).get(party.receiver_user, "what_ifs", party.delivery.pk))
    assert "I stället för var 60:e dag." in asked


def test_an_interval_that_cannot_be_is_refused(party):
    with pytest.raises(InputError, match="mellan 1 och"):
        ask(party, places=None, confirm_every=0)


def test_what_was_asked_before_the_interval_was_there_is_read(party):
    fill(party, range(10, 120, 5), waiting=12)
    row = ask(party)
    row.asked = {k: v for k, v in row.asked.items() if not k.startswith("confirm")}
    assert confirmed_now(row) == 0
    assert alternatives_told(row)[0].facts[1] == ("Antal platser", "4")
