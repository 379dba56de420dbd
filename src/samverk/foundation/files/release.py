"""What of a stranger's file is handed out: a clean file's harmless copy, and never the file itself.

The file that came is an official document, kept byte for byte (arkivlagen 1990:782 3 och 6 §§).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from django.core.files.base import ContentFile, File
from django.http import FileResponse, HttpResponse

from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError, WithheldError
from samverk.foundation.files.copies import Copy, CopyError, lacks, make_copy
from samverk.foundation.files.scanning import (
    chosen_scanner,
    is_known_clean,
    mark_of,
    not_clean,
    require_clean,
)
from samverk.foundation.files.sending import LOST, as_attachment, in_hand
from samverk.foundation.models import FileCopy

# Raised when copies are made in another way: old ones are then made anew
RECIPE = 1
NO_COPY = (
    "Filen {}, så någon kopia utan aktivt innehåll går inte att göra. Den lämnas därför inte ut här."
    " Originalet finns bevarat: begär det hos registratorn."
)


def released(
    actor: Actor, content: File[bytes], sha256: str, name: str, media_type: str
) -> FileResponse:
    """Send the copy of an open file, which is made the first time and kept.

    Raises WithheldError for one that is not handed out, NotFoundError for one lost from the store.
    """
    copy = copy_of(actor, content, sha256, media_type)
    return as_attachment(copy.content if copy.content else content, name, media_type)


def released_in_hand(
    actor: Actor, content: bytes, sha256: str, name: str, media_type: str
) -> HttpResponse:
    """Send the copy of a secret file, which is made each time and kept nowhere. Raises as ``released``."""
    require_clean(actor, content, sha256)
    try:
        made = make_copy(content, media_type)
    except CopyError as fault:
        raise WithheldError(NO_COPY.format(fault.message)) from fault
    return in_hand(made.content, name, media_type)


def original(
    actor: Actor, content: File[bytes], sha256: str, name: str, media_type: str
) -> FileResponse:
    """Send an open file as it came, to one who keeps the archive; clean it must be all the same."""
    if chosen_scanner() is not None:
        bytes_that_came(actor, content, sha256)
    return as_attachment(content, name, media_type)


def bytes_of_copy(actor: Actor, content: File[bytes], sha256: str, media_type: str) -> bytes:
    """Give the copy of an open file, for a letter. Raises as ``released``."""
    copy = copy_of(actor, content, sha256, media_type)
    return _read(copy.content if copy.content else content)


def bytes_that_came(actor: Actor, content: File[bytes], sha256: str) -> bytes:
    """Give an open file as it came, for another authority that keeps it. Raises as ``original``."""
    came = _read(content)
    require_clean(actor, came, sha256)
    return came


def copy_of(actor: Actor, content: File[bytes], sha256: str, media_type: str) -> FileCopy:
    """Find the copy of an open file, or make it. Raises as ``released``."""
    found = _known(sha256)
    is_clean = chosen_scanner() is None or is_known_clean(sha256)
    came = b"" if found and is_clean else _read(content)
    require_clean(actor, came, sha256)
    copy = found or _made(came, sha256, media_type)
    if copy.why_not:
        raise WithheldError(NO_COPY.format(copy.why_not))
    return copy


def _known(sha256: str) -> FileCopy | None:
    """Find the last copy of a content; None also for one that is lost from the store."""
    rows = FileCopy.objects.filter(mark=mark_of(sha256), recipe=RECIPE)
    found = rows.order_by("-id").first()
    if found and found.content and not found.content.storage.exists(str(found.content.name)):
        return None
    return found


def lacking(files: Iterable[str]) -> Mapping[str, str]:
    """Tell of files (their sha256) whose copies are made what the copies lack, or why there are none.

    In one query, and with a virus scanner in two; a file whose copy lacks nothing, or is not made yet,
    is not among them.
    """
    marks = {mark_of(sha256): sha256 for sha256 in files}
    rows = FileCopy.objects.filter(mark__in=marks, recipe=RECIPE).order_by("id")
    told = {marks[row.mark]: _told(row) for row in rows}
    told |= {marks[mark]: words for mark, words in not_clean(marks).items()}
    return {sha256: words for sha256, words in told.items() if words}


def _told(copy: FileCopy) -> str:
    if copy.why_not:
        return f"Filen {copy.why_not}. Den lämnas inte ut."
    missing = lacks(copy.found)
    return f"Kopian saknar: {', '.join(missing)}." if missing else ""


def _read(content: File[bytes]) -> bytes:
    try:
        with content.open("rb") as opened:
            return bytes(opened.read())
    except FileNotFoundError as fault:
        raise NotFoundError(LOST) from fault


def _made(content: bytes, sha256: str, media_type: str) -> FileCopy:
    new = FileCopy(mark=mark_of(sha256), recipe=RECIPE)
    try:
        made = make_copy(content, media_type)
    except CopyError as fault:
        new.why_not = fault.message
        if not fault.is_final:
            return new
    else:
        _lay_in(new, made, is_itself=made.content == content)
    new.save()
    return new


def _lay_in(row: FileCopy, made: Copy, *, is_itself: bool) -> None:
    row.found = list(made.found)
    row.size = len(made.content)
    row.sha256 = hashlib.sha256(made.content).hexdigest()
    if not is_itself:
        row.content = ContentFile(made.content, name="kopia")
