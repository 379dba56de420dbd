"""`make crash`: two hundred kills and the controls, told in benchmarks/crash.md.

Ends with status 1 when anything is wrong, or when a control does not find what it must. A number given
as argument is how many kills, and a second one the seed; then crash.md is left as it is.
"""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.__main__ import machine

from tests.crash.checking import Fault, Wrong, faults
from tests.crash.controls import portion, without_keeping_the_key, without_waiting_for_the_disk
from tests.crash.ledger import Ledger
from tests.crash.site import ROOT, Site
from tests.crash.storm import Plan, Storm, kills

RESULT = ROOT / "benchmarks" / "crash.md"
KILLS = 200
# A meeting is full after a while; a kill takes a few seconds, and the storm is cut short far beyond that
KILLS_A_MEETING, SECONDS_A_KILL = 8, 20
TOLD_EACH = 10
PARTS = {
    "database": "databasen med alla dess processer",
    "backend": "en anslutnings process i databasen",
    "web": "webbservern med alla dess processer",
    "worker": "en av webbserverns arbetare",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it. ``controls`` says of each what had to be found, and how often it was."""

    ledger: Ledger
    faults: Sequence[Fault]
    controls: Sequence[tuple[str, int]]
    clients: int
    seed: int
    seconds: float

    @property
    def is_good(self) -> bool:
        """Answer whether nothing was wrong but where it had to be."""
        return not self.faults and all(found for _, found in self.controls)


def storms(site: Site, count: int, seed: int) -> Told:
    """Let it all rage in ``site``."""
    began = time.monotonic()
    site.tell("prepare", dump="")
    desks = site.stage(meetings=2 + count // KILLS_A_MEETING)
    site.tell("bring_up")
    plan = Plan("lång", kills(count, seed), seed, seconds=300 + SECONDS_A_KILL * count)
    ledger = Storm(site, portion(desks, slice(1, None)), plan, told=_told).rage()
    found = faults(site, ledger)
    doubled = _count(without_keeping_the_key(site, desks, seed), Wrong.TWICE)
    forgetful = portion(desks, slice(1))
    lost = _count(without_waiting_for_the_disk(site, forgetful, seed), Wrong.LOST)
    controls = [
        ("Ny nyckel i varje försök: formulär som fick verkan mer än en gång", doubled),
        ("synchronous_commit av: kvitterade skrivningar som gick förlorade", lost),
    ]
    return Told(ledger, found, controls, len(desks), seed, time.monotonic() - began)


def _told(number: int, ledger: Ledger) -> None:
    if number % TOLD_EACH == 0:
        sys.stderr.write(f"{number} dödade, {ledger.acknowledged} kvitterade …\n")


def _count(found: Sequence[Fault], wrong: Wrong) -> int:
    return sum(fault.wrong is wrong for fault in found)


def report(told: Told) -> str:
    """Write it as Markdown."""
    ledger = told.ledger
    day = datetime.now(UTC).date()
    rows = [
        ("klienter", told.clients),
        *((f"dödade: {PARTS[what]}", times) for what, times in sorted(ledger.kills.items())),
        ("dödade, sammanlagt", ledger.kills.total()),
        ("kvitterade skrivningar", ledger.acknowledged),
        ("formulär som skickades mer än en gång", ledger.retried),
        ("omförsök, sammanlagt", ledger.resent),
        ("gånger en klient lade på utan att vänta på svar", ledger.hung_up),
        ("kontrollpunkter som sparats av vittnen", len(set(ledger.witnesses))),
        ("fel", len(told.faults)),
        ("tid för stormen", f"{ledger.seconds:.0f} s"),
        ("tid för allt", f"{told.seconds:.0f} s"),
    ]
    return "\n".join(
        [
            "# Kraschprov",
            "",
            f"`make crash` den {day}, frö {told.seed}: {machine()}.",
            "",
            "Ett fel är en kvitterad skrivning som gått förlorad eller fått ett annat nummer än klienten",
            "fick veta, två poster med samma nummer, en lucka i en serie, en kedja som inte håller, ett",
            "omskickat formulär med dubbel verkan, eller ett formulär som nekades eller aldrig besvarades.",
            "",
            "| Mätt | Värde |",
            "|---|---|",
            *(f"| {what} | {value} |" for what, value in rows),
            "",
            "Kontrollerna tar bort ett skydd i taget och ska hitta fel:",
            "",
            "| Kontroll | Hittade |",
            "|---|---|",
            *(f"| {what} | {found} |" for what, found in told.controls),
            "",
        ]
    )


def main(arguments: Sequence[str]) -> int:
    """Run it; answer 1 when anything is wrong."""
    count = int(arguments[0]) if arguments else KILLS
    seed = int(arguments[1]) if len(arguments) > 1 else int(time.time())
    sys.stdout.write(f"{count} gånger, frö {seed} …\n")
    sys.stdout.flush()
    with tempfile.TemporaryDirectory() as folder, Site(Path(folder) / "var") as site:
        told = storms(site, count, seed)
    text = report(told)
    if not arguments and told.is_good:
        RESULT.write_text(text, encoding="utf-8")
    lines = [f"{fault.wrong.value}: {fault.about}\n" for fault in told.faults]
    sys.stdout.write("".join([text, *lines]))
    return 0 if told.is_good else 1


if __name__ == "__main__":
    # As when Ctrl-C is pressed: what runs is ended on the way out
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main(sys.argv[1:]))
