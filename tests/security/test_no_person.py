"""A federation holds no person: not in its tables, on its pages, in its files, or in what is written there.

The personal number is from the tax agency's public range for tests.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from samverk.federation import actions as federation
from samverk.federation.no_persons import refuse_persons
from samverk.federation.tests import founding
from samverk.foundation import acts
from samverk.foundation.errors import InputError
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.foundation.texts import texts_in
from tests.security.walk import PERSONAL

__all__ = ["cast", "the_day"]

NUMBER = "18900101-9802"


def columns() -> list[tuple[str, str]]:
    """List the columns of every table, their history too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public'"
        )
        return cursor.fetchall()


def relations() -> set[tuple[str, str]]:
    """List which tables point at which."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f'"
        )
        return set(cursor.fetchall())


def is_the_federations(table: str) -> bool:
    """Answer whether the federation keeps a table."""
    return table.startswith("federation_")


def reachable() -> set[str]:
    """List the tables that the federation's lead to, over any number of steps, and itself."""
    edges = relations()
    waiting = [table for table, _ in edges if is_the_federations(table)]
    found = set(waiting)
    while waiting:
        here = waiting.pop()
        new = {target for table, target in edges if table == here} - found
        found |= new
        waiting += new
    return found


@pytest.mark.django_db
def test_no_table_of_the_federation_has_a_field_of_a_person():
    found = [each for each in columns() if is_the_federations(each[0])]
    assert len(found) > 200
    assert [each for each in found if PERSONAL.search(each[1])] == []


@pytest.mark.django_db
def test_no_table_of_the_federation_leads_to_a_person():
    found = reachable()
    assert {"directory_organisation", "registry_document", "federation_claim"} <= found
    others = {table for table in found if not is_the_federations(table)}
    assert not {table for table in others if "person" in table or "seat" in table}
    assert [each for each in columns() if each[0] in found and PERSONAL.search(each[1])] == []


@pytest.mark.django_db
def test_no_table_with_a_field_of_a_person_leads_to_the_federation():
    near = {table for table, target in relations() if is_the_federations(target)}
    assert {"federation_claim", "federation_agreement"} <= near
    assert [each for each in columns() if each[0] in near and PERSONAL.search(each[1])] == []


@pytest.mark.parametrize(
    "content",
    [
        NUMBER,
        {"why": NUMBER},
        (("a", NUMBER),),
        federation.NewIntervention(1, f"Grupp {NUMBER}", "individual"),
        federation.Content("Väg", need=f"Som för {NUMBER}."),
    ],
)
def test_a_number_is_found_wherever_it_is_written(content):
    act = acts.Act(SETUP, "federation.prov", "k", content=content)
    with pytest.raises(InputError, match="personnummer"):
        refuse_persons(act)


def test_amounts_and_days_are_no_texts():
    assert list(texts_in((9_001_019_802, date(1990, 1, 1), None, 7))) == []


@pytest.mark.django_db
def test_what_names_a_person_by_number_is_refused_and_nothing_is_written(cast):
    home = founding.found_federation()
    new = federation.NewIntervention(home.pk, f"Stöd till {NUMBER}", "individual")
    with pytest.raises(InputError, match="bara antal"):
        federation.register_intervention(SETUP, new, key="k")
    browser = cast.browser(founding.manager_of(home))
    given = {"key": "f", "name": "Stöd", "orientation": "individual", "description": NUMBER}
    answer = browser.post("/forbund/fyrbaken/insatser/ny/", given)
    assert answer.status_code == 400
    assert "Förbundet får inte ha uppgifter om personer" in answer.content.decode()
    assert home.interventions.count() == 0
