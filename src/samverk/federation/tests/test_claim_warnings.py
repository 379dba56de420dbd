"""Two dated warnings before a claim expires, once each, and a new claim that can be handed in."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from samverk.federation import actions
from samverk.federation.queries.claim_days import due_of
from samverk.federation.queries.claims import claim_by_id
from samverk.federation.tests import claiming
from samverk.federation.tests.claiming import JANUARY, entered
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import cast, the_day

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
STOCKHOLM = ZoneInfo("Europe/Stockholm")
# January is handed in within 60 days: by 31 March
LAST = date(2024, 3, 31)


def at(day):
    return time_machine.travel(datetime.combine(day, datetime.min.time(), STOCKHOLM), tick=False)


def tended(*days):
    """Let the worker run on some days; answer how many steps it took on each."""
    found = []
    for day in days:
        with at(day):
            found.append(actions.tend_claims())
    return found


@pytest.fixture
def ready(cast, settings):
    settings.EMAIL_HOST = "127.0.0.1"
    # Who handles claims has the role before the first of them is made
    with at(date(2024, 2, 5)):
        return claiming.ready()


@pytest.fixture
def agreement(ready):
    made = ready.signed()
    ready.committed(made)
    return made


@pytest.fixture
def claim(ready, agreement):
    with at(date(2024, 2, 5)):
        return ready.claimed(agreement)


@pytest.fixture
def posted(monkeypatch):
    sent = []
    monkeypatch.setattr("samverk.foundation.login.letters.post", sent.append)
    return sent


def events(claim):
    return list(claim.steps.order_by("id").values_list("event", flat=True))[2:]


def state(claim):
    return claim_by_id(claim.pk).state


def test_two_warnings_and_then_it_expires_each_once_and_dated(claim, posted):
    days = [date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 1), date(2024, 3, 23)]
    assert tended(*days, date(2024, 3, 24), date(2024, 3, 24), LAST) == [0, 1, 0, 0, 1, 0, 0]
    assert state(claim) == "generated"
    assert tended(date(2024, 4, 1), date(2024, 4, 2)) == [1, 0]
    assert events(claim) == ["first_warning", "second_warning", "expire"]
    assert [one.recorded_at.date() for one in claim.steps.filter(event__contains="warning")] == [
        date(2024, 2, 29),
        date(2024, 3, 23),
    ]
    assert len(posted) == 2
    kinds = [f"federation.claim_{one}" for one in ("warned", "warned", "expired")]
    logged = AuditEvent.objects.filter(kind__in=kinds).order_by("effective_on")
    assert [one.kind for one in logged] == kinds


def test_the_letter_goes_to_the_payees_economist_and_says_how_long_is_left(claim, posted):
    tended(date(2024, 3, 24))
    (letter,) = posted
    assert letter.to == "eva@krav.example"
    assert "7 dagar kvar" in letter.body
    assert "Gruppen i Lillköping" in letter.body


def test_without_e_mail_the_warning_is_still_given_on_the_claims_page(claim, posted, settings):
    settings.EMAIL_HOST = ""
    assert tended(date(2024, 3, 1)) == [1]
    assert posted == []
    assert events(claim) == ["first_warning"]


def test_after_days_without_a_worker_nothing_expires_unwarned(ready, claim, posted):
    back = date(2024, 4, 10)
    with at(back):
        assert not due_of(claim_by_id(claim.pk), back).value.is_past
    assert tended(back, back, date(2024, 4, 11), date(2024, 4, 18)) == [1, 0, 1, 0]
    assert state(claim) == "generated"
    with at(date(2024, 4, 18)):
        assert ready.move(ready.economist, claim, "submit").state == "submitted"
    assert tended(date(2024, 4, 19)) == [0]


def test_what_is_handed_in_is_not_warned_of(ready, claim, posted):
    with at(date(2024, 3, 2)):
        ready.move(ready.economist, claim, "submit")
    assert tended(date(2024, 3, 3), date(2024, 4, 3)) == [0, 0]
    assert events(claim) == ["submit"]


def lapsed(claim):
    tended(date(2024, 3, 1), date(2024, 3, 24), date(2024, 4, 1))
    assert state(claim) == "expired"


def test_past_its_day_the_federation_makes_it_anew_and_it_can_be_handed_in(
    ready, agreement, claim, posted
):
    lapsed(claim)
    new = actions.NewClaim(agreement.pk, JANUARY.from_date, JANUARY.to_date)
    with at(date(2024, 4, 10)):
        with pytest.raises(InputError, match="Be förbundet om ett nytt underlag"):
            actions.make_claim(ready.economist, new, key="själv")
        anew = actions.make_claim(ready.manager, new, key="anew")
        assert due_of(claim_by_id(anew.pk), LAST).value.last_day == date(2024, 6, 9)
    with at(date(2024, 6, 9)):
        actions.enter_figures(ready.economist, anew.pk, entered(agreement, JANUARY, 5), key="tal")
        assert ready.move(ready.economist, anew, "submit").state == "submitted"


def test_the_one_made_anew_has_its_own_warnings_and_may_expire(ready, agreement, claim, posted):
    lapsed(claim)
    new = actions.NewClaim(agreement.pk, JANUARY.from_date, JANUARY.to_date)
    with at(date(2024, 4, 10)):
        anew = actions.make_claim(ready.manager, new, key="anew")
    days = [date(2024, 5, 9), date(2024, 5, 10), date(2024, 6, 2), date(2024, 6, 9)]
    assert tended(*days, date(2024, 6, 10)) == [0, 1, 1, 0, 1]
    assert state(anew) == "expired"


def test_one_that_is_not_warned_keeps_its_days(ready, agreement, claim):
    new = actions.NewClaim(agreement.pk, JANUARY.from_date, JANUARY.to_date)
    with at(date(2024, 4, 10)), pytest.raises(ConflictError, match="Rekvisition 1"):
        actions.make_claim(ready.manager, new, key="anew")
    assert events(claim) == []
