"""Keeping the catalogue: deliveries, intake, requirements, places and classes."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

import pytest

from samverk.federation import actions as federation
from samverk.foundation.actors import Actor, HeldRole, Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.interventions import actions
from samverk.interventions.models import CapacityRow, Delivery
from samverk.interventions.queries import (
    intake_on,
    last_intake,
    places_on,
    requirements_of,
    rules_of,
    told,
)
from samverk.interventions.tests.fair import BEGAN, NUMBER, add, elsewhere, opened, required
from samverk.rules.interventions.capacity import Places

pytestmark = pytest.mark.django_db

FACTS = actions.DeliveryFacts("Kursen", "cohort", needs_referral=True)


def new(fair, **more):
    wanted = actions.NewDelivery(fair.intervention.pk, fair.cast.neighbour.pk, BEGAN, FACTS)
    return replace(wanted, **more)


def places(fair, day, funded=12, **more):
    given = actions.NewPlaces(fair.delivery.pk, day, funded, 15, **more)
    return actions.set_places(fair.manager, given, key=f"platser/{day}/{funded}")


def test_a_delivery_is_added_once_and_logged_for_the_federation(fair):
    code = uuid.uuid4()
    first = actions.add_delivery(fair.manager, new(fair, code=code), key="k")
    assert actions.add_delivery(fair.manager, new(fair, code=code), key="k") == first
    assert (first.code, first.name, first.is_example) == (code, "Kursen", False)
    event = AuditEvent.objects.get(kind="interventions.delivery_added", actor=fair.manager.user)
    assert event.organisation_id == fair.home.pk


def test_a_key_that_comes_with_other_content_is_refused(fair):
    actions.add_delivery(fair.manager, new(fair), key="k")
    other = new(fair, facts=replace(FACTS, name="Annan"))
    with pytest.raises(ConflictError, match="redan sparats"):
        actions.add_delivery(fair.manager, other, key="k")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"start_mode": "nu"}, "start_mode"),
        ({"municipality": 0}, "municipality"),
    ],
)
def test_what_is_missing_or_wrong_is_told_at_its_field(fair, wrong, field):
    with pytest.raises(InputError) as told:
        actions.add_delivery(fair.manager, new(fair, facts=replace(FACTS, **wrong)), key="k")
    assert told.value.field == field


def test_a_place_that_is_no_municipality_is_refused(fair):
    facts = replace(FACTS, municipality=fair.home.pk)
    with pytest.raises(InputError, match="en kommun"):
        actions.change_delivery(fair.manager, fair.delivery.pk, facts, key="k")


def test_a_federation_gives_no_intervention_itself(fair):
    with pytest.raises(InputError, match="7 §") as told:
        actions.add_delivery(fair.manager, new(fair, provider=fair.home.pk), key="k")
    assert told.value.field == "provider"


def test_a_name_is_there_once_in_an_intervention(fair):
    facts = replace(FACTS, name=fair.delivery.name)
    with pytest.raises(ConflictError, match="Språnget Norr"):
        actions.add_delivery(fair.manager, new(fair, facts=facts), key="k")
    with pytest.raises(ConflictError, match="Språnget Norr"):
        actions.change_delivery(fair.manager, fair.open_door.pk, facts, key="k2")


def test_what_is_told_of_a_delivery_is_changed(fair):
    facts = replace(FACTS, content=" Gym ", municipality=fair.cast.town.pk, needs_referral=False)
    actions.change_delivery(fair.manager, fair.delivery.pk, facts, key="k")
    row = Delivery.objects.get(pk=fair.delivery.pk)
    assert (row.name, row.content, row.municipality) == ("Kursen", "Gym", fair.cast.town)
    assert (row.needs_referral, row.provider) == (False, fair.cast.neighbour)


def calls(fair):
    """Every action of the federation's own, on a delivery that is there."""
    pk, day = fair.delivery.pk, date(2024, 3, 1)
    requirement = required(fair.delivery).pk
    opened(fair.delivery)
    return {
        "add": lambda a: actions.add_delivery(a, new(fair), key="k"),
        "change": lambda a: actions.change_delivery(a, pk, FACTS, key="k"),
        "end": lambda a: actions.end_delivery(a, pk, actions.Ending(day), key="k"),
        "open": lambda a: actions.open_intake(a, pk, day, key="k"),
        "close": lambda a: actions.close_intake(a, pk, actions.Closing(day, "Fullt"), key="k"),
        "require": lambda a: actions.add_requirement(
            a, actions.NewRequirement(pk, day, "offer", 18), key="k"
        ),
        "unrequire": lambda a: actions.end_requirement(a, requirement, day, key="k"),
        "places": lambda a: actions.set_places(a, actions.NewPlaces(pk, day, 1, 1), key="k"),
        "class": lambda a: actions.add_priority_class(
            a, actions.NewClass(pk, 0, "Unga", "Beslut"), key="k"
        ),
    }


def test_the_federation_alone_keeps_its_catalogue(fair):
    others = (*fair.cast.strangers, fair.worker, fair.coordinator, fair.elsewhere)
    for call in calls(fair).values():
        for actor in others:
            with pytest.raises(NotAllowedError):
                call(actor)
    assert not AuditEvent.objects.filter(actor_name__in=[one.name for one in others]).exists()


def test_a_manager_of_another_federation_is_a_stranger(fair):
    home = elsewhere(fair).intervention.federation_id
    actor = Actor(fair.worker_user.pk, "Chefen", (HeldRole(Role.MANAGER, home),))
    for call in calls(fair).values():
        with pytest.raises(NotAllowedError):
            call(actor)


def test_a_personal_number_is_refused_in_every_text(fair):
    pk, text = fair.delivery.pk, f"För {NUMBER}."
    opened(fair.delivery)
    facts = [
        replace(FACTS, **{name: text}) for name in ("name", "content", "how_to_apply", "outcomes")
    ]
    tried = [
        *(lambda f=f: actions.change_delivery(SETUP, pk, f, key="k") for f in facts),
        lambda: actions.end_delivery(SETUP, pk, actions.Ending(date(2024, 1, 1), text), key="k"),
        lambda: actions.close_intake(SETUP, pk, actions.Closing(date(2024, 1, 1), text), key="k"),
        lambda: required(fair.delivery, decided_in=text),
        lambda: places(fair, date(2024, 1, 1), reason=text),
        lambda: actions.add_priority_class(SETUP, actions.NewClass(pk, 0, "A", text), key="k"),
    ]
    for call in tried:
        with pytest.raises(InputError, match="personnummer"):
            call()
    assert Delivery.objects.get(pk=pk).name == fair.delivery.name


def test_an_end_shuts_the_intake_with_it(fair):
    opened(fair.delivery)
    last = date(2024, 5, 31)
    actions.end_delivery(fair.manager, fair.delivery.pk, actions.Ending(last, "Avtalet"), key="k")
    assert Delivery.objects.get(pk=fair.delivery.pk).to_date == last
    assert intake_on(fair.delivery.pk, last) is not None
    assert intake_on(fair.delivery.pk, date(2024, 6, 1)) is None
    assert last_intake(fair.delivery.pk, date(2024, 6, 1)).why_closed == "Avtalet"


def test_what_had_closed_before_the_end_keeps_its_day(fair):
    opened(fair.delivery)
    closing = actions.Closing(date(2023, 1, 31), "Fullt")
    actions.close_intake(fair.manager, fair.delivery.pk, closing, key="c")
    ending = actions.Ending(date(2024, 5, 31), "Avtalet")
    actions.end_delivery(fair.manager, fair.delivery.pk, ending, key="k")
    window = last_intake(fair.delivery.pk, date(2025, 1, 1))
    assert (window.to_date, window.why_closed) == (closing.last_day, "Fullt")


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2024, 4, 1)])
def test_an_end_before_the_beginning_or_an_intake_to_come_is_refused(fair, day):
    opened(fair.delivery, date(2024, 4, 2))
    with pytest.raises(InputError) as told:
        actions.end_delivery(fair.manager, fair.delivery.pk, actions.Ending(day), key="k")
    assert told.value.field == "last_day"
    assert Delivery.objects.get(pk=fair.delivery.pk).to_date is None


def test_intake_opens_within_the_delivery_and_never_twice(fair):
    pk = fair.delivery.pk
    with pytest.raises(InputError, match="börjar 2020-01-01"):
        actions.open_intake(fair.manager, pk, date(2019, 12, 31), key="a")
    opened(fair.delivery)
    for day in (date(2019, 1, 1), BEGAN, date(2024, 1, 1)):
        with pytest.raises((ConflictError, InputError)):
            actions.open_intake(fair.manager, pk, day, key=f"b{day}")
    actions.end_delivery(fair.manager, pk, actions.Ending(date(2024, 1, 1)), key="e")
    with pytest.raises(InputError, match="avslutad 2024-01-01"):
        actions.open_intake(fair.manager, pk, date(2024, 1, 2), key="c")


def test_intake_opens_again_the_day_after_it_closed(fair):
    pk = opened(fair.delivery).pk
    last = date(2024, 1, 31)
    actions.close_intake(fair.manager, pk, actions.Closing(last, "Fullt"), key="a")
    with pytest.raises(ConflictError, match="redan öppet"):
        actions.open_intake(fair.manager, pk, last, key="b")
    actions.open_intake(fair.manager, pk, date(2024, 2, 1), key="c")
    assert intake_on(pk, date(2024, 2, 1)) is not None


def test_a_closing_tells_why_and_where_to_go_and_is_corrected_by_another(fair):
    pk, last = opened(fair.delivery).pk, date(2024, 1, 31)
    closing = actions.Closing(last, " Fullt ", fair.open_door.pk)
    actions.close_intake(fair.manager, pk, closing, key="a")
    found = last_intake(pk, date(2024, 2, 1))
    assert (found.why_closed, found.successor) == ("Fullt", fair.open_door)
    actions.close_intake(fair.manager, pk, actions.Closing(last, "Avtalet slut"), key="b")
    found = last_intake(pk, date(2024, 2, 1))
    assert (found.why_closed, found.successor) == ("Avtalet slut", None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"why": " "}, "why"),
        ({"last_day": date(2019, 12, 31)}, "last_day"),
        ({"successor": 0}, "successor"),
    ],
)
def test_a_closing_that_cannot_be_is_refused_at_its_field(fair, wrong, field):
    opened(fair.delivery)
    closing = replace(actions.Closing(date(2024, 1, 31), "Fullt"), **wrong)
    with pytest.raises(InputError) as told:
        actions.close_intake(fair.manager, fair.delivery.pk, closing, key="k")
    assert told.value.field == field


def test_nothing_takes_over_from_itself(fair):
    pk = opened(fair.delivery).pk
    with pytest.raises(InputError, match="sig själv"):
        actions.close_intake(
            fair.manager, pk, actions.Closing(date(2024, 1, 31), "Fullt", pk), key="k"
        )


def test_another_federations_delivery_does_not_take_over(fair):
    pk = opened(fair.delivery).pk
    closing = actions.Closing(date(2024, 1, 31), "Fullt", elsewhere(fair).pk)
    with pytest.raises(InputError, match="samma förbund"):
        actions.close_intake(fair.manager, pk, closing, key="k")


def test_a_requirement_is_read_as_rules_and_ends(fair):
    row = required(fair.delivery, homes=(fair.cast.town.pk,), blocks=False)
    ages, homes = rules_of(fair.delivery.pk)
    assert (ages.youngest, ages.oldest, ages.blocks) == (18, 29, False)
    assert homes.municipalities == frozenset({"Lillköping"})
    actions.end_requirement(fair.manager, row.pk, date(2024, 1, 31), key="k")
    assert rules_of(fair.delivery.pk)[0].to_date == date(2024, 1, 31)
    with pytest.raises(ConflictError, match="redan avslutat"):
        actions.end_requirement(fair.manager, row.pk, date(2024, 2, 1), key="k2")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"youngest": None, "oldest": None}, "youngest"),
        ({"youngest": 30, "oldest": 29}, "oldest"),
        ({"oldest": 121}, "youngest"),
        ({"homes": (0,)}, "homes"),
        ({"parties": (0,)}, "parties"),
        ({"incomes": ("lotteri",)}, "incomes"),
        ({"horizon": "later"}, "horizon"),
        ({"tested_on": "nu"}, "tested_on"),
    ],
)
def test_a_requirement_that_cannot_be_is_refused_at_its_field(fair, wrong, field):
    rule = actions.NewRequirement(fair.delivery.pk, BEGAN, "referral", 18, 29)
    with pytest.raises(InputError) as told:
        actions.add_requirement(fair.manager, replace(rule, **wrong), key="k")
    assert told.value.field == field
    assert rules_of(fair.delivery.pk) == []


def test_what_only_a_referral_tells_is_not_asked_where_none_is_needed(fair):
    open_door = add(fair.delivery.intervention, fair.cast, "Öppna dörren", needs_referral=False)
    for wrong in ({"parties": (fair.cast.town.pk,)}, {"horizon": "m6"}):
        rule = actions.NewRequirement(open_door.pk, BEGAN, "referral", 18, **wrong)
        with pytest.raises(InputError, match="behöver ingen remiss") as fault:
            actions.add_requirement(fair.manager, rule, key="k")
        assert fault.value.field == next(iter(wrong))


def test_who_may_refer_what_they_live_on_and_how_soon_they_may_work_are_told_in_words(fair):
    rule = actions.NewRequirement(
        fair.delivery.pk,
        BEGAN,
        "referral",
        parties=(fair.cast.town.pk,),
        incomes=("assistance", "none"),
        horizon="m12",
        blocks=False,
    )
    actions.add_requirement(fair.manager, rule, key="k")
    (found,) = told(requirements_of(fair.delivery.pk), BEGAN)
    when = "Det prövas när remissen skickas. Undantag kan göras."
    assert found.words == (
        f"Remissen skrivs hos Lillköping. {when}",
        f"För dig som har ekonomiskt bistånd eller ingen egen försörjning. {when}",
        f"För dig som bedöms kunna arbeta eller studera inom ett år. {when}",
    )


def test_one_age_is_enough_and_may_be_the_same_as_the_other(fair):
    required(fair.delivery, oldest=None)
    required(fair.delivery, youngest=18, oldest=18)
    assert [(one.youngest, one.oldest) for one in rules_of(fair.delivery.pk)] == [
        (18, None),
        (18, 18),
    ]


def test_a_requirement_does_not_end_before_it_held(fair):
    row = required(fair.delivery)
    with pytest.raises(InputError, match="gäller från den 1\xa0januari 2020"):
        actions.end_requirement(fair.manager, row.pk, date(2019, 12, 31), key="k")
    with pytest.raises(NotFoundError):
        actions.end_requirement(fair.manager, 0, date(2024, 1, 1), key="k")


def test_places_from_a_day_end_those_before(fair):
    places(fair, date(2020, 1, 1))
    places(fair, date(2024, 1, 1), 8, out_of_service=1)
    pk = fair.delivery.pk
    assert places_on(pk, date(2023, 12, 31)) == Places(12, 15)
    assert places_on(pk, date(2024, 1, 1)) == Places(8, 15, 1)
    assert places_on(pk, date(2019, 12, 31)) is None


def test_places_from_a_day_between_stop_before_those_that_come(fair):
    places(fair, date(2024, 1, 1), 8)
    places(fair, date(2020, 1, 1), 12)
    places(fair, date(2022, 1, 1), 10)
    rows = CapacityRow.objects.filter(delivery=fair.delivery).order_by("from_date")
    assert [(row.funded, row.to_date) for row in rows] == [
        (12, date(2021, 12, 31)),
        (10, date(2023, 12, 31)),
        (8, None),
    ]


def test_places_from_the_same_day_are_corrected(fair):
    places(fair, date(2024, 1, 1), 8)
    places(fair, date(2024, 1, 1), 9)
    (row,) = CapacityRow.objects.filter(delivery=fair.delivery)
    assert (row.funded, row.to_date) == (9, None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"funded": -1}, "funded"),
        ({"out_of_service": 16}, "out_of_service"),
        ({"from_date": date(2019, 12, 31)}, "from_date"),
    ],
)
def test_places_that_cannot_be_are_refused_at_their_field(fair, wrong, field):
    given = actions.NewPlaces(fair.delivery.pk, BEGAN, 12, 15)
    with pytest.raises(InputError) as told:
        actions.set_places(fair.manager, replace(given, **wrong), key="k")
    assert told.value.field == field


def test_all_places_may_be_shut(fair):
    places(fair, BEGAN, out_of_service=15)
    assert places_on(fair.delivery.pk, BEGAN).out_of_service == 15


def test_an_order_in_the_queue_belongs_to_one_class(fair):
    first = actions.NewClass(fair.delivery.pk, 0, "Unga", "Beslut § 4")
    made = actions.add_priority_class(fair.manager, first, key="a")
    assert actions.add_priority_class(fair.manager, first, key="a") == made
    with pytest.raises(ConflictError, match="Unga"):
        actions.add_priority_class(fair.manager, first, key="b")
    for name in ("name", "ground"):
        with pytest.raises(InputError):
            actions.add_priority_class(fair.manager, replace(first, **{name: " "}), key="c")


def test_the_same_name_in_another_intervention_is_another_delivery(fair):
    what = federation.NewIntervention(fair.home.pk, "Steget", "individual")
    other = federation.register_intervention(SETUP, what, key="steget")
    assert (
        actions.add_delivery(
            SETUP,
            new(fair, intervention=other.pk, facts=replace(FACTS, name=fair.delivery.name)),
            key="k",
        ).pk
        != fair.delivery.pk
    )
