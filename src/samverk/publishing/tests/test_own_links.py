"""The link to all that somebody follows ends, by time and by their ending something; another is sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import signing
from django.core.cache import cache
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.foundation.actors import PUBLIC
from samverk.foundation.forms import fresh_key
from samverk.foundation.models import AuditEvent, IdempotencyKey
from samverk.meetings.tests.post import post_office
from samverk.publishing import actions, jobs
from samverk.publishing.actions.subscriptions import OWN_JOB
from samverk.publishing.models import Follower, Subscription
from samverk.publishing.queries.following import Target
from samverk.publishing.queries.subscribers import OWN_WITHIN, signed, signed_own
from samverk.publishing.tests.followed import BOARD, CASE, stage

__all__ = ["post_office"]
pytestmark = pytest.mark.django_db
BEGUN = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
MAJ = "maj@prov.example"
ASK, SENT = "/oppet/folj/mina/", "/oppet/folj/mina/skickat/"


@pytest.fixture(autouse=True)
def standing(settings):
    settings.EMAIL_HOST = "127.0.0.1"
    cache.clear()
    with time_machine.travel(BEGUN, tick=False) as held:
        stage()
        yield held


@pytest.fixture
def maj():
    for what, subject in (("organ", BOARD), ("arende", CASE)):
        new = actions.NewFollowing(Target(what, subject), "genast", "http://testserver", MAJ)
        actions.ask_to_follow(PUBLIC, new, key=f"be/{what}")
    for one in Subscription.objects.all():
        actions.confirm_following(PUBLIC, one.pk)
    ProcrastinateJob.objects.all().delete()
    return Follower.objects.get()


def own(follower):
    return f"/oppet/folj/mina/{signed_own(Follower.objects.get(pk=follower.pk))}/"


def asked(client, address=MAJ):
    return client.post(ASK, {"address": address, "key": fresh_key()})


def test_a_link_ends_after_a_month_and_says_how_to_get_another(client, maj, standing):
    link = own(maj)
    standing.shift(OWN_WITHIN)
    assert "Det du följer" in client.get(link).content.decode()
    standing.shift(timedelta(seconds=2))
    answer = client.get(link)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "Länken har gått ut" in page
    assert "Socialnämnden" not in page
    assert client.post(link).status_code == 410
    assert Subscription.objects.count() == 2


def test_a_link_ends_when_something_is_ended_and_the_page_goes_on_with_another(client, maj):
    old, first = own(maj), Subscription.objects.get(what="organ")
    answer = client.post(old, {"bevakning": str(first.pk)})
    assert "Avgifter" in client.get(answer["Location"]).content.decode()
    assert client.get(old).status_code == 410
    assert client.post(old).status_code == 410
    assert Subscription.objects.get().what == "arende"


def test_ending_one_by_its_letter_shuts_the_links_in_earlier_letters(client, maj):
    old, first = own(maj), Subscription.objects.get(what="organ")
    client.post(f"/oppet/folj/avsluta/{signed('end', first.pk)}/")
    assert client.get(old).status_code == 410


def test_a_link_of_old_without_a_number_holds_until_then(client, maj):
    old = f"/oppet/folj/mina/{signed('own', maj.pk)}/"
    assert client.get(old).status_code == 200
    actions.end_following(PUBLIC, Subscription.objects.get(what="organ").pk)
    assert client.get(old).status_code == 410


def test_one_press_ends_a_subscription_however_old_the_letter(client, maj, standing):
    first = Subscription.objects.get(what="organ")
    link = f"/oppet/folj/avsluta/{signed('end', first.pk)}/"
    standing.shift(timedelta(days=3_000))
    answer = client.post(link, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Subscription.objects.get().what == "arende"


def test_no_link_is_made_by_changing_another(client, maj):
    token = signed_own(maj)
    number = token.replace("-0.", "-1.", 1)
    other = signing.TimestampSigner(salt="samverk.publishing.following.end", sep=".")
    for changed in (number, f"{token}x", other.sign(f"{maj.pk.hex}-0")):
        assert client.get(f"/oppet/folj/mina/{changed}/").status_code == 404


def test_a_new_link_is_sent_to_whoever_follows_something(client, maj, standing, post_office):
    standing.shift(timedelta(days=40))
    assert asked(client)["Location"] == SENT
    assert "Titta i din e-post" in client.get(SENT).content.decode()
    job = ProcrastinateJob.objects.get(task_name=OWN_JOB)
    jobs.send_own_link(**job.args)
    letter = post_office.letters[0]
    assert letter["To"] == MAJ
    assert "30 dagar" in letter.get_content()
    link = f"http://testserver{own(maj)}"
    assert link in letter.get_content()
    assert client.get(own(maj)).status_code == 200


def test_the_answer_is_the_same_for_an_address_that_follows_nothing(client, maj):
    new = actions.NewFollowing(Target("organ", BOARD), "genast", "http://x", "ny@prov.example")
    actions.ask_to_follow(PUBLIC, new, key="ny")
    ProcrastinateJob.objects.all().delete()
    known = asked(client)
    assert ProcrastinateJob.objects.filter(task_name=OWN_JOB).count() == 1
    for address in ("ny@prov.example", "ingen@prov.example"):
        unknown = asked(client, address)
        assert unknown.status_code == known.status_code
        assert (unknown["Location"], unknown.content) == (known["Location"], known.content)
    assert ProcrastinateJob.objects.filter(task_name=OWN_JOB).count() == 1


def test_nothing_tells_who_asked(client, maj):
    asked(client)
    kept = repr(list(AuditEvent.objects.values())) + repr(list(IdempotencyKey.objects.values()))
    kept += repr(list(ProcrastinateJob.objects.values()))
    assert "maj" not in kept.lower()
    event = AuditEvent.objects.get(kind="publishing.own_link_asked")
    assert (event.subject_label, event.actor_id) == ("följare", None)


def test_an_address_is_written_to_five_times_a_day_at_most(client, maj):
    for _ in range(7):
        assert asked(client).status_code == 302
    assert ProcrastinateJob.objects.filter(task_name=OWN_JOB).count() == 5


def test_an_address_that_is_none_is_told_so_and_stays_written(client):
    answer = asked(client, "maj@")
    assert answer.status_code == 400
    assert 'value="maj@"' in answer.content.decode()


def test_a_link_that_is_asked_for_after_all_was_ended_is_not_sent(client, maj, post_office):
    asked(client)
    job = ProcrastinateJob.objects.get(task_name=OWN_JOB)
    actions.end_all_following(PUBLIC, maj.pk)
    jobs.send_own_link(**job.args)
    assert post_office.letters == []
