"""The provisions (lagrum) that the rules rest on, each with its known wordings and their dates.

A provision that has been moved or reworded has one row per wording; old rows stay. The dates are
those of the acts' amendment registers. Where an older wording has not been read, the list begins
later, and a day before it gets a remark instead of a statute.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from samverk.rules.ruling import Reason, Statute
from samverk.rules.wording import running_date


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision through time (bestämmelse); ``wordings`` are ordered, oldest first."""

    wordings: tuple[Statute, ...]

    def on(self, day: date | None) -> Statute | None:
        """Find the wording in force on ``day``; None if the day is earlier than all known ones.

        Without a day the newest known wording answers: the rules have no clock.
        """
        if day is None:
            return self.wordings[-1]
        return next((wording for wording in self.wordings if wording.in_force(day)), None)

    @property
    def name(self) -> str:
        """The newest citation without its wording, for texts about the provision as such."""
        return str(replace(self.wordings[-1], amended_by=""))


def because(text: str, provision: Provision, day: date | None) -> Reason:
    """Give a reason that cites the wording in force on ``day``, if that wording is known."""
    return Reason(text, provision.on(day))


def unknown_wordings(day: date | None, *provisions: Provision) -> tuple[Reason, ...]:
    """Remark on each provision whose wording on ``day`` is not known. Empty when all are known."""
    return tuple(
        Reason(
            f"Den lydelse som motsvarade {provision.name} {running_date(day)} finns inte i Samverks "
            "tabell. Äldsta kända lydelse gäller från "
            f"{running_date(provision.wordings[0].from_date)} och används."
        )
        for provision in provisions
        if day is not None and provision.on(day) is None
    )


def _wordings(
    act: str, number: str, *rows: tuple[str, date, str], last_day: date | None = None
) -> tuple[Statute, ...]:
    """Build the wordings of one provision in one act; each ends the day before the next begins."""
    ends = [start - timedelta(days=1) for _, start, _ in rows[1:]]
    return tuple(
        Statute(act, number, section, start, end, amended_by)
        for (section, start, amended_by), end in zip(rows, [*ends, last_day], strict=True)
    )


_KL_1991 = date(1992, 1, 1)
_KL_2017 = date(2018, 1, 1)


def _kl(
    section: str,
    *,
    amended: tuple[tuple[date, str], ...] = (),
    before: tuple[tuple[str, date, str], ...] = (),
) -> Provision:
    """Build a provision of kommunallagen (2017:725) with its forerunners in the act of 1991.

    Most have none here: which section of the act of 1991 said the same has not been read.
    """
    last_day = _KL_2017 - timedelta(days=1)
    old = _wordings("kommunallagen", "1991:900", *before, last_day=last_day) if before else ()
    rows = [(section, _KL_2017, ""), *((section, start, by) for start, by in amended)]
    return Provision((*old, *_wordings("kommunallagen", "2017:725", *rows)))


KL_DUTY_TO_VOTE = _kl("4 kap. 25 §")
KL_COUNCIL_DECIDES = _kl("5 kap. 1 §")
KL_PREPARATION = _kl("5 kap. 26 §")
KL_COMMITTEE_HEARD = _kl("5 kap. 27 §")
KL_EXECUTIVE_HEARD = _kl("5 kap. 28 §")
KL_NO_PREPARATION_ELECTIONS = _kl("5 kap. 29 §")
KL_NO_PREPARATION_TERM = _kl("5 kap. 30 §")
KL_NO_PREPARATION_EXTRA_ELECTION = _kl("5 kap. 31 §")
KL_NO_PREPARATION_AUDIT = _kl("5 kap. 32 §")
KL_URGENT = _kl("5 kap. 33 §")
KL_NO_PREPARATION_CITIZEN = _kl("5 kap. 34 §")
KL_QUORUM_COUNCIL = _kl("5 kap. 45 §")
KL_QUORUM_CONFLICT = _kl("5 kap. 46 §")
# The minority's right to refer back came with 2002:249; the wording before that has not been read.
KL_DEFERRAL = _kl(
    "5 kap. 50 §",
    before=(
        ("5 kap. 36 §", date(2002, 7, 1), "2002:249"),
        ("5 kap. 36 §", date(2009, 3, 1), "2009:48"),
        ("5 kap. 36 §", date(2011, 1, 1), "2010:1414"),
    ),
)
KL_MAJORITY = _kl("5 kap. 55 §")
KL_CASTING_VOTE = _kl("5 kap. 56 §")
KL_BOARD_DECIDES = _kl("6 kap. 3 §")
KL_QUORUM_BOARD = _kl("6 kap. 27 §")
KL_BOARD_PROCEDURE = _kl("6 kap. 33 §")
KL_BOARD_COMMITTEES = _kl("6 kap. 37 §")
KL_NOTICE_POSTED = _kl("8 kap. 12 §")
KL_NOT_APPEALABLE = _kl("13 kap. 2 §")
KL_APPEAL_TIME = _kl(
    "13 kap. 5 §",
    amended=((date(2020, 1, 1), "2019:835"),),
    before=(
        ("10 kap. 6 §", _KL_1991, ""),
        ("10 kap. 6 §", date(1995, 4, 1), "1995:84"),
        ("10 kap. 6 §", date(1997, 8, 1), "1997:550"),
        ("10 kap. 6 §", date(2010, 2, 15), "2009:808"),
    ),
)

FL_APPEAL_TIME = Provision((Statute("förvaltningslagen", "2017:900", "44 §", date(2018, 7, 1)),))

_PERIODS_ACT = ("lagen om beräkning av lagstadgad tid", "1930:173")
PERIOD_END_DAY = Provision(_wordings(*_PERIODS_ACT, ("1 §", date(1930, 7, 1), "")))
# 2 § named other days in its first decades. The present list is in 1987:1212, whose first day in
# force the government set; RÅ 2004 not 40 cites the list for January 2004, so it begins there.
# 2022:931 belongs with 2022:930 and 2022:933, which are in force from the day given for it.
PERIOD_NEXT_WEEKDAY = Provision(
    _wordings(
        *_PERIODS_ACT,
        ("2 §", date(2004, 1, 1), "1987:1212"),
        ("2 §", date(2005, 4, 1), "2005:44"),
        ("2 §", date(2011, 10, 1), "2011:488"),
        ("2 §", date(2016, 1, 1), "2015:643"),
        ("2 §", date(2022, 10, 1), "2022:931"),
    )
)

PUBLIC_HOLIDAYS = Provision(
    _wordings(
        "lagen om allmänna helgdagar",
        "1989:253",
        ("1 §", date(1990, 1, 1), ""),
        ("1 §", date(2005, 4, 1), "2004:1320"),
    )
)

_FINSAM = ("lagen om finansiell samordning av rehabiliteringsinsatser", "2003:1210")
_FINSAM_START = date(2004, 1, 1)
FINSAM_SHARES = Provision(
    _wordings(
        *_FINSAM,
        ("5 §", _FINSAM_START, ""),
        ("5 §", date(2005, 1, 1), "2004:793"),
        ("5 §", date(2010, 7, 1), "2010:350"),
        ("5 §", date(2020, 1, 1), "2019:914"),
    )
)
FINSAM_OUTSIDE_REGION = Provision(
    _wordings(
        *_FINSAM,
        ("5 a §", date(2010, 7, 1), "2010:350"),
        ("5 a §", date(2020, 1, 1), "2019:914"),
    )
)
# Before 2018 the section pointed to the act of 1991; that wording has not been read.
FINSAM_NOTICE_BOARDS = Provision(
    _wordings(
        *_FINSAM,
        ("19 §", _KL_2017, "2017:746"),
        ("19 §", date(2020, 1, 1), "2019:914"),
    )
)
FINSAM_EXIT = Provision(_wordings(*_FINSAM, ("27 §", _FINSAM_START, "")))

SOCIAL_SERVICES_REPORT = Provision(
    (
        *_wordings(
            "socialtjänstlagen",
            "2001:453",
            ("16 kap. 6 f §", date(2006, 7, 1), "2006:495"),
            ("16 kap. 6 f §", date(2009, 7, 1), "2009:596"),
            ("16 kap. 6 f §", date(2013, 6, 1), "2012:944"),
            ("16 kap. 6 f §", date(2018, 1, 1), "2017:742"),
            last_day=date(2025, 6, 30),
        ),
        Statute("socialtjänstlagen", "2025:400", "34 kap. 1 §", date(2025, 7, 1)),
    )
)

# Who serves, conflicts of interest and participation at a distance (meetings)
KL_SUBSTITUTE_RIGHTS = _kl("4 kap. 22 §")
KL_COUNCIL_REMOTE = _kl("5 kap. 16 §")
KL_SUBSTITUTE_SERVES = _kl("5 kap. 17 §")
KL_SUBSTITUTE_TURN = _kl("5 kap. 18 §")
KL_LATE_MEMBER = _kl("5 kap. 19 §")
KL_BROKEN_OFF = _kl("5 kap. 20 §")
KL_SUBSTITUTE_LISTS = _kl("5 kap. 21 §")
KL_COUNCIL_CONFLICT = _kl("5 kap. 47 §")
KL_ACCOUNTABLE_CONFLICT = _kl("5 kap. 48 §", amended=((date(2020, 1, 1), "2019:835"),))
KL_ACCOUNTABLE_DEBATE = _kl("5 kap. 49 §")
KL_BOARD_TURN = _kl("6 kap. 16 §")
KL_BOARD_SUBSTITUTES = _kl("6 kap. 17 §")
KL_BOARD_REMOTE = _kl("6 kap. 24 §")
KL_BOARD_CONFLICT = _kl("6 kap. 28 §", amended=((date(2022, 7, 1), "2022:638"),))
KL_CONFLICT_IMMATERIAL = _kl("6 kap. 29 §")
KL_CONFLICT_EFFECT = _kl("6 kap. 30 §")
KL_CONFLICT_EXCEPTION = _kl("6 kap. 31 §", amended=((date(2022, 7, 1), "2022:638"),))
KL_CONFLICT_APPEAL = _kl("6 kap. 32 §")
KL_EMPLOYEE_CONFLICT = _kl("7 kap. 4 §")
# 2023:642 belongs with 2023:644, which is in force from the day given for it.
KL_STAFF_CONFLICT = _kl("7 kap. 17 §", amended=((date(2024, 1, 1), "2023:642"),))
FINSAM_REPRESENTED = Provision(_wordings(*_FINSAM, ("10 §", _FINSAM_START, "")))
FINSAM_SUBSTITUTE_TURN = Provision(
    _wordings(
        *_FINSAM,
        ("12 §", _FINSAM_START, ""),
        ("12 §", date(2005, 1, 1), "2004:793"),
        ("12 §", date(2007, 1, 1), "2006:1563"),
        ("12 §", date(2008, 1, 1), "2007:411"),
        ("12 §", date(2020, 1, 1), "2019:914"),
        ("12 §", date(2022, 7, 1), "2022:637"),
    )
)
FINSAM_SAME_MEMBER = Provision(_wordings(*_FINSAM, ("15 §", _FINSAM_START, "")))
FINSAM_REMOTE = Provision(_wordings(*_FINSAM, ("19 a §", date(2022, 3, 16), "2022:131")))
# 19 § says both which rules of the act above the board follows and where its minutes are announced.
FINSAM_BOARD_PROCEDURE = FINSAM_NOTICE_BOARDS
