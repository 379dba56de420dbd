"""One PAdES signature with pyHanko, whoever holds the key."""

from __future__ import annotations

from pyhanko.sign import fields, signers

from samverk.integrations.signing.places import begun_on
from samverk.integrations.signing.port import SignatureRequest

DIGEST = "sha256"


def signed(pdf: bytes, request: SignatureRequest, signer: signers.Signer) -> bytes:
    """Add a signature in the document's own place for it; what was there before stays as it was."""
    metadata = signers.PdfSignatureMetadata(
        field_name=request.field,
        name=request.name,
        reason=request.reason,
        md_algorithm=DIGEST,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    out = signers.sign_pdf(begun_on(pdf), metadata, signer=signer, existing_fields_only=True)
    result: bytes = out.getvalue()
    return result
