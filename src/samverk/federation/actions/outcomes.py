"""Reading in a year's outcome, and recording how accounts lead to rows and what a manager expects."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from samverk.directory import queries as directory
from samverk.documents.sie_reading import SieError, read_sie
from samverk.documents.xlsx_reading import TooLargeSheetError, UnreadableSheetError, read_xlsx
from samverk.federation.actions.doors import BUDGETS_OF_FEDERATION, hold
from samverk.federation.models import (
    AccountMapping,
    AccountRule,
    Outcome,
    OutcomeImport,
    RowForecast,
    SourceKind,
    Target,
)
from samverk.federation.queries import budgets, outcomes
from samverk.federation.queries.interventions import interventions_of
from samverk.federation.reading.account_lines import WrittenRule
from samverk.federation.reading.outcome_files import Sums, of_sheet, of_vouchers, refused, rows_of
from samverk.federation.rows import Rows, plain
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require
from samverk.rules.wording import MONTHS

ACCOUNTS_MAPPED = acts.kind("federation.accounts_mapped", "Kontokoppling registrerad")
OUTCOME_READ_IN = acts.kind("federation.outcome_read_in", "Utfall inläst ur fil")
FORECAST_MADE = acts.kind("federation.forecast_made", "Prognos registrerad")
ZIP = b"PK"
_FIGURES = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class NewMapping:
    """How accounts lead to rows, for ``year`` and those after it, the first line that fits first."""

    federation: int
    year: int
    rules: tuple[WrittenRule, ...]


@dataclass(frozen=True, slots=True)
class NewOutcome:
    """A file of a year's outcome to read in: a SIE file of type 4, or a sheet like the template.

    ``through`` is the last month that it holds, None for the last that it has an amount in.
    ``replaces`` is whether it may take the place of what is read in already.
    """

    federation: int
    year: int
    file_name: str
    content: bytes = field(repr=False)
    through: int | None = None
    replaces: bool = False
    note: str = ""

    @property
    def sha256(self) -> str:
        """The file's checksum."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class NewForecast:
    """What the manager expects of a row for the whole year, in öre; ``row`` is a ``RowKey.code``."""

    federation: int
    year: int
    row: str
    amount: int
    made_on: date
    reason: str


def set_mapping(actor: Actor, new: NewMapping, *, key: str) -> AccountMapping:
    """Record how accounts lead to rows; those before stay. Raises InputError for an unknown name."""
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    known = {plain(each.name): each.pk for each in interventions_of(new.federation)}
    for number, rule in enumerate(new.rules, start=1):
        if rule.kind == Target.INTERVENTION and plain(rule.name) not in known:
            raise InputError(
                f"Rad {number}: insatsen {rule.name} är inte registrerad.", field="lines"
            )
    if not new.rules:
        raise InputError("Skriv minst en rad.", field="lines")
    start = date(new.year, 1, 1)
    act = acts.Act(actor, ACCOUNTS_MAPPED, key, new.federation, effective_on=start, content=new)
    return acts.carry_out(act, lambda: _map(new, known))


def _map(new: NewMapping, known: dict[str, int]) -> AccountMapping:
    made = AccountMapping.objects.create(
        federation_id=new.federation, from_date=date(new.year, 1, 1)
    )
    AccountRule.objects.bulk_create(
        AccountRule(
            mapping=made,
            position=position,
            first=rule.first,
            last=rule.last,
            dimension=rule.dimension,
            code=rule.code,
            kind=rule.kind,
            intervention_id=known[plain(rule.name)] if rule.kind == Target.INTERVENTION else None,
            heading="" if rule.kind == Target.INTERVENTION else rule.name,
        )
        for position, rule in enumerate(new.rules, start=1)
    )
    return made


def import_outcome(actor: Actor, new: NewOutcome, *, key: str) -> OutcomeImport:
    """Read in a file whole, or not at all.

    Raises InputError for a faulty file, naming row and column or account, and for one that would
    replace another unasked; ConflictError for the same file again.
    """
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    content = (new, new.sha256)
    act = acts.Act(actor, OUTCOME_READ_IN, key, new.federation, content=content)
    return acts.carry_out(act, lambda: _import(new))


def _import(new: NewOutcome) -> OutcomeImport:
    versions = budgets.versions_of(new.federation, new.year)
    if not versions:
        raise InputError(f"Det finns ingen budget för {new.year}. Lägg upp den först.")
    hold(BUDGETS_OF_FEDERATION, new.federation)
    rows = budgets.names_of_year(new.federation, versions)
    mapping = None if new.content.startswith(ZIP) else _mapping(new)
    sums = _of_workbook(new, rows) if mapping is None else _of_sie(new, mapping, rows)
    through = _through(new, sums)
    made = OutcomeImport.objects.create(
        federation_id=new.federation,
        year=new.year,
        through=through,
        kind=SourceKind.XLSX if mapping is None else SourceKind.SIE,
        file_name=new.file_name[:200],
        sha256=new.sha256,
        note=new.note.strip(),
        mapping=mapping,
        replaces=_replaced(new, mapping),
    )
    Outcome.objects.bulk_create(
        Outcome(read_in=made, month=month, amount=amount, **row.columns)
        for row, month, amount in rows_of(sums.amounts)
    )
    return made


def _mapping(new: NewOutcome) -> AccountMapping:
    found = outcomes.mapping_for(new.federation, new.year)
    if found is None:
        raise InputError(
            f"Ingen kontokoppling gäller {new.year}. Registrera hur kontona leder till budgetens "
            "rader först.",
            field="file",
        )
    return found


def _of_workbook(new: NewOutcome, rows: Rows) -> Sums:
    try:
        cells = read_xlsx(new.content)
    except TooLargeSheetError as fault:
        raise refused(
            ["Filen är för stor att läsa. Ha bara mallens rader i första bladet."]
        ) from fault
    except UnreadableSheetError as fault:
        raise refused(
            ["Filen går inte att läsa som Excel. Spara om den, eller hämta mallen."]
        ) from fault
    return of_sheet(cells, rows)


def _of_sie(new: NewOutcome, mapping: AccountMapping, rows: Rows) -> Sums:
    try:
        file = read_sie(new.content)
    except SieError as fault:
        raise refused([str(fault)]) from fault
    own = _FIGURES.sub("", directory.organisation_by_id(new.federation).number)
    theirs = _FIGURES.sub("", file.company_number)
    if own and theirs and own != theirs[-len(own) :]:
        raise refused(
            [f"Filen är från {file.company} ({file.company_number}), inte från förbundet."]
        )
    return of_vouchers(file, outcomes.written(mapping), rows, new.year)


def _through(new: NewOutcome, sums: Sums) -> int:
    if not sums.amounts:
        raise refused(["Filen har inga belopp för budgetens rader."])
    through = new.through or sums.last_month
    if through < sums.last_month:
        raise InputError(
            f"Filen har belopp i {MONTHS[sums.last_month - 1]}, efter {MONTHS[through - 1]}. Välj "
            "en senare månad.",
            field="through",
        )
    return through


def _replaced(new: NewOutcome, mapping: AccountMapping | None) -> OutcomeImport | None:
    """Find what the file replaces. Refuses the same file again, unless its accounts lead elsewhere now."""
    standing = outcomes.outcome_of(new.federation, new.year).read_in
    if standing is None:
        return None
    told = f"{standing.file_name}, inläst {standing.recorded_at:%Y-%m-%d}"
    if standing.sha256 == new.sha256 and standing.mapping == mapping:
        raise ConflictError(f"Samma fil är redan inläst: {told}. Inget har lästs in.")
    if not new.replaces:
        raise InputError(
            f"Det finns redan ett utfall för {new.year}: {told}. Kryssa i att filen ersätter det; "
            "det förra finns kvar att läsa.",
            field="replaces",
        )
    return standing


def state_forecast(actor: Actor, new: NewForecast, *, key: str) -> RowForecast:
    """Record what the manager expects of a row; earlier forecasts stay.

    Raises InputError for a row that the year's budget lacks, and for a forecast without a reason.
    """
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    versions = budgets.versions_of(new.federation, new.year)
    rows = budgets.names_of_year(new.federation, versions) if versions else Rows({})
    found = next((row for row in rows.names if row.code == new.row), None)
    if found is None:
        raise InputError(f"Raden finns inte i budgeten för {new.year}. Välj en annan.", field="row")
    if not new.reason.strip():
        raise InputError("Skriv vad prognosen bygger på.", field="reason")
    act = acts.Act(actor, FORECAST_MADE, key, new.federation, effective_on=new.made_on, content=new)
    return acts.carry_out(
        act,
        lambda: RowForecast.objects.create(
            federation_id=new.federation,
            year=new.year,
            amount=new.amount,
            made_on=new.made_on,
            reason=new.reason.strip(),
            **found.columns,
        ),
    )
