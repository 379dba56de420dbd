"""A press that is sent twice, and a paper that is read twice, change nothing the second time."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.decisions import actions as decisions
from samverk.decisions.models import Citation
from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError
from samverk.foundation.middleware import actor_for
from samverk.intake.actions import read_waiting, take_step, upload
from samverk.intake.files import Upload
from samverk.intake.models import ReadRecord, Source
from samverk.intake.tests import reviews
from samverk.intake.tests.conftest import SETUP, sample, user
from samverk.intake.tests.reviews import confirmed
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db


@kept
def theirs(neighbour):
    """What says that a paper is the neighbour's board's."""
    return {"organisation": neighbour.pk, "body": reviews.body(neighbour, "SN").pk}


@kept
def lacking(actor, home, theirs, read_in):
    """A record of a decision that the neighbour has registered without a day."""
    new = decisions.NewDecision(title="Stanna", kind="proposes", paragraph=7, **theirs)
    undated = decisions.register_decision(SETUP, new, key="odaterat")
    review = reviews.board(home, same_as=undated.pk, **theirs)
    return confirmed(actor, read_in("board.txt")[0], review)


def test_filling_in_a_field_twice_with_one_key_is_no_fault(actor, lacking):
    step = "uppgift-decided_on"
    take_step(actor, lacking, step, key="dag")
    lacking = ReadRecord.objects.get(pk=lacking.pk)
    assert take_step(actor, lacking, step, key="dag") == "steget var redan gjort"
    assert lacking.decision.decided_on == date(2024, 2, 14)


def test_a_step_done_with_another_key_is_offered_no_more(actor, lacking):
    step = "uppgift-decided_on"
    take_step(actor, lacking, step, key="dag")
    with pytest.raises(ConflictError, match="erbjuds inte längre"):
        take_step(actor, ReadRecord.objects.get(pk=lacking.pk), step, key="annan")


def test_anothers_key_does_not_pass_for_ones_own(actor, home, board, lacking):
    step = "uppgift-decided_on"
    take_step(actor, lacking, step, key="dag")
    other = actor_for(user("annan@granby.example", Role.SECRETARY, home, board))
    with pytest.raises(ConflictError):
        take_step(other, ReadRecord.objects.get(pk=lacking.pk), step, key="dag")


def test_a_memo_read_in_two_files_cites_once(actor, board, home, read_in):
    review = reviews.board(home, paragraph=None, kind="")
    first = confirmed(actor, read_in("memo.txt")[0], review)
    copy = Upload("kopia.txt", sample("memo.txt").content + b"\n")
    upload(actor, board.pk, [copy], key="kopia")
    read_waiting(board.pk)
    second = confirmed(actor, Source.objects.get(name="kopia.txt"), review)
    assert second.document == first.document
    assert Citation.objects.filter(document=first.document).count() == 1
