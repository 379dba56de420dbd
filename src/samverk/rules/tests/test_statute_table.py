"""Every wording that the rules cite, with its days: written out once more on purpose.

A slip in the table of statutes would cite the wrong law on every page. So it is made in two places.
"""

from __future__ import annotations

import pytest

from samverk.rules.statutes.provision import Provision
from samverk.rules.tests.acts import PROVISIONS

LOCAL = "kommunallagen (2017:725)"
LOCAL_1991 = "kommunallagen (1991:900)"
FINSAM = "lagen om finansiell samordning av rehabiliteringsinsatser (2003:1210)"
PERIODS = "lagen om beräkning av lagstadgad tid (1930:173)"
HOLIDAYS = "lagen om allmänna helgdagar (1989:253)"
ELECTIONS = "lagen om proportionella val i kommuner och regioner (2022:629)"
VAT = (
    "lagen om ersättning för viss mervärdesskatt för kommuner, regioner, kommunalförbund och"
    " samordningsförbund (2005:807)"
)
PRESS = "tryckfrihetsförordningen (1949:105) i lydelsen 2018:1801"
GDPR = "dataskyddsförordningen ((EU) 2016/679)"
EU_PERIODS = "förordningen om regler för perioder ((EEG, Euratom) nr 1182/71)"
SOCIAL_2001 = "socialtjänstlagen (2001:453)"

# Sections of kommunallagen that stand as they were when the act began, on 1 January 2018.
UNCHANGED = {
    "KL_DUTY_TO_VOTE": "4 kap. 25 §",
    "KL_MEMBER_RAISES": "4 kap. 19 §",
    "KL_INTERPELLATION": "5 kap. 59–62 §§",
    "KL_QUESTION": "5 kap. 64 §",
    "KL_PREPARATION": "5 kap. 26 §",
    "KL_COMMITTEE_HEARD": "5 kap. 27 §",
    "KL_EXECUTIVE_HEARD": "5 kap. 28 §",
    "KL_NO_PREPARATION_ELECTIONS": "5 kap. 29 §",
    "KL_NO_PREPARATION_TERM": "5 kap. 30 §",
    "KL_NO_PREPARATION_EXTRA_ELECTION": "5 kap. 31 §",
    "KL_NO_PREPARATION_AUDIT": "5 kap. 32 §",
    "KL_URGENT": "5 kap. 33 §",
    "KL_NO_PREPARATION_CITIZEN": "5 kap. 34 §",
    "KL_QUORUM_COUNCIL": "5 kap. 45 §",
    "KL_QUORUM_CONFLICT": "5 kap. 46 §",
    "KL_MAJORITY": "5 kap. 55 §",
    "KL_CASTING_VOTE": "5 kap. 56 §",
    "KL_BOARD_DECIDES": "6 kap. 3 §",
    "KL_QUORUM_BOARD": "6 kap. 27 §",
    "KL_BOARD_PROCEDURE": "6 kap. 33 §",
    "KL_NOTICE_POSTED": "8 kap. 12 §",
    "KL_NOT_APPEALABLE": "13 kap. 2 §",
    "KL_ONE_VOTE": "4 kap. 24 §",
    "KL_MUST_DECIDE": "4 kap. 26 §",
    "KL_RESERVATION": "4 kap. 27 §",
    "KL_NOTED_OPINION": "4 kap. 28 §",
    "KL_TABLED_NEXT": "5 kap. 51 §",
    "KL_PROPOSITION": "5 kap. 53 §",
    "KL_OPEN_VOTE": "5 kap. 54 §",
    "KL_NEW_MATTER": "5 kap. 57 §",
    "KL_EXTRA_MEETING": "5 kap. 12 §",
    "KL_ANNOUNCED_URGENT": "5 kap. 14 §",
    "KL_CALLED": "5 kap. 15 §",
    "KL_ONE_YEAR": "5 kap. 35 §",
    "KL_COUNCIL_PUBLIC": "5 kap. 42 §",
    "KL_ONLY_ANNOUNCED": "5 kap. 52 §",
    "KL_MINUTES_KEPT": "5 kap. 65 §",
    "KL_MINUTES_SERVED": "5 kap. 66 §",
    "KL_MINUTES_CONTENT": "5 kap. 67 §",
    "KL_MINUTES_QUESTIONS": "5 kap. 68 §",
    "KL_ADJUSTED": "5 kap. 69 §",
    "KL_BUDGET_CONTENT": "11 kap. 6 §",
    "KL_SPENDING": "11 kap. 15 §",
    "KL_BOARD_MEETS": "6 kap. 23 §",
    "KL_BOARD_CLOSED": "6 kap. 25 §",
    "KL_ONE_YEAR_BOARD": "6 kap. 34 §",
    "KL_BOARD_MINUTES": "6 kap. 35 §",
    "KL_URGENT_DELEGATION": "6 kap. 39 §",
    "KL_DELEGATION_REPORTED": "6 kap. 40 §",
    "KL_BOARD_BYLAWS": "6 kap. 44 §",
    "KL_EMPLOYEES_REPORTED": "7 kap. 8 §",
    "KL_SUBSTITUTE_RIGHTS": "4 kap. 22 §",
    "KL_COUNCIL_REMOTE": "5 kap. 16 §",
    "KL_SUBSTITUTE_SERVES": "5 kap. 17 §",
    "KL_SUBSTITUTE_TURN": "5 kap. 18 §",
    "KL_LATE_MEMBER": "5 kap. 19 §",
    "KL_BROKEN_OFF": "5 kap. 20 §",
    "KL_SUBSTITUTE_LISTS": "5 kap. 21 §",
    "KL_COUNCIL_CONFLICT": "5 kap. 47 §",
    "KL_ACCOUNTABLE_DEBATE": "5 kap. 49 §",
    "KL_BOARD_TURN": "6 kap. 16 §",
    "KL_BOARD_SUBSTITUTES": "6 kap. 17 §",
    "KL_BOARD_REMOTE": "6 kap. 24 §",
    "KL_CONFLICT_IMMATERIAL": "6 kap. 29 §",
    "KL_CONFLICT_EFFECT": "6 kap. 30 §",
    "KL_CONFLICT_APPEAL": "6 kap. 32 §",
    "KL_EMPLOYEE_CONFLICT": "7 kap. 4 §",
}
AMENDED = {
    "KL_LEGALITY_REVIEW": [
        (f"13 kap. 1 och 4 §§ {LOCAL}", "2018-01-01", "2019-12-31"),
        (f"13 kap. 1 och 4 §§ {LOCAL} i lydelsen 2019:835", "2020-01-01", None),
    ],
    "TF_DRAWN_UP": [(f"2 kap. 10 § {PRESS}", "2019-01-01", None)],
    "TF_WORKING_MATERIAL": [(f"2 kap. 12 § {PRESS}", "2019-01-01", None)],
    "KL_BALANCE": [
        (f"11 kap. 5 § {LOCAL} i lydelsen 2023:642", "2024-01-01", None),
    ],
    "KL_ANNOUNCED": [
        (f"5 kap. 13 § {LOCAL}", "2018-01-01", "2019-12-31"),
        (f"5 kap. 13 § {LOCAL} i lydelsen 2019:835", "2020-01-01", None),
    ],
    "KL_EMPLOYEES": [
        (f"7 kap. 5 § {LOCAL}", "2018-01-01", "2019-12-31"),
        (f"7 kap. 5 § {LOCAL} i lydelsen 2019:835", "2020-01-01", None),
    ],
    "KL_BOARD_HOLDS": [
        (f"8 kap. 10 § {LOCAL}", "2018-01-01", "2019-12-31"),
        (f"8 kap. 10 § {LOCAL} i lydelsen 2019:835", "2020-01-01", None),
    ],
    "KL_BUDGET_SHOWN": [
        (f"8 kap. 14 § {LOCAL}", "2018-01-01", "2019-12-31"),
        (f"8 kap. 14 § {LOCAL} i lydelsen 2019:835", "2020-01-01", None),
    ],
    "KL_ANNUAL_REPORT_SHOWN": [
        (f"8 kap. 15 § {LOCAL}", "2018-01-01", "2019-12-31"),
        (f"8 kap. 15 § {LOCAL} i lydelsen 2019:835", "2020-01-01", None),
    ],
    "KL_NOT_DELEGABLE": [
        (f"6 kap. 38 § {LOCAL}", "2018-01-01", "2022-06-30"),
        (f"6 kap. 38 § {LOCAL} i lydelsen 2022:638", "2022-07-01", "2023-12-31"),
        (f"6 kap. 38 § {LOCAL} i lydelsen 2023:708", "2024-01-01", None),
    ],
    "KL_AUDIT_REPORT_SHOWN": [
        (f"8 kap. 16 a § {LOCAL} i lydelsen 2023:642", "2024-01-01", None),
    ],
    "FINSAM_DELEGATION": [
        (f"10 § {FINSAM}", "2004-01-01", None),
    ],
    "FINSAM_ECONOMY": [
        (f"21 § {FINSAM} i lydelsen 2017:746", "2018-01-01", "2019-12-31"),
        (f"21 § {FINSAM} i lydelsen 2019:914", "2020-01-01", "2023-12-31"),
        (f"21 § {FINSAM} i lydelsen 2023:644", "2024-01-01", None),
    ],
    "KL_COUNCIL_DECIDES": [
        (f"5 kap. 1 § {LOCAL}", "2018-01-01", "2019-12-31"),
        (f"5 kap. 1 § {LOCAL} i lydelsen 2019:835", "2020-01-01", None),
    ],
    "KL_BOARD_COMMITTEES": [
        (f"6 kap. 37 § {LOCAL}", "2018-01-01", "2022-06-30"),
        (f"6 kap. 37 § {LOCAL} i lydelsen 2022:638", "2022-07-01", None),
    ],
    "KL_DEFERRAL": [
        (f"5 kap. 36 § {LOCAL_1991} i lydelsen 2002:249", "2002-07-01", "2009-02-28"),
        (f"5 kap. 36 § {LOCAL_1991} i lydelsen 2009:48", "2009-03-01", "2010-12-31"),
        (f"5 kap. 36 § {LOCAL_1991} i lydelsen 2010:1414", "2011-01-01", "2017-12-31"),
        (f"5 kap. 50 § {LOCAL}", "2018-01-01", None),
    ],
    "KL_APPEAL_TIME": [
        (f"10 kap. 6 § {LOCAL_1991}", "1992-01-01", "1995-03-31"),
        (f"10 kap. 6 § {LOCAL_1991} i lydelsen 1995:84", "1995-04-01", "1997-07-31"),
        (f"10 kap. 6 § {LOCAL_1991} i lydelsen 1997:550", "1997-08-01", "2010-02-14"),
        (f"10 kap. 6 § {LOCAL_1991} i lydelsen 2009:808", "2010-02-15", "2017-12-31"),
        (f"13 kap. 5 § {LOCAL}", "2018-01-01", "2019-12-31"),
        (f"13 kap. 5 § {LOCAL} i lydelsen 2019:835", "2020-01-01", None),
    ],
    "FL_APPEAL_TIME": [
        ("44 § förvaltningslagen (2017:900)", "2018-07-01", None),
    ],
    "PERIOD_END_DAY": [
        (f"1 § {PERIODS}", "1930-07-01", None),
    ],
    "PERIOD_NEXT_WEEKDAY": [
        (f"2 § {PERIODS} i lydelsen 1987:1212", "2004-01-01", "2005-03-31"),
        (f"2 § {PERIODS} i lydelsen 2005:44", "2005-04-01", "2011-09-30"),
        (f"2 § {PERIODS} i lydelsen 2011:488", "2011-10-01", "2015-12-31"),
        (f"2 § {PERIODS} i lydelsen 2015:643", "2016-01-01", "2022-09-30"),
        (f"2 § {PERIODS} i lydelsen 2022:931", "2022-10-01", None),
    ],
    "PUBLIC_HOLIDAYS": [
        (f"1 § {HOLIDAYS}", "1990-01-01", "2005-03-31"),
        (f"1 § {HOLIDAYS} i lydelsen 2004:1320", "2005-04-01", None),
    ],
    "FINSAM_ONLY_MEMBERS": [
        (f"6 § {FINSAM}", "2004-01-01", "2004-12-31"),
        (f"6 § {FINSAM} i lydelsen 2004:793", "2005-01-01", "2010-12-31"),
        (f"6 § {FINSAM} i lydelsen 2010:1291", "2011-01-01", "2011-12-31"),
        (f"6 § {FINSAM} i lydelsen 2011:1517", "2012-01-01", None),
    ],
    "FINSAM_TASKS": [
        (f"7 § {FINSAM}", "2004-01-01", None),
    ],
    "FINSAM_EXISTENCE": [
        (f"3 § {FINSAM}", "2004-01-01", "2004-12-31"),
        (f"3 § {FINSAM} i lydelsen 2004:793", "2005-01-01", "2007-12-31"),
        (f"3 § {FINSAM} i lydelsen 2007:411", "2008-01-01", "2010-06-30"),
        (f"3 § {FINSAM} i lydelsen 2010:350", "2010-07-01", "2019-12-31"),
        (f"3 § {FINSAM} i lydelsen 2019:914", "2020-01-01", None),
    ],
    "FINSAM_BYLAWS": [
        (f"9 § {FINSAM}", "2004-01-01", "2007-12-31"),
        (f"9 § {FINSAM} i lydelsen 2007:1017", "2008-01-01", "2017-12-31"),
        (f"9 § {FINSAM} i lydelsen 2017:746", "2018-01-01", "2019-12-31"),
        (f"9 § {FINSAM} i lydelsen 2019:914", "2020-01-01", None),
    ],
    "FINSAM_ARCHIVE": [
        (f"20 § {FINSAM}", "2004-01-01", "2017-07-31"),
        (f"20 § {FINSAM} i lydelsen 2017:556", "2017-08-01", "2019-12-31"),
        (f"20 § {FINSAM} i lydelsen 2019:914", "2020-01-01", None),
    ],
    "FINSAM_AUDITORS": [
        (f"25 § {FINSAM}", "2004-01-01", "2004-12-31"),
        (f"25 § {FINSAM} i lydelsen 2004:793", "2005-01-01", "2007-12-31"),
        (f"25 § {FINSAM} i lydelsen 2007:1018", "2008-01-01", "2010-06-30"),
        (f"25 § {FINSAM} i lydelsen 2010:350", "2010-07-01", "2017-12-31"),
        (f"25 § {FINSAM} i lydelsen 2017:746", "2018-01-01", "2019-12-31"),
        (f"25 § {FINSAM} i lydelsen 2019:914", "2020-01-01", None),
    ],
    "FINSAM_SHARES": [
        (f"5 § {FINSAM}", "2004-01-01", "2004-12-31"),
        (f"5 § {FINSAM} i lydelsen 2004:793", "2005-01-01", "2010-06-30"),
        (f"5 § {FINSAM} i lydelsen 2010:350", "2010-07-01", "2019-12-31"),
        (f"5 § {FINSAM} i lydelsen 2019:914", "2020-01-01", None),
    ],
    "FINSAM_OUTSIDE_REGION": [
        (f"5 a § {FINSAM} i lydelsen 2010:350", "2010-07-01", "2019-12-31"),
        (f"5 a § {FINSAM} i lydelsen 2019:914", "2020-01-01", None),
    ],
    "FINSAM_NOTICE_BOARDS": [
        (f"19 § {FINSAM} i lydelsen 2017:746", "2018-01-01", "2019-12-31"),
        (f"19 § {FINSAM} i lydelsen 2019:914", "2020-01-01", None),
    ],
    "FINSAM_BUDGET": [
        (f"23 § {FINSAM}", "2004-01-01", None),
    ],
    "FINSAM_EXIT": [
        (f"27 § {FINSAM}", "2004-01-01", None),
    ],
    "SOCIAL_SERVICES_REPORT": [
        (f"16 kap. 6 f § {SOCIAL_2001} i lydelsen 2006:495", "2006-07-01", "2009-06-30"),
        (f"16 kap. 6 f § {SOCIAL_2001} i lydelsen 2009:596", "2009-07-01", "2013-05-31"),
        (f"16 kap. 6 f § {SOCIAL_2001} i lydelsen 2012:944", "2013-06-01", "2017-12-31"),
        (f"16 kap. 6 f § {SOCIAL_2001} i lydelsen 2017:742", "2018-01-01", "2025-06-30"),
        ("34 kap. 1 § socialtjänstlagen (2025:400)", "2025-07-01", None),
    ],
    "SOCIAL_SERVICES_NOTICE": [
        (f"16 kap. 6 g § {SOCIAL_2001}", "2018-01-01", "2025-06-30"),
        ("34 kap. 2 § socialtjänstlagen (2025:400)", "2025-07-01", None),
    ],
    "SOCIAL_SERVICES_STATISTICS": [
        (f"16 kap. 6 h § {SOCIAL_2001}", "2018-01-01", "2025-06-30"),
        ("34 kap. 3 § socialtjänstlagen (2025:400)", "2025-07-01", None),
    ],
    "SOCIAL_SERVICES_FEE_BASIS": [
        (f"16 kap. 6 a § {SOCIAL_2001}", "2018-01-01", "2025-06-30"),
        ("34 kap. 5 § socialtjänstlagen (2025:400)", "2025-07-01", None),
    ],
    "SOCIAL_SERVICES_FEE_CHOICE": [
        ("34 kap. 6 § socialtjänstlagen (2025:400)", "2025-07-01", None)
    ],
    "SOCIAL_SERVICES_FEE_AMOUNT": [
        (f"16 kap. 6 b § {SOCIAL_2001}", "2018-01-01", "2025-06-30"),
        ("34 kap. 7 § socialtjänstlagen (2025:400)", "2025-07-01", "2025-12-31"),
        ("34 kap. 7 § socialtjänstlagen (2025:400) i lydelsen 2025:1299", "2026-01-01", None),
    ],
    "SOCIAL_SERVICES_FEE_LIMIT": [
        (f"16 kap. 6 e § {SOCIAL_2001}", "2018-01-01", "2025-06-30"),
        ("34 kap. 10 § socialtjänstlagen (2025:400)", "2025-07-01", None),
    ],
    "DISABILITY_FEE_BASIS": [("28 a § LSS (1993:387)", "2008-07-01", None)],
    "DISABILITY_FEE_AMOUNT": [
        ("28 b § LSS (1993:387)", "2008-07-01", "2025-12-31"),
        ("28 b § LSS (1993:387) i lydelsen 2025:1298", "2026-01-01", None),
    ],
    "DISABILITY_FEE_LIMIT": [("28 e § LSS (1993:387)", "2008-07-01", None)],
    "DISABILITY_REPORT": [("28 f § LSS (1993:387)", "2008-07-01", None)],
    "DISABILITY_NOTICE": [("28 g § LSS (1993:387)", "2008-07-01", None)],
    "DISABILITY_STATISTICS": [("28 h § LSS (1993:387)", "2008-07-01", None)],
    "GDPR_ANSWER_TIME": [(f"artikel 12.3 {GDPR}", "2018-05-25", None)],
    "GDPR_ACCESS": [(f"artikel 15 {GDPR}", "2018-05-25", None)],
    "EU_TIME": [(f"artikel 3.4 {EU_PERIODS}", "1971-07-01", None)],
    "LPV_REQUEST": [(f"2 § {ELECTIONS}", "2022-07-01", None)],
    "LPV_SUBSTITUTES": [(f"3 § {ELECTIONS}", "2022-07-01", None)],
    "LPV_LIST_ORDER": [(f"19 § {ELECTIONS}", "2022-07-01", None)],
    "KL_ACCOUNTABLE_CONFLICT": [
        (f"5 kap. 48 § {LOCAL}", "2018-01-01", "2019-12-31"),
        (f"5 kap. 48 § {LOCAL} i lydelsen 2019:835", "2020-01-01", None),
    ],
    "KL_BOARD_CONFLICT": [
        (f"6 kap. 28 § {LOCAL}", "2018-01-01", "2022-06-30"),
        (f"6 kap. 28 § {LOCAL} i lydelsen 2022:638", "2022-07-01", None),
    ],
    "KL_CONFLICT_EXCEPTION": [
        (f"6 kap. 31 § {LOCAL}", "2018-01-01", "2022-06-30"),
        (f"6 kap. 31 § {LOCAL} i lydelsen 2022:638", "2022-07-01", None),
    ],
    "KL_STAFF_CONFLICT": [
        (f"7 kap. 17 § {LOCAL}", "2018-01-01", "2023-12-31"),
        (f"7 kap. 17 § {LOCAL} i lydelsen 2023:642", "2024-01-01", None),
    ],
    "FINSAM_REPRESENTED": [(f"10 § {FINSAM}", "2004-01-01", None)],
    "FINSAM_SUBSTITUTE_TURN": [
        (f"12 § {FINSAM}", "2004-01-01", "2004-12-31"),
        (f"12 § {FINSAM} i lydelsen 2004:793", "2005-01-01", "2006-12-31"),
        (f"12 § {FINSAM} i lydelsen 2006:1563", "2007-01-01", "2007-12-31"),
        (f"12 § {FINSAM} i lydelsen 2007:411", "2008-01-01", "2019-12-31"),
        (f"12 § {FINSAM} i lydelsen 2019:914", "2020-01-01", "2022-06-30"),
        (f"12 § {FINSAM} i lydelsen 2022:637", "2022-07-01", None),
    ],
    "FINSAM_SAME_MEMBER": [(f"15 § {FINSAM}", "2004-01-01", None)],
    "FINSAM_REMOTE": [(f"19 a § {FINSAM} i lydelsen 2022:131", "2022-03-16", None)],
    "FINSAM_BOARD_PROCEDURE": [
        (f"19 § {FINSAM} i lydelsen 2017:746", "2018-01-01", "2019-12-31"),
        (f"19 § {FINSAM} i lydelsen 2019:914", "2020-01-01", None),
    ],
    "FINSAM_TERM": [(f"13 § {FINSAM}", "2004-01-01", None)],
    "FINSAM_APPOINTMENT": [
        (f"14 § {FINSAM}", "2004-01-01", "2004-12-31"),
        (f"14 § {FINSAM} i lydelsen 2004:793", "2005-01-01", "2017-12-31"),
        (f"14 § {FINSAM} i lydelsen 2017:746", "2018-01-01", "2019-12-31"),
        (f"14 § {FINSAM} i lydelsen 2019:914", "2020-01-01", None),
    ],
    "FINSAM_ANNUAL_REPORT": [
        (f"24 § {FINSAM}", "2004-01-01", "2018-12-31"),
        (f"24 § {FINSAM} i lydelsen 2018:598", "2019-01-01", None),
    ],
    "FINSAM_DISCHARGE": [
        (f"26 § {FINSAM}", "2004-01-01", "2004-12-31"),
        (f"26 § {FINSAM} i lydelsen 2004:793", "2005-01-01", "2007-12-31"),
        (f"26 § {FINSAM} i lydelsen 2007:411", "2008-01-01", "2017-12-31"),
        (f"26 § {FINSAM} i lydelsen 2017:746", "2018-01-01", "2019-12-31"),
        (f"26 § {FINSAM} i lydelsen 2019:914", "2020-01-01", None),
    ],
    "VAT_APPLICATION": [(f"7 § {VAT}", "2023-07-01", None)],
    "VAT_STATEMENT": [(f"8 § {VAT}", "2023-07-01", None)],
}


def written(provision: Provision) -> list[tuple[str, str, str | None]]:
    return [
        (str(w), w.from_date.isoformat(), w.to_date.isoformat() if w.to_date else None)
        for w in provision.wordings
    ]


@pytest.mark.parametrize(("name", "section"), UNCHANGED.items())
def test_an_unchanged_section_is_cited_from_the_acts_first_day(name, section):
    provision = PROVISIONS[name]
    assert written(provision) == [(f"{section} {LOCAL}", "2018-01-01", None)]
    assert provision.name == f"{section} {LOCAL}"


@pytest.mark.parametrize(("name", "wordings"), AMENDED.items())
def test_an_amended_section_is_cited_in_each_wording_from_its_own_day(name, wordings):
    assert written(PROVISIONS[name]) == wordings


def test_no_provision_is_left_out_here():
    assert PROVISIONS.keys() == UNCHANGED.keys() | AMENDED.keys()
