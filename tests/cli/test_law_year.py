"""`samverk law year`: every duty of a federation's year, by options or by a file."""

from __future__ import annotations

import json

import pytest


def duties(told):
    return {one["code"]: one for one in told.answer["duties"]}


def test_every_duty_has_its_day_and_the_statute_that_was_in_force(law):
    found = duties(law("year", "--year", "2023"))

    assert found["budget"]["due"] == "2023-11-30"
    assert [r["statute"][:4] for r in found["budget"]["reasons"]] == ["23 §", "19 §"]
    assert found["arsredovisning"]["due"] == "2023-03-31"
    assert found["arsredovisning"]["basis"] == "lagen"
    assert all(one["reasons"] for one in found.values())
    days = [one["due"] for one in found.values()]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("year", "wording"), [("2018", "2017:746"), ("2019", "2017:746"), ("2020", "2019:914")]
)
def test_the_wording_is_that_of_the_day(law, year, wording):
    (_, public) = duties(law("year", "--year", year))["budget"]["reasons"]

    assert public["statute"].endswith(f"i lydelsen {wording}")


def test_what_the_by_laws_say_gives_days_and_duties(law):
    told = law(
        *("year", "--year", "2023", "--interim", "yes", "--section", "12 §"),
        *("--days", "samrad=10-15,delarsrapport=09-01", "--vat-months", "1"),
        *("--parties", "Alingsås, Härryda", "--exits", "Härryda=2023-12-31"),
    )
    found = duties(told)

    assert (found["samrad"]["due"], found["samrad"]["basis"]) == ("2023-10-15", "egen dag")
    assert found["delarsrapport"]["due"] == "2023-09-01"
    assert found["uttrade-2"]["text"] == "Besluta hur förbundet fortsätter utan Härryda"
    assert found["uttrade-2"]["due"] == "2023-12-31"
    assert {"ansvarsfrihet-1", "ansvarsfrihet-2"} <= set(found)
    assert len([code for code in found if code.startswith("momsansokan")]) == 12


def test_a_file_holds_the_same_facts_and_what_is_typed_comes_first(law, tmp_path):
    facts = {
        "interim": "yes",
        "vat-months": 1,
        "days": {"samrad": "10-15"},
        "parties": ["Alingsås", "Härryda"],
        "exits": {"Härryda": "2023-12-31"},
    }
    path = tmp_path / "förbund.json"
    path.write_text(json.dumps(facts), encoding="utf-8")

    found = duties(law("year", "--year", "2023", "--file", str(path), "--days", "samrad=10-20"))

    assert found["samrad"]["due"] == "2023-10-20"
    assert {"delarsrapport", "uttrade-2", "ansvarsfrihet-1"} <= set(found)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--year", "2003"), "Välj ett år från 2004 till 2199."),
        (("--year", "2200"), "Välj ett år från 2004 till 2199."),
        ((), "År (--year) saknas."),
        (("--year", "2023", "--days", "budget=12-15"), "har ingen egen dag att välja"),
        (("--year", "2023", "--days", "samrad=13-15"), "månad-dag"),
        (("--year", "2023", "--days", "samrad"), "samrad=10-15"),
        (("--year", "2023", "--exits", "Härryda=2023-02-30"), "finns inte i kalendern"),
        (("--year", "2023", "--file", "/finns/inte.json"), "går inte att läsa som JSON"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(law, options, says):
    told = law("year", *options)

    assert told.status == 2
    assert says in told.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[1]", "ska innehålla ett objekt"),
        ('{"stadgar": "x"}', "okänd uppgift ”stadgar”. Möjliga: year, interim"),
        ('{"days": [1]}', "ska vara text, tal eller lista"),
        ("{", "går inte att läsa som JSON"),
        ("[" * 90_000, "går inte att läsa som JSON"),
    ],
)
def test_a_file_that_is_no_such_facts_says_so(law, tmp_path, text, says):
    path = tmp_path / "fel.json"
    path.write_text(text, encoding="utf-8")

    told = law("year", "--year", "2023", "--file", str(path))

    assert told.status == 2
    assert says in told.err
