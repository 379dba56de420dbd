"""``samverk manage remove_readings``: remove readings whose time is out from the log, by a decision.

Without a decision it is a trial, and nothing is removed. With one it is run as the owner of the tables:
``SAMVERK_DB_ROLE=owner samverk manage remove_readings …``.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError

from samverk.foundation import clock
from samverk.foundation.errors import SamverkError
from samverk.foundation.log_seals.checking import named_part
from samverk.foundation.log_seals.removing import (
    Due,
    RemovalDecision,
    due_on,
    limit_on,
    remove_due,
)
from samverk.rules.wording import running_date

UNCONFIRMED = (
    "Ingen källa bekräftar tiden för socialtjänsten: myndigheten bestämmer den (SAMVERK_LOG_YEARS)."
)
NOT_OWNER = "Programmets roll får inte ta bort rader. Kör kommandot med SAMVERK_DB_ROLE=owner."


class Command(BaseCommand):
    """Shows what is due, or removes it and prints the certificate."""

    help = "Provgallra läsloggen, eller gallra den enligt ett beslut."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for whose readings, and for the decision."""
        parser.add_argument(
            "--myndighet", type=int, help="bara läsningar hos en myndighet (nummer)"
        )
        parser.add_argument(
            "--beslut", default="", help="beslutet, som det citeras: då gallras det"
        )
        parser.add_argument("--av", default="", help="vem som verkställer")

    def handle(self, **options: Any) -> None:
        """Try, or remove."""
        wanted: int | None = options["myndighet"]
        due = [one for one in due_on(clock.today()) if wanted is None or one.body == wanted]
        limit = running_date(limit_on(clock.today()))
        self.stdout.write(f"Läsningar bevaras {settings.LOG_YEARS} år. Gallras: före {limit}.")
        self.stdout.write(UNCONFIRMED)
        if not due:
            self.stdout.write("Inget att gallra.")
        for one in due:
            self._remove(one, options) if options["beslut"] else self.stdout.write(_told(one))
        if due and not options["beslut"]:
            self.stdout.write(
                "Det här är en provgallring: inget är borttaget. Ange --beslut och --av."
            )

    def _remove(self, due: Due, options: dict[str, Any]) -> None:
        try:
            made = remove_due(due, RemovalDecision(options["beslut"], options["av"]))
        except SamverkError as fault:
            raise CommandError(fault.message) from fault
        except ProgrammingError as fault:
            raise CommandError(NOT_OWNER) from fault
        self.stdout.write(f"Gallrat. {_told(due)}")
        self.stdout.write(f"Gallringsbevis, post {made.number} i loggens kedja: {made.content}")
        self.stdout.write(f"Kontrollpunkt att spara: {made.checkpoint}")


def _told(due: Due) -> str:
    rows = "1 rad" if due.lines == 1 else f"{due.lines} rader"
    seals = "1 försegling" if len(due.seals) == 1 else f"{len(due.seals)} förseglingar"
    return f"{named_part(due.part).capitalize()}: {rows} i {seals}."
