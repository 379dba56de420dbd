"""The worker's hand of a served installation: a process that does a thing each time that it is told.

It is started once and kept: starting Django is what costs.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from typing import Any

from tests.e2e.clock import Traveller

DONE = "done "


class Hand:
    """A hand in the surroundings of an installation; the process starts with the first thing to do."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.process: subprocess.Popen[str] | None = None

    def does(self, word: str, *told: str) -> Any:
        """Have a thing done; answer what came of it. Raises RuntimeError when it fell."""
        process = self.process = self.process or self._started()
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps([word, *told]) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if not answer.startswith(DONE):
            raise RuntimeError(f"the hand fell when it was told to {word}")
        return json.loads(answer.removeprefix(DONE))

    def _started(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.hand"],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """End the process, if it was ever started."""
        if self.process:
            self.process.communicate()


def main() -> None:
    """Do each thing in the moment that the file says then, and tell what came of it."""
    traveller = Traveller()
    import django

    django.setup()
    for line in sys.stdin:
        word, *told = json.loads(line)
        traveller.follow()
        with redirect_stdout(sys.stderr):
            answer = DOES[word](*told)
        print(DONE + json.dumps(answer), flush=True)  # noqa: T201


def work() -> None:
    """Do what waits in the queue."""
    from django.core.management import call_command

    call_command("procrastinate", "worker", "--one-shot")


def night() -> None:
    """Take the nightly turn at the notice boards."""
    from samverk.meetings.actions import tend_boards

    tend_boards()


def age(key: str) -> None:
    """Let a session be one that nothing has happened in for long."""
    from importlib import import_module

    from django.conf import settings

    from samverk.foundation.login.sessions import SEEN

    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    session[SEEN] = 1
    session.save()


def tell() -> object:
    """Tell all facts of the seeds' matter."""
    from tests.e2e.replay.facts import facts

    return facts()


def meet(address: str) -> None:
    """Know the other installation of the demo, by the address that takes its messages."""
    from django.conf import settings

    from samverk.project.demo import peers
    from samverk.project.rooms import Profile

    peers.meet(Profile(settings.DEMO_OF), address)


def keys(site: str) -> dict[str, str]:
    """Publish what the demo has none of, and follow two bodies; answer where no link of the site leads.

    That is where the letters' links lead, and what is withdrawn.
    """
    from uuid import uuid4

    from django.urls import reverse

    from samverk.foundation.actors import PUBLIC
    from samverk.publishing import actions
    from samverk.publishing.addresses import address_of
    from samverk.publishing.models import Kind, Pace, Record, Subscription, What
    from samverk.publishing.queries import subscribers
    from samverk.publishing.queries.following import Target
    from samverk.publishing.tests import staged

    # Fees, waits, votes by party and corrections
    staged.publish()
    bodies = Record.objects.filter(kind=Kind.BODY, withdrawn_at=None).order_by("source")[:2]
    for body in bodies:
        target = Target(What.BODY, body.source)
        asked = actions.NewFollowing(target, Pace.DAILY, site, "x@post.example")
        actions.ask_to_follow(PUBLIC, asked, key=f"följ/{body.source}")
    first, other = Subscription.objects.order_by("asked_at")
    actions.confirm_following(PUBLIC, first.pk)
    gone = Record.objects.exclude(withdrawn_at=None).filter(kind=Kind.CASE)[0]
    links = {
        "open_confirm": ("open_confirm", subscribers.CONFIRM, other.pk),
        "open_unfollow": ("open_unfollow", subscribers.END, first.pk),
        "ended": ("open_unfollow", subscribers.END, uuid4()),
    }
    found = {
        word: reverse(name, args=[subscribers.signed(purpose, whose)])
        for word, (name, purpose, whose) in links.items()
    }
    found["open_own"] = reverse("open_own", args=[subscribers.signed_own(first.follower)])
    sent = reverse("open_follow_sent", args=[What.BODY, bodies[0].source])
    return found | {"sent": sent, "withdrawn": address_of(gone.kind, gone.source)}


def kept() -> list[str]:
    """List words that the demo publishes nowhere: what is masked, and names of what is withdrawn."""
    from samverk.project.demo.published import MASKED
    from samverk.publishing.models import Record

    gone = Record.objects.exclude(withdrawn_at=None).values_list("title", flat=True)
    told = Record.objects.filter(withdrawn_at=None).values_list("title", flat=True)
    return sorted({*MASKED, *gone} - {*told, ""})


DOES: dict[str, Callable[..., object]] = {
    "work": work,
    "night": night,
    "age": age,
    "tell": tell,
    "meet": meet,
    "keys": keys,
    "kept": kept,
}

if __name__ == "__main__":
    main()
