"""What is masked is kept nowhere: its words are read where they stand, and known again by a keyed digest."""

from __future__ import annotations

import pytest
from django.db import connection

from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.tests.cast import TODAY
from samverk.meetings.tests.adjusting import account, acting
from samverk.publishing.actions import (
    Mark,
    approve_release,
    begin_release,
    drop_release,
    mark_release,
    return_release,
    send_release,
    withdraw_release,
)
from samverk.publishing.models import Handling, ReleaseMark
from samverk.publishing.queries.releases import page_of, release_by_id
from samverk.registry import actions as registry
from samverk.registry.models import Case

pytestmark = pytest.mark.django_db
NUMBER = "19850709-9805"
NAME = "Vendela Testström"
PLANTED = (NUMBER, "8507099805", "850709-9805", NAME, NAME.upper())


@pytest.fixture
def other(seated):
    """Another secretary of the board."""
    return acting(account(seated, "Eva Hägg", Role.SECRETARY))


@pytest.fixture
def case(seated):
    new = registry.NewCase(seated.board.pk, f"Bidrag till {NAME}, {NUMBER}", TODAY)
    return registry.open_case(seated.owner, new, key="ärende")


@pytest.fixture
def begun(seated, case):
    return begin_release(seated.owner, "case", case.pk, key="börja").pk


def mark(actor, release, *words, key="maska"):
    mark_release(actor, release, [Mark(word, Handling.MASK) for word in words], key=key)


def tables() -> list[str]:
    """Name every table of publishing, with its history, and what the log says of its acts."""
    found = connection.introspection.table_names()
    return [
        *(name for name in found if name.startswith("publishing_")),
        "(SELECT * FROM foundation_auditevent WHERE kind LIKE 'publishing.%%') AS events",
        "foundation_idempotencykey",
    ]


def kept(words) -> set[tuple[str, str]]:
    """Find in which tables any of some words is kept."""
    found = set()
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT to_jsonb(x.*)::text FROM (SELECT * FROM {table}) AS x", None)
            rows = [row for (row,) in cursor.fetchall()]
            found |= {(table, word) for word in words for row in rows if word in row}
    return found


def test_nothing_keeps_what_was_masked_when_it_is_approved(seated, other, begun):
    mark(seated.owner, begun, NUMBER, NAME)
    send_release(seated.owner, begun, key="lämna")
    approve_release(other, begun, key="godkänn")
    assert kept(["Bidrag till [maskat]"])
    assert kept(PLANTED) == set()
    withdraw_release(seated.owner, begun, "Fel version", key="bort")
    assert kept(PLANTED) == set()


def test_nothing_keeps_it_when_it_is_given_back_and_left_off(seated, other, begun):
    mark(seated.owner, begun, NUMBER)
    send_release(seated.owner, begun, key="lämna")
    return_release(other, begun, f"Maska {NAME} också", key="åter")
    mark(seated.owner, begun, NUMBER, NAME, key="maska igen")
    send_release(seated.owner, begun, key="lämna igen")
    assert kept(PLANTED) == set()
    return_release(other, begun, f"Maska {NAME} också", key="åter igen")
    drop_release(seated.owner, begun, key="avbryt")
    assert kept(PLANTED) == set()


def test_the_words_are_read_from_what_they_stand_in(seated, begun):
    mark(seated.owner, begun, NUMBER, NAME)
    page = page_of(release_by_id(begun))
    assert {one.literal for one in page.marks} == {NUMBER, NAME}
    assert page.more == (NAME,)
    assert page.left == 0
    assert [one.draft.title for one in page.shown] == ["Bidrag till [maskat], [maskat]"]


def test_words_that_have_moved_are_found_where_they_stand_now(seated, begun, case):
    mark(seated.owner, begun, NUMBER, NAME)
    Case.objects.filter(pk=case.pk).update(title=f"Ansökan {NUMBER} av {NAME}s ombud")
    page = page_of(release_by_id(begun))
    assert page.lost == 0
    assert [one.draft.title for one in page.shown] == ["Ansökan [maskat] av [maskat]s ombud"]


def test_words_that_are_gone_are_told_of_and_stop_it(seated, begun, case):
    mark(seated.owner, begun, NUMBER, "ela Test")
    Case.objects.filter(pk=case.pk).update(title=f"Till Vend-ela Teststrom, {NUMBER}")
    assert page_of(release_by_id(begun)).lost == 1
    with pytest.raises(ConflictError, match="står inte kvar"):
        send_release(seated.owner, begun, key="lämna")


def test_words_that_stand_nowhere_are_not_taken_for_masked(seated, begun):
    with pytest.raises(InputError, match="står inte i texten"):
        mark(seated.owner, begun, NUMBER, "Vendela Teststrom")
    assert not ReleaseMark.objects.exists()


def test_all_ways_that_words_are_written_are_masked(seated, begun, case):
    Case.objects.filter(pk=case.pk).update(title=f"{NAME.upper()}, {NAME} och {NAME}s barn")
    mark(seated.owner, begun, NAME)
    page = page_of(release_by_id(begun))
    assert [one.draft.title for one in page.shown] == ["[maskat], [maskat] och [maskat]s barn"]


def test_a_reason_does_not_tell_what_is_masked(seated, other, begun):
    keep = Mark(NAME, Handling.KEEP, f"Är inte {NUMBER}")
    with pytest.raises(InputError, match="skälet sparas"):
        mark_release(seated.owner, begun, [keep, Mark(NUMBER, Handling.MASK)], key="m")
    mark(seated.owner, begun, NUMBER)
    send_release(seated.owner, begun, key="lämna")
    with pytest.raises(InputError, match="skälet sparas"):
        return_release(other, begun, f"Maska {NUMBER}", key="åter")


def test_what_was_masked_once_is_known_in_another_text(seated, other, begun):
    mark(seated.owner, begun, NUMBER, NAME)
    send_release(seated.owner, begun, key="lämna")
    approve_release(other, begun, key="godkänn")
    new = registry.NewCase(seated.board.pk, f"Om {NAME.upper()} (850709 9805)", TODAY)
    again = registry.open_case(seated.owner, new, key="nytt")
    made = begin_release(seated.owner, "case", again.pk, key="börja igen")
    page = page_of(release_by_id(made.pk))
    assert [one.draft.title for one in page.shown] == ["Om [maskat] ([maskat])"]
