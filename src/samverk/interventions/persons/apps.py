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
        from samverk.foundation.limits import PARTS
        from samverk.foundation.log_seals.removing import KEEPERS
        from samverk.interventions.persons.messages import TYPES
        from samverk.interventions.persons.queries.log_kept import needed_for_review
        from samverk.interventions.persons.queries.waiting import MeasuredWaits
        from samverk.interventions.persons.queries.work_parts import Deliveries
        from samverk.interventions.persons.reading_grounds import tell_of_named
        from samverk.interventions.ports import WAITS

        tell_of_named()
        _let_readings_be_reviewed()
        KEEPERS.append(needed_for_review)
        for kind in TYPES:
            MESSAGE_TYPES.add(kind)
        WAITS.use(MeasuredWaits())
        PARTS.use(Deliveries())
        _lay_on_desk()


def _let_readings_be_reviewed() -> None:
    """Tell the log's auditors what is read of a person."""
    from samverk.foundation.reviewed import Reviewed, review
    from samverk.foundation.sealing import search_key
    from samverk.interventions.persons.queries.log_review import around_persons
    from samverk.interventions.persons.queries.readings import SUBJECT

    review(Reviewed(SUBJECT, "persons.", "person_readings", around_persons, search_key))


def _lay_on_desk() -> None:
    """Tell the start page what it can lay there, in the order it does."""
    from samverk.foundation.desk import DESK
    from samverk.interventions.persons import desk, desk_log
    from samverk.interventions.persons.desk_assigning import without_responsible
    from samverk.interventions.persons.desk_queues import queues_adrift

    for pile in (
        desk_log.emergencies,
        desk_log.many_searches_made,
        desk_log.log_reviews,
        desk.persons_waiting,
        desk.undelivered_messages,
        desk.without_handler,
        without_responsible,
        queues_adrift,
        desk.access_requests,
        desk.counts_to_send,
        desk.claims_to_mend,
        desk.disposals,
    ):
        DESK.add(pile)
