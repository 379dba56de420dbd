"""The wall between the deliveries of one authority, in the database itself.

Whose role is limited to some deliveries sees the persons, referrals, queues, participations and sessions
of those alone: a restrictive policy on each table, beside the one of the authority and the one of the
protected. How far the reader reaches are settings that live as long as the transaction; without them
nothing is reached. What nobody reads, sums and the system's own steps, passes by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.migrations.operations import RunSQL

WHOLE, DELIVERIES, SENDERS = "samverk.whole", "samverk.deliveries", "samverk.senders"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far somebody reaches (räckvidd) among persons.

    The authorities (body ids) whose rows are all theirs, the deliveries (ids) that are elsewhere, and
    the authorities where what was sent is theirs too, since they refer there.
    """

    whole: frozenset[int] = frozenset()
    deliveries: frozenset[int] = frozenset()
    senders: frozenset[int] = frozenset()

    def reaches(self, body: int, delivery: int) -> bool:
        """Answer whether a delivery (id) at an authority (body id) is within."""
        return body in self.whole or delivery in self.deliveries


def asked_of(reach: Reach) -> dict[str, str]:
    """Give the settings that let a reader reach so far."""
    return {
        WHOLE: _listed(reach.whole),
        DELIVERIES: _listed(reach.deliveries),
        SENDERS: _listed(reach.senders),
    }


def _listed(ids: Iterable[int]) -> str:
    return ",".join(str(int(each)) for each in sorted(ids))


def _ids(setting: str) -> str:
    return f"string_to_array(nullif(current_setting('{setting}', true), ''), ',')::bigint[]"


OF_A_DELIVERY = f"delivery_id = ANY ({_ids(DELIVERIES)})"
# A place that was moved within the authority has its referral, and those tied to it, where it came from
OF_A_REFERRAL = f"""
    (side = 'received' AND {OF_A_DELIVERY})
    OR (side = 'sent' AND controller_id = ANY ({_ids(SENDERS)}))
    OR persons_has_place(id, tied_to_id)
"""
# Somebody is met through what is theirs within reach, or was registered for a delivery there
OF_A_PERSON = f"registered_for && {_ids(DELIVERIES)} OR persons_is_met(id)"
# As functions they are planned once, not anew in each question of the many that read a person; they read
# as whoever asks does, so that what these find is what the walls of those tables let through
ASKS = """
CREATE FUNCTION persons_has_place(referral uuid, place uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM persons_queueentry e WHERE e.referral_id = referral OR e.id = place);
END $$;
CREATE FUNCTION persons_is_met(person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM persons_participation x WHERE x.person_id = person)
        OR EXISTS (SELECT FROM persons_queueentry x WHERE x.person_id = person)
        OR EXISTS (SELECT FROM persons_referral x WHERE x.person_id = person);
END $$;
"""
NO_LONGER_ASKS = """
DROP FUNCTION persons_is_met(uuid);
DROP FUNCTION persons_has_place(uuid, uuid);
"""
UNDER = '({column} IS NULL OR EXISTS (SELECT FROM "{above}" x WHERE x.id = "{table}".{column}))'
SCOPED = f"""
CREATE POLICY scoped ON "{{table}}" AS RESTRICTIVE USING (
    current_setting('samverk.reader', true) = 'nobody'
    OR controller_id = ANY ({_ids(WHOLE)})
    OR ({{seen}})
);
"""
_OWN = {
    "persons_referral": OF_A_REFERRAL,
    "persons_person": OF_A_PERSON,
}


class AskWithin(RunSQL):
    """Migration operation: make the functions that the policies of persons and referrals ask."""

    def __init__(self) -> None:
        super().__init__(ASKS, NO_LONGER_ASKS)

    def deconstruct(self) -> tuple[str, list[object], dict[str, str]]:
        """Write the operation without arguments."""
        return self.__class__.__qualname__, [], {}

    def describe(self) -> str:
        """Say what the operation does."""
        return "Ask what of a person is within reach"


class KeepToDeliveries(RunSQL):
    """Migration operation: let a reader whose role is limited see the rows of their deliveries alone.

    ``above`` names the column and the table of what a row stands under: it is seen when all of that is.
    Without it the row has a delivery of its own, or is a person or a referral.
    """

    def __init__(self, table: str, *above: tuple[str, str]) -> None:
        under = [UNDER.format(table=table, column=column, above=over) for column, over in above]
        seen = " AND ".join(under) or _OWN.get(table, OF_A_DELIVERY)
        super().__init__(SCOPED.format(table=table, seen=seen), f'DROP POLICY scoped ON "{table}"')
        self.arguments = [table, *above]

    def deconstruct(self) -> tuple[str, list[object], dict[str, str]]:
        """Write the operation as its arguments."""
        return self.__class__.__qualname__, list(self.arguments), {}

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Keep limited readers to their deliveries in {self.arguments[0]}"
