"""In what capacity somebody takes a step with a person's referral, queue entry or participation."""

from __future__ import annotations

from enum import StrEnum


class Hand(StrEnum):
    """In what capacity a step is taken (den som gör steget); the value is read by people.

    The federation is not among them: it takes no step with a person (finsamlagen 7 §).
    """

    REFERRER = "remittenten"
    RECEIVER = "mottagande teamet"
    CASE_WORKER = "deltagaransvarig"
    COORDINATOR = "partens samordnare"
    PARTICIPANT = "deltagaren"
    SYSTEM = "systemet"
