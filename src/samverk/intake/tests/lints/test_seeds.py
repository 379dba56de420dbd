"""What fires on the five source documents: the seven known contradictions and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from samverk.intake.lints.lint import Finding
from samverk.intake.lints.run import LINTS, finding_as_json, findings
from samverk.intake.reading.batch import read_files

FIRES = [
    ("organ-mismatch", "003", 382),
    ("body-twice", "003", 51),
    ("statute-section", "002", 120),
    ("period-not-ended", "002", 216),
    ("text-against-table", "004", 38),
    ("saving-in-notice", "003", 342),
    ("near-names", "003", 369),
]


@pytest.fixture(scope="module")
def hits(shared: Path) -> list[Finding]:
    return findings(read_files(sorted((shared / "seeds").glob("*.txt"))))


def test_exactly_the_known_contradictions_fire(hits: list[Finding]) -> None:
    told = [(h.lint.id, h.spots[0].source[:3], h.spots[0].place.line) for h in hits]
    assert told == FIRES


def test_sources_and_kinds_are_those_of_the_golden_list(hits: list[Finding], shared: Path) -> None:
    golden = json.loads((shared / "golden" / "federation.json").read_text(encoding="utf-8"))
    known = Counter((c["source"], c["kind"]) for c in golden["contradictions_in_the_sources"])
    assert Counter((h.spots[0].source[:3], h.lint.kind) for h in hits) == known


def test_each_document_alone_gives_the_same_findings(hits: list[Finding], shared: Path) -> None:
    alone = [h for path in (shared / "seeds").glob("*.txt") for h in findings(read_files([path]))]
    assert Counter(h.text for h in alone) == Counter(h.text for h in hits)


def test_the_saving_is_compared_with_the_fee(hits: list[Finding]) -> None:
    (saving,) = (h for h in hits if h.lint.id == "saving-in-notice")
    assert "590 tkr" in saving.text


def test_a_finding_as_json_names_sources_places_and_records(hits: list[Finding]) -> None:
    told = finding_as_json(hits[0])
    assert told["places"] == [{"source": hits[0].spots[0].source, "line": 382}]
    assert told["record_ids"] == [hits[0].records[0].record_id]
    assert {"id", "kind", "title", "text", "ground"} <= told.keys()


def test_every_check_has_an_id_of_its_own_and_a_ground() -> None:
    assert len({lint.id for lint in LINTS}) == len(LINTS)
    assert all(lint.ground.endswith(".") for lint in LINTS)


CHANGED = [
    (
        "003",
        "Patrik Linde (S), ledamot  X",
        "Patrik Linde (S), ledamot X",
        {"tally-ballots", "reserver-vote"},
    ),
    (
        "003",
        "Patrik Linde (S), ledamot  X",
        "Patrik Linde (S), ledamot   X",
        {"tally-ballots", "reserver-vote"},
    ),
    ("003", "35 ledamöter röstar Ja", "36 ledamöter röstar Ja", {"tally-ballots"}),
    ("004", "Summa\t163\t92\t255", "Summa\t164\t92\t256", {"table-sum"}),
    ("001", "§ 94 2021-05-26", "§ 94 2024-05-26", {"citation-later"}),
]


@pytest.mark.parametrize(("source", "old", "new", "fires"), CHANGED)
def test_a_planted_fault_is_found(
    source: str, old: str, new: str, fires: set[str], shared: Path, tmp_path: Path
) -> None:
    (seed,) = (shared / "seeds").glob(f"{source}*.txt")
    text = seed.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / seed.name
    path.write_text(text.replace(old, new), encoding="utf-8")
    known = {lint for lint, where, _ in FIRES if where == source}
    assert {h.lint.id for h in findings(read_files([path]))} - known == fires


UNCHANGED = [
    (
        "003",
        "kommunstyrelsen beslutat avgöra",
        "kommunfullmäktige beslutat avgöra",
        "organ-mismatch",
    ),
    ("003", "Eva Lotta Liljenzin", "Evalotta Liljenzin", "near-names"),
    ("003", "mnkr år 2020", "mnkr år 2024", "saving-in-notice"),
    ("002", "3 kap. 8 §", "3 kap. 10 §", "statute-section"),
    (
        "004",
        "266 personer, 167 kvinnor och 99 män",
        "255 personer, 163 kvinnor och 92 män",
        "text-against-table",
    ),
]


@pytest.mark.parametrize(("source", "old", "new", "lint"), UNCHANGED)
def test_a_mended_fault_is_found_no_more(
    source: str, old: str, new: str, lint: str, shared: Path, tmp_path: Path
) -> None:
    (seed,) = (shared / "seeds").glob(f"{source}*.txt")
    path = tmp_path / seed.name
    path.write_text(seed.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    expected = {i for i, where, _ in FIRES if where == source} - {lint}
    assert {h.lint.id for h in findings(read_files([path]))} == expected
