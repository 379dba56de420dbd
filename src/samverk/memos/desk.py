"""The pile that memos lay on the start page's desk: those that wait for the reader's approval."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localtime

from samverk.foundation.desk import Pile, Task, Visit
from samverk.foundation.permissions import RIGHTS, Right
from samverk.memos.queries.reading import MemoRow, memos_waiting


def memos(visit: Visit) -> Pile:
    """Lay the memos that wait for the reader, the one sent first on top."""
    bodies = {
        held.body
        for held in visit.actor.roles
        if held.body is not None and Right.APPROVE_MEMO in RIGHTS[held.role]
    }
    rows = memos_waiting(bodies) if bodies else []
    why = "En tjänsteskrivelse går till mötet först när en chef har godkänt den."
    return Pile("Att godkänna", "godkanna", why, tuple(_task(row) for row in rows))


def _task(row: MemoRow) -> Task:
    sent = row.versions[-1].version
    url = reverse("memo_version", args=[row.memo.pk, sent.number])
    day = localtime(sent.sent_at).date()
    state = f"Version {sent.number} skickad {day} av {sent.sent_by}"
    return Task(f"{row.memo.title}, {row.memo.case.diary_number}", url, "running", state, sent.note)
