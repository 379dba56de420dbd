"""Writes of the directory: organisations, bodies, by-laws, people and seats."""

from __future__ import annotations

from samverk.directory.actions.accounts import NewBinding, bind_account, release_account
from samverk.directory.actions.bodies import NewBody, NewTerms, add_body, set_terms
from samverk.directory.actions.calling_order import NewCallingOrder, set_calling_order
from samverk.directory.actions.seats import NewHolding, end_holding, fill_seat
from samverk.directory.actions.setup import NewOrganisation, add_organisation, add_party

__all__ = [
    "NewBinding",
    "NewBody",
    "NewCallingOrder",
    "NewHolding",
    "NewOrganisation",
    "NewTerms",
    "add_body",
    "add_organisation",
    "add_party",
    "bind_account",
    "end_holding",
    "fill_seat",
    "release_account",
    "set_calling_order",
    "set_terms",
]
