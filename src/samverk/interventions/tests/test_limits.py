"""How long pauses and participations may last is decided, told, corrected and ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.tests.cast import SETUP
from samverk.interventions import actions
from samverk.interventions.models import TimeLimit
from samverk.interventions.queries import limit_on, limits_of
from samverk.interventions.tests.fair import BEGAN
from samverk.rules.interventions.limits import LimitKind

LATER = date(2024, 3, 1)


def limit(fair, **more):
    new = actions.NewLimit(fair.delivery.pk, "hold", BEGAN, 60, "styrelsen § 14")
    return replace(new, **more)


def put(fair, **more):
    new = limit(fair, **more)
    return actions.set_limit(fair.manager, new, key=f"{new.kind}/{new.from_date}/{new.days}")


def days_on(fair, day, kind=LimitKind.HOLD):
    found = limit_on(fair.delivery.pk, kind, day)
    return found.days if found else None


def test_each_day_has_the_limit_that_held_then(fair):
    put(fair)
    put(fair, from_date=LATER, days=30)
    assert [days_on(fair, LATER - timedelta(days=1)), days_on(fair, LATER)] == [60, 30]
    assert days_on(fair, BEGAN - timedelta(days=1)) is None
    assert days_on(fair, LATER, LimitKind.STAY) is None


def test_the_same_day_again_corrects_it(fair):
    put(fair)
    put(fair, days=90)
    assert [row.days for row in limits_of(fair.delivery.pk)] == [90]


def test_it_ends_without_another(fair):
    put(fair)
    put(fair, from_date=LATER, days=None)
    assert days_on(fair, LATER) is None
    assert TimeLimit.objects.get().to_date == LATER - timedelta(days=1)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "lunch"}, "kind"),
        ({"days": 0}, "days"),
        ({"days": 3651}, "days"),
        ({"days": None}, "days"),
        ({"from_date": BEGAN - timedelta(days=1)}, "from_date"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(fair, wrong, field):
    with pytest.raises(InputError) as told:
        put(fair, **wrong)
    assert told.value.field == field
    assert not TimeLimit.objects.exists()


def test_nothing_is_put_before_what_holds_later(fair):
    put(fair, from_date=LATER)
    with pytest.raises(InputError, match="redan registrerad från den 1\xa0mars 2024"):
        put(fair)


def test_who_does_not_keep_the_catalogue_is_refused(fair):
    with pytest.raises(NotAllowedError):
        actions.set_limit(fair.worker, limit(fair), key="k")


def test_it_is_registered_on_a_page_and_told_to_everybody(fair, client):
    client.force_login(fair.manager_user)
    at = f"/insatser/{fair.delivery.pk}/langsta-tid/"
    said = {"kind": "stay", "days": "365", "from_date": "2020-01-01", "decided_in": "§ 14"}
    assert client.post(at, said | {"key": "b" * 32}).status_code == 302
    page = fair.cast.browser().get(f"/insatser/{fair.delivery.pk}/").content.decode()
    assert "Längsta deltagande" in page
    assert "365 dagar" in page


def test_setup_may_too(fair):
    assert actions.set_limit(SETUP, limit(fair), key="k").days == 60
