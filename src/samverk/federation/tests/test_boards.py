"""Where a federation's minutes are announced: on the boards of members that have one."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.directory import queries as directory
from samverk.directory.models import Body
from samverk.federation.boards import member_boards
from samverk.meetings.queries.boards import BOARDS

pytestmark = pytest.mark.django_db


def body(slug, name):
    return directory.body_ref(Body.objects.get(organisation__slug=slug, name=name).pk)


def names(found):
    return {one.slug for one in directory.organisations() if one.id in found}


def test_every_member_municipality_and_region_announces_and_no_agency(demo):
    found = BOARDS.of(body("insjoriket", "Förbundsstyrelsen"), date(2026, 3, 1))
    assert names(found) == {"alingsas", "harryda", "lerum", "molndal", "partille", "vgr"}


def test_one_whose_membership_is_not_known_announces_too(demo):
    board = body("insjoriket", "Förbundsstyrelsen")
    assert {"alingsas", "harryda"} <= names(member_boards(board, date(2025, 6, 1)) or [])


def test_a_municipalitys_own_body_announces_on_its_own_board(demo):
    council = body("harryda", "Kommunfullmäktige")
    assert member_boards(council, date(2026, 3, 1)) is None
    assert BOARDS.of(council, date(2026, 3, 1)) == [council.organisation]
