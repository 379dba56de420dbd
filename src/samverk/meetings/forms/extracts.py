"""What is done with extracts of the minutes."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm, DayField
from samverk.meetings.actions.extracts import NOT_THERE
from samverk.meetings.models import IncomingExtract
from samverk.meetings.queries.enclosures import Enclosure
from samverk.registry import queries as registry

CASES = 100


class DispatchForm(ActForm):
    """Certify an extract: its paragraph was adjusted, and on that day; and choose what goes along."""

    adjusted_on = DayField(label="Justerat den", help_text="Dagen då paragrafen justerades.")
    enclosures = forms.TypedMultipleChoiceField(
        label="Handlingar som går med",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=(
            "Tjänsteskrivelsen är förvald. Handlingarna går som filer i brevet och registreras hos"
            " den som får meddelandet. Sekretessbelagda handlingar går aldrig med."
        ),
        error_messages={"invalid_choice": NOT_THERE},
    )

    def __init__(self, data: QueryDict | None, enclosures: Sequence[Enclosure]) -> None:
        super().__init__(data)
        if not enclosures:
            del self.fields["enclosures"]
            return
        field = self.fields["enclosures"]
        field.choices = [(each.file.pk, each.label) for each in enclosures]  # type: ignore[attr-defined]
        field.initial = [each.file.pk for each in enclosures if each.is_usual]


class ExtractHandoverForm(ActForm):
    """Note that an extract has been handed over in another way."""

    handed_on = DayField(label="Vilken dag lämnades det?")
    how = forms.CharField(
        label="På vilket sätt?",
        max_length=200,
        help_text="Till exempel: internpost, överlämnat i handen, rekommenderat brev.",
    )
    handed_by = forms.CharField(label="Vem lämnade det?", max_length=200)
    received_by = forms.CharField(
        label="Vem kvitterade?",
        max_length=200,
        required=False,
        help_text="Om någon har kvitterat att utdraget är mottaget.",
    )


class PlaceForm(ActForm):
    """Choose the case that an incoming extract belongs to."""

    case = forms.TypedChoiceField(
        label="Ärende",
        coerce=int,
        help_text="Ärenden som pågår i organets diarium, de senaste först.",
    )

    def __init__(self, data: QueryDict | None, incoming: IncomingExtract) -> None:
        super().__init__(data)
        cases = registry.cases_to_take_up(incoming.body_id, limit=CASES)
        listed = [(c.pk, str(c)) for c in cases if c.closed_on is None and not c.secret]
        self.fields["case"].choices = [("", "Välj ett ärende"), *listed]  # type: ignore[attr-defined]
        self.is_empty = not listed


class NewCaseForm(ActForm):
    """Open a case for an incoming extract."""

    title = forms.CharField(
        label="Ärendets rubrik",
        max_length=300,
        help_text="Syns för alla: skriv inget sekretessbelagt.",
    )
