"""What every row about a person has."""

from __future__ import annotations

from django.db import models

from samverk.foundation.kept import Kept, no_federation, only_added, stays

__all__ = ["Kept", "OfPerson", "no_federation", "only_added", "stays"]


class OfPerson(Kept):
    """A row that belongs to one person, whatever else it hangs on: it is shown and removed with them."""

    person = models.ForeignKey("persons.Person", models.PROTECT, related_name="+")

    class Meta:
        abstract = True
