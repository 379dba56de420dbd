"""A saving counted on in a year when the fee is still owed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from samverk.intake.lints.lint import Found, Lint, Spot, label
from samverk.intake.reading.batch import Reading
from samverk.intake.reading.fields.amounts import amounts_in
from samverk.intake.reading.model import Amount, Paragraph, Place
from samverk.intake.reading.prose import Prose
from samverk.intake.reading.records import plain

_SAVING = re.compile(
    r"\b(?:besparing|inbesparing|spara|sparar|kostnadsminskning)\w*", re.IGNORECASE
)
_YEAR = re.compile(r"\b(20\d\d)\b")
# "till och med den 31 december 2027", "t.o.m. december 2027", "till 2027-12-31"
_DAY = r"(?: (?:utgången|slutet) av)?(?: den)?(?: \d{1,2})?(?: (?!år )[a-z]{3,9})?(?: år)?"
_UNTIL = rf"(?:till(?: och med)?|t\.?o\.?m\.?){_DAY} (?P<year>20\d\d)"
_NOTICE_UNTIL = (
    re.compile(rf"uppsägningstid\w*[^\n]{{0,140}}?{_UNTIL}", re.IGNORECASE),
    re.compile(
        rf"uppsägning\w*[^.\n]{{0,60}}?träder i kraft{_DAY} (?P<year>20\d\d)",
        re.IGNORECASE,
    ),
    re.compile(rf"avgift\w*[^.\n]{{0,100}}?{_UNTIL}", re.IGNORECASE),
)
_FEE = re.compile(r"\b(?:medlems)?avgift\w*", re.IGNORECASE)
# A notice period in Swedish federations is a few years: an older saving is another matter.
_LONGEST_NOTICE = 5


def _inside(reading: Reading) -> Iterator[Found]:
    records = reading.paragraphs
    by_source: dict[str, list[Paragraph]] = {}
    for record in records:
        by_source.setdefault(record.source, []).append(record)
    for record in records:
        if record.prose is None or "sägning" not in record.prose.text:
            continue
        savings = list(_savings(record.prose))
        until = _notice_until(record.prose.text) if savings else None
        for saving in savings if until else ():
            if until is not None and until - _LONGEST_NOTICE <= saving.year <= until:
                yield _found(by_source[record.source], record, saving, until)


def _notice_until(text: str) -> int | None:
    """Answer the last year of the notice period, where the text names one."""
    years = [int(m["year"]) for pattern in _NOTICE_UNTIL for m in pattern.finditer(text)]
    return max(years, default=None)


class _Saving(NamedTuple):
    amount: Amount
    year: int
    place: Place


def _savings(prose: Prose) -> Iterator[_Saving]:
    """Yield the savings with both an amount and a year in their sentence."""
    if "spar" not in prose.text and "minskning" not in prose.text:
        return
    for match in _SAVING.finditer(prose.text):
        sentence = prose.sentence(match.start(), match.end())
        amounts = amounts_in(Prose(sentence, (0,), (prose.place(match.start()),)))
        after = sentence[max(0, sentence.find(match[0])) :]
        years = _YEAR.findall(after) or _YEAR.findall(sentence)
        if amounts and years:
            yield _Saving(amounts[0], int(years[0]), prose.place(match.start()))


def _found(beside: Sequence[Paragraph], record: Paragraph, saving: _Saving, until: int) -> Found:
    amount = saving.amount
    text = (
        f"{label(record)} räknar med en besparing på {amount.text} år {saving.year}, men "
        f"uppsägningstiden löper till och med {until} och avgiften betalas under den."
    )
    spots = [Spot(record.source, saving.place)]
    if fee := _fee(beside, record):
        owner, stated = fee
        if stated.ore < amount.ore:
            text += f" Avgiften anges i samma ärende till {stated.text}, mindre än besparingen."
            spots.append(Spot(owner.source, stated.place))
    return Found(text, tuple(spots), (record,))


def _fee(beside: Sequence[Paragraph], record: Paragraph) -> tuple[Paragraph, Amount] | None:
    """Answer a yearly fee stated in a record of the same source on the same subject."""
    subject = plain(" ".join((record.title or "").split()[-2:]))
    for other in beside:
        if other.prose is None or not subject or subject not in plain(other.title):
            continue
        for match in _FEE.finditer(other.prose.text):
            sentence = other.prose.sentence(match.start(), match.end())
            found = amounts_in(Prose(sentence, (0,), (other.prose.place(match.start()),)))
            if found:
                return other, found[0]
    return None


LINT = Lint(
    "saving-in-notice",
    "Besparing under uppsägningstiden",
    "Den som sagt upp sitt medlemskap betalar avgiften tills utträdet får verkan "
    "(27 § lagen om finansiell samordning och förbundsordningen).",
    "question",
    _inside,
)
LINTS = (LINT,)
