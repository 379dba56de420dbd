"""The envelope that every message travels in, and the receipt that answers it."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from samverk.exchange import canonical, keys
from samverk.exchange.schema import Schema, faults, record, whole, words

FORMAT = "samverk/1"
MEGABYTE = 1024 * 1024
LARGEST = 12 * MEGABYTE
ID = {"type": "string", "description": "Meddelandets nummer (UUID).", "format": "uuid"}
DIGEST = words("Kontrollsumma (SHA-256) i hexadecimal form.", 64, pattern="^[0-9a-f]{64}$")
SIGNATURE = words("Underskrift med Ed25519, base64.", 88, least=88)
KEY = words("Den öppna nyckel som underskriften prövas med, base64.", 44, least=44)
CODE = words("Organisationens beteckning, oftast dess organisationsnummer.", 40, least=1)
MOMENT = {"type": "string", "description": "Tidpunkt med tidszon.", "format": "date-time"}

ENVELOPE: Schema = record(
    "Kuvertet: det som är underskrivet, i kanonisk form.",
    format={"type": "string", "description": "Kuvertets version.", "const": FORMAT},
    id=ID,
    type=words("Meddelandets typ.", 40, least=1, pattern="^[a-z]+$"),
    version=whole("Typens version.", least=1, most=1000),
    sender=CODE | {"description": "Avsändarens beteckning."},
    recipient=CODE | {"description": "Mottagarens beteckning."},
    created=MOMENT,
    payload={"type": "object", "description": "Innehållet, beskrivet av typens eget schema."},
)
MESSAGE: Schema = record(
    "Ett meddelande så som det sänds: kuvertet, nyckeln och underskriften.",
    envelope=ENVELOPE,
    key=KEY,
    signature=SIGNATURE,
)
RECEIPT: Schema = record(
    "Kvitto: mottagaren intygar att meddelandet är mottaget.",
    receipt=record(
        "Det som är underskrivet, i kanonisk form.",
        format={"type": "string", "description": "Kvittots version.", "const": FORMAT},
        message=ID,
        digest=DIGEST | {"description": "Kontrollsumma av kuvertet i kanonisk form."},
        sender=CODE | {"description": "Beteckningen för den som sände meddelandet."},
        recipient=CODE | {"description": "Beteckningen för den som tog emot det."},
        received=MOMENT,
    ),
    key=KEY,
    signature=SIGNATURE,
)


@dataclass(frozen=True, slots=True)
class Signed:
    """What came, read and in shape; nothing of it is believed before the signature is tried."""

    content: dict[str, Any]
    text: bytes
    key: str
    signature: str

    @property
    def digest(self) -> str:
        """The checksum of what is signed."""
        return digest_of(self.text)


def digest_of(text: bytes) -> str:
    """Give the checksum of bytes."""
    return hashlib.sha256(text).hexdigest()


def moment(when: datetime) -> str:
    """Write a moment as messages do: in UTC, whole seconds."""
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def signed(name: str, content: dict[str, Any], purpose: bytes) -> bytes:
    """Sign an envelope or a receipt with the installation's key, ready to send."""
    signature = keys.sign(canonical.canonical(content), purpose)
    return canonical.canonical(
        {name: content, "key": keys.own_public_key(), "signature": signature}
    )


def read_message(wire: bytes) -> Signed:
    """Read a message. Raises ValueError, in Swedish, for what is none."""
    return _read(wire, "envelope", MESSAGE)


def read_receipt(wire: bytes) -> Signed:
    """Read a receipt. Raises ValueError for what is none."""
    return _read(wire, "receipt", RECEIPT)


def _read(wire: bytes, name: str, schema: Schema) -> Signed:
    given = canonical.read(wire)
    if wrong := next(faults(given, schema), ""):
        raise ValueError(f"Det går inte att läsa: {wrong}.")
    return Signed(given[name], canonical.canonical(given[name]), given["key"], given["signature"])


FILE: Schema = record(
    "En fil.",
    name=words("Filnamn.", 200, least=1),
    media_type=words("Filens typ.", 100, least=1),
    sha256=DIGEST,
    content=words("Innehållet i base64.", LARGEST),
)


def packed(name: str, media_type: str, content: bytes) -> dict[str, str]:
    """Pack a file into a message."""
    return {
        "name": name,
        "media_type": media_type,
        "sha256": digest_of(content),
        "content": base64.b64encode(content).decode(),
    }


def unpacked(file: dict[str, str]) -> bytes:
    """Unpack a file. Raises ValueError when it is not what its checksum says."""
    try:
        content = base64.b64decode(file["content"], validate=True)
    except binascii.Error as fault:
        raise ValueError(f"Filen {file['name']} är skadad.") from fault
    if digest_of(content) != file["sha256"]:
        raise ValueError(f"Filen {file['name']} är skadad.")
    return content
