"""Tampering is always found, and what nobody has touched raises no alarm."""

from __future__ import annotations

import random

import pytest

from samverk.foundation.seals.bundle import packed, unpacked
from samverk.foundation.seals.checking import check
from samverk.foundation.seals.tests.tampering import KEY, STRIKES, packed_and_struck, sealed

EACH = 16


@pytest.mark.parametrize("strike", STRIKES, ids=lambda strike: strike.__name__)
def test_tampering_is_found(strike):
    for seed in range(EACH):
        draw = random.Random(f"{strike.__name__}/{seed}")
        of = sealed(draw)
        struck = strike(draw, of)
        if struck == of.export():
            continue
        report = check(struck, trusted=KEY.public, witnesses=[of.witness])
        assert not report.is_clean, seed


def test_a_changed_or_cut_archive_is_found():
    for seed in range(EACH):
        draw = random.Random(seed)
        struck = packed_and_struck(draw, sealed(draw))
        with pytest.raises(ValueError, match="arkiv"):
            unpacked(struck)


def test_what_nobody_has_touched_raises_no_alarm():
    for seed in range(100):
        of = sealed(random.Random(seed))
        for witness in of.checkpoints:
            report = check(of.export(), trusted=KEY.public, witnesses=[witness.line()])
            assert report.faults == [], seed
        assert unpacked(packed(of.export())) == of.export()


@pytest.mark.parametrize("name", ["an_old_backup", "an_old_backup_continued"])
def test_an_old_backup_looks_right_without_a_witness(name):
    """The negative control: nothing but a witness tells, so nothing else may be said to."""
    strike = next(one for one in STRIKES if one.__name__ == name)
    draw = random.Random(1)
    of = sealed(draw)
    struck = strike(draw, of)
    assert check(struck, trusted=KEY.public).is_clean
    assert not check(struck, trusted=KEY.public, witnesses=[of.witness]).is_clean


def test_all_that_is_forged_with_another_key_is_found_by_the_trusted_one():
    from samverk.foundation.seals.bundle import bundle
    from samverk.foundation.seals.checkpoints import next_checkpoint
    from samverk.foundation.seals.tests.tampering import FORGER, heads_of

    of = sealed(random.Random(3))
    forged = next_checkpoint(None, heads_of(of.links), "2026-03-01T10:00:00Z", FORGER)
    files = bundle(of.links, [forged], of.files, FORGER)
    assert check(files).is_clean
    assert check(files).remarks
    assert not check(files, trusted=KEY.public).is_clean
