"""Forms that begin a memo, read a file into it, send it, answer it, and choose its layout."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.foundation.files.kinds import size_fault
from samverk.foundation.forms import ActForm, DayField
from samverk.memos.actions import Answer, Hidden
from samverk.registry.actions import NewFile
from samverk.rules.memos.layouts import LAYOUTS
from samverk.rules.memos.standing import Verdict


class MemoForm(ActForm):
    """Begin a memo."""

    title = forms.CharField(
        label="Rubrik", max_length=300, help_text="Syns för alla: skriv inget sekretessbelagt."
    )
    provision = forms.CharField(
        label="Sekretessbestämmelse",
        max_length=200,
        required=False,
        help_text="Gör tjänsteskrivelsen sekretessbelagd, till exempel 26 kap. 1 § OSL.",
    )
    secret_title = forms.CharField(
        label="Sekretessbelagd rubrik",
        max_length=300,
        required=False,
        help_text="Syns bara för dem som arbetar i organet.",
    )

    @staticmethod
    def hidden(values: dict[str, Any]) -> Hidden | None:
        """Take what is secret out of the form's fields; None when nothing is."""
        provision, title = values.pop("provision"), values.pop("secret_title")
        return Hidden(provision, title) if provision or title else None


class FileForm(ActForm):
    """Read a Word file into the memo."""

    file = forms.FileField(
        label="Word-fil",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": "Välj en fil."},
    )

    def __init__(self, data: QueryDict | None, files: MultiValueDict[str, Any] | None) -> None:
        super().__init__(data, files)

    @staticmethod
    def file_of(values: dict[str, Any]) -> NewFile:
        """Read the file whole; too large a one is not read."""
        upload = values["file"]
        if fault := size_fault(upload.size):
            raise InputError(f"Filen {fault}", field="file")
        return NewFile(upload.name, upload.read())


class SendForm(ActForm):
    """Send what is written for approval."""

    note = forms.CharField(
        label="Till den som godkänner",
        max_length=300,
        required=False,
        help_text="Till exempel vad som har ändrats sedan förra versionen.",
    )


class AnswerForm(ActForm):
    """Approve a version or return it."""

    VERDICTS: ClassVar[list[tuple[str, str]]] = [
        (Verdict.APPROVED.value, "Godkänn"),
        (Verdict.RETURNED.value, "Lämna åter för ändring"),
    ]
    verdict = forms.ChoiceField(
        label="Besked",
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ett besked."},
    )
    remark = forms.CharField(
        label="Vad behöver ändras?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Behövs när tjänsteskrivelsen lämnas åter.",
    )

    @staticmethod
    def answer(values: dict[str, Any]) -> Answer:
        """Make what the action asks for."""
        return Answer(Verdict(values["verdict"]), values["remark"])


class LayoutForm(ActForm):
    """Choose the layout of a body's new memos."""

    layout = forms.ChoiceField(
        label="Mall",
        required=False,
        choices=[(name, layout.name) for name, layout in LAYOUTS.items()],
        widget=forms.RadioSelect,
    )
    from_date = DayField(label="Gäller från", initial=clock.today)
