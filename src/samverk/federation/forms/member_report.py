"""Which years a member's report covers."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from samverk.federation.forms.setup import whole
from samverk.foundation.forms import PageForm

EARLIEST, LATEST = 1990, 2099
MOST_YEARS = 10


class YearsForm(PageForm):
    """Choose the years (``?fran=2020&till=2023``); the last five when nothing is chosen."""

    fran = whole("Från och med år", EARLIEST, LATEST)
    till = whole("Till och med år", EARLIEST, LATEST)

    def __init__(self, data: QueryDict, this_year: int) -> None:
        self._usual = (this_year - 4, this_year)
        chosen = data.copy()
        if not {"fran", "till"} & set(chosen):
            chosen["fran"], chosen["till"] = (str(year) for year in self._usual)
        super().__init__(chosen)

    def clean(self) -> dict[str, Any]:
        """Refuse years in the wrong order, and more of them than fit on a page."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("fran"), cleaned.get("till")
        if first and last and last < first:
            self.add_error("till", "Sista året är före det första. Rätta ett av dem.")
        elif first and last and last - first >= MOST_YEARS:
            self.add_error("till", f"Välj högst {MOST_YEARS} år åt gången.")
        return cleaned

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year; the usual ones while what is chosen cannot be read."""
        if self.is_valid():
            return self.cleaned_data["fran"], self.cleaned_data["till"]
        return self._usual
