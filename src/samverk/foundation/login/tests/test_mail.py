"""What is sent by e-mail, in Swedish; and that nothing is offered when nothing can be sent."""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import clear_url_caches
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.foundation import clock, jobs
from samverk.foundation.login import urls
from samverk.foundation.login.letters import LINK, SEND_JOB
from samverk.foundation.models import User
from samverk.project import urls as whole

pytestmark = pytest.mark.django_db
NOTICES = [
    ("account/email/password_changed", "Lösenordet till ditt konto har bytts."),
    ("account/email/password_reset", "genom en länk i e-post"),
    ("mfa/email/webauthn_added", "En ny nyckel har lagts till"),
    ("mfa/email/webauthn_removed", "En nyckel har tagits bort"),
    ("mfa/email/recovery_codes_generated", "Nya reservkoder har skapats"),
]


def read_addresses_again():
    for module in (urls, whole):
        importlib.reload(module)
    clear_url_caches()


@pytest.fixture
def with_mail(settings):
    """An installation that can send: the addresses for a forgotten password exist."""
    settings.EMAIL_HOST, settings.ACCOUNT_EMAIL_NOTIFICATIONS = "smtp.prov.example", True
    read_addresses_again()
    yield
    # What the test set is put back after this: the addresses are those of the demo again
    settings.EMAIL_HOST, settings.DEMO = "", True
    read_addresses_again()


def ask_for_link(client, email):
    return client.post("/konto/glomt/", {"email": email})


@dataclass
class Tried:
    """A job that has been tried some times."""

    attempts: int


def waiting():
    return list(ProcrastinateJob.objects.filter(task_name=SEND_JOB).order_by("id"))


def deliver():
    """Do what the worker does with the letters in the queue."""
    for job in waiting():
        jobs.send_letter(**job.args)


def test_without_mail_nothing_is_offered(client):
    assert "glömt lösenordet" not in client.get("/konto/logga-in/").content.decode()
    assert client.get("/konto/glomt/").status_code == 404


def test_a_forgotten_password_is_replaced_through_a_link(with_mail, maj, client):
    ask_for_link(client, maj.email)
    deliver()
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    form = client.get(link)["Location"]
    new = {"password1": "sju koppar utan öra", "password2": "sju koppar utan öra"}
    assert client.post(form, new)["Location"] == "/konto/glomt/klart/"
    maj.refresh_from_db()
    assert maj.check_password("sju koppar utan öra")


def test_a_used_link_is_refused_in_swedish(with_mail, maj, client):
    text = client.get("/konto/glomt/1-abc123-def/").content.decode()
    assert "Länken gäller inte längre" in text


def test_an_unknown_address_gets_the_same_answer_and_no_message(with_mail, maj, client):
    known, unknown = (ask_for_link(client, who) for who in (maj.email, "ingen@prov.example"))
    assert known["Location"] == unknown["Location"] == "/konto/glomt/skickat/"
    deliver()
    assert [message.to for message in mail.outbox] == [[maj.email]]


@pytest.mark.parametrize("path", ["/konto/glomt/", "/konto/glomt/skickat/", "/konto/glomt/klart/"])
def test_the_pages_about_it_are_ours(with_mail, client, path):
    page = client.get(path)
    assert page.status_code == 200
    assert "sv-sheet" in page.content.decode()


@pytest.mark.parametrize(("message", "said"), NOTICES)
def test_a_notice_says_in_swedish_what_happened(with_mail, maj, rf, message, said):
    request = rf.get("/")
    request.user = maj
    with request_context(request):
        get_adapter(request).send_notification_mail(message, maj)
    deliver()
    sent = mail.outbox[0]
    assert sent.subject.startswith("Samverk: ")
    assert said in sent.body
    assert "Var det inte du?" in sent.body


def test_a_notice_of_a_removed_key_waits_in_the_queue(with_mail, confirmed, maj):
    key = Authenticator.objects.create(
        user=maj, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefonen", "credential": {}}
    )
    assert confirmed.post(f"/konto/nycklar/{key.pk}/ta-bort/").status_code == 302
    assert [job.task_name for job in waiting()] == [SEND_JOB]
    assert mail.outbox == []


def test_the_queue_never_holds_the_link(with_mail, maj, client):
    ask_for_link(client, maj.email)
    kept = str(waiting()[0].args)
    assert LINK in kept
    assert "/konto/glomt/" not in kept


@pytest.mark.parametrize("changes", [{"is_active": False}, {"email": "maj@annan.example"}])
def test_who_may_no_longer_enter_gets_no_link(with_mail, maj, client, settings, changes):
    ask_for_link(client, maj.email)
    settings.DEMO = False
    User.objects.filter(pk=maj.pk).update(**changes)
    deliver()
    assert mail.outbox == []


def test_a_post_office_that_is_closed_is_tried_again(with_mail, maj, client, monkeypatch):
    def refuse(*_, **__):
        raise ConnectionRefusedError

    ask_for_link(client, maj.email)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with pytest.raises(ConnectionRefusedError):
        deliver()
    strategy = jobs.send_letter.retry_strategy
    tries = [strategy.get_retry_decision(exception=OSError(), job=Tried(n)) for n in (0, 5, 6)]
    assert [one is not None for one in tries] == [True, True, False]


def test_ended_sessions_are_cleared_and_living_ones_stay(maj, client):
    client.force_login(maj)
    Session.objects.create(session_key="a" * 32, expire_date=clock.now() - timedelta(days=1))
    jobs.clear_sessions(timestamp=0)
    assert [one.session_key for one in Session.objects.all()] == [client.session.session_key]


def test_the_worker_clears_up_every_night():
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic["samverk.foundation.jobs.clear_sessions"] == "17 3 * * *"
    assert periodic["samverk.foundation.jobs.clear_jobs"] == "27 3 * * *"
