"""Lines of the log from days that are over, and a month of it that is drawn for review."""

from __future__ import annotations

from datetime import date

import time_machine

from samverk.foundation import acts
from samverk.foundation.lookups import SEARCHED
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.foundation.reads import SECRET_READ
from samverk.interventions.persons import actions
from samverk.interventions.persons.models import Person, ReviewLine, ReviewRound
from samverk.interventions.persons.tests.party import Party, somebody
from samverk.interventions.persons.walls import reading

FEBRUARY = date(2024, 2, 1)
# A Wednesday at ten
AT_WORK = "2024-02-14T10:00:00+01:00"


def read_by(user: User, person: Person, at: str = AT_WORK, kind: str = SECRET_READ) -> None:
    """Let somebody have read of a person at the authority that refers."""
    home = person.controller
    act = acts.Act(actor_for(user), kind, "", home.organisation_id, body=home.pk)
    with time_machine.travel(at, tick=False):
        acts.log_readings(act, [person])


def searched_by(user: User, party: Party, times: int, at: str = AT_WORK) -> None:
    """Let somebody have searched so many times on a day."""
    act = acts.Act(actor_for(user), SEARCHED, "", party.cast.town.pk, body=party.sends)
    with time_machine.travel(at, tick=False):
        acts.log_readings(act, [user] * times)


def drawn_lines(row: ReviewRound) -> list[ReviewLine]:
    """List what is drawn in a round."""
    with reading([row.controller_id], None):
        return list(row.lines.all())


def drawn(party: Party) -> ReviewRound:
    """Draw February, in which the referrer has read of one person at work."""
    read_by(party.referrer_user, somebody(party))
    auditor = actor_for(party.auditor_user)
    return actions.draw_round(auditor, party.sends, FEBRUARY, key="dragen")
