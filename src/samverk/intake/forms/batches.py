"""The forms of a batch: what is sent, and the presses that start it and call it off."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from samverk.foundation.files.names import stored_name
from samverk.foundation.forms import ActForm
from samverk.intake.actions.batches.sending import SentFile, limits
from samverk.intake.files import ACCEPT, LIMITS_TOLD
from samverk.intake.forms.upload import FilesForBody, ManyFilesField


class BatchForm(FilesForBody):
    """Send an archive, or many files chosen at once."""

    documents = ManyFilesField(
        label="ZIP-arkiv eller filer",
        accept=f".zip,{ACCEPT}",
        most=settings.BATCH_CHOSEN,
        help_text=f"Ett ZIP-arkiv får ha {limits().told} uppackat."
        f" Utan arkiv: välj högst {settings.BATCH_CHOSEN} filer."
        f" {LIMITS_TOLD} Ladda bara upp allmänna handlingar utan sekretess.",
    )

    def sent(self) -> list[SentFile]:
        """Give what was sent, as it lies; nothing of it is in memory."""
        files: list[UploadedFile[bytes]] = self.cleaned_data["documents"]
        return [
            SentFile(stored_name(one.name or ""), one.size or 0, one.file)
            for one in files
            if one.file is not None
        ]


class StepOfBatchForm(ActForm):
    """One press on a batch."""
