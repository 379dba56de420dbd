"""A reader's network is told by class, from where the server says, and never by what the reader says."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory

from samverk.foundation.networks import Network, class_of, network_of, own_networks, read_range

OWN = [read_range("10.0.0.0/8"), read_range("2001:db8::/32")]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.1.2.3", Network.OWN),
        ("11.1.2.3", Network.OTHER),
        ("2001:db8::7", Network.OWN),
        ("2001:db9::7", Network.OTHER),
        ("::ffff:10.1.2.3", Network.OWN),
        ("::ffff:11.1.2.3", Network.OTHER),
    ],
)
def test_an_address_is_in_the_own_network_or_another(address, network):
    assert class_of(address, OWN) is network


def asked(**more: str) -> str:
    request = RequestFactory().get("/")
    request.META.update(more)
    return network_of(request)


def test_the_network_is_unknown_where_nobody_has_said_which_are_own(settings):
    settings.OWN_NETWORKS = []
    assert asked(REMOTE_ADDR="10.1.2.3") == ""


@pytest.mark.parametrize("address", ["", "unix:", "inget"])
def test_the_network_is_unknown_where_the_server_does_not_know(settings, address):
    settings.OWN_NETWORKS = ["10.0.0.0/8"]
    assert asked(REMOTE_ADDR=address) == ""


def test_what_the_reader_says_is_not_believed(settings):
    settings.OWN_NETWORKS, settings.ALLAUTH_TRUSTED_PROXY_COUNT = ["10.0.0.0/8"], 0
    assert asked(REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="10.1.2.3") == "other"


def test_a_trusted_server_in_between_is_believed_and_no_more(settings):
    settings.OWN_NETWORKS, settings.ALLAUTH_TRUSTED_PROXY_COUNT = ["10.0.0.0/8"], 1
    through = {"REMOTE_ADDR": "127.0.0.1"}
    assert asked(**through, HTTP_X_FORWARDED_FOR="10.1.2.3, 192.0.2.1") == "other"
    assert asked(**through, HTTP_X_FORWARDED_FOR="192.0.2.1, 10.1.2.3") == "own"


def test_a_network_that_is_none_stops_the_installation(settings):
    settings.OWN_NETWORKS = ["10.0.0.1/8"]
    with pytest.raises(ImproperlyConfigured, match="SAMVERK_NETWORKS"):
        asked(REMOTE_ADDR="10.1.2.3")
    assert [one.id for one in own_networks()] == ["samverk.E002"]
    settings.OWN_NETWORKS = ["10.0.0.0/8"]
    assert own_networks() == []
