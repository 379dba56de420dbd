"""Forms of a budget: a version of a year, and the decision on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.federation.actions.budgets import NewBudget
from samverk.federation.forms.amounts import KronorField, LinesField, typed
from samverk.federation.forms.setup import decision_papers, whole
from samverk.federation.models import BudgetVersion, Intervention, RowKind
from samverk.federation.reading.budget_lines import WrittenRow, read_rows, written_rows
from samverk.foundation.forms import ActForm
from samverk.rules.running import Runs, runs_in

# Shown in an empty form, for the federation to change: what guidance divides a budget on
HEADINGS = ("Styrelse", "Administration", "Revision", "Övrigt")
CONTRIBUTIONS = "Bidrag från medlemmarna"
LONGEST = 5_000
PLAN = (("second", "andra året"), ("third", "tredje året"))
HELP = "En rad var: Namn: belopp i kronor. Detaljer skrivs under raden: - Namn: belopp."


def _read_interventions(text: str) -> tuple[WrittenRow, ...]:
    return read_rows(text, with_participants=True)


def _words(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
    )


class BudgetForm(ActForm):
    """Write a version of a year's budget."""

    year = whole("Budgetår", 2004, 2099)
    revenue = LinesField("Intäkter", read_rows, rows=3, help_text="En rad var: Namn: kronor.")
    administration = LinesField(
        "Styrelse, administration, revision och övrigt",
        read_rows,
        rows=8,
        required=False,
        help_text=HELP,
    )
    interventions = LinesField(
        "Insatser",
        _read_interventions,
        rows=8,
        required=False,
        help_text="Som de heter under Insatser. Sist på raden kan stå (40 deltagare). Detaljer som ovan.",
    )
    opening_equity = KronorField(
        "Eget kapital vid årets början", below_zero=True, required=False, help_text="I kronor."
    )
    goals = _words("Finansiella mål", "De mål som är viktiga för god ekonomisk hushållning.")
    activities = _words("Plan för verksamheten", "Med mål och riktlinjer.")
    second_revenue = KronorField("Intäkter andra året", required=False)
    second_costs = KronorField("Kostnader andra året", required=False)
    third_revenue = KronorField("Intäkter tredje året", required=False)
    third_costs = KronorField("Kostnader tredje året", required=False)
    motivation = _words("Motivering", "Om intäkterna inte överstiger kostnaderna: varför.")
    funding = _words("Finansiering", "Om en kostnad höjs under budgetåret: hur den betalas.")
    note = forms.CharField(label="Anteckning", max_length=200, required=False)

    def __init__(
        self, data: QueryDict | None, initial: dict[str, Any], *, year: int | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.of_year = year
        if year is not None:
            del self.fields["year"]
            for number, (name, word) in enumerate(PLAN, start=1):
                self.fields[f"{name}_revenue"].label = f"Intäkter {word}, {year + number}"
                self.fields[f"{name}_costs"].label = f"Kostnader {word}, {year + number}"

    def clean(self) -> dict[str, Any]:
        """Ask for both revenue and costs of a year in the plan, or for neither."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name, _ in PLAN:
            given = [cleaned.get(f"{name}_{part}") is not None for part in ("revenue", "costs")]
            for part, is_given in zip(("revenue", "costs"), given, strict=True):
                if any(given) and not is_given and f"{name}_{part}" not in self.errors:
                    self.add_error(f"{name}_{part}", "Skriv både intäkter och kostnader för året.")
        return cleaned

    def new_budget(self, federation: int, values: dict[str, Any]) -> NewBudget:
        """Give what was written, for the action."""
        year = self.of_year or values["year"]
        plan = tuple(
            (year + number, values[f"{name}_revenue"], values[f"{name}_costs"])
            for number, (name, _) in enumerate(PLAN, start=1)
            if values[f"{name}_revenue"] is not None
        )
        texts = ("goals", "activities", "motivation", "funding", "note")
        return NewBudget(
            federation,
            year,
            values["revenue"],
            values["administration"],
            values["interventions"],
            plan,
            values["opening_equity"],
            **{name: values[name] for name in texts},
        )


def begun_from(version: BudgetVersion) -> dict[str, Any]:
    """Fill in the form with a version, for the next one to be written from."""
    texts = {name: getattr(version, name) for name in ("goals", "activities", "motivation", "note")}
    found: dict[str, Any] = {kind: _lines(version, kind) for kind in RowKind.values}
    plan = {one.year - version.year: one for one in version.plan_years.all()}
    for number, (name, _) in enumerate(PLAN, start=1):
        if one := plan.get(number):
            found |= {f"{name}_revenue": typed(one.revenue), f"{name}_costs": typed(one.costs)}
    return {
        **texts,
        "revenue": found.pop(RowKind.REVENUE),
        "administration": found.pop(RowKind.ADMINISTRATION),
        "interventions": found.pop(RowKind.INTERVENTION),
        "opening_equity": typed(version.opening_equity),
        **found,
    }


def _lines(version: BudgetVersion, kind: str) -> str:
    rows = sorted(version.rows.all(), key=lambda row: row.position)
    return written_rows(
        tuple(
            WrittenRow(
                row.name,
                row.amount,
                row.participants,
                tuple((each.name, each.amount) for each in row.details.all()),
            )
            for row in rows
            if row.kind == kind
        )
    )


def begun_empty(year: int, contributions: int, interventions: list[Intervention]) -> dict[str, Any]:
    """Fill in the form for a first budget: usual headings, and contributions in öre if known."""
    running = [
        one
        for one in interventions
        if runs_in(one.starts_on, one.ends_on, year).value is not Runs.NO
    ]
    return {
        "year": year,
        "revenue": f"{CONTRIBUTIONS}: {typed(contributions)}",
        "administration": "\n".join(f"{name}: 0" for name in HEADINGS),
        "interventions": "\n".join(f"{one.name}: 0" for one in running),
    }


class DecideForm(ActForm):
    """Record the board's decision on a version."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.TypedChoiceField(
        label="Styrelsens beslut",
        coerce=int,
        help_text="Ur förbundets egna beslut. Registrera det först om det saknas.",
    )

    def __init__(self, data: QueryDict | None, federation: int, version: int) -> None:
        super().__init__(data, initial={"version": version})
        found = decision_papers([federation])
        self.fields["decision"].choices = [("", "Välj"), *found]  # type: ignore[attr-defined]
