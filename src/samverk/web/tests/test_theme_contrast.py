"""The theme's colours are told apart: text 4.5 to 1, lines and marks 3 to 1, light and dark."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[1] / "static/web"
COLOURS = ["accent", "wine", "ochre", "neutral", "success", "danger", "info"]
GROUND = {"light": "#f3f0ea", "dark": "#121110"}
SURFACES = ["surface-default", "surface-tinted", "background-default"]


@cache
def tokens(scheme):
    style = (STATIC / "theme.css").read_text(encoding="utf-8")
    block = re.search(rf'\[data-color-scheme="{scheme}"\] {{(.*?)}}', style, re.DOTALL)
    return dict(re.findall(r"--ds-color-([\w-]+): (#\w{6})", block[1]))


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", COLOURS)
def test_text_reads_on_every_surface_of_its_colour(scheme, colour):
    theme = tokens(scheme)
    for surface in SURFACES:
        ground = theme[f"{colour}-{surface}"]
        for text in ("text-subtle", "text-default"):
            assert contrast(theme[f"{colour}-{text}"], ground) >= 4.5, (surface, text)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", COLOURS)
def test_text_reads_on_the_white_sheet(scheme, colour):
    theme = tokens(scheme)
    sheet = theme["neutral-surface-default"]
    assert contrast(theme[f"{colour}-text-subtle"], sheet) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_reads_on_the_ground_around_the_sheet(scheme):
    theme = tokens(scheme)
    for name in ("neutral-text-subtle", "neutral-text-default", "accent-text-subtle"):
        assert contrast(theme[name], GROUND[scheme]) >= 4.5, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", ["accent", "wine", "ochre"])
def test_marks_and_bars_stand_out_from_the_sheet(scheme, colour):
    theme = tokens(scheme)
    assert contrast(theme[f"{colour}-base-default"], theme["neutral-surface-default"]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", ["accent", "danger", "neutral"])
def test_words_read_on_filled_buttons_and_bars(scheme, colour):
    theme = tokens(scheme)
    fill = theme[f"{colour}-base-default"]
    assert contrast(theme[f"{colour}-base-contrast-default"], fill) >= 4.5


def test_white_reads_on_the_petrol_header():
    own = (STATIC / "samverk.css").read_text(encoding="utf-8")
    assert "--sv-petrol: #0f4c5c" in own
    assert contrast("#ffffff", "#0f4c5c") >= 4.5
    assert GROUND["light"] in own
    assert GROUND["dark"] in own
