"""A page that waits for the reading: while one is logged in, when one has been away, and after that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.behind import leave_idle, work
from tests.e2e.walking import Enter, entering, faults

SECRETARY = "sekreterare@alingsas"
POLL = re.compile(r"/inlasning/")


@pytest.fixture(scope="module")
def enter(browser: Browser, site: str) -> Iterator[Enter]:
    with entering(browser, site) as way:
        yield way


def waiting(enter: Enter, place: Path, name: str) -> Page:
    """Open the list of files as a secretary, with one that waits to be read."""
    page = enter(SECRETARY, bypass_csp=True)
    page.goto("/inlasning/")
    file = place / name
    file.write_text(f"Protokoll\n{name}")
    page.get_by_label("Läs in för").select_option("Kommunfullmäktige, Alingsås")
    page.get_by_label("Handlingar").set_input_files(file)
    page.get_by_role("button", name="Ladda upp").click()
    page.get_by_text("Väntar på inläsning").first.wait_for()
    page.goto("/inlasning/")
    return page


def test_the_list_shows_by_itself_that_a_file_has_been_read(enter, tmp_path):
    page = waiting(enter, tmp_path, "vantar.txt")
    work()
    expect(page.get_by_text("Väntar på inläsning")).to_have_count(0)
    expect(page.get_by_role("link", name="vantar.txt", exact=True)).to_be_visible()


def test_who_comes_back_after_an_idle_time_is_told_in_place_and_keeps_what_was_chosen(
    enter, tmp_path
):
    page = waiting(enter, tmp_path, "bortglomd.txt")
    page.get_by_label("Handlingar").set_input_files(tmp_path / "bortglomd.txt")
    leave_idle(page.context)
    expect(page.get_by_text("Du har loggats ut, för att inget hade hänt")).to_be_visible()
    assert page.get_by_label("Handlingar").evaluate("e => e.files.length") == 1
    assert faults(page) == []
    work()


def test_once_told_the_page_asks_no_more(enter, tmp_path):
    page = waiting(enter, tmp_path, "tyst.txt")
    leave_idle(page.context)
    page.get_by_text("Du har loggats ut").wait_for()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(4_000)
    assert [url for url in asked if POLL.search(url)] == []
    work()
