"""What every row of the confidential zone has: an id that tells nothing, and who answers for it.

The authority is a body of a party, never of a federation: a trigger refuses it (GDPR art. 4.7;
förordning 2001:637 11 §).
"""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models


class Kept(models.Model):
    """A row of the confidential zone. ``controller`` is the authority that answers for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    controller = models.ForeignKey("directory.Body", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)

    class Meta:
        abstract = True


NO_FEDERATION = """
    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id
               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN
        RAISE EXCEPTION 'a federation is no controller of persons';
    END IF;
    RETURN NEW;
"""


def no_federation() -> pgtrigger.Trigger:
    """Build the trigger that refuses a federation as the controller of a row about a person."""
    return pgtrigger.Trigger(
        name="no_federation",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=NO_FEDERATION,
    )


def only_added() -> pgtrigger.Trigger:
    """Build the trigger of a table whose rows are only added."""
    return pgtrigger.Protect(name="only_added", operation=pgtrigger.Update | pgtrigger.Delete)


def stays(*fields: str) -> pgtrigger.Trigger:
    """Build the trigger that keeps what a row was made with."""
    return pgtrigger.ReadOnly(name="kept_as_made", fields=["controller", *fields])
