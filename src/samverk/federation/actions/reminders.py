"""Reminding those who answer for the duties of a year: once each, by e-mail through the queue."""

from __future__ import annotations

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from samverk.federation.models import DutyNote, DutyReminder, DutyState
from samverk.federation.queries import YearTask, year_of
from samverk.federation.queries import members as members_of
from samverk.foundation import acts, clock
from samverk.foundation.actors import system
from samverk.foundation.login import letters
from samverk.foundation.people import colleagues_at
from samverk.rules.federation_year import is_time_to_remind

REMINDED = acts.kind("federation.duty_reminded", "Påminnelse om uppgift skickad", is_quiet=True)
WORKER = system("Påminnelserna")


def send_reminders() -> int:
    """Put the reminders whose day has come in the queue, and answer how many.

    Doing it again, or after a crash, sends none twice. None at all where e-mail is not set up: the
    duties stand on their owners' start page anyway.
    """
    if not settings.EMAIL_HOST:
        return 0
    return sum(_remind(task) for task in _due_tasks())


def _due_tasks() -> list[tuple[int, YearTask]]:
    """Find the tasks that are left, have a reminder, and are at or past its day, by federation."""
    today = clock.today()
    rows = DutyNote.objects.filter(
        reminder_days__isnull=False, state=DutyState.LEFT, year__gte=today.year
    )
    found = []
    for federation, year in sorted(set(rows.values_list("federation", "year"))):
        tasks = year_of(federation, members_of(federation), year, today).tasks
        found += [(federation, one) for one in tasks if one.standing.is_left and _is_time(one)]
    return found


def _is_time(task: YearTask) -> bool:
    note = task.note
    if note is None or note.owner is None or note.reminder_days is None:
        return False
    return is_time_to_remind(task.duty.due, note.reminder_days, clock.today())


def _remind(due: tuple[int, YearTask]) -> bool:
    federation, task = due
    owner = task.owner
    # Whoever no longer has a role there is no longer told of its work
    if owner is None or owner not in colleagues_at(federation):
        return False
    key = f"påminnelse/{federation}/{task.name}/{owner.pk}/{task.duty.due}"
    if acts.was_carried_out(WORKER, key):
        return False
    act = acts.Act(WORKER, REMINDED, key, federation, effective_on=task.duty.due)
    sent: list[DutyReminder] = []

    def send() -> DutyReminder:
        made = _send(federation, task)
        sent.append(made)
        return made

    try:
        acts.carry_out(act, send)
    except IntegrityError:
        return False
    # Another worker may have been first: then the act gives its reminder, and nothing is sent here
    return bool(sent)


def _send(federation: int, task: YearTask) -> DutyReminder:
    assert task.owner is not None
    with transaction.atomic():
        made = DutyReminder.objects.create(
            federation_id=federation,
            year=task.year,
            code=task.duty.code,
            owner=task.owner,
            due=task.duty.due,
        )
    words = {"task": task, "installation": settings.INSTALLATION_NAME, "home": made.federation}
    body = render_to_string("federation/email/reminder.txt", words)
    subject = f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{task.duty.text}, senast {task.duty.due}"
    letters.post(letters.Letter(subject, body, task.owner.email, settings.DEFAULT_FROM_EMAIL))
    return made
