"""What is vendored is what the manifest says, with licence."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from samverk.web.vendored import manifest, packages

ROOT = Path(__file__).resolve().parents[4]
FILES = manifest()["files"]
OWN = ("samverk", "charts")


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


def test_our_own_style_stays_small_on_the_wire():
    static = ROOT / "src/samverk/web/static/web"
    sent = {name: len(gzip.compress((static / f"{name}.css").read_bytes())) for name in OWN}
    assert sum(sent.values()) < 6_000, sent


@pytest.mark.parametrize("name", OWN)
def test_our_own_style_stands_in_a_layer_of_its_own_after_the_base(name):
    style = (ROOT / f"src/samverk/web/static/web/{name}.css").read_text(encoding="utf-8")
    outside = re.sub(
        r"@(font-face|page)[^{]*\{(?:[^{}]|\{[^}]*\})*\}", "", style.partition("@layer")[0]
    )
    assert outside.strip() == ""
    assert "@layer samverk {" in style


def test_no_class_of_ours_is_styled_without_being_used():
    web = ROOT / "src/samverk"
    places = [*web.rglob("*.html"), *(web / "web").rglob("*.py")]
    used = "".join(place.read_text(encoding="utf-8") for place in places)
    styles = "".join((web / f"web/static/web/{name}.css").read_text() for name in OWN)
    written = set(re.findall(r"\.(sv-[a-z0-9-]+)", styles))
    # Some classes are made of a stem and a kind: sv-mark-memo, sv-series-2
    stems = set(re.findall(r"(sv-[a-z-]+-)\{", used))
    assert {c for c in written if c not in used and not c.startswith(tuple(stems))} == set()


def test_our_own_style_asks_for_nothing_outside_the_site():
    static = ROOT / "src/samverk/web/static/web"
    own = "".join((static / f"{name}.css").read_text() for name in OWN)
    assert "http" not in own
    assert "@import" not in own
