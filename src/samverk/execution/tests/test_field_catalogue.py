"""Every field of the register about a person says what it is for."""

from __future__ import annotations

from collections import Counter

import pytest

from samverk.execution.field_catalogue import (
    AIMS,
    DELICATE,
    EVERYWHERE,
    FIELDS,
    Aim,
    aims_of,
    tables_of_people,
)

LISTED = Counter(
    f"{table}.{name}"
    for table, aims in FIELDS.items()
    for names in aims.values()
    for name in names.split()
)
COLUMNS = {
    f"{table.__name__}.{field.name}": field.get_internal_type()
    for table in tables_of_people()
    for field in table._meta.concrete_fields
    if field.name not in EVERYWHERE
}


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_every_field_has_one_purpose(name):
    assert LISTED[name] == 1, f"say what {name} is for in field_catalogue.FIELDS"


def test_no_purpose_outlives_its_field():
    assert set(LISTED) - set(COLUMNS) == set()
    assert set(DELICATE) - set(COLUMNS) == set()


def test_every_purpose_has_words():
    assert set(AIMS) == set(Aim)
    assert all(aims_of(table.__name__) for table in tables_of_people())


def test_what_is_sealed_is_told_to_be_delicate():
    sealed = {name for name, kind in COLUMNS.items() if kind == "BinaryField"}

    # A key says nothing of anybody
    assert sealed - set(DELICATE) == {"GrantedDecision.key", "RegisterImport.key"}
