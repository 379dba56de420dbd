"""The port of signing: who signs, with what words, and which adapter does it here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from samverk.foundation.errors import SamverkError


class SigningUnavailableError(SamverkError):
    """The signing service cannot sign now; the text says what to do."""


@dataclass(frozen=True, slots=True)
class SignatureRequest:
    """Who signs (underskrift): the name in the signature, in what capacity, and where.

    ``field`` names the document's own place for this signature. ``account`` tells the service whose
    e-legitimation it is.
    """

    field: str
    name: str
    reason: str
    account: str = ""


class Signing(Protocol):
    """A service that signs PDF documents."""

    @property
    def title(self) -> str:
        """Its name, as pages and the log tell it."""
        ...

    def sign(self, pdf: bytes, request: SignatureRequest) -> bytes:
        """Add a signature; earlier ones stay. Raises SigningUnavailableError."""
        ...


def chosen_signing() -> Signing:
    """Give the installation's own service. Raises SigningUnavailableError where none is set up."""
    if not settings.SIGNING:
        raise SigningUnavailableError(
            "Ingen underskriftstjänst är inställd. Be den som sköter driften ange SAMVERK_SIGNING,"
            " eller justera på papper om reglementet tillåter det."
        )
    made: Signing = import_string(settings.SIGNING)()
    return made
