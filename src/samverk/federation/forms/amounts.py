"""Fields for amounts in kronor and for lines that are read, with each fault told by its line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from samverk.federation.reading.budget_lines import LineError
from samverk.federation.reading.money import ore_in
from samverk.rules.amounts import MINUS, kr


class KronorField(forms.CharField):
    """An amount as people write it, "1 250 000" or "−12,50", cleaned to öre; None when left empty."""

    def __init__(self, label: str, *, below_zero: bool = False, **options: Any) -> None:
        self.below_zero = below_zero
        attrs = {"inputmode": "text" if below_zero else "decimal", "autocomplete": "off"}
        super().__init__(label=label, max_length=30, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> Any:
        """Read the amount. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        found = ore_in(text)
        if found is None:
            raise forms.ValidationError("Skriv beloppet i kronor, som 1 250 000 eller 12,50.")
        if found < 0 and not self.below_zero:
            raise forms.ValidationError("Beloppet kan inte vara mindre än 0.")
        return found


def typed(ore: int | None) -> str:
    """Write öre as a person would type them; "" for nothing."""
    if ore is None:
        return ""
    return kr(ore).replace("\N{NO-BREAK SPACE}", " ").removesuffix(" kr").replace(MINUS, "-")


class LinesField(forms.CharField):
    """Lines that are read by ``read``, which raises LineError; cleaned to what it gives back."""

    def __init__(
        self, label: str, read: Callable[[str], Any], *, rows: int, **options: Any
    ) -> None:
        self.read = read
        widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "false"})
        super().__init__(label=label, max_length=20_000, strip=False, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        """Read the lines. Raises ValidationError with a message for each faulty one."""
        text = super().clean(value)
        try:
            return self.read(text)
        except LineError as fault:
            raise forms.ValidationError(fault.faults[:10]) from fault
