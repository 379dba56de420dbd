"""No two addresses have one name and as many arguments: the one would lead to the other's page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

Named = tuple[str, tuple[str, ...]]


def names(resolver: URLResolver, above: tuple[str, ...] = ()) -> Iterator[Named]:
    for one in resolver.url_patterns:
        taken = (*above, *(type(each).__name__ for each in one.pattern.converters.values()))
        if isinstance(one, URLPattern):
            yield one.name or "", taken
        elif not one.namespace:
            yield from names(one, taken)


def test_no_two_addresses_are_named_alike():
    found = Counter(names(get_resolver()))
    assert len(found) > 400
    assert {name: many for name, many in found.items() if name[0] and many > 1} == {}
