"""Checks the log against its seals when the log's auditor asks; else it is done each night."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError
from samverk.foundation.log_seals.checking import check_log, keep_proof, latest_proof
from samverk.foundation.models import LogProof
from samverk.foundation.permissions import Right, may, require
from samverk.interventions.persons.actions.log_rounds import auditing
from samverk.interventions.persons.zone import Authority

LOG_PROVED = acts.kind("persons.log_proved", "Läsloggen prövad", is_quiet=True)
# What a page waits for; a larger log is checked by night, or by the command
MOST_LINES = 100_000
TOO_LARGE = (
    "Loggen är för stor för att prövas medan du väntar. Den prövas i natt. Den som sköter installationen"
    " kan pröva den nu, med samverk manage check_log."
)


def prove_log(actor: Actor, body: int, *, key: str) -> LogProof:
    """Check the whole log, and keep what came of it. Raises NotAllowedError, ConflictError."""
    with _of(actor, body) as home:
        last = latest_proof(body)
        if last is not None and last.lines > MOST_LINES:
            raise ConflictError(TOO_LARGE)
        act = acts.Act(actor, LOG_PROVED, key, home.organisation, body=body)
        return acts.carry_out(act, lambda: keep_proof(check_log()))


@contextmanager
def _of(actor: Actor, body: int) -> Iterator[Authority]:
    with auditing(actor, body) as home:
        require(may(actor, Right.REVIEW_READINGS, organisation=home.organisation, body=home.body))
        yield home
