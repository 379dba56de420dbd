"""The form that takes in several files at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from samverk.directory.queries import BodyRef
from samverk.foundation.files.names import stored_name
from samverk.foundation.forms import ActForm
from samverk.intake.files import ACCEPT, LIMITS_TOLD, MOST_FILES, Refusal, Upload, size_refusal


class ManyFilesInput(forms.FileInput):
    """A file input that takes several files, chosen or dragged to it."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files. Each is judged by itself later: one bad file does not stop the others."""

    def __init__(self, *, accept: str = ACCEPT, most: int = MOST_FILES, **options: Any) -> None:
        attributes = {"accept": accept, "multiple": True}
        super().__init__(widget=ManyFilesInput(attrs=attributes), **options)
        self.most = most

    def clean(self, data: Any, *_: Any) -> list[UploadedFile[Any]]:
        """Ask for at least one file, and not for more than are taken at a time."""
        files = [file for file in data or [] if file]
        if not files:
            raise forms.ValidationError("Välj minst en fil.", code="required")
        if len(files) > self.most:
            raise forms.ValidationError(
                f"Du valde {len(files)} filer. Skicka högst {self.most} åt gången."
            )
        return files


class FilesForBody(ActForm):
    """Files that are sent, and the body that they are read in for."""

    body = forms.TypedChoiceField(
        label="Läs in för",
        coerce=int,
        error_messages={"required": "Välj vilket organ du läser in för."},
        help_text="Bara de som arbetar i organet ser filen tills något ur den är bekräftat.",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        bodies: Sequence[BodyRef],
    ) -> None:
        super().__init__(data, files)
        field = self.fields["body"]
        assert isinstance(field, forms.TypedChoiceField)
        names = [(one.id, one.full_name) for one in bodies]
        field.choices = names if len(names) == 1 else [("", "Välj"), *names]


class UploadForm(FilesForBody):
    """Upload files to have them read."""

    documents = ManyFilesField(
        label="Handlingar",
        help_text=f"{LIMITS_TOLD} Dra filerna hit eller välj flera på en gång. Ladda bara upp"
        " allmänna handlingar utan sekretess.",
    )

    def taken(self, files: Iterable[UploadedFile[Any]], refused: list[Refusal]) -> Iterator[Upload]:
        """Read the files one at a time, so that one is in memory; too large ones are refused unread."""
        for file in files:
            name = stored_name(file.name or "")
            refusal = size_refusal(name, file.size or 0)
            if refusal:
                refused.append(refusal)
            else:
                yield Upload(name, file.read())
