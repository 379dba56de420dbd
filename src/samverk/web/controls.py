"""How the controls of forms are drawn: by Django's templates, but for lists of choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.forms import Select
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Drawn = Mapping[str, Any]


class Controls(DjangoTemplates):
    """Draws a list of choices by hand, word for word as Django's templates would.

    They include two templates for each choice: on a roll of fifty seats that was half the page's time.
    """

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        """Draw a control, a form or a list of errors."""
        if template_name == Select.template_name:
            # What is put between our own marks is escaped piece by piece
            return mark_safe(_select(context["widget"]))  # noqa: S308
        return mark_safe(super().render(template_name, context, request))  # noqa: S308


def _select(widget: Drawn) -> str:
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    name = conditional_escape(widget["name"])
    return f'<select name="{name}"{_attributes(widget["attrs"])}>{groups}\n</select>'


def _group(name: str | None, options: Iterable[Drawn]) -> str:
    drawn = "".join(map(_option, options))
    if not name:
        return drawn
    return f'\n  <optgroup label="{conditional_escape(name)}">{drawn}\n  </optgroup>'


def _option(option: Drawn) -> str:
    value, label = conditional_escape(option["value"]), conditional_escape(option["label"])
    return f'\n  <option value="{value}"{_attributes(option["attrs"])}>{label}</option>\n'


def _attributes(given: Mapping[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in given.items()
        if value is not False
    )
