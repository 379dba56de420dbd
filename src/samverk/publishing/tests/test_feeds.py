"""Feeds of what is new: well formed, whole, the same for who asks again, and without what is withdrawn."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from xml.etree import ElementTree as Xml

import pytest

from samverk.foundation.clock import standing_at
from samverk.publishing.models import Kind
from samverk.publishing.opened import opened
from samverk.publishing.queries.following import Target, changed_since, rows_of, targets_of
from samverk.publishing.tests.followed import (
    BOARD,
    CASE,
    NOON,
    SCRIPT,
    TOWN,
    case,
    decision,
    item,
    meeting,
    notice,
    put,
    stage,
    take_back,
)

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
OF_BOARD = f"/oppet/folj/organ/{BOARD}/atom.xml"
OF_CASE = f"/oppet/folj/arende/{CASE}/atom.xml"
OF_NOTICES = f"/oppet/folj/anslagstavla/{TOWN}/atom.xml"
OF_SEARCH = "/oppet/folj/sokning/atom.xml?q=avgift"
ADDRESSES = [OF_BOARD, OF_CASE, OF_NOTICES, OF_SEARCH]
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)")


@pytest.fixture(autouse=True)
def staged():
    stage()


def filled():
    put(
        item(1, "Avgift för hemtjänst", case=CASE),
        item(2, "Upprop", status="called"),
        meeting(),
        decision(9, "Avgiftens nivå"),
        decision(10, "Avgift för hemtjänst", item=1),
        notice(5, "Protokoll justerat, avgift"),
        notice(6, "Nedtaget", status="down"),
        notice(7, "Ett annat organs", organisation=8),
    )


def read(client, address, **headers):
    return client.get(address, headers=headers)


def entries(client, address):
    feed = Xml.fromstring(read(client, address).content)
    return [one.findtext(f"{ATOM}title") for one in feed.findall(f"{ATOM}entry")]


def test_a_board_is_followed_by_its_meetings_minutes_decisions_and_notices(client):
    filled()
    assert sorted(entries(client, OF_BOARD)) == [
        "Anslag: Ett annat organs",
        "Anslag: Protokoll justerat, avgift",
        "Beslut § 4: Avgiftens nivå",
        "Sammanträde: Socialnämnden den 20 mars 2026",
        "§ 1 Avgift för hemtjänst",
    ]


def test_a_case_is_followed_by_itself_and_what_is_of_it(client):
    filled()
    assert sorted(entries(client, OF_CASE)) == [
        "§ 1 Avgift för hemtjänst",
        "Ärende SN 2026/4: Avgifter",
    ]


def test_a_notice_board_has_what_is_up_at_its_organisation(client):
    filled()
    assert entries(client, OF_NOTICES) == ["Anslag: Protokoll justerat, avgift"]


def test_a_search_is_followed_by_what_it_finds(client):
    filled()
    found = entries(client, OF_SEARCH)
    assert "§ 1 Avgift för hemtjänst" in found
    assert not [one for one in found if "Upprop" in one]


def test_what_letters_tell_of_is_what_the_feeds_have():
    filled()
    put(case("closed"), item(3, "I ärendet", case=CASE, body=None))
    targets = [Target("organ", BOARD), Target("arende", CASE), Target("anslagstavla", TOWN)]
    with opened():
        changed = list(changed_since(NOON - timedelta(days=30)))
        for target in targets:
            place = (target.what, target.subject, "")
            told = {one.pk for one in changed if place in targets_of(one)}
            assert told == set(rows_of(target).values_list("pk", flat=True))
            assert told


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_atom_feed_has_all_that_the_standard_asks(client, address):
    filled()
    answer = read(client, address)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = Xml.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://testserver{address}"
    assert links["alternate"].startswith("http://testserver/oppet/")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    names = [one.findtext(f"{ATOM}id") for one in (feed, *feed.findall(f"{ATOM}entry"))]
    assert len(set(names)) == len(names) > 1
    assert all(name.startswith("tag:testserver,2026:") for name in names)
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        assert one.findtext(f"{ATOM}title")
        assert MOMENT.fullmatch(one.findtext(f"{ATOM}updated"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_rss_feed_has_all_that_it_should(client, address):
    filled()
    answer = read(client, address.replace("atom", "rss"))
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    feed = Xml.fromstring(answer.content)
    assert (feed.tag, feed.get("version")) == ("rss", "2.0")
    channel = feed.find("channel")
    assert all(channel.findtext(name) for name in ("title", "link", "description", "language"))
    for one in channel.findall("item"):
        assert one.findtext("link").startswith("http://testserver/oppet/")
        assert one.find("guid").get("isPermaLink") == "false"
        assert one.findtext("guid").startswith("tag:testserver,2026:")


def test_what_is_withdrawn_is_gone_at_once(client):
    put(item(1, "Avgift", case=CASE), item(2, "Annat"))
    first = read(client, OF_BOARD)
    take_back(Kind.ITEM, 1)
    again = read(client, OF_BOARD, if_none_match=first["ETag"])
    assert (again.status_code, entries(client, OF_BOARD)) == (200, ["§ 2 Annat"])


def test_who_asks_by_time_alone_is_told_of_what_was_withdrawn(client):
    put(item(1, "Avgift"), item(2, "Annat"))
    first = read(client, OF_BOARD)
    take_back(Kind.ITEM, 1)
    assert read(client, OF_BOARD, if_modified_since=first["Last-Modified"]).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_it_as_it_is_gets_nothing_sent(client, address):
    filled()
    first = read(client, address)
    by_tag = read(client, address, if_none_match=first["ETag"])
    by_time = read(client, address, if_modified_since=first["Last-Modified"])
    assert (by_tag.status_code, by_tag.content) == (304, b"")
    assert (by_time.status_code, by_time.content) == (304, b"")


def test_a_feed_without_entries_is_the_same_each_time(client):
    first, again = read(client, OF_BOARD), read(client, OF_BOARD)
    assert first["ETag"] == again["ETag"]
    assert Xml.fromstring(first.content).findall(f"{ATOM}entry") == []


def test_what_changed_this_very_second_has_no_time_to_ask_by(client):
    with standing_at(NOON):
        put(item(1, "Avgift"))
        assert "Last-Modified" not in read(client, OF_BOARD)


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_hostile_words_are_words(client, kind):
    put(item(1, f"Rubrik {SCRIPT}", text=f"Text {SCRIPT} \ufffe\x1b[31m"))
    content = read(client, OF_BOARD.replace("atom", kind)).content.decode()
    Xml.fromstring(content)
    assert "<script>" not in content
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", content)


def test_a_name_stays_when_the_words_change(client):
    put(item(1, "Avgift"))
    before = Xml.fromstring(read(client, OF_BOARD).content).find(f"{ATOM}entry")
    put(item(1, "Avgift, rättad"), at=NOON + timedelta(hours=2))
    after = Xml.fromstring(read(client, OF_BOARD).content).find(f"{ATOM}entry")
    assert before.findtext(f"{ATOM}id") == after.findtext(f"{ATOM}id")
    assert before.findtext(f"{ATOM}updated") < after.findtext(f"{ATOM}updated")
    assert before.findtext(f"{ATOM}published") == after.findtext(f"{ATOM}published")


def test_no_more_than_fifty_are_sent_the_latest_first(client):
    for number in range(1, 61):
        put(item(number, "Avgift"), at=NOON + timedelta(minutes=number))
    found = entries(client, OF_BOARD)
    assert (len(found), found[0], found[-1]) == (50, "§ 60 Avgift", "§ 11 Avgift")


def test_what_is_kept_is_kept_for_a_minute(client):
    answer = read(client, OF_BOARD)
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.has_header("Set-Cookie")
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize(
    "address",
    [
        "/oppet/folj/organ/999/atom.xml",
        "/oppet/folj/anslagstavla/999/atom.xml",
        "/oppet/folj/person/1/atom.xml",
        f"/oppet/folj/organ/{BOARD}/json.xml",
        f"/oppet/folj/organ/{'9' * 30}/atom.xml",
        "/oppet/folj/sokning/atom.xml",
        "/oppet/folj/sokning/atom.xml?" + "q=" + "å" * 400,
        "/oppet/folj/sokning/?q=%00%0b",
    ],
)
def test_what_is_nothing_to_follow_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_search_is_the_same_however_it_was_asked(client):
    filled()
    plain = read(client, OF_SEARCH)
    other = read(client, "/oppet/folj/sokning/atom.xml?okand=1&q=%20avgift%20&q=")
    assert plain["ETag"] == other["ETag"]


def test_a_body_that_is_withdrawn_is_followed_no_more(client):
    take_back(Kind.BODY, BOARD)
    assert read(client, OF_BOARD).status_code == 404


@pytest.mark.parametrize("many", [1, 40])
def test_a_feed_asks_as_much_however_much_it_has(client, django_assert_num_queries, many):
    put(*(item(number, "Avgift", text="ord " * 5000) for number in range(1, many + 1)))
    # The role and the limit in and out, a savepoint, the body, its owner, the entries, the last withdrawal
    with django_assert_num_queries(8):
        read(client, OF_BOARD)


@pytest.mark.parametrize(
    ("page", "follow"),
    [
        (f"/oppet/organ/{BOARD}/", f"/oppet/folj/organ/{BOARD}/"),
        (f"/oppet/arenden/{CASE}/", f"/oppet/folj/arende/{CASE}/"),
        (f"/oppet/anslagstavla/?organisation={TOWN}", f"/oppet/folj/anslagstavla/{TOWN}/"),
        ("/oppet/sok/?q=avgift", "/oppet/folj/sokning/?q=avgift&amp;"),
    ],
)
def test_every_page_that_can_be_followed_leads_to_how(client, page, follow):
    filled()
    text = client.get(page).content.decode()
    assert f'href="{follow}"' in text
    head = text.partition("</head>")[0]
    feeds = re.findall(
        r'<link rel="alternate" type="application/(\w+)\+xml"[^>]+href="([^"]+)"', head
    )
    assert [kind for kind, _ in feeds] == ["atom", "rss"]
    for address in [follow, *(address for _, address in feeds)]:
        assert client.get(unescape(address)).status_code == 200


def test_a_board_of_nobody_is_not_followed(client):
    assert "/oppet/folj/" not in client.get("/oppet/anslagstavla/").content.decode()
