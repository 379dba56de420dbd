"""Opens and seals whom a decision concerns. Nothing of it is kept in plain text anywhere.

The report to the supervisory authority tells first name and last name apart, so they are kept apart. One
without a personal number has the number that the authority wants in its place: the day of birth and four
characters, the same in every report (``rules.unexecuted.stand_in``).
"""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models

from samverk.execution.models import GrantedDecision
from samverk.foundation.sealing import new_key, seal, search_key, unseal
from samverk.rules.name_words import name_words

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom a decision concerns (den enskilde): ``number`` is twelve characters or "".

    ``key`` is what the board's other system calls the decision, "" where there is none.
    """

    first_name: str
    last_name: str
    number: str = ""
    key: str = ""

    @property
    def name(self) -> str:
        """The name as pages show it."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def masked(self) -> str:
        """The number as it is shown without being asked for."""
        return shown(self.number) or "nummer saknas"


def shown(number: str) -> str:
    """Mask a number: the day of birth alone, "" for none."""
    return f"{number[:SHOWN]}-••••" if number else ""


def place(row: models.Model) -> str:
    """Say where a sealed field belongs: its table and row."""
    return f"{row._meta.db_table}/{row.pk}"


def seal_concerned(row: GrantedDecision, who: Concerned) -> None:
    """Seal whom a decision concerns, and make the keys it is found by. The row is not saved."""
    if not row.key:
        row.key = new_key(row.controller_id)
    row.sealed = sealed(row, row, asdict(who))
    row.number_key = number_key(row.controller_id, who.number)
    row.name_keys = name_keys(row.controller_id, who.name)
    row.source_key = source_key(row.controller_id, row.source, who.key)


def number_key(controller: int, number: str) -> str:
    """Digest a number, so that it is found; "" for none."""
    return search_key(controller, f"evb/{number}") if number else ""


def name_keys(controller: int, name: str) -> list[str]:
    """Digest each word of a name, so that it is found by whole words."""
    return [name_key(controller, word) for word in name_words(name)]


def name_key(controller: int, word: str) -> str:
    """Digest one word of a name."""
    return search_key(controller, f"evb/namn/{word}")


def source_key(controller: int, source: str, key: str) -> str:
    """Digest what a source calls a decision, so that it is found at the next import; "" for none."""
    return search_key(controller, f"evb/{source}/{key}") if key else ""


def concerned(row: GrantedDecision) -> Concerned:
    """Open whom a decision concerns. The caller has noted that it is read."""
    return Concerned(**unseal(bytes(row.key), row.controller_id, place(row), bytes(row.sealed)))


def sealed(decision: GrantedDecision, row: models.Model, content: dict[str, Any]) -> bytes:
    """Seal what a row says, with its decision's key."""
    return seal(bytes(decision.key), decision.controller_id, place(row), content)


def sealed_at(
    decision: GrantedDecision, model: type[models.Model], pk: uuid.UUID, content: dict[str, Any]
) -> bytes:
    """Seal what a row that is yet to be made will say, as ``sealed`` does."""
    at = f"{model._meta.db_table}/{pk}"
    return seal(bytes(decision.key), decision.controller_id, at, content)


def text_of(decision: GrantedDecision, row: models.Model, field: str = "note") -> str:
    """Open the one text that a field of a row holds, "" for none. Raises SealBrokenError."""
    return str(opened(decision, row, field).get("text", ""))


def opened(decision: GrantedDecision, row: models.Model, field: str) -> dict[str, Any]:
    """Open what a sealed field of a row of a decision says. Raises SealBrokenError."""
    sealed_text = bytes(getattr(row, field))
    return unseal(bytes(decision.key), decision.controller_id, place(row), sealed_text)
