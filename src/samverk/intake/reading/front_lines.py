"""A line of a front page that names the meeting: its body, its day, or both."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from samverk.intake.reading.dates import date_alone, dates_in
from samverk.intake.reading.diary import diary_at_start
from samverk.intake.reading.furniture import OWNER
from samverk.intake.reading.labels import match_field
from samverk.intake.reading.organs import ORGAN_PATTERN, canonical, organ_of

_MEETING = r"(?:(?:ordinarie|extra) )?(?:styrelse|nämnds?)?(?:möte|sammanträde)t?"
_PROTOCOL = r"(?:sammanträdes|styrelse|nämnds?|mötes)?protokoll(?: nr \d+)?"
_MEETING_WORDS = re.compile(
    rf"{_PROTOCOL}(?: (?:från|fört vid|vid))?(?: {_MEETING})?(?: nr \d+)?|{_MEETING}"
    r"|(?:mötes|sammanträdes)(?:dag|datum)",
    re.IGNORECASE,
)
# "Protokoll fört vid kommunstyrelsens sammanträde", "Sammanträde Kommunstyrelsen"
_WITH_BODY = re.compile(
    rf"(?:{_PROTOCOL} (?:från|fört vid|vid) )?(?P<owner>{ORGAN_PATTERN}) (?:{_MEETING}|{_PROTOCOL})"
    rf"|(?:{_PROTOCOL}|{_MEETING}) (?P<organ>{ORGAN_PATTERN})",
    re.IGNORECASE,
)
_BEFORE_DAY = re.compile(r"\b(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?|den)\b|[,.:–-]", re.I)
_HOUR = r"(?:kl(?:ockan|\.)? ?)?\d{1,2}[.:]\d\d(?: ?[-–] ?(?:kl\.? ?)?\d{1,2}[.:]\d\d)?"
# "2024-03-14 kl. 13.00–15.30"
_TIME = re.compile(rf",? {_HOUR}$")
_TIME_AFTER = re.compile(rf"(?:[ ,]+{_HOUR})?[ .,]*")
_TIME_AND_PLACE = re.compile(rf"(?:[ ,]+{_HOUR})?(?:(?:,| i| på) [A-ZÅÄÖ][^.:;§\d]{{2,60}})?[ .,]*")
_CELLS = re.compile(r"\t|\s{2,}|\|")
_PARTS = re.compile(r" [–—-] |, |\t|\s{2,}|\|")
_LONGEST = 110


class Named(NamedTuple):
    """What a line says of the meeting; None for what it does not say."""

    body: str | None = None
    day: date | None = None


def meeting_named(text: str) -> Named:
    """Answer the body and day a line names alone, or with no more than words of a meeting."""
    if len(text) > _LONGEST and "  " not in text:
        return Named()
    alone = Named(organ_of(text), date_alone(text) or _labelled(text))
    if alone != Named():
        return alone
    return next(
        (found for found in (_together(text), _beside(text), _owned(text)) if any(found)), alone
    )


def body_beside_day(text: str) -> str | None:
    """Answer the body of a line that prints nothing else but a day: "Kommunfullmäktige 2022-09-27"."""
    return _together(text).body


def _together(text: str) -> Named:
    """Read "Kommunfullmäktige 2022-09-27", "Styrelsens möte torsdagen den 8 juni 2023 kl. 13.00"."""
    mentions = list(dates_in(text))
    if len(mentions) != 1:
        return Named()
    day, after = mentions[0].day, text[mentions[0].end :]
    words = " ".join(_BEFORE_DAY.sub(" ", text[: mentions[0].start]).split())
    if body := organ_of(words):
        return Named(body, day) if _TIME_AFTER.fullmatch(after) else Named()
    if not _TIME_AND_PLACE.fullmatch(after):
        return Named()
    if match := _WITH_BODY.fullmatch(words):
        return _with_body(match, day)
    return Named(None, day) if _MEETING_WORDS.fullmatch(words) else Named()


def _with_body(match: re.Match[str], day: date) -> Named:
    owner = match["owner"]
    if owner and not owner.lower().endswith("s"):
        return Named()
    return Named(canonical(owner or match["organ"]), day)


def _beside(text: str) -> Named:
    """Read a day in a column beside a diary number: "2023-10-26      Dnr KS 2023/412"."""
    cells = [cell.strip() for cell in _CELLS.split(text)]
    if len(cells) != 2 or not diary_at_start(cells[1]):
        return Named()
    return Named(organ_of(cells[0]), date_alone(cells[0]))


def _owned(text: str) -> Named:
    """Read a body beside its municipality: "Region Norr – Regionstyrelsen"."""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    bodies = [organ for part in parts if (organ := organ_of(part))]
    others = [part for part in parts if not organ_of(part)]
    if len(bodies) != 1 or not others:
        return Named()
    is_all = all(OWNER.fullmatch(part) or _MEETING_WORDS.fullmatch(part) for part in others)
    return Named(bodies[0]) if is_all else Named()


def _labelled(text: str) -> date | None:
    """Read "Datum: 2023-05-04", as a front page prints the meeting's day."""
    field = match_field(text)
    is_day = field is not None and field.concept == "date" and text.lower().startswith("datum")
    return date_alone(_TIME.sub("", field.rest)) if field and is_day else None
