"""What the check says of each fault: where it is, and in words that tell somebody what to do."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from samverk.foundation.seals.bundle import CHECKPOINTS, MANIFEST, SIGNATURE, bundle
from samverk.foundation.seals.canonical import canonical
from samverk.foundation.seals.chain import digest_of, next_link
from samverk.foundation.seals.checking import check
from samverk.foundation.seals.checkpoints import next_checkpoint
from samverk.foundation.seals.tests import tampering
from samverk.foundation.seals.tests.tampering import FORGER, KEY, heads_of, sealed

OF = sealed(random.Random(11))
CLEAN = OF.export()


def told(files, **more):
    report = check(files, **{"trusted": KEY.public, "witnesses": [OF.witness]} | more)
    return [(fault.where, fault.text) for fault in report.faults]


def says(files, text, **more):
    return any(text in words for _, words in told(files, **more))


@pytest.mark.parametrize(
    ("strike", "text"),
    [
        ("a_row", "Innehållet är ändrat"),
        ("a_row_resealed", "är inte den kedja som intygats"),
        ("rows_swapped", "står på plats"),
        ("the_end_gone", "poster borttagna"),
        ("a_file_added", "hör inte till exporten"),
        ("an_old_backup", "en gammal säkerhetskopia"),
        ("an_old_backup_continued", "är inte den kedja som intygats"),
    ],
)
def test_each_way_of_tampering_is_told_in_its_own_words(strike, text):
    struck = getattr(tampering, strike)(random.Random(4), OF)
    assert says(struck, text)


def test_the_place_of_a_changed_row_is_told():
    changed = replace(OF.links[0], content=canonical({"kind": "paragraph"}))
    files = replace(OF, links=(changed, *OF.links[1:])).export()
    assert f"{changed.chain} post 1" in [where for where, _ in told(files)]


@pytest.mark.parametrize("name", [MANIFEST, SIGNATURE])
def test_an_export_without_its_list_or_its_signature_is_told_so(name):
    files = {key: value for key, value in CLEAN.items() if key != name}
    assert says(files, "Förteckningen saknas")


def test_an_export_signed_by_another_is_told_so():
    files = bundle(OF.links, OF.checkpoints, OF.files, FORGER)
    assert says(files, "inte signerad med den nyckel som angavs")


def test_a_checkpoint_signed_by_another_is_told_so():
    forged = next_checkpoint(None, heads_of(OF.links), "2026-03-01T10:00:00Z", FORGER)
    assert says(bundle(OF.links, [forged], OF.files, KEY), "Kontrollpunktens signatur")


def test_an_export_without_checkpoints_is_told_so():
    assert says(bundle(OF.links, [], OF.files, KEY), "intygar inte kedjorna som de är")


def test_a_record_after_the_last_checkpoint_is_told_so():
    last = OF.links[-1]
    more = next_link(last.chain, last, canonical({"kind": "paragraph"}))
    found = told(bundle((*OF.links, more), OF.checkpoints, OF.files, KEY))
    assert CHECKPOINTS in [where for where, _ in found]


def test_a_file_that_no_record_names_and_one_that_is_missing_are_told():
    assert says(bundle(OF.links, OF.checkpoints, (*OF.files, b"%PDF x"), KEY), "nämns inte")
    assert says(bundle(OF.links, OF.checkpoints, OF.files[1:], KEY), "Protokollfilen saknas")


@pytest.mark.parametrize("line", ["", "{}", "[1]", '{"number":1}'])
def test_a_witness_that_cannot_be_read_is_told_so(line):
    assert says(CLEAN, "Kontrollpunkten går inte att läsa", witnesses=[line])


def test_another_checkpoint_of_the_same_number_is_told_so():
    other = next_checkpoint(None, heads_of(OF.links), "2026-01-01T00:00:00Z", KEY)
    assert says(CLEAN, "en annan kontrollpunkt 1", witnesses=[other.line()])


def test_two_chains_in_one_file_are_told_so():
    lines = b"".join(CLEAN[name] for name in sorted(CLEAN) if name.startswith("kedjor/"))
    assert says(CLEAN | {"kedjor/0001.jsonl": lines}, "blandar flera kedjor")


def test_lines_that_are_no_records_are_told_with_their_place():
    broken = CLEAN["kedjor/0001.jsonl"] + b"{}\n"
    places = [where for where, _ in told(CLEAN | {"kedjor/0001.jsonl": broken})]
    rows = len(CLEAN["kedjor/0001.jsonl"].splitlines())
    assert f"kedjor/0001.jsonl rad {rows + 1}" in places


def test_what_was_checked_is_counted():
    report = check(CLEAN, trusted=KEY.public, witnesses=[OF.witness])
    assert report.is_clean
    assert (report.records, report.files) == (len(OF.links), len(OF.files))
    assert len(report.checkpoints) == len(OF.checkpoints)


def resigned(files, **changed):
    """Change the list of an export and sign it anew, as its own key can."""
    listed = json.loads(files[MANIFEST]) | changed
    text = canonical(listed)
    return files | {MANIFEST: text.encode(), SIGNATURE: KEY.sign(text).encode()}


def test_a_format_that_is_not_known_is_told_so():
    assert says(resigned(CLEAN, format="samverk-kedja/9"), "format som inte är känt")


def test_a_list_that_was_changed_without_its_key_is_told_so():
    files = CLEAN | {SIGNATURE: FORGER.sign(CLEAN[MANIFEST].decode()).encode()}
    assert told(files) == [(SIGNATURE, "Signaturen stämmer inte med förteckningen.")]


def test_a_listed_file_that_is_missing_or_changed_is_told_by_its_name():
    name = next(name for name in sorted(CLEAN) if name.startswith("filer/"))
    without = {key: value for key, value in CLEAN.items() if key != name}
    assert (name, "Filen saknas.") in told(without)
    found = told(CLEAN | {name: b"%PDF other"})
    assert any(where == name and "är ändrad: den har inte" in text for where, text in found)
    assert (name, "Protokollfilen är ändrad.") in found


def test_a_record_that_does_not_follow_the_one_before_is_told_so():
    first = OF.links[0]
    odd = replace(first, previous="1" * 64)
    odd = replace(odd, digest=digest_of(odd.chain, odd.index, odd.previous, odd.content))
    files = bundle((odd, *OF.links[1:]), OF.checkpoints, OF.files, KEY)
    assert says(files, "Posten hänger inte ihop med den före")


def test_content_in_another_way_of_writing_is_told_so():
    loose = next_link(OF.links[0].chain, None, '{"kind": "paragraph"}')
    assert says(bundle([loose], [], [], KEY), "inte skrivet på det enda sättet")


def test_a_checkpoint_line_that_cannot_be_read_is_told_with_its_number():
    files = CLEAN | {CHECKPOINTS: b"{}\n" + CLEAN[CHECKPOINTS]}
    assert ("kontrollpunkt 1", "Raden går inte att läsa: inte en kontrollpunkt.") in told(files)


def test_a_checkpoint_that_is_gone_from_the_middle_is_told_so():
    files = bundle(OF.links, OF.checkpoints[1:], OF.files, KEY)
    assert says(files, "Kontrollpunkten hänger inte ihop med den före")


def test_a_newer_witness_is_told_with_what_to_do():
    before = OF.checkpoints[-1]
    newer = next_checkpoint(before, before.heads, "2027-01-01T00:00:00Z", KEY)
    ((where, text),) = told(CLEAN, witnesses=[newer.line()])
    assert where == "vittne 1"
    assert "Gör en ny export" in text
