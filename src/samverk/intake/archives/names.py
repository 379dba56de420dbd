"""What a file is called inside an archive: its letters, whether it stays inside, and system files.

Nothing is ever written under such a name. It is shown, and its ending says with the content what
the file is.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile

LONGEST = 300
_UTF8 = 0x800
_DRIVE = re.compile(r"[A-Za-z]:")
# å ä ö Å Ä Ö as Windows writes them where no table of OEM signs is used
_WINDOWS = frozenset(b"\xe5\xe4\xf6\xc5\xc4\xd6\xe9\xc9\xfc\xdc\xa7")
_JUNK_FOLDERS = ("__macosx", ".git", ".svn", "$recycle.bin", "system volume information")
_JUNK_FILES = ("thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", "icon\r")
_JUNK_STARTS = ("._", "~$", ".~lock.")
_PACKED = ("zip", "7z", "rar", "tar", "gz", "tgz", "bz2", "xz", "cab", "arj", "lzh", "jar")


def printed_name(entry: zipfile.ZipInfo) -> str:
    """Answer an entry's name with its folders, in the letters that its packer meant.

    Windows packs in the OEM table of the country, 850 in Sweden, where å ä ö stand as in 437. macOS
    and older Unix programs write UTF-8 without saying so, and macOS å as a and a ring.
    """
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8:
        name = _decoded(name.encode("cp437", "replace"))
    return plain_name(name.partition("\0")[0].replace("\\", "/"))


def plain_name(name: str) -> str:
    """Answer a name with its folders as it is shown and kept: 300 printed signs, the last ones."""
    plain = unicodedata.normalize("NFC", name)
    shown = "".join(sign for sign in plain if sign.isprintable())
    return shown if len(shown) <= LONGEST else f"…{shown[1 - LONGEST :]}"


def _decoded(raw: bytes) -> str:
    high = {byte for byte in raw if byte >= 0x80}
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252" if high <= _WINDOWS else "cp850", "replace")


def leads_out(name: str) -> bool:
    """Answer whether a name would lead out of the folder that the archive is unpacked in."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or bool(_DRIVE.match(plain)) or ".." in plain.split("/")


def is_junk(name: str) -> bool:
    """Answer whether a system made the file for itself: macOS, Windows, or an open Word document."""
    *folders, last = name.lower().replace("\\", "/").split("/")
    return (
        any(folder in _JUNK_FOLDERS for folder in folders)
        or last in _JUNK_FILES
        or last.startswith(_JUNK_STARTS)
    )


def is_packed(name: str) -> bool:
    """Answer whether a file is an archive by its name."""
    return name.lower().rpartition(".")[2] in _PACKED
