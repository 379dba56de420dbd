"""In what capacity somebody takes a step with an agreement, a commitment, a claim or an application."""

from __future__ import annotations

from enum import StrEnum


class Doer(StrEnum):
    """In what capacity somebody takes a step (den som gör steget)."""

    FEDERATION = "förbundet"
    PROVIDER = "utförarens ekonom"
    REVIEWER = "granskaren"
    CERTIFIER = "attestanten"
    SYSTEM = "systemet"
    APPLICANT = "sökanden"
