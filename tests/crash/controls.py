"""The same storms with one safeguard taken away: what is wrong then must be found, or nothing is proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from samverk.foundation.postgres.location import APP_ROLE
from tests.crash.checking import Fault, faults
from tests.crash.site import Site
from tests.crash.stage import Desk
from tests.crash.storm import Plan, Storm

# Room for all that is not written down yet, and nothing that writes it down for its own reasons
FORGETFUL = {"wal_buffers": "64MB", "bgwriter_lru_maxpages": "0"}


def portion(desks: Sequence[Desk], part: slice) -> list[Desk]:
    """Give each storm in one installation meetings of its own: an item may be left in hand in others."""
    return [replace(desk, meetings=desk.meetings[part]) for desk in desks]


def registrars(desks: Sequence[Desk]) -> list[Desk]:
    """Pick the desks where cases and documents are registered."""
    return [desk for desk in desks if not desk.meetings]


@contextmanager
def forgetful(site: Site) -> Iterator[None]:
    """Let the application's commits be acknowledged before they are written down.

    The process that would write them in a moment is stopped until the next kill: what it had given the
    operating system would outlive the database, as it would not in a power cut.
    """
    with site.connect() as connection:
        connection.execute(f"ALTER ROLE {APP_ROLE} SET synchronous_commit = off".encode())
        for name, value in FORGETFUL.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
    _restart(site)
    site.tell("hold_writer")
    try:
        yield
    finally:
        with site.connect() as connection:
            connection.execute(f"ALTER ROLE {APP_ROLE} RESET synchronous_commit".encode())
            connection.execute(b"ALTER SYSTEM RESET ALL")
        _restart(site)


def _restart(site: Site) -> None:
    site.tell("stop_database")
    site.tell("bring_up")


def without_waiting_for_the_disk(site: Site, desks: Sequence[Desk], seed: int) -> list[Fault]:
    """Kill a database that acknowledges first and writes later."""
    plan = Plan("glömsk", ["database"], seed, between=(40, 60))
    with forgetful(site):
        return faults(site, Storm(site, desks, plan).rage())


def without_keeping_the_key(site: Site, desks: Sequence[Desk], seed: int) -> list[Fault]:
    """Let the clients send each try of a form with a key of its own; the server is as it should be."""
    plan = Plan("nya nycklar", ["worker"], seed, between=(40, 60), renews_keys=True)
    return faults(site, Storm(site, registrars(desks), plan).rage())
