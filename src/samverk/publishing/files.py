"""Files made of approved words: nothing of the original file goes out, so nothing hides in it."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.publishing.drafts import Draft
from samverk.publishing.models import Release


def with_files(release: Release, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Give each draft of a file the file itself, made of its masked words."""
    return tuple(drafts) if release.pk else ()
