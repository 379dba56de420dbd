"""A chain of records: each link covers what it holds and the link before it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from samverk.foundation.seals.canonical import canonical, digest, read_canonical

# What the first link of a chain has before it
BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """One record in its chain (länk). ``content`` is canonical JSON; ``index`` counts from 1."""

    chain: str
    index: int
    previous: str
    content: str
    digest: str

    @property
    def is_whole(self) -> bool:
        """Answer whether the digest is that of what the link holds."""
        return self.digest == digest_of(self.chain, self.index, self.previous, self.content)

    def line(self) -> str:
        """Write the link as one line of an export."""
        return canonical(asdict(self))


def digest_of(chain: str, index: int, previous: str, content: str) -> str:
    """Answer the digest of a link: of its place, of the link before it, and of all it holds."""
    covered = {"chain": chain, "index": index, "previous": previous, "content": content}
    return digest(canonical(covered))


def next_link(chain: str, last: Link | None, content: str) -> Link:
    """Make the link that follows ``last``, or the first of a chain."""
    index, previous = (last.index + 1, last.digest) if last else (1, BEGINNING)
    return Link(chain, index, previous, content, digest_of(chain, index, previous, content))


def read_link(line: str) -> Link:
    """Read a line of an export. Raises ValueError for one that is not as ``Link.line`` writes it."""
    given = read_canonical(line)
    names = {"chain": str, "index": int, "previous": str, "content": str, "digest": str}
    if not isinstance(given, dict) or set(given) != set(names):
        raise ValueError("inte en länk")
    if any(type(given[name]) is not kind for name, kind in names.items()):
        raise ValueError("en uppgift av fel slag")
    return Link(**given)
