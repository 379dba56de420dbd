"""Telling the federation, where it has an installation of its own, what is published of a year."""

from __future__ import annotations

import hashlib
import json

from samverk.exchange import actions as exchange
from samverk.foundation.actors import system
from samverk.interventions.models import PublishedStatistics
from samverk.interventions.persons.actions.far import is_far
from samverk.interventions.persons.zone import Authority
from samverk.interventions.queries.telling import STATISTICS

TABLE = ("title", "label", "columns", "rows", "totals_row", "totals_column")
TELLER = system("Samverk, statistik till förbund")


def tell_statistics(row: PublishedStatistics, home: Authority) -> None:
    """Send what was published to the federation; nothing to do when it lives in this installation.

    The whole proof is published where it was made: here goes its SHA-256.
    """
    federation = row.delivery.intervention.federation_id
    if not is_far(federation):
        return
    text = json.dumps(row.proof, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    payload = {
        "delivery": str(row.delivery.code),
        "year": row.year,
        "subject": row.subject,
        "published_on": row.published_on.isoformat(),
        "published_by": row.published_by,
        "policy": row.proof["policy"],
        "proof": hashlib.sha256(text.encode()).hexdigest(),
        "tables": [{name: table[name] for name in TABLE} for table in row.tables],
    }
    subject = f"Publicerad statistik {row.year}, {row.delivery}"
    new = exchange.NewMessage(
        *STATISTICS, home.organisation, federation, subject, payload, home.body
    )
    exchange.send(TELLER, new, key=f"{STATISTICS[0]}/{row.pk}")
