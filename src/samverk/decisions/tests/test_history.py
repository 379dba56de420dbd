"""What the page of a decision tells of the acts on it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.decisions.tests.stage import decide

pytestmark = pytest.mark.django_db


def test_the_history_says_for_which_body_each_act_was_done(cast):
    page = cast.browser().get(reverse("decision", args=[decide(cast).pk])).content.decode()
    assert (
        ">Kommun\N{SOFT HYPHEN}fullmäktige, Lillköping</td>"
        in page.partition('id="historik-tabell"')[2]
    )
