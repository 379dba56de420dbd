"""``samverk manage check_log``: check every line of the log against its seals."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samverk.foundation.log_seals.checking import check_log, keep_proof, named_part, period
from samverk.foundation.log_seals.proof import LogFault


class Command(BaseCommand):
    """Checks the log, says which period is not as it was sealed, and ends with 1 when any is not."""

    help = "Pröva loggen mot förseglingarna: att ingen rad är ändrad, borttagen eller tillagd."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for checkpoints that somebody else has kept."""
        parser.add_argument(
            "--vittne",
            type=Path,
            action="append",
            default=[],
            help="en kontrollpunkt som någon annan har sparat; får anges flera gånger",
        )
        parser.add_argument("--json", action="store_true", help="svara som JSON, för program")

    def handle(self, **options: Any) -> None:
        """Check, keep what came of it, and tell."""
        report = check_log([one.read_text(encoding="utf-8") for one in options["vittne"]])
        keep_proof(report)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(report), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(
                f"Prövat: {report.seals} förseglingar, {report.lines} förseglade rader,"
                f" {report.removed} gallrade. {report.unsealed} rader är inte förseglade än."
            )
        if report.faults:
            raise CommandError("\n".join(["Loggen stämmer inte.", *map(_told, report.faults)]))
        if not options["json"]:
            self.stdout.write("Inget är ändrat.")


def _told(fault: LogFault) -> str:
    where = [f"försegling {fault.seal}"] if fault.seal else []
    where += [one for one in (period(fault), named_part(fault.part)) if one]
    return f"- {', '.join(where)}: {fault.text}" if where else f"- {fault.text}"
