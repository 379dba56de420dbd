"""The second wall: the database itself hides and refuses what is another controller's."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from samverk.foundation.compartments import SETTING, opened
from samverk.foundation.tests.cast import SETUP, set_stage
from samverk.project.testing.stages import kept
from samverk.registry import actions
from samverk.registry.models import Case, CaseSecret, DocumentSecret

TABLES = (
    "registry_casesecret",
    "registry_casesecretevent",
    "registry_documentsecret",
    "registry_documentsecretevent",
)


@kept
def secret_case(cast):
    secret = actions.Secret("OSL 26 kap. 1 §", "Hemlig rubrik")
    new = actions.NewCase(cast.board.pk, "Ärende", date(2024, 1, 2), secret=secret)
    case = actions.open_case(cast.owner, new, key="a")
    paper = actions.NewDocument(case.pk, "incoming", "letter", date(2024, 1, 3), secret=secret)
    actions.register_document(cast.owner, paper, key="b")
    return case


def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return cursor.fetchone()[0]


def setting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [SETTING])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("table", TABLES)
def test_without_a_compartment_there_are_no_rows(secret_case, table):
    assert count(table) == 0


@pytest.mark.parametrize("table", TABLES)
def test_the_controllers_own_compartment_has_the_rows(cast, secret_case, table):
    with opened([cast.board.pk]):
        assert count(table) == 1


@pytest.mark.parametrize("table", TABLES)
def test_another_controllers_compartment_has_none_of_them(cast, secret_case, table):
    with opened([cast.other_board.pk, cast.neighbour_board.pk]):
        assert count(table) == 0


def test_nothing_is_written_for_another_controller(cast, secret_case):
    row = CaseSecret(
        case=Case.objects.create(
            body=cast.board, diary_number="x", title="x", opened_on=date(2024, 1, 2)
        ),
        controller=cast.board,
        provision="OSL",
        marked_on=date(2024, 1, 2),
        authority="x",
        title="x",
    )
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        opened([cast.other_board.pk]),
    ):
        row.save()


def test_a_row_cannot_be_handed_to_another_controller(cast, secret_case):
    with pytest.raises(ProgrammingError, match="permission denied"), opened([cast.board.pk]):
        CaseSecret.objects.update(controller=cast.other_board)


@pytest.mark.parametrize("opening", [lambda board: opened([board]), lambda _: transaction.atomic()])
def test_no_row_is_removed_with_or_without_the_compartment(cast, secret_case, opening):
    with pytest.raises(ProgrammingError, match="permission denied"), opening(cast.board.pk):
        DocumentSecret.objects.all()._raw_delete("default")


@pytest.mark.parametrize("table", TABLES)
def test_the_wall_stands_for_every_way_of_touching_a_row(table, db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT cmd, permissive FROM pg_policies WHERE tablename = %s", [table])
        found = cursor.fetchall()
    assert [each for each in found if each[1] == "PERMISSIVE"] == [("ALL", "PERMISSIVE")]
    assert set(found) <= {("ALL", "PERMISSIVE"), ("ALL", "RESTRICTIVE")}


def test_a_compartment_inside_another_gives_the_outer_one_back(cast, db):
    with opened([1, 2]):
        with opened([3]):
            assert setting() == "3"
        assert setting() == "1,2"
    assert setting() == ""


def test_a_fault_inside_gives_the_outer_one_back(db):
    with opened([1]):
        with pytest.raises(ZeroDivisionError), opened([2]):
            1 / 0  # noqa: B018
        assert setting() == "1"


def test_a_fault_in_the_database_gives_the_outer_one_back(db):
    with opened([1]):
        with pytest.raises(ProgrammingError), opened([2]):
            count("finns_inte")
        assert setting() == "1"


def test_the_setting_ends_with_its_transaction(committed):
    with opened([1]):
        assert setting() == "1"
    assert not connection.in_atomic_block
    with transaction.atomic():
        assert setting() == ""


def test_the_setting_ends_with_a_transaction_that_fails(committed):
    with pytest.raises(ZeroDivisionError), opened([1]):
        1 / 0  # noqa: B018
    assert setting() == ""


def test_another_connection_sees_nothing_of_it(committed):
    from concurrent.futures import ThreadPoolExecutor

    def elsewhere():
        try:
            return setting()
        finally:
            connection.close()

    with opened([1]), ThreadPoolExecutor(1) as pool:
        assert pool.submit(elsewhere).result() == ""


def test_a_secret_saved_for_real_is_hidden_in_the_next_transaction(committed, the_day):
    stage = set_stage()
    secret = actions.Secret("OSL 26 kap. 1 §", "Hemlig rubrik")
    new = actions.NewCase(stage.board.pk, "Ärende", date(2024, 1, 2), secret=secret)
    actions.open_case(SETUP, new, key="a")
    assert not CaseSecret.objects.exists()
    with opened([stage.board.pk]):
        assert CaseSecret.objects.get().provision == "OSL 26 kap. 1 §"
