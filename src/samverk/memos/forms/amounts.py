"""An amount of money as it is typed."""

from __future__ import annotations

import re
from typing import Any

from django import forms

_AMOUNT = re.compile(r"(\d{1,12})(?:[.,](\d{1,2}))?(?:\s*kr)?", re.ASCII)
AMOUNT_FAULT = "Skriv beloppet i kronor, till exempel 639 000 eller 1 234,50."


class KronorField(forms.CharField):
    """An amount in kronor, read to integer öre; None when nothing is written."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False,
            max_length=30,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            **options,
        )

    def clean(self, value: Any) -> int | None:
        """Read the amount. Raises ValidationError for what is no amount."""
        text = re.sub(r"[\s\u00a0\u202f](?=\d{3})", "", super().clean(value)).strip()
        if not text:
            return None
        found = _AMOUNT.fullmatch(text)
        if found is None:
            raise forms.ValidationError(AMOUNT_FAULT)
        return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def kronor_of(ore: int) -> str:
    """Write an amount as it is typed: "639000", or "1234,50" with öre."""
    whole, rest = divmod(ore, 100)
    return f"{whole},{rest:02}" if rest else str(whole)
