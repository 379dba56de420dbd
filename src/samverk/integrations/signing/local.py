"""A test authority in the box: it vouches for whoever is logged in, for demos and tests alone.

It draws its own root and gives each signature a fresh certificate in the signer's name. Nobody else
trusts it, so a real installation is set up with a real service instead.
"""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from samverk.foundation import clock
from samverk.integrations.signing.pades import signed
from samverk.integrations.signing.port import SignatureRequest

NAME = "Samverks provutfärdare"
YEARS = timedelta(days=3650)
DAY = timedelta(days=1)
Key = ec.EllipticCurvePrivateKey


class LocalAuthority:
    """Signs as an authority of our own would (provutfärdare)."""

    title = "Samverks provutfärdare"

    def __init__(self, folder: Path | None = None) -> None:
        self._key, self.root = _authority((folder or settings.SEAL_DIR) / "provutfardare.json")

    def sign(self, pdf: bytes, request: SignatureRequest) -> bytes:
        """Sign in the name of ``request``, with a certificate made for this signature."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _certificate(request.name, key, self.root, self._key)
        signer = SimpleSigner(
            signing_cert=_plain(certificate),
            signing_key=asn1_keys.PrivateKeyInfo.load(_private(key)),
            cert_registry=SimpleCertificateStore.from_certs([_plain(self.root)]),
        )
        return signed(pdf, request, signer)


def _authority(file: Path) -> tuple[Key, x509.Certificate]:
    """Read the authority's key and root certificate, drawn the first time somebody asks."""
    if not file.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        root = _certificate(NAME, key, None, key)
        kept = {"key": _private(key), "root": root.public_bytes(Encoding.DER)}
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(json.dumps({k: base64.b64encode(v).decode() for k, v in kept.items()}))
    read = {k: base64.b64decode(v) for k, v in json.loads(file.read_text()).items()}
    found = load_der_private_key(read["key"], password=None)
    assert isinstance(found, ec.EllipticCurvePrivateKey)
    return found, x509.load_der_x509_certificate(read["root"])


def _certificate(
    name: str, key: Key, issuer: x509.Certificate | None, issuing: Key
) -> x509.Certificate:
    """Make a certificate; without ``issuer`` a root that vouches for itself."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    now, is_root = clock.now(), issuer is None
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + YEARS)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(_usage(is_root=is_root), critical=True)
    )
    return builder.sign(issuing, hashes.SHA256())


def _usage(*, is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )


def _private(key: Key) -> bytes:
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _plain(certificate: x509.Certificate) -> asn1_x509.Certificate:
    found: asn1_x509.Certificate = asn1_x509.Certificate.load(
        certificate.public_bytes(Encoding.DER)
    )
    return found
