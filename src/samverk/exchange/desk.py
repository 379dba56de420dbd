"""The pile that exchange lays on the start page's desk: messages that did not get through."""

from __future__ import annotations

from django.urls import reverse

from samverk.exchange import queries
from samverk.exchange.actions import may_send
from samverk.exchange.ports import MESSAGE_TYPES
from samverk.foundation.desk import Pile, Task, Visit
from samverk.foundation.permissions import RIGHTS, Right


def stuck(visit: Visit) -> Pile:
    """Lay what was refused or given up, for those who may send it again."""
    mine = {h.organisation for h in visit.actor.roles if Right.REGISTER_CASE in RIGHTS[h.role]}
    found = queries.stuck(mine) if mine else []
    tasks = tuple(
        Task(
            row.message.subject,
            reverse("sent_message", args=[row.message.pk]),
            "stopped",
            f"{row.standing.state.value.capitalize()}: {row.standing.reason or 'inget svar'}",
            f"Till {row.message.recipient}",
        )
        for row in found
        # What tells of a person is for those who work with persons
        if not MESSAGE_TYPES.is_confidential(row.message.type)
        and may_send(visit.actor, row.message.sender.organisation_id, row.message.body_id)
    )
    why = (
        "Mottagaren har inte fått det här. Rätta det som hindrar och försök igen, eller sänd det på"
        " annat sätt."
    )
    return Pile("Meddelanden som inte kom fram", "meddelanden", why, tasks)
