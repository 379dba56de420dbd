"""The golden vectors: real notice boards, votes, diary numbers and a real federation."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from samverk.rules.appeal import appeal_time
from samverk.rules.body import Body
from samverk.rules.bylaws import Counting, NoticeTerms
from samverk.rules.deferral import deferral
from samverk.rules.diary import read_diary_number
from samverk.rules.shares import shares
from samverk.rules.voting import Tally
from samverk.rules.withdrawal import exit_day

TERMS = NoticeTerms(3, Counting.CALENDAR_YEARS, date(2006, 7, 1), None, "15 § förbundsordningen")


def _rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "golden" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def federation(shared):
    return json.loads((shared / "golden" / "federation.json").read_text(encoding="utf-8"))


def test_every_appeal_date_is_reproduced(shared):
    for row in _rows(shared, "appeal_dates.csv"):
        value = appeal_time(date.fromisoformat(row["posted"])).value

        assert str(value.last_day) == row["last_day_to_appeal"], row["note"]
        assert str(value.legal_force) == row["legal_force"], row["note"]


def test_every_deferral_vote_is_reproduced(shared):
    for row in _rows(shared, "deferral_votes.csv"):
        tally = Tally(int(row["yes"]), int(row["no"]), int(row["abstain"]))
        earlier = row["earlier_minority_deferral"] == "yes"

        ruling = deferral(tally, body=Body.COUNCIL, earlier_minority=earlier)

        assert ruling.value.outcome == row["outcome"], row["source"] + row["paragraph"]


def test_every_diary_number_is_read_and_written_back(shared):
    for row in _rows(shared, "diary_numbers.csv"):
        number = read_diary_number(row["example"]).value

        assert number is not None, row["example"]
        assert row["format"].startswith(number.format)
        assert number.written() == row["example"]


def test_every_part_of_a_diary_number_is_found(shared):
    for row in _rows(shared, "diary_numbers.csv"):
        number = read_diary_number(row["example"]).value

        assert number is not None, row["example"]
        parts = (number.body, number.digits, number.class_code, number.sub)
        assert [part or "" for part in parts] == [
            row["body"],
            row["number"],
            row["class"],
            row["sub"],
        ]


def test_the_shares_of_the_federation_are_reproduced(federation):
    expected = federation["shares"]
    value = shares(expected["total"], federation["population_31_dec"]["2023"]).value

    assert (value.state, value.region) == (expected["state"], expected["region"])
    assert value.municipalities == federation["split_3575000_by_2023_population"]


def test_the_exit_days_of_both_municipalities_are_reproduced(federation):
    for notice in federation["notice"]:
        decided = date.fromisoformat(notice["council_decision"])

        assert str(exit_day(decided, TERMS).value) == notice["effective"]


def test_the_vote_in_the_council_is_reproduced(federation):
    vote = federation["vote_harryda_128"]
    tally = Tally(vote["yes"], vote["no"], vote["abstain"])

    value = deferral(tally, body=Body.COUNCIL).value

    assert value.present == vote["present"]
    assert value.minority_needs == vote["minority_needs"]
