"""Sending stored files: to be saved, never to be shown, since what is in them is not ours to trust."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse

from samverk.foundation.files.host import from_file_host
from samverk.foundation.files.release import original, released, released_in_hand
from samverk.foundation.forms import fresh_key
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right, may, may_open, require
from samverk.registry import actions, queries
from samverk.registry.queries import DocumentFile


def _open_file(request: HttpRequest, file: int) -> DocumentFile:
    return queries.file_for(file, actor_of(request))


def _kept_file(request: HttpRequest, file: int) -> DocumentFile:
    """Find a file for one who registers in the body's diary, and so answers for what came."""
    found = _open_file(request, file)
    body = found.document.case.body
    right = Right.REGISTER_CASE
    require(may(actor_of(request), right, organisation=body.organisation_id, body=body.pk))
    return found


def _may_open_secret(request: HttpRequest, document: int, file: int) -> None:  # noqa: ARG001
    require(may_open(actor_of(request), queries.document_by_id(document).case.body_id))


@from_file_host(_open_file)
def download(request: HttpRequest, file: int) -> FileResponse:
    """Send the copy of a file."""
    found = _open_file(request, file)
    return released(actor_of(request), found.content, found.sha256, found.name, found.media_type)


@from_file_host(_kept_file)
def download_original(request: HttpRequest, file: int) -> FileResponse:
    """Send a file as it came."""
    found = _kept_file(request, file)
    return original(actor_of(request), found.content, found.sha256, found.name, found.media_type)


@from_file_host(_may_open_secret)
def secret_download(request: HttpRequest, document: int, file: int) -> HttpResponse:
    """Send a file of a secret document to one who may open it: each time is noted in the log."""
    actor = actor_of(request)
    found = actions.read_secret_file(actor, queries.document_by_id(document), file, key=fresh_key())
    return released_in_hand(actor, bytes(found.content), found.sha256, found.name, found.media_type)
