"""Everything at once: each kind as JSON Lines and CSV, and the nightly file that can be asked in SQL."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from samverk.foundation import clock
from samverk.publishing.actions.dumping import dump, renew_dump
from samverk.publishing.actions.records import withdraw, write
from samverk.publishing.drafts import Draft
from samverk.publishing.dumps import FOLDER, latest_dump, names_kept
from samverk.publishing.models import Kind, Record
from samverk.publishing.queries import bulk
from samverk.publishing.standards.sheets import DANGEROUS
from samverk.publishing.tests import open_world as world

pytestmark = pytest.mark.django_db
SQLITE = "/api/v1/bulk/samverk.sqlite"


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def _published():
    world.publish()


def whole(answer):
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def lines(client, name):
    text = whole(client.get(f"/api/v1/bulk/{name}.jsonl")).decode()
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.usefixtures("_published")
def test_everything_of_a_kind_comes_as_lines_of_json(client):
    found = lines(client, "agenda-items")
    assert [one["id"] for one in found] == [world.ITEM, world.STRUCK]
    assert list(found[0]) == list(bulk.FIELDS)
    assert found[0]["data"]["sealed"]["number"] == 12
    assert found[0]["published"] == "2026-05-01T08:00:00+00:00"


@pytest.mark.usefixtures("_published")
def test_a_kind_that_fills_several_lots_comes_whole_and_once(client, monkeypatch):
    monkeypatch.setattr(bulk, "LOT", 7)
    world.publish_items(40)
    found = [one["id"] for one in lines(client, "agenda-items")]
    assert len(found) == len(set(found)) == 42


@pytest.mark.usefixtures("_published")
def test_what_is_withdrawn_is_in_no_lot_that_follows(client, monkeypatch):
    monkeypatch.setattr(bulk, "LOT", 5)
    world.publish_items(20)
    lots = client.get("/api/v1/bulk/agenda-items.jsonl").streaming_content
    next(lots)
    withdraw(Record.objects.filter(source=1019), clock.now())
    assert b"Punkt 19" not in b"".join(lots)


@pytest.mark.usefixtures("_published")
def test_everything_of_a_kind_comes_as_csv(client):
    answer = client.get("/api/v1/bulk/decisions.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="decisions.csv"'
    found = list(csv.DictReader(io.StringIO(whole(answer).decode())))
    assert [one["title"] for one in found] == ["Taxa", "Gammal taxa"]
    assert json.loads(found[0]["data"])["force"]["status"] == "in_force"


def written_by_hand(kind):
    """Write a kind as CSV cell by cell, as Python's own module does."""

    def harmless(cell):
        return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell

    sheet = io.StringIO()
    rows = [[harmless(cell) for cell in row] for lot in bulk.cells_of(kind) for row in lot]
    csv.writer(sheet).writerows([bulk.FIELDS, *rows])
    return sheet.getvalue().encode()


@pytest.mark.parametrize("sign", DANGEROUS)
def test_no_cell_is_taken_for_a_formula(client, sign):
    write([Draft(Kind.CASE, 1, f'{sign}HYPERLINK("http://x")', "1+1")], world.MOMENT)
    text = whole(client.get("/api/v1/bulk/papers.csv")).decode()
    (found,) = csv.DictReader(io.StringIO(text, newline=""))
    assert found["title"].startswith(f"'{sign}")
    assert found["text"] == "1+1"


NASTY = 'En "rad"\r\nmed, komman\n;\\ \t och \N{PINCHING HAND}\\n'


@pytest.mark.parametrize("kind", sorted(bulk.KINDS))
@pytest.mark.usefixtures("_published")
def test_the_database_writes_csv_as_python_does(client, kind, monkeypatch):
    monkeypatch.setattr(bulk, "LOT", 3)
    drafts = [
        Draft(Kind(kind), 9000 + n, f"{NASTY}{n}", NASTY * n, parties=("S", "M"), data={"a": NASTY})
        for n in range(7)
    ]
    write(drafts, world.MOMENT + timedelta(hours=1))
    assert whole(client.get(f"/api/v1/bulk/{bulk.KINDS[kind]}.csv")) == written_by_hand(kind)


@pytest.mark.usefixtures("_published")
@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_a_lot_takes_one_question(client, monkeypatch, django_assert_max_num_queries, ending):
    """Three lots and a last one that is empty; around each the transaction with its role.

    Last of all the place among those who download is let go.
    """
    monkeypatch.setattr(bulk, "LOT", 10)
    world.publish_items(28)
    answer = client.get(f"/api/v1/bulk/agenda-items.{ending}")
    with django_assert_max_num_queries(21) as asked:
        assert b"Punkt 27" in whole(answer)
    assert len([one for one in asked.captured_queries if "publishing_open" in one["sql"]]) == 4


def test_a_title_that_is_a_formula_is_harmless_in_the_file(client):
    write([Draft(Kind.CASE, 1, '=cmd|"/c calc"!A1', number="+46")], world.MOMENT)
    found = list(csv.DictReader(io.StringIO(whole(client.get("/api/v1/bulk/papers.csv")).decode())))
    assert (found[0]["title"], found[0]["number"]) == ('\'=cmd|"/c calc"!A1', "'+46")


@pytest.mark.parametrize("path", ["persons.jsonl", "memberships.csv", "users.csv", "papers.xml"])
def test_nobody_is_handed_a_register_of_people_or_of_what_is_none(client, path):
    assert client.get(f"/api/v1/bulk/{path}").status_code == 404


@pytest.mark.usefixtures("_published")
def test_the_listing_names_every_file(client):
    found = client.get("/api/v1/bulk").json()
    assert {one["name"] for one in found["files"]} == set(bulk.KINDS.values())
    assert "sqlite" not in found
    for one in found["files"]:
        assert whole(client.get(one["jsonl"].removeprefix("http://testserver")))


@pytest.mark.usefixtures("_published")
def test_the_nightly_file_can_be_asked_in_sql(client, tmp_path):
    made = dump(clock.now())
    answer = client.get(SQLITE)
    content = whole(answer)
    (tmp_path / "got.sqlite").write_bytes(content)
    base = sqlite3.connect(tmp_path / "got.sqlite")
    asked = 'SELECT title, day FROM "agenda-items" WHERE number = ?'
    assert base.execute(asked, ["§ 12"]).fetchall() == [("Taxa för förskolan", "2026-05-03")]
    told = dict(base.execute("SELECT name, words FROM documentation").fetchall())
    base.close()
    assert set(told) >= set(bulk.FIELDS)
    assert hashlib.sha512(content).hexdigest() == made.sha512
    assert answer["Repr-Digest"].startswith("sha-512=:")
    assert "attachment" in answer["Content-Disposition"]
    assert client.get("/api/v1/bulk").json()["sqlite"]["sha512"] == made.sha512


@pytest.mark.usefixtures("_published")
def test_the_nightly_file_has_no_list_of_people(tmp_path):
    made = dump(clock.now())
    base = sqlite3.connect(default_storage.path(made.path))
    tables = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    base.close()
    assert tables == {"documentation", *bulk.KINDS.values()}


@pytest.mark.usefixtures("_published")
def test_the_file_is_not_handed_out_once_something_in_it_is_withdrawn(client):
    dump(clock.now())
    withdraw(Record.objects.filter(source=world.ITEM, kind="item"), clock.now())
    refused = client.get(SQLITE)
    assert (refused.status_code, refused["Retry-After"]) == (503, "600")
    later = clock.now() + timedelta(minutes=5)
    assert renew_dump(later)
    assert whole(client.get(SQLITE))
    assert renew_dump(later + timedelta(minutes=5)) is None


@pytest.mark.usefixtures("_published")
def test_nor_when_it_has_been_published_anew_since_with_less_in_it(client):
    dump(clock.now())
    later = clock.now() + timedelta(hours=1)
    withdraw(Record.objects.filter(source=world.NOTICE, kind="notice"), later)
    write([Draft(Kind.NOTICE, world.NOTICE, "Anslag om [maskat]")], later + timedelta(minutes=2))
    assert client.get(SQLITE).status_code == 503


@pytest.mark.usefixtures("_published")
def test_what_is_new_since_does_not_keep_the_file_back(client):
    dump(clock.now())
    write([Draft(Kind.NOTICE, 71, "Ett till")], clock.now() + timedelta(minutes=2))
    assert whole(client.get(SQLITE))


@pytest.mark.usefixtures("_published")
def test_half_a_file_is_not_handed_out_and_is_cleared_away(client):
    default_storage.save(f"{FOLDER}/oppna-data-2026-05-01-000000.sqlite", ContentFile(b"half"))
    assert latest_dump() is None
    assert client.get(SQLITE).status_code == 404
    for hour in range(3):
        dump(world.MOMENT + timedelta(hours=hour))
    assert len(names_kept()) == 4


@pytest.mark.usefixtures("_published")
def test_who_has_the_file_already_is_not_sent_it_again(client):
    dump(clock.now())
    first = client.get(SQLITE)
    whole(first)
    assert client.get(SQLITE, headers={"If-None-Match": first["ETag"]}).status_code == 304
