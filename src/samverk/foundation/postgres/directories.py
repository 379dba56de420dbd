"""Makes the directories of a cluster, so that the server's user can use them and no other."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from samverk.foundation.postgres import account
from samverk.foundation.postgres.errors import DatabaseUnavailableError
from samverk.foundation.postgres.explanations import disk_is_full
from samverk.foundation.postgres.location import ROOT_BASE, Place


def make_base(place: Place) -> None:
    """Make the directory that holds the cluster. Raises DatabaseUnavailableError."""
    base = place.data.parent
    try:
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        own(base)
        # A strict umask of root's would shut the server's user out of the way to its own files.
        if account.is_root() and base.is_relative_to(ROOT_BASE):
            open_for_others(base.parent, ROOT_BASE)
    except OSError as fault:
        raise DatabaseUnavailableError(disk_message(fault, base)) from fault


def make_socket_directory(place: Place) -> None:
    """Make the directory of the socket, which may lie where anyone can write. Raises likewise."""
    try:
        place.socket.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = place.socket.lstat()
        ours = found.st_uid in (os.geteuid(), account.server().uid)
        # Someone else could have put a link or a directory of theirs in our place in /tmp.
        if not ours or not stat.S_ISDIR(found.st_mode):
            raise DatabaseUnavailableError(
                f"{place.socket} tillhör en annan användare: ta bort den och försök igen."
            )
        place.socket.chmod(0o700)
        own(place.socket)
    except OSError as fault:
        raise DatabaseUnavailableError(disk_message(fault, place.socket)) from fault


def own(path: Path) -> None:
    """Give ``path`` to the server's user where that is not ourselves."""
    if account.is_root():
        owner = account.server()
        os.chown(path, owner.uid, owner.gid)


def open_for_others(path: Path, top: Path) -> None:
    """Let every user pass through ``path`` and what lies above it, up to ``top``."""
    for step in (path, *path.parents):
        step.chmod(0o755)
        if step == top:
            return


def reachable_for_others(path: Path) -> bool:
    """Answer whether a user without rights of its own can enter ``path`` and run what lies there."""
    real = path.resolve()
    return all(step.stat().st_mode & 0o001 for step in (real, *real.parents))


def disk_message(fault: OSError, where: Path | str) -> str:
    """Say in one Swedish line why ``where`` cannot be written."""
    match fault.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return disk_is_full(where)
        case errno.EROFS:
            return (
                f"{where} går bara att läsa: sätt SAMVERK_VAR till en katalog som går att skriva i."
            )
        case errno.EACCES | errno.EPERM:
            return f"Det går inte att skriva i {where}: kontrollera vem som äger katalogen."
        case _:
            return f"Det går inte att skriva i {where}: {fault.strerror}."
