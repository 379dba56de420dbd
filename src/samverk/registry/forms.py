"""Forms of the diary."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.foundation.files.kinds import size_fault
from samverk.foundation.forms import ActForm, DayField
from samverk.registry import queries
from samverk.registry.actions import NewFile, Secret
from samverk.registry.file_types import ACCEPT, ALLOWED, MOST_TOLD
from samverk.registry.models import Case, Direction, DocumentKind, LinkKind

SECRECY = "En markering är en varning och inget beslut: varje begäran prövas på nytt."


class SecrecyForm(ActForm):
    """Fields of a secrecy marking (OSL 5 kap. 5 §); day and authority follow by themselves."""

    secret = forms.BooleanField(label="Sekretessmarkera", required=False, help_text=SECRECY)
    provision = forms.CharField(
        label="Sekretessbestämmelse",
        max_length=200,
        required=False,
        help_text="Behövs för en markering, till exempel OSL 26 kap. 1 §.",
    )

    def take_secret(self, values: dict[str, Any]) -> Secret | None:
        """Take the fields of the marking out of ``values``; None when nothing is to be secret."""
        title = values.pop("secret_title")
        correspondent = values.pop("secret_correspondent", "")
        provision = values.pop("provision")
        if values.pop("secret"):
            return Secret(provision, title, correspondent)
        if title or correspondent or provision:
            raise InputError(
                "Du har skrivit en sekretessbelagd uppgift: markera sekretess också.",
                field="secret",
            )
        return None


class CaseForm(SecrecyForm):
    """Open a case."""

    title = forms.CharField(
        label="Rubrik",
        max_length=300,
        help_text="Syns för alla: skriv inget som är sekretessbelagt.",
    )
    opened_on = DayField(label="Öppnat", initial=clock.today)
    diary_number = forms.CharField(
        label="Diarienummer",
        max_length=60,
        required=False,
        help_text="Lämna tomt för att få nästa nummer i organets diarium.",
    )
    secret_title = forms.CharField(
        label="Sekretessbelagd rubrik",
        max_length=300,
        required=False,
        help_text="Syns bara för dem som arbetar i organet.",
    )
    field_order = ("title", "opened_on", "diary_number", "secret", "provision", "secret_title")


class DocumentForm(SecrecyForm):
    """Register a document."""

    direction = forms.ChoiceField(
        label="Riktning", choices=Direction.choices, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label="Typ av handling", choices=DocumentKind.choices)
    dated_on = DayField(
        label="Inkom eller upprättades",
        required=False,
        help_text="ÅÅÅÅ-MM-DD. Lämna tomt bara om handlingen saknar dag.",
    )
    correspondent = forms.CharField(
        label="Avsändare eller mottagare",
        max_length=200,
        required=False,
        help_text="Syns för alla. Lämna tomt om uppgiften är sekretessbelagd.",
    )
    subject = forms.CharField(
        label="Vad handlingen gäller",
        max_length=300,
        required=False,
        help_text="I korthet. Syns för alla. Lämna tomt bara om uppgiften är sekretessbelagd.",
    )
    file = forms.FileField(
        label="Fil",
        required=False,
        allow_empty_file=True,
        help_text=f"{ALLOWED}, högst {MOST_TOLD}.",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    secret_title = forms.CharField(
        label="Sekretessbelagd uppgift om vad handlingen gäller", max_length=300, required=False
    )
    secret_correspondent = forms.CharField(
        label="Sekretessbelagd avsändare eller mottagare", max_length=200, required=False
    )
    field_order = (
        "direction",
        "kind",
        "dated_on",
        "correspondent",
        "subject",
        "file",
        "secret",
        "provision",
        "secret_title",
        "secret_correspondent",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, files, **options)
        self.fields["subject"].widget.attrs["autocomplete"] = "off"

    def take_file(self, values: dict[str, Any]) -> NewFile | None:
        """Take the uploaded file out of ``values``, read whole; too large a file is not read."""
        upload = values.pop("file")
        if upload is None:
            return None
        if fault := size_fault(upload.size):
            raise InputError(f"Filen {fault}", field="file")
        return NewFile(upload.name, upload.read())


class LinkForm(ActForm):
    """Link a case with one in another body's diary."""

    number = forms.CharField(
        label="Det andra ärendets diarienummer", max_length=60, help_text="Som organet skriver det."
    )
    kind = forms.ChoiceField(
        label="Hur de hör ihop",
        choices=LinkKind.choices,
        widget=forms.RadioSelect,
        initial=LinkKind.SAME_MATTER,
    )
    other = forms.TypedChoiceField(
        label="Vilket av dem",
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.HiddenInput,
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        found = queries.cases_to_link(data.get("number", "")) if data else []
        self.found = found
        choices = [(case.pk, f"{case}, {case.body}") for case in found]
        self.fields["other"].choices = choices  # type: ignore[attr-defined]
        if len(found) > 1:
            self.fields["other"].widget = forms.RadioSelect(choices=choices)

    def pick(self, chosen: int | None) -> Case:
        """Answer which case is meant; raises InputError when none or several have the number."""
        if not self.found:
            raise InputError("Inget ärende har det diarienumret. Kontrollera det.", field="number")
        if len(self.found) == 1:
            return self.found[0]
        picked = next((case for case in self.found if case.pk == chosen), None)
        if picked is None:
            raise InputError("Flera organ har det diarienumret. Välj ett.", field="other")
        return picked


class CloseForm(ActForm):
    """Close a case."""

    closed_on = DayField(label="Avslutat", initial=clock.today)
