"""A package judged by what others have published: the schemas, the schematron rules and eark-validator."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from samverk.documents.archive.proof import ChainProof
from samverk.documents.archive.tests import made
from samverk.documents.archive.tests.standards import (
    Verdict,
    erms_rules,
    erms_schema,
    mets_schema,
    outside_verdict,
)

# A rule of SIP 2.1.0 asks the program's note for an attribute NOTETYPE without a namespace, which the
# schema of METS does not let it have: no package can meet both.
UNMEETABLE = "SIP14"


@pytest.fixture(scope="module")
def package() -> bytes:
    return made.packed()[0]


def parts(content: bytes, ending: str) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.endswith(ending)]


def test_both_mets_files_follow_the_schema(package):
    found = parts(package, "METS.xml")
    assert len(found) == 2
    for each in found:
        mets_schema().assertValid(etree.fromstring(each))


def test_the_description_follows_the_schema_and_its_rules(package):
    (erms,) = parts(package, "ERMS.xml")
    tree = etree.fromstring(erms)
    erms_schema().assertValid(tree)
    assert erms_rules().validate(tree)


@pytest.mark.parametrize(
    ("sought", "instead"),
    [
        (rb' otherDirectionDefinition="[^"]*"', b""),
        (rb' otherAggregationType="[^"]*"', b""),
        (rb' otherAgentType="program"', b""),
    ],
)
def test_the_rules_see_a_word_that_is_missing(package, sought, instead):
    (erms,) = parts(package, "ERMS.xml")
    broken = re.sub(sought, instead, erms)
    assert broken != erms
    assert not erms_rules().validate(etree.fromstring(broken))


@pytest.mark.parametrize(
    ("sought", "instead"),
    [
        (b'value="closed"', b'value="nope"'),
        (b"<objectId>SN 2024/12-1</objectId>", b""),
        (b'restrictionType="confidential"', b'restrictionType="hemlig"'),
        (b"<regulation>OSL 26 kap. 1 \xc2\xa7</regulation>", b""),
        (b"2024-01-03T00:00:00", b"2024-01-03"),
    ],
)
def test_the_schema_sees_what_is_broken(package, sought, instead):
    (erms,) = parts(package, "ERMS.xml")
    broken = erms.replace(sought, instead)
    assert broken != erms
    assert not erms_schema().validate(etree.fromstring(broken))


def test_the_outside_validator_finds_nothing_but_what_nobody_can_meet(package, tmp_path):
    place = tmp_path / "paket.zip"
    place.write_bytes(package)
    assert outside_verdict(place) == Verdict("WellFormed", (UNMEETABLE,))


def test_a_package_without_minutes_is_judged_the_same(tmp_path):
    content, _ = made.packed(made.aggregations()[:1], proved=ChainProof())
    place = tmp_path / "paket.zip"
    place.write_bytes(content)
    assert outside_verdict(place).errors == (UNMEETABLE,)


def test_what_the_unmeetable_rule_asks_for_is_refused_by_the_schema(package):
    mets = parts(package, "METS.xml")[-1]
    asked = mets.replace(b"<mets:note csip", b'<mets:note NOTETYPE="IDENTIFICATIONCODE" csip', 1)
    assert asked != mets
    assert not mets_schema().validate(etree.fromstring(asked))


@pytest.mark.parametrize(
    ("sought", "instead", "rule"),
    [
        (b' csip:OAISPACKAGETYPE="SIP"', b"", "CSIP9"),
        (b'USE="Documentation"', b'USE="Annat"', "CSIP60"),
        (b'LABEL="CSIP"', b'LABEL="Annat"', "CSIP82"),
        (b' ID="files"', b"", "CSIP59"),
        (b'OBJID="samverk-lillkoping-3-1"', b'OBJID=""', "CSIP1"),
    ],
)
def test_the_outside_validator_sees_what_is_broken(package, tmp_path, sought, instead, rule):
    place = tmp_path / "paket.zip"
    with (
        zipfile.ZipFile(io.BytesIO(package)) as whole,
        zipfile.ZipFile(place, "w") as broken,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            if name == "samverk-lillkoping-3-1/METS.xml":
                assert sought in content
                content = content.replace(sought, instead)
            broken.writestr(name, content)
    assert rule in outside_verdict(place).errors


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(blacklist_categories=()), min_size=1, max_size=60))
def test_whatever_a_title_holds_the_metadata_is_whole_and_valid(title):
    content, _ = made.packed(made.titled(title))
    (erms,) = parts(content, "ERMS.xml")
    tree = etree.fromstring(erms)
    erms_schema().assertValid(tree)
    assert all(mets_schema().validate(etree.fromstring(one)) for one in parts(content, "METS.xml"))


def test_our_own_schema_is_one_that_the_list_of_records_follows(package):
    (schema,) = parts(package, "kedjebevis-1.xsd")
    (listed,) = parts(package, "poster.xml")
    found = etree.XMLSchema(etree.fromstring(schema))
    found.assertValid(etree.fromstring(listed))
    assert not found.validate(etree.fromstring(listed.replace(b'nummer="2"', b'nummer="0"')))
