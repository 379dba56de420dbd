"""What a connection that binds its values in the database keeps, and how much one question may hold.

The pages of one working day ask some hundreds of questions. The least recently asked goes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

MOST = 500
# A question has at most 65,535 values, and a column may take more than one of them
MOST_VALUES = 30_000


def keep_plans(connection: Any, **_: object) -> None:
    """Let a new connection of Django's keep so many plans, and save many rows some at a time."""
    connection.connection.prepared_max = MOST
    connection.features.max_query_params = MOST_VALUES
    connection.ops.bulk_batch_size = rows_at_once


def rows_at_once(fields: Sequence[object], rows: Sequence[object]) -> int:
    """Answer how many rows with these columns one question saves."""
    return min(len(rows), max(MOST_VALUES // max(len(fields), 1), 1))
