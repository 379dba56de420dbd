"""The calls of the rooms that stand highest: what is read in, and pages that join rooms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP
from samverk.intake import actions as intake
from samverk.intake.actions.batches.sending import SentFile
from samverk.intake.files import Upload
from samverk.intake.models import ImportBatch, ReadRecord, Source
from samverk.intake.next_steps.offered import next_steps
from samverk.thread import actions as thread
from tests.security.every_action import Scene, call

FILE = Upload("memo.txt", "Tjänsteskrivelse om samarbete.\n".encode())


def record(scene: Scene) -> ReadRecord:
    """A memo that has been read in for the social board."""
    intake.upload(SETUP, scene.cast.board.pk, [FILE], key="scen/fil")
    source = Source.objects.get()
    return ReadRecord.objects.create(
        source=source, order=1, kind="memo", record_id="a", fields={"title": "Samarbete"}
    )


def review(scene: Scene) -> intake.NewReview:
    """Say that the memo is the board's and proposes to leave the federation."""
    return intake.NewReview(
        organisation=scene.cast.town.pk,
        body=scene.cast.board.pk,
        diary=scene.cast.board.pk,
        title="Utträde ur samordningsförbundet",
        text="",
        kind="proposes",
    )


@call("intake.upload")
def _(scene: Scene, actor: Actor) -> object:
    return intake.upload(actor, scene.cast.board.pk, [FILE], key="k")


@call("intake.confirm")
def _(scene: Scene, actor: Actor) -> object:
    return intake.confirm(actor, record(scene), review(scene), key="k")


@call("intake.reject")
def _(scene: Scene, actor: Actor) -> object:
    return intake.reject(actor, record(scene), "Fel fil.", key="k")


@call("intake.read_again")
def _(scene: Scene, actor: Actor) -> object:
    return intake.read_again(actor, record(scene).source, key="k")


@call("intake.take_step")
def _(scene: Scene, actor: Actor) -> object:
    assert scene.membership
    done = intake.confirm(SETUP, record(scene), review(scene), key="scen/bekrafta")
    (step,) = next_steps(done, SETUP)
    return intake.take_step(actor, done, step.id, key="k")


def batch(scene: Scene) -> ImportBatch:
    """A batch of one file that nobody has started."""
    sent = SentFile(FILE.name, len(FILE.content), BytesIO(FILE.content))
    return intake.send_batch(SETUP, scene.cast.board.pk, [sent], key="scen/bunt").batches[0]


@call("intake.send_batch")
def _(scene: Scene, actor: Actor) -> object:
    sent = SentFile(FILE.name, len(FILE.content), BytesIO(FILE.content))
    return intake.send_batch(actor, scene.cast.board.pk, [sent], key="k")


@call("intake.start_batch")
def _(scene: Scene, actor: Actor) -> object:
    return intake.start_batch(actor, batch(scene), key="k")


@call("intake.cancel_batch")
def _(scene: Scene, actor: Actor) -> object:
    return intake.cancel_batch(actor, batch(scene), key="k")


@call("thread.record_with_paper")
def _(scene: Scene, actor: Actor) -> object:
    return thread.record_with_paper(actor, scene.notice, None, key="k")


@call("thread.correct_fact")
def _(scene: Scene, actor: Actor) -> object:
    strike = thread.Strike(scene.fact, "Fel dag.")
    right = replace(scene.notice, happened_on=date(2024, 1, 26))
    return thread.correct_fact(actor, strike, right, None, key="k")
