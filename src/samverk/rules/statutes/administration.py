"""Förvaltningslagen (2017:900)."""

from __future__ import annotations

from datetime import date

from samverk.rules.ruling import Statute
from samverk.rules.statutes.provision import Provision

FL_APPEAL_TIME = Provision((Statute("förvaltningslagen", "2017:900", "44 §", date(2018, 7, 1)),))
