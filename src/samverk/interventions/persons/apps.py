"""Persons: referrals, queues and participations, in a party's installation alone."""

from __future__ import annotations

from django.apps import AppConfig


class PersonsConfig(AppConfig):
    """Each row has one controller, the authority that answers for it."""

    name = "samverk.interventions.persons"
    label = "persons"
    verbose_name = "personer"

    def ready(self) -> None:
        """Tell of the messages, and answer what other rooms ask of waits."""
        from samverk.exchange.ports import MESSAGE_TYPES
        from samverk.foundation.desk import DESK
        from samverk.foundation.limits import PARTS
        from samverk.interventions.persons.desk import (
            access_requests,
            claims_to_mend,
            counts_to_send,
            disposals,
            persons_waiting,
            undelivered_messages,
            without_handler,
        )
        from samverk.interventions.persons.desk_assigning import without_responsible
        from samverk.interventions.persons.desk_log import (
            emergencies,
            log_reviews,
            many_searches_made,
        )
        from samverk.interventions.persons.messages import TYPES
        from samverk.interventions.persons.queries.waiting import MeasuredWaits
        from samverk.interventions.persons.queries.work_parts import Deliveries
        from samverk.interventions.persons.reading_grounds import tell_of_named
        from samverk.interventions.ports import WAITS

        tell_of_named()
        for kind in TYPES:
            MESSAGE_TYPES.add(kind)
        WAITS.use(MeasuredWaits())
        PARTS.use(Deliveries())
        DESK.add(emergencies)
        DESK.add(many_searches_made)
        DESK.add(log_reviews)
        DESK.add(persons_waiting)
        DESK.add(undelivered_messages)
        DESK.add(without_handler)
        DESK.add(without_responsible)
        DESK.add(access_requests)
        DESK.add(counts_to_send)
        DESK.add(claims_to_mend)
        DESK.add(disposals)
