"""A real installation: set up once, then served behind a proxy that has the certificate.

What it needs from the environment is told in one line before anything is started.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from samverk.foundation.postgres import named
from samverk.foundation.postgres.addresses import is_named
from samverk.foundation.postgres.cluster import Cluster
from samverk.foundation.postgres.location import place_of, var_directory
from samverk.foundation.postgres.roles import prepare
from samverk.project.rooms import chosen_profile
from samverk.project.running import schema
from samverk.project.running.errors import NotStartedError
from samverk.project.running.installation import Installation, require_known_profile
from samverk.project.running.parts import Part

HOST = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.IGNORECASE | re.ASCII)
# What Django asks of a key in its checks of a deployment
LEAST_KEY, LEAST_DIFFERENT = 50, 5


def require_real_settings() -> str:
    """Answer by what name the installation is reached; raises NotStartedError for what is not set."""
    require_known_profile()
    if os.environ.get("SAMVERK_DEMO", "false").lower() not in ("", "0", "false"):
        raise NotStartedError("SAMVERK_DEMO är satt: ta bort den, eller kör demon med samverk run.")
    key = os.environ.get("SECRET_KEY", "")
    if len(key) < LEAST_KEY or len(set(key)) < LEAST_DIFFERENT:
        raise NotStartedError(
            f"SECRET_KEY saknas eller är för kort: sätt minst {LEAST_KEY} slumpade tecken, till"
            " exempel ur openssl rand -base64 48, och behåll dem."
        )
    names = [name.strip() for name in os.environ.get("ALLOWED_HOSTS", "").split(",")]
    if not names[0]:
        raise NotStartedError(
            "ALLOWED_HOSTS saknas: sätt webbadressens namn, till exempel samverk.kommunen.se."
        )
    for name in names:
        if not HOST.fullmatch(name):
            raise NotStartedError(
                f"ALLOWED_HOSTS går inte att läsa vid {name[:60]!r}: skriv bara namn, utan https://"
                " och port, med komma emellan."
            )
    return names[0].removeprefix(".")


class RealInstallation(Installation):
    """A real installation, on one port of 127.0.0.1: never the demo's database, key or people.

    What the web server and the worker have to say goes where this process speaks, for a journal.
    """

    is_demo = False

    def serve(self) -> None:
        """Serve until told to stop. Raises NotStartedError or DatabaseUnavailableError."""
        self.host = require_real_settings()
        super().serve()

    def parts(self) -> tuple[Part, ...]:
        """List what is served: this installation alone, in the surroundings it was given."""
        return (Part(chosen_profile(), self.port, self.var),)

    def _on_port(self, port: int) -> str:
        return f"samverk serve --port {port}"

    def _prepare_database(self) -> None:
        if self.has_own_database:
            self.cluster.start()
            schema.require_real(self.cluster.place.socket)
        else:
            with named.served() as connection:
                schema.require_no_demo(connection)
        schema.require_current()

    def _welcome(self) -> str:
        return f"Samverk är i gång på {self.parts()[0].address} för https://{self.host}."


@contextmanager
def own_database(*, migrate: bool) -> Iterator[None]:
    """Give the installation's database, in the shape of this code, for as long as the block lasts.

    Raises NotStartedError for a demo's, and for one that is of other code unless it is to ``migrate``;
    DatabaseUnavailableError.
    """
    with _named() if is_named() else _embedded():
        if migrate:
            schema.migrate_real()
        else:
            schema.require_current()
        yield


@contextmanager
def _named() -> Iterator[None]:
    with named.prepared() as connection:
        schema.require_no_demo(connection)
    var_directory().mkdir(parents=True, exist_ok=True)
    yield


@contextmanager
def _embedded() -> Iterator[None]:
    """Start the embedded database, and stop it again if it did not run before."""
    cluster = Cluster(place_of(var_directory()))
    ran = cluster.server.pid() is not None
    cluster.start()
    try:
        prepare(cluster.place.socket)
        schema.note_real(cluster.place.socket)
        yield
    finally:
        if not ran:
            cluster.stop()
