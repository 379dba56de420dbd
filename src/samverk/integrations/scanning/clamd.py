"""Asks ClamAV's daemon, clamd, over its own protocol: INSTREAM on a Unix socket or over TCP.

The file goes in pieces, each after its length in four bytes, and a length of nothing ends it.
"""

from __future__ import annotations

import socket
import struct
from contextlib import closing

from django.conf import settings

from samverk.foundation.files.scanning import ScannerDownError, Verdict

PIECE = 64 * 1024
CONNECTING = 5.0
# Less than a proxy waits for our answer
SCANNING = 20.0
LONGEST_ANSWER = 4096
END = struct.pack(">I", 0)


class Clamd:
    """clamd at SAMVERK_CLAMAV: ``unix:/path`` or ``tcp:host:port``."""

    def __init__(self, address: str = "") -> None:
        self.address = address or settings.CLAMAV

    def scan(self, content: bytes) -> Verdict:
        """Scan a content. Raises ScannerDownError when clamd does not answer, or will not take it."""
        answer = self._asked(b"zINSTREAM\0", content)
        engine = self._asked(b"zVERSION\0", None)
        found = answer.removeprefix("stream: ")
        if found == "OK":
            return Verdict("", engine)
        if found.endswith(" FOUND"):
            return Verdict(found.removesuffix(" FOUND"), engine)
        # "INSTREAM size limit exceeded. ERROR": StreamMaxLength is lower than what is taken here
        raise ScannerDownError(answer)

    def _asked(self, command: bytes, content: bytes | None) -> str:
        try:
            with closing(self._connected()) as line:
                line.settimeout(SCANNING)
                line.sendall(command)
                if content is not None:
                    _send(line, content)
                return _answer(line)
        except (OSError, ValueError) as fault:
            raise ScannerDownError(str(fault)) from fault

    def _connected(self) -> socket.socket:
        """Connect. Raises OSError, and ValueError for an address that is none."""
        kind, _, place = self.address.partition(":")
        if kind == "unix":
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(CONNECTING)
            try:
                line.connect(place)
            except OSError:
                line.close()
                raise
            return line
        host, _, port = place.rpartition(":")
        if kind != "tcp" or not host:
            raise ValueError("SAMVERK_CLAMAV is neither unix:/path nor tcp:host:port")
        return socket.create_connection((host.strip("[]"), int(port)), CONNECTING)


def _send(line: socket.socket, content: bytes) -> None:
    """Send a content; clamd that has heard enough hangs up, and what it said is still to be read."""
    try:
        for place in range(0, len(content), PIECE):
            piece = content[place : place + PIECE]
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(END)
    except (BrokenPipeError, ConnectionResetError):
        return


def _answer(line: socket.socket) -> str:
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER:
        more = line.recv(LONGEST_ANSWER)
        if not more:
            break
        said += more
    if not said:
        raise OSError("clamd hung up")
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()
