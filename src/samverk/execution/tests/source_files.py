"""Files as a source writes them, for the tests of what is read in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samverk.execution.actions import (
    NewFile,
    ask_import,
    choose_columns,
    run_import,
    upload_register_file,
)
from samverk.execution.actions.importing import as_map
from samverk.execution.models import GrantedDecision, RegisterImport, RegisterStep, RegisterWait
from samverk.execution.tests.stage import WOMAN, Stage
from samverk.execution.walls import unread
from samverk.foundation.actors import Actor

SOURCE = "Treserva"
HEAD = (
    "id",
    "personnummer",
    "förnamn",
    "efternamn",
    "skyddad identitet",
    "typ",
    "lagrum",
    "beslutsdatum",
    "avbrottsdatum",
    "slutdatum",
    "utfall",
    "erbjuden",
    "svar",
    "skäl",
    "kommentar",
    "stöd under väntan",
)
ROW = {
    "id": "K1",
    "personnummer": WOMAN,
    "förnamn": "Siv",
    "efternamn": "Påhitt",
    "typ": "kontaktfamilj",
    "lagrum": "4 kap. 1 § SoL",
    "beslutsdatum": "2023-03-01",
}


def file_of(*rows: Mapping[str, str]) -> bytes:
    """Write a file of rows; what a row does not say is as in ``ROW``."""
    lines = [";".join(HEAD)]
    lines += [";".join({**ROW, **row}.get(name, "") for name in HEAD) for row in rows]
    return "\n".join(lines).encode()


def upload(
    stage: Stage, content: bytes, key: str = "fil", actor: Actor | None = None
) -> RegisterImport:
    """Upload a file of the source."""
    new = NewFile(SOURCE, content, "beslut.csv")
    return upload_register_file(actor or stage.reporter, stage.body, new, key=key)


def choose(stage: Stage, row: RegisterImport, key: str = "val", **words: Any) -> RegisterImport:
    """Choose what words of the file mean."""
    chosen = as_map({**row.mapping, **words})
    return choose_columns(stage.reporter, stage.body, row.pk, chosen, key=f"{row.pk}/{key}")


def carry(stage: Stage, row: RegisterImport, actor: Actor | None = None) -> RegisterImport:
    """Ask for a tried file to be read in, and let the worker do it."""
    ask_import(
        actor or stage.reporter, stage.body, row.pk, row.digest, key=f"{row.pk}/{row.digest}"
    )
    run_import(stage.body, row.pk)
    with unread([stage.body]):
        return RegisterImport.objects.get(pk=row.pk)


def brought_in(stage: Stage, *rows: Mapping[str, str], key: str = "fil") -> RegisterImport:
    """Upload rows, and read them in."""
    return carry(stage, upload(stage, file_of(*rows), key))


def as_it_stands(stage: Stage) -> list[Any]:
    """Give all that the register holds, but for the moment when it was written."""
    with unread([stage.body]):
        return [
            list(table.objects.order_by("pk").values())
            for table in (GrantedDecision, RegisterStep, RegisterWait)
        ]
