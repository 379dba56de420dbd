"""The figures of the sheet of Uppföljning Finsam, gathered from budget, outcome, equity and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from samverk.federation.models import (
    CountReport,
    Intervention,
    Measure,
    NationalTerms,
    Orientation,
    RowKind,
)
from samverk.federation.ports import MESSAGE, TOTALS
from samverk.federation.queries import budgets, outcomes
from samverk.federation.queries.equity import stated_years
from samverk.federation.queries.interventions import interventions_of
from samverk.federation.rows import RowKey
from samverk.rules.amounts import rounded
from samverk.rules.national_sheet import SheetIntervention
from samverk.rules.running import Runs, runs_in
from samverk.rules.wording import MONTHS

KRONOR, NUMBER, PEOPLE, WORDS = "kronor", "deltaganden", "deltagare", ""


@dataclass(frozen=True, slots=True)
class SheetFigure:
    """A figure of the sheet (uppgift): ``value`` in ``unit``, None where missing, and its source.

    ``group`` is the intervention's name, or what the national form calls the rest. ``own`` is our word
    where the national form may have another.
    """

    key: str
    group: str
    name: str
    value: int | str | None
    unit: str
    source: str
    own: str = ""

    @property
    def is_missing(self) -> bool:
        """Answer whether the figure has not been entered here."""
        return self.value is None


class Gathering:
    """What the sheet is made of, read once."""

    def __init__(self, federation: int, year: int) -> None:
        self.federation, self.year = federation, year
        versions = budgets.versions_of(federation, year)
        self.budget = budgets.in_force(versions)
        self.rows = budgets.rows_of(self.budget) if self.budget else {}
        self.outcome = outcomes.outcome_of(federation, year)
        self.spent = self.outcome.by_row
        terms = terms_of(federation)
        self.words: dict[str, str] = terms.words if terms else {}
        self.counts = _counts(federation, year)
        self.every = interventions_of(federation)
        self.shown = [
            one
            for one in self.every
            if _running(one, year) is Runs.YES
            or RowKey(RowKind.INTERVENTION, one.pk) in {*self.rows, *self.spent}
            or one.pk in self.counts
        ]

    @property
    def is_whole(self) -> bool:
        """Answer whether the outcome is read in for the whole year."""
        return self.outcome.through == len(MONTHS)

    @property
    def budget_source(self) -> str:
        """Where what is budgeted comes from."""
        if self.budget is None:
            return "ingen beslutad budget"
        return f"{self.budget}. {self.budget.note}" if self.budget.note else str(self.budget)

    @property
    def outcome_source(self) -> str:
        """Where what is booked comes from."""
        read = self.outcome.read_in
        return (
            f"{read.file_name}, till och med månad {read.through}"
            if read
            else "inget utfall inläst"
        )

    def of_federation(self) -> Iterator[SheetFigure]:
        """Give the figures of the federation as a whole."""
        funds = budgets.allotted(self.federation, self.year)
        funded = f"dubbla statens belopp {self.year}"
        if funds is None:
            funded = "statens belopp är inte registrerat"
        yield SheetFigure("funds", "Förbundet", "Tilldelade medel", funds, KRONOR, funded)
        equity = stated_years(self.federation).get(self.year)
        closing = _kronor(equity.closing) if equity else None
        source = equity.source if equity else "inte registrerat för året"
        yield SheetFigure("equity", "Förbundet", "Eget kapital", closing, KRONOR, source)
        yield from self._of_administration()

    def _of_administration(self) -> Iterator[SheetFigure]:
        budgeted = budgets.total_of(self.budget, RowKind.ADMINISTRATION) if self.budget else None
        rows = (v for key, v in self.spent.items() if key.kind == RowKind.ADMINISTRATION)
        spent = sum(rows) if self.outcome.read_in else None
        for name, label, value, source in (
            ("budget", "Budget", budgeted, self.budget_source),
            ("outcome", "Utfall", spent, self.outcome_source),
        ):
            key = f"administration.{name}"
            yield SheetFigure(key, "Administration", label, _kronor(value), KRONOR, source)

    def of_one(self, one: Intervention) -> Iterator[SheetFigure]:
        """Give the figures of an intervention."""
        key, register = RowKey(RowKind.INTERVENTION, one.pk), "insatsens uppgifter"
        row, display = self.rows.get(key), one.get_orientation_display()
        esf = "ja" if one.esf_funded else "nej"
        spent = _kronor(self.spent.get(key, 0)) if self.outcome.read_in else None
        people = row.participants if row else None
        for name, label, value, own in (
            ("orientation", "Inriktning", self._word(display), display),
            ("target", "Målgrupp", self._target(one), ""),
            ("method", "Uppföljningsmetod", self._word(one.follow_up_method), one.follow_up_method),
            ("esf", "ESF-finansiering", esf, esf),
        ):
            yield SheetFigure(_key(one, name), one.name, label, value, WORDS, register, own)
        for name, label, figure, unit, source in (
            ("budget", "Budget", _kronor(row.amount if row else None), KRONOR, self.budget_source),
            ("outcome", "Utfall", spent, KRONOR, self.outcome_source),
            ("participants", "Budgeterade deltagare", people, PEOPLE, self.budget_source),
        ):
            yield SheetFigure(_key(one, name), one.name, label, figure, unit, source)
        yield from self._counted(one)

    def _counted(self, one: Intervention) -> Iterator[SheetFigure]:
        """Give how many took part: by sex in an individual intervention, else all together."""
        rows = self.counts.get(one.pk, [])
        source = "; ".join(dict.fromkeys(filter(None, _sources(rows)))) or "inga antal för året"
        is_individual = one.orientation == Orientation.INDIVIDUAL
        kinds = (
            (("women", "Kvinnor"), ("men", "Män")) if is_individual else (("total", "Deltagare"),)
        )
        for name, label in kinds:
            value = _summed(rows, name)
            yield SheetFigure(_key(one, name), one.name, label, value, NUMBER, source)

    def _word(self, ours: str) -> str | None:
        return self.words.get(ours, ours) or None

    def _target(self, one: Intervention) -> str | None:
        groups = [line.strip() for line in one.target_groups.splitlines() if line.strip()]
        return "; ".join(self.words.get(each, each) for each in groups) or None

    def as_reported(self, one: Intervention) -> SheetIntervention:
        """Give an intervention as it is checked."""
        rows = self.counts.get(one.pk)
        women, men, unknown = (_summed(rows or [], name) for name in ("women", "men", "unknown"))
        counts = None
        if women is not None and men is not None and unknown is not None:
            counts = women, men, unknown
        esf = "ja" if one.esf_funded else "nej"
        locked = (one.get_orientation_display(), one.follow_up_method, esf)
        return SheetIntervention(str(one.pk), one.name, one.orientation, locked, counts)

    def remarks(self) -> Iterator[str]:
        """Say what the reader should know of the figures."""
        if not self.words:
            yield "Det nationella systemets kodlistor är inte bekräftade: våra egna ord står här."
        shown = {one.pk for one in self.shown}
        undated = [
            one.name
            for one in self.every
            if one.pk not in shown and _running(one, self.year) is Runs.UNKNOWN
        ]
        if undated:
            yield (
                f"Visas inte, för startdagen är inte registrerad och året har varken budget, utfall "
                f"eller antal: {', '.join(undated)}."
            )
        yield from self._withheld()
        for one in self.shown:
            if len(self.counts.get(one.pk, [])) > 1:
                yield (
                    f"{one.name}: antalen är lagda ihop av flera perioder. Den som deltog i två "
                    "perioder räknas två gånger."
                )
            if (
                one.orientation == Orientation.OPEN
                and one.get_orientation_display() not in self.words
            ):
                yield f"{one.name}: {one.get_orientation_display()} har inget ord i kodlistan."

    def _withheld(self) -> Iterator[str]:
        """Say which counts a party withholds, and what is told of all individual interventions together."""
        rows = {
            one.name: self.counts.get(one.pk, [])
            for one in self.shown
            if one.orientation == Orientation.INDIVIDUAL
        }
        names = [name for name, each in rows.items() if any(row.withheld for row in each)]
        if not names:
            return
        yield f"Antal som en part inte visar, så få kan peka ut någon: {', '.join(names)}."
        told = TOTALS.took_part(self.federation, self.year, Orientation.INDIVIDUAL)
        if told is None or told.women is None or told.men is None:
            return
        by_hand = [
            row
            for each in rows.values()
            for row in each
            if not row.source.startswith(f"{MESSAGE} ")
        ]
        women, men = (
            of + sum(getattr(row, name) or 0 for row in by_hand)
            for name, of in (("women", told.women), ("men", told.men))
        )
        yield (
            f"Alla individinriktade insatser tillsammans: {women} kvinnor och {men} män"
            f" ({'; '.join(told.sources)})."
        )


def _running(one: Intervention, year: int) -> Runs:
    return runs_in(one.starts_on, one.ends_on, year).value


def _counts(federation: int, year: int) -> dict[int, list[CountReport]]:
    """Gather the counts of all together that lie within the year, by intervention (id)."""
    rows = CountReport.objects.filter(
        intervention__federation=federation,
        kept=True,
        measure=Measure.TOOK_PART,
        home=None,
        from_date__year=year,
        to_date__year=year,
    )
    found: dict[int, list[CountReport]] = {}
    for row in rows.order_by("from_date"):
        found.setdefault(row.intervention_id, []).append(row)
    return found


def _summed(rows: Sequence[CountReport], name: str) -> int | None:
    """Add up one number of the rows; None without rows, and where the party withholds one of them."""
    numbers = [getattr(row, name) for row in rows]
    return sum(numbers) if numbers and None not in numbers else None


def _sources(rows: Iterable[CountReport]) -> Iterator[str]:
    """Name where counts come from, and why one of them is not there."""
    for row in rows:
        yield row.source
        yield row.withheld


def _kronor(ore: int | None) -> int | None:
    return None if ore is None else rounded(ore, 100)


def _key(one: Intervention, name: str) -> str:
    return f"intervention.{one.pk}.{name}"


def terms_of(federation: int) -> NationalTerms | None:
    """Answer the words of the national form that hold; None while our own stand."""
    return NationalTerms.objects.filter(federation=federation).order_by("-id").first()
