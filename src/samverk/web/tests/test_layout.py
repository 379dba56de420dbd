"""The frame around every page."""

from __future__ import annotations

import re

import pytest

from samverk.web.context import navigation


@pytest.fixture
def wired(settings):
    """An installation with two places to go."""
    settings.OPEN_NAVIGATION = [("Om", "about"), ("Lagkalkylator", "calculators")]


def test_the_navigation_marks_where_one_stands(wired):
    items = navigation("/lagkalkylator/uttrade/")
    assert [(item.label, item.is_current) for item in items] == [
        ("Om", False),
        ("Lagkalkylator", True),
    ]


def test_a_page_outside_the_navigation_marks_nothing(wired):
    assert not any(item.is_current for item in navigation("/tillganglighet/"))


def test_the_start_page_is_marked_only_where_it_is(settings):
    settings.OPEN_NAVIGATION = [("Start", "start"), ("Lagkalkylator", "calculators")]
    assert not navigation("/om/")[0].is_current
    assert navigation("/")[0].is_current


def test_whoever_is_not_logged_in_is_led_among_what_is_open(visitor, client, db):
    open_menu, own = visitor.get("/om/").content.decode(), client.get("/om/").content.decode()
    assert 'href="/oppet/beslut/"' in open_menu
    assert 'href="/beslut/"' not in open_menu
    assert 'href="/beslut/"' in own


def test_a_page_names_its_installation_and_its_skip_link(client, settings):
    settings.INSTALLATION_NAME = "Förbundet Provet"
    page = client.get("/om/").content.decode()
    assert "<title>Om Samverk – Förbundet Provet</title>" in page
    assert '<a class="ds-skip-link" href="#innehall">' in page


def test_the_demo_says_that_it_is_one(client, settings):
    settings.DEMO = True
    assert "<strong>Demo.</strong>" in client.get("/om/").content.decode()


def test_a_real_installation_has_no_word_of_a_demo(client, settings):
    settings.DEMO = False
    settings.ROLE_SWITCHER_TEMPLATE = "web/user_menu.html"
    page = client.get("/om/").content.decode()
    assert "sv-demo" not in page


def test_a_page_carries_no_inline_style_or_script(client):
    for address in ("/om/", "/tillganglighet/", "/lagkalkylator/"):
        page = client.get(address).content.decode()
        assert " style=" not in page
        assert re.findall(r"<script(?! src=\"/)", page) == []


def test_the_page_about_the_system_names_what_it_stands_on(client):
    page = client.get("/om/").content.decode()
    assert "@digdir/designsystemet-css" in page
    assert "OFL-1.1" in page


def test_the_accessibility_page_admits_what_is_not_done(client):
    page = client.get("/tillganglighet/").content.decode()
    assert "skärmläsare av en människa är ännu inte gjord" in page
