"""Forms of applications: what is asked for, what the group recommends, what the board decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from samverk.federation.actions import BoardDecision, Recommendation
from samverk.federation.applications import TEXTS, Content
from samverk.federation.applications.paper import AMOUNTS
from samverk.federation.applications.reading import amounts_from
from samverk.federation.forms.setup import decision_papers, whole
from samverk.federation.queries import Member
from samverk.foundation.forms import ActForm, DayField
from samverk.web import swedish

LONGEST = 20_000
MOST_BYTES = 5 * 1024 * 1024


class ApplicationForm(ActForm):
    """Write an application. Only the title is asked for until it is sent."""

    title = forms.CharField(label="Vad ansökan gäller", max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    starts_on = DayField(label="Från och med", required=False)
    ends_on = DayField(label="Till och med", required=False)
    amounts = forms.CharField(
        label="Belopp per år",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ett år på varje rad, i hela kronor: 2027: 900 000.",
    )
    participants = whole("Antal deltagare per år", 0, 999_999, required=False)
    contact = forms.CharField(
        label="Kontakt",
        max_length=200,
        required=False,
        help_text="Enhet eller funktion, aldrig en deltagare.",
    )

    def __init__(
        self,
        data: QueryDict | None,
        members: list[Member],
        applicant: int,
        content: Content | None = None,
        seen: int | None = None,
    ) -> None:
        given = {**_shown(content), "seen": seen} if content else {"seen": seen}
        super().__init__(data, initial=given)
        for part in TEXTS:
            self.fields[part.name] = forms.CharField(
                label=part.heading,
                help_text=part.hint,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        others = [(m.membership.pk, m.name) for m in members if m.membership.pk != applicant]
        self.fields["parties"] = forms.TypedMultipleChoiceField(
            label="Parter som samverkar",
            coerce=int,
            required=False,
            choices=others,
            widget=forms.CheckboxSelectMultiple,
            help_text="Minst två parter, er egen räknad. Kommuner räknas som en part.",
        )
        words = [part.name for part in TEXTS]
        self.order_fields(
            [
                *("key", "seen", "title", *words[:4], "parties", words[4]),
                *("starts_on", "ends_on", "amounts", "participants", *words[5:], "contact"),
            ]
        )

    def clean_amounts(self) -> tuple[tuple[int, int], ...]:
        """Read a year and an amount from each line, telling every line that cannot be read."""
        faults: list[str] = []
        lines = [line for line in self.cleaned_data["amounts"].splitlines() if line.strip()]
        found = amounts_from(lines, faults)
        if faults:
            raise forms.ValidationError([fault.removeprefix(f"{AMOUNTS}, ") for fault in faults])
        return found

    def content(self, values: Mapping[str, Any]) -> Content:
        """Give what was written."""
        kept = {name: value for name, value in values.items() if name != "seen"}
        return Content(**{**kept, "parties": tuple(values["parties"])})


def _shown(content: Content) -> dict[str, Any]:
    plain = {name: getattr(content, name) for name in content.__slots__}
    rows = [f"{year}: {swedish.number(amount)}" for year, amount in content.amounts]
    return {**plain, "amounts": "\n".join(rows), "parties": list(content.parties)}


class ApplicationFileForm(ActForm):
    """Read in an application that was written in the Word template."""

    file = forms.FileField(label="Ifylld mall (.docx)", max_length=200)

    def __init__(
        self, data: QueryDict | None, files: MultiValueDict[str, Any] | None = None
    ) -> None:
        super().__init__(data, files)

    def clean_file(self) -> bytes:
        """Give the file's bytes; refuse one that is too large."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(
                "Filen är större än 5 MB. Ta bort bilderna och försök igen."
            )
        content: bytes = sent.read()
        return content


class RecommendationForm(ActForm):
    """Record what the advisory group recommends."""

    what = forms.ChoiceField(
        label="Gruppen föreslår",
        choices=[
            ("grant", "att ansökan beviljas"),
            ("complete", "att ansökan kompletteras"),
            ("refuse", "att ansökan avslås"),
        ],
        widget=forms.RadioSelect,
    )
    day = DayField(label="Dag")
    why = forms.CharField(label="Grund", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def recommendation(self, values: Mapping[str, Any]) -> Recommendation:
        """Give what was recommended."""
        return Recommendation(**values)


class BoardDecisionForm(ActForm):
    """Record what the board decided."""

    outcome = forms.ChoiceField(
        label="Styrelsen",
        choices=[
            ("grant", "beviljade ansökan"),
            ("refuse", "avslog ansökan"),
            ("refer_back", "återremitterade ansökan för komplettering"),
        ],
        widget=forms.RadioSelect,
    )
    decision = forms.TypedChoiceField(
        label="Beslut",
        coerce=int,
        help_text="Förbundets beslut. Saknas det: registrera det först, under Beslut.",
    )
    covers_both = forms.BooleanField(
        label="Paragrafen avgör även den här ansökan",
        required=False,
        help_text="Bara om beslutet redan är registrerat för en annan ansökan.",
    )
    why = forms.CharField(
        label="Anteckning",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: QueryDict | None, federation: int) -> None:
        super().__init__(data)
        self.fields["decision"].choices = [("", "Välj"), *decision_papers([federation])]  # type: ignore[attr-defined]

    def board_decision(self, values: Mapping[str, Any]) -> BoardDecision:
        """Give what was decided."""
        return BoardDecision(**values)


class WithdrawForm(ActForm):
    """Withdraw an application."""

    why = forms.CharField(label="Varför återtas ansökan?", max_length=1000)


class SendForm(ActForm):
    """A button: the key is all it carries."""
