"""The order in which a body's substitutes are called is registered from a day on."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.directory import actions, queries
from samverk.directory.models import CallingOrder, Person
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.project.testing.stages import kept

FIRST, SECOND = date(2023, 1, 1), date(2024, 1, 1)


def person(name):
    return Person.objects.get(name=name).pk


@kept
def board(cast):
    """A member for S, and two substitutes for S and one for M."""
    for party in ("S", "M"):
        actions.add_party(SETUP, party, f"Partiet {party}", key=party)
    rows = (
        ("Cia Alm", "S", False),
        ("Anna Ek", "S", True),
        ("Bo Al", "S", True),
        ("Eva Å", "M", True),
    )
    for number, (name, party, substitute) in enumerate(rows, start=1):
        role = "substitute" if substitute else "member"
        new = actions.NewHolding(
            cast.board.pk, number, substitute, name, party, role, date(2022, 1, 1)
        )
        actions.fill_seat(SETUP, new, key=name)
    return cast.board


def order(board, day=FIRST, source="Beslut § 4", **lists):
    lists = lists or {"by_party": {"S": [person("Bo Al"), person("Anna Ek")]}}
    return actions.NewCallingOrder(board.pk, day, source, **lists)


def test_a_new_order_ends_the_one_before_and_leaves_it(board):
    actions.set_calling_order(SETUP, order(board), key="a")
    actions.set_calling_order(
        SETUP, order(board, SECOND, by_party={"S": [person("Anna Ek")]}), key="b"
    )
    before = queries.calling_order_on(board.pk, date(2023, 12, 31))
    assert before.by_party == {"S": [person("Bo Al"), person("Anna Ek")]}
    assert queries.calling_order_on(board.pk, SECOND).by_party == {"S": [person("Anna Ek")]}
    assert queries.calling_order_on(board.pk, date(2022, 12, 31)) is None


def test_an_order_is_registered_once_per_key_and_told_in_the_log(board):
    actions.set_calling_order(SETUP, order(board), key="a")
    actions.set_calling_order(SETUP, order(board), key="a")
    assert CallingOrder.objects.count() == 1
    assert AuditEvent.objects.filter(kind="directory.calling_order_set").count() == 1


def test_a_stranger_to_the_body_registers_no_order(board, cast):
    with pytest.raises(NotAllowedError):
        actions.set_calling_order(cast.outsider, order(board), key="a")


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ({"by_party": {"M": ["Bo Al"]}}, "Bo Al är inte ersättare för M"),
        ({"by_party": {"S": ["Cia Alm"]}}, "inte är ersättare den dagen"),
        ({"by_party": {"S": ["Bo Al", "Bo Al"]}}, "två gånger"),
        ({"by_member": {"Bo Al": ["Anna Ek"]}}, "inte är ledamot"),
        ({"by_party": {}}, "minst en lista"),
    ],
)
def test_what_cannot_be_an_order_is_refused(board, lists, said):
    given = {
        kind: {
            person(head) if kind == "by_member" else head: [person(one) for one in turn]
            for head, turn in rows.items()
        }
        for kind, rows in lists.items()
    }
    with pytest.raises(InputError, match=said):
        actions.set_calling_order(SETUP, order(board, **given), key="a")


def test_a_later_order_is_not_written_over(board):
    actions.set_calling_order(SETUP, order(board, SECOND), key="a")
    with pytest.raises(InputError, match="senare dag"):
        actions.set_calling_order(SETUP, order(board), key="b")


@pytest.fixture
def manager(cast):
    """The browser of one who may change the directory."""
    return cast.browser(cast.owner_user)


def test_the_order_is_written_by_names_and_shown_on_the_bodys_page(cast, board, manager):
    url = reverse("new_calling_order", args=["lillkoping", board.pk])
    fields = {
        "key": "nyckel",
        "from_date": "2023-01-01",
        "source": "Beslut § 4",
        "by_party": "S: Bo Al, Anna  Ek\n",
        "by_member": "Cia Alm: Anna Ek",
        "constituencies": "S: Norra, Södra",
    }
    page = manager.post(url, fields, follow=True).content.decode()
    made = queries.calling_order_on(board.pk, FIRST)
    assert made.by_member == {str(person("Cia Alm")): [person("Anna Ek")]}
    assert "Bo Al, Anna Ek" in page
    assert "Norra, Södra" in page
    assert "Cia Alm: Anna Ek" in manager.get(url).content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("S Bo Al", "Skriv ”S Bo Al” som"),
        ("S: Okänd Person", "Okänd Person är inte ersättare"),
        ("S: Bo Al\nS: Anna Ek", "S står på två rader"),
    ],
)
def test_the_form_names_what_it_cannot_read(board, manager, text, said):
    url = reverse("new_calling_order", args=["lillkoping", board.pk])
    fields = {"key": "k", "from_date": "2023-01-01", "source": "§ 4", "by_party": text}
    answer = manager.post(url, fields)
    assert answer.status_code == 400
    assert said in answer.content.decode()
