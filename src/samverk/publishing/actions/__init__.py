"""Every way to write in the room of what is open."""

from __future__ import annotations

from samverk.publishing.actions.archive_settings import (
    NewAuthority,
    NewMapping,
    NewPlanRow,
    add_archive_authority,
    set_mapping,
    set_plan_row,
)
from samverk.publishing.actions.packages import NewPackage, ask_package, take_package
from samverk.publishing.actions.packing import make_left_packages, make_package

__all__ = [
    "NewAuthority",
    "NewMapping",
    "NewPackage",
    "NewPlanRow",
    "add_archive_authority",
    "ask_package",
    "make_left_packages",
    "make_package",
    "set_mapping",
    "set_plan_row",
    "take_package",
]
