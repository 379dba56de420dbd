"""The form in which a person confirms, or changes, what was read of a record.

What the source prints stands in the fields from the start. What is inferred does not: it is
offered beside the field, and comes in when the person takes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.decisions.queries import DecisionKind
from samverk.foundation.forms import ActForm, DayField
from samverk.intake.actions import NewReview
from samverk.intake.forms.citations import add_citation_fields, citations_of, printed_citations
from samverk.intake.forms.details import Details
from samverk.intake.forms.organs import organ_of
from samverk.intake.models import MINUTES, NOTICE, ReadRecord

NEW_DECISION = "nytt"
Choices = list[tuple[Any, Any]]


class ReviewForm(ActForm):
    """A memo or another paper, as a person confirms it."""

    organ = forms.ChoiceField(
        label="Organ", error_messages={"required": "Välj organ, eller att det inte är tryckt."}
    )
    decided_on = DayField(label="Dag", required=False)
    diary_number = forms.CharField(label="Diarienummer", max_length=60, required=False)
    title = forms.CharField(label="Rubrik", max_length=300)
    diary = forms.TypedChoiceField(
        label="Registrera i diariet för",
        coerce=int,
        error_messages={"required": "Välj vilket diarium handlingen registreras i."},
    )
    case_number = forms.CharField(
        label="Ärendets diarienummer där",
        max_length=60,
        required=False,
        help_text="Finns numret används det ärendet. Lämna tomt för att öppna ett nytt ärende i"
        " dag, med nästa nummer. Är beslutet redan registrerat används dess ärende.",
    )
    opened_on = DayField(
        label="Ärendet öppnades",
        required=False,
        help_text="ÅÅÅÅ-MM-DD. Bara för ett nummer som inte är registrerat här. Lämna tomt om dagen"
        " inte är känd: diariet visar då ”senast” och dagen då ärendet först nämns.",
    )
    dated_on = DayField(
        label="Handlingen inkom eller upprättades",
        required=False,
        help_text="ÅÅÅÅ-MM-DD. Lämna tomt om dagen inte är känd: diariet visar då ”utan dag”.",
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        record: ReadRecord,
        choices: dict[str, Choices],
        diary: int | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=printed(record) | (initial or {}))
        self.record = record
        for name, given in choices.items():
            asked = self.fields[name]
            assert isinstance(asked, forms.ChoiceField)
            asked.choices = given
            asked.initial = given[0][0]
        # The body that the paper names keeps it unless the person says another; else it is asked.
        if diary is not None:
            self.fields["diary"].initial = diary
        cited = record.fields.get("citations") or []
        self.citation_rows = add_citation_fields(self, len(cited))
        plain = set(self.fields)
        self.details = Details(record)
        self.details.add(self)
        self.detail_names = frozenset(self.fields) - plain

    def clean(self) -> dict[str, Any]:
        """Check the rows of what was read beside the decision itself."""
        values = super().clean() or self.cleaned_data
        self.details.check(self)
        return values

    def new_review(self, values: dict[str, Any]) -> NewReview:
        """Build what the person says of the record."""
        organisation, body = organ_of(values["organ"])
        same_as = values.get("same_as")
        return NewReview(
            organisation=organisation,
            body=body,
            diary=values["diary"],
            case_number=values["case_number"],
            opened_on=values["opened_on"],
            dated_on=values["dated_on"],
            decided_on=values["decided_on"],
            paragraph=values.get("paragraph"),
            diary_number=values.get("diary_number", ""),
            title=values["title"],
            text=values.get("text", ""),
            kind=values.get("kind", ""),
            citations=citations_of(values, self.citation_rows),
            same_as=int(same_as) if same_as and same_as != NEW_DECISION else None,
            is_new=same_as == NEW_DECISION,
            acknowledged=values.get("acknowledged", False),
            details=self.details.kept(values),
        )


class ParagraphForm(ReviewForm):
    """A paragraph of minutes, as a person confirms it."""

    paragraph = forms.IntegerField(
        label="Paragraf", min_value=1, max_value=99_999, widget=forms.TextInput, required=False
    )
    text = forms.CharField(
        label="Beslutstext", required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    kind = forms.ChoiceField(
        label="Vad paragrafen gör",
        choices=[("", "Välj"), *DecisionKind.choices],
        error_messages={"required": "Välj vad paragrafen gör."},
    )
    field_order = (
        "organ",
        "decided_on",
        "paragraph",
        "diary_number",
        "title",
        "text",
        "kind",
        "diary",
        "case_number",
        "opened_on",
        "dated_on",
    )


class NoticeForm(ReviewForm):
    """A notice of meeting, as a person confirms it: a document, with the matters it lists."""

    decided_on = DayField(label="Sammanträdesdag", required=False)
    diary_number = None  # type: ignore[assignment]


FORMS: dict[str, type[ReviewForm]] = {MINUTES: ParagraphForm, NOTICE: NoticeForm}


@dataclass(frozen=True, slots=True)
class Ground:
    """What the form of a record chooses among and begins with.

    ``known`` is, for each registered decision (id as text) that the record may be, what the form
    need not ask for then. ``diary`` is the one (body) that the paper names.
    """

    choices: dict[str, Choices]
    diary: int | None = None
    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def review_form(
    data: QueryDict | None,
    *,
    record: ReadRecord,
    ground: Ground,
    has_numbers: bool,
    initial: dict[str, Any] | None = None,
) -> ReviewForm:
    """Build the form that fits a record, with the questions that it raises."""
    choices = dict(ground.choices)
    same_as = choices.pop("same_as", [])
    form = FORMS.get(record.kind, ReviewForm)(
        _with_what_is_known(data, ground.known),
        record=record,
        choices=choices,
        diary=ground.diary,
        initial=initial,
    )
    if same_as and isinstance(form, ParagraphForm):
        form.fields["same_as"] = forms.ChoiceField(
            label="Är det ett beslut som redan är registrerat?",
            choices=[*same_as, (NEW_DECISION, "Nej, ett nytt beslut")],
            widget=forms.RadioSelect,
            error_messages={"required": "Svara om beslutet redan är registrerat."},
            help_text="Svarar du ja används det som redan är registrerat: organ, vad paragrafen gör,"
            " diarium och ärende. Fyll bara i det som ska vara något annat.",
        )
        form.order_fields(["same_as"])
    if has_numbers:
        form.fields["acknowledged"] = forms.BooleanField(
            label="Jag har läst raderna. Handlingen får registreras öppet.",
            error_messages={"required": "Läs raderna med personnummer och kryssa i rutan."},
        )
    return form


def _with_what_is_known(
    data: QueryDict | None, known: Mapping[str, Mapping[str, str]]
) -> QueryDict | None:
    """Fill in, of what was left empty, what the chosen decision has already.

    Its case keeps the paper unless the person has written another number.
    """
    found = known.get(str(data.get("same_as", ""))) if data is not None else None
    if data is None or not found:
        return data
    filled = data.copy()
    writes_case = bool(str(data.get("case_number", "")).strip())
    for name, value in found.items():
        is_of_case = name in ("diary", "case_number")
        if (is_of_case and not writes_case) or not str(data.get(name, "")).strip():
            filled[name] = value
    return filled


def printed(record: ReadRecord) -> dict[str, Any]:
    """Answer what the source prints, as the form's fields have it; nothing inferred."""
    fields = record.fields
    return {
        "decided_on": fields.get("date"),
        "paragraph": fields.get("paragraph"),
        "diary_number": fields.get("diary") or "",
        "title": (fields.get("title") or "")[:300],
        "text": fields.get("decision_text") or "",
        **printed_citations(fields.get("citations") or []),
    }
