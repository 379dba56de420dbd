"""The chain proof of a package: the locked records behind its minutes, up to signed checkpoints.

A link's checksum covers the link before it, so whoever trusts a checkpoint can tell that no record of the
row that ends in it has been changed. A checkpoint is signed each time that minutes are locked: the row is
then of those minutes alone. Where it had to go on past them, what is not in the package is there by its
checksums only, with no word of what it holds, and nobody can tell by them what it said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field

from samverk.documents.archive.xml import Sink, XmlWriter
from samverk.foundation.seals.canonical import canonical, read_canonical
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
    """Rows of a chain's links, each up to the checkpoint that vouches for it.

    ``checkpoint`` is one checkpoint's line, or several as a JSON list. ``lines`` gives the links as an
    export writes them, and those of other matters bare. Without ``records`` there is nothing to prove.
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
        vouched = read_checkpoints(proof.checkpoint)[-1]
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


@dataclass(frozen=True, slots=True)
class BareLink:
    """A link that is not of the package (länk utan innehåll): its place and checksums alone."""

    chain: str
    index: int
    previous: str
    digest: str

    @property
    def is_whole(self) -> bool:
        """Answer nothing of what it holds: that is not here."""
        return True

    def line(self) -> str:
        """Write it as one line of a proof."""
        return canonical(asdict(self))


def bare(link: Link) -> BareLink:
    """Leave the content of a link out."""
    return BareLink(link.chain, link.index, link.previous, link.digest)


def read_proof_line(line: str) -> Link | BareLink:
    """Read a line of a proof. Raises ValueError for one that is neither a link nor a bare one."""
    given = read_canonical(line)
    names = {"chain": str, "index": int, "previous": str, "digest": str}
    if not isinstance(given, dict) or set(given) != set(names):
        return read_link(line)
    if any(type(given[name]) is not kind for name, kind in names.items()):
        raise ValueError("en uppgift av fel slag")
    return BareLink(**given)


def written_checkpoints(lines: Sequence[str]) -> str:
    """Write the checkpoints of a proof: one as it is, several as a list."""
    return lines[0] if len(lines) == 1 else f"[{','.join(lines)}]"


def read_checkpoints(text: str) -> list[Checkpoint]:
    """Read the checkpoints of a proof. Raises ValueError."""
    given = read_canonical(text.strip())
    told = given if isinstance(given, list) else [given]
    if not told:
        raise ValueError("ingen kontrollpunkt")
    return [read_checkpoint(canonical(one)) for one in told]


def chain_faults(
    lines: Iterable[str], checkpoint: str, wanted: dict[int, str], *, trusted: str = ""
) -> Iterator[str]:
    """Tell what is wrong with a proof: of its links, its checkpoints, and the records (digest by index).

    ``trusted`` is the public key that the checkpoints must be signed with, "" for their own.
    """
    try:
        vouched = read_checkpoints(checkpoint)
    except ValueError as fault:
        yield f"Kontrollpunkten går inte att läsa: {fault}."
        return
    for one in vouched:
        yield from _signature_faults(one, trusted)
    walk = _Walk(vouched, dict(wanted))
    for number, line in enumerate(lines, 1):
        try:
            link = read_proof_line(line)
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

    def __init__(self, vouched: Iterable[Checkpoint], wanted: dict[int, str]) -> None:
        self._heads = {
            (chain, head.size, head.digest) for one in vouched for chain, head in one.heads.items()
        }
        self._wanted = wanted
        self._last: Link | BareLink | None = None

    def link_faults(self, link: Link | BareLink) -> Iterator[str]:
        last, self._last = self._last, link
        if not link.is_whole:
            yield f"Post {link.index} är ändrad: kontrollsumman stämmer inte."
        if last and not self._follows(last, link):
            yield f"Post {link.index} hänger inte ihop med den före."
        if link.index in self._wanted and isinstance(link, BareLink):
            yield f"Post {link.index} saknar sitt innehåll."
        if self._wanted.pop(link.index, link.digest) != link.digest:
            yield f"Post {link.index} är inte den som paketet åberopar."

    def _follows(self, last: Link | BareLink, link: Link | BareLink) -> bool:
        """Answer whether a link comes next, or begins a row after one that a checkpoint has ended."""
        if link.chain != last.chain:
            return False
        if link.index == last.index + 1:
            return link.previous == last.digest
        return link.index > last.index and self._is_end(last)

    def _is_end(self, link: Link | BareLink) -> bool:
        return (link.chain, link.index, link.digest) in self._heads

    def end_faults(self) -> Iterator[str]:
        for index in sorted(self._wanted):
            yield f"Post {index} saknas i kedjan."
        if self._last is None:
            yield "Kedjan saknas."
        elif not self._is_end(self._last):
            yield "Kontrollpunkten intygar inte kedjan som den är."
