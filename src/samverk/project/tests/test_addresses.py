"""Every address has a name of its own: two alike would lead to the wrong page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def names(resolver: URLResolver) -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield one.name or ""
        elif not one.namespace:
            yield from names(one)


def test_no_two_addresses_have_the_same_name():
    found = Counter(names(get_resolver()))
    assert len(found) > 400
    assert {name: many for name, many in found.items() if name and many > 1} == {}
