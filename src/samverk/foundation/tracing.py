"""Where a line of the log comes from: which session and request, in what role, on what ground, and how.

The log never has the session's own key: whoever reads the log could walk in with it. The reference is
a digest with the installation's key, the same for all that is done in one session.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import Enum

from django.utils.crypto import salted_hmac

from samverk.foundation.actors import Actor, Role
from samverk.foundation.permissions import Right, roles_with

SALT = "samverk.foundation.tracing.session"
LONG = 32


class Reading(Enum):
    """How something was read (slag av läsning); the value stands in the log."""

    SEARCH = "search"
    LIST = "list"
    PAGE = "page"
    EXPORT = "export"
    REFUSED = "refused"


READING_NAMES = {
    Reading.SEARCH: "sökning",
    Reading.LIST: "lista",
    Reading.PAGE: "sida",
    Reading.EXPORT: "fil eller utskrift",
    Reading.REFUSED: "nekad",
}
# Why a role may read, in Swedish, by the code that stands in the log
GROUNDS: dict[str, str] = {}
# SQL that tells of a nearer ground than the role's, by what is read: ``read`` and ``given.actor`` are there
NEARER: dict[str, str] = {}


def ground(code: str, text: str) -> str:
    """Register why somebody may read: a stable code, and what it says in Swedish."""
    if GROUNDS.setdefault(code, text) != text:
        raise ValueError(f"two names for the ground {code}")
    return code


IN_OFFICE = ground("office", "roll i organet")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line says of how it came to be (märke): roles, ground and kind, "" for what is unknown."""

    role: str = ""
    ground: str = ""
    reading: str = ""


UNMARKED = Mark()


@dataclass(slots=True)
class Request:
    """The request that something is done in. Session and network are asked for when something is noted."""

    key: Callable[[], str | None]
    from_network: Callable[[], str] = str
    id: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def session(self) -> str:
        """The session's reference, "" for none."""
        key = self.key()
        return salted_hmac(SALT, key, algorithm="sha256").hexdigest()[:LONG] if key else ""


_request: ContextVar[Request | None] = ContextVar("request", default=None)
_reading: ContextVar[Reading] = ContextVar("reading", default=Reading.PAGE)
_rights: ContextVar[tuple[Right, ...]] = ContextVar("rights", default=())


@contextmanager
def within(request: Request) -> Iterator[None]:
    """Let every line of the log inside name the request."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


@contextmanager
def read_as(how: Reading) -> Iterator[None]:
    """Let whatever is read inside be noted as read in that way."""
    token = _reading.set(how)
    try:
        yield
    finally:
        _reading.reset(token)


@contextmanager
def by_right(*rights: Right) -> Iterator[None]:
    """Let whatever is read inside be noted with the roles that have any of the rights."""
    token = _rights.set(rights)
    try:
        yield
    finally:
        _rights.reset(token)


def reference() -> tuple[str, uuid.UUID | None, str]:
    """Answer in which session and request, from which network, something is done; "" and None outside any."""
    request = _request.get()
    return (request.session, request.id, request.from_network()) if request else ("", None, "")


def reading_mark(
    actor: Actor, organisation: int, body: int | None, grounds: dict[Role, str], *rights: Right
) -> Mark:
    """Mark a reading with the roles used there; ``grounds`` says on what ground each of them reads.

    The rights are those that the reading was entered by, ``rights`` where nobody has said.
    """
    asked = _rights.get() or rights
    roles = roles_with(actor, asked, organisation=organisation, body=body)
    on = dict.fromkeys(grounds.get(role, IN_OFFICE) for role in roles)
    names = ",".join(role.name for role in roles)
    return Mark(names, ",".join(on), _reading.get().value)


def how() -> str:
    """Answer how what is read now is read, as it stands in the log."""
    return _reading.get().value
