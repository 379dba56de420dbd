"""A list of choices drawn by hand is the one that Django's own templates draw."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from samverk.web.controls import Controls

CHOICES: list[Any] = [
    ("", "Ingen <vald>"),
    (7, 'Sju & "åtta"'),
    ("Grupp's", [("a<b", mark_safe("<i>A</i>")), (None, 2_000)]),
]
WIDGETS = [
    forms.Select(choices=CHOICES),
    forms.Select(choices=[]),
    forms.Select({"class": "ds-input", "disabled": True, "hidden": False, "size": 4}, CHOICES),
    forms.SelectMultiple({"title": "Välj <flera>"}, CHOICES),
]


@pytest.mark.parametrize("widget", WIDGETS)
@pytest.mark.parametrize("value", ["", 7, "a<b", None, ["a<b", "7"]])
def test_a_select_is_as_djangos_own(widget: forms.Select, value: object) -> None:
    drawn = widget.render("val", value, {"id": "falt-val"}, Controls())
    assert drawn == widget.render("val", value, {"id": "falt-val"}, DjangoTemplates())
    assert "<select" in drawn


def test_other_controls_are_drawn_by_djangos_templates() -> None:
    widget = forms.TextInput({"class": "ds-input"})
    assert widget.render("namn", "Åsa", None, Controls()) == widget.render(
        "namn", "Åsa", None, DjangoTemplates()
    )
