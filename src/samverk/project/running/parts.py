"""The installations that run side by side: what each is, where it is served, and its surroundings.

They share one embedded cluster and nothing else: each has a database, files and keys of its own.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from samverk.foundation.postgres.location import APP_ROLE, DATABASE, OWNER_ROLE, PORT
from samverk.project.demo_keys import FEDERATION_KEY, PARTY_KEY, PARTY_PERSON_KEY
from samverk.project.rooms import Profile
from samverk.project.running.ports import LOCALHOST

DOOR = "/vaxling/ta-emot/"
# Messages between the two go to this machine, whatever proxy the environment names
DIRECT = {"NO_PROXY": LOCALHOST, "no_proxy": LOCALHOST}


@dataclass(frozen=True, slots=True)
class Part:
    """One installation of those that run together (installation).

    ``name`` begins the names of its processes and their logs. ``told`` says in a line what it is.
    ``changes`` is what differs in its surroundings from this process's own.
    """

    profile: Profile
    port: int
    var: Path
    database: str = DATABASE
    name: str = ""
    told: str = ""
    changes: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Answer where it is served."""
        return f"http://{LOCALHOST}:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """Give the surroundings of its processes."""
        return {**os.environ, **self.changes}

    def child(self, what: str) -> str:
        """Name one of its processes."""
        return f"{self.name}{what}"


def federation_alone(var: Path, port: int) -> tuple[Part, ...]:
    """Give the demo's federation without a party: on a server that the environment names."""
    told = "samordningsförbundet och dess medlemmar"
    changes = {"SAMVERK_PROFILE": Profile.FEDERATION.value}
    return (Part(Profile.FEDERATION, port, var, told=told, changes=changes),)


def demo_pair(var: Path, port: int, socket: Path) -> tuple[Part, ...]:
    """Give the demo's two installations, each with the other's address, in one cluster."""
    federation = Part(
        Profile.FEDERATION,
        port,
        var,
        told="samordningsförbundet och dess medlemmar: beslut, avtal, pengar. Inga personer",
        changes={
            **DIRECT,
            "SAMVERK_PROFILE": Profile.FEDERATION.value,
            "SAMVERK_DEMO_OF": Profile.FEDERATION.value,
            "SAMVERK_DEMO_PEER": f"http://{LOCALHOST}:{port + 1}{DOOR}",
            "SECRET_KEY": FEDERATION_KEY,
            "SAMVERK_EXCHANGE_KEY": "",
        },
    )
    return federation, _party(var / "parten", port + 1, socket)


def _party(var: Path, port: int, socket: Path) -> Part:
    database = f"{DATABASE}_party"
    return Part(
        Profile.PARTY,
        port,
        var,
        database,
        "parten-",
        "parterna: remisser, köer och deltagare. Alla personer är påhittade",
        {
            **DIRECT,
            "SAMVERK_PROFILE": Profile.PARTY.value,
            "SAMVERK_VAR": str(var),
            "SAMVERK_NAME": "Samverk hos parterna",
            "SAMVERK_DEMO_OF": Profile.PARTY.value,
            "SAMVERK_DEMO_PEER": f"http://{LOCALHOST}:{port - 1}{DOOR}",
            "DATABASE_URL": _url(APP_ROLE, database, socket),
            "DATABASE_OWNER_URL": _url(OWNER_ROLE, database, socket),
            "SECRET_KEY": PARTY_KEY,
            "SAMVERK_PERSON_KEY": PARTY_PERSON_KEY,
            "SAMVERK_EXCHANGE_KEY": "",
            # Where its own keys lie follows its files, also when the federation's are elsewhere
            "SAMVERK_SEAL_DIR": str(var / "nycklar"),
        },
    )


def _url(role: str, database: str, socket: Path) -> str:
    return f"postgresql://{role}@/{database}?host={quote(str(socket), safe='')}&port={PORT}"
