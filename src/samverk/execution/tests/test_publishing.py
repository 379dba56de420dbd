"""A quarter is told to everybody without its small numbers, or with them after a test of harm by another."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from samverk.execution.actions import (
    NewHarmTest,
    NewPublication,
    publish_quarter,
    try_harm,
    withdraw_quarter,
)
from samverk.execution.models import HarmTest, Judgement, PublishedQuarter, ToldCounts
from samverk.execution.queries.public_quarters import publishable, publishable_exact, published
from samverk.execution.tests.stage import granted, step, user
from samverk.execution.walls import unread
from samverk.execution.zone import inside
from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.rules.unexecuted.handling import ExecutionEvent
from samverk.rules.unexecuted.quarters import Quarter, quarter_of

pytestmark = pytest.mark.django_db
THIRD, FOURTH = Quarter(2023, 2), Quarter(2023, 3)
MARCH, JUNE = date(2023, 1, 2), date(2023, 5, 1)


@pytest.fixture
def other(stage):
    """Another main reporter of the board."""
    return actor_for(user("Nils Ek", Role.MAIN_REPORTER, stage.cast.board))


@pytest.fixture
def many(stage):
    """Nine wait for one type and two for another; in the next quarter one more waits for the first."""
    for nth in range(9):
        granted(stage, f"a{nth}", kind="lss-9-4", decided_on=MARCH)
    for nth in range(2):
        granted(stage, f"b{nth}", kind="lss-9-10", decided_on=MARCH)
    granted(stage, "ny", kind="lss-9-4", decided_on=JUNE)


def look(stage, quarter, how=publishable):
    with inside(stage.reporter):
        return how(stage.body, quarter)


def publish(stage, quarter=THIRD, who=None, key="k", test=None):
    found = look(stage, quarter, publishable_exact if test else publishable)
    new = NewPublication(quarter, found.digest, test and test.pk)
    return publish_quarter(who or stage.reporter, stage.body, new, key=key)


def harm(who, stage, judgement=Judgement.CLEAR, quarter=THIRD, key="m", **changes):
    texts = {"disclosed": "Två väntar.", "recognised": "Ingen.", "harm": "Ingen."} | changes
    return try_harm(who, stage.body, NewHarmTest(quarter, judgement, **texts), key=key)


def told(row):
    return [n for t in row.tables for line in t["rows"] for n in line["counts"] if n is not None]


def test_what_everybody_reads_has_no_small_number(stage, many):
    row = publish(stage)
    assert 11 in told(row)
    assert not {n for n in told(row) if 0 < n < 5}
    assert list(published()) == [row]
    kinds = {line["label"] for line in row.tables[0]["rows"]}
    assert any("kontaktperson" in label for label in kinds)


def test_the_quarter_after_does_not_tell_that_one_is_new(stage, many):
    first, second = publish(stage), publish(stage, FOURTH, key="k2")
    sums = [row.tables[-1]["rows"][-1]["counts"][0] for row in (first, second)]
    assert sums[0] == 11
    assert sums[1] is None
    assert 12 not in told(second)


def test_a_quarter_of_few_is_not_published(stage):
    granted(stage, decided_on=MARCH)
    with pytest.raises(InputError, match="Inget tal kan visas"):
        publish(stage)
    assert not PublishedQuarter.objects.exists()


def test_a_quarter_of_nobody_is_published_as_none(stage):
    early = granted(stage, decided_on=date(2022, 1, 3))
    step(stage, early, ExecutionEvent.EXECUTE, day=date(2022, 2, 1))
    assert set(told(publish(stage))) == {0}


def test_a_quarter_before_the_register_begins_is_not_published(stage):
    with pytest.raises(InputError, match="innan registret börjar"):
        publish_quarter(stage.reporter, stage.body, NewPublication(THIRD, ""), key="k")


def test_a_quarter_that_lasts_is_not_published(stage, the_day):
    new = NewPublication(quarter_of(the_day), "")
    with pytest.raises(InputError, match="är inte slut"):
        publish_quarter(stage.reporter, stage.body, new, key="k")


def test_numbers_that_have_changed_since_are_read_again(stage, many):
    seen = look(stage, THIRD).digest
    for nth in range(5):
        granted(stage, f"sen{nth}", kind="lss-9-4", decided_on=MARCH)
    with pytest.raises(ConflictError, match="har ändrats"):
        publish_quarter(stage.reporter, stage.body, NewPublication(THIRD, seen), key="k")


def test_a_quarter_is_published_once_and_a_form_sent_twice_is_one(stage, many):
    assert publish(stage) == publish(stage)
    with pytest.raises(ConflictError, match="redan publicerat"):
        publish(stage, key="k2")


def test_what_is_withdrawn_is_gone_at_once_and_remembered(stage, many):
    row = publish(stage)
    withdraw_quarter(stage.reporter, stage.body, row.pk, key="w")
    assert not published().exists()
    again = publish(stage, key="k2")
    assert again.tables == row.tables
    withdraw_quarter(stage.reporter, stage.body, again.pk, key="w2")
    # One more is known of now: two editions would tell that it is one
    granted(stage, "sen", kind="lss-9-4", decided_on=MARCH)
    assert 12 not in told(publish(stage, key="k3"))


def test_small_numbers_are_told_after_a_test_by_another(stage, many, other):
    test = harm(other, stage)
    row = publish(stage, test=test)
    assert row.is_exact
    assert 2 in told(row)
    with unread([stage.body]):
        assert ToldCounts.objects.get().harm_test == test


def test_who_made_the_test_does_not_publish_on_it(stage, many):
    test = harm(stage.reporter, stage)
    with pytest.raises(NotAllowedError, match="någon annan"):
        publish(stage, test=test)


def test_a_test_that_is_not_clear_opens_nothing(stage, many, other):
    test = harm(other, stage, Judgement.NOT_CLEAR)
    with pytest.raises(InputError, match="döljs"):
        publish(stage, test=test)


def test_a_test_is_of_the_numbers_of_its_day(stage, many, other):
    test = harm(other, stage)
    granted(stage, "sen", kind="lss-9-4", decided_on=MARCH)
    with pytest.raises(ConflictError, match="andra tal"):
        publish(stage, test=test)


def test_a_test_of_another_quarter_opens_nothing(stage, many, other):
    test = harm(other, stage, quarter=FOURTH)
    with pytest.raises(NotFoundError):
        publish(stage, test=test)


@pytest.mark.parametrize("name", ["disclosed", "recognised", "harm"])
@pytest.mark.parametrize("text", [" ", "Gäller 19850709-9805"])
def test_a_test_answers_everything_and_names_nobody(stage, name, text):
    with pytest.raises(InputError) as fault:
        harm(stage.reporter, stage, **{name: text})
    assert fault.value.field == name
    with unread([stage.body]):
        assert not HarmTest.objects.exists()


def test_strangers_and_officers_publish_nothing(stage, many):
    row = publish(stage)
    for nth, who in enumerate((*stage.strangers, stage.officer)):
        with pytest.raises(NotAllowedError):
            withdraw_quarter(who, stage.body, row.pk, key=f"w{nth}")
        with pytest.raises(NotAllowedError):
            harm(who, stage, key=f"m{nth}")
        with pytest.raises(NotAllowedError):
            publish(stage, FOURTH, who=who, key=f"p{nth}")


def test_all_of_it_is_in_the_log_and_no_word_of_the_test(stage, many, other):
    test = harm(other, stage, recognised="Kanariefågel")
    row = publish(stage, test=test)
    withdraw_quarter(stage.reporter, stage.body, row.pk, key="w")
    kinds = set(AuditEvent.objects.values_list("kind", flat=True))
    assert {
        "execution.harm_tested",
        "execution.quarter_published",
        "execution.quarter_withdrawn",
    } <= kinds
    assert "Kanariefågel" not in repr(list(AuditEvent.objects.values()))


def test_the_database_keeps_what_was_told_and_who_answers(stage, many, other):
    row = publish(stage, test=harm(other, stage))
    for write in (
        lambda: PublishedQuarter.objects.filter(pk=row.pk).update(tables=[]),
        lambda: PublishedQuarter.objects.filter(pk=row.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    assert not ToldCounts.objects.exists(), "behind the wall"
    assert not HarmTest.objects.exists(), "behind the wall"
    with unread([stage.body]):
        kept = ToldCounts.objects.get()
        kept.pk, kept.published_by_id, kept.published_id = None, kept.tested_by_id, row.pk
        with pytest.raises(IntegrityError, match="by_two"), transaction.atomic():
            kept.save(force_insert=True)


def test_one_who_ended_is_told_with_many_or_not_at_all(stage, many):
    rows = [granted(stage, f"c{nth}", kind="lss-9-4", decided_on=MARCH) for nth in range(7)]
    for nth, row in enumerate(rows):
        if nth < 1:
            step(stage, row, ExecutionEvent.EXECUTE, day=date(2023, 7, 3))
    publish(stage)
    assert not {n for n in told(publish(stage, FOURTH, key="k2")) if 0 < n < 5}
