"""Reading populations: the formats, and what is wrong with a file named by its place."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.federation.reading.population import Town, picked, read_population
from samverk.foundation.errors import InputError

LILL = Town(1, "Lillköpings kommun", "Lillköping")
NORR = Town(2, "Norrviks kommun", "Norrvik")
TOWNS = (LILL, NORR)
WIDE = 'region;2022;2023\n"9901 Lillköping";"41 000";42382\n"9902 Norrvik";7000;7100\n'
LONG = '"region","år","Folkmängd"\n"9901 Lillköping","2023",42382\n"9902 Norrvik","2023",7100\n'


def stat(values, **changes):
    """Make a json-stat2 table of two municipalities and two years."""
    return {
        "version": "2.0",
        "class": "dataset",
        "id": ["Region", "ContentsCode", "Tid"],
        "size": [2, 1, 2],
        "dimension": {
            "Region": {
                "category": {
                    "index": {"9902": 1, "9901": 0},
                    "label": {"9901": "Lillköping", "9902": "Norrvik"},
                }
            },
            "ContentsCode": {"category": {"index": ["N1"], "label": {"N1": "Folkmängd"}}},
            "Tid": {"category": {"index": {"2022": 0, "2023": 1}}},
        },
        "value": values,
        **changes,
    }


def classic(*rows):
    columns = [("Region", "d"), ("Tid", "t"), ("BE0101N1", "c")]
    return {
        "columns": [{"code": code, "text": code, "type": kind} for code, kind in columns],
        "data": [{"key": [code, year], "values": [people]} for code, year, people in rows],
    }


def people(content, *, year=2023, towns=TOWNS):
    raw = content if isinstance(content, bytes) else content.encode()
    return picked(read_population(raw, year), towns, year)


def wrong(content, **more):
    with pytest.raises(InputError) as caught:
        people(content, **more)
    assert caught.value.field == "file"
    return caught.value.message


@pytest.mark.parametrize(
    "content",
    [
        WIDE,
        LONG,
        WIDE.replace(";", "\t"),
        "Folkmängd 31 december\n\n" + WIDE,
        WIDE.replace("9901 ", "").replace("9902 ", ""),
        WIDE.replace("region", "Kommun").replace("Lillköping", "LILLKÖPINGS KOMMUN".title()),
        WIDE + '"99 Kustens län";1;2\n"00 Riket";1;2\n',
        json.dumps(stat([41000, 42382, 7000, 7100])),
        json.dumps(stat({"1": 42382, "3": 7100})),
    ],
)
def test_each_format_gives_the_same_people(content):
    assert people(content) == {1: 42382, 2: 7100}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encodings_of_offices_are_read(encoding):
    assert people(WIDE.encode(encoding)) == {1: 42382, 2: 7100}


def test_another_year_of_the_file_is_another_figure():
    assert people(WIDE, year=2022) == {1: 41000, 2: 7000}


def test_the_older_json_has_codes_alone_and_needs_them_given():
    content = json.dumps(classic(("9901", "2023", "42382"), ("9902", "2023", "7100")))
    assert "bara kommunkoder" in wrong(content)
    given_codes = (
        Town(1, LILL.name, LILL.short_name, "9901"),
        Town(2, NORR.name, NORR.short_name, "9902"),
    )
    assert people(content, towns=given_codes) == {1: 42382, 2: 7100}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (WIDE.replace("7100", "-7100"), "Rad 3, kolumn 3: -7100 är negativt"),
        (WIDE.replace("7100", '"7100,5"'), "Rad 3, kolumn 3: 7100,5 har decimaler"),
        (WIDE.replace("7100", "många"), "Rad 3, kolumn 3: 'många' är inget tal."),
        (WIDE.replace("7100", ".."), "Filen saknar Norrvik för 2023."),
        (WIDE.replace('"9902 Norrvik";7000;7100\n', ""), "Filen saknar Norrvik för 2023."),
        (WIDE.replace(";7100", ""), "Rad 3: 2 kolumner, men rubriken har 3."),
        (WIDE.replace("7100", "0"), "Norrvik har 0 invånare"),
        (WIDE + '"9902 Norrvik";1;2\n', "Rad 3, kolumn 3 och Rad 4, kolumn 3: Norrvik står två"),
        (WIDE.replace("2023", "2024"), "Rubriken: ingen kolumn har år 2023."),
        (WIDE.replace("2022", "2023 män"), "Rubriken: 2 kolumner har år 2023."),
        (LONG.replace('"år"', '"kön"'), "ingen kolumn har år 2023"),
        ("bara text utan kolumner", "Filen har inga kolumner"),
        ("a;b\n1;2\n", "är rubrik med Region eller Kommun"),
        ("{", "Rad 1: filen är inte hel JSON."),
        ("[" * 100_000, "Rad 1: filen är inte hel JSON."),
        ('{"a": 1}', "varken PxWebs format json-stat2 eller json"),
        ("[1]", "varken PxWebs format json-stat2 eller json"),
        (json.dumps(stat([1, -5, 3, 4])), "Värdet för 9901 Lillköping, år 2023: -5 är negativt"),
        (
            json.dumps(stat([1, 2.5, 3, 4])),
            "Värdet för 9901 Lillköping, år 2023: 2.5 har decimaler",
        ),
        (json.dumps(stat([1, None, 3, 4])), "Filen saknar Lillköping för 2023."),
        (json.dumps(stat([1], size=[9, 9, 9])), "varken PxWebs format"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(content, says):
    assert says in wrong(content)


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(stat([1, 2, 3, 4])).replace('"size": [2', '"size": [2e999'),
        json.dumps(stat([1, 2, 3, 4])).replace('"9902": 1', '"9902": 1e999'),
        json.dumps(stat([1, 2, 3, 4])).replace('"9902": 1', '"9902": Infinity'),
        json.dumps(stat([1, 2, 3, 4])).replace("[1, 2, 3, 4]", "[1, 1e999, 3, 4]"),
        json.dumps(classic(("9901", "2023", 1))).replace('"values": [1]', '"values": [1e999]'),
    ],
)
def test_a_number_without_end_is_refused(content):
    assert "Inget har lästs in." in wrong(content)


def test_more_cells_than_a_country_has_are_refused_at_once():
    table = stat({}, size=[1001, 1, 100])
    region, time = table["dimension"]["Region"], table["dimension"]["Tid"]
    region["category"] = {"index": [f"{n:04}" for n in range(1001)]}
    time["category"] = {"index": [f"2023M{n}" for n in range(100)]}
    assert "Filen beskriver 100100 värden" in wrong(json.dumps(table))


def labelled(label):
    table = stat([1, 2, 3, 4])
    table["dimension"]["ContentsCode"]["category"]["label"]["N1"] = label
    return json.dumps(table)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (WIDE.replace("2023", "Födda 2023"), "Kolumn 3, Födda 2023: det är inte folkmängd."),
        (LONG.replace("Folkmängd", "Flyttade"), "Kolumn 3, Flyttade: det är inte folkmängd."),
        (labelled("Levande födda"), "N1 Levande födda: inget av dem är folkmängd."),
        (
            json.dumps(
                stat([1, 2, 3, 4], id=["Region", "Tid"], size=[2, 2], label="Döda efter region")
            ),
            "Döda efter region: inget av dem är folkmängd.",
        ),
        (
            json.dumps(classic(("9901", "2023", 1))).replace("BE0101N1", "BE0101N2"),
            "BE0101N2: inget av dem är folkmängd.",
        ),
    ],
)
def test_another_table_than_of_people_is_refused_by_its_heading(content, says):
    assert says in wrong(content)


@pytest.mark.parametrize(
    "heading", ["Folkmängd 2023", "År 2023", "31 december 2023", "Invånare 2023"]
)
def test_a_heading_of_people_or_of_time_alone_is_read(heading):
    assert people(WIDE.replace("2023", heading)) == {1: 42382, 2: 7100}


def test_a_file_divided_by_sex_is_refused_with_what_to_do():
    divided = (
        "region;kön;2023\n9901 Lillköping;män;20000\n9901 Lillköping;kvinnor;22382\n"
        "9902 Norrvik;män;1\n9902 Norrvik;kvinnor;2\n"
    )
    assert "Kolumn 2, kön: 2 värden. Hämta tabellen utan den uppdelningen." in wrong(divided)
    table = stat([1, 2, 3, 4, 5, 6, 7, 8], id=["Region", "Kon", "Tid"], size=[2, 2, 2])
    table["dimension"]["Kon"] = {"category": {"index": ["1", "2"]}}
    assert "uppdelad på Kon" in wrong(json.dumps(table))


@pytest.mark.parametrize("encoding", ["cp437", "cp850"])
def test_an_encoding_that_nobody_uses_is_named_by_its_place(encoding):
    assert "Rad 2, tecken" in wrong(WIDE.encode(encoding))
    assert "okänd teckenkodning" in wrong(WIDE.encode(encoding))


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail_otherwise_than_by_saying_so(content):
    with suppress(InputError):
        people(content)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "columns",
                        "data",
                        "id",
                        "size",
                        "dimension",
                        "value",
                        "key",
                        "values",
                        "code",
                        "type",
                    ]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=12,
    ),
    st.sampled_from([{}, {"class": "dataset"}]),
)
def test_no_json_makes_it_fail_otherwise_than_by_saying_so(inner, known):
    data = {**inner, **known} if isinstance(inner, dict) else inner
    with suppress(InputError):
        people(json.dumps(data))
