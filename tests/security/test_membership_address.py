"""A membership is reached through its own federation's address alone."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from samverk.directory import actions as directory
from samverk.foundation import people
from samverk.foundation.actors import Role
from samverk.foundation.tests.cast import SETUP, cast, the_day
from tests.security.every_action import Scene

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(cast):
    scene = Scene(cast)
    other = directory.NewOrganisation("federation", "Förbundet Ankaret", "Ankaret", "ankaret")
    directory.add_organisation(SETUP, other, key="scen/annat förbund")
    return scene


@pytest.fixture
def manager(scene):
    """Somebody who may record what happens to the membership."""
    post = people.NewPost(Role.MANAGER, scene.federation)
    new = people.NewUser("chef@prov.example", "Siv Ask", None, (post,))
    return scene.cast.browser(people.add_user(SETUP, new, key="scen/chef"))


def addresses():
    """List the names of the addresses that name a federation and a membership."""
    found = get_resolver().reverse_dict
    return sorted(
        name
        for name in found
        if isinstance(name, str) and {"slug", "membership"} <= set(found.getlist(name)[0][0][0][1])
    )


def at(name, slug, scene):
    known = {
        "slug": slug,
        "membership": scene.membership.pk,
        "fact": scene.fact.pk,
        "event": "uttrade-foreslogs",
        "ending": "xlsx",
    }
    for more in ((), ("fact",), ("event",), ("ending",)):
        keep = ("slug", "membership", *more)
        try:
            return reverse(name, kwargs={one: known[one] for one in keep})
        except NoReverseMatch:
            continue
    raise AssertionError(f"{name} has parts that this test does not know")


def test_the_search_finds_the_addresses():
    assert "record_fact" in addresses()


@pytest.mark.parametrize("name", addresses())
def test_its_own_federation_leads_to_it(scene, manager, name):
    assert manager.get(at(name, "fyrbaken", scene)).status_code == 200


@pytest.mark.parametrize("name", addresses())
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_federation_does_not(scene, manager, name, method):
    # 405 from a page that takes no form, whosever address it is
    refused = {"get": {404}, "post": {404, 405}}
    assert getattr(manager, method)(at(name, "ankaret", scene)).status_code in refused[method]
