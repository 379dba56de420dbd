"""Who acts: a person with roles, the public, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """A role in the work (roll); the value is its Swedish name."""

    SECRETARY = "nämndsekreterare"
    REGISTRAR = "registrator"
    OFFICER = "handläggare"
    HEAD = "förvaltningschef"
    MANAGER = "förbundschef"
    CHAIR = "ordförande"
    MEMBER = "ledamot"
    AUDITOR = "revisor"
    ADMINISTRATOR = "systemförvaltare"
    PROVIDER_ECONOMIST = "utförarekonom"
    CLAIM_REVIEWER = "granskare"
    CLAIM_CERTIFIER = "attestant"
    REFERRER = "remittent"
    RECEIVER = "mottagare"
    CASE_WORKER = "deltagaransvarig"
    COORDINATOR = "samordnare hos part"
    LOG_AUDITOR = "loggranskare"
    ARCHIVIST = "arkivansvarig"
    EXECUTION_OFFICER = "verkställighetshandläggare"
    MAIN_REPORTER = "huvudrapportör"


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role held today for an organisation, or for one body of it (ids of directory rows).

    ``limited_to`` are the parts of the body's work that it is limited to, by the ids of the room that
    knows them (``limits``); empty for all of it.
    """

    role: Role
    organisation: int
    body: int | None = None
    limited_to: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something (aktör). ``user`` is None for the public and for the system.

    ``person`` is the id of the person of the directory that the account belongs to, None for none.
    """

    user: int | None
    name: str
    roles: tuple[HeldRole, ...] = ()
    is_system: bool = False
    person: int | None = None

    @property
    def is_known(self) -> bool:
        """Answer whether this is a person who has logged in, or the system."""
        return self.user is not None or self.is_system


PUBLIC = Actor(None, "Allmänheten")


def system(name: str) -> Actor:
    """Build the actor of a program that acts on nobody's behalf, such as the demo's loader."""
    return Actor(None, name, is_system=True)
