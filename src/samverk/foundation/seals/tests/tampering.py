"""Sets of sealed records, and every way that somebody might tamper with them.

Each way is told what was sealed and draws where it strikes. Those who reach the database may make
all digests anew, but not a signature: the export is then written by a system that knows nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from samverk.foundation.seals.bundle import bundle, packed
from samverk.foundation.seals.canonical import canonical, digest
from samverk.foundation.seals.chain import Link, next_link
from samverk.foundation.seals.checkpoints import Checkpoint, Head, next_checkpoint
from samverk.foundation.seals.keys import SealKey

KEY = SealKey(b"k" * 32)
FORGER = SealKey(b"f" * 32)
WORDS = ("Taxan höjs.", "Avtalet godkänns.", "Ärendet bordläggs.", "Årsredovisningen läggs fram.")


@dataclass(frozen=True)
class Sealed:
    """What an installation has sealed, and the checkpoint that somebody else has kept."""

    links: tuple[Link, ...]
    checkpoints: tuple[Checkpoint, ...]
    files: tuple[bytes, ...]
    witness: str

    def export(self) -> dict[str, bytes]:
        return bundle(self.links, self.checkpoints, self.files, KEY)


Strike = Callable[[random.Random, Sealed], dict[str, bytes]]


def heads_of(links: Sequence[Link]) -> dict[str, Head]:
    last = {link.chain: link for link in links}
    return {chain: Head(link.index, link.digest) for chain, link in last.items()}


def sealed(draw: random.Random) -> Sealed:
    """Seal a few meetings of one to three bodies, with a checkpoint after each."""
    chains: dict[str, list[Link]] = {}
    checkpoints: list[Checkpoint] = []
    files = []
    for meeting in range(draw.randint(2, 5)):
        chain = f"org/{draw.randint(1, 3)}"
        links = chains.setdefault(chain, [])
        for number in range(draw.randint(1, 4)):
            content = {"kind": "paragraph", "number": number, "text": draw.choice(WORDS)}
            links.append(next_link(chain, links[-1] if links else None, canonical(content)))
        files.append(f"%PDF {meeting} {draw.random()}".encode())
        content = {"kind": "document", "file": digest(files[-1])}
        links.append(next_link(chain, links[-1], canonical(content)))
        whole = [link for one in chains.values() for link in one]
        last = checkpoints[-1] if checkpoints else None
        moment = f"2026-03-{meeting + 1:02}T10:00:00Z"
        checkpoints.append(next_checkpoint(last, heads_of(whole), moment, KEY))
    whole = [link for name in sorted(chains) for link in chains[name]]
    return Sealed(tuple(whole), tuple(checkpoints), tuple(files), checkpoints[-1].line())


def a_byte(draw: random.Random, of: Sealed) -> dict[str, bytes]:
    """Change one bit of one file of the export."""
    files = of.export()
    name = draw.choice(sorted(files))
    content = bytearray(files[name])
    content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
    return files | {name: bytes(content)}


def a_cut(draw: random.Random, of: Sealed) -> dict[str, bytes]:
    """Cut the end off one file of the export."""
    files = of.export()
    name = draw.choice(sorted(files))
    return files | {name: files[name][: draw.randrange(len(files[name]))]}


def a_file_gone(draw: random.Random, of: Sealed) -> dict[str, bytes]:
    """Take one file out of the export."""
    files = of.export()
    del files[draw.choice(sorted(files))]
    return files


def a_file_added(draw: random.Random, of: Sealed) -> dict[str, bytes]:
    """Put a strange file into the export."""
    return of.export() | {f"filer/{draw.random()}.pdf": b"%PDF strange"}


def a_row(draw: random.Random, of: Sealed) -> dict[str, bytes]:
    """Change what a row holds, and let its digest be."""
    at = draw.randrange(len(of.links))
    changed = replace(of.links[at], content=canonical({"kind": "paragraph", "text": "Annat."}))
    return replace(of, links=(*of.links[:at], changed, *of.links[at + 1 :])).export()


def a_row_resealed(draw: random.Random, of: Sealed) -> dict[str, bytes]:
    """Change what a row holds, and make every digest after it anew."""
    links = list(of.links)
    at = draw.randrange(len(links))
    links[at] = replace(links[at], content=canonical({"kind": "paragraph", "text": "Annat."}))
    return replace(of, links=rebuilt(links)).export()


def a_row_gone(draw: random.Random, of: Sealed) -> dict[str, bytes]:
    """Take a row away, and perhaps make every digest after it anew."""
    links = list(of.links)
    del links[draw.randrange(len(links))]
    return replace(of, links=rebuilt(links) if draw.random() < 0.5 else tuple(links)).export()


def rows_swapped(draw: random.Random, of: Sealed) -> dict[str, bytes]:
    """Let two rows change places."""
    links = list(of.links)
    first, second = draw.sample(range(len(links)), 2)
    links[first], links[second] = links[second], links[first]
    return replace(of, links=tuple(links)).export()


def the_end_gone(draw: random.Random, of: Sealed) -> dict[str, bytes]:
    """Cut a chain short; the checkpoints stand."""
    chain = draw.choice(of.links).chain
    own = [link for link in of.links if link.chain == chain]
    kept = own[: draw.randrange(len(own))]
    others = [link for link in of.links if link.chain != chain]
    return replace(of, links=tuple(sorted([*kept, *others], key=place))).export()


def an_old_backup(draw: random.Random, of: Sealed) -> dict[str, bytes]:
    """Put the whole database back to an earlier day, checkpoints and all."""
    return as_of(of, draw.randrange(len(of.checkpoints) - 1)).export()


def as_of(of: Sealed, at: int) -> Sealed:
    """What there was at a checkpoint."""
    heads = of.checkpoints[at].heads
    links = [n for n in of.links if n.chain in heads and n.index <= heads[n.chain].size]
    return Sealed(tuple(links), of.checkpoints[: at + 1], of.files[: at + 1], of.witness)


def an_old_backup_continued(draw: random.Random, of: Sealed) -> dict[str, bytes]:
    """Put an old backup back, and go on from there as if nothing had been."""
    at = draw.randrange(len(of.checkpoints) - 1)
    old = as_of(of, at)
    chain = old.links[-1].chain
    links, checkpoints = list(old.links), list(old.checkpoints)
    for more in range(len(of.checkpoints) - at + 1):
        content = canonical({"kind": "paragraph", "text": f"Nytt {more}."})
        links.append(next_link(chain, links[-1], content))
        moment = f"2026-04-{more + 1:02}T10:00:00Z"
        checkpoints.append(next_checkpoint(checkpoints[-1], heads_of(links), moment, KEY))
    return replace(old, links=tuple(links), checkpoints=tuple(checkpoints)).export()


def a_forged_checkpoint(draw: random.Random, of: Sealed) -> dict[str, bytes]:
    """Change a row, make all digests anew, and sign checkpoints to match with another key."""
    links = list(of.links)
    at = draw.randrange(len(links))
    links[at] = replace(links[at], content=canonical({"kind": "paragraph", "text": "Annat."}))
    made = rebuilt(links)
    forged = next_checkpoint(None, heads_of(made), "2026-03-01T10:00:00Z", FORGER)
    signer = draw.choice([KEY, FORGER])
    return bundle(made, [forged], of.files, signer)


def a_checkpoint_gone(draw: random.Random, of: Sealed) -> dict[str, bytes]:
    """Take one checkpoint away."""
    at = draw.randrange(len(of.checkpoints))
    return replace(of, checkpoints=of.checkpoints[:at] + of.checkpoints[at + 1 :]).export()


def rebuilt(links: Sequence[Link]) -> tuple[Link, ...]:
    """Make every digest of the chains anew, as one who has the database can."""
    last: dict[str, Link] = {}
    made = []
    for link in links:
        last[link.chain] = next_link(link.chain, last.get(link.chain), link.content)
        made.append(last[link.chain])
    return tuple(made)


def place(link: Link) -> tuple[str, int]:
    return link.chain, link.index


STRIKES: tuple[Strike, ...] = (
    a_byte,
    a_cut,
    a_file_gone,
    a_file_added,
    a_row,
    a_row_resealed,
    a_row_gone,
    rows_swapped,
    the_end_gone,
    an_old_backup,
    an_old_backup_continued,
    a_forged_checkpoint,
    a_checkpoint_gone,
)


def packed_and_struck(draw: random.Random, of: Sealed) -> bytes:
    """Pack the export into one file, and change or cut it."""
    content = bytearray(packed(of.export()))
    at = draw.randrange(len(content))
    if draw.random() < 0.3:
        return bytes(content[:at])
    content[at] ^= 1 << draw.randrange(8)
    return bytes(content)
