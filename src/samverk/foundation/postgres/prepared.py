"""How many questions a connection keeps the plans of.

The pages of one working day ask some hundreds. The least recently asked goes first.
"""

from __future__ import annotations

from typing import Any

MOST = 500


def keep_plans(connection: Any, **_: object) -> None:
    """Let a new connection of Django's keep so many plans."""
    connection.connection.prepared_max = MOST
