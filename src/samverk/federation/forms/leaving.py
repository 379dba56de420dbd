"""The form of a what-if: who leaves by a decision of which day, and what to compare it with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.federation.forms.contributions import IN_TIME
from samverk.federation.forms.setup import MOST, whole
from samverk.federation.models import Share
from samverk.federation.queries import Member
from samverk.federation.what_if import Asked, OwnRegi
from samverk.foundation.forms import DayField, PageForm

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
        for one, other in (("unit_cost", "volume"), ("volume", "unit_cost")):
            is_alone = cleaned.get(one) is not None and cleaned.get(other) is None
            if is_alone and other not in self.errors:
                self.add_error(other, "Ange både kronor per insats och antal.")
        if cleaned.get("other_day") and not cleaned.get("others") and "others" not in self.errors:
            cleaned["others"] = cleaned.get("members", [])
        if (
            cleaned.get("others")
            and not cleaned.get("other_day")
            and "other_day" not in self.errors
        ):
            cleaned["other_day"] = cleaned.get("decided_on")
        return cleaned

    @property
    def asked(self) -> list[Asked]:
        """The scenarios of a valid form."""
        values = self.cleaned_data
        own = None
        if values["unit_cost"] is not None:
            own = OwnRegi(values["unit_cost"], values["volume"])
        found = [Asked(tuple(values["members"]), values["decided_on"], own)]
        if values.get("others"):
            found.append(Asked(tuple(values["others"]), values["other_day"], own))
        return found
