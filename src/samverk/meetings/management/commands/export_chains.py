"""``samverk manage export_chains``: write all that is locked, to be checked by ``samverk verify``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from samverk.foundation.actors import system
from samverk.foundation.forms import fresh_key
from samverk.foundation.seals.bundle import bundle, write_export
from samverk.foundation.signing import seal_key
from samverk.meetings import actions, queries


class Command(BaseCommand):
    """Writes every chain with its checkpoints and open documents to a directory or one file."""

    help = "Skriv alla låsta protokoll till en katalog, eller till en fil som slutar på .zip."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask where to write."""
        parser.add_argument("place", type=Path, help="katalog eller fil som inte finns än")

    def handle(self, **options: Any) -> None:
        """Write the export and say which key it is signed with."""
        place: Path = options["place"]
        if place.exists():
            raise CommandError(f"{place} finns redan: ange en plats som inte finns.")
        actions.make_checkpoint(system("Exporten"), key=f"export/{fresh_key()}")
        sealed = _read_at_one_moment()
        key = seal_key()
        write_export(place, bundle(sealed.links, sealed.checkpoints, sealed.files, key))
        self.stdout.write(f"{len(sealed.links)} poster i {place}. Nyckel: {key.public}")


def _read_at_one_moment() -> queries.Sealed:
    """Read everything as it was at one moment, whoever locks something meanwhile."""
    with transaction.atomic():
        # Within a transaction that has begun to read, as in a test, the moment is already chosen.
        if not connection.savepoint_ids:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return queries.sealed_for_export()
