"""Signatures that hold, in documents that everybody can read, from here and from a remote service."""

from __future__ import annotations

import base64
import io

import page
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding
from outloud import check
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from samverk.documents.minutes import render_minutes
from samverk.documents.tests.minuted import MOMENT, minutes
from samverk.integrations.signing import local
from samverk.integrations.signing.csc.adapter import RemoteSigning, ask
from samverk.integrations.signing.places import with_places
from samverk.integrations.signing.port import (
    SignatureRequest,
    SigningUnavailableError,
    chosen_signing,
)

PLACES = (("justering-1", "Underskrift av Asta Ek"), ("justering-2", "Underskrift av Bo Lind"))
ASTA = SignatureRequest("justering-1", "Asta Ek", "justering, ordförande", "asta")
BO = SignatureRequest("justering-2", "Bo Lind", "justering, justerare", "bo")
PREPARED = with_places(render_minutes(minutes(), moment=MOMENT), PLACES)


@pytest.fixture
def authority(tmp_path):
    return local.LocalAuthority(tmp_path)


def statuses(pdf, authority):
    context = ValidationContext(trust_roots=[local._plain(authority.root)])
    found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    return [(s.sig_object["/Name"], validate_pdf_signature(s, context)) for s in found]


def test_both_signatures_hold_and_tell_who_signed(authority):
    signed = authority.sign(authority.sign(PREPARED, ASTA), BO)
    told = statuses(signed, authority)
    assert [name for name, _ in told] == ["Asta Ek", "Bo Lind"]
    assert all(status.bottom_line for _, status in told)
    assert told[0][1].signing_cert.subject.native["common_name"] == "Asta Ek"


def test_a_changed_document_no_longer_holds(authority):
    signed = bytearray(authority.sign(PREPARED, ASTA))
    signed[signed.index(b"stream") + 12] ^= 1
    ((_, status),) = statuses(bytes(signed), authority)
    assert not status.bottom_line


def test_a_stranger_to_the_authority_is_not_trusted(authority, tmp_path):
    signed = authority.sign(PREPARED, ASTA)
    other = local.LocalAuthority(tmp_path / "annan")
    ((_, status),) = statuses(signed, other)
    assert status.intact
    assert not status.trusted


def test_the_authority_is_the_same_the_next_time(authority, tmp_path):
    assert local.LocalAuthority(tmp_path).root == authority.root
    assert (tmp_path / "provutfardare.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_a_signed_document_is_still_for_archives_and_for_everybody(authority, profile):
    report = page.validate_pdf_bytes(authority.sign(PREPARED, ASTA), profile=profile)
    assert [each.message for each in report.failures] == []


def test_a_second_signature_breaks_nothing_but_the_checkers_count_of_bytes(authority):
    """Each covers the document as it was when it was made; the checker wants all of it covered."""
    signed = authority.sign(authority.sign(PREPARED, ASTA), BO)
    report = page.validate_pdf_bytes(signed, profile="2a")
    assert {each.rule_id for each in report.failures} <= {"PDFA2A-SIGNATURE-BYTERANGE-001"}
    assert page.validate_pdf_bytes(signed, profile="ua1").is_compliant


def test_a_screen_reader_names_the_signatures(authority, tmp_path):
    file = tmp_path / "protokoll.pdf"
    file.write_bytes(authority.sign(authority.sign(PREPARED, ASTA), BO))
    assert [each.message for each in check(str(file)).findings] == []


class FakeService:
    """Follows the protocol, with a key of its own."""

    def __init__(self, authority):
        self.key = ec.generate_private_key(ec.SECP256R1())
        made = local._certificate("Asta Ek", self.key, authority.root, authority._key)
        self.chain = [made, authority.root]
        self.asked = []

    def __call__(self, method, body):
        self.asked.append((method, body))
        if method == "credentials/info":
            texts = [base64.b64encode(c.public_bytes(Encoding.DER)).decode() for c in self.chain]
            return {"cert": {"certificates": texts}}
        digest = base64.b64decode(body["hash"][0])
        signature = self.key.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256())))
        return {"signatures": [base64.b64encode(signature).decode()]}


def test_a_remote_service_is_sent_the_digest_and_never_the_document(authority):
    service = FakeService(authority)
    signed = RemoteSigning(service).sign(PREPARED, ASTA)
    ((_, status),) = statuses(signed, authority)
    assert status.bottom_line
    method, body = service.asked[-1]
    assert method == "signatures/signHash"
    assert body["credentialID"] == "asta"
    assert len(base64.b64decode(body["hash"][0])) == 32
    assert body["signAlgo"] == "1.2.840.10045.4.3.2"


@pytest.mark.parametrize("answer", [{}, {"cert": {"certificates": []}}, {"cert": None}])
def test_an_answer_that_cannot_be_used_is_told_in_words(answer):
    with pytest.raises(SigningUnavailableError, match="Inget är undertecknat"):
        RemoteSigning(lambda method, body: answer).sign(PREPARED, ASTA)


@pytest.mark.parametrize("url", ["", "http://tjanst.example", "file:///etc/passwd"])
def test_a_service_is_reached_over_tls_alone(settings, url):
    settings.CSC_URL = url
    with pytest.raises(SigningUnavailableError, match="https"):
        ask("info", {})


def test_an_installation_without_a_service_says_what_to_do(settings):
    settings.SIGNING = ""
    with pytest.raises(SigningUnavailableError, match="SAMVERK_SIGNING"):
        chosen_signing()


def test_the_demo_signs_with_the_authority_in_the_box(settings, tmp_path):
    settings.SEAL_DIR = tmp_path
    assert chosen_signing().title == local.NAME
