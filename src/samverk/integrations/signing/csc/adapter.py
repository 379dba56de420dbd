"""Signs with a key that a remote service holds: only the digest leaves the house."""

from __future__ import annotations

import base64
import hashlib
import json
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

from asn1crypto import algos, x509
from django.conf import settings
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from samverk.integrations.signing.pades import signed
from samverk.integrations.signing.port import SignatureRequest, SigningUnavailableError

SECONDS = 30
SHA256 = "2.16.840.1.101.3.4.2.1"
LARGEST_ANSWER = 1_000_000
Ask = Callable[[str, Mapping[str, Any]], dict[str, Any]]
UNAVAILABLE = (
    "Underskriftstjänsten svarar inte. Inget är undertecknat: försök igen om en stund, och säg till"
    " den som sköter driften om det inte hjälper."
)


def ask(method: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Call a method of the service. Raises SigningUnavailableError when it does not answer as it should."""
    if not settings.CSC_URL.startswith("https://"):
        raise SigningUnavailableError("SAMVERK_CSC_URL ska vara en adress som börjar med https://.")
    request = urllib.request.Request(  # noqa: S310 (the line above leaves no other scheme)
        f"{settings.CSC_URL.rstrip('/')}/csc/v1/{method}",
        data=json.dumps(body).encode(),
        headers={
            "Content-Type": "application/json",
            "Authorization": f"Bearer {settings.CSC_TOKEN}",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            told = json.loads(answer.read(LARGEST_ANSWER))
    except (OSError, ValueError) as fault:
        raise SigningUnavailableError(UNAVAILABLE) from fault
    if not isinstance(told, dict):
        raise SigningUnavailableError(UNAVAILABLE)
    return told


class RemoteSigning:
    """A signing service that follows the CSC protocol (underskriftstjänst)."""

    title = "underskriftstjänsten"

    def __init__(self, ask_service: Ask = ask) -> None:
        self._ask = ask_service

    def sign(self, pdf: bytes, request: SignatureRequest) -> bytes:
        """Let the service sign the digest with the account's own key."""
        told = self._ask("credentials/info", {"credentialID": request.account})
        try:
            chain = [_certificate(each) for each in told["cert"]["certificates"]]
            return signed(pdf, request, _RemoteKey(self._ask, request.account, chain))
        except (KeyError, IndexError, ValueError, TypeError) as fault:
            raise SigningUnavailableError(UNAVAILABLE) from fault


class _RemoteKey(Signer):
    """A signer whose key is elsewhere."""

    def __init__(self, ask_service: Ask, account: str, chain: list[x509.Certificate]) -> None:
        self._ask, self._account = ask_service, account
        super().__init__(
            signing_cert=chain[0],
            cert_registry=SimpleCertificateStore.from_certs(chain[1:]),
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": _mechanism(chain[0])}),
        )

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Ask the service for a signature of the data's digest; a dry run asks for none."""
        if dry_run:
            return bytes(512)
        if digest_algorithm != "sha256":
            raise ValueError(f"no agreement on {digest_algorithm}")
        digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
        algorithm = self.get_signature_mechanism_for_digest(digest_algorithm)
        body = {
            "credentialID": self._account,
            "hash": [digest],
            "hashAlgo": SHA256,
            "signAlgo": algorithm["algorithm"].dotted,
        }
        told = self._ask("signatures/signHash", body)
        return base64.b64decode(told["signatures"][0], validate=True)


def _certificate(text: str) -> x509.Certificate:
    found: x509.Certificate = x509.Certificate.load(base64.b64decode(text, validate=True))
    return found


def _mechanism(certificate: x509.Certificate) -> str:
    return "sha256_ecdsa" if certificate.public_key.algorithm == "ec" else "sha256_rsa"
