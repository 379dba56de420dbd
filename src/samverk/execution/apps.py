"""The room of decisions that are not carried out, in a party's installation alone."""

from __future__ import annotations

from django.apps import AppConfig


class ExecutionConfig(AppConfig):
    """Each row has one controller: the board that took the decision (SoL 34 kap. 1 §, LSS 28 f §)."""

    name = "samverk.execution"
    label = "execution"
    verbose_name = "ej verkställda beslut"

    def ready(self) -> None:
        """Lay on the desk what waits, show what is published, and let the log's auditors review who reads."""
        from samverk.directory.panels import BODY_PANELS
        from samverk.execution.desk import decisions_to_handle
        from samverk.execution.panels import published_panel
        from samverk.execution.queries.readings import REVIEW
        from samverk.execution.zone import tell_of_named
        from samverk.foundation.desk import DESK
        from samverk.foundation.reviewed import review

        tell_of_named()
        review(REVIEW)
        DESK.add(decisions_to_handle)
        BODY_PANELS.add(published_panel)
