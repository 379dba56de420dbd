"""The log of every act."""

from __future__ import annotations

import uuid

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Func, Value

# What ``AuditEvent.done_for`` reads, to fetch with the events.
DONE_FOR = ("organisation", "body__organisation")
POSITIONS = "foundation_auditevent_position_seq"


class AuditEvent(models.Model):
    """One act (händelse i loggen): who, for whom, when recorded, when effective, on what, why.

    Append-only: the app role has no UPDATE or DELETE on it. The rows that an act changed carry its
    id in their own history (pghistory context). ``part_of`` is the act that this one was a step in.
    ``organisation`` is the one whose affairs it touched. ``body`` is the one it was done for: whose
    case or decision it is, or, where somebody read of another's decision in a paper of their own
    diary, the body of that diary, which may be another organisation's. None for an act on the
    organisation as such. ``session`` and ``request`` tell which session and request it was done in
    (``tracing``).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    part_of = models.ForeignKey("self", models.PROTECT, related_name="parts", null=True, blank=True)
    kind = models.CharField(max_length=60)
    actor = models.ForeignKey(
        "foundation.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    actor_name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    body = models.ForeignKey(
        "directory.Body", models.PROTECT, related_name="+", null=True, blank=True
    )
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=300)
    effective_on = models.DateField(null=True, blank=True)
    why = models.TextField(blank=True)
    # Of a reading: the roles used, why they may, and how it was read. "" for what is not known
    role = models.CharField(max_length=120, blank=True, default="", db_default="")
    ground = models.CharField(max_length=80, blank=True, default="", db_default="")
    reading = models.CharField(max_length=10, blank=True, default="", db_default="")
    # A keyed digest, never the session's own key
    session = models.CharField(max_length=32, blank=True, default="", db_default="")
    request = models.UUIDField(null=True, blank=True)
    # Which network the reader was in, never the address; "" for what is unknown
    network = models.CharField(max_length=10, blank=True, default="", db_default="")
    # Its place in the log, which the seals go by: taken as the line is written, without waiting
    position = models.BigIntegerField(
        editable=False, db_default=Func(Value(POSITIONS), function="nextval")
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "händelse"
        verbose_name_plural = "händelser"
        ordering = ["-recorded_at"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-recorded_at"]),
            models.Index(fields=["organisation", "-recorded_at"]),
            # The lines lie in this order: an index of a few pages, which costs a reading nothing
            BrinIndex(fields=["position"], autosummarize=True, name="log_by_position"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject_label}"

    @property
    def kind_name(self) -> str:
        """The act's Swedish name."""
        from samverk.foundation.acts import KINDS

        return KINDS.get(self.kind, self.kind)

    @property
    def done_for(self) -> str:
        """Name for whom it was done: a body, else an organisation; "" for neither."""
        return str(self.body or self.organisation or "")
