"""The table of participants that two municipalities decided by, as it may be published."""

from __future__ import annotations

import json

import pytest

from samverk.analytics.disclosure.policy import DisclosurePolicy
from samverk.analytics.disclosure.proof import faults_of, proof_of
from samverk.analytics.disclosure.protect import protect, unguarded
from samverk.analytics.disclosure.reading import Totals, table_of

POLICY = DisclosurePolicy(5)


@pytest.fixture(scope="module")
def participants(shared):
    golden = json.loads((shared / "golden" / "federation.json").read_text(encoding="utf-8"))
    found = golden["participants_alingsas_2017_01_to_2020_03_14"]
    lines = [["Aktivitet", "Kvinnor", "Män", "Summa"], *(list(map(str, row)) for row in found)]
    return table_of(list(enumerate(lines, 1)), "deltagare", Totals())


def test_hiding_the_small_numbers_alone_tells_half_of_them_and_the_rest_by_the_rule(participants):
    plain = unguarded(participants, POLICY)
    assert (plain.hidden, plain.by_subtraction, plain.by_rule) == (8, 4, 8)


def test_totals_and_large_rows_are_kept_and_nothing_is_told(participants):
    protection = protect(participants, POLICY)
    shown = protection.editions[0].shown(POLICY)
    told = dict(zip(shown.row_headings, shown.counts, strict=True))
    assert protection.leaks == ()
    assert told["Summa"] == (163, 92, 255)
    assert told["Aktiv Lerum"] == (90, 43, 133)
    assert told["Balder/Activera"] == (29, 28, 57)
    assert told["Individsamverkansteamet"] == (18, 8, 26)
    assert [counts[-1] for counts in shown.counts] == [133, 57, 26, 9, 9, 7, 8, 6, 255]
    assert told["Primus + Grön rehab Gunnebo"] == (None, None, 6)


def test_its_proof_holds(participants):
    protection = protect(participants, POLICY)
    assert faults_of(proof_of(protection), [protection.editions[0].shown(POLICY)]) == []
