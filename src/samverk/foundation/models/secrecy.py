"""What every row that holds something secret says of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Secrecy(models.Model):
    """A secrecy marking (sekretessmarkering, OSL 5 kap. 5 §): provision, day and authority.

    A warning and not a decision: each request for the document is tried anew. ``controller`` is
    the authority (body) whose compartment holds the row; forced row-level security hides it from
    everybody else.
    """

    controller = models.ForeignKey("directory.Body", models.PROTECT, related_name="+")
    provision = models.CharField("lagrum", max_length=200)
    marked_on = models.DateField("markerad")
    authority = models.CharField("myndighet", max_length=200)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(provision="") & ~Q(authority=""), name="%(class)s_says_why"
            )
        ]
