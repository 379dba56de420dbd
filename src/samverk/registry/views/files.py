"""Sending stored files."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest

from samverk.foundation.files.sending import as_attachment
from samverk.foundation.middleware import actor_of
from samverk.registry import queries


def download(request: HttpRequest, file: int) -> FileResponse:
    """Send a file to be saved, never to be shown: what is in it is not ours to trust."""
    found = queries.file_for(file, actor_of(request))
    return as_attachment(found.content, found.name, found.media_type)
