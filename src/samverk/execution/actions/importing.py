"""Brings a source's decisions into the register: the file, its columns, the dry run and the order to read in.

The file is the uploader's alone until it has been read in. Nothing is registered before the run, which does
all of it or nothing.
"""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, field
from typing import Any

from procrastinate.contrib.django import app as jobs

from samverk.documents.xlsx_kinds import Line
from samverk.execution.files import packed, read_lines, unpacked
from samverk.execution.models import (
    ImportState,
    RegisterImport,
    RegisterImportProgress,
    RegisterSource,
)
from samverk.execution.queries.dry_run import Place, Tried, digest, shown, try_file
from samverk.execution.records import place
from samverk.execution.walls import unread
from samverk.execution.zone import MISSING, entered
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.permissions import Right
from samverk.foundation.sealing import new_key, seal, unseal
from samverk.rules.unexecuted.import_mapping import ColumnMap, Target, guess_map

UPLOADED = acts.kind("execution.file_uploaded", "Fil till registret uppladdad", is_quiet=True)
MAPPED = acts.kind("execution.columns_chosen", "Kolumner till registret valda", is_quiet=True)
ASKED = acts.kind("execution.import_asked", "Inläsning till registret beställd", is_quiet=True)
DROPPED = acts.kind("execution.file_dropped", "Fil till registret kastad", is_quiet=True)
IMPORT_JOB = "samverk.execution.jobs.run_import"
CHANGED = "Registret har ändrats sedan provet. Se igenom det nya provet, och läs in igen."


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to read in (fil): of which source, and what is in it."""

    source: str
    content: bytes = field(repr=False)
    name: str = field(default="", repr=False)


def upload_register_file(actor: Actor, body: int, new: NewFile, *, key: str) -> RegisterImport:
    """Take a source's file in, and try it with the columns that were chosen for the source, or guessed.

    Raises InputError for a file that cannot be read.
    """
    if not new.source.strip():
        raise InputError("Skriv vilken källa filen kommer ur.", field="source")
    lines = read_lines(new.content)
    with entered(actor, body, Right.REPORT_EXECUTION) as home:
        content = (new.source, new.content)
        act = acts.Act(actor, UPLOADED, key, home.organisation, body=body, content=content)
        return acts.carry_out(act, lambda: _upload(actor, body, new, lines))


def _upload(actor: Actor, body: int, new: NewFile, lines: tuple[Line, ...]) -> RegisterImport:
    if actor.user is None:
        raise NotAllowedError("Logga in för att läsa in en fil.")
    source, _ = RegisterSource.objects.get_or_create(
        controller_id=body, name=" ".join(new.source.split())
    )
    row = RegisterImport(
        controller_id=body,
        source=source,
        uploaded_by_id=actor.user,
        uploaded_by_name=actor.name,
        key=new_key(body),
        mapping=asdict(_first_map(source, lines)),
    )
    row.sealed = _sealed(row, "sealed", {"name": new.name, "lines": packed(lines)})
    try_again(row, lines)
    row.save(force_insert=True)
    return row


def _first_map(source: RegisterSource, lines: tuple[Line, ...]) -> ColumnMap:
    """Take the columns chosen for the source, as far as the file has them, and guess those never chosen."""
    headings = [cell.text.strip() for cell in lines[0][1]]
    guessed = guess_map(headings).value
    if not source.mapping:
        return guessed
    kept = as_map(source.mapping)
    there = {target: name for target, name in kept.columns.items() if name in headings}
    return as_map({**source.mapping, "columns": there})


def as_map(kept: dict[str, Any]) -> ColumnMap:
    """Give a kept map as the rules know it."""
    columns = {Target(name): heading for name, heading in kept["columns"].items()}
    return ColumnMap(**{**kept, "columns": columns})


def lines_of(row: RegisterImport) -> tuple[Line, ...]:
    """Open the file's cells. The caller is its uploader, or the run."""
    return unpacked(opened(row, "sealed")["lines"])


def opened(row: RegisterImport, name: str) -> dict[str, Any]:
    """Open one of what is sealed in a file's row."""
    kept = bytes(getattr(row, name))
    return unseal(bytes(row.key), row.controller_id, f"{place(row)}/{name}", kept)


def _sealed(row: RegisterImport, name: str, content: dict[str, Any]) -> bytes:
    return seal(bytes(row.key), row.controller_id, f"{place(row)}/{name}", content)


def try_again(row: RegisterImport, lines: tuple[Line, ...], *, locks: bool = False) -> Tried:
    """Try a file anew, and keep what it told; the row is not saved."""
    with unread([row.controller_id]):
        tried = try_file(
            Place(row.controller_id, row.source.name, row.uploaded_by_id),
            lines,
            as_map(row.mapping),
            clock.today(),
            locks=locks,
        )
        kept = shown(tried)
    found = digest(row.controller_id, kept)
    if found != row.digest:
        row.tried, row.digest = _sealed(row, "tried", kept), found
    row.counts = tried.counts
    return tried


def open_import(actor: Actor, body: int, pk: uuid.UUID, *, locks: bool = False) -> RegisterImport:
    """Find a file that somebody is bringing in, theirs alone. Raises NotFoundError."""
    rows = RegisterImport.objects.select_related("source").filter(
        controller=body, uploaded_by=actor.user, state=ImportState.OPEN
    )
    found = (rows.select_for_update(of=("self",)) if locks else rows).filter(pk=pk).first()
    if found is None:
        raise NotFoundError(MISSING)
    return found


def choose_columns(
    actor: Actor, body: int, pk: uuid.UUID, chosen: ColumnMap, *, key: str
) -> RegisterImport:
    """Choose how a file is read, remember it for its source, and try the file anew."""
    with entered(actor, body, Right.REPORT_EXECUTION) as home:
        row = open_import(actor, body, pk, locks=True)
        content = (str(pk), sorted(asdict(chosen).items()))
        act = acts.Act(actor, MAPPED, key, home.organisation, body=body, content=content)

        def work() -> RegisterImport:
            row.mapping = asdict(chosen)
            RegisterSource.objects.filter(pk=row.source_id).update(mapping=row.mapping)
            row.message = ""
            try_again(row, lines_of(row))
            row.save()
            return row

        return acts.carry_out(act, work)


def ask_import(actor: Actor, body: int, pk: uuid.UUID, seen: str, *, key: str) -> RegisterImport:
    """Ask for a tried file to be read in; ``seen`` is the digest of the dry run that was looked at.

    Raises InputError while there is a fault or nothing to do, ConflictError for another dry run.
    """
    with entered(actor, body, Right.REPORT_EXECUTION) as home:
        act = acts.Act(actor, ASKED, key, home.organisation, body=body, content=(str(pk), seen))
        return acts.carry_out(act, lambda: _ask(open_import(actor, body, pk, locks=True), seen))


def _ask(row: RegisterImport, seen: str) -> RegisterImport:
    if row.digest != seen:
        raise ConflictError("Provet är ett annat än det du såg. Se igenom det igen.")
    if row.counts["faults"]:
        raise InputError("Rätta felen först: filen läses in hel eller inte alls.")
    if not row.counts["new"] + row.counts["changed"]:
        raise InputError("Filen ändrar inget i registret. Det finns inget att läsa in.")
    row.state, row.message = ImportState.ASKED, ""
    row.save()
    total = sum(row.counts[name] for name in ("new", "changed", "same"))
    RegisterImportProgress.objects.update_or_create(
        of=row, defaults={"controller_id": row.controller_id, "done": 0, "total": total}
    )
    # In the transaction that asked for it
    jobs.configure_task(IMPORT_JOB, lock=f"register/{row.controller_id}").defer(
        body=row.controller_id, row=str(row.pk)
    )
    return row


def drop_import(actor: Actor, body: int, pk: uuid.UUID, *, key: str) -> RegisterImport:
    """Throw away a file that is not to be read in: it goes with its key."""
    with entered(actor, body, Right.REPORT_EXECUTION) as home:
        row = open_import(actor, body, pk, locks=True)
        act = acts.Act(actor, DROPPED, key, home.organisation, body=body, content=str(pk))

        def work() -> RegisterImport:
            empty(row, ImportState.DROPPED)
            return row

        return acts.carry_out(act, work)


def empty(row: RegisterImport, state: ImportState) -> None:
    """Let a file go with its key: what was sealed is never opened again."""
    row.key = row.sealed = row.tried = b""
    row.state, row.ended_at = state, clock.now()
    row.save()
