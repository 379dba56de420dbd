"""What a board decides for its own register (inställningar): spans of days, windows, and of the fee.

Nothing here stands in a statute, or the day of it is not confirmed: so each is data with a value that it
begins with, where that comes from, and a history. The three months are the act's, and no setting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.unexecuted.fee import ADDED, BOUNDS, FeeBounds
from samverk.rules.unexecuted.quarters import Quarter
from samverk.rules.unexecuted.windows import DEFAULT_WINDOWS, Window, read_window, window_days
from samverk.rules.unexecuted.work_list import DEFAULT_SPANS, Spans
from samverk.rules.wording import running_date

_WHOLE = re.compile(r"\d{1,4}", re.ASCII)
_OURS = "Samverks förslag: inget lagrum anger någon tid."
_WINDOWS = "Tillsynsmyndighetens fönster 2019. För senare år har inga funnits att läsa."


class Setting(StrEnum):
    """Something that a board decides (inställning)."""

    SOON = "soon"
    WITHOUT_OFFER = "without_offer"
    REASON_HOLDS = "reason_holds"
    UNANSWERED = "unanswered"
    BEFORE_TWO_YEARS = "before_two_years"
    BEFORE_CLOSING = "before_closing"
    WINDOW_1 = "window_1"
    WINDOW_2 = "window_2"
    WINDOW_3 = "window_3"
    WINDOW_4 = "window_4"
    FEE_ADDED = "fee_added"
    FEE_RAISED = "fee_raised"
    WHOLE_FROM = "whole_from"


Value = int | date | Window


@dataclass(frozen=True, slots=True)
class SettingKind:
    """What a setting is (slag): its words, its unit, what it begins with, and where that comes from.

    ``first`` is None where nothing holds until it is decided. ``most`` is the highest of a whole number.
    """

    label: str
    unit: str
    first: Value | None
    source: str
    most: int = 0


SETTINGS: Mapping[Setting, SettingKind] = {
    Setting.SOON: SettingKind("Säg till före tre månader", "dagar", DEFAULT_SPANS.soon, _OURS, 90),
    Setting.WITHOUT_OFFER: SettingKind(
        "Inget erbjudande är sent efter", "dagar", DEFAULT_SPANS.without_offer, _OURS, 365
    ),
    Setting.REASON_HOLDS: SettingKind(
        "Ett skäl är gammalt efter", "dagar", DEFAULT_SPANS.reason_holds, _OURS, 365
    ),
    Setting.UNANSWERED: SettingKind(
        "Ett svar är sent efter", "dagar", DEFAULT_SPANS.unanswered, _OURS, 365
    ),
    Setting.BEFORE_TWO_YEARS: SettingKind(
        "Säg till före tvåårsdagen", "dagar", DEFAULT_SPANS.before_two_years, _OURS, 365
    ),
    Setting.BEFORE_CLOSING: SettingKind(
        "Säg till innan rapportfönstret stänger", "dagar", 7, _OURS, 60
    ),
    **{
        setting: SettingKind(
            f"Rapportfönster, kvartal {number}", "fönster", DEFAULT_WINDOWS[number], _WINDOWS
        )
        for number, setting in enumerate(
            (Setting.WINDOW_1, Setting.WINDOW_2, Setting.WINDOW_3, Setting.WINDOW_4), 1
        )
    },
    Setting.FEE_ADDED: SettingKind(
        "Särskild avgift: avskräckande del",
        "procent",
        ADDED,
        "Tillsynsmyndighetens uppgift om hur den räknar.",
        1000,
    ),
    Setting.FEE_RAISED: SettingKind(
        "Särskild avgift: de högre beloppen gäller från",
        "dag",
        BOUNDS[-1].from_date,
        "Antaget: ikraftträdandet av SFS 2025:1298 och 2025:1299 är inte bekräftat.",
    ),
    Setting.WHOLE_FROM: SettingKind(
        "Registret är helt från", "dag", None, "Inte bestämt: det äldsta beslutets dag används."
    ),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """A value that a board has decided for a setting (bestämt värde), from a day.

    Rows come in the order they were written: of two from one day the later holds.
    """

    setting: Setting
    from_date: date
    value: Value
    source: str = ""
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class InForce:
    """The value that holds on a day (gällande värde), and where it comes from; ``decided`` None for ours."""

    value: Value | None
    source: str
    is_confirmed: bool = False
    decided: Decided | None = None


def read_value(setting: Setting, text: str) -> Value:
    """Read a value as it is typed or kept. Raises ValueError with a Swedish text."""
    kind, text = SETTINGS[setting], text.strip()
    if isinstance(kind.first, Window):
        return read_window(text)
    if isinstance(kind.first, int):
        number = int(text) if _WHOLE.fullmatch(text) else -1
        if not 0 <= number <= kind.most:
            raise ValueError(f"Skriv ett helt tal från 0 till {kind.most}.")
        return number
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise ValueError("Skriv dagen som ÅÅÅÅ-MM-DD.") from fault


def in_words(setting: Setting, value: Value | None) -> str:
    """Write a value for people."""
    if value is None:
        return "inte bestämt"
    if isinstance(value, Window):
        return value.words
    if isinstance(value, date):
        return running_date(value)
    return f"{value} {SETTINGS[setting].unit}"


def in_force(setting: Setting, rows: Iterable[Decided], day: date) -> InForce:
    """Find the value that holds on a day: the board's latest, or what the setting begins with."""
    found = None
    for one in rows:
        if one.setting is not setting or one.from_date > day:
            continue
        if found is None or one.from_date >= found.from_date:
            found = one
    if found is None:
        kind = SETTINGS[setting]
        return InForce(kind.first, kind.source)
    return InForce(found.value, found.source, found.is_confirmed, found)


def _number(setting: Setting, rows: Iterable[Decided], day: date) -> int:
    value = in_force(setting, rows, day).value
    assert isinstance(value, int)
    return value


def spans_on(rows: Iterable[Decided], day: date) -> Spans:
    """Give the spans of the work list as they are on a day."""
    held = tuple(rows)
    return Spans(
        soon=_number(Setting.SOON, held, day),
        without_offer=_number(Setting.WITHOUT_OFFER, held, day),
        reason_holds=_number(Setting.REASON_HOLDS, held, day),
        unanswered=_number(Setting.UNANSWERED, held, day),
        before_two_years=_number(Setting.BEFORE_TWO_YEARS, held, day),
    )


def closing_notice(rows: Iterable[Decided], day: date) -> int:
    """Give how many days before a window closes it is told."""
    return _number(Setting.BEFORE_CLOSING, tuple(rows), day)


def fee_settings(rows: Iterable[Decided], day: date) -> tuple[int, tuple[FeeBounds, ...]]:
    """Give the part that is added to a fee, and its bounds with the day that the higher ones hold from."""
    held = tuple(rows)
    raised = in_force(Setting.FEE_RAISED, held, day)
    assert isinstance(raised.value, date)
    last = replace(BOUNDS[-1], from_date=raised.value, is_confirmed=raised.is_confirmed)
    return _number(Setting.FEE_ADDED, held, day), (*BOUNDS[:-1], last)


def whole_from(rows: Iterable[Decided], day: date) -> date | None:
    """Give the day from which a register holds every decision; None where the board has not said."""
    value = in_force(Setting.WHOLE_FROM, tuple(rows), day).value
    return value if isinstance(value, date) else None


def window_of(quarter: Quarter, rows: Iterable[Decided]) -> Ruling[tuple[date, date]]:
    """Find the first and the last day on which a quarter is reported to the supervisory authority."""
    setting = Setting(f"window_{quarter.number}")
    found = in_force(setting, rows, quarter.next.first_day)
    assert isinstance(found.value, Window)
    first, last = window_days(found.value, quarter)
    told = (
        f"{str(quarter).capitalize()} rapporteras från {running_date(first)} till och med"
        f" {running_date(last)}."
    )
    whose = f"Nämndens uppgift: {found.source}" if found.decided else found.source
    remarks = () if found.is_confirmed else (Reason("Fönstret är inte bekräftat."),)
    return Ruling((first, last), (Reason(told), Reason(whose)), remarks)


EXAMPLES = (
    Example(
        window_of,
        {"quarter": Quarter(2026, 4), "rows": ()},
        (date(2027, 1, 1), date(2027, 1, 31)),
        "tillsynsmyndighetens fönster 2019: det fjärde kvartalet i januari",
    ),
    Example(
        window_of,
        {
            "quarter": Quarter(2026, 2),
            "rows": (Decided(Setting.WINDOW_2, date(2026, 1, 1), Window((7, 1), (7, 31))),),
        },
        (date(2026, 7, 1), date(2026, 7, 31)),
        "konstruerat: nämnden har bestämt ett kortare fönster",
    ),
)
