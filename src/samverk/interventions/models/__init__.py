"""Tables of the catalogue. None of them holds a person."""

from __future__ import annotations

from samverk.interventions.models.attendance import AttendanceCount
from samverk.interventions.models.capacity import CapacityRow, PriorityClass
from samverk.interventions.models.deliveries import Delivery, IntakeWindow, StartMode
from samverk.interventions.models.limits import TimeLimit
from samverk.interventions.models.requirements import RequiredHome, RequiredParty, Requirement
from samverk.interventions.models.shut import ShutPlaces
from samverk.interventions.models.starts import CohortStart
from samverk.interventions.models.statistics import (
    InterventionStatistics,
    PublishedStatistics,
    YearSubject,
)

__all__ = [
    "AttendanceCount",
    "CapacityRow",
    "CohortStart",
    "Delivery",
    "IntakeWindow",
    "InterventionStatistics",
    "PriorityClass",
    "PublishedStatistics",
    "RequiredHome",
    "RequiredParty",
    "Requirement",
    "ShutPlaces",
    "StartMode",
    "TimeLimit",
    "YearSubject",
]
