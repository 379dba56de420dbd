"""What the federation finances, and how many took part: counts that tell of nobody."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from samverk.federation import actions, queries
from samverk.federation.models import CountReport, Intervention
from samverk.federation.tests import founding
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.project.testing.readers import WHO_READS
from samverk.project.testing.stages import kept

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
HOME = "/forbund/fyrbaken/"
LIST = f"{HOME}insatser/"
SPRING = (date(2023, 1, 1), date(2023, 6, 30))
AUTUMN = (date(2023, 7, 1), date(2023, 12, 31))


@kept
def home(cast):
    return founding.found_federation()


@kept
def joined(home):
    return founding.with_members(home)


@kept
def group(home):
    return make(home)


@kept
def browser(cast, home, joined):
    return cast.browser(founding.manager_of(home))


def make(home, name="Gruppen", **more):
    new = actions.NewIntervention(home.pk, name, "individual", **more)
    return actions.register_intervention(SETUP, new, key=f"insats/{name}")


def count(row, women, men, period=SPRING, *, key="k", **more):
    new = actions.NewCounts(row.pk, "started", *period, women, men, 0, "Halvårsrapporten", **more)
    return actions.enter_counts(SETUP, new, key=key)


def text(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def typed(**more):
    given = {"measure": "started", "from_date": "2023-01-01", "to_date": "2023-06-30"}
    return {
        "key": "antal",
        **given,
        "women": "7",
        "men": "8",
        "unknown": "0",
        "source": "R",
        **more,
    }


def test_two_interventions_do_not_share_a_name(home, group):
    new = actions.NewIntervention(home.pk, " Gruppen ", "structural")
    with pytest.raises(ConflictError, match="redan en insats som heter Gruppen"):
        actions.register_intervention(SETUP, new, key="annan")


def test_an_intervention_does_not_end_before_it_begins(home):
    with pytest.raises(InputError, match="före den första"):
        make(home, starts_on=SPRING[1], ends_on=SPRING[0])


def test_what_is_free_is_changed_and_the_change_is_told(home, group):
    facts = actions.InterventionFacts("Kursen", "unga", "Om kursen", *SPRING)
    actions.change_intervention(SETUP, group.pk, facts, key="ä")
    group.refresh_from_db()
    assert (group.name, group.target_groups, group.ends_on) == ("Kursen", "unga", SPRING[1])
    assert AuditEvent.objects.filter(kind="federation.intervention_changed").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("orientation", "open"), ("follow_up_method", "annan"), ("esf_funded", True)],
)
def test_the_database_itself_keeps_what_is_locked(group, field, value):
    with pytest.raises(DatabaseError), transaction.atomic():
        Intervention.objects.filter(pk=group.pk).update(**{field: value})


def test_a_count_sent_twice_is_counted_once(group):
    assert count(group, 7, 8) == count(group, 7, 8)
    assert CountReport.objects.count() == 1


@pytest.mark.parametrize("period", [SPRING, (date(2023, 6, 30), date(2023, 8, 1))])
def test_nobody_is_counted_twice_for_a_day(group, period):
    count(group, 7, 8)
    with pytest.raises(ConflictError, match="2023-01-01 till 2023-06-30 är redan räknat"):
        count(group, 1, 1, period, key="igen")


def test_the_database_refuses_the_same_day_twice_too(group):
    count(group, 7, 8)
    row = CountReport.objects.get()
    row.pk = None
    with pytest.raises(DatabaseError, match="counted_once_for_all"), transaction.atomic():
        row.save()


def test_a_home_is_counted_beside_all_together(group, joined):
    count(group, 7, 8)
    count(group, 5, 6, key="hem", home=joined["Norrvik"].member_id)
    assert CountReport.objects.count() == 2


def test_a_home_that_is_no_member_is_refused(group, cast):
    with pytest.raises(InputError, match="inte medlem"):
        count(group, 5, 6, home=cast.neighbour.pk)


def test_struck_counts_stay_and_make_way_for_the_right_ones(group):
    wrong = count(group, 70, 80)
    actions.set_aside_counts(SETUP, wrong.pk, "Fel rad", key="stryk")
    count(group, 7, 8, key="rätt")
    assert [row.kept for row in CountReport.objects.order_by("pk")] == [False, True]
    assert AuditEvent.objects.get(kind="federation.counts_set_aside").why == "Fel rad"
    with pytest.raises(ConflictError, match="redan struken"):
        actions.set_aside_counts(SETUP, wrong.pk, "Igen", key="stryk igen")


def test_a_strike_needs_its_reason(group):
    with pytest.raises(InputError, match="varför"):
        actions.set_aside_counts(SETUP, count(group, 7, 8).pk, " ", key="s")


@pytest.mark.parametrize(
    ("all_of", "town", "is_shown"),
    [((30, 30), (27, 27), False), ((40, 40), (30, 30), True), ((30, 30), (30, 30), True)],
)
def test_what_is_left_when_a_town_is_taken_from_all_is_not_small(
    home, group, joined, client, all_of, town, is_shown
):
    count(group, *all_of)
    count(group, *town, key="hem", home=joined["Norrvik"].member_id)
    tables = {one.home: one.shown.value for one in queries.count_tables(home.pk)}
    told = [tables[one].split is not None for one in ("Norrvik", "")]
    assert all(told) is is_shown
    assert tables[""].total == sum(all_of)
    place = f"{HOME}medlem/{joined['Norrvik'].pk}/rapport/?fran=2023&till=2023"
    assert (f">{town[0]}</td>" in text(client.get(place))) is (tables["Norrvik"].split is not None)


def test_periods_that_only_overlap_show_no_town(home, group, joined):
    count(group, 90, 90, (SPRING[0], AUTUMN[1]))
    count(group, 40, 40, key="hem", home=joined["Norrvik"].member_id)
    assert [one.shown.value.total for one in queries.count_tables(home.pk)] == [180, None]


def test_the_latest_period_is_open_and_the_others_are_folded(home, group, client):
    count(group, 40, 41, SPRING)
    count(group, 50, 51, AUTUMN, key="höst")
    page = text(client.get(LIST))
    assert page.count("<summary>Visa antalen</summary>") == 1
    assert page.index(">50</td>") < page.index("Visa antalen") < page.index(">40</td>")


def test_the_page_says_what_to_do_first(home, client):
    assert "Ingen insats är registrerad" in text(client.get(LIST))


def test_what_is_registered_by_pages_is_listed(browser):
    assert "Registrera insats" in text(browser.get(LIST))
    given = {"key": "k", "name": "Gruppen", "orientation": "individual", "ends_on": ""}
    made = browser.post(f"{LIST}ny/", given, follow=True)
    assert "individinriktad" in text(made)
    address = f"{LIST}{Intervention.objects.get().pk}/"
    assert "Hemkommun" not in text(browser.post(f"{address}antal/", typed(), follow=True))
    assert "Gruppen" in text(browser.get(LIST))
    assert CountReport.objects.get().total == 15


def test_a_faulty_form_keeps_what_was_written(browser, group):
    address = f"{LIST}{group.pk}/antal/"
    answer = browser.post(address, typed(women="sju", source="Rapport 7"))
    assert answer.status_code == 400
    assert "Rapport 7" in text(answer)
    assert "Skriv ett heltal" in text(answer)


def test_a_small_count_is_seen_by_those_who_enter_it_alone(browser, client, home, group):
    count(group, 41, 2)
    count(make(home, "Kursen"), 33, 17, key="kurs")
    own = f"{LIST}{group.pk}/"
    assert ">2</td>" in text(browser.get(own))
    for page in (own, LIST):
        assert ">2</td>" not in text(client.get(page))
        assert ">41</td>" not in text(client.get(page))
    assert "visas inte" in text(client.get(LIST))


def test_an_intervention_is_read_under_its_own_federation(client, home, group, cast):
    assert client.get(f"{LIST}{group.pk + 1}/").status_code == 404
    assert client.get(f"/forbund/lillkoping/insatser/{group.pk}/").status_code == 404


def test_the_page_is_read_with_few_questions(client, home, django_assert_max_num_queries):
    for number in range(12):
        count(make(home, f"Insats {number}"), 9, 9, key=f"{number}")
    client.get("/om/")
    with django_assert_max_num_queries(6 + WHO_READS):
        client.get(LIST)


def test_the_tables_hold_no_person():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM information_schema.columns WHERE table_name IN"
            " ('federation_intervention', 'federation_countreport') AND column_name LIKE '%person%'"
        )
        assert cursor.fetchone() == (0,)
