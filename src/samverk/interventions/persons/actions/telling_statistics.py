"""Telling the federation, where it has an installation of its own, what is published of a year."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from samverk.exchange import actions as exchange
from samverk.foundation.actors import system
from samverk.interventions.models import InterventionStatistics, PublishedStatistics
from samverk.interventions.persons.actions.far import is_far
from samverk.interventions.persons.zone import Authority
from samverk.interventions.queries.telling import DELIVERY_STATISTICS, STATISTICS

TABLE = ("title", "label", "columns", "rows", "totals_row", "totals_column")
TELLER = system("Samverk, statistik till förbund")


def tell_statistics(row: PublishedStatistics, home: Authority) -> None:
    """Send what was published to the federation; nothing to do when it lives in this installation.

    The whole proof is published where it was made: here goes its SHA-256.
    """
    payload = {"delivery": str(row.delivery.code), "subject": row.subject, **_told(row)}
    subject = f"Publicerad statistik {row.year}, {row.delivery}"
    federation = row.delivery.intervention.federation_id
    _send(DELIVERY_STATISTICS, (federation, subject, payload), home, f"{row.pk}")


def tell_intervention(row: InterventionStatistics, home: Authority) -> None:
    """Send what was published of an intervention, in the same way."""
    payload = {"intervention": row.intervention.name, **_told(row)}
    subject = f"Publicerad statistik {row.year}, insatsen {row.intervention.name}"
    _send(STATISTICS, (row.intervention.federation_id, subject, payload), home, f"insats/{row.pk}")


def _told(row: PublishedStatistics | InterventionStatistics) -> dict[str, Any]:
    text = json.dumps(row.proof, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {
        "year": row.year,
        "published_on": row.published_on.isoformat(),
        "published_by": row.published_by,
        "policy": row.proof["policy"],
        "proof": hashlib.sha256(text.encode()).hexdigest(),
        "tables": [{name: table[name] for name in TABLE} for table in row.tables],
    }


def _send(
    version: tuple[str, int], what: tuple[int, str, dict[str, Any]], home: Authority, number: str
) -> None:
    federation, subject, payload = what
    if is_far(federation):
        new = exchange.NewMessage(
            *version, home.organisation, federation, subject, payload, home.body
        )
        exchange.send(TELLER, new, key=f"{STATISTICS[0]}/{number}")
