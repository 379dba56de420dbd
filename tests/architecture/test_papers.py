"""The papers of the repository: whole, and with no link that leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import samverk
from tests.architecture.sources import ROOT

LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
REQUIRED = {
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
}


@pytest.fixture(scope="module")
def publiccode():
    return yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def dead_links(page: Path) -> list[str]:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    local = (t for t in targets if not t.startswith(("http:", "https:", "mailto:")))
    return [t for t in local if not (page.parent / t).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page):
    assert dead_links(page) == []


def test_a_link_to_nothing_would_be_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("[here](page.md) and [there](gone.md#part) and [away](https://example.org)")
    assert dead_links(page) == ["gone.md"]


def test_the_licence_is_whole():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    articles = re.findall(r"^(\d+)\.[A-Z]", text, re.MULTILINE)
    assert [int(number) for number in articles] == list(range(1, 16))
    assert "Appendix" in text


def test_publiccode_has_what_its_standard_requires(publiccode):
    assert publiccode["publiccodeYmlVersion"] == "0.4"
    assert REQUIRED - set(publiccode) == set()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_publiccode_describes_it_within_the_standards_lengths(publiccode, language):
    description = publiccode["description"][language]
    assert len(description["shortDescription"]) <= 150
    assert 150 <= len(description["longDescription"]) <= 10_000
    assert all(len(feature) <= 100 for feature in description["features"])


def test_publiccode_names_this_version_and_licence(publiccode):
    assert publiccode["softwareVersion"] == samverk.__version__
    assert publiccode["legal"]["license"] == "EUPL-1.2"


def test_the_decisions_are_all_listed():
    folder = ROOT / "docs" / "decisions"
    written = {p.name for p in folder.glob("0*.md")}
    assert set(LINK.findall((folder / "README.md").read_text(encoding="utf-8"))) == written


def test_every_target_of_make_is_explained():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    explained = set(re.findall(r"^([a-z]+):.*## ", text, re.MULTILINE))
    wanted = {
        "run",
        "stop",
        "test",
        "check",
        "bench",
        "crash",
        "reads",
        "whole",
        "shots",
        "statement",
        "docs",
        "help",
    }
    assert explained == wanted
