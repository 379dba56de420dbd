"""Leaving a federation (utträde): when a notice takes effect, and what waiting costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.rules.bylaws import Counting, NoticeTerms
from samverk.rules.example import Example
from samverk.rules.periods import add_years
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_EXIT
from samverk.rules.statutes.provision import because, unknown_wordings
from samverk.rules.wording import running_date

# 27 § lag (2003:1210) lets by-laws set a shorter notice than three years and no longer one.
LONGEST_NOTICE_YEARS = 3


@dataclass(frozen=True, slots=True)
class NoticeYear:
    """What giving notice in one year leads to (uppsägningsår).

    ``extra_fee`` is whole kronor compared with the first year listed, None without a known fee.
    """

    notice: date
    effective: date
    extra_years: int
    extra_fee: int | None


def exit_day(notice: date, terms: NoticeTerms) -> Ruling[date]:
    """Compute the last day as member when notice was given on ``notice``.

    ``terms`` is the by-law row in force on that day (``bylaws.terms_on`` finds it); ValueError if
    it is not. The day is not moved from a holiday: nothing has to be done on it.
    """
    if not terms.statute.in_force(notice):
        raise ValueError(f"Villkoret ({terms.source}) gällde inte {running_date(notice)}.")
    effective = _counted(notice, terms)
    reasons = (
        because("En medlem får utträda efter uppsägning.", FINSAM_EXIT, notice),
        Reason(f"Uppsägningstiden är {terms}.", terms.statute),
        Reason(_in_words(notice, terms, effective), terms.statute),
    )
    remarks = unknown_wordings(notice, FINSAM_EXIT)
    return Ruling(effective, reasons, remarks + _doubts(notice, terms, effective))


def effect_per_notice_year(
    notice: date, terms: NoticeTerms, *, years: int, yearly_fee: int | None = None
) -> Ruling[tuple[NoticeYear, ...]]:
    """Show what waiting costs: the effect of notice on the same day in each of ``years`` years.

    ``yearly_fee`` is whole kronor and taken as unchanged.
    """
    first = exit_day(notice, terms)
    listed = []
    for later in range(years):
        given = add_years(notice, later)
        effective = _counted(given, terms)
        extra = effective.year - first.value.year
        fee = None if yearly_fee is None else extra * yearly_fee
        listed.append(NoticeYear(given, effective, extra, fee))
    reason = Reason(
        "Varje år som uppsägningen dröjer flyttar utträdet, och avgiftsskyldigheten, ett år.",
        terms.statute,
    )
    return Ruling(tuple(listed), (*first.reasons, reason), first.remarks)


def _counted(notice: date, terms: NoticeTerms) -> date:
    if terms.counting is Counting.CALENDAR_YEARS:
        return date(notice.year + terms.years, 12, 31)
    return add_years(notice, terms.years)


def _in_words(notice: date, terms: NoticeTerms, effective: date) -> str:
    if terms.counting is Counting.CALENDAR_YEARS:
        whole = "helt" if terms.years == 1 else "hela"
        return (
            f"Uppsägning under {notice.year} och {terms.years} {whole} kalenderår därefter: "
            f"utträdet gäller från utgången av {running_date(effective)}."
        )
    return (
        f"Uppsägning {running_date(notice)} och {terms.years} år från dag till dag: "
        f"utgången av {running_date(effective)}."
    )


def _doubts(notice: date, terms: NoticeTerms, effective: date) -> tuple[Reason, ...]:
    """Remark on what the law leaves open: counting day to day, and more than three years."""
    doubts = []
    if terms.counting is Counting.FROM_NOTICE:
        text = "Att år räknas från dag till dag är Samverks läsning; lagen säger bara tre år."
        doubts.append(because(text, FINSAM_EXIT, notice))
    limit = add_years(notice, LONGEST_NOTICE_YEARS)
    if effective > limit:
        text = (
            f"Tiden blir längre än lagens tre år, som räknat från uppsägningen slutar "
            f"{running_date(limit)}. "
            "Förbundsordningen får ange kortare tid; om den får ge längre är inte bekräftat."
        )
        doubts.append(because(text, FINSAM_EXIT, notice))
    return tuple(doubts)


_CALENDAR = NoticeTerms(
    3, Counting.CALENDAR_YEARS, date(2006, 7, 1), None, "15 § förbundsordningen"
)
_DAY_TO_DAY = NoticeTerms(1, Counting.FROM_NOTICE, date(2006, 7, 1), None, "förbundsordningen")

EXAMPLES = (
    Example(
        exit_day,
        {"notice": date(2020, 6, 15), "terms": _CALENDAR},
        date(2023, 12, 31),
        "Härryda: utträdesdagen är tryckt i handlingarna",
    ),
    Example(
        exit_day,
        {"notice": date(2021, 5, 26), "terms": _CALENDAR},
        date(2024, 12, 31),
        "Alingsås: räknat ur 15 § förbundsordningen",
    ),
    Example(
        exit_day,
        {"notice": date(2024, 2, 29), "terms": _DAY_TO_DAY},
        date(2025, 2, 28),
        "konstruerat: uppsägning på skottdagen",
    ),
)
