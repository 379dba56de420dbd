"""Days on which several provisions were worded anew at once."""

from __future__ import annotations

from datetime import date

ACT_1991 = date(1992, 1, 1)
ACT_2017 = date(2018, 1, 1)
# 2019:835 renamed landsting to region throughout; 2022:638 came with the act on elections.
REGIONS = date(2020, 1, 1)
JULY_2022 = date(2022, 7, 1)
JANUARY_2024 = date(2024, 1, 1)
