"""A reader's own notes on an item, which nobody else sees."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from samverk.meetings.models.agenda import AgendaItem
from samverk.meetings.models.proceeding import Guarded


class PrivateNote(Guarded):
    """What one account has written for itself on an item (egen anteckning), saved as it is typed.

    The database shows a row to the account that wrote it and to no other; one on a secret item stands
    behind that item's wall too. It is no part of the case: it is not in any list, file or export, it
    has no history, and it is removed for good. ``version`` is as in ``RunningText``.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField("anteckning")
    version = models.PositiveIntegerField("version", default=1)
    saved_at = models.DateTimeField("sparad", auto_now=True)

    class Meta:
        verbose_name = "egen anteckning"
        verbose_name_plural = "egna anteckningar"
        constraints = [
            models.UniqueConstraint(fields=["item", "user"], name="one_private_note_on_an_item")
        ]

    def __str__(self) -> str:
        return "egen anteckning"
