"""How a form field's control is drawn in ``<c-field>``."""

from __future__ import annotations

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def control_kind(field: BoundField) -> str:
    """Tell how label and control stand to each other: group, checkbox or single."""
    match field.field.widget:
        case forms.RadioSelect() | forms.CheckboxSelectMultiple():
            return "group"
        case forms.CheckboxInput():
            return "checkbox"
        case _:
            return "single"


@register.filter
def control(field: BoundField) -> SafeString:
    """Draw the control; Django adds ``aria-describedby`` and ``aria-invalid``."""
    return field.as_widget(attrs={"class": "ds-input"})


@register.filter
def choices(field: BoundField) -> list[BoundWidget]:
    """Give the group's radio buttons or check boxes, each drawn by its ``tag``."""
    widget = field.field.widget
    attributes = {"id": field.auto_id, "class": "ds-input"}
    drawn = widget.subwidgets(field.html_name, field.value(), attrs=attributes)
    return [BoundWidget(widget, data, field.form.renderer) for data in drawn]
