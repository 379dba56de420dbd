"""The calculators: one description each, for the command line and the web page."""

from __future__ import annotations

import json
from datetime import date

import pytest

from samverk.rules.appeal import AppealKind, AppealState, Boards
from samverk.rules.body import Body
from samverk.rules.bylaws import Counting
from samverk.rules.calculators import CATALOGUE, calculator
from samverk.rules.calculators.base import InputError, Kind
from samverk.rules.calculators.inputs import day, is_set, number, text, weights
from samverk.rules.calculators.reading import answer
from samverk.rules.calculators.showing import shown_rows
from samverk.rules.deferral import DeferralOutcome
from samverk.rules.voting import Ballot, DecidedBy

CALCULATORS = [calculator(entry.command) for entry in CATALOGUE]
EXAMPLES = [(each, example) for each in CALCULATORS for example in each.examples]


@pytest.mark.parametrize("entry", CATALOGUE, ids=[entry.command for entry in CATALOGUE])
def test_the_catalogue_names_the_calculator_as_it_names_itself(entry):
    found = calculator(entry.command)

    assert (found.command, found.slug, found.title) == entry
    assert calculator(entry.slug) is found


def test_an_unknown_calculator_is_a_key_error():
    with pytest.raises(KeyError):
        calculator("skatt")


@pytest.mark.parametrize(
    ("chosen", "example"), EXAMPLES, ids=[f"{c.command}-{e.source}" for c, e in EXAMPLES]
)
def test_the_example_to_try_gives_the_answer_it_promises(chosen, example):
    ruling = answer(chosen, example.given)

    assert dict(example.expected).items() <= dict(ruling.value).items()
    assert ruling.reasons


@pytest.mark.parametrize("chosen", CALCULATORS, ids=[each.command for each in CALCULATORS])
def test_every_row_of_the_answer_is_described_and_nothing_else(chosen):
    ruling = answer(chosen, chosen.examples[0].given)

    assert [row.key for row in chosen.rows] == list(ruling.value)


@pytest.mark.parametrize("chosen", CALCULATORS, ids=[each.command for each in CALCULATORS])
def test_the_answer_fits_json(chosen):
    ruling = answer(chosen, chosen.examples[0].given)

    assert json.loads(json.dumps(dict(ruling.value))) == dict(ruling.value)


@pytest.mark.parametrize("chosen", CALCULATORS, ids=[each.command for each in CALCULATORS])
def test_field_names_are_unique_and_choices_have_labels(chosen):
    names = [field.name for field in chosen.fields]

    assert len(set(names)) == len(names)
    for field in chosen.fields:
        assert bool(field.choices) == (field.kind is Kind.CHOICE)
        assert all(choice.label for choice in field.choices)


@pytest.mark.parametrize("chosen", CALCULATORS, ids=[each.command for each in CALCULATORS])
def test_every_default_can_be_read_and_is_never_required(chosen):
    for field in chosen.fields:
        assert not (field.required and field.default)
        assert field.kind is not Kind.CHOICE or field.default in (
            None,
            *(choice.value for choice in field.choices),
        )


def test_rows_are_shown_in_words():
    chosen = calculator("deferral")
    ruling = answer(chosen, {"body": "board", "yes": "8", "no": "5"})

    assert shown_rows(chosen, ruling.value) == [
        ("Utfall", "ärendet avgörs i dag"),
        ("Närvarande", "13"),
        ("En minoritet behöver", "–"),
    ]


def test_kronor_are_grouped_and_tables_get_a_row_per_name():
    chosen = calculator("shares")
    ruling = answer(chosen, {"total": "14300000", "population": "Berg=1,Åre=1"})

    assert shown_rows(chosen, ruling.value) == [
        ("Staten", "7\u00a0150\u00a0000\u00a0kr"),
        ("Region", "3\u00a0575\u00a0000\u00a0kr"),
        ("Kommun, Berg", "1\u00a0787\u00a0500\u00a0kr"),
        ("Kommun, Åre", "1\u00a0787\u00a0500\u00a0kr"),
    ]


@pytest.mark.parametrize(("present", "word"), [("26", "ja"), ("25", "nej")])
def test_yes_and_no_are_shown_in_swedish(present, word):
    chosen = calculator("beslutsforhet")
    ruling = answer(chosen, {"members": "51", "present": present})

    assert shown_rows(chosen, ruling.value)[0] == ("Beslutsför", word)


@pytest.mark.parametrize(
    ("take", "wrong"),
    [(day, 3), (number, "tre"), (text, 3), (weights, 3)],
    ids=["day", "number", "text", "weights"],
)
def test_a_value_of_the_wrong_type_is_a_programming_error(take, wrong):
    with pytest.raises(TypeError):
        take({"field": wrong}, "field")


def test_values_are_taken_by_their_type():
    values = {"a": date(2023, 11, 1), "b": 3, "c": "x", "d": {"Berg": 1}, "e": True, "f": None}

    assert day(values, "a") == date(2023, 11, 1)
    assert (number(values, "b"), text(values, "c")) == (3, "x")
    assert (weights(values, "d"), weights(values, "f")) == ({"Berg": 1}, {})
    assert (is_set(values, "e"), is_set(values, "f")) == (True, False)


def test_a_required_day_that_is_missing_is_a_programming_error():
    with pytest.raises(KeyError):
        day({"posted": None}, "posted")


@pytest.mark.parametrize(
    ("command", "key", "codes"),
    [
        ("appeal", "state", AppealState),
        ("deferral", "outcome", DeferralOutcome),
        ("vote", "decided_by", DecidedBy),
    ],
)
def test_every_code_an_answer_can_hold_has_swedish_words(command, key, codes):
    [row] = [row for row in calculator(command).rows if row.key == key]

    assert row.words is not None
    assert set(row.words) == set(codes)
    assert all(words and words not in set(codes) for words in row.words.values())


@pytest.mark.parametrize(
    ("command", "name", "codes"),
    [
        ("appeal", "kind", AppealKind),
        ("appeal", "boards", Boards),
        ("withdrawal", "counting", Counting),
        ("deferral", "body", Body),
        ("quorum", "body", Body),
        ("vote", "chair", Ballot),
    ],
)
def test_every_alternative_of_the_law_can_be_chosen(command, name, codes):
    [field] = [field for field in calculator(command).fields if field.name == name]

    assert [choice.value for choice in field.choices] == list(codes)


@pytest.mark.parametrize(
    ("given", "decided_by", "outcome"),
    [
        ({"yes": "6", "no": "5"}, "majoritet", "ja"),
        ({"yes": "5", "no": "6"}, "majoritet", "nej"),
        ({"yes": "6", "no": "6", "chair": "no"}, "ordförandens utslagsröst", "nej"),
        ({"yes": "6", "no": "6", "election": "ja"}, "lottning", "–"),
        ({"yes": "6", "no": "6"}, "–", "–"),
    ],
)
def test_a_vote_is_shown_with_what_settled_it(given, decided_by, outcome):
    chosen = calculator("vote")

    assert shown_rows(chosen, answer(chosen, given).value) == [
        ("Utfall", outcome),
        ("Avgjort genom", decided_by),
    ]


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "forvaltningsbesvar", "taken_down": "2023-12-01"},
        {"kind": "forvaltningsbesvar", "boards": "gemensam-namnd"},
        {"kind": "ej-overklagbart", "boards": "samordningsforbund"},
        {"kind": "ej-overklagbart", "taken_down": "2023-12-01"},
    ],
)
def test_notice_boards_belong_to_review_of_legality_alone(given):
    with pytest.raises(InputError, match="bara vid laglighetsprövning") as refused:
        answer(calculator("appeal"), {"posted": "2023-11-02", **given})

    assert refused.value.field == "kind"


def test_an_early_removal_leaves_both_days_open():
    chosen = calculator("appeal")
    given = {"posted": "2011-04-04", "taken_down": "2011-04-26"}

    assert shown_rows(chosen, answer(chosen, given).value) == [
        ("Sista dag att överklaga", "–"),
        ("Laga kraft", "–"),
        ("Läge", "ej utgången tid, anslaget togs ned för tidigt"),
    ]


def test_a_table_of_coded_keys_is_shown_in_words():
    chosen = calculator("election")
    ruling = answer(chosen, {"seats": "2", "votes": "Öst=6,B=3"})

    assert shown_rows(chosen, ruling.value)[2:4] == [
        ("Lottas, mellan grupperna", "Öst, B"),
        ("Lottas, antal platser", "1"),
    ]


def test_the_lot_is_read_whatever_the_case_of_the_groups():
    given = {"seats": "2", "votes": "Öst=6,B=3", "lots": " öst "}

    assert answer(calculator("election"), given).value["seats"] == {"Öst": 2, "B": 0}


@pytest.mark.parametrize(
    ("given", "field", "text"),
    [
        ({"seats": "0"}, "seats", "Antalet platser (--seats): ska vara 1-1000."),
        ({"seats": "1001"}, "seats", "Antalet platser (--seats): ska vara 1-1000."),
        ({"requesters": "3"}, "present", "Ange antalet närvarande"),
        ({"lots": "C"}, "lots", "”C” är ingen grupp"),
        ({"present": "8"}, None, "9 röster är fler än de 8 närvarande"),
    ],
)
def test_an_election_that_cannot_be_names_the_field(given, field, text):
    with pytest.raises(InputError) as refused:
        answer(calculator("election"), {"seats": "2", "votes": "A=6,B=3", **given})

    assert refused.value.field == field
    assert text in str(refused.value)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Lika jämförelsetal: lotten avgör"),
        ({"lots": "B"}, ""),
        ({"present": "9", "requesters": "2"}, "För få begär det"),
    ],
)
def test_an_election_that_is_not_settled_says_so(given, words):
    chosen = calculator("election")
    found = answer(chosen, {"seats": "2", "votes": "A=6,B=3", **given}).value

    assert chosen.hesitation({}, found).startswith(words)
    assert bool(chosen.hesitation({}, found)) == bool(words)
