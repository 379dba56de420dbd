"""Signed checkpoints: how long each chain was at a time, and what it ended in.

A chain alone cannot tell that its end is gone, or that all of it was written anew. A checkpoint
that somebody else keeps can: it is a witness.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from samverk.foundation.seals.canonical import canonical, digest, read_canonical
from samverk.foundation.seals.chain import BEGINNING
from samverk.foundation.seals.keys import SealKey, is_signed_by


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ended (kedjans slut): how many links it had, and the digest of the last."""

    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed word on every chain at a time (kontrollpunkt); ``previous`` is the one before it.

    ``made_at`` is a moment in UTC, as ISO 8601 writes it.
    """

    number: int
    made_at: str
    heads: Mapping[str, Head]
    previous: str
    key: str
    signature: str = ""

    @property
    def signed_text(self) -> str:
        """What the signature covers: all but itself."""
        return canonical({k: v for k, v in asdict(self).items() if k != "signature"})

    @property
    def digest(self) -> str:
        """The digest that the next checkpoint carries."""
        return digest(self.line())

    @property
    def is_signed(self) -> bool:
        """Answer whether the holder of the named key has signed it."""
        return is_signed_by(self.key, self.signed_text, self.signature)

    def line(self) -> str:
        """Write it as one line: what a witness keeps."""
        return canonical(asdict(self))


def next_checkpoint(
    last: Checkpoint | None, heads: Mapping[str, Head], made_at: str, key: SealKey
) -> Checkpoint:
    """Sign the checkpoint that follows ``last``."""
    number, previous = (last.number + 1, last.digest) if last else (1, BEGINNING)
    bare = Checkpoint(number, made_at, dict(heads), previous, key.public)
    return Checkpoint(
        number, made_at, dict(heads), previous, key.public, key.sign(bare.signed_text)
    )


def read_checkpoint(line: str) -> Checkpoint:
    """Read one line. Raises ValueError for one that is not as ``Checkpoint.line`` writes it."""
    given = read_canonical(line)
    texts = ("made_at", "previous", "key", "signature")
    if not isinstance(given, dict) or set(given) != {"number", "heads", *texts}:
        raise ValueError("inte en kontrollpunkt")
    heads = given["heads"]
    if type(given["number"]) is not int or not isinstance(heads, dict):
        raise ValueError("en uppgift av fel slag")
    if not all(isinstance(given[name], str) for name in texts):
        raise ValueError("en uppgift av fel slag")
    return Checkpoint(**given | {"heads": {name: _head(one) for name, one in heads.items()}})


def _head(given: object) -> Head:
    match given:
        case {"size": int(size), "digest": str(last), **rest} if not rest:
            return Head(size, last)
    raise ValueError("inte ett kedjeslut")
