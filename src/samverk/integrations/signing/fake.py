"""A signing service that answers at once, for tests that are about something else."""

from __future__ import annotations

from samverk.integrations.signing.port import SignatureRequest


class FakeSigning:
    """Writes who signed after the document's end (låtsastjänst)."""

    title = "låtsastjänsten"

    def sign(self, pdf: bytes, request: SignatureRequest) -> bytes:
        """Add a line that tells who signed."""
        return pdf + f"\n% {request.name}, {request.reason}".encode()
