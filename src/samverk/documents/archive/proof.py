"""The chain proof of a package: the locked records behind its minutes, up to a signed checkpoint.

A link's checksum covers the link before it, so whoever trusts the checkpoint can tell that no record from
the first one here to the chain's end has been changed. Every link between has to be here for that: they
are the open words of the same body's minutes, and of what is secret commitments alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from samverk.documents.archive.xml import Sink, XmlWriter
from samverk.foundation.seals.chain import Link, read_link
from samverk.foundation.seals.checkpoints import Checkpoint, read_checkpoint

NAMESPACE = "urn:samverk:kedjebevis:1"
NOTHING = "Inget justerat protokoll ingår i paketet. Därför finns inga låsta poster att bevisa."
TOLD = (
    "Posterna är låsta vid justeringen. Varje post har en kontrollsumma som täcker posten före."
    " Kontrollpunkten intygar med en signatur hur kedjan slutade."
)


@dataclass(frozen=True, slots=True)
class ProvedRecord:
    """A locked record that something in the package rests on (låst post).

    ``sha256`` is the checksum of the file that the record names, "" for a paragraph.
    """

    index: int
    digest: str
    label: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class ChainProof:
    """A chain's links from the first record needed to its end, and the checkpoint that vouches for it.

    ``lines`` gives the links as an export writes them. Without ``records`` there is nothing to prove.
    """

    chain: str = ""
    checkpoint: str = ""
    records: tuple[ProvedRecord, ...] = ()
    lines: Callable[[], Iterator[str]] = field(default=lambda: iter(()), repr=False)


def write_records(out: Sink, proof: ChainProof, paths: dict[str, str]) -> None:
    """Write which records prove what; ``paths`` are the package's files by their checksum."""
    xml = XmlWriter(out)
    root: dict[str, str | None] = {"xmlns": NAMESPACE}
    if proof.records:
        vouched = read_checkpoint(proof.checkpoint)
        root |= {
            "kedja": proof.chain,
            "kontrollpunkt": str(vouched.number),
            "nyckel": vouched.key,
        }
    with xml.element("kedjebevis", root):
        xml.text("text", TOLD if proof.records else NOTHING)
        for each in proof.records:
            told = {"nummer": str(each.index), "kontrollsumma": each.digest}
            xml.text("post", each.label, told | {"fil": paths.get(each.sha256)})
    xml.end()


def chain_faults(
    lines: Iterable[str], checkpoint: str, wanted: dict[int, str], *, trusted: str = ""
) -> Iterator[str]:
    """Tell what is wrong with a proof: of its links, its checkpoint, and the records (digest by index).

    ``trusted`` is the public key that the checkpoint must be signed with, "" for its own.
    """
    try:
        vouched = read_checkpoint(checkpoint.strip())
    except ValueError as fault:
        yield f"Kontrollpunkten går inte att läsa: {fault}."
        return
    yield from _signature_faults(vouched, trusted)
    walk = _Walk(vouched, dict(wanted))
    for number, line in enumerate(lines, 1):
        try:
            link = read_link(line)
        except ValueError as fault:
            yield f"Rad {number} i kedjan går inte att läsa: {fault}."
            return
        yield from walk.link_faults(link)
    yield from walk.end_faults()


def _signature_faults(vouched: Checkpoint, trusted: str) -> Iterator[str]:
    if trusted and vouched.key != trusted:
        yield "Kontrollpunkten är inte signerad med den nyckel som angavs."
    if not vouched.is_signed:
        yield "Kontrollpunktens signatur stämmer inte."


class _Walk:
    """Goes through the links one by one, and remembers only the last."""

    def __init__(self, vouched: Checkpoint, wanted: dict[int, str]) -> None:
        self._vouched, self._wanted = vouched, wanted
        self._last: Link | None = None

    def link_faults(self, link: Link) -> Iterator[str]:
        last, self._last = self._last, link
        if not link.is_whole:
            yield f"Post {link.index} är ändrad: kontrollsumman stämmer inte."
        if last and (link.chain, link.index, link.previous) != (
            last.chain,
            last.index + 1,
            last.digest,
        ):
            yield f"Post {link.index} hänger inte ihop med den före."
        if self._wanted.pop(link.index, link.digest) != link.digest:
            yield f"Post {link.index} är inte den som paketet åberopar."

    def end_faults(self) -> Iterator[str]:
        for index in sorted(self._wanted):
            yield f"Post {index} saknas i kedjan."
        if self._last is None:
            yield "Kedjan saknas."
            return
        head = self._vouched.heads.get(self._last.chain)
        if head is None or (head.size, head.digest) != (self._last.index, self._last.digest):
            yield "Kontrollpunkten intygar inte kedjan som den är."
