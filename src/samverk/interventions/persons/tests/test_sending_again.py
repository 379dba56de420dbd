"""What did not get through of a person is sent again by those who know of the person, and no others."""

from __future__ import annotations

import pytest

from samverk.exchange import actions as exchange
from samverk.exchange.actions.delivering import deliver
from samverk.exchange.actions.receiving import receive
from samverk.exchange.desk import stuck
from samverk.exchange.models import Attempt, Sent
from samverk.foundation import clock
from samverk.foundation.actors import Role
from samverk.foundation.desk import Visit
from samverk.foundation.errors import ConflictError, NotAllowedError, NotFoundError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.interventions.persons import actions
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import user
from samverk.interventions.persons.tests.test_far import far, sent_by, there
from samverk.interventions.persons.tests.test_out_of_order import refused
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand

__all__ = ["far"]
REASON = "Verksamheten finns inte i katalogen."


@kept
def lost(far):
    """A referral that the receiver's installation refused."""
    row = sent_by(far)
    message = Sent.objects.get()
    Attempt.objects.create(message=message, outcome="refused", reason=REASON, made_at=clock.now())
    return row


def outcomes():
    return [one.outcome for one in Attempt.objects.order_by("pk")]


@pytest.mark.parametrize("who", ["referrer_user", "other_coordinator_user"])
def test_the_referrer_and_the_coordinator_send_it_again(far, lost, who):
    pages = Pages(far)
    page = text(pages.get(getattr(far, who), "send_again", lost.pk))
    assert REASON in page
    assert "Norrvik" in page
    assert pages.send(getattr(far, who), "send_again", lost.pk).status_code == 302
    assert outcomes() == ["refused", "asked"]
    again = pages.send(getattr(far, who), "send_again", lost.pk)
    assert "på väg eller mottaget" in text(again)
    assert outcomes() == ["refused", "asked"]


def test_the_same_key_asks_once(far, lost):
    at = (far.referrer, Desk(far.sends, Hand.REFERRER), lost.pk)
    actions.send_again(*at, key="k")
    actions.send_again(*at, key="k")
    assert outcomes() == ["refused", "asked"]
    with pytest.raises(ConflictError):
        actions.send_again(*at, key="annan")


def test_nobody_sends_again_what_is_of_somebody_hidden(far):
    row = sent_by(far, protected=True)
    refused(Sent.objects.get())
    pages = Pages(far)
    assert pages.get(far.other_coordinator_user, "send_again", row.pk).status_code == 404
    assert pages.get(far.referrer_user, "send_again", row.pk).status_code == 200
    desk = Desk(far.sends, Hand.COORDINATOR)
    with pytest.raises(NotFoundError):
        actions.send_again(far.other_coordinator, desk, row.pk, key="k")


@kept
def registrar(far):
    return user("Rita Diarium", Role.REGISTRAR, far.cast.board)


def test_a_registrar_sees_the_kind_and_the_time_alone(far, lost, registrar):
    pages = Pages(far)
    listed = text(pages.get(registrar, "messages"))
    shown = text(pages.get(registrar, "sent_message", Sent.objects.get().pk))
    for page in (listed, shown):
        assert "Remiss" in page
        assert REASON not in page
        assert str(lost.thread) not in page
    assert "Försök igen" not in shown
    assert "Lägg åt sidan" not in shown
    assert stuck(Visit(actor_for(registrar), clock.today())).tasks == ()


def test_a_registrar_neither_sends_again_nor_sets_aside(far, lost, registrar):
    message = Sent.objects.get().pk
    with pytest.raises(NotAllowedError, match="arbetar med personen"):
        exchange.ask_again(actor_for(registrar), message, key="k")
    with pytest.raises(NotAllowedError, match="arbetar med personen"):
        exchange.set_aside(actor_for(registrar), message, "På papper", key="k")


def test_nothing_new_is_shown_to_everybody_of_what_went_and_came(far, monkeypatch):
    sent_by(far)
    message = Sent.objects.get()
    with there():
        answer = receive(message.wire.encode())
    monkeypatch.setattr(
        "samverk.exchange.actions.delivering.TRANSPORT", {"remote": lambda *_: answer}
    )
    deliver(message.pk)
    kinds = set(AuditEvent.objects.values_list("kind", flat=True))
    assert {"exchange.sent_sealed", "exchange.tried_sealed"} <= kinds
    assert not {"exchange.sent", "exchange.attempted", "exchange.received"} & kinds
