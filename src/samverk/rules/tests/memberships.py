"""A small cast of facts for the membership tests: one member, each step of an exit in turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samverk.rules.bylaws import Counting, NoticeTerms
from samverk.rules.membership import Fact, FactKind, MembershipStatus, membership_on
from samverk.rules.ruling import Ruling

TERMS = (NoticeTerms(3, Counting.CALENDAR_YEARS, date(2006, 7, 1), None, "15 § förbundsordningen"),)
EXIT = date(2024, 12, 31)
AFTER = date(2025, 1, 1)

JOINED = Fact(FactKind.JOINED, date(2006, 7, 1), "Förbundet bildas")
PROPOSED = Fact(FactKind.EXIT_PROPOSED, date(2020, 10, 8), "Tjänsteskrivelse")
DECIDED = Fact(FactKind.COUNCIL_DECIDED_EXIT, date(2021, 5, 26), "Fullmäktige § 94")
SENT = Fact(FactKind.NOTICE_SENT, date(2021, 6, 10), "Uppsägning")
RECEIVED = Fact(FactKind.NOTICE_RECEIVED, date(2021, 6, 14), "Uppsägning inkommen")
STAY = Fact(FactKind.REPEAL_PROPOSED, date(2023, 11, 1), "Förslag § 243")
REPEALED = Fact(FactKind.COUNCIL_REPEALED_EXIT, date(2023, 12, 13), "Fullmäktige § 200")
WITHDRAWN = Fact(FactKind.NOTICE_WITHDRAWN, date(2024, 1, 15), "Återtagande")
ACCEPTED = Fact(FactKind.FEDERATION_ANSWERED, date(2024, 2, 20), "Förbundets svar", accepts=True)
REFUSED = Fact(FactKind.FEDERATION_ANSWERED, date(2024, 2, 20), "Förbundets svar", accepts=False)
ENDED = Fact(FactKind.ENDED, EXIT, "Slutavräkning")


def ruling_on(day: date, *facts: Fact) -> Ruling[MembershipStatus]:
    """Rule on the facts given, in any order, by the cast's by-laws."""
    return membership_on(day, facts, TERMS)


def status_on(day: date, *facts: Fact) -> MembershipStatus:
    """Give only the status."""
    return ruling_on(day, *facts).value


def missing_kinds(status: MembershipStatus) -> list[str]:
    """Name the facts whose documents are missing, in order."""
    return [each.kind.value if each.kind else "bylaws" for each in status.missing]


def later(fact: Fact, day: date, label: str = "") -> Fact:
    """Give the same kind of fact again on another day."""
    return replace(fact, day=day, label=label or f"{fact.label} igen")
