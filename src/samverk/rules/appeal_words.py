"""How a decision is appealed, in the words of a notice board (överklagandehänvisning, KL 8 kap. 10 §).

The words stand in dated rows: an organisation's own go before those of its kind. What nothing confirms is
not filled in, and the answer says so: of a federation no source that has been read says who may appeal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_APPEAL_TIME, KL_BOARD_HOLDS, KL_LEGALITY_REVIEW
from samverk.rules.statutes.provision import ACT_2017, Provision, because, unknown_wordings
from samverk.rules.wording import running_date

WORDS = (
    "{who} begära laglighetsprövning hos förvaltningsrätten. Skriv vilket beslut det gäller och vad som är"
    " fel med det. Överklagandet ska ha kommit in senast den sista dagen."
)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """An organisation's own words from a day on (egen hänvisning); ``source`` "" is not confirmed yet."""

    from_date: date
    words: str
    statute: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class HowToAppeal:
    """Överklagandehänvisning: words and the provisions they rest on; "" when nothing confirms any."""

    words: str = ""
    statute: str = ""

    @property
    def is_confirmed(self) -> bool:
        """Answer whether there are words to tell."""
        return bool(self.words)


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of a kind of organisation from a day on."""

    kind: str
    from_date: date
    who: str
    provisions: tuple[Provision, ...]


_KL = (KL_LEGALITY_REVIEW, KL_APPEAL_TIME)
_ROWS = (
    _Row("municipality", ACT_2017, "Den som är medlem i kommunen kan", _KL),
    _Row("region", ACT_2017, "Den som är medlem i regionen kan", _KL),
)
NOT_CONFIRMED = "Hur beslutet överklagas är inte bekräftat här."


def how_to_appeal(kind: str, day: date, own: Sequence[OwnWords] = ()) -> Ruling[HowToAppeal]:
    """Answer how a decision is appealed that is on an organisation's board on ``day``.

    ``kind`` is the organisation's ("municipality", "region", "federation"). ``own`` is in the order it was
    written: of rows from the same day the last one counts.
    """
    known = [row for row in own if row.from_date <= day]
    if known:
        return _own(max(enumerate(known), key=lambda row: (row[1].from_date, row[0]))[1], day)
    row = next((one for one in _ROWS if one.kind == kind and one.from_date <= day), None)
    return _of_kind(row, day) if row else _unknown("Ingen källa är angiven för det slaget.", day)


def _own(row: OwnWords, day: date) -> Ruling[HowToAppeal]:
    since = f"Orden är organisationens egna, från {running_date(row.from_date)}."
    if not row.source:
        return _unknown(f"{since} Ingen har angett vad som bekräftar dem.", day)
    reasons = (Reason(since), Reason(f"Bekräftat av: {row.source}."), _asked(day))
    return Ruling(HowToAppeal(row.words, row.statute), reasons)


def _of_kind(row: _Row, day: date) -> Ruling[HowToAppeal]:
    cited = ", ".join(str(found) for one in row.provisions if (found := one.on(day)))
    said = because("Den som är medlem får begära laglighetsprövning.", KL_LEGALITY_REVIEW, day)
    time = because("Tiden är tre veckor från tillkännagivandet.", KL_APPEAL_TIME, day)
    value = HowToAppeal(WORDS.format(who=row.who), cited)
    return Ruling(value, (said, time, _asked(day)), unknown_wordings(day, *row.provisions))


def _unknown(why: str, day: date) -> Ruling[HowToAppeal]:
    return Ruling(HowToAppeal(), (Reason(NOT_CONFIRMED), Reason(why), _asked(day)))


def _asked(day: date) -> Reason:
    return because("Anslagstavlan ska säga hur man överklagar enligt 13 kap.", KL_BOARD_HOLDS, day)


EXAMPLES = (
    Example(
        how_to_appeal,
        {"kind": "federation", "day": date(2026, 5, 13)},
        HowToAppeal(),
        "Konstruerat: vem som får överklaga ett förbunds beslut är inte bekräftat",
    ),
    Example(
        how_to_appeal,
        {
            "kind": "federation",
            "day": date(2026, 5, 13),
            "own": (
                OwnWords(date(2026, 1, 1), "Skriv till oss.", "28 § lag (2003:1210)", "Jurist"),
            ),
        },
        HowToAppeal("Skriv till oss.", "28 § lag (2003:1210)"),
        "Konstruerat: organisationens egna, bekräftade ord",
    ),
)
