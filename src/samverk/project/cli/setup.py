"""``samverk setup`` and ``samverk link``: the first organisation and administrator, and a way in.

A password is never typed here: the administrator chooses one through a link that opens once.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from samverk.project.cli import fail
from samverk.project.cli.arguments import UsageError
from samverk.project.cli.options import texts_of
from samverk.project.cli.output import write
from samverk.project.cli.server import SETTINGS, guarded

ADDRESS = re.compile(r"https?://[^\s/]+/?")
HELP = """Användning: samverk setup [--organisation NAMN --short-name KORTNAMN --kind TYP
                      --name NAMN --email ADRESS] [--number ORGANISATIONSNUMMER] [--address WEBBADRESS]

Ställer databasen i ordning och lägger upp den första organisationen med sin systemförvaltare. Det
som inte anges frågar kommandot efter. På en uppsatt installation uppdateras bara databasen.

TYP är federation (samordningsförbund), municipality, region eller agency."""
LINK_HELP = """Användning: samverk link ADRESS [--address WEBBADRESS]

Skapar en länk där den som har kontot med e-postadressen väljer lösenord. Den gäller tre dygn."""


@dataclass(frozen=True, slots=True)
class Question:
    """What an option is asked as when it is not given; ``default`` is what an empty answer means."""

    text: str
    default: str | None = None


QUESTIONS = {
    "organisation": Question("Organisationens namn"),
    "short-name": Question("Kortnamn, som i löpande text"),
    "kind": Question("Typ: federation, municipality, region eller agency", "federation"),
    "number": Question("Organisationsnummer, om det är känt", ""),
    "name": Question("Systemförvaltarens namn"),
    "email": Question("Systemförvaltarens e-postadress"),
}
OPTIONS = (*QUESTIONS, "address")


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its help, how its words are read, what it does with them, and if it migrates first."""

    told: str
    read: Callable[[Sequence[str]], dict[str, str]]
    work: Callable[[dict[str, str]], None]
    migrates: bool


def setup(arguments: Sequence[str]) -> int:
    """Migrate, and add the first organisation with its administrator where there is none."""
    return _run(Command(HELP, _options, _set_up, migrates=True), arguments)


def link(arguments: Sequence[str]) -> int:
    """Print a link that opens an account once."""
    return _run(Command(LINK_HELP, _account, _link, migrates=False), arguments)


def _options(arguments: Sequence[str]) -> dict[str, str]:
    return texts_of(arguments, OPTIONS, "setup")


def _account(arguments: Sequence[str]) -> dict[str, str]:
    if not arguments or arguments[0].startswith("-"):
        raise UsageError("samverk link behöver kontots e-postadress.")
    return texts_of(arguments[1:], ("address",), "link") | {"email": arguments[0]}


def _run(command: Command, arguments: Sequence[str]) -> int:
    """Do the command's work with Django started on the real installation's own database."""
    if {"-h", "--help"} & set(arguments):
        return write(command.told)
    try:
        given = command.read(arguments)
    except UsageError as error:
        return fail(str(error))
    if not ADDRESS.fullmatch(given.get("address", "https://x")):
        return fail("--address ska vara en webbadress, till exempel https://samverk.kommunen.se.")

    def within() -> None:
        from samverk.project.running.real import own_database, require_real_settings

        given.setdefault("address", f"https://{require_real_settings()}")
        os.environ |= {"DJANGO_SETTINGS_MODULE": SETTINGS, "SAMVERK_DEMO": "false"}
        with own_database(migrate=command.migrates):
            import django

            django.setup()
            command.work(given)

    return guarded(within)


def _set_up(given: dict[str, str]) -> None:
    from samverk.project.setting_up import administrators

    if known := administrators():
        print(
            f"Installationen är redan uppsatt, av {known[0]}. Databasen är uppdaterad, inget annat."
        )
        print(f"Ny länk till ett konto: samverk link {known[0].email}")
        return
    answers, made = _added(_asked(given))
    print(f"{answers['organisation']} är upplagd, och {made} är systemförvaltare.")
    _print_link(answers["email"], given["address"])
    print("Starta sedan Samverk: samverk serve")


def _added(answers: dict[str, str]) -> tuple[dict[str, str], str]:
    """Add what the answers say; at a terminal what was wrong is told, and everything asked again."""
    from samverk.project.running.errors import NotStartedError
    from samverk.project.setting_up import Wanted, set_up

    while True:
        wanted = Wanted(**{name.replace("-", "_"): answers[name] for name in QUESTIONS})
        try:
            return answers, str(set_up(wanted))
        except NotStartedError as fault:
            if not sys.stdin.isatty():
                raise
            print(fault)
            answers = {
                name: _ask(Question(question.text, answers[name]))
                for name, question in QUESTIONS.items()
            }


def _link(given: dict[str, str]) -> None:
    _print_link(given["email"], given["address"])


def _print_link(email: str, address: str) -> None:
    from samverk.project.setting_up import new_link

    path = new_link(email)
    print("Öppna länken och välj ett lösenord. Den gäller i tre dygn och en gång:\n")
    print(f"  {address.rstrip('/')}{path}\n")


def _asked(given: Mapping[str, str]) -> dict[str, str]:
    """Ask for what was not given; raises NotStartedError where there is nobody to ask."""
    from samverk.project.running.errors import NotStartedError

    found = dict(given)
    missing = [name for name in QUESTIONS if name not in found]
    needed = [name for name in missing if QUESTIONS[name].default is None]
    if needed and not sys.stdin.isatty():
        listed = ", ".join(f"--{name}" for name in needed)
        raise NotStartedError(f"Ange {listed}, eller kör samverk setup vid en terminal.")
    for name in missing:
        found[name] = _ask(QUESTIONS[name]) if needed else QUESTIONS[name].default or ""
    return found


def _ask(question: Question) -> str:
    from samverk.project.running.errors import NotStartedError

    shown = f"{question.text} [{question.default}]" if question.default else question.text
    while True:
        try:
            answer = input(f"{shown}: ").strip()
        except EOFError:
            raise NotStartedError("Avbrutet: inget är upplagt.") from None
        if answer or question.default is not None:
            return answer or question.default or ""
