"""What a year's tables stand beside: what was sent of the same year, and what is published of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from samverk.analytics.disclosure.keeping import edition_of
from samverk.federation.queries import Measure
from samverk.interventions.models import Delivery, YearSubject
from samverk.interventions.persons.models import PublishedCounts, SentCounts
from samverk.interventions.persons.queries.families import REFERRING, TAKING_PART
from samverk.interventions.persons.queries.first_version import exact_before
from samverk.interventions.persons.queries.year_links import Message
from samverk.interventions.persons.walls import unread

if TYPE_CHECKING:
    from samverk.analytics.disclosure.system import Edition

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is out of a delivery's (code) year (det som redan är ute), as canonical JSON: "[]" for nothing.

    ``sent`` has a list of tables for each message, the oldest first; ``published`` those of the other
    subject than the one that is asked about.
    """

    code: str
    sent: str
    published: str

    def messages(self) -> list[Message]:
        """Read what was sent, message by message."""
        told: list[list[Row]] = json.loads(self.sent)
        return [{Measure(row["measure"]): edition_of(row) for row in rows} for rows in told]

    def published_editions(self) -> list[Edition]:
        """Read what is published."""
        rows: list[Row] = json.loads(self.published)
        return [edition_of(row) for row in rows]

    def editions(self) -> list[Edition]:
        """Give all that is out, each table once."""
        sent = [one for message in self.messages() for one in message.values()]
        return list({one.table.name: one for one in [*sent, *self.published_editions()]}.values())


@dataclass(frozen=True, slots=True)
class YearOut:
    """All that is out of a delivery's year: what was sent, and what is published by its subject."""

    code: str
    sent: list[list[Row]]
    published: dict[str, list[Row]]

    def beside(self, subject: str) -> Beside:
        """Give what is out beside a subject (what is told of it), of what is tied to it."""
        family = _family(subject)
        sent = [[row for row in tables if row["measure"] in family] for tables in self.sent]
        others = [
            table
            for told, tables in self.published.items()
            for table in tables
            if told != subject and _family(told) == family
        ]
        return Beside(self.code, _as_json([one for one in sent if one]), _as_json(others))


def year_out(delivery: Delivery, year: int, controllers: Collection[int]) -> YearOut:
    """Read all that is out of a delivery's whole year."""
    with unread(controllers):
        return year_out_in_open(delivery, year, controllers)


def year_out_in_open(delivery: Delivery, year: int, controllers: Collection[int]) -> YearOut:
    """Read the same where the compartments are open already."""
    out = PublishedCounts.objects.filter(controller__in=controllers, delivery=delivery, year=year)
    published: dict[str, list[Row]] = {}
    for subject, tables in out.order_by("recorded_at").values_list("subject", "tables"):
        published.setdefault(subject, []).extend(tables)
    (sent,) = sent_of([delivery], year, controllers).values()
    return YearOut(str(delivery.code), sent, published)


def sent_of(
    deliveries: Sequence[Delivery], year: int, controllers: Collection[int]
) -> dict[str, list[list[Row]]]:
    """Read what was sent of a whole year, by delivery's code: all are of one provider and federation."""
    last, one = date(year, 12, 31), deliveries[0]
    federation = one.intervention.federation_id
    rows = SentCounts.objects.filter(controller__in=controllers, federation=federation, day=last)
    sent = list(rows.order_by("recorded_at").values_list("tables", flat=True))
    of = {str(each.code): each.intervention.orientation for each in deliveries}
    whole = exact_before(one.provider_id, federation, date(year, 1, 1), of)
    messages = [*(each.tables for each in whole if each.day == last), *sent]
    return {code: _tied_to(code, messages) for code in of}


def _tied_to(code: str, messages: list[list[Row]]) -> list[list[Row]]:
    tied = [[row for row in tables if _is_tied(row, code)] for tables in messages]
    return [one for one in tied if one]


def _is_tied(row: Row, code: str) -> bool:
    """Answer whether a table that was sent is of the delivery, and of what may be published of it."""
    return code in row["rows"] and Measure(row["measure"]) in (*TAKING_PART, *REFERRING)


def _family(subject: str) -> tuple[Measure, ...]:
    """Give the measures that are tied to a subject: those who take part, or those who are referred."""
    return REFERRING if subject == YearSubject.RETURNS else TAKING_PART


def _as_json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def has_sent(delivery: Delivery, year: int, body: int) -> bool:
    """Answer whether an authority (body id) has sent its counts of a delivery's whole year."""
    with unread([body]):
        return SentCounts.objects.filter(
            controller=body,
            federation=delivery.intervention.federation_id,
            day=date(year, 12, 31),
        ).exists()


def has_kept_exact(delivery: Delivery, year: int, body: int) -> bool:
    """Answer whether the counts behind what an authority (body id) has published of a year are kept."""
    with unread([body]):
        rows = PublishedCounts.objects.filter(controller=body, delivery=delivery, year=year)
        return rows.exists()
