"""Masking before publication: what in a text may be a person's, and the text without it.

A personal number may be processed only when that is clearly called for (3 kap. 10 § lag 2018:218), and
to publish one is not. Other personal data go out only after a review.
"""

from samverk.rules.masking.finding import hits_in
from samverk.rules.masking.kinds import Hit, HitKind
from samverk.rules.masking.mask_set import Masks
from samverk.rules.masking.masks import (
    hits_left,
    hits_within,
    key_of,
    literals_left,
    masked,
    masks_of,
    texts_in,
)
from samverk.rules.masking.numbers import numbers_in
from samverk.rules.masking.recalling import plain_forms_in, plain_of, size_of
from samverk.rules.masking.seen import MASK

__all__ = [
    "MASK",
    "Hit",
    "HitKind",
    "Masks",
    "hits_in",
    "hits_left",
    "hits_within",
    "key_of",
    "literals_left",
    "masked",
    "masks_of",
    "numbers_in",
    "plain_forms_in",
    "plain_of",
    "size_of",
    "texts_in",
]
