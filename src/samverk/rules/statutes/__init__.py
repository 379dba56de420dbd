"""The provisions (lagrum) that the rules rest on, each with its known wordings and their dates.

A provision that has been moved or reworded has one row per wording; old rows stay. The dates are
those of the acts' amendment registers. Where an older wording has not been read, the list begins
later, and a day before it gets a remark instead of a statute.

One module per act, each in the order of its sections; callers import from here.
"""

from __future__ import annotations

from samverk.rules.statutes.administration import (
    FL_APPEAL_TIME as FL_APPEAL_TIME,
)
from samverk.rules.statutes.elections import (
    LPV_LIST_ORDER as LPV_LIST_ORDER,
)
from samverk.rules.statutes.elections import (
    LPV_REQUEST as LPV_REQUEST,
)
from samverk.rules.statutes.elections import (
    LPV_SUBSTITUTES as LPV_SUBSTITUTES,
)
from samverk.rules.statutes.finsam import (
    FINSAM_BOARD_PROCEDURE as FINSAM_BOARD_PROCEDURE,
)
from samverk.rules.statutes.finsam import (
    FINSAM_DELEGATION as FINSAM_DELEGATION,
)
from samverk.rules.statutes.finsam import (
    FINSAM_ECONOMY as FINSAM_ECONOMY,
)
from samverk.rules.statutes.finsam import (
    FINSAM_EXIT as FINSAM_EXIT,
)
from samverk.rules.statutes.finsam import (
    FINSAM_NOTICE_BOARDS as FINSAM_NOTICE_BOARDS,
)
from samverk.rules.statutes.finsam import (
    FINSAM_OUTSIDE_REGION as FINSAM_OUTSIDE_REGION,
)
from samverk.rules.statutes.finsam import (
    FINSAM_REMOTE as FINSAM_REMOTE,
)
from samverk.rules.statutes.finsam import (
    FINSAM_REPRESENTED as FINSAM_REPRESENTED,
)
from samverk.rules.statutes.finsam import (
    FINSAM_SAME_MEMBER as FINSAM_SAME_MEMBER,
)
from samverk.rules.statutes.finsam import (
    FINSAM_SHARES as FINSAM_SHARES,
)
from samverk.rules.statutes.finsam import (
    FINSAM_SUBSTITUTE_TURN as FINSAM_SUBSTITUTE_TURN,
)
from samverk.rules.statutes.kl import (
    KL_ACCOUNTABLE_CONFLICT as KL_ACCOUNTABLE_CONFLICT,
)
from samverk.rules.statutes.kl import (
    KL_ACCOUNTABLE_DEBATE as KL_ACCOUNTABLE_DEBATE,
)
from samverk.rules.statutes.kl import (
    KL_ADJUSTED as KL_ADJUSTED,
)
from samverk.rules.statutes.kl import (
    KL_ANNOUNCED as KL_ANNOUNCED,
)
from samverk.rules.statutes.kl import (
    KL_ANNOUNCED_URGENT as KL_ANNOUNCED_URGENT,
)
from samverk.rules.statutes.kl import (
    KL_ANNUAL_REPORT_SHOWN as KL_ANNUAL_REPORT_SHOWN,
)
from samverk.rules.statutes.kl import (
    KL_APPEAL_TIME as KL_APPEAL_TIME,
)
from samverk.rules.statutes.kl import (
    KL_AUDIT_REPORT_SHOWN as KL_AUDIT_REPORT_SHOWN,
)
from samverk.rules.statutes.kl import (
    KL_BOARD_BYLAWS as KL_BOARD_BYLAWS,
)
from samverk.rules.statutes.kl import (
    KL_BOARD_CLOSED as KL_BOARD_CLOSED,
)
from samverk.rules.statutes.kl import (
    KL_BOARD_COMMITTEES as KL_BOARD_COMMITTEES,
)
from samverk.rules.statutes.kl import (
    KL_BOARD_CONFLICT as KL_BOARD_CONFLICT,
)
from samverk.rules.statutes.kl import (
    KL_BOARD_DECIDES as KL_BOARD_DECIDES,
)
from samverk.rules.statutes.kl import (
    KL_BOARD_HOLDS as KL_BOARD_HOLDS,
)
from samverk.rules.statutes.kl import (
    KL_BOARD_MEETS as KL_BOARD_MEETS,
)
from samverk.rules.statutes.kl import (
    KL_BOARD_MINUTES as KL_BOARD_MINUTES,
)
from samverk.rules.statutes.kl import (
    KL_BOARD_PROCEDURE as KL_BOARD_PROCEDURE,
)
from samverk.rules.statutes.kl import (
    KL_BOARD_REMOTE as KL_BOARD_REMOTE,
)
from samverk.rules.statutes.kl import (
    KL_BOARD_SUBSTITUTES as KL_BOARD_SUBSTITUTES,
)
from samverk.rules.statutes.kl import (
    KL_BOARD_TURN as KL_BOARD_TURN,
)
from samverk.rules.statutes.kl import (
    KL_BROKEN_OFF as KL_BROKEN_OFF,
)
from samverk.rules.statutes.kl import (
    KL_BUDGET_SHOWN as KL_BUDGET_SHOWN,
)
from samverk.rules.statutes.kl import (
    KL_CALLED as KL_CALLED,
)
from samverk.rules.statutes.kl import (
    KL_CASTING_VOTE as KL_CASTING_VOTE,
)
from samverk.rules.statutes.kl import (
    KL_COMMITTEE_HEARD as KL_COMMITTEE_HEARD,
)
from samverk.rules.statutes.kl import (
    KL_CONFLICT_APPEAL as KL_CONFLICT_APPEAL,
)
from samverk.rules.statutes.kl import (
    KL_CONFLICT_EFFECT as KL_CONFLICT_EFFECT,
)
from samverk.rules.statutes.kl import (
    KL_CONFLICT_EXCEPTION as KL_CONFLICT_EXCEPTION,
)
from samverk.rules.statutes.kl import (
    KL_CONFLICT_IMMATERIAL as KL_CONFLICT_IMMATERIAL,
)
from samverk.rules.statutes.kl import (
    KL_COUNCIL_CONFLICT as KL_COUNCIL_CONFLICT,
)
from samverk.rules.statutes.kl import (
    KL_COUNCIL_DECIDES as KL_COUNCIL_DECIDES,
)
from samverk.rules.statutes.kl import (
    KL_COUNCIL_PUBLIC as KL_COUNCIL_PUBLIC,
)
from samverk.rules.statutes.kl import (
    KL_COUNCIL_REMOTE as KL_COUNCIL_REMOTE,
)
from samverk.rules.statutes.kl import (
    KL_DEFERRAL as KL_DEFERRAL,
)
from samverk.rules.statutes.kl import (
    KL_DELEGATION_REPORTED as KL_DELEGATION_REPORTED,
)
from samverk.rules.statutes.kl import (
    KL_DUTY_TO_VOTE as KL_DUTY_TO_VOTE,
)
from samverk.rules.statutes.kl import (
    KL_EMPLOYEE_CONFLICT as KL_EMPLOYEE_CONFLICT,
)
from samverk.rules.statutes.kl import (
    KL_EMPLOYEES as KL_EMPLOYEES,
)
from samverk.rules.statutes.kl import (
    KL_EMPLOYEES_REPORTED as KL_EMPLOYEES_REPORTED,
)
from samverk.rules.statutes.kl import (
    KL_EXECUTIVE_HEARD as KL_EXECUTIVE_HEARD,
)
from samverk.rules.statutes.kl import (
    KL_EXTRA_MEETING as KL_EXTRA_MEETING,
)
from samverk.rules.statutes.kl import (
    KL_LATE_MEMBER as KL_LATE_MEMBER,
)
from samverk.rules.statutes.kl import (
    KL_MAJORITY as KL_MAJORITY,
)
from samverk.rules.statutes.kl import (
    KL_MINUTES_CONTENT as KL_MINUTES_CONTENT,
)
from samverk.rules.statutes.kl import (
    KL_MINUTES_KEPT as KL_MINUTES_KEPT,
)
from samverk.rules.statutes.kl import (
    KL_MINUTES_QUESTIONS as KL_MINUTES_QUESTIONS,
)
from samverk.rules.statutes.kl import (
    KL_MINUTES_SERVED as KL_MINUTES_SERVED,
)
from samverk.rules.statutes.kl import (
    KL_MUST_DECIDE as KL_MUST_DECIDE,
)
from samverk.rules.statutes.kl import (
    KL_NEW_MATTER as KL_NEW_MATTER,
)
from samverk.rules.statutes.kl import (
    KL_NO_PREPARATION_AUDIT as KL_NO_PREPARATION_AUDIT,
)
from samverk.rules.statutes.kl import (
    KL_NO_PREPARATION_CITIZEN as KL_NO_PREPARATION_CITIZEN,
)
from samverk.rules.statutes.kl import (
    KL_NO_PREPARATION_ELECTIONS as KL_NO_PREPARATION_ELECTIONS,
)
from samverk.rules.statutes.kl import (
    KL_NO_PREPARATION_EXTRA_ELECTION as KL_NO_PREPARATION_EXTRA_ELECTION,
)
from samverk.rules.statutes.kl import (
    KL_NO_PREPARATION_TERM as KL_NO_PREPARATION_TERM,
)
from samverk.rules.statutes.kl import (
    KL_NOT_APPEALABLE as KL_NOT_APPEALABLE,
)
from samverk.rules.statutes.kl import (
    KL_NOT_DELEGABLE as KL_NOT_DELEGABLE,
)
from samverk.rules.statutes.kl import (
    KL_NOTED_OPINION as KL_NOTED_OPINION,
)
from samverk.rules.statutes.kl import (
    KL_NOTICE_POSTED as KL_NOTICE_POSTED,
)
from samverk.rules.statutes.kl import (
    KL_ONE_VOTE as KL_ONE_VOTE,
)
from samverk.rules.statutes.kl import (
    KL_ONE_YEAR as KL_ONE_YEAR,
)
from samverk.rules.statutes.kl import (
    KL_ONE_YEAR_BOARD as KL_ONE_YEAR_BOARD,
)
from samverk.rules.statutes.kl import (
    KL_ONLY_ANNOUNCED as KL_ONLY_ANNOUNCED,
)
from samverk.rules.statutes.kl import (
    KL_OPEN_VOTE as KL_OPEN_VOTE,
)
from samverk.rules.statutes.kl import (
    KL_PREPARATION as KL_PREPARATION,
)
from samverk.rules.statutes.kl import (
    KL_PROPOSITION as KL_PROPOSITION,
)
from samverk.rules.statutes.kl import (
    KL_QUORUM_BOARD as KL_QUORUM_BOARD,
)
from samverk.rules.statutes.kl import (
    KL_QUORUM_CONFLICT as KL_QUORUM_CONFLICT,
)
from samverk.rules.statutes.kl import (
    KL_QUORUM_COUNCIL as KL_QUORUM_COUNCIL,
)
from samverk.rules.statutes.kl import (
    KL_RESERVATION as KL_RESERVATION,
)
from samverk.rules.statutes.kl import (
    KL_STAFF_CONFLICT as KL_STAFF_CONFLICT,
)
from samverk.rules.statutes.kl import (
    KL_SUBSTITUTE_LISTS as KL_SUBSTITUTE_LISTS,
)
from samverk.rules.statutes.kl import (
    KL_SUBSTITUTE_RIGHTS as KL_SUBSTITUTE_RIGHTS,
)
from samverk.rules.statutes.kl import (
    KL_SUBSTITUTE_SERVES as KL_SUBSTITUTE_SERVES,
)
from samverk.rules.statutes.kl import (
    KL_SUBSTITUTE_TURN as KL_SUBSTITUTE_TURN,
)
from samverk.rules.statutes.kl import (
    KL_TABLED_NEXT as KL_TABLED_NEXT,
)
from samverk.rules.statutes.kl import (
    KL_URGENT as KL_URGENT,
)
from samverk.rules.statutes.kl import (
    KL_URGENT_DELEGATION as KL_URGENT_DELEGATION,
)
from samverk.rules.statutes.provision import (
    Provision as Provision,
)
from samverk.rules.statutes.provision import (
    because as because,
)
from samverk.rules.statutes.provision import (
    unknown_wordings as unknown_wordings,
)
from samverk.rules.statutes.social import (
    SOCIAL_SERVICES_REPORT as SOCIAL_SERVICES_REPORT,
)
from samverk.rules.statutes.time import (
    PERIOD_END_DAY as PERIOD_END_DAY,
)
from samverk.rules.statutes.time import (
    PERIOD_NEXT_WEEKDAY as PERIOD_NEXT_WEEKDAY,
)
from samverk.rules.statutes.time import (
    PUBLIC_HOLIDAYS as PUBLIC_HOLIDAYS,
)
