"""A masked structure has nothing left of what was masked, and is otherwise what it was."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.masking import (
    MASK,
    HitKind,
    hits_in,
    hits_left,
    hits_within,
    key_of,
    literals_left,
    masked,
)
from samverk.rules.masking.contacts import contacts_in
from samverk.rules.tests.masking_samples import FORMS, MINUTES, NUMBERS, minutes, number_of, planted

NUMBER = number_of(date(1985, 7, 9), 980)
WRITTEN = st.builds(
    lambda number, form: FORMS[form](number), NUMBERS, st.sampled_from(tuple(FORMS))
)
SIGNS = st.characters(codec="utf-8")
HARD = st.text(
    st.one_of(st.sampled_from("0123456789890185 -+.\n\u00ad\u200b\u00a0OlIS[]maskt§"), SIGNS),
    max_size=60,
)
TEXTS = st.lists(
    st.one_of(HARD, WRITTEN, st.just("Anna Andersson"), st.just(MASK)), max_size=6
).map(" ".join)
STRUCTURES = st.recursive(
    st.one_of(TEXTS, st.none(), st.booleans(), st.integers(), st.dates()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(HARD, inner, max_size=3),
    ),
    max_leaves=8,
)
LITERALS = st.lists(
    st.one_of(HARD, WRITTEN, st.sampled_from(("Anna Andersson", "Bo", "[", "maskat"))), max_size=5
)


@given(TEXTS)
def test_a_hit_is_where_it_says(text):
    found = hits_in(text)
    assert all(text[hit.start : hit.end] == hit.literal for hit in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(WRITTEN, HARD.filter(lambda text: not text[-1:].isalnum()))
def test_a_number_is_seen_after_whatever_stands_before(written, before):
    assert any(hit.blocks for hit in hits_in(f"{before} x\u2003{written} för"))


@given(STRUCTURES)
def test_what_was_found_is_not_left(value):
    literals = [hit.literal for hit in hits_within(value)]
    made = masked(value, literals)
    assert literals_left(made, literals) == ()
    assert not {hit.literal for hit in hits_left(made, ())} & set(literals)


@given(st.lists(WRITTEN, min_size=1, max_size=3))
def test_a_text_with_numbers_has_none_when_they_are_masked(numbers):
    text = " samt för ".join(numbers)
    assert hits_in(masked(text, [hit.literal for hit in hits_in(text)])) == ()


@given(STRUCTURES, LITERALS)
def test_masking_again_changes_nothing(value, literals):
    made = masked(value, literals)
    assert masked(made, literals) == made


@given(STRUCTURES, LITERALS)
def test_the_order_of_the_literals_does_not_matter(value, literals):
    assert masked(value, literals) == masked(value, dict.fromkeys(reversed(literals), ""))


@given(STRUCTURES)
def test_without_literals_nothing_changes(value):
    assert masked(value, []) == value
    assert masked(value, ["", " \n "]) == value


@given(STRUCTURES, LITERALS)
def test_the_shape_stays(value, literals):
    assert shape(masked(value, literals)) == shape(value)


def shape(value):
    if isinstance(value, str):
        return ""
    if isinstance(value, dict):
        return [shape(inner) for inner in value.values()]
    if isinstance(value, (list, tuple)):
        return type(value)(map(shape, value))
    return value


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"a nought read as a letter"}))
@pytest.mark.parametrize("literal", ["850709-9805", "198507099805", "850709-\n   9805"])
def test_one_number_is_masked_in_every_way_it_is_written(form, literal):
    found = masked(f"Nämnden hör {FORMS[form](NUMBER)} om saken.", [literal])
    assert found.count(MASK) == 1
    assert not any(sign.isdecimal() for sign in found)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Andersson",
        "Anna  Andersson",
        "Anna\nAndersson",
        "Anna Anders-\nson",
        "Anna Anders\u00adson",
        "ANNA ANDERSSON",
        "Anna\u00a0Andersson",
        "A\u200bnna Andersson",
        "Anna Anders-\n    son",
    ],
)
@pytest.mark.parametrize("literal", ["Anna Andersson", "Anna\nAnders-\nson"])
def test_a_name_is_masked_however_it_is_broken(text, literal):
    assert masked(f"Av {text}s brev", [literal]) == f"Av {MASK}s brev"


def test_letters_are_masked_composed_or_not():
    assert masked("A\u030asa O\u0308berg", ["\u00c5sa \u00d6berg"]) == MASK
    assert masked("\u00c5sa \u00d6berg", ["A\u030asa O\u0308berg"]) == MASK
    assert masked("Asa Oberg", ["\u00c5sa \u00d6berg"]) == "Asa Oberg"


def test_a_short_word_is_masked_by_itself_only():
    text = "Bo, Bos bostad i Borås; Bo-Inge."
    assert masked(text, ["Bo"]) == f"{MASK}, {MASK}s bostad i Borås; {MASK}-Inge."


def test_a_short_word_is_not_masked_at_the_end_of_another():
    assert masked("Limbo, bo", ["bo"]) == f"Limbo, {MASK}"


def test_the_longest_goes_first_and_what_meets_is_one():
    assert masked("Anna Andersson", ["Anna", "Anna Andersson", "Andersson"]) == MASK
    assert masked("Anna Andersson", ["Anna", "Andersson"]) == f"{MASK} {MASK}"


def test_a_number_that_two_lines_share_is_masked_in_both():
    lines = ["Ansökan av 850709-", "9805 bifalls.", "Ärendet är 9805."]
    (hit,) = hits_within({"lines": lines})
    assert hit.literal == "850709-\n9805"
    assert masked({"lines": lines}, [hit.literal]) == {
        "lines": [f"Ansökan av {MASK}", f"{MASK} bifalls.", "Ärendet är 9805."]
    }


def test_keys_are_texts_and_none_is_lost():
    found = masked({"850709-9805": 1, "8507099805": 2, "x": None}, ["850709-9805"])
    assert found == {MASK: 1, f"{MASK} 2": 2, "x": None}
    assert [hit.literal for hit in hits_within({"850709-9805": 1})] == ["850709-9805"]


def test_the_names_of_fields_stay_and_what_they_hold_goes():
    found = masked({"person": "En person", "En person": "x", "votingRight": True}, ["person"])
    assert found == {"person": f"En {MASK}", f"En {MASK}": "x", "votingRight": True}


def test_one_thing_has_one_key_however_it_is_written():
    assert key_of("850709-\n  9805") == key_of("850709\u00a09805") == "8507099805"
    assert key_of("Anna\n Ek") == key_of("Anna Ek") != key_of("Anna E k")


@pytest.mark.parametrize("value", [b"850709-9805", {"a": [object()]}, {"850709-9805"}])
def test_what_cannot_be_read_does_not_go_out(value):
    with pytest.raises(TypeError, match="no plain data"):
        masked(value, [])
    with pytest.raises(TypeError, match="no plain data"):
        hits_left(value, [])


def test_what_somebody_has_judged_to_be_another_thing_may_stay():
    value = ["Ritning 850709-9805 visas.", ("Kontakt: 0322-61 64 65",)]
    assert [hit.kind for hit in hits_left(value, ())] == [HitKind.PERSONAL_NUMBER, HitKind.PHONE]
    assert [hit.kind for hit in hits_left(value, ["850709 9805"])] == [HitKind.PHONE]
    assert hits_left(value, ["850709-9805", "0322-616465"]) == ()
    assert len(hits_left(value, ["850710-9805"])) == 2


def test_a_mask_is_left_as_it_is():
    text = f"Sökanden {MASK} har maskat sig."
    assert (
        masked(text, ["maskat", "[", "[maskat]", "Sökanden [maskat]"])
        == f"Sökanden {MASK} har {MASK} sig."
    )


@pytest.mark.slow
def test_of_two_thousand_minutes_nothing_masked_is_left():
    random = Random(1986)
    for _ in range(MINUTES):
        numbers = [planted(random) for _ in range(random.randint(1, 4))]
        text = minutes(random, [written for _, _, written in numbers])
        paper = {"title": "Protokoll", "parts": [{"texts": text.split("\n\n")}], "text": text}
        found = [hit.literal for hit in hits_within(paper) if hit.blocks]
        made = masked(paper, found)
        assert not any(hit.blocks for hit in hits_left(made, ()))
        assert literals_left(made, found) == ()
        assert not any(written in made["text"] for _, _, written in numbers)


@pytest.mark.parametrize(
    ("text", "kind", "literal"),
    [
        ("på 08-508 290 00 eller", HitKind.PHONE, "08-508 290 00"),
        ("tfn 0701740605.", HitKind.PHONE, "0701740605"),
        ("mobil +46 70 174 06 05", HitKind.PHONE, "+46 70 174 06 05"),
        ("mobil +46 (0)70-174 06 05", HitKind.PHONE, "+46 (0)70-174 06 05"),
        ("till eva.ek@example.se.", HitKind.EMAIL, "eva.ek@example.se"),
        ("bor på Storgatan 12 B,", HitKind.ADDRESS, "Storgatan 12 B"),
        ("bor på Lilla Torget 5", HitKind.ADDRESS, "Lilla Torget 5"),
        ("441 35 Storstad", HitKind.ADDRESS, "441 35 Storstad"),
        (
            "ägaren av fastigheten Storstad Eken 1:23",
            HitKind.PROPERTY,
            "fastigheten Storstad Eken 1:23",
        ),
    ],
)
def test_what_may_lead_to_a_person_is_warned_of(text, kind, literal):
    (hit,) = hits_in(text)
    assert (hit.kind, hit.literal, hit.blocks) == (kind, literal, False)


@pytest.mark.parametrize(
    "text",
    [
        "registrator@storstad.example och kommunen@storstad.example",
        "handlingsplan 2, riksväg 40 och bilaga 1:3",
        "5 kap. 12 §, KL 8:10, prop. 2002/03:132",
        "639 00 kronor, 120 000 Kr",
        "2024-01-15 kl. 08-12, den 08-12 januari",
        "konto 123-45678, 1234-5678",
    ],
)
def test_ordinary_figures_are_not_warned_of(text):
    assert list(contacts_in(text)) == []


def test_a_short_name_goes_in_the_capitals_of_a_heading_too():
    told = masked(
        ["Bo Ek ansöker.", "BO EK", "BO EKS ansökan", "Bostad", "BOSTAD", "bo"], ["Bo Ek", "Bo"]
    )
    assert told == [f"{MASK} ansöker.", MASK, f"{MASK}S ansökan", "Bostad", "BOSTAD", "bo"]
