"""Tryckfrihetsförordningen (1949:105), 2 kap.: when a document is public. Worded anew by 2018:1801."""

from __future__ import annotations

from datetime import date

from samverk.rules.statutes.provision import Provision, wordings

_START = date(2019, 1, 1)


def _tf(section: str) -> Provision:
    return Provision(
        wordings("tryckfrihetsförordningen", "1949:105", (section, _START, "2018:1801"))
    )


TF_DRAWN_UP = _tf("2 kap. 10 §")
TF_WORKING_MATERIAL = _tf("2 kap. 12 §")
