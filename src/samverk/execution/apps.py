"""The room of decisions that are not carried out, in a party's installation alone."""

from __future__ import annotations

from django.apps import AppConfig


class ExecutionConfig(AppConfig):
    """Each row has one controller: the board that took the decision (SoL 34 kap. 1 §, LSS 28 f §)."""

    name = "samverk.execution"
    label = "execution"
    verbose_name = "ej verkställda beslut"

    def ready(self) -> None:
        """Lay on the start page's desk what waits for the reader."""
        from samverk.execution.desk import decisions_to_handle
        from samverk.foundation.desk import DESK

        DESK.add(decisions_to_handle)
