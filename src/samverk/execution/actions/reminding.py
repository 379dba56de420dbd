"""Reminds a board's main reporters by e-mail: of decisions that need somebody, and of the reporting window.

A letter says how many they are, and never whom they concern. Each matter is told once to each reporter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.conf import settings
from django.db import models
from django.template.loader import render_to_string

from samverk.directory import queries as directory
from samverk.execution.queries.register import decisions_of, needs
from samverk.execution.queries.settings import decided_of
from samverk.execution.walls import reading
from samverk.execution.zone import Board, board
from samverk.foundation import acts, clock
from samverk.foundation.actors import Role, system
from samverk.foundation.login import letters
from samverk.foundation.models import User
from samverk.foundation.people import holders_of
from samverk.rules.unexecuted.board_settings import closing_notice, window_of
from samverk.rules.unexecuted.quarters import quarter_of
from samverk.rules.unexecuted.work_list import Need
from samverk.rules.wording import running_date

REMINDED = acts.kind("execution.reminded", "Påminnelse om registret skickad", is_quiet=True)
TOLD_OF = acts.kind("execution.told_of", "Påmind om beslut i registret", is_quiet=True)
WORKER = system("Påminnelserna i registret")
# What a reporter is told of; the rest stands on the work list
TOLD = frozenset({Need.SOON, Need.NO_OFFER, Need.OLD_REASON})


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to tell a reporter once (sak): its key, the decision or whom it is told, and its words.

    ``words`` is "" of a decision, which is only counted.
    """

    key: str
    subject: models.Model
    words: str = ""


def remind_of_register() -> int:
    """Put the reminders of every board's register in the queue, and answer how many letters.

    Doing it again, or after a crash, tells of nothing twice. None at all where e-mail is not set up:
    the work list and the start page tell it anyway.
    """
    if not settings.EMAIL_HOST:
        return 0
    today = clock.today()
    return sum(
        _remind(board(one.id), user, today)
        for one in directory.bodies()
        for user in holders_of(Role.MAIN_REPORTER, one.id)
    )


def _remind(home: Board, user: User, today: date) -> bool:
    # What the reporter may know of, and nothing else: one who is protected is told to the named alone
    with reading([home.body], user.pk):
        found = [*_of_decisions(home, user, today), *_of_windows(home, user, today)]
        known = acts.carried_out_of(WORKER, [one.key for one in found])
        fresh = [one for one in found if one.key not in known]
        if not fresh:
            return False
        whole = hashlib.sha256("\n".join(sorted(one.key for one in fresh)).encode()).hexdigest()
        act = acts.Act(WORKER, REMINDED, f"evb/brev/{whole}", home.organisation, body=home.body)
        acts.carry_out(act, lambda: _send(home, user, fresh))
        return True


def _of_decisions(home: Board, user: User, today: date) -> Iterator[Matter]:
    told = [line for line in needs([home.body], today) if line.need in TOLD]
    rows = decisions_of(told)
    for line in told:
        if (row := rows.get(line.decision)) is not None:
            key = f"evb/{home.body}/{user.pk}/{line.need}/{row.pk}/{line.day}"
            yield Matter(key, row)


def _of_windows(home: Board, user: User, today: date) -> Iterator[Matter]:
    """Tell that a window has opened, and that it will close."""
    decided, quarter = decided_of(home.body), quarter_of(today).plus(-1)
    notice = timedelta(days=closing_notice(decided, today))
    for one in (quarter, quarter.plus(-1)):
        opens, closes = window_of(one, decided).value
        if not opens <= today <= closes:
            continue
        key = f"evb/{home.body}/{user.pk}/{one.code}"
        said = f"Rapportfönstret för {one} är öppet till och med {running_date(closes)}."
        yield Matter(f"{key}/opens/{opens}", user, said)
        if today >= closes - notice:
            said = f"Rapportfönstret för {one} stänger {running_date(closes)}."
            yield Matter(f"{key}/closes/{closes}", user, said)


def _send(home: Board, user: User, fresh: list[Matter]) -> User:
    for one in fresh:
        act = acts.Act(WORKER, TOLD_OF, one.key, home.organisation, body=home.body)
        acts.carry_out(act, partial(getattr, one, "subject"))
    many = len({one.subject.pk for one in fresh if not one.words})
    # Opening and closing on one day are one thing to say
    windows = [one.words for one in fresh if one.words][-1:]
    words = {
        "user": user,
        "home": home,
        "many": many,
        "windows": windows,
        "installation": settings.INSTALLATION_NAME,
    }
    about = f"{many} beslut att se på" if many else "rapportfönstret"
    subject = f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}Ej verkställda beslut: {about}"
    body = render_to_string("execution/email/reminder.txt", words)
    letters.post(letters.Letter(subject, body, user.email, settings.DEFAULT_FROM_EMAIL))
    return user
