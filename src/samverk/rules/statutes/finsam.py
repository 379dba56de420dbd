"""Lagen om finansiell samordning av rehabiliteringsinsatser (2003:1210)."""

from __future__ import annotations

from datetime import date

from samverk.rules.statutes.provision import (
    ACT_2017,
    JANUARY_2024,
    JULY_2022,
    REGIONS,
    Provision,
    wordings,
)

_FINSAM = ("lagen om finansiell samordning av rehabiliteringsinsatser", "2003:1210")
_FINSAM_START = date(2004, 1, 1)
FINSAM_EXISTENCE = Provision(
    wordings(
        *_FINSAM,
        ("3 §", _FINSAM_START, ""),
        ("3 §", date(2005, 1, 1), "2004:793"),
        ("3 §", date(2008, 1, 1), "2007:411"),
        ("3 §", date(2010, 7, 1), "2010:350"),
        ("3 §", REGIONS, "2019:914"),
    )
)
FINSAM_SHARES = Provision(
    wordings(
        *_FINSAM,
        ("5 §", _FINSAM_START, ""),
        ("5 §", date(2005, 1, 1), "2004:793"),
        ("5 §", date(2010, 7, 1), "2010:350"),
        ("5 §", REGIONS, "2019:914"),
    )
)
FINSAM_OUTSIDE_REGION = Provision(
    wordings(
        *_FINSAM,
        ("5 a §", date(2010, 7, 1), "2010:350"),
        ("5 a §", REGIONS, "2019:914"),
    )
)
FINSAM_BYLAWS = Provision(
    wordings(
        *_FINSAM,
        ("9 §", _FINSAM_START, ""),
        ("9 §", date(2008, 1, 1), "2007:1017"),
        ("9 §", ACT_2017, "2017:746"),
        ("9 §", REGIONS, "2019:914"),
    )
)
FINSAM_REPRESENTED = Provision(wordings(*_FINSAM, ("10 §", _FINSAM_START, "")))
# 10 § says both how each member is represented and what the board may delegate.
FINSAM_DELEGATION = FINSAM_REPRESENTED
FINSAM_SUBSTITUTE_TURN = Provision(
    wordings(
        *_FINSAM,
        ("12 §", _FINSAM_START, ""),
        ("12 §", date(2005, 1, 1), "2004:793"),
        ("12 §", date(2007, 1, 1), "2006:1563"),
        ("12 §", date(2008, 1, 1), "2007:411"),
        ("12 §", REGIONS, "2019:914"),
        ("12 §", JULY_2022, "2022:637"),
    )
)
FINSAM_TERM = Provision(wordings(*_FINSAM, ("13 §", _FINSAM_START, "")))
FINSAM_APPOINTMENT = Provision(
    wordings(
        *_FINSAM,
        ("14 §", _FINSAM_START, ""),
        ("14 §", date(2005, 1, 1), "2004:793"),
        ("14 §", ACT_2017, "2017:746"),
        ("14 §", REGIONS, "2019:914"),
    )
)
FINSAM_SAME_MEMBER = Provision(wordings(*_FINSAM, ("15 §", _FINSAM_START, "")))
# Before 2018 the section pointed to the act of 1991; that wording has not been read.
FINSAM_NOTICE_BOARDS = Provision(
    wordings(
        *_FINSAM,
        ("19 §", ACT_2017, "2017:746"),
        ("19 §", REGIONS, "2019:914"),
    )
)
# 19 § says both which rules of the act above the board follows and where its minutes are announced.
FINSAM_BOARD_PROCEDURE = FINSAM_NOTICE_BOARDS
FINSAM_REMOTE = Provision(wordings(*_FINSAM, ("19 a §", date(2022, 3, 16), "2022:131")))
FINSAM_ARCHIVE = Provision(
    wordings(
        *_FINSAM,
        ("20 §", _FINSAM_START, ""),
        ("20 §", date(2017, 8, 1), "2017:556"),
        ("20 §", REGIONS, "2019:914"),
    )
)
# Before 2018 the section pointed to the act of 1991; that wording has not been read.
FINSAM_ECONOMY = Provision(
    wordings(
        *_FINSAM,
        ("21 §", ACT_2017, "2017:746"),
        ("21 §", REGIONS, "2019:914"),
        ("21 §", JANUARY_2024, "2023:644"),
    )
)
# When the budget is set, and that the members are consulted; unchanged since the act came.
FINSAM_BUDGET = Provision(wordings(*_FINSAM, ("23 §", _FINSAM_START, "")))
FINSAM_ANNUAL_REPORT = Provision(
    wordings(
        *_FINSAM,
        ("24 §", _FINSAM_START, ""),
        ("24 §", date(2019, 1, 1), "2018:598"),
    )
)
# 2007:1018 reworded the section before 2007:411 came into force, on the same day.
FINSAM_AUDITORS = Provision(
    wordings(
        *_FINSAM,
        ("25 §", _FINSAM_START, ""),
        ("25 §", date(2005, 1, 1), "2004:793"),
        ("25 §", date(2008, 1, 1), "2007:1018"),
        ("25 §", date(2010, 7, 1), "2010:350"),
        ("25 §", ACT_2017, "2017:746"),
        ("25 §", REGIONS, "2019:914"),
    )
)
FINSAM_DISCHARGE = Provision(
    wordings(
        *_FINSAM,
        ("26 §", _FINSAM_START, ""),
        ("26 §", date(2005, 1, 1), "2004:793"),
        ("26 §", date(2008, 1, 1), "2007:411"),
        ("26 §", ACT_2017, "2017:746"),
        ("26 §", REGIONS, "2019:914"),
    )
)
FINSAM_EXIT = Provision(wordings(*_FINSAM, ("27 §", _FINSAM_START, "")))
# Who may put money in and be paid out of it: only a party, as a member
FINSAM_ONLY_MEMBERS = Provision(
    wordings(
        *_FINSAM,
        ("6 §", _FINSAM_START, ""),
        ("6 §", date(2005, 1, 1), "2004:793"),
        ("6 §", date(2011, 1, 1), "2010:1291"),
        ("6 §", date(2012, 1, 1), "2011:1517"),
    )
)
# What a federation does, and that it gives no services to individuals; unchanged since the act came
FINSAM_TASKS = Provision(wordings(*_FINSAM, ("7 §", _FINSAM_START, "")))
