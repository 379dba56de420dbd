"""Forms of meetings."""

from __future__ import annotations

from samverk.meetings.forms.agenda import ItemForm, MoveForm, PaperForm, PressForm, WhyForm
from samverk.meetings.forms.meeting import FactForm, OccasionForm
from samverk.meetings.forms.presence import ChairForm, OpenForm, PresenceForm, RollForm

__all__ = [
    "ChairForm",
    "FactForm",
    "ItemForm",
    "MoveForm",
    "OccasionForm",
    "OpenForm",
    "PaperForm",
    "PresenceForm",
    "PressForm",
    "RollForm",
    "WhyForm",
]
