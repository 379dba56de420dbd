"""What is published of a year is told to a federation elsewhere, once, and is had as Excel and CSV."""

from __future__ import annotations

import copy
import csv
import json
import uuid
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.db import transaction

from samverk.exchange import actions as exchange
from samverk.exchange.keys import own_public_key
from samverk.exchange.ports import MESSAGE_TYPES, Incoming
from samverk.exchange.schema import faults
from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.actions.statistics_taken import take_statistics
from samverk.interventions.models import PublishedStatistics, YearSubject
from samverk.interventions.persons.actions.sending_counts import send_counts
from samverk.interventions.persons.tests.test_far import there
from samverk.interventions.persons.tests.test_published_outcomes import ended, publish
from samverk.interventions.persons.tests.test_statistics import YEAR
from samverk.interventions.persons.tests.wires import in_turn
from samverk.project.testing.stages import kept

__all__ = ["ended"]
TOOK_PART = YearSubject.TOOK_PART


@kept
def apart(ended):
    """The federation has an installation of its own, and the year's counts have been sent there."""
    home = ended.delivery.intervention.federation_id
    with there():
        key = own_public_key()
    address = "https://trean.example/vaxling/ta-emot/"
    exchange.add_peer(SETUP, exchange.NewPeer(home, "333", address, key), key="p/1")
    exchange.add_peer(SETUP, exchange.NewPeer(ended.cast.neighbour.pk, "222"), key="p/2")
    send_counts(ended.coordinator, ended.receives, YEAR, key="antal")
    return ended


def told():
    return [json.loads(one.wire)["envelope"]["payload"] for one in in_turn("statistik")]


@kept
def payload(apart):
    """What is told, at a moment when nothing is published in this database."""
    with transaction.atomic():
        publish(apart)
        (found,) = told()
        transaction.set_rollback(True)
    return found


def came(party, payload, sender=None):
    cast, home = party.cast, party.delivery.intervention.federation_id
    at = (sender or cast.neighbour).pk
    return Incoming(uuid.uuid4(), at, "Norrvik", home, clock.now(), payload)


def test_each_subject_is_told_once_as_it_is_published(apart):
    for key, subject in (("a", YearSubject.OUTCOMES), ("b", TOOK_PART)):
        made = publish(apart, key, subject)
        publish(apart, key, subject)
        assert told()[-1]["tables"] == made.tables
    assert [one["subject"] for one in told()] == ["outcomes", "took_part"]
    schema = MESSAGE_TYPES.find("statistik", 1).schema
    assert [list(faults(one, schema)) for one in told()] == [[], []]


def test_a_federation_that_lives_here_is_told_nothing(ended):
    publish(ended)
    assert told() == []


def test_what_comes_is_shown_and_the_same_again_changes_nothing(apart, payload):
    first = take_statistics(came(apart, payload))
    assert take_statistics(came(apart, payload)) == first
    kept = PublishedStatistics.objects.get()
    assert (kept.tables, kept.year, kept.subject) == (payload["tables"], YEAR, "outcomes")
    assert kept.proof["sha256"] == payload["proof"]
    page = apart.cast.browser(None).get(f"/insatser/{apart.delivery.pk}/").content.decode()
    assert "Hur gick det?" in page
    assert "som Excel" in page


def test_other_tables_than_those_that_are_out_are_refused(apart, payload):
    take_statistics(came(apart, payload))
    other = copy.deepcopy(payload)
    other["tables"][0]["rows"][0]["counts"][0] = 99
    with pytest.raises(ConflictError, match="med andra tal"):
        take_statistics(came(apart, other))


def small(payload):
    payload["tables"][0]["rows"][0]["counts"][0] = 1


def askew(payload):
    payload["tables"][0]["rows"][0]["counts"].append(7)


def too_soon(payload):
    payload["published_on"] = f"{YEAR}-12-31"


@pytest.mark.parametrize(
    ("spoil", "why"),
    [(small, "ett antal under"), (askew, "fel antal kolumner"), (too_soon, "inte slut")],
)
def test_what_should_not_have_been_published_is_not_taken(apart, payload, spoil, why):
    spoil(payload)
    with pytest.raises(InputError, match=why):
        take_statistics(came(apart, payload))
    assert not PublishedStatistics.objects.exists()


def test_nobody_tells_of_anothers_delivery(apart, payload):
    with pytest.raises(InputError, match="inte av avsändaren"):
        take_statistics(came(apart, payload, apart.cast.town))


def test_the_csv_has_each_published_number_with_what_it_takes_to_read_it(ended):
    made = publish(ended)
    answer = ended.cast.browser(None).get(f"/insatser/{ended.delivery.pk}/statistik/{YEAR}.csv")
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    shown = [
        ".." if count is None else str(count)
        for table in made.tables
        for row in table["rows"]
        for count in row["counts"]
    ]
    assert [one["Antal"] for one in rows] == shown
    assert ".." in shown
    assert {one["Enhet"] for one in rows} == {"deltaganden"}
    assert {(one["Från och med"], one["Till och med"]) for one in rows} == {
        (f"{YEAR}-01-01", f"{YEAR}-12-31")
    }
    assert all("Antal 1 till 4 slås ihop eller döljs" in one["Metod"] for one in rows)
    assert all(one["Utgåva"].startswith("Publicerad 2024-") for one in rows)
    assert "attachment" in answer["Content-Disposition"]


def test_the_excel_file_has_a_sheet_for_each_table(ended):
    made = publish(ended)
    answer = ended.cast.browser(None).get(f"/insatser/{ended.delivery.pk}/statistik/{YEAR}.xlsx")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert len(book.sheetnames) == len(made.tables) + 1
    first = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    head = [made.tables[0]["label"], *made.tables[0]["columns"]]
    place = next(n for n, row in enumerate(first) if row[: len(head)] == head)
    for row, line in zip(made.tables[0]["rows"], first[place + 1 :], strict=False):
        counts = [".." if count is None else count for count in row["counts"]]
        assert line[: len(head)] == [row["label"], *counts]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_of_a_year_that_is_not_published_there_is_no_file(ended, ending):
    browser = ended.cast.browser(ended.coordinator_user)
    at = f"/insatser/{ended.delivery.pk}/statistik/{YEAR}.{ending}"
    assert browser.get(at).status_code == 404
