"""Acts and subjects with the time they are in force, for judging citations. Data, no rules.

A row is added when a section is known to have moved; old rows stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from samverk.rules.ruling import Statute
from samverk.rules.statutes.kl import KL_APPEAL_TIME, KL_DEFERRAL
from samverk.rules.statutes.provision import Provision
from samverk.rules.statutes.social import SOCIAL_SERVICES_REPORT


@dataclass(frozen=True, slots=True)
class Act:
    """An act (lag) with the names it is cited by, lower case, and its time in force."""

    number: str
    names: tuple[str, ...]
    from_date: date
    to_date: date | None = None

    def in_force(self, day: date) -> bool:
        """Answer whether the act was in force on ``day``."""
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)


_KL = ("kommunallagen", "kommunallag", "kl")
_SOL = ("socialtjänstlagen", "socialtjänstlag", "sol")
_FL = ("förvaltningslagen", "förvaltningslag", "fl")
_PROPORTIONAL = ("lagen om proportionella val", "lagen om proportionellt valsätt")
_FINSAM = (
    "lagen om finansiell samordning av rehabiliteringsinsatser",
    "lagen om finansiell samordning",
)

ACTS = (
    Act("1991:900", _KL, date(1992, 1, 1), date(2017, 12, 31)),
    Act("2017:725", _KL, date(2018, 1, 1)),
    Act("2001:453", _SOL, date(2002, 1, 1), date(2025, 6, 30)),
    Act("2025:400", _SOL, date(2025, 7, 1)),
    Act("1986:223", _FL, date(1987, 1, 1), date(2018, 6, 30)),
    Act("2017:900", _FL, date(2018, 7, 1)),
    Act("1992:339", _PROPORTIONAL, date(1992, 7, 1), date(2022, 6, 30)),
    Act("2022:629", _PROPORTIONAL, date(2022, 7, 1)),
    Act("2003:1210", _FINSAM, date(2004, 1, 1)),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject that acts regulate, the words that tell it, and its section through time."""

    name: str
    words: re.Pattern[str]
    act_names: tuple[str, ...]
    provision: Provision


_AUDITORS = Provision(
    (
        Statute("kommunallagen", "1991:900", "3 kap. 8 §", date(1992, 1, 1), date(2017, 12, 31)),
        Statute("kommunallagen", "2017:725", "3 kap. 10 §", date(2018, 1, 1)),
    )
)
# The rules cite the first section of the duty; documents cite the whole of it.
_REPORTING_SECTIONS = {"2001:453": "16 kap. 6 f-h §", "2025:400": "34 kap. 1-3 §"}
_REPORTING = Provision(
    tuple(
        wording._replace(section=_REPORTING_SECTIONS[wording.number])
        for wording in SOCIAL_SERVICES_REPORT.wordings
    )
)

SUBJECTS = (
    Subject("revisorerna", re.compile("revisor", re.IGNORECASE), _KL, _AUDITORS),
    Subject(
        "rapportering av ej verkställda beslut",
        re.compile("verkställ|rapporter", re.IGNORECASE),
        _SOL,
        _REPORTING,
    ),
    Subject(
        "bordläggning och återremiss",
        re.compile("återremi|bordlägg", re.IGNORECASE),
        _KL,
        KL_DEFERRAL,
    ),
    Subject(
        "tiden för laglighetsprövning",
        re.compile("överklag|laglighetspröv", re.IGNORECASE),
        _KL,
        KL_APPEAL_TIME,
    ),
)
