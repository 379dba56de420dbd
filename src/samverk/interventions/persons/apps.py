"""Persons: referrals, queues and participations, in a party's installation alone."""

from __future__ import annotations

from django.apps import AppConfig


class PersonsConfig(AppConfig):
    """Each row has one controller, the authority that answers for it."""

    name = "samverk.interventions.persons"
    label = "persons"
    verbose_name = "personer"

    def ready(self) -> None:
        """Lay on the start page's desk what the federation waits for."""
        from samverk.foundation.desk import DESK
        from samverk.interventions.persons.desk import counts_to_send

        DESK.add(counts_to_send)
