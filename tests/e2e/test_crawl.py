"""How the demo's pages are found and told apart; no browser needed."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from tests.e2e import crawl, shots

SITE = "http://127.0.0.1:8600"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/beslut/12/", "/beslut/7/"),
        ("/arenden/2023-076-sn/", "/arenden/2019ks742/"),
        ("/lagkalkylator/uttrade/", "/lagkalkylator/andelar/"),
        ("/kedja/?dag=2023-11-01", "/kedja/?dag=2024-01-01"),
        ("/kedja/?a=1&b=2", "/kedja/?b=3&a=4"),
    ],
)
def test_pages_of_one_kind_share_a_shape(one, other):
    assert crawl.shape(one) == crawl.shape(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/beslut/12/", "/beslut/"),
        ("/beslut/12/", "/arenden/12/"),
        ("/lagkalkylator/", "/lagkalkylator/uttrade/"),
        ("/kedja/", "/kedja/?dag=2023-11-01"),
        ("/kedja/?dag=x", "/kedja/?sida=x"),
    ],
)
def test_pages_of_different_kinds_do_not(one, other):
    assert crawl.shape(one) != crawl.shape(other)


def test_only_the_sites_own_addresses_are_followed():
    links = [f"{SITE}/om/", "https://example.org/om/", "mailto:x@example.org", f"{SITE}/om/#a"]
    assert crawl.internal(links, SITE) == ["/om/", "/om/"]


def test_links_that_log_out_or_fetch_a_file_are_left_alone():
    links = [f"{SITE}/konto/logout/", f"{SITE}/statiskt/web/samverk.css"]
    links += [f"{SITE}/sammantraden/1/kallelse.pdf", f"{SITE}/a/handlingar.pdf?utskick=1"]
    assert crawl.internal(links, SITE) == []


def test_an_address_on_another_port_is_not_the_site():
    assert crawl.internal(["http://127.0.0.1:86001/om/"], SITE) == []


class Planned:
    """Answers as a site would, from a plan: address -> (status, links)."""

    def __init__(self, plan):
        self.plan = plan

    def get(self, address):
        status, links = self.plan.get(address.removeprefix(SITE), (404, []))
        text = "".join(f'<a class="x" href="{link}">Mer</a>' for link in links)
        headers = {"content-type": "text/html; charset=utf-8"}
        return SimpleNamespace(
            status=status, headers=headers, url=self.led(address), text=lambda: text
        )

    def led(self, address):
        """Where one is led that asks for an address."""
        return address


def test_links_are_read_as_a_browser_reads_them():
    text = """<a href="../om/?a=1&amp;b=2">Om</a><svg><a href="/beslut/1/#x"></a></svg>
    <a name="x"></a><link href="/statiskt/web/samverk.css"><!-- <a href="/borta/"> -->"""
    found = crawl.links(text, f"{SITE}/kedja/")
    assert crawl.internal(found, SITE) == ["/om/?a=1&b=2", "/beslut/1/"]


def test_the_walk_takes_one_page_of_each_kind():
    plan = {"/": (200, ["/beslut/1/", "/beslut/2/", "/om/"]), "/beslut/1/": (200, ["/"])}
    found = crawl.pages(Planned(plan), SITE)
    assert "/beslut/1/" in found
    assert "/beslut/2/" not in found


def test_the_walk_can_take_several_of_each_kind():
    plan = {"/": (200, [f"/beslut/{n}/" for n in range(9)])}
    found = crawl.pages(Planned(plan), SITE, per_shape=3)
    assert len([address for address in found if address.startswith("/beslut/")]) == 3


def test_items_of_an_agenda_are_looked_at_one_by_one_for_each_shows_another_matter():
    plan = {"/": (200, [f"/sammantraden/punkt/{n}/" for n in range(9)])}
    found = crawl.pages(Planned(plan), SITE)
    items = [address for address in found if "punkt" in address]
    assert len(items) == crawl.VARIED["/sammantraden/punkt/#/?"]


def test_a_page_that_sends_one_on_is_not_taken_for_what_it_leads_to():
    class Sending(Planned):
        def led(self, address):
            return address.replace("/konto/login/", "/")

    plan = {"/": (200, ["/konto/login/"]), "/konto/login/": (200, [])}
    assert "/konto/login/" not in crawl.pages(Sending(plan), SITE)


def test_a_part_of_the_site_is_walked_from_its_own_start_and_not_left():
    plan = {"/a/": (200, ["/a/b/", "/om/"]), "/a/b/": (200, ["/"])}
    assert crawl.pages(Planned(plan), SITE, within="/a/") == {"/a/": 200, "/a/b/": 200}


def test_the_walk_has_an_end():
    plan = {"/": (200, [f"/rum{'x' * n}/" for n in range(500)])}
    assert len(crawl.pages(Planned(plan), SITE, limit=20)) == 20


def test_the_walk_tells_which_pages_fail():
    found = crawl.pages(Planned({"/": (200, ["/trasig/"]), "/trasig/": (500, [])}), SITE)
    assert found["/trasig/"] == 500


def test_pictures_of_different_pages_have_different_names():
    names = {
        shots.file_name(address, "wide") for address in ("/", "/om/", "/om/?a=1", "/beslut/1/")
    }
    assert len(names) == 4
    assert all("/" not in name and "?" not in name for name in names)


def test_the_index_shows_every_page_in_every_form():
    public = shots.Tour("", None, ("/", "/om/?a=1&b=<2>"))
    own = shots.Tour(shots.SECRETARY, None, ("/",))
    index = shots.index([public, own])
    assert index.count("<img") == len(set(re.findall('src="([^"]+)"', index))) == 12
    assert "/om/?a=1&amp;b=&lt;2&gt;" in index
