"""What is vendored is what the manifest says, with licence."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from samverk.web.vendored import manifest, packages

ROOT = Path(__file__).resolve().parents[4]
FILES = manifest()["files"]


@pytest.mark.parametrize("file", FILES, ids=[file["path"] for file in FILES])
def test_a_vendored_file_has_the_hash_of_the_manifest(file):
    content = (ROOT / file["path"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == file["sha256"]


def test_every_package_has_its_licence_in_the_repository():
    for package in manifest()["packages"].values():
        licence = ROOT / package["licence_file"]
        assert licence.stat().st_size > 500, package


def test_every_file_comes_from_a_listed_package():
    assert {file["package"] for file in FILES} == set(manifest()["packages"])


def test_every_icon_and_font_is_in_the_manifest():
    web = ROOT / "src/samverk/web"
    lying = {*web.glob("icons/*"), *web.glob("static/web/fonts/*")}
    assert lying <= {ROOT / file["path"] for file in FILES}


def test_the_packages_are_listed_by_name():
    assert [package.name for package in packages()] == sorted(manifest()["packages"])


def test_our_own_style_stays_small():
    static = ROOT / "src/samverk/web/static/web"
    sizes = {name: (static / f"{name}.css").stat().st_size for name in ("samverk", "charts")}
    assert sizes["samverk"] < 10_500
    assert sizes["charts"] < 7_500


def test_our_own_style_asks_for_nothing_outside_the_site():
    static = ROOT / "src/samverk/web/static/web"
    own = "".join((static / f"{name}.css").read_text() for name in ("samverk", "charts"))
    assert "http" not in own
    assert "@import" not in own
