"""Kommunallagen (2017:725), in the order of its sections, with what is known of the act of 1991."""

from __future__ import annotations

from datetime import date, timedelta

from samverk.rules.statutes.provision import (
    ACT_1991,
    ACT_2017,
    JANUARY_2024,
    JULY_2022,
    REGIONS,
    Provision,
    wordings,
)


def _kl(
    section: str,
    *,
    amended: tuple[tuple[date, str], ...] = (),
    before: tuple[tuple[str, date, str], ...] = (),
) -> Provision:
    """Build a provision of kommunallagen (2017:725) with its forerunners in the act of 1991.

    Most have none here: which section of the act of 1991 said the same has not been read.
    """
    last_day = ACT_2017 - timedelta(days=1)
    old = wordings("kommunallagen", "1991:900", *before, last_day=last_day) if before else ()
    rows = [(section, ACT_2017, ""), *((section, start, by) for start, by in amended)]
    return Provision((*old, *wordings("kommunallagen", "2017:725", *rows)))


KL_MEMBER_RAISES = _kl("4 kap. 19 §")
KL_SUBSTITUTE_RIGHTS = _kl("4 kap. 22 §")
KL_ONE_VOTE = _kl("4 kap. 24 §")
KL_DUTY_TO_VOTE = _kl("4 kap. 25 §")
KL_MUST_DECIDE = _kl("4 kap. 26 §")
KL_RESERVATION = _kl("4 kap. 27 §")
KL_NOTED_OPINION = _kl("4 kap. 28 §")
KL_COUNCIL_DECIDES = _kl("5 kap. 1 §", amended=((REGIONS, "2019:835"),))
KL_EXTRA_MEETING = _kl("5 kap. 12 §")
KL_ANNOUNCED = _kl("5 kap. 13 §", amended=((REGIONS, "2019:835"),))
KL_ANNOUNCED_URGENT = _kl("5 kap. 14 §")
KL_CALLED = _kl("5 kap. 15 §")
KL_COUNCIL_REMOTE = _kl("5 kap. 16 §")
KL_SUBSTITUTE_SERVES = _kl("5 kap. 17 §")
KL_SUBSTITUTE_TURN = _kl("5 kap. 18 §")
KL_LATE_MEMBER = _kl("5 kap. 19 §")
KL_BROKEN_OFF = _kl("5 kap. 20 §")
KL_SUBSTITUTE_LISTS = _kl("5 kap. 21 §")
KL_PREPARATION = _kl("5 kap. 26 §")
KL_COMMITTEE_HEARD = _kl("5 kap. 27 §")
KL_EXECUTIVE_HEARD = _kl("5 kap. 28 §")
KL_NO_PREPARATION_ELECTIONS = _kl("5 kap. 29 §")
KL_NO_PREPARATION_TERM = _kl("5 kap. 30 §")
KL_NO_PREPARATION_EXTRA_ELECTION = _kl("5 kap. 31 §")
KL_NO_PREPARATION_AUDIT = _kl("5 kap. 32 §")
KL_URGENT = _kl("5 kap. 33 §")
KL_NO_PREPARATION_CITIZEN = _kl("5 kap. 34 §")
KL_ONE_YEAR = _kl("5 kap. 35 §")
KL_COUNCIL_PUBLIC = _kl("5 kap. 42 §")
KL_QUORUM_COUNCIL = _kl("5 kap. 45 §")
KL_QUORUM_CONFLICT = _kl("5 kap. 46 §")
KL_COUNCIL_CONFLICT = _kl("5 kap. 47 §")
KL_ACCOUNTABLE_CONFLICT = _kl("5 kap. 48 §", amended=((REGIONS, "2019:835"),))
KL_ACCOUNTABLE_DEBATE = _kl("5 kap. 49 §")
# The minority's right to refer back came with 2002:249; the wording before that has not been read.
KL_DEFERRAL = _kl(
    "5 kap. 50 §",
    before=(
        ("5 kap. 36 §", date(2002, 7, 1), "2002:249"),
        ("5 kap. 36 §", date(2009, 3, 1), "2009:48"),
        ("5 kap. 36 §", date(2011, 1, 1), "2010:1414"),
    ),
)
KL_TABLED_NEXT = _kl("5 kap. 51 §")
KL_ONLY_ANNOUNCED = _kl("5 kap. 52 §")
KL_PROPOSITION = _kl("5 kap. 53 §")
KL_OPEN_VOTE = _kl("5 kap. 54 §")
KL_MAJORITY = _kl("5 kap. 55 §")
KL_CASTING_VOTE = _kl("5 kap. 56 §")
KL_NEW_MATTER = _kl("5 kap. 57 §")
# Which of the four says what has not been read, so they are cited together.
KL_INTERPELLATION = _kl("5 kap. 59–62 §§")
KL_QUESTION = _kl("5 kap. 64 §")
KL_MINUTES_KEPT = _kl("5 kap. 65 §")
KL_MINUTES_SERVED = _kl("5 kap. 66 §")
KL_MINUTES_CONTENT = _kl("5 kap. 67 §")
KL_MINUTES_QUESTIONS = _kl("5 kap. 68 §")
KL_ADJUSTED = _kl("5 kap. 69 §")
KL_BOARD_DECIDES = _kl("6 kap. 3 §")
KL_BOARD_TURN = _kl("6 kap. 16 §")
KL_BOARD_SUBSTITUTES = _kl("6 kap. 17 §")
KL_BOARD_MEETS = _kl("6 kap. 23 §")
KL_BOARD_REMOTE = _kl("6 kap. 24 §")
KL_BOARD_CLOSED = _kl("6 kap. 25 §")
KL_QUORUM_BOARD = _kl("6 kap. 27 §")
KL_BOARD_CONFLICT = _kl("6 kap. 28 §", amended=((JULY_2022, "2022:638"),))
KL_CONFLICT_IMMATERIAL = _kl("6 kap. 29 §")
KL_CONFLICT_EFFECT = _kl("6 kap. 30 §")
KL_CONFLICT_EXCEPTION = _kl("6 kap. 31 §", amended=((JULY_2022, "2022:638"),))
KL_CONFLICT_APPEAL = _kl("6 kap. 32 §")
KL_BOARD_PROCEDURE = _kl("6 kap. 33 §")
KL_ONE_YEAR_BOARD = _kl("6 kap. 34 §")
KL_BOARD_MINUTES = _kl("6 kap. 35 §")
KL_BOARD_COMMITTEES = _kl("6 kap. 37 §", amended=((JULY_2022, "2022:638"),))
# 2023:708 is dated by the bill that it came from (prop. 2023/24:6).
KL_NOT_DELEGABLE = _kl("6 kap. 38 §", amended=((JULY_2022, "2022:638"), (JANUARY_2024, "2023:708")))
KL_URGENT_DELEGATION = _kl("6 kap. 39 §")
KL_DELEGATION_REPORTED = _kl("6 kap. 40 §")
KL_BOARD_BYLAWS = _kl("6 kap. 44 §")
KL_EMPLOYEE_CONFLICT = _kl("7 kap. 4 §")
KL_EMPLOYEES = _kl("7 kap. 5 §", amended=((REGIONS, "2019:835"),))
KL_EMPLOYEES_REPORTED = _kl("7 kap. 8 §")
# 2023:642 belongs with 2023:644, which is in force from the day given for it.
KL_STAFF_CONFLICT = _kl("7 kap. 17 §", amended=((JANUARY_2024, "2023:642"),))
KL_BOARD_HOLDS = _kl("8 kap. 10 §", amended=((REGIONS, "2019:835"),))
KL_NOTICE_POSTED = _kl("8 kap. 12 §")
KL_BUDGET_SHOWN = _kl("8 kap. 14 §", amended=((REGIONS, "2019:835"),))
KL_ANNUAL_REPORT_SHOWN = _kl("8 kap. 15 §", amended=((REGIONS, "2019:835"),))
# The section is new with 2023:642, which belongs with 2023:644 and is in force from its day.
KL_AUDIT_REPORT_SHOWN = Provision(
    wordings("kommunallagen", "2017:725", ("8 kap. 16 a §", JANUARY_2024, "2023:642"))
)
# How the section stood before 2023:642, which is in force with 2023:644, has not been read.
KL_BALANCE = Provision(
    wordings("kommunallagen", "2017:725", ("11 kap. 5 §", JANUARY_2024, "2023:642"))
)
KL_BUDGET_CONTENT = _kl("11 kap. 6 §")
KL_SPENDING = _kl("11 kap. 15 §")
# 1 § says who may ask for a review, 4 § what they write; how they were worded before 2018 has not been read.
KL_LEGALITY_REVIEW = _kl("13 kap. 1 och 4 §§", amended=((REGIONS, "2019:835"),))
KL_NOT_APPEALABLE = _kl("13 kap. 2 §")
KL_APPEAL_TIME = _kl(
    "13 kap. 5 §",
    amended=((REGIONS, "2019:835"),),
    before=(
        ("10 kap. 6 §", ACT_1991, ""),
        ("10 kap. 6 §", date(1995, 4, 1), "1995:84"),
        ("10 kap. 6 §", date(1997, 8, 1), "1997:550"),
        ("10 kap. 6 §", date(2010, 2, 15), "2009:808"),
    ),
)
