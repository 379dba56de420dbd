"""Two persons publish: one looks through and masks, another approves, and one takes it away at once."""

from __future__ import annotations

import pytest

from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.tests.cast import TODAY
from samverk.foundation.tests.telling import without_ids
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
from samverk.publishing.models import Handling, OpenFile, OpenLink, OpenRecord, Record, Withdrawn
from samverk.publishing.opened import opened as as_public
from samverk.publishing.queries.releases import page_of, release_by_id
from samverk.registry import actions as registry

pytestmark = pytest.mark.django_db
NUMBER = "19850709-9805"


@pytest.fixture
def other(seated):
    """Another secretary of the board."""
    return acting(account(seated, "Eva Hägg", Role.SECRETARY))


@pytest.fixture
def begun(seated, adjusted):
    return begin_release(seated.owner, "minutes", adjusted.pk, key="börja").pk


def masks(actor, release, handling=Handling.MASK, why=""):
    mark_release(actor, release, [Mark(NUMBER, handling, why)], key=f"maska/{handling}/{why}")


def published(actor, other, release):
    masks(actor, release)
    send_release(actor, release, key="lämna")
    return approve_release(other, release, key="godkänn")


def everybody_reads():
    with as_public():
        return {(one.kind, one.title) for one in OpenRecord.objects.all()}


def test_what_two_have_looked_through_is_read_by_everybody(seated, other, begun):
    published(seated.owner, other, begun)
    found = everybody_reads()
    assert ("item", "Ansökan från [maskat]") in found
    assert ("item", "Taxan") in found
    assert {kind for kind, _ in found} >= {"meeting", "item"}


def test_the_number_is_nowhere_in_what_is_published(seated, other, begun):
    published(seated.owner, other, begun)
    for record in Record.objects.all():
        told = f"{record.title} {record.text} {record.data} {record.words}"
        assert "9805" not in without_ids(told)


def test_nothing_is_sent_while_a_number_is_left(seated, begun):
    with pytest.raises(ConflictError, match="personnummer"):
        send_release(seated.owner, begun, key="lämna")
    assert page_of(release_by_id(begun)).left == 1


def test_who_looked_it_through_does_not_approve_it(seated, begun):
    masks(seated.owner, begun)
    send_release(seated.owner, begun, key="lämna")
    with pytest.raises(NotAllowedError, match="någon annan"):
        approve_release(seated.owner, begun, key="godkänn")
    assert everybody_reads() == set()


def test_who_masked_something_does_not_approve_what_another_sent(seated, other, begun):
    masks(other, begun)
    send_release(seated.owner, begun, key="lämna")
    with pytest.raises(NotAllowedError, match="någon annan"):
        approve_release(other, begun, key="godkänn")


def test_a_number_that_is_kept_needs_a_reason(seated, begun):
    with pytest.raises(InputError, match="varför"):
        masks(seated.owner, begun, Handling.KEEP)


def test_what_is_kept_with_a_reason_is_published_as_it_stands(seated, other, begun):
    masks(seated.owner, begun, Handling.KEEP, "Ett påhittat nummer i ett exempel")
    send_release(seated.owner, begun, key="lämna")
    approve_release(other, begun, key="godkänn")
    assert ("item", f"Ansökan från {NUMBER}") in everybody_reads()


def test_what_is_given_back_is_looked_through_again(seated, other, begun):
    masks(seated.owner, begun)
    send_release(seated.owner, begun, key="lämna")
    return_release(other, begun, "Maska namnet också", key="åter")
    with pytest.raises(ConflictError):
        approve_release(other, begun, key="godkänn")
    assert release_by_id(begun).remark == "Maska namnet också"


def test_withdrawn_is_gone_from_everywhere_at_once(seated, other, begun):
    published(seated.owner, other, begun)
    withdraw_release(seated.owner, begun, "Ett namn stod kvar", key="bort")
    assert everybody_reads() == set()
    with as_public():
        assert not OpenLink.objects.exists()
        assert Withdrawn.objects.count() >= 3
    assert not Record.objects.exclude(title="", text="", data={}, words=None).exists()
    assert not OpenFile.objects.exists()


def test_withdrawn_can_be_published_again(seated, other, begun, adjusted):
    published(seated.owner, other, begun)
    withdraw_release(seated.owner, begun, "Fel version", key="bort")
    again = begin_release(seated.owner, "minutes", adjusted.pk, key="börja om").pk
    assert page_of(release_by_id(again)).left == 0
    send_release(seated.owner, again, key="lämna igen")
    approve_release(other, again, key="godkänn igen")
    assert ("item", "Ansökan från [maskat]") in everybody_reads()


def test_no_digest_of_unmasked_words_is_published(seated, other, begun):
    published(seated.owner, other, begun)
    for record in Record.objects.filter(kind="item"):
        assert set(record.data["sealed"]) == {"chain", "number"}


def test_a_calling_is_not_published_over_the_minutes(seated, adjusted):
    with pytest.raises(ConflictError, match="justerat"):
        begin_release(seated.owner, "calling", adjusted.pk, key="kallelse")


def test_a_decision_published_by_itself_goes_with_its_minutes(seated, other, begun):
    published(seated.owner, other, begun)
    decision = Record.objects.filter(kind="decision", withdrawn_at=None).first()
    assert decision is not None
    alone = begin_release(seated.owner, "decision", decision.source, key="beslut").pk
    send_release(seated.owner, alone, key="lämna beslut")
    approve_release(other, alone, key="godkänn beslut")
    withdraw_release(seated.owner, begun, "Ett namn stod kvar", key="bort")
    assert everybody_reads() == set()


def test_what_the_body_masked_once_is_masked_where_it_stands_again(seated, other, begun, adjusted):
    published(seated.owner, other, begun)
    case = registry.open_case(
        seated.owner, registry.NewCase(seated.board.pk, f"Om {NUMBER}", TODAY), key="ärende"
    )
    again = begin_release(seated.owner, "case", case.pk, key="ärendet")
    assert [mark.literal for mark in page_of(release_by_id(again.pk)).marks] == [NUMBER]


def test_the_same_thing_is_looked_through_once_at_a_time(seated, begun, adjusted):
    with pytest.raises(ConflictError, match="granskar det redan"):
        begin_release(seated.owner, "minutes", adjusted.pk, key="en gång till")
    drop_release(seated.owner, begun, key="avbryt")
    assert begin_release(seated.owner, "minutes", adjusted.pk, key="nytt försök").pk != begun


def test_words_that_changed_since_they_were_looked_through_are_not_published(
    seated, other, begun, adjusted
):
    masks(seated.owner, begun)
    send_release(seated.owner, begun, key="lämna")
    type(adjusted).objects.filter(pk=adjusted.pk).update(place="En annan sal")
    with pytest.raises(ConflictError, match="har ändrats"):
        approve_release(other, begun, key="godkänn")


def test_somebody_of_another_board_publishes_nothing(seated, adjusted):
    for actor in (seated.colleague, seated.outsider):
        with pytest.raises(NotAllowedError):
            begin_release(actor, "minutes", adjusted.pk, key=f"börja/{actor.user}")


def test_minutes_that_are_not_adjusted_cannot_be_published(seated, meeting):
    with pytest.raises(ConflictError, match="justerat"):
        begin_release(seated.owner, "minutes", meeting.pk, key="börja")
