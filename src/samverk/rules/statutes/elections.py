"""Lagen om proportionella val i kommuner och regioner (2022:629)."""

from __future__ import annotations

from samverk.rules.statutes.provision import JULY_2022, Provision, wordings

# 8-18 §§ have not been read, nor those from 20 § on, nor the act of 1992 before this one.
_LPV = ("lagen om proportionella val i kommuner och regioner", "2022:629")
_LPV_START = JULY_2022
LPV_REQUEST = Provision(wordings(*_LPV, ("2 §", _LPV_START, "")))
LPV_SUBSTITUTES = Provision(wordings(*_LPV, ("3 §", _LPV_START, "")))
LPV_LIST_ORDER = Provision(wordings(*_LPV, ("19 §", _LPV_START, "")))
