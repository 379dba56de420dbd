"""Socialtjänstlagen (2025:400), before it that of 2001, and LSS: decisions that are not carried out.

Of the older act's other sections no wording before 2018 is known here, and of LSS none but the one that
the duty began with.
"""

from __future__ import annotations

from datetime import date

from samverk.rules.ruling import Statute
from samverk.rules.statutes.provision import Provision, wordings

_OLD, _NEW, _LSS = ("socialtjänstlagen", "2001:453"), ("socialtjänstlagen", "2025:400"), "1993:387"
_FIRST, _LAST_OLD = date(2025, 7, 1), date(2025, 6, 30)
_LSS_DUTY = date(2008, 7, 1)
_KNOWN = date(2018, 1, 1)
_RAISED = date(2026, 1, 1)


def _social(old: str, new: str, *rows: tuple[str, date, str]) -> Provision:
    """Build a provision that moved to the new act on 1 July 2025."""
    known = rows or ((old, _KNOWN, ""),)
    return Provision((*wordings(*_OLD, *known, last_day=_LAST_OLD), Statute(*_NEW, new, _FIRST)))


def _disability(section: str) -> Provision:
    return Provision((Statute("LSS", _LSS, section, _LSS_DUTY),))


SOCIAL_SERVICES_REPORT = _social(
    "16 kap. 6 f §",
    "34 kap. 1 §",
    ("16 kap. 6 f §", date(2006, 7, 1), "2006:495"),
    ("16 kap. 6 f §", date(2009, 7, 1), "2009:596"),
    ("16 kap. 6 f §", date(2013, 6, 1), "2012:944"),
    ("16 kap. 6 f §", _KNOWN, "2017:742"),
)
SOCIAL_SERVICES_NOTICE = _social("16 kap. 6 g §", "34 kap. 2 §")
SOCIAL_SERVICES_STATISTICS = _social("16 kap. 6 h §", "34 kap. 3 §")
SOCIAL_SERVICES_FEE_BASIS = _social("16 kap. 6 a §", "34 kap. 5 §")
# Only in the newer act is the wording known: who wants to wait for a provider of their own choice
SOCIAL_SERVICES_FEE_CHOICE = Provision((Statute(*_NEW, "34 kap. 6 §", _FIRST),))
SOCIAL_SERVICES_FEE_AMOUNT = Provision(
    (
        Statute(*_OLD, "16 kap. 6 b §", _KNOWN, _LAST_OLD),
        *wordings(*_NEW, ("34 kap. 7 §", _FIRST, ""), ("34 kap. 7 §", _RAISED, "2025:1299")),
    )
)
SOCIAL_SERVICES_FEE_LIMIT = _social("16 kap. 6 e §", "34 kap. 10 §")
DISABILITY_FEE_BASIS = _disability("28 a §")
DISABILITY_FEE_AMOUNT = Provision(
    wordings("LSS", _LSS, ("28 b §", _LSS_DUTY, ""), ("28 b §", _RAISED, "2025:1298"))
)
DISABILITY_FEE_LIMIT = _disability("28 e §")
DISABILITY_REPORT = _disability("28 f §")
DISABILITY_NOTICE = _disability("28 g §")
DISABILITY_STATISTICS = _disability("28 h §")
