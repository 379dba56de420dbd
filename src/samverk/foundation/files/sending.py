"""Handing out a stored file: always to be saved, never drawn as a page of ours."""

from __future__ import annotations

from django.core.files.base import File
from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from samverk.foundation.errors import NotFoundError

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "no-store",
}
LOST = "Filen saknas i lagret. Säg till den som sköter driften, eller lägg in den på nytt."


def as_attachment(content: File[bytes], name: str, media_type: str) -> FileResponse:
    """Send a file under the name it came with; raises NotFoundError for one lost from the store."""
    try:
        opened = content.open("rb")
    except FileNotFoundError as fault:
        raise NotFoundError(LOST) from fault
    return FileResponse(
        opened, as_attachment=True, filename=name, content_type=media_type, headers=HEADERS
    )


def in_hand(content: bytes, name: str, media_type: str) -> HttpResponse:
    """Send bytes that are in hand, as ``as_attachment`` sends what is in the store."""
    answer = HttpResponse(content, content_type=media_type, headers=HEADERS)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer
