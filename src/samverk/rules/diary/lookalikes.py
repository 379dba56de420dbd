"""Texts that have a diary number's shape and mean something else: a day, an act, a clock."""

from __future__ import annotations

import re

_DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)
# "SFS 2017:725", "prop 2016/17:171": the colon tells them from a body's numbers.
_SERIES = re.compile(
    r"(?:sfs|sou|ds|dir|prop|bet|rskr|nja|hfd|rå|mål|lag) (?:19|20)\d\d(?:/\d\d)?:\d.*",
    re.IGNORECASE | re.ASCII,
)
_MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec"
)
# Not in capitals: "KL 2023/12" may well be a body's.
_WORD = re.compile(
    rf"(?:{_MONTHS}|[Dd]en|[Kk]l|[Åå]r|[Nn]r|[Tt]el|[Kk]r|tkr|mkr|mnkr|[Ss]id|[Ss]ida|[Rr]ad|[Pp]unkt"
    r"|[Bb]ilaga|[Vv]t|[Hh]t|[Ll]äsåret|[Ll]äsår|[Hh]östen|[Vv]åren|[Ss]idan)[ /-]?\d.*",
    re.ASCII,
)
# "24/12": in running text a day of a month.
_DAY_OF_MONTH = re.compile(r"(?:[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])", re.ASCII)


def other_meaning(text: str) -> str | None:
    """Answer in Swedish what a text that looks like a diary number is instead; None if nothing.

    ``text`` has single blanks and no label.
    """
    if _DAY.fullmatch(text):
        return "en dag (år, månad och dag)"
    if _SERIES.fullmatch(text):
        return "en författning, ett förarbete eller ett rättsfall"
    if _WORD.fullmatch(text):
        return "ett ord som inte är något organ, med en tid eller ett nummer"
    return None


def is_day_of_month(text: str) -> bool:
    """Answer whether a text may as well be a day of a month, "24/12"."""
    return _DAY_OF_MONTH.fullmatch(text) is not None
