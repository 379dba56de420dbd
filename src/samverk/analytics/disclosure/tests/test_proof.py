"""The proof beside a published table: it holds, tells nothing more, and a changed one is found out."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import given, settings

from samverk.analytics.disclosure.linking import later_period
from samverk.analytics.disclosure.policy import DisclosurePolicy
from samverk.analytics.disclosure.proof import faults_of, fingerprint, proof_of
from samverk.analytics.disclosure.protect import Protection, protect, protect_together

from .tables import policies, same_telling, table, tables

POLICY = DisclosurePolicy(5)
TABLE = table((90, 43), (7, 2), (8, 1), (2, 5), (2, 2), (1, 1))


def published(protection: Protection):
    return [one.shown(protection.policy) for one in protection.editions]


def stored(protection: Protection):
    """Give the proof as it comes back from where it was kept."""
    return json.loads(json.dumps(proof_of(protection)))


@pytest.fixture
def protection():
    return protect(TABLE, POLICY)


@given(tables(), policies())
@settings(max_examples=60)
def test_a_kept_proof_holds(found, policy):
    protection = protect(found, policy)
    assert faults_of(stored(protection), published(protection)) == []


@pytest.mark.parametrize("base", [2, 3, 5, 10])
def test_a_proof_of_rounded_numbers_holds(base):
    protection = protect(TABLE, replace(POLICY, rounding=base))
    assert faults_of(stored(protection), published(protection)) == []


def test_a_proof_over_two_periods_holds():
    before = protect(table((20, 31), (14, 9), (8, 12), name="vår"), POLICY)
    now = table((20, 31), (15, 9), (8, 15), name="sommar")
    links = later_period(before.editions[0].table, now)
    both = protect_together([now], POLICY, links, before.editions)
    assert faults_of(stored(both), published(both)) == []


def test_the_proof_is_the_same_whatever_the_hidden_numbers_are(protection):
    """All tables that are told in the same way have one proof: it tells nothing about which it is."""
    (edition,) = protect(table((9, 2), (7, 3), (6, 6)), POLICY).editions
    proofs = {
        json.dumps(proof_of(protect(other, POLICY)))
        for other in same_telling(edition, POLICY, 9)
        if protect(other, POLICY).editions[0].shown(POLICY) == edition.shown(POLICY)
        and protect(other, POLICY).editions[0].hidden == edition.hidden
    }
    assert len(list(same_telling(edition, POLICY, 9))) > 1
    assert len(proofs) == 1


def test_a_proof_of_another_table_is_refused(protection):
    other = protect(table((91, 43), (7, 2), (8, 1), (2, 5), (2, 2), (1, 1)), POLICY)
    (fault,) = faults_of(proof_of(other), published(protection))
    assert "andra tabeller" in fault


def test_a_table_that_does_not_fit_is_found(protection):
    proof = stored(protection)
    proof["tables"][0][0] += 1
    assert faults_of(proof, published(protection)) == [
        "En av bevisets tabeller passar inte det som är publicerat."
    ]


@pytest.mark.parametrize("threshold", [3, 12])
def test_tables_that_another_rule_would_allow_do_not_fit(protection, threshold):
    proof = stored(protection)
    proof["policy"]["threshold"] = threshold
    (fault,) = faults_of(proof, published(protection))
    assert "passar inte" in fault


def test_a_proof_without_a_second_value_is_no_proof(protection):
    proof = stored(protection)
    proof["tables"] = proof["tables"][:1]
    faults = faults_of(proof, published(protection))
    assert "Inget visar att T, r1, c1 inte kan räknas ut." in faults


def test_a_proof_that_leaves_out_a_number_is_refused(protection):
    proof = stored(protection)
    proof["numbers"].pop()
    proof["tables"] = [each[:-1] for each in proof["tables"]]
    (fault,) = faults_of(proof, published(protection))
    assert "inte just de tal" in fault


@pytest.mark.parametrize(
    ("key", "value"),
    [("policy", {}), ("numbers", None), ("tables", [[1]]), ("links", [{}]), ("published", [])],
)
def test_what_is_no_proof_is_said_to_be_none(protection, key, value):
    proof = deepcopy(proof_of(protection))
    proof[key] = value
    (fault,) = faults_of(proof, published(protection))
    assert fault.startswith("Beviset går inte att läsa")


def test_a_proof_by_rules_not_known_here_is_refused(protection):
    proof = stored(protection)
    proof["policy"]["version"] = 99
    assert "version 99" in faults_of(proof, published(protection))[0]


def test_another_number_gives_another_fingerprint(protection):
    (shown,) = published(protection)
    assert fingerprint(shown) == fingerprint(published(protect(TABLE, POLICY))[0])
    assert fingerprint(replace(shown, table="annan")) != fingerprint(shown)
