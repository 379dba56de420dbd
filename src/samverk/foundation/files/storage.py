"""The store of files on this machine's disk: what it has answered for is on the disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import FileSystemStorage


class DurableStorage(FileSystemStorage):
    """Keeps a file so that it is there after a power cut: its row is committed only afterwards.

    The file is written through, and each folder that it may have brought with it.
    """

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        """Keep ``content`` under ``name`` or one near it; raises OSError when the disk does not take it."""
        kept = super().save(name, content, max_length)
        path, root = Path(self.path(kept)), Path(self.location)
        _write_through(path)
        for folder in path.parents:
            _write_through(folder)
            if folder == root:
                break
        return kept


def _write_through(path: Path) -> None:
    """Ask the system to write a file or folder to its disk, and wait until it has."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
