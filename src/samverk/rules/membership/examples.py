"""Worked examples of membership on a day, from the two municipalities whose papers are known."""

from __future__ import annotations

from datetime import date

from samverk.rules.bylaws import Counting, NoticeTerms
from samverk.rules.courts import CourtAct, CourtActKind
from samverk.rules.example import Example
from samverk.rules.membership.facts import Fact, FactKind
from samverk.rules.membership.ruling import membership_on
from samverk.rules.membership.status import IsMember
from samverk.rules.ruling import Ruling

TERMS = (NoticeTerms(3, Counting.CALENDAR_YEARS, date(2006, 7, 1), None, "15 § förbundsordningen"),)

FORMED = Fact(FactKind.JOINED, date(2006, 7, 1), "Förbundet bildas")
ALINGSAS = (
    FORMED,
    Fact(FactKind.EXIT_PROPOSED, date(2020, 10, 8), "Tjänsteskrivelse till socialnämnden"),
    Fact(
        FactKind.COUNCIL_DECIDED_EXIT,
        date(2021, 5, 26),
        "Kommunfullmäktige § 94",
        is_documented=False,
    ),
    Fact(FactKind.REPEAL_PROPOSED, date(2023, 11, 1), "Förslag § 243"),
)
_NOTICE = Fact(FactKind.NOTICE_RECEIVED, date(2021, 6, 14), "Uppsägning")
_WITHDRAWN = Fact(FactKind.NOTICE_WITHDRAWN, date(2024, 1, 15), "Återtagande")
_YES = Fact(FactKind.FEDERATION_ANSWERED, date(2024, 2, 20), "Förbundets svar", accepts=True)
_NO = Fact(FactKind.FEDERATION_ANSWERED, date(2024, 2, 20), "Förbundets svar", accepts=False)
_ANEW = Fact(FactKind.NOTICE_RECEIVED, date(2024, 6, 3), "Ny uppsägning")
_JUDGED = Fact(
    FactKind.COUNCIL_DECIDED_EXIT,
    date(2021, 5, 26),
    "Kommunfullmäktige § 94",
    courts=(CourtAct(CourtActKind.ANNULLED, date(2022, 3, 1)),),
)
HARRYDA = (
    FORMED,
    Fact(FactKind.EXIT_PROPOSED, date(2020, 4, 28), "Välfärdsnämnden § 114"),
    Fact(FactKind.EXIT_PROPOSED, date(2020, 5, 29), "Kommunstyrelsen § 242"),
    Fact(FactKind.COUNCIL_DECIDED_EXIT, date(2020, 6, 15), "Kommunfullmäktige § 128"),
    Fact(
        FactKind.REPEAL_PROPOSED,
        date(2022, 11, 23),
        "Välfärdsnämnden § 222",
        states_exit=date(2023, 12, 31),
    ),
    Fact(FactKind.REPEAL_PROPOSED, None, "Kommunstyrelsen § 440", not_before=date(2022, 11, 23)),
)


def is_member_on(day: date, facts: tuple[Fact, ...]) -> Ruling[IsMember]:
    """Answer only whether the organisation is a member, by the examples' by-laws."""
    ruling = membership_on(day, facts, TERMS)
    return Ruling(ruling.value.is_member, ruling.reasons, ruling.remarks)


EXAMPLES = (
    Example(
        is_member_on,
        {"day": date(2024, 12, 31), "facts": ALINGSAS},
        IsMember.YES,
        "Alingsås: sista dagen före det beräknade utträdet",
    ),
    Example(
        is_member_on,
        {"day": date(2025, 1, 1), "facts": ALINGSAS},
        IsMember.UNKNOWN,
        "Alingsås: dagen har passerat, slutligt beslut och återtagande saknas",
    ),
    Example(
        is_member_on,
        {"day": date(2024, 1, 1), "facts": HARRYDA},
        IsMember.UNKNOWN,
        "Härryda: utträdet är tryckt till 2023-12-31, återtagandet saknas",
    ),
    Example(
        is_member_on,
        {"day": date(2025, 1, 1), "facts": (FORMED, _NOTICE, _WITHDRAWN, _YES)},
        IsMember.YES,
        "konstruerat: uppsägningen återtogs i tid och förbundet godtog det",
    ),
    Example(
        is_member_on,
        {"day": date(2025, 1, 1), "facts": (FORMED, _NOTICE, _WITHDRAWN, _NO, _ANEW)},
        IsMember.UNKNOWN,
        "konstruerat: en ny uppsägning gör inte den första ogjord",
    ),
    Example(
        is_member_on,
        {"day": date(2025, 1, 1), "facts": (FORMED, _JUDGED)},
        IsMember.YES,
        "konstruerat: domstol upphävde beslutet och ingen uppsägning är visad",
    ),
    Example(
        is_member_on,
        {"day": date(2025, 1, 1), "facts": (FORMED, _JUDGED, _NOTICE)},
        IsMember.UNKNOWN,
        "konstruerat: domstol upphävde beslutet sedan uppsägningen getts",
    ),
)
