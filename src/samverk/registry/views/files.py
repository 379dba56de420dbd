"""Sending stored files."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest

from samverk.foundation.middleware import actor_of
from samverk.registry import queries


def download(request: HttpRequest, file: int) -> FileResponse:
    """Send a file to be saved, never to be shown: what is in it is not ours to trust."""
    found = queries.file_for(file, actor_of(request))
    response = FileResponse(
        found.content.open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type=found.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store"
    return response
