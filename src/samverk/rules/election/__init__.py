"""Proportional elections in municipalities and regions (proportionellt val), by lag (2022:629).

Seats go one by one to the group with the largest comparison number, and ties are settled by lot.
A lot is drawn by people: the rule says between whom, and takes the drawn order when there is one.
"""

from samverk.rules.election.request import Asked, ElectionRequest, election_request
from samverk.rules.election.ruling import Election, Tie, elected, election

__all__ = [
    "Asked",
    "Election",
    "ElectionRequest",
    "Tie",
    "elected",
    "election",
    "election_request",
]
