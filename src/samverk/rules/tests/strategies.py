"""Hypothesis strategies that the rule tests share."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from samverk.rules.voting import Tally

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
NAMES = st.text("abcdefghijklmnopqrstuvwxyzåäöÅÄÖ", min_size=1, max_size=12)
WEIGHTS = st.dictionaries(NAMES, st.integers(1, 2_000_000), min_size=1, max_size=30)
AMOUNTS = st.integers(0, 10**12)
COUNTS = st.integers(0, 400)
TALLIES = st.tuples(COUNTS, COUNTS, COUNTS).filter(any).map(lambda votes: Tally(*votes))
