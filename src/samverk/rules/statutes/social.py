"""Socialtjänstlagen (2025:400), and before it that of 2001."""

from __future__ import annotations

from datetime import date

from samverk.rules.ruling import Statute
from samverk.rules.statutes.provision import Provision, wordings

SOCIAL_SERVICES_REPORT = Provision(
    (
        *wordings(
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
