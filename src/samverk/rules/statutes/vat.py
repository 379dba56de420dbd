"""Lagen om ersättning för viss mervärdesskatt för kommuner med flera (2005:807)."""

from __future__ import annotations

from datetime import date

from samverk.rules.statutes.provision import Provision, wordings

_VAT = (
    "lagen om ersättning för viss mervärdesskatt för kommuner, regioner, kommunalförbund och"
    " samordningsförbund",
    "2005:807",
)
# Only the consolidated text has been read, last amended by 2023:207: earlier wordings have not.
_READ_FROM = date(2023, 7, 1)
VAT_APPLICATION = Provision(wordings(*_VAT, ("7 §", _READ_FROM, "")))
VAT_STATEMENT = Provision(wordings(*_VAT, ("8 §", _READ_FROM, "")))
