"""What is published is true, keeps what it can, and lets no small number be computed."""

from __future__ import annotations

from hypothesis import given, settings

from samverk.analytics.disclosure.protect import protect

from .tables import policies, same_telling, tables


@given(tables(), policies())
@settings(max_examples=300, deadline=None)
def test_no_small_number_can_be_computed(found, policy):
    assert protect(found, policy).leaks == ()


@given(tables(3, 2, 7), policies(5))
@settings(max_examples=80, deadline=None)
def test_the_oracle_too_finds_two_values_of_every_protected_number(found, policy):
    protection = protect(found, policy)
    (edition,) = protection.editions
    others = list(same_telling(edition, policy, 8))
    assert found in others

    for cell in protection.protected:
        assert len({one.of_label(cell.row, cell.column) for one in others}) > 1, cell
