"""Forms of claims: the period, the figures by hand or by file, and each step."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from samverk.analytics.disclosure.policy import THRESHOLD
from samverk.federation.actions import ClaimMove, Entered
from samverk.federation.forms.agreements import OreField, as_written, text_area
from samverk.federation.forms.contributions import IN_TIME, LARGEST_FILE
from samverk.federation.forms.setup import whole
from samverk.federation.models import Claim
from samverk.federation.ports import COUNTS
from samverk.federation.queries.agreements import tariffs_of
from samverk.federation.queries.claims import Figures, figures_of, latest_version, span_of
from samverk.federation.reading.figures import costs_in, read_costs, read_counts
from samverk.foundation.errors import InputError
from samverk.foundation.forms import ActForm, DayField
from samverk.rules.agreements.claim import ClaimEvent
from samverk.rules.agreements.costs import CostKind
from samverk.rules.agreements.pricing import BY_COST, UNITS, Counted, PriceModel
from samverk.rules.agreements.stretches import Span, months_of, stretches

MOST = 1_000_000
REGISTERED = "Registrerade deltaganden"
NOTED = (ClaimEvent.RETURN, ClaimEvent.ASK_CANCEL, ClaimEvent.FAIL)


class PeriodForm(ActForm):
    """Make a claim for a period."""

    from_date = DayField(label="Från och med", validators=IN_TIME)
    to_date = DayField(label="Till och med", validators=IN_TIME)


class FiguresForm(ActForm):
    """Enter a claim's figures: a number for each stretch or a line for each cost, or a file of them."""

    file = forms.FileField(
        label="Eller en fil",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
    why = forms.CharField(label="Varför rättas den?", max_length=300)

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, Any] | None,
        found: Claim,
        kinds: list[CostKind],
        *,
        is_correction: bool = False,
    ) -> None:
        super().__init__(data, files)
        self.claim = found
        self.model = PriceModel(found.agreement.price_model)
        self.given = figures_of(latest_version(found))
        if not is_correction:
            del self.fields["why"]
        file = self.fields.pop("file")
        self.spans: list[Span] = []
        self.is_ledgered = bool(self.given.told) and not is_correction
        if self.is_ledgered:
            return
        if self.model in BY_COST:
            self._ask_costs(kinds)
            file.help_text = "Excel eller CSV med kolumnerna Kostnadsslag, Text och Belopp."
        elif self.model is not PriceModel.FIXED_SUM:
            self._ask_counts()
            file.help_text = "Excel eller CSV med kolumnerna Från, Till och Antal."
        if self.model is not PriceModel.FIXED_SUM:
            self.fields["file"] = file

    def _ask_costs(self, kinds: list[CostKind]) -> None:
        may = ", ".join(kind.name for kind in kinds if kind.is_eligible)
        lines = [f"{c.kind}; {c.text}; {as_written(c.amount)}" for c in self.given.costs]
        self.fields["costs"] = text_area(
            "Kostnader",
            8,
            required=False,
            initial="\n".join(lines),
            help_text=f"En på varje rad: kostnadsslag; text; kronor. Kostnadsslag: {may}."
            " Skriv aldrig något om en person.",
        )

    def _ask_counts(self) -> None:
        span, tariffs = span_of(self.claim), tariffs_of(self.claim.agreement)
        has_file = bool(self.files.get("file"))
        cut = [one.span for one in stretches(span, tariffs)] or months_of(span)
        self.spans = cut
        for number, one in enumerate(cut):
            self.fields[f"count_{number}"] = whole(
                f"{UNITS[self.model].capitalize()} {one}",
                0,
                MOST,
                required=not has_file,
                initial=self._known(one),
                help_text=self._told(one),
            )

    def _known(self, span: Span) -> int | None:
        kept = next((one.count for one in self.given.counted if one.span == span), None)
        if kept is None and self.model is PriceModel.PER_FUNDED_PLACE_MONTH:
            return self.claim.agreement.places
        return kept

    def _told(self, span: Span) -> str:
        """Tell what is registered for the days, or that it is missing: never none for unknown."""
        of = self.claim.agreement
        days = COUNTS.days(of.intervention_id, of.payee.member_id, span)
        if days is not None:
            return f"Deltagardagar enligt utförarens dagbok: {days}."
        found = COUNTS.took_part(self.claim.agreement.intervention_id, span)
        if found is None:
            why = COUNTS.withheld(self.claim.agreement.intervention_id, span)
            return f"{REGISTERED} visas inte. {why}" if why else ""
        # A smaller number could tell of somebody
        shown = f": {found}." if found >= THRESHOLD else " är för få för att visas."
        return f"{REGISTERED}{shown}"

    def clean_file(self) -> UploadedFile[Any] | None:
        """Refuse a file that is larger than any claim."""
        found: UploadedFile[Any] | None = self.cleaned_data["file"]
        if found and (found.size or 0) > LARGEST_FILE:
            raise forms.ValidationError("Filen är större än 10 MB. Dela upp den.")
        return found

    def entered(self, values: dict[str, Any]) -> Entered:
        """Give the figures for the action. Raises InputError that names the row and column."""
        file = values.get("file")
        if self.is_ledgered:
            return Entered(Figures())
        if file is None:
            return Entered(self._typed(values))
        file.seek(0)
        content = file.read()
        if self.model in BY_COST:
            figures = Figures(costs=read_costs(content))
        else:
            figures = Figures(read_counts(content))
        return Entered(figures, file.name, sha256(content).hexdigest())

    def _typed(self, values: dict[str, Any]) -> Figures:
        if self.model in BY_COST:
            try:
                return Figures(costs=costs_in(values["costs"]))
            except InputError as fault:
                raise InputError(fault.message, field="costs") from fault
        counted = []
        for number, span in enumerate(self.spans):
            counted.append(Counted(span, values[f"count_{number}"]))
        return Figures(tuple(counted))


class ClaimStepForm(ActForm):
    """Take a step of a claim, with what it needs of amount, voucher and reason."""

    amount = OreField(label="Belopp", required=False)
    voucher = forms.CharField(label="Verifikation", max_length=60)
    note = text_area("Anteckning", required=False)

    def __init__(self, data: QueryDict | None, found: Claim, event: ClaimEvent) -> None:
        super().__init__(data)
        is_paid = event in (ClaimEvent.PAY, ClaimEvent.PAY_PART)
        if event is ClaimEvent.PROPOSE and (found.amount or 0) >= 0:
            self.fields["amount"].label = "Belopp att attestera"
            self.fields["amount"].initial = as_written(found.amount or 0)
            self.fields["note"].label = "Varför, om beloppet är lägre"
        elif event is not ClaimEvent.PAY_PART:
            del self.fields["amount"]
        if not is_paid:
            del self.fields["voucher"]
        if event in NOTED:
            self.fields["note"].required, self.fields["note"].label = True, "Varför?"

    def move(self, event: ClaimEvent, values: dict[str, Any]) -> ClaimMove:
        """Give what was written, for the action."""
        return ClaimMove(event.value, **values)
