"""What the register lays on the start page's desk: how many decisions need the reader.

Numbers alone: whom they concern is read on the pages, where it is noted.
"""

from __future__ import annotations

from collections import Counter

from django.urls import reverse

from samverk.execution.actions.taking_over import MAY_AGREE
from samverk.execution.queries.protected import asked_takeover
from samverk.execution.queries.work import work
from samverk.execution.walls import reading
from samverk.execution.zone import board, boards_of
from samverk.foundation.desk import Pile, Task, Visit
from samverk.foundation.permissions import Right
from samverk.rules.unexecuted.work_list import NEEDS, Need

WHY = "Ett beslut som inte verkställts inom tre månader ska rapporteras."
PRESSING = (
    Need.SOON,
    Need.NO_OFFER,
    Need.UNANSWERED,
    Need.NO_REASON,
    Need.OLD_REASON,
    Need.TWO_YEARS,
    Need.UNTOLD_END,
)


def decisions_to_handle(visit: Visit) -> Pile:
    """Lay how many decisions need what, for each board whose register the reader keeps."""
    tasks = []
    for body in boards_of(visit.actor, *MAY_AGREE):
        with reading([body], visit.actor.user):
            asked = asked_takeover(body)
        if asked and asked.asked_by_id != visit.actor.user:
            url = reverse("forsaken_decisions", args=[body])
            told = f"{asked.asked_by.full_name} har begärt att bli handläggare."
            tasks.append(
                Task(f"Beslut utan handläggare, {board(body).name}", url, "attention", told)
            )
    for body in boards_of(visit.actor, Right.HANDLE_EXECUTION):
        with reading([body], visit.actor.user):
            found = Counter(line.need for line in work([body], visit.day))
        told = ", ".join(
            f"{NEEDS[need].lower()}: {found[need]}" for need in PRESSING if found[need]
        )
        if told:
            url = reverse("register_work", args=[body])
            tasks.append(Task(f"Ej verkställda beslut, {board(body).name}", url, "attention", told))
    return Pile("Ej verkställda beslut", "ej-verkstallda", WHY, tuple(tasks))
