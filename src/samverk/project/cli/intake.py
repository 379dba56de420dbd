"""`samverk intake`: read minutes and memos. No Django, no database, but for its own word `import`.

Exit status 2 if any file could not be read; the others' results are still printed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from samverk.intake.extraction import bounded_source
from samverk.intake.lints.lint import Finding
from samverk.intake.lints.run import finding_as_json, findings
from samverk.intake.reading.as_json import reading_as_json
from samverk.intake.reading.batch import Reading, read_files
from samverk.intake.reading.suggestions import where
from samverk.intake.reading.summary import document_summary
from samverk.project.cli import fail, quoted
from samverk.project.cli.output import write, writes_unicode

_HELP = """Användning: samverk intake FIL ... [--json]
            samverk intake import MAPP|ARKIV.zip --account ADRESS --organisation ADRESSNAMN ...

Läser protokoll, tjänsteskrivelser, kallelser och voteringslistor (text, Markdown, PDF, Word) och
visar vad de säger och vad granskningen anmärker på. Inget sparas.

  FIL     en eller flera filer; läs tillsammans det som hör ihop
  --json  svara som JSON, för program

Med import sparas och läses många filer i en installation: samverk intake import --help"""
_KINDS = {"fault": "Fel", "question": "Fråga"}


def main(argv: Sequence[str]) -> int:
    """Read the files named and print what they say; 2 for wrong usage or an unreadable file."""
    if argv[:1] == ["import"]:
        from samverk.project.cli import importing

        return importing.main(argv[1:])
    names, options = _split(argv)
    if options & {"-h", "--help"}:
        return write(_HELP)
    if unknown := options - {"--json"}:
        return fail(f"Okänt val {quoted(min(unknown))}. Hjälp: samverk intake --help")
    if not names:
        return fail("Ange minst en fil. Hjälp: samverk intake --help")
    reading = read_files([Path(name) for name in names], bounded_source)
    hits = findings(reading)
    text = _as_json(reading, hits) if "--json" in options else "\n".join(_as_text(reading, hits))
    # Where nothing could be read there is nothing to say of it, least of all that all is well.
    status = write(text) if text else 0
    for failed in reading.unreadable:
        fail(_printable(f"{quoted(failed.source)} {failed.message}", sys.stderr.encoding))
    return 2 if reading.unreadable else status


def _split(argv: Sequence[str]) -> tuple[list[str], set[str]]:
    """Tell files from options; after `--` every word is a file."""
    words = list(argv)
    end = words.index("--") if "--" in words else len(words)
    options = {word for word in words[:end] if word.startswith("-")}
    return [w for w in words[:end] if w not in options] + words[end + 1 :], options


def _as_json(reading: Reading, hits: Sequence[Finding]) -> str:
    import json

    told = {"documents": reading_as_json(reading), "lints": [finding_as_json(h) for h in hits]}
    # Escapes keep the JSON whole where the output cannot carry every sign.
    return json.dumps(told, ensure_ascii=not writes_unicode(), indent=2)


def _as_text(reading: Reading, hits: Sequence[Finding]) -> Iterator[str]:
    for source, documents in groupby(reading.documents, key=lambda d: d.source):
        yield source
        for document in documents:
            yield from (f"  {line}" for line in document_summary(document))
        yield ""
    if reading.documents:
        yield "Granskning" if hits else "Granskning: inget att anmärka på."
    for hit in hits:
        spots = "; ".join(f"{spot.source} {where(spot.place)}" for spot in hit.spots)
        yield f"  {_KINDS[hit.lint.kind]}: {hit.text}"
        yield f"    {hit.lint.title} ({hit.lint.id}): {spots}"


def _printable(text: str, encoding: str | None) -> str:
    """Answer the text as the output can carry it; a file name may hold what no text can."""
    chosen = encoding or "utf-8"
    return text.encode(chosen, "backslashreplace").decode(chosen)
