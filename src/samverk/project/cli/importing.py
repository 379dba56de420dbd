"""``samverk intake import``: send a folder or an archive of minutes to a real installation."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from samverk.project.cli import fail, quoted
from samverk.project.cli.arguments import UsageError
from samverk.project.cli.options import texts_of
from samverk.project.cli.output import write
from samverk.project.cli.server import SETTINGS, guarded

HELP = """Användning: samverk intake import MAPP|ARKIV.zip --account ADRESS --organisation ADRESSNAMN
                             [--body NAMN] [--start]

Skickar alla protokoll i en mapp, med dess undermappar, eller i ett ZIP-arkiv för inläsning i den
installation som miljön beskriver, och visar vad som hittades. De läses i bakgrunden när installationen
är i gång.

  --account       e-postadressen till det konto som läser in; det måste få läsa in för organet
  --organisation  organisationens namn i webbadresser, till exempel alingsas
  --body          organets namn eller förkortning; behövs inte om kontot läser in för ett enda
  --start         starta inläsningen; annars startas den på sidan"""
OPTIONS = ("account", "organisation", "body")


def main(arguments: Sequence[str]) -> int:
    """Send what a folder or an archive holds, and tell what was found; 2 for wrong usage."""
    if {"-h", "--help"} & set(arguments):
        return write(HELP)
    words = [word for word in arguments if word != "--start"]
    try:
        place, given = _read(words)
    except UsageError as error:
        return fail(str(error))

    def within() -> None:
        from samverk.project.running.real import own_database, require_real_settings

        require_real_settings()
        os.environ |= {"DJANGO_SETTINGS_MODULE": SETTINGS, "SAMVERK_DEMO": "false"}
        with own_database(migrate=False):
            import django

            django.setup()
            _import(place, given, starts=len(words) < len(arguments))

    return guarded(within)


def _read(words: Sequence[str]) -> tuple[Path, dict[str, str]]:
    if not words or words[0].startswith("-"):
        raise UsageError("Ange en mapp eller ett ZIP-arkiv. Hjälp: samverk intake import --help")
    place = Path(words[0])
    if not place.is_dir() and not (place.is_file() and place.suffix.lower() == ".zip"):
        raise UsageError(
            f"{quoted(words[0])} är varken en mapp eller ett ZIP-arkiv som går att läsa."
        )
    given = texts_of(words[1:], OPTIONS, "intake import")
    for name in ("account", "organisation"):
        if name not in given:
            raise UsageError(f"samverk intake import behöver --{name}.")
    return place, given


def _import(place: Path, given: dict[str, str], *, starts: bool) -> None:
    from samverk.project.importing import Wanted, import_all

    wanted = Wanted(given["account"], given["organisation"], given.get("body", ""), starts=starts)
    for line in import_all(place, wanted):
        write(line)
