"""The form of a what-if: who leaves by a decision of which day, and what to compare it with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.federation.forms.contributions import IN_TIME
from samverk.federation.forms.setup import MOST, whole
from samverk.federation.models import Counting, Share
from samverk.federation.queries import Member
from samverk.federation.what_if import Asked, OwnRegi, tried_terms
from samverk.foundation.forms import DayField, PageForm
from samverk.rules import bylaws

MOST_UNITS = 1_000_000


def _members(label: str, *, required: bool) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, coerce=int, required=required, widget=forms.CheckboxSelectMultiple
    )


class ExitForm(PageForm):
    """Choose one scenario, or two to lay side by side."""

    members = _members("Vem lämnar?", required=True)
    decided_on = DayField(label="Beslut om utträde den", validators=IN_TIME)
    others = _members("Jämför: vem lämnar i det andra scenariot?", required=False)
    other_day = DayField(label="Jämför: beslut den", required=False, validators=IN_TIME)
    years = whole("Jämför: annan uppsägningstid i år", 1, 20, required=False)
    counting = forms.ChoiceField(
        label="Jämför: tiden räknas",
        choices=[("", "som i förbundsordningen"), *Counting.choices],
        required=False,
    )
    unit_cost = whole(
        "Egen regi: kronor per insats", 0, MOST, required=False, help_text="Kommunens egen uppgift."
    )
    volume = whole("Egen regi: insatser per år", 0, MOST_UNITS, required=False)

    def __init__(self, data: QueryDict | None, members: list[Member]) -> None:
        super().__init__(data)
        choices = [
            (one.membership.pk, one.name) for one in members if one.membership.share != Share.STATE
        ]
        for name in ("members", "others"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for both or neither of the numbers, and for the whole of a second scenario."""
        cleaned: dict[str, Any] = super().clean() or {}
        self._both(("unit_cost", "volume"), "Ange både kronor per insats och antal.")
        self._both(("years", "counting"), "Ange både antal år och hur de räknas.")
        is_compared = cleaned.get("other_day") or cleaned.get("years")
        if is_compared and not cleaned.get("others") and "others" not in self.errors:
            cleaned["others"] = cleaned.get("members", [])
        if (
            cleaned.get("others")
            and not cleaned.get("other_day")
            and "other_day" not in self.errors
        ):
            cleaned["other_day"] = cleaned.get("decided_on")
        return cleaned

    def _both(self, names: tuple[str, str], wanted: str) -> None:
        empty = [name for name in names if self.cleaned_data.get(name) in (None, "")]
        if len(empty) == 1 and not set(names) & set(self.errors):
            self.add_error(empty[0], wanted)

    @property
    def asked(self) -> list[Asked]:
        """The scenarios of a valid form."""
        values = self.cleaned_data
        own = None
        if values["unit_cost"] is not None:
            own = OwnRegi(values["unit_cost"], values["volume"])
        found = [Asked(tuple(values["members"]), values["decided_on"], own)]
        if values.get("others"):
            terms = None
            if values["years"]:
                terms = tried_terms(values["years"], bylaws.Counting(values["counting"]))
            found.append(Asked(tuple(values["others"]), values["other_day"], own, terms))
        return found
