"""The pile of what waits for somebody to approve it, or to be looked through again."""

from __future__ import annotations

from django.urls import reverse

from samverk.directory.queries import Body
from samverk.foundation.desk import Pile, Task, Visit
from samverk.foundation.permissions import Right, may
from samverk.publishing.models import Release, ReleaseState
from samverk.publishing.queries.releases import held_back_at, waiting_for

WHY = "Alla kan läsa det först när någon annan än den som granskade det har godkänt."


def releases(visit: Visit) -> Pile:
    """Lay what the reader may approve, and what was given back to them."""
    tasks = [
        _task(one)
        for one in waiting_for(visit.actor.user, visit.organisations)
        if _may(visit, Right.APPROVE_RELEASE, one)
        if one.state == ReleaseState.WAITING or one.prepared_by_id == visit.actor.user
    ]
    tasks += [
        Task(
            f"{row.what.capitalize()} hos {row.body} publiceras inte",
            reverse("releases"),
            "stopped",
            "Stoppad: ett personnummer står i den. Rätta uppgiften där den är inskriven.",
        )
        for row in held_back_at(visit.organisations)
        if row.body and _publishes(visit, row.body)
    ]
    return Pile("Att publicera", "publicera", WHY, tuple(tasks))


def _publishes(visit: Visit, body: Body) -> bool:
    organisation = body.organisation_id
    return bool(may(visit.actor, Right.PUBLISH, organisation=organisation, body=body.pk))


def _may(visit: Visit, right: Right, one: Release) -> bool:
    if one.state == ReleaseState.DRAFT:
        right = Right.PUBLISH
    organisation = one.body.organisation_id
    return bool(may(visit.actor, right, organisation=organisation, body=one.body_id))


def _task(one: Release) -> Task:
    url = reverse("release", args=[one.pk])
    if one.state == ReleaseState.WAITING:
        return Task(one.title, url, "attention", f"Granskad av {one.prepared_by_name}")
    return Task(one.title, url, "attention", "Återlämnad", one.remark)
