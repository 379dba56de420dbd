"""Waiting one's turn where what is written is judged by what others have written before."""

from __future__ import annotations

from django.db import connection

# The first number of each lock tells what it is about: see also ``decisions`` (1 001).
FACTS_OF_MEMBERSHIP = 1_002
TERMS_OF_FEDERATION = 1_003
DUTIES_OF_FEDERATION = 1_010
COUNTS_OF_INTERVENTION = 1_005
REPORT_OF_FEDERATION = 1_009
BUDGETS_OF_FEDERATION = 1_030
AGREEMENT_OF_FEDERATION = 1_020
LEDGER_OF_FEDERATION = 1_021
TOLD_DAYS = 1_022


def hold(door: int, number: int) -> None:
    """Let nobody else through the same door with the same id until commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [door, number])
