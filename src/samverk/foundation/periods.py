"""Periods in tables: from a day to a day, both included, open while no end is known."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

M = TypeVar("M", bound=models.Model)


class DateRange(Func):
    """PostgreSQL's daterange over ``from_date`` and ``to_date``, both included."""

    function = "daterange"

    def __init__(self, start: str = "from_date", end: str = "to_date") -> None:
        self.columns = (start, end)
        super().__init__(F(start), F(end), Value("[]"))

    def deconstruct(self) -> tuple[str, tuple[str, str], dict[str, str]]:
        """Write the expression as the two columns it covers."""
        return f"{self.__module__}.DateRange", self.columns, {}


def no_overlap(name: str, *columns: str) -> ExclusionConstraint:
    """Build the constraint that two rows with the same ``columns`` never hold on the same day."""
    same = [(column, RangeOperators.EQUAL) for column in columns]
    return ExclusionConstraint(
        name=name, expressions=[*same, (DateRange(), RangeOperators.OVERLAPS)]
    )


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """Build the constraint that a period's last day is not before its first."""
    return models.CheckConstraint(
        condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")), name=name
    )


def in_force(day: date, of: str = "") -> Q:
    """Build the filter for rows that hold on ``day``; ``of`` names the relation they are met by."""
    way = f"{of}__" if of else ""
    ends = Q(**{f"{way}to_date__isnull": True}) | Q(**{f"{way}to_date__gte": day})
    return Q(**{f"{way}from_date__lte": day}) & ends
