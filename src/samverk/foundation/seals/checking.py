"""Whether an export is as it was written: every file, link and checkpoint, and what others witness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from samverk.foundation.seals.bundle import CHECKPOINTS, FILES, FORMAT, LINKS, MANIFEST, SIGNATURE
from samverk.foundation.seals.canonical import digest, read_canonical
from samverk.foundation.seals.chain import BEGINNING, Link, read_link
from samverk.foundation.seals.checkpoints import Checkpoint, Head, read_checkpoint
from samverk.foundation.seals.keys import is_signed_by


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written (fel), and where."""

    where: str
    text: str


@dataclass(slots=True)
class Report:
    """What was checked and what is wrong. Nothing is wrong when ``faults`` is empty."""

    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    chains: dict[str, list[Link]] = field(default_factory=dict)
    checkpoints: list[Checkpoint] = field(default_factory=list)
    files: int = 0

    @property
    def is_clean(self) -> bool:
        """Answer whether nothing is wrong."""
        return not self.faults

    @property
    def records(self) -> int:
        """How many links there are in all chains."""
        return sum(map(len, self.chains.values()))

    def fault(self, where: str, text: str) -> None:
        """Note that something is wrong."""
        self.faults.append(Fault(where, text))


def check(
    files: Mapping[str, bytes], *, trusted: str = "", witnesses: Sequence[str] = ()
) -> Report:
    """Check an export. ``trusted`` is the public key that it must be signed with.

    ``witnesses`` are checkpoints that somebody else has kept, each a line of text.
    """
    report = Report()
    key = _manifest(files, trusted, report)
    _links(files, report)
    _checkpoints(files, key, report)
    _documents(files, report)
    for number, line in enumerate(witnesses, start=1):
        _witness(f"vittne {number}", line, key, report)
    return report


def _manifest(files: Mapping[str, bytes], trusted: str, report: Report) -> str:
    """Check that every file is named and unchanged; answer the key that all must be signed with."""
    try:
        text = files[MANIFEST].decode()
        manifest = read_canonical(text)
        key, listed = str(manifest["key"]), dict(manifest["files"])
        signature = files[SIGNATURE].decode()
    except (KeyError, ValueError, TypeError):
        report.fault(MANIFEST, "Förteckningen saknas eller går inte att läsa.")
        return trusted
    if manifest.get("format") != FORMAT:
        report.fault(MANIFEST, "Förteckningen har ett format som inte är känt här.")
    if trusted and key != trusted:
        report.fault(MANIFEST, "Exporten är inte signerad med den nyckel som angavs.")
    if not is_signed_by(trusted or key, text, signature):
        report.fault(SIGNATURE, "Signaturen stämmer inte med förteckningen.")
    if not trusted:
        report.remarks.append(
            "Nyckeln är exportens egen: jämför med en nyckel som fåtts på annat håll (--nyckel)."
        )
    present = {name: digest(content) for name, content in files.items()}
    for name in sorted(listed.keys() | (present.keys() - {MANIFEST, SIGNATURE})):
        if name not in present:
            report.fault(name, "Filen saknas.")
        elif name not in listed:
            report.fault(name, "Filen hör inte till exporten.")
        elif present[name] != listed[name]:
            report.fault(name, "Filen är ändrad: den har inte den kontrollsumma som förtecknats.")
    return trusted or key


def _lines(content: bytes) -> Iterator[tuple[int, str]]:
    yield from enumerate(content.decode(errors="replace").split("\n")[:-1], start=1)


def _links(files: Mapping[str, bytes], report: Report) -> None:
    for name in sorted(name for name in files if name.startswith(LINKS)):
        links: list[Link] = []
        for number, line in _lines(files[name]):
            try:
                links.append(read_link(line))
            except ValueError as fault:
                report.fault(f"{name} rad {number}", f"Raden går inte att läsa: {fault}.")
        _chain(name, links, report)


def _chain(name: str, links: Sequence[Link], report: Report) -> None:
    previous = BEGINNING
    for place, link in enumerate(links, start=1):
        where = f"{link.chain} post {link.index}"
        if link.index != place:
            report.fault(where, f"Posten står på plats {place}: en post saknas eller är tillagd.")
        if link.previous != previous:
            report.fault(where, "Posten hänger inte ihop med den före.")
        if not link.is_whole:
            report.fault(where, "Innehållet är ändrat: kontrollsumman stämmer inte.")
        _content(where, link, report)
        previous = link.digest
    if len({link.chain for link in links}) > 1:
        report.fault(name, "Filen blandar flera kedjor.")
    for link in links:
        report.chains.setdefault(link.chain, []).append(link)


def _content(where: str, link: Link, report: Report) -> None:
    """Check that what the link holds is canonical, and that a correction points back."""
    try:
        content = read_canonical(link.content)
    except ValueError:
        report.fault(where, "Innehållet är inte skrivet på det enda sättet.")
        return
    corrects = content.get("corrects") if isinstance(content, dict) else None
    if corrects is not None and not (isinstance(corrects, int) and 0 < corrects < link.index):
        report.fault(where, "Rättelsen pekar inte på en tidigare post.")


def _heads(report: Report) -> dict[str, Head]:
    return {
        name: Head(len(links), links[-1].digest) for name, links in report.chains.items() if links
    }


def _checkpoints(files: Mapping[str, bytes], key: str, report: Report) -> None:
    previous = BEGINNING
    for number, line in _lines(files.get(CHECKPOINTS, b"")):
        where = f"kontrollpunkt {number}"
        try:
            found = read_checkpoint(line)
        except ValueError as fault:
            report.fault(where, f"Raden går inte att läsa: {fault}.")
            continue
        if found.number != number or found.previous != previous:
            report.fault(where, "Kontrollpunkten hänger inte ihop med den före.")
        _vouched(where, found, key, report)
        report.checkpoints.append(found)
        previous = found.digest
    last = report.checkpoints[-1] if report.checkpoints else None
    if dict(last.heads if last else {}) != _heads(report):
        report.fault(
            CHECKPOINTS, "Den sista kontrollpunkten intygar inte kedjorna som de är: något saknas."
        )


def _vouched(where: str, found: Checkpoint, key: str, report: Report) -> None:
    """Hold the chains against a checkpoint: each was at least so long, and was that then."""
    if found.key != key or not found.is_signed:
        report.fault(where, "Kontrollpunktens signatur stämmer inte.")
    for name, head in found.heads.items():
        links = report.chains.get(name, [])
        if len(links) < head.size:
            report.fault(
                where,
                f"{name} ska ha minst {head.size} poster men har {len(links)}. Antingen är exporten"
                " tagen tidigare, eller är poster borttagna eller en gammal säkerhetskopia inlagd.",
            )
        elif head.size < 1 or links[head.size - 1].digest != head.digest:
            report.fault(
                where, f"{name} är inte den kedja som intygats: post {head.size} är en annan."
            )


def _documents(files: Mapping[str, bytes], report: Report) -> None:
    """Check that each document that a link names is here, once, and that no other is."""
    named: Counter[str] = Counter()
    for links in report.chains.values():
        for link in links:
            try:
                content = read_canonical(link.content)
            except ValueError:
                continue
            if isinstance(content, dict) and isinstance(content.get("file"), str):
                named[content["file"]] += 1
    present = {
        name.removeprefix(FILES).removesuffix(".pdf"): content
        for name, content in files.items()
        if name.startswith(FILES)
    }
    report.files = len(present)
    for name in sorted(named.keys() | present.keys()):
        where = f"{FILES}{name}.pdf"
        if name not in present:
            report.fault(where, "Protokollfilen saknas.")
        elif name not in named:
            report.fault(where, "Filen nämns inte i någon post.")
        elif digest(present[name]) != name:
            report.fault(where, "Protokollfilen är ändrad.")


def _witness(where: str, line: str, key: str, report: Report) -> None:
    try:
        found = read_checkpoint(line.strip())
    except ValueError as fault:
        report.fault(where, f"Kontrollpunkten går inte att läsa: {fault}.")
        return
    known = {each.number: each for each in report.checkpoints}
    if found.number in known and known[found.number] != found:
        report.fault(where, f"Exporten har en annan kontrollpunkt {found.number} än vittnet.")
    if known and found.number > max(known):
        report.fault(
            where,
            f"Vittnet har kontrollpunkt {found.number}, exporten bara till och med {max(known)}."
            " Gör en ny export. Saknas den där också är en gammal säkerhetskopia inlagd.",
        )
    _vouched(where, found, key, report)
