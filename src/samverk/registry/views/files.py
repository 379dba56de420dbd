"""Sending stored files."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse

from samverk.foundation.files.sending import as_attachment, in_hand
from samverk.foundation.forms import fresh_key
from samverk.foundation.middleware import actor_of
from samverk.registry import actions, queries


def download(request: HttpRequest, file: int) -> FileResponse:
    """Send a file to be saved, never to be shown: what is in it is not ours to trust."""
    found = queries.file_for(file, actor_of(request))
    return as_attachment(found.content, found.name, found.media_type)


def secret_download(request: HttpRequest, document: int, file: int) -> HttpResponse:
    """Send a file of a secret document to one who may open it: each time is noted in the log."""
    found = actions.read_secret_file(
        actor_of(request), queries.document_by_id(document), file, key=fresh_key()
    )
    return in_hand(bytes(found.content), found.name, found.media_type)
