"""Persons: referrals, queues and participations, in a party's installation alone."""

from __future__ import annotations

from django.apps import AppConfig


class PersonsConfig(AppConfig):
    """Each row has one controller, the authority that answers for it."""

    name = "samverk.interventions.persons"
    label = "persons"
    verbose_name = "personer"

    def ready(self) -> None:
        """Answer the federation room's questions of how many took part."""
        from samverk.federation.ports import COUNTS
        from samverk.interventions.persons.ports import OwnCounts

        COUNTS.use(OwnCounts())
