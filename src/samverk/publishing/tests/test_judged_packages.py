"""Packages that the house makes of its own records, judged by the published schemas and from outside."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from samverk.documents.archive.tests.standards import (
    erms_rules,
    erms_schema,
    mets_schema,
    outside_verdict,
)
from samverk.documents.archive.verify import check_package
from samverk.foundation.signing import seal_key
from samverk.meetings import actions as meetings
from samverk.meetings.models import Meeting
from samverk.meetings.tests.adjusting import ADJUSTER, adjust, by_laws
from samverk.meetings.tests.conftest import MEMBERS, again, handle, person, roll
from samverk.publishing.tests.archived import filed_case, made, taken, text_of

pytestmark = pytest.mark.django_db
HIDDEN = "Vårdnaden om barnet"


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = settings.SEAL_DIR = tmp_path


@pytest.fixture
def secret_minutes(_keys, seated, opened) -> Meeting:
    """Adjusted minutes with an open paragraph and a secret one."""
    by_laws(seated)
    roll(seated, opened, *MEMBERS)
    hidden = meetings.Hidden("26 kap. 1 § OSL", HIDDEN)
    for title, secret in (("Taxan", None), ("Individärende", hidden)):
        item = handle(seated, opened, title, hidden=secret)
        words = "Taxan höjs." if secret is None else f"{HIDDEN}: godkänns."
        meetings.settle_item(seated.owner, item, [words], key=f"u/{title}")
    meetings.choose_adjusters(seated.owner, opened, [person(ADJUSTER)], key="j")
    meetings.end_meeting(seated.owner, again(opened), key="slut")
    adjust(seated, again(opened))
    found: Meeting = again(opened)
    return found


def follows_the_schemas(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith("METS.xml"):
                mets_schema().assertValid(etree.fromstring(archive.read(name)))
        erms = etree.fromstring(text_of(archive, "ERMS.xml").encode())
    erms_schema().assertValid(erms)
    return bool(erms_rules().validate(erms))


@pytest.mark.parametrize("with_secrets", [False, True])
def test_a_case_is_accepted(cast, the_day, tmp_path, with_secrets):
    case = filed_case(cast)
    package = made(cast.owner, cast, case=case.pk, with_secrets=with_secrets)
    content = taken(cast.owner, package)
    place = tmp_path / "paket.zip"
    place.write_bytes(content)
    assert follows_the_schemas(content)
    assert outside_verdict(place).errors == ("SIP14",)


def test_a_period_with_minutes_is_accepted(cast, adjusted, tmp_path):
    package = made(cast.owner, cast, from_day=adjusted.day, to_day=adjusted.day)
    content = taken(cast.owner, package)
    place = tmp_path / "paket.zip"
    place.write_bytes(content)
    assert follows_the_schemas(content)
    assert outside_verdict(place).errors == ("SIP14",)


def test_secret_minutes_are_told_to_exist_and_the_chain_holds(cast, secret_minutes):
    day = secret_minutes.day
    content = taken(cast.owner, made(cast.owner, cast, from_day=day, to_day=day))
    assert follows_the_schemas(content)
    assert check_package(io.BytesIO(content), trusted=seal_key().public).faults == []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "sekretessbelagda delen" in text_of(archive, "ERMS.xml")
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert HIDDEN.encode() not in everything


def test_secret_minutes_are_there_for_whoever_reads_secrets(cast, secret_minutes):
    day = secret_minutes.day
    package = made(cast.owner, cast, from_day=day, to_day=day, with_secrets=True)
    content = taken(cast.owner, package)
    assert follows_the_schemas(content)
    assert package.total == 2
    assert package.secret_items
    assert package.contents["wrong"] == []
