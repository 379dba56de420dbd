"""A storm: all clients at work at once, while parts of the installation are killed at random moments."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Event, Thread

from tests.crash.clients import Client, Registrar, Secretary
from tests.crash.ledger import Kind, Ledger
from tests.crash.site import Site
from tests.crash.stage import Desk
from tests.crash.visitor import Visitor

# How often each part is killed, of ten
SHARES = {"database": 4, "backend": 1, "web": 2, "worker": 3}
CALM_SECONDS = 60
END_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to happen. The same ``seed`` kills the same parts in the same order.

    ``storm`` is a word of its own for each storm in one installation: marks are made of it.
    ``between`` is how many forms may be acknowledged between two kills, and ``seconds`` the longest
    that it may all take. With ``awaits_kinds`` it goes on until each kind of form has come through.
    """

    storm: str
    kills: Sequence[str]
    seed: int
    between: tuple[int, int] = (5, 40)
    seconds: float = 180
    renews_keys: bool = False
    awaits_kinds: bool = False


def kills(count: int, seed: int) -> list[str]:
    """Draw what is killed, each part its share of ``count`` and at least once."""
    shares = {what: max(1, round(count * share / 10)) for what, share in SHARES.items()}
    drawn = [what for what, times in shares.items() for _ in range(times)]
    random.Random(seed).shuffle(drawn)
    return drawn[:count]


@dataclass
class Storm:
    """One storm over ``desks`` of ``site``."""

    site: Site
    desks: Sequence[Desk]
    plan: Plan
    ledger: Ledger = field(default_factory=Ledger)
    faults: list[BaseException] = field(default_factory=list)
    # Called with how many kills there have been, for whoever waits
    told: Callable[[int, Ledger], None] = lambda *_: None

    def __post_init__(self) -> None:
        self._closing, self._stopped = Event(), Event()
        self._draw = random.Random(self.plan.seed)

    def rage(self) -> Ledger:
        """Let it rage; answer what the clients wrote down. Raises whatever went wrong in a client."""
        began = time.monotonic()
        threads = [Thread(target=self._work, args=(one,), daemon=True) for one in self._clients()]
        try:
            for thread in threads:
                thread.start()
            for number, what in enumerate(self.plan.kills):
                self.told(number, self.ledger)
                if self.faults or time.monotonic() > began + self.plan.seconds:
                    break
                self._kill(what)
            self._await(self._draw.randint(*self.plan.between))
            if self.plan.awaits_kinds:
                self._await_kinds()
            self._close(threads)
        finally:
            self._closing.set()
            self._stopped.set()
        if self.faults:
            raise self.faults[0]
        self.ledger.seconds = time.monotonic() - began
        return self.ledger

    def _clients(self) -> list[Client]:
        found: list[Client] = []
        for number, desk in enumerate(self.desks):
            draw = random.Random(f"{self.plan.seed}/{number}")
            visitor = Visitor(self.site.port, desk.session, draw, self._stopped)
            visitor = replace(visitor, renews_keys=self.plan.renews_keys)
            kind = Secretary if desk.meetings else Registrar
            name = f"Prov {self.plan.storm} {number}"
            found.append(kind(name, desk, visitor, self.ledger, self._closing))
        return found

    def _work(self, client: Client) -> None:
        try:
            client.work()
        except BaseException as fault:
            self.faults.append(fault)

    def _kill(self, what: str) -> None:
        """Kill a part at a moment nobody has chosen, and bring the installation up again."""
        self._await(self._draw.randint(*self.plan.between))
        time.sleep(self._draw.uniform(0, 0.15))
        pick = self._draw.randrange(1000)
        # There may be none of its kind just then, so soon after the kill before
        if self._await_that(lambda: bool(self.site.tell("kill", what=what, pick=pick))):
            self.ledger.kills[what] += 1
        self.site.tell("bring_up")

    def _await(self, more: int) -> None:
        """Wait until so many more forms have been acknowledged, or for a while."""
        wanted = self.ledger.acknowledged + more
        self._await_that(lambda: self.ledger.acknowledged >= wanted)

    def _await_kinds(self) -> None:
        """Wait until each kind of form has come through, or for a while."""
        self._await_that(lambda: self.ledger.kinds == set(Kind))

    def _await_that(self, is_so: Callable[[], bool]) -> bool:
        """Wait until it is so, or for a while; answer whether it came to be."""
        deadline = time.monotonic() + CALM_SECONDS
        while not (found := is_so()):
            if self.faults or time.monotonic() > deadline:
                break
            time.sleep(0.01)
        return found

    def _close(self, threads: Sequence[Thread]) -> None:
        """Let each client have an answer to what it has sent, and no more."""
        self._closing.set()
        deadline = time.monotonic() + END_SECONDS
        for thread in threads:
            thread.join(max(0, deadline - time.monotonic()))
