"""Opens and seals what is told of a person. Nothing here is kept in plain text anywhere."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db import models

from samverk.foundation.sealing import seal, search_key, unseal
from samverk.interventions.persons.models import EmergencyRequest, Person
from samverk.interventions.persons.models.people import HIDDEN_KEY
from samverk.rules.name_words import name_words
from samverk.rules.personal_number import PersonalNumber, read_number


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a person is (identitet): ``number`` is twelve digits or "", ``born`` ISO or ""."""

    name: str
    number: str = ""
    born: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""

    @property
    def birth_date(self) -> date | None:
        """The date of birth, None when it is not known."""
        return date.fromisoformat(self.born) if self.born else None

    @property
    def masked(self) -> str:
        """The number as it is shown without being asked for."""
        if self.number:
            return f"{self.number[:8]}-••••"
        return f"född {self.born}" if self.born else "nummer saknas"


def place(row: models.Model) -> str:
    """Say where a sealed field belongs: its table and row."""
    return f"{row._meta.db_table}/{row.pk}"


def sealed(person: Person, row: models.Model, content: dict[str, Any]) -> bytes:
    """Seal what a row says, with its person's key."""
    return seal(bytes(person.key), person.controller_id, place(row), content)


def told(person: Person, row: models.Model, field: str = "sealed") -> dict[str, Any]:
    """Open what a row says. Raises SealBrokenError."""
    return unseal(bytes(person.key), person.controller_id, place(row), bytes(getattr(row, field)))


def text_of(person: Person, row: models.Model, field: str = "sealed") -> str:
    """Open the one text that a field of a row holds, "" for none. Raises SealBrokenError."""
    return str(told(person, row, field).get("text", ""))


def why_asked(row: EmergencyRequest) -> str:
    """Open why somebody asked for emergency access: it is sealed under the request's own key."""
    return str(asked_for(row)["why"])


def asked_for(row: EmergencyRequest) -> dict[str, Any]:
    """Open the number and the reason of a request for emergency access. Raises SealBrokenError."""
    return unseal(bytes(row.key), row.controller_id, place(row), bytes(row.sealed))


def edition(person: Person, row: models.Model) -> str:
    """Tell which writing of a row this is: another each time that it is sealed anew, and nothing else."""
    told = f"{person.home_id}/".encode() if row is person else b""
    return hashlib.sha256(told + bytes(getattr(row, "sealed"))).hexdigest()  # noqa: B009


def identity(person: Person) -> Identity:
    """Open who a person is. The caller has noted that it is read."""
    return Identity(**told(person, person))


def number_keys(controller: int, number: str) -> tuple[str, str]:
    """Give the keys that a number is found by: of a person, and of one with a protected identity.

    They differ, so that a number is free to be registered whether somebody hidden has it or not:
    that it was refused would tell of them. By the first character the database knows which of the
    keys may stand more than once: each who hides the number makes a row of their own.
    """
    hidden = search_key(controller, f"skyddad/{number}")
    return search_key(controller, number), f"{HIDDEN_KEY}{hidden[:-1]}"


def is_hidden_key(person: Person) -> bool:
    """Answer whether a person is found by the key of those with a protected identity."""
    return person.number_key.startswith(HIDDEN_KEY)


def seal_identity(person: Person, who: Identity, *, hidden: bool = False) -> None:
    """Seal who a person is, and make the keys they are found by. The row is not saved.

    Of one who is ``hidden`` nothing is kept that tells where they are.
    """
    if hidden:
        who = replace(who, address="", phone="", email="")
    person.sealed = sealed(person, person, asdict(who))
    keys = number_keys(person.controller_id, who.number)
    person.number_key = keys[hidden] if who.number else ""
    person.name_keys = [search_key(person.controller_id, word) for word in name_words(who.name)]


def number_of(text: str, today: date) -> PersonalNumber | None:
    """Read a number; None for none given. Raises ValueError with what to do."""
    return read_number(text, today) if text.strip() else None
