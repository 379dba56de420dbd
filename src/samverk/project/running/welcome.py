"""What is said when the demo runs: where, what each installation is, and whom one can be there."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.project.demo.cast import PASSWORD, logins_of
from samverk.project.running.parts import Part

NO_PARTY = (
    "Parternas installation körs inte: den behöver den inbyggda databasen, utan DATABASE_URL."
)


def welcome(parts: Sequence[Part]) -> str:
    """Write the lines, the addresses first."""
    first, *more = parts
    return "\n".join(
        [
            f"Samverk är i gång: {first.address}  {first.told}",
            *(f"{'och':>18}: {part.address}  {part.told}" for part in more),
            *([] if more else [NO_PARTY]),
            "",
            f"Logga in i demon med lösenordet {PASSWORD} som",
            *(line for part in parts for line in _people(part)),
            "",
            "Stoppa med Ctrl-C.",
        ]
    )


def _people(part: Part) -> list[str]:
    logins = [f"    {login.email:<38} {login.title}" for login in logins_of(part.profile)]
    return [f"  på {part.address}", *logins]
