"""The installation's database for a command that only reads: the demo's or a real one's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from samverk.foundation.postgres.addresses import is_named
from samverk.foundation.postgres.cluster import Cluster
from samverk.foundation.postgres.location import place_of, var_directory
from samverk.project.running import schema
from samverk.project.running.errors import NotStartedError

NOTHING_HERE = (
    "Det finns ingen installation här. Starta demon med make run, eller sätt upp en riktig med"
    " samverk setup."
)


@contextmanager
def database_to_read() -> Iterator[None]:
    """Give the installation's database for as long as the block lasts; started and stopped if need be.

    Raises NotStartedError where there is none, or one of other code; DatabaseUnavailableError.
    """
    if is_named():
        schema.require_current()
        yield
        return
    cluster = Cluster(place_of(var_directory()))
    if not cluster.place.data.exists():
        raise NotStartedError(NOTHING_HERE)
    ran = cluster.server.pid() is not None
    cluster.start()
    try:
        schema.require_current()
        yield
    finally:
        if not ran:
            cluster.stop()
