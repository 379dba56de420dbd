"""The pile of what waits for somebody to approve it, or to be looked through again."""

from __future__ import annotations

from django.urls import reverse

from samverk.foundation import clock
from samverk.foundation.desk import Pile, Task, Visit
from samverk.foundation.permissions import RIGHTS, Right, may
from samverk.publishing.models import HeldBack, Release, ReleaseState
from samverk.publishing.queries.feedback import count_unanswered, may_read_feedback
from samverk.publishing.queries.waiting import SHOWN, on_the_desk

PUBLISHING = {Right.PUBLISH, Right.APPROVE_RELEASE}
WHY = "Alla kan läsa det först när någon annan än den som granskade det har godkänt."
WHY_HELD = "Där finns något som kan vara ett personnummer. Rätta det där det skrevs."
WHY_ANSWER = "Någon kan inte använda webbplatsen och har berättat varför."


def releases(visit: Visit) -> Pile:
    """Lay what the reader may approve, and what was given back to them."""
    if not any(PUBLISHING & RIGHTS[held.role] for held in visit.actor.roles):
        return Pile("Att publicera", "publicera", WHY, ())
    found = on_the_desk(visit.actor.user, visit.organisations, clock.now())
    tasks = [
        _task(one)
        for one in found.waiting
        if _may(visit, Right.APPROVE_RELEASE, one)
        if one.state == ReleaseState.WAITING or one.prepared_by_id == visit.actor.user
    ]
    tasks += [_held(one) for one in found.held if _may_publish(visit, one)]
    told = [_taken_down(one) for one in found.gone if _may(visit, Right.PUBLISH, one)]
    return Pile("Att publicera", "publicera", WHY, (*told[:SHOWN], *_cut(tasks)))


def _cut(tasks: list[Task]) -> list[Task]:
    """Lay no more than can be looked over, and tell that there are more."""
    left = len(tasks) - SHOWN
    more = Task("Fler väntar", reverse("releases"), "attention", f"Minst {left} till")
    return [*tasks[:SHOWN], more] if left > 0 else tasks


def _may(visit: Visit, right: Right, one: Release) -> bool:
    if one.state in (ReleaseState.DRAFT, ReleaseState.WITHDRAWN):
        right = Right.PUBLISH
    organisation = one.body.organisation_id
    return bool(may(visit.actor, right, organisation=organisation, body=one.body_id))


def _task(one: Release) -> Task:
    url = reverse("release", args=[one.pk])
    if one.state == ReleaseState.WAITING:
        return Task(one.title, url, "attention", f"Granskad av {one.prepared_by_name}")
    return Task(one.title, url, "attention", "Återlämnad", one.remark)


def _may_publish(visit: Visit, one: HeldBack) -> bool:
    if one.body is None:
        return False
    organisation, body = one.body.organisation_id, one.body_id
    return bool(may(visit.actor, Right.PUBLISH, organisation=organisation, body=body))


def _held(one: HeldBack) -> Task:
    what = f"{one.what.capitalize()}, {one.body}"
    return Task(what, reverse("releases"), "attention", "Stoppad", WHY_HELD)


def _taken_down(one: Release) -> Task:
    url = reverse("release", args=[one.pk])
    return Task(one.title, url, "stopped", "Borttagen från webbplatsen", one.withdrawn_why)


def feedback(visit: Visit) -> Pile:
    """Lay what the public has told of the pages and nobody has answered."""
    number = count_unanswered() if may_read_feedback(visit.actor) else 0
    label = "1 synpunkt" if number == 1 else f"{number} synpunkter"
    tasks = (Task(label, reverse("feedback"), "attention", "Väntar på svar"),) if number else ()
    return Pile("Synpunkter på tillgängligheten", "synpunkter", WHY_ANSWER, tasks)
