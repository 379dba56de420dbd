"""A batch takes in no file that the virus scanner has not judged: it waits, says so, and goes on."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.intake.actions import take_up_batches, work_on_batch
from samverk.intake.actions.batches.running import WAITS
from samverk.intake.models import Source
from samverk.intake.tests.batches.stage import again, listed, started, states
from samverk.intake.tests.conftest import sample
from samverk.integrations.scanning.fake import EICAR, fake_clamd

pytestmark = pytest.mark.django_db
TWO = {"a.txt": sample("board.txt").content, "b.txt": sample("numbers.txt").content}


@pytest.fixture
def no_scanner(settings, tmp_path):
    settings.CLAMAV = f"unix:{tmp_path}/nobody"
    settings.SCANNER = "samverk.integrations.scanning.clamd.Clamd"
    return settings


def test_without_an_answer_nothing_is_taken_in_and_the_page_says_so(actor, board, no_scanner):
    batch = started(actor, board.pk, TWO)
    ProcrastinateJob.objects.all()._raw_delete("default")
    work_on_batch(batch.pk)
    assert not Source.objects.exists()
    assert (again(batch).state, again(batch).message) == ("running", WAITS)
    assert set(states(batch).values()) == {"waiting"}
    assert not ProcrastinateJob.objects.filter(status="todo", args={"batch": batch.pk}).exists()
    take_up_batches()
    assert ProcrastinateJob.objects.filter(status="todo", args={"batch": batch.pk}).count() == 1


def test_it_goes_on_when_the_scanner_answers(actor, board, no_scanner):
    batch = started(actor, board.pk, TWO)
    work_on_batch(batch.pk)
    with fake_clamd() as no_scanner.CLAMAV:
        work_on_batch(batch.pk)
    assert (again(batch).state, again(batch).message) == ("done", "")
    assert set(Source.objects.values_list("state", flat=True)) == {"read"}


def test_an_infected_file_is_told_and_holds_up_no_other(actor, board, settings):
    settings.SCANNER = "samverk.integrations.scanning.clamd.Clamd"
    with fake_clamd() as settings.CLAMAV:
        batch = started(actor, board.pk, TWO | {"c.txt": EICAR})
        work_on_batch(batch.pk)
    assert states(batch)["c.txt"] == "refused"
    assert Source.objects.count() == 2


def test_without_a_scanner_set_up_nothing_waits(actor, board):
    batch = listed(actor, board.pk, TWO)
    assert again(batch).message == ""
