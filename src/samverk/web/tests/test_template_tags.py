"""The filters and tags that templates have without loading them."""

from __future__ import annotations

from datetime import date

import pytest
from django.template import engines
from django.utils import formats, translation

from samverk.web import icons
from samverk.web.statuses import TONES


def shown(source, **context):
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ day|iso }}", "2023-11-01"),
        ("{{ day|running }}", "den 1\N{NO-BREAK SPACE}november 2023"),
        ("{{ none|iso }}{{ none|running }}{{ none|paragraph }}", ""),
        ("{{ none|number }}{{ none|kronor }}{{ none|tkr }}{{ none|mnkr }}", "––––"),
        ("{{ 1234.5|number:1 }}", "1\N{NO-BREAK SPACE}234,5"),
        ("{{ 243|paragraph }}", "§\N{NO-BREAK SPACE}243"),
        ("{{ 638695|kronor }}", "638\N{NO-BREAK SPACE}695\N{NO-BREAK SPACE}kr"),
        ("{{ none|ore }}{{ none|tenths }}", "––"),
        ("{{ 63869550|ore }}", "638\N{NO-BREAK SPACE}695,50\N{NO-BREAK SPACE}kr"),
        ("{{ -25|tenths }}", "\N{MINUS SIGN}2,5\N{NO-BREAK SPACE}%"),
        ("{{ 638695|tkr }}", "639\N{NO-BREAK SPACE}tkr"),
        ("{{ 1500000|mnkr }}", "1,5\N{NO-BREAK SPACE}mnkr"),
    ],
)
def test_a_filter_writes_swedish(source, text):
    assert shown(source, day=date(2023, 11, 1), none=None) == text


def test_a_paragraph_stays_with_its_number():
    assert shown("{{ t|soften }}", t="§ 94 och §12") == "§\N{NO-BREAK SPACE}94 och §12"


def test_softening_escapes_what_it_is_given():
    assert shown("{{ t|soften }}", t="<b>Socialnämnden</b>") == (
        "&lt;b&gt;Social\N{SOFT HYPHEN}nämnden&lt;/b&gt;"
    )


def test_an_icon_is_hidden_from_assistive_technology():
    drawn = shown('{% icon "law" %}')
    assert drawn.startswith('<svg class="sv-icon" aria-hidden="true"')


def test_a_misspelt_icon_is_a_mistake_of_the_template():
    with pytest.raises(KeyError):
        icons.icon("lwa")


def test_every_tone_has_its_icon():
    for tone in TONES.values():
        assert "<svg" in icons.icon(tone.icon)


def test_djangos_own_formats_are_swedish():
    with translation.override("sv"):
        assert formats.date_format(date(2023, 11, 1)) == "2023-11-01"
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
        assert formats.get_format("DECIMAL_SEPARATOR") == ","
