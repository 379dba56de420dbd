"""Writes of the federation."""

from __future__ import annotations

from samverk.federation.actions.bylaws import (
    NewReading,
    NewSettings,
    record_reading,
    record_settings,
)
from samverk.federation.actions.facts import (
    FACT_RECORDED,
    FACT_SET_ASIDE,
    NewFact,
    may_record,
    record_fact,
    set_aside_fact,
)
from samverk.federation.actions.members import (
    NewMember,
    NewTerms,
    add_member,
    admit_member,
    set_terms,
)
from samverk.federation.actions.money import (
    NewFee,
    NewIncome,
    NewPopulation,
    record_population,
    state_fee,
    state_income,
)
from samverk.federation.models import Membership, MembershipFact

__all__ = [
    "FACT_RECORDED",
    "FACT_SET_ASIDE",
    "Membership",
    "MembershipFact",
    "NewFact",
    "NewFee",
    "NewIncome",
    "NewMember",
    "NewPopulation",
    "NewReading",
    "NewSettings",
    "NewTerms",
    "add_member",
    "admit_member",
    "may_record",
    "record_fact",
    "record_population",
    "record_reading",
    "record_settings",
    "set_aside_fact",
    "set_terms",
    "state_fee",
    "state_income",
]
