"""Raw SQL as the app role: without a compartment no row about a person, and never another's."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from samverk.foundation.tests.cast import the_day
from samverk.interventions.persons.reach import Reach
from samverk.interventions.persons.walls import NOBODY, SETTING, reading, unread
from tests.security.four import four

__all__ = ["four", "the_day"]
TABLES = sorted(model._meta.db_table for model in apps.get_app_config("persons").get_models())
# Nobody on the stage has come so far that anything stands here: their own tests try them
EMPTY = {
    f"persons_{name}"
    for name in (
        "countsasked",
        "countscomputed",
        "closedmonth",
        "dayentry",
        "dayline",
        "disposalcertificate",
        "disposaldecision",
        "disposaloutcome",
        "disposalstart",
        "dryrun",
        "dryrunline",
        "earlierend",
        "earlierresult",
        "emergencygrant",
        "emergencyrequest",
        "emergencyreview",
        "farwait",
        "grounddecision",
        "interventioncounts",
        "joinedrecord",
        "keptcount",
        "numbercorrection",
        "retentionplan",
        "retentionrulerow",
        "publishedcounts",
        "reviewjudgement",
        "reviewline",
        "reviewround",
        "reviewsignature",
        "reviewterms",
        "sentcounts",
        "statisticsasked",
        "statisticstried",
        "struck",
        "strucksession",
    )
}
FILLED = [table for table in TABLES if table not in EMPTY]
# What is of no delivery and no person's content: the authority's own papers, sums without a key to
# anybody, and whether somebody is protected, which the other wall asks
OF_NO_DELIVERY = {
    f"persons_{name}"
    for name in (
        "closedmonth",
        "countsasked",
        "countscomputed",
        "dayline",
        "disposalcertificate",
        "disposaldecision",
        "disposaloutcome",
        "disposalstart",
        "dryrun",
        "dryrunline",
        "emergencygrant",
        "emergencyrequest",
        "emergencyreview",
        "grounddecision",
        "interventioncounts",
        "keptcount",
        "namedhandler",
        "protection",
        "publishedcounts",
        "retentionplan",
        "retentionrulerow",
        "reviewjudgement",
        "reviewline",
        "reviewround",
        "reviewsignature",
        "reviewterms",
        "sentcounts",
        "statisticsasked",
        "statisticstried",
    )
}
SCOPED = (
    "SELECT tablename FROM pg_policies WHERE policyname = 'scoped' AND permissive = 'RESTRICTIVE'"
)
WHO = "SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


def rows(query: str, *given: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return cursor.fetchall()


def controllers(table: str) -> dict[int, int]:
    """Count the rows of each controller that can be seen now."""
    return dict(rows(f'SELECT controller_id, count(*) FROM "{table}" GROUP BY 1'))


def test_the_role_passes_no_wall(four):
    assert rows(WHO) == [("samverk_app", False)]


def test_without_a_compartment_nothing_is_seen(four):
    bodies = [home.body.pk for home in four]
    assert len(TABLES) >= 24
    for table in TABLES:
        assert controllers(table) == {}, table
        # That nobody reads opens nothing either
        assert rows("SELECT set_config(%s, %s, true)", SETTING, NOBODY)
        assert controllers(table) == {}, table
        rows("SELECT set_config(%s, '', true)", SETTING)
        with unread(bodies):
            hidden = set() if table in EMPTY else set(bodies)
            assert set(controllers(table)) == hidden, f"{table}: nothing to hide"


@pytest.mark.parametrize("number", range(4))
def test_in_a_compartment_its_own_rows_are_seen_alone(four, number):
    body = four[number].body.pk
    for table in FILLED:
        with unread([body]):
            everybody = controllers(table)
        with reading([body], None):
            shown = controllers(table)
        assert set(everybody) == {body}, table
        assert set(shown) <= {body}, table
        assert shown.get(body, 0) <= everybody[body]
    with unread([body]):
        all_persons = controllers("persons_person")
    with reading([body], None):
        # One who was referred from here and one who came here are hidden
        assert all_persons[body] - controllers("persons_person")[body] == 2
        # Who is protected is read when the others' policies are tried: within the authority alone
        assert set(controllers("persons_protection")) == {body}


def test_every_table_of_a_delivery_or_a_person_keeps_limited_readers_out(four):
    assert {name for (name,) in rows(SCOPED)} == set(TABLES) - OF_NO_DELIVERY


def test_policies_ask_functions_and_not_tables(four):
    # A table in a policy is planned anew, with its own policies, for every table of every question
    asking = (
        "SELECT policyname, tablename, qual, with_check FROM pg_policies WHERE tablename LIKE %s"
    )
    tables = [
        (name, policy)
        for policy, name, *said in rows(asking, "persons\\_%")
        if any(re.search(r"FROM persons_\w+\b(?!\()", one or "") for one in said)
    ]
    assert tables == []


def test_what_policies_ask_keeps_its_plan(four):
    # Given the values of each question such a function is planned anew, which takes longer than it does
    asking = """
        SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
        WHERE p.proname LIKE %s AND l.lanname = 'plpgsql' AND p.provolatile = 's'
        AND NOT coalesce('plan_cache_mode=force_generic_plan' = ANY (p.proconfig), false)
    """
    assert list(rows(asking, "persons%")) == []


def test_a_limited_reader_sees_no_row_of_another_delivery(four):
    home = four[0]
    body, beside = home.body.pk, Reach(deliveries=frozenset([home.door.pk]))
    for table in sorted(set(FILLED) - OF_NO_DELIVERY):
        with reading([body], None, beside):
            assert controllers(table) == {}, table
    own = Reach(deliveries=frozenset([home.delivery.pk]))
    with reading([body], None, own):
        shown = controllers("persons_person")[body]
        assert controllers("persons_participation") == {body: shown}
    # One who came here; one who was referred from here is the referrer's
    with reading([body], None, Reach(senders=frozenset([body]))):
        assert controllers("persons_person")[body] == 1
        assert controllers("persons_participation") == {}
    with reading([body], None, Reach()):
        assert controllers("persons_person") == {}


def test_a_limited_reader_writes_no_row_of_another_delivery(four):
    home = four[0]
    body, beside = home.body.pk, Reach(deliveries=frozenset([home.door.pk]))
    query = (
        "INSERT INTO persons_session (id, controller_id, recorded_at, delivery_id, held_on, title, minutes)"
        f" VALUES (gen_random_uuid(), {body}, now(), {home.delivery.pk}, now(), 'Träff', 60)"
    )
    refused = pytest.raises(DatabaseError, match="row-level security")
    with reading([body], None, beside), refused, transaction.atomic():
        rows(query)


def test_nothing_of_another_is_changed_or_removed(four):
    mine, other = four[0].body.pk, four[1].body.pk
    with unread([other]):
        before = {table: controllers(table) for table in TABLES}
    for table in TABLES:
        for query in (
            f'UPDATE "{table}" SET controller_id = controller_id WHERE controller_id = {other}',
            f'DELETE FROM "{table}" WHERE controller_id = {other}',
        ):
            with unread([mine]):
                assert changed(query) == 0, query
    with unread([other]):
        assert {table: controllers(table) for table in TABLES} == before


def changed(query: str) -> int:
    """Count the rows that a statement reached; a refused one reaches none."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query)
            return int(cursor.rowcount)
    except DatabaseError as fault:
        if "permission denied" not in str(fault):
            raise
        return 0


def test_a_row_is_not_given_to_another(four):
    mine, other = four[0].body.pk, four[1].body.pk
    query = (
        "INSERT INTO persons_team (id, controller_id, recorded_at, delivery_id)"
        f" VALUES (gen_random_uuid(), {other}, now(), {four[1].door.pk})"
    )
    refused = pytest.raises(DatabaseError, match="row-level security")
    with unread([mine]), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query)
