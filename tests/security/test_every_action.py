"""Every action refuses whoever lacks the right; a new action without a case here fails."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.conf import settings
from django.db.models import Model

from samverk.foundation import people
from samverk.foundation.actors import PUBLIC, Actor, HeldRole, Role
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.models import AuditEvent, IdempotencyKey
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.project.testing.lines import undone
from tests.security import (
    every_action_above,
    every_action_archive,
    every_action_board,
    every_action_budget,
    every_action_catalogue,
    every_action_claims,
    every_action_exchange,
    every_action_execution,
    every_action_feedback,
    every_action_meetings,
    every_action_memos,
    every_action_order,
    every_action_persons,
    every_action_publishing,
    every_action_questions,
    every_action_releases,
    every_action_secret,
    every_action_support,
)
from tests.security.every_action import CALLS, Scene

__all__ = [
    "cast",
    "every_action_above",
    "every_action_archive",
    "every_action_board",
    "every_action_budget",
    "every_action_catalogue",
    "every_action_claims",
    "every_action_exchange",
    "every_action_execution",
    "every_action_feedback",
    "every_action_meetings",
    "every_action_memos",
    "every_action_order",
    "every_action_persons",
    "every_action_publishing",
    "every_action_questions",
    "every_action_releases",
    "every_action_secret",
    "every_action_support",
    "the_day",
]
pytestmark = pytest.mark.django_db

# Actions that a person does not do: the queue calls them, with ids of what it already holds.
# And what comes to the door is believed by its signature, not by who is logged in.
BY_THE_WORKER = {
    "intake.clear_batches",
    "intake.read_waiting",
    "intake.take_up_batches",
    "intake.work_on_batch",
    "registry.make_copies",
    "execution.clear_files",
    "execution.run_import",
    "exchange.deliver",
    "exchange.deliver_due",
    "exchange.receive",
    "execution.remind_of_register",
    "interventions.send_catalogues",
    "interventions.send_shut",
    "interventions.send_terms",
    "meetings.tend_boards",
    "meetings.tend_law_notices",
    "publishing.clear_following",
    "publishing.send_confirmation",
    "publishing.send_news",
    "publishing.send_own_link",
    "publishing.tend_following",
    "publishing.make_left_packages",
    "publishing.make_package",
    "federation.send_reminders",
    "federation.tend_claims",
    "interventions.persons.draw_rounds",
    "interventions.persons.finish_disposals",
    "interventions.persons.measure_all",
    "interventions.persons.remove_drafts",
    "interventions.persons.send_waits",
    "interventions.persons.remove_emergencies",
    "interventions.persons.end_shares",
}
# Anybody's: who may do what is told by the links in the letters, and tried with them in
# publishing/tests/test_subscribing and test_own_links; what is told of the pages in test_feedback
OF_ANYBODY = {
    "publishing.ask_for_link",
    "publishing.ask_to_follow",
    "publishing.confirm_following",
    "publishing.end_all_following",
    "publishing.end_following",
    "publishing.give_feedback",
}
# Rights in one municipality, at one board, are none elsewhere.
STRANGERS = ["the public", "member", "outsider", "auditor", "a manager elsewhere"]
# What is set for these has no key of its own, by which a second time would find it there
SET_ANEW = (
    "federation.correct_claim",
    "federation.send_claims",
    "intake.",
    "interventions.persons.name_team",
    "interventions.persons.note_support",
    "meetings.open_case_for",
    "meetings.place_extract",
    "meetings.send_letter_again",
    "meetings.take_received_proposal",
)


def written(module: object, room: str) -> Iterator[str]:
    """List the functions of a room's actions that take an actor, or that say nothing of one."""
    for name in getattr(module, "__all__", dir(module)):
        found = getattr(module, name)
        if not inspect.isfunction(found) or not found.__module__.startswith(f"samverk.{room}"):
            continue
        if not name.startswith(("_", "may_")):
            yield f"{room}.{name}"


def all_actions() -> set[str]:
    found = {"foundation.add_user"} if hasattr(people, "add_user") else set()
    for room in settings.ROOMS:
        name = f"samverk.{room}.actions"
        if find_spec(name):
            found |= set(written(import_module(name), room))
    return found


def test_every_action_of_the_house_has_a_case():
    assert all_actions() - BY_THE_WORKER - OF_ANYBODY == set(CALLS)


def test_the_search_finds_actions_in_every_room_that_has_them():
    rooms = {name.partition(".")[0] for name in all_actions()}
    rooms_of_old = {"foundation", "directory", "registry", "decisions", "federation", "intake"}
    assert rooms_of_old | {"meetings", "exchange"} <= rooms


@pytest.fixture
def scene(cast, settings, tmp_path) -> Scene:
    settings.MEDIA_ROOT = settings.SEAL_DIR = tmp_path
    settings.EMAIL_HOST = "127.0.0.1"
    return Scene(cast)


def stranger(scene: Scene, who: str) -> Actor:
    """Somebody who may do none of it."""
    neighbour = scene.cast.neighbour.pk
    match who:
        case "the public":
            return PUBLIC
        case "auditor":
            held = HeldRole(Role.AUDITOR, scene.cast.town.pk)
            return Actor(scene.cast.member_user.pk, "Revisorn", (held,))
        case "a manager elsewhere":
            held = HeldRole(Role.MANAGER, neighbour)
            return Actor(scene.cast.outsider_user.pk, "Chefen", (held,))
        case _:
            found: Actor = getattr(scene.cast, who)
            return found


def refuses(scene: Scene, name: str, who: str) -> bool:
    """Answer whether an action refuses somebody, and leaves no trace of them."""
    actor = stranger(scene, who)
    try:
        CALLS[name](scene, actor)
    except NotAllowedError:
        return not AuditEvent.objects.filter(actor_name=actor.name).exists()
    return False


def scenes(scene: Scene, name: str) -> Iterator[tuple[Scene, str]]:
    """Give each stranger the scene: setting it costs more than to refuse somebody.

    Where it cannot be set twice it is set anew for each.
    """
    for who in STRANGERS:
        if name.startswith(SET_ANEW):
            with undone():
                yield Scene(scene.cast), who
        else:
            yield scene, who


@pytest.mark.parametrize("name", sorted(CALLS))
def test_an_action_refuses_whoever_lacks_the_right(scene, name):
    assert [who for at, who in scenes(scene, name) if not refuses(at, name, who)] == []


@pytest.mark.parametrize("name", sorted(CALLS))
def test_the_same_call_with_the_right_succeeds(scene, name):
    done = CALLS[name](scene, SETUP)
    assert done is None or isinstance(done, Model) or done
    # Every case calls its action with the key "k": it has been used, so its event is written too.
    assert IdempotencyKey.objects.filter(key__startswith="k").exists()
