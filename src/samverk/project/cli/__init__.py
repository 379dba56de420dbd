"""The command line: `samverk <kommando>`. Each command's code is loaded when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from samverk.project.cli.output import READER_GONE, complain, flushed, write

# command -> (module of this package, function taking the rest of the arguments, what it does)
COMMANDS = {
    "law": ("law", "main", "räkna med lagens regler"),
    "intake": ("intake", "main", "läs protokoll och tjänsteskrivelser"),
    "exit": ("leaving", "main", "räkna ut vad ett utträde ur förbundet leder till"),
    "disclose": ("disclose", "main", "visa hur en tabell med små antal kan publiceras"),
    "evb": ("evb", "main", "pröva en publicerad tabell över ej verkställda beslut"),
    "run": ("server", "run", "starta demon på den här datorn"),
    "setup": ("setup", "setup", "sätt upp en riktig installation, eller uppdatera dess databas"),
    "serve": ("server", "serve", "kör en riktig installation"),
    "link": ("setup", "link", "skapa en engångslänk till ett konto"),
    "verify": ("verify", "main", "pröva en export av låsta protokoll"),
    "archive": ("archive", "main", "pröva ett arkivpaket"),
    "stop": ("server", "stop", "stoppa Samverk"),
    "manage": ("server", "manage", "Djangos förvaltningskommandon"),
}
USAGE_ERROR = 2
# 128 + SIGINT: what a shell shows for a command that Ctrl-C ended.
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 2 with one line on stderr for wrong usage."""
    try:
        status = _run(list(sys.argv[1:] if argv is None else argv))
    except BrokenPipeError:
        status = READER_GONE
    except KeyboardInterrupt:
        status = INTERRUPTED
    return flushed() or status


def _run(arguments: list[str]) -> int:
    if not arguments:
        return fail("Ange ett kommando. Hjälp: samverk --help")
    name, rest = arguments[0], arguments[1:]
    if name in ("-h", "--help", "help"):
        return write(_help())
    if name not in COMMANDS:
        return fail(f"Okänt kommando {quoted(name)}. Hjälp: samverk --help")
    module, function, _ = COMMANDS[name]
    command: Callable[[list[str]], int] = getattr(import_module(f"{__name__}.{module}"), function)
    return command(rest)


def fail(message: str) -> int:
    """Print one line on stderr and give the status for wrong usage."""
    complain(message)
    return USAGE_ERROR


def quoted(text: str) -> str:
    """Show what was typed, on one line."""
    from samverk.rules.calculators.reading import quoted as shown

    return shown(text)


def _help() -> str:
    width = max(map(len, COMMANDS))
    listed = [f"  {name:<{width}}  {what}" for name, (_, _, what) in COMMANDS.items()]
    return "\n".join(["Användning: samverk KOMMANDO ...", "", "Kommandon:", *listed])
