"""Persons: referrals, queues and participations, in a party's installation alone."""

from __future__ import annotations

from django.apps import AppConfig


class PersonsConfig(AppConfig):
    """Each row has one controller, the authority that answers for it."""

    name = "samverk.interventions.persons"
    label = "persons"
    verbose_name = "personer"

    def ready(self) -> None:
        """Tell of the messages about persons."""
        from samverk.exchange.ports import MESSAGE_TYPES
        from samverk.interventions.persons.messages import TYPES

        for kind in TYPES:
            MESSAGE_TYPES.add(kind)
