"""Tables of the catalogue. None of them holds a person."""

from __future__ import annotations

from samverk.interventions.models.attendance import AttendanceCount
from samverk.interventions.models.capacity import CapacityRow, PriorityClass
from samverk.interventions.models.deliveries import Delivery, IntakeWindow, StartMode
from samverk.interventions.models.requirements import RequiredHome, Requirement

__all__ = [
    "AttendanceCount",
    "CapacityRow",
    "Delivery",
    "IntakeWindow",
    "PriorityClass",
    "RequiredHome",
    "Requirement",
    "StartMode",
]
