"""The assumptions of a fee estimate: each has a value that it begins with, and can be changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.http import QueryDict

from samverk.execution.models import RegisterWait
from samverk.execution.models.decisions import CAUSES
from samverk.foundation import clock
from samverk.foundation.forms import DayField, PageForm
from samverk.rules.amounts import kr
from samverk.rules.unexecuted.fee import ADDED, FeeBounds, FeeFacts
from samverk.rules.unexecuted.waits import Cause
from samverk.rules.wording import running_date

_AMOUNT = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?(?:kr)?", re.ASCII)
AMOUNT_FAULT = "Skriv beloppet i kronor, till exempel 36 400 eller 1 250,50."
LAST_DAY = date(2099, 12, 31)


class KronorField(forms.CharField):
    """An amount in kronor as people write it, read to öre."""

    def __init__(self, label: str, **options: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(label=label, max_length=30, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> int:
        """Read the amount; nothing is 0 where it may be left out. Raises ValidationError."""
        text = re.sub(r"\s", "", super().clean(value))
        if not text:
            return 0
        found = _AMOUNT.fullmatch(text)
        if found is None:
            raise forms.ValidationError(AMOUNT_FAULT)
        return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def _whole(label: str, most: int, help_text: str) -> forms.IntegerField:
    fault = f"Skriv ett helt tal från 0 till {most}."
    faults = dict.fromkeys(("required", "invalid", "min_value", "max_value"), fault)
    return forms.IntegerField(
        label=label, min_value=0, max_value=most, help_text=help_text, error_messages=faults
    )


class FeeForm(PageForm):
    """What an estimate assumes. It is sent and never kept."""

    wait = forms.TypedChoiceField(label="Vilken väntan?", coerce=int)
    until = DayField(
        label="Räkna väntan till och med",
        validators=[MaxValueValidator(LAST_DAY, "Välj en dag till och med 2099.")],
        help_text="ÅÅÅÅ-MM-DD. Också en dag som kommer går att pröva.",
    )
    monthly = KronorField(
        "Vad insatsen hade kostat, kronor i månaden",
        help_text="Det kommunen har sparat. Till exempel 36 400.",
        error_messages={"required": "Skriv vad insatsen hade kostat i månaden."},
    )
    interim = KronorField(
        "Vad stöd under väntan kostar, kronor i månaden",
        required=False,
        help_text="Det som ges i stället. Tomt räknas som 0.",
    )
    free_months = _whole(
        "Månader som inte räknas",
        240,
        "Så länge det skäligen kan ta att ordna insatsen. Domstolar har ibland dragit av den tiden.",
    )
    effort = _whole(
        "Avdrag för kommunens ansträngningar, procent",
        100,
        "Till exempel för erbjudanden som den enskilde har tackat nej till.",
    )
    added = _whole(
        "Avskräckande del, procent",
        1000,
        f"Tillsynsmyndigheten har uppgett {ADDED} procent.",
    )
    bounds = forms.TypedChoiceField(
        label="Lägsta och högsta avgift", coerce=int, empty_value=None, required=False
    )

    def __init__(
        self,
        data: QueryDict | None,
        waits: Sequence[RegisterWait],
        bounds: Sequence[FeeBounds],
        *,
        added: int = ADDED,
    ) -> None:
        last = waits[-1]
        first = {
            "wait": last.nth,
            "until": last.ended_on or clock.today(),
            "free_months": 0,
            "effort": 0,
            "added": added,
        }
        super().__init__(data, initial=first)
        self.waits = {one.nth: one for one in waits}
        self.fields["wait"].choices = [(one.nth, _named(one)) for one in waits]  # type: ignore[attr-defined]
        self.spans = list(bounds)
        spans = [(place, _span(one)) for place, one in enumerate(self.spans)]
        self.fields["bounds"].choices = [("", "De som gäller den dagen"), *spans]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the assumptions as facts. A day before the wait began is a fault at the day."""
        values = super().clean() or {}
        wait, until = self.waits.get(values.get("wait", 0)), values.get("until")
        if wait is not None and until is not None and until < wait.began_on:
            told = f"Väntan började {running_date(wait.began_on)}. Ange en dag därefter."
            self.add_error("until", told)
        return values

    @property
    def facts(self) -> FeeFacts:
        """The assumptions as the rules know them, of a form that is valid."""
        values = self.cleaned_data
        return FeeFacts(
            self.waits[values["wait"]].began_on,
            values["until"],
            values["monthly"],
            values["interim"],
            values["effort"],
            values["added"],
            values["free_months"],
        )

    @property
    def chosen_bounds(self) -> FeeBounds | None:
        """The bounds that were chosen; None where the day is to decide."""
        place = self.cleaned_data["bounds"]
        return None if place is None else self.spans[place]


def _named(wait: RegisterWait) -> str:
    return f"Från {running_date(wait.began_on)}, på grund av {CAUSES[Cause(wait.cause)]}"


def _span(one: FeeBounds) -> str:
    sure = "" if one.is_confirmed else ", inte bekräftat"
    return f"{kr(one.least)} till {kr(one.most)} (från {running_date(one.from_date)}{sure})"
