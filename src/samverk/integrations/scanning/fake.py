"""A clamd of our own for tests: it speaks the protocol, and knows one virus."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# The test string that every scanner knows, in two parts so that no scanner takes this file for it
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
VERSION = b"ClamAV 1.4.6/27000/Mon Nov 30 00:00:00 2026\0"
LIMIT = 30 * 1024 * 1024


class _Line(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = self._command()
        if command == b"zVERSION\0":
            self.wfile.write(VERSION)
            return
        content = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
            if len(content) > LIMIT:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        found = b"Eicar-Test-Signature FOUND" if EICAR in content else b"OK"
        self.wfile.write(b"stream: " + found + b"\0")

    def _command(self) -> bytes:
        said = b""
        while not said.endswith(b"\0"):
            said += self.rfile.read(1)
        return said


@contextmanager
def fake_clamd() -> Iterator[str]:
    """Run it on a port of this machine; gives its address as SAMVERK_CLAMAV says it."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Line) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"tcp:127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
