"""What goes into an archive package, as data: cases and meetings with their records and files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to put in (fil): its name as registered, and how its bytes are read, a part at a time.

    ``sha256`` is what the register says of it, "" where it says nothing; the bytes are held against it.
    """

    name: str
    media_type: str
    created: date | datetime
    read: Callable[[], Iterator[bytes]] = field(repr=False)
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Restriction:
    """That something is secret (sekretessmarkering, OSL 5 kap. 5 §): the provision, by whom, since when.

    One that is not ``included`` is told to exist, and not what it says.
    """

    regulation: str
    authority: str = ""
    marked_on: date | None = None
    included: bool = True


@dataclass(frozen=True, slots=True)
class Retention:
    """What the information management plan says (bevaras eller gallras), as the metadata tells it.

    ``due`` is the first day it may be disposed of. ``confirmed`` says that a decision is behind it.
    """

    disposable: bool
    counted_from: date
    due: date | None = None
    years: int | None = None
    mandate: str = ""
    confirmed: bool = False


class AgentRole(StrEnum):
    """What somebody is to a case or a record; the values are those of ERMS."""

    CREATOR = "creator"
    SENDER = "sender"
    RECIPIENT = "recipient"
    MAIN_SIGNATORY = "main_signatory"
    OTHER_SIGNATORY = "other_signatory"


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody of a case or a record (aktör)."""

    role: AgentRole
    name: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A day or moment of something; ``kind`` is a value of ERMS such as "received"."""

    kind: str
    when: date | datetime


@dataclass(frozen=True, slots=True)
class Record:
    """A document of a case, or the minutes of a meeting (handling).

    ``kind`` and ``direction`` are our own words, which the mapping turns into those of the archive.
    ``lacks`` tells why a file that should be here is not, "" when nothing is lacking.
    """

    identifier: str
    object_id: str
    title: str
    kind: str
    direction: str = ""
    number: int | None = None
    dates: tuple[Dated, ...] = ()
    agents: tuple[Agent, ...] = ()
    restriction: Restriction | None = None
    retention: Retention | None = None
    files: tuple[SourceFile, ...] = ()
    lacks: str = ""
    notes: tuple[str, ...] = ()
    signed: bool | None = None


@dataclass(frozen=True, slots=True)
class Aggregation:
    """A case or a meeting with its records (ärende, sammanträde). ``related`` are others' object ids."""

    identifier: str
    object_id: str
    title: str
    kind: str
    status: str = ""
    dates: tuple[Dated, ...] = ()
    agents: tuple[Agent, ...] = ()
    restriction: Restriction | None = None
    retention: Retention | None = None
    related: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that makes, hands over or receives the package; ``code`` is its number."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a package is (leverans): its identity, whose records, to which archive, by what program.

    ``identifier`` is also the name of its root folder. ``replaces`` says that it comes in the place of an
    earlier one of the same scope.
    """

    identifier: str
    label: str
    created: datetime
    producer: Party
    submitter: Party
    receiver: Party
    version: str
    agreement: str = ""
    replaces: bool = False
