"""What other rooms tell this one: which messages there are, and what is done with one that comes.

The room knows no other. A room that sends messages adds their types when the installation starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from samverk.exchange.envelope import FILE as FILE
from samverk.exchange.envelope import ID as ID
from samverk.exchange.envelope import packed as packed
from samverk.exchange.envelope import unpacked as unpacked
from samverk.exchange.schema import Schema
from samverk.exchange.schema import day as day
from samverk.exchange.schema import faults as faults
from samverk.exchange.schema import many as many
from samverk.exchange.schema import one_of as one_of
from samverk.exchange.schema import or_none as or_none
from samverk.exchange.schema import record as record
from samverk.exchange.schema import whole as whole
from samverk.exchange.schema import words as words
from samverk.exchange.sealing import Bound as Bound
from samverk.exchange.sealing import opened as opened
from samverk.exchange.sealing import opened_in as opened_in
from samverk.exchange.sealing import sealed_in as sealed_in
from samverk.foundation.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message that has come, verified and in shape; organisations are ids of the directory.

    ``created`` is when it was signed: messages may come in another order than they were sent.
    """

    message: UUID
    sender: int
    sender_name: str
    recipient: int
    created: datetime
    payload: dict[str, Any] = field(repr=False)


class NotYetError(NotFoundError):
    """What a message is about has not come yet: the sender is to try again, as messages pass each other."""


@dataclass(frozen=True, slots=True)
class MessageType:
    """A kind of message (meddelandetyp) in one version.

    ``handle`` runs in the transaction that keeps the message and makes its receipt: what it raises
    of ``SamverkError`` is the reason that the sender is told, and then nothing is kept. After
    ``NotYetError`` the sender tries again. What ``is_confidential`` tells of a person: no list of what
    is new shows that it went or came, and nobody is told in the open what it would have changed.
    """

    name: str
    version: int
    title: str
    schema: Schema = field(repr=False)
    handle: Callable[[Incoming], object]
    is_confidential: bool = False


class MessageTypes:
    """The kinds of messages that this installation sends and receives."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], MessageType] = {}

    def add(self, new: MessageType) -> None:
        """Add a kind; adding it again changes nothing."""
        self._known.setdefault((new.name, new.version), new)

    def find(self, name: str, version: int) -> MessageType | None:
        """Find a kind in a version; None when nobody here has told of it."""
        return self._known.get((name, version))

    def titled(self, name: str) -> str:
        """Name a kind in Swedish; its own word when nobody here has told of it."""
        return next((one.title for one in self if one.name == name), name)

    def is_confidential(self, name: str) -> bool:
        """Answer whether a kind, in any version, tells of a person."""
        return any(one.is_confidential for one in self if one.name == name)

    def __iter__(self) -> Iterator[MessageType]:
        """List them by name and version."""
        return iter(sorted(self._known.values(), key=lambda one: (one.name, one.version)))


MESSAGE_TYPES = MessageTypes()
