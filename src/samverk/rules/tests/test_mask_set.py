"""Thousands of masks in thousands of texts: each text is read once, and only what begins there is tried."""

from __future__ import annotations

import pytest

from samverk.rules.masking import Masks, hits_in, masked, plain_forms_in, plain_of, size_of

NAMES = [f"{first}{nth:03} Testsson" for nth in range(250) for first in ("Vendela", "Ossian")]
TEXTS = [f"Nämnden hör {name} och beslutar. " * 3 for name in NAMES]


@pytest.mark.parametrize("times", [1, 2, 4])
def test_the_patterns_that_are_tried_grow_as_what_stands_in_the_texts(times):
    count = 125 * times
    masks = Masks(NAMES[:count])
    assert [masked(text, masks) for text in TEXTS[:count]] == [
        "Nämnden hör [maskat] och beslutar. " * 3
    ] * count
    # One for each text, of as many as there are masks
    assert masks.tried == count


def test_many_masks_mask_as_one_by_one():
    several = [*NAMES, "Bo", "850709-9805", "[", "***", "12 000", "ſtor", "İnci Çelik", "straße"]
    text = (
        "BO och Bo, Bos 19850709-9805 (8507099805), *** 12000 [ STOR İNCI ÇELIK STRASSE"
        " Vendela007\nTests-\nson Vendela0077 Testsson"
    )
    alone = text
    for one in several:
        alone = masked(alone, [one])
    assert masked(text, several) == alone


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        ("Anna Testberg", "hos ANNA\nTestbergs ombud"),
        ("19850709-9805", "nr 850709 9805"),
        ("anna.testberg@exempel.se", "till Anna.Testberg@exempel.se."),
        ("070-123 45 67", "ring 0701234567"),
        ("Storgatan 5", "på STORGATAN 5"),
    ],
)
def test_what_was_masked_once_is_known_again(literal, text):
    found = {plain: text[a:b] for plain, a, b in plain_forms_in(text, {size_of(literal)})}
    assert plain_of(found[plain_of(literal)]) == plain_of(literal)


def test_the_plain_form_of_what_is_found_is_that_of_its_digits():
    (hit,) = hits_in("för 19850709-9805")
    assert plain_of(hit.literal) == "8507099805"
