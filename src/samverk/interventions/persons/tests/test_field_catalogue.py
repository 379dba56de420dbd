"""Every field about a person says what it is for, and the person is told."""

from __future__ import annotations

from collections import Counter

import pytest

from samverk.interventions.persons.field_catalogue import (
    AIMS,
    DELICATE,
    EVERYWHERE,
    Aim,
    aims_of,
    catalogued,
    tables_of_people,
)
from samverk.interventions.persons.queries.held import TOLD
from samverk.interventions.persons.queries.subject_access import aims_told

LISTED = Counter(f"{one.table}.{one.name}" for one in catalogued())


def fields() -> set[str]:
    """Name every column of every table about a person, but for those that each row has."""
    return {
        f"{table.__name__}.{field.name}"
        for table in tables_of_people()
        for field in table._meta.concrete_fields
        if field.name not in EVERYWHERE
    }


@pytest.mark.parametrize("name", sorted(fields()))
def test_every_field_has_one_purpose(name):
    assert LISTED[name] == 1, f"say what {name} is for in field_catalogue.FIELDS"


def test_no_purpose_outlives_its_field():
    assert set(LISTED) - fields() == set()
    assert set(DELICATE) - fields() == set()


def test_every_purpose_has_words():
    assert set(AIMS) == set(Aim)


def test_what_is_sealed_is_told_to_be_delicate_or_is_only_of_the_work():
    sealed = {
        f"{table.__name__}.{field.name}"
        for table in tables_of_people()
        for field in table._meta.concrete_fields
        if field.get_internal_type() == "BinaryField"
    }
    # A key says nothing; why somebody looked, struck or answered is of the reader, not the person
    of_the_work = {"Person.key", "NumberReveal.why", "Struck.why", "ChangeProposal.reply"}
    assert sealed - set(DELICATE) - of_the_work == set()


def test_the_person_is_told_what_each_table_is_for():
    told = aims_told(TOLD.values())
    assert len(told) == len(TOLD)
    assert all(aims_of(table.__name__) for table in TOLD)
    assert "Samtycken: " in " ".join(told)
