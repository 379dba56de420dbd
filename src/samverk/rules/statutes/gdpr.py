"""The general data protection regulation (EU) 2016/679, and how time is counted in the Union's acts."""

from __future__ import annotations

from datetime import date

from samverk.rules.statutes.provision import Provision, wordings

_GDPR = ("dataskyddsförordningen", "(EU) 2016/679")
_APPLIES = date(2018, 5, 25)
GDPR_ANSWER_TIME = Provision(wordings(*_GDPR, ("artikel 12.3", _APPLIES, "")))
GDPR_ACCESS = Provision(wordings(*_GDPR, ("artikel 15", _APPLIES, "")))
EU_TIME = Provision(
    wordings(
        "förordningen om regler för perioder",
        "(EEG, Euratom) nr 1182/71",
        ("artikel 3.4", date(1971, 7, 1), ""),
    )
)
