"""The acts on how time is counted: lag (1930:173) and lagen om allmänna helgdagar (1989:253)."""

from __future__ import annotations

from datetime import date

from samverk.rules.statutes.provision import Provision, wordings

_PERIODS_ACT = ("lagen om beräkning av lagstadgad tid", "1930:173")
PERIOD_END_DAY = Provision(wordings(*_PERIODS_ACT, ("1 §", date(1930, 7, 1), "")))
# 2 § named other days in its first decades. The present list is in 1987:1212, whose first day in
# force the government set; RÅ 2004 not 40 cites the list for January 2004, so it begins there.
# 2022:931 belongs with 2022:930 and 2022:933, which are in force from the day given for it.
PERIOD_NEXT_WEEKDAY = Provision(
    wordings(
        *_PERIODS_ACT,
        ("2 §", date(2004, 1, 1), "1987:1212"),
        ("2 §", date(2005, 4, 1), "2005:44"),
        ("2 §", date(2011, 10, 1), "2011:488"),
        ("2 §", date(2016, 1, 1), "2015:643"),
        ("2 §", date(2022, 10, 1), "2022:931"),
    )
)
PUBLIC_HOLIDAYS = Provision(
    wordings(
        "lagen om allmänna helgdagar",
        "1989:253",
        ("1 §", date(1990, 1, 1), ""),
        ("1 §", date(2005, 4, 1), "2004:1320"),
    )
)
