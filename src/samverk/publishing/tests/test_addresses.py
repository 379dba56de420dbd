"""Where published things have their pages: the same for each number, looked up once."""

from __future__ import annotations

import pytest
from django.urls import clear_script_prefix, resolve, reverse, set_script_prefix

from samverk.publishing import addresses
from samverk.publishing.addresses import PAGES, address_of
from samverk.publishing.models import Kind


@pytest.fixture(autouse=True)
def _anew():
    addresses._place.cache_clear()
    yield
    clear_script_prefix()
    addresses._place.cache_clear()


@pytest.mark.parametrize(("kind", "name"), PAGES.items())
@pytest.mark.parametrize("number", [1, 10, 2**62])
def test_an_address_leads_to_its_page(kind, name, number):
    found = resolve(address_of(kind, number))
    assert (found.url_name, found.kwargs) == (name, {"source": number})


def test_a_hundred_of_a_kind_are_looked_up_once(monkeypatch):
    asked = []
    monkeypatch.setattr(addresses, "reverse", lambda *a, **k: asked.append(a) or reverse(*a, **k))
    found = {address_of(Kind.ITEM, number) for number in range(100)}
    assert (len(found), len(asked)) == (100, 1)


def test_under_another_prefix_it_is_another_address():
    before = address_of(Kind.CASE, 7)
    set_script_prefix("/samverk/")
    assert address_of(Kind.CASE, 7) == f"/samverk{before}"
