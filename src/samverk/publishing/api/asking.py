"""What somebody asks of a list: its bounds, its length, and where the page before ended."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from ninja import Path, Schema
from ninja.errors import HttpError
from pydantic import Field

from samverk.publishing.queries.walking import Span
from samverk.publishing.standards.rows import Row
from samverk.rules.force import ForceState

LONGEST = 100
# What holds many others is sent fewer at a time, unless they are left out
FEWER = {"meeting": 20, "paper": 50}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AFTER = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")
TOO_LARGE = 2**63
NO_MOMENT = "{name} ska vara en tidpunkt som 2026-05-03T12:00:00+02:00; skriv plus som %2B."
NO_PLACE = "after kommer ur en adress under links i ett tidigare svar: skriv den inte själv."
MOMENT: dict[str, Any] = {"format": "date-time"}

Id = Annotated[int, Path(ge=0, lt=TOO_LARGE, description="Nummer ur objektets adress.")]


class Walk(Schema):
    """Hur en lista läses: urvalet enligt OParl, och var sidan före tog slut."""

    created_since: str | None = Field(
        None, description="Publicerade från och med tidpunkten.", json_schema_extra=MOMENT
    )
    created_until: str | None = Field(
        None, description="Publicerade till och med tidpunkten.", json_schema_extra=MOMENT
    )
    modified_since: str | None = Field(
        None,
        description="Ändrade från och med tidpunkten; det som dragits tillbaka är med.",
        json_schema_extra=MOMENT,
    )
    modified_until: str | None = Field(
        None, description="Ändrade till och med tidpunkten.", json_schema_extra=MOMENT
    )
    omit_internal: bool = Field(False, description="Utelämna objekt som står inne i andra.")
    limit: int = Field(
        LONGEST,
        ge=1,
        description="Högst så många på en sida: 100, av sammanträden 20 och av ärenden 50.",
    )
    after: str | None = Field(
        None,
        description="Var sidan före slutade. Kommer ur links.next.",
        pattern=f"^{AFTER.pattern}$",
    )

    def span(self, resource: str) -> Span:
        """Read it, for a list of one resource.

        Raises HttpError, 400, for what is no moment or no place in a list.
        """
        return Span(
            _moment("created_since", self.created_since),
            _moment("created_until", self.created_until),
            _moment("modified_since", self.modified_since),
            _moment("modified_until", self.modified_until),
            _place(self.after),
            min(self.limit, LONGEST if self.omit_internal else FEWER.get(resource, LONGEST)),
        )

    @property
    def filters(self) -> dict[str, str]:
        """Give what the addresses of the other pages have to say too."""
        kept = self.model_dump(exclude={"after", "limit", "omit_internal"}, exclude_none=True)
        more = {"omit_internal": "true"} if self.omit_internal else {}
        if self.limit < LONGEST:
            more["limit"] = str(self.limit)
        return kept | more


class DecisionWalk(Walk):
    """Hur listan över beslut läses: som andra listor, och efter laga kraft."""

    force: ForceState | None = Field(
        None,
        description="Bara beslut vars laga kraft är så i dag. Det som dragits tillbaka är med.",
    )


def _moment(name: str, text: str | None) -> datetime | None:
    """Read a moment; a plus sign that was not escaped comes as a space, and is meant."""
    if text is None:
        return None
    try:
        read = datetime.fromisoformat(re.sub(r" (\d\d:?\d\d)$", r"+\1", text))
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as fault:
        raise HttpError(400, NO_MOMENT.format(name=name)) from fault


def _place(text: str | None) -> tuple[datetime, int] | None:
    if text is None:
        return None
    read = AFTER.fullmatch(text)
    if not read:
        raise HttpError(400, NO_PLACE)
    return EPOCH + timedelta(microseconds=int(read[1])), int(read[2])


def place_of(row: Row, span: Span) -> str:
    """Write where a page ended with ``row``, as ``after`` of the next one."""
    ended = row.modified_at if span.is_by_change else row.published_at
    return f"{(ended - EPOCH) // timedelta(microseconds=1)}-{row.id}"
