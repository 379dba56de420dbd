"""Links to choose a password: shown once, opened once, and never stored."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.accounts import actions
from samverk.foundation import jobs
from samverk.foundation.errors import ConflictError, NotAllowedError
from samverk.foundation.models import AuditEvent, IdempotencyKey, User

pytestmark = pytest.mark.django_db
PASSWORD = "sju koppar utan öra"
TWICE = {"password1": PASSWORD, "password2": PASSWORD}


def make(office, key="a", who=None):
    return actions.make_link(office.keeper, who or office.cast.member_user, key=key)


def choose(client, link):
    """Follow a link and choose a password, as its receiver does; answer where that leads."""
    return client.post(client.get(link)["Location"], TWICE).headers.get("Location")


def test_a_link_lets_the_holder_choose_a_password_and_log_in(office, client):
    assert choose(client, make(office)) == "/konto/glomt/klart/"
    words = {"login": office.cast.member_user.email, "password": PASSWORD}
    assert client.post("/konto/logga-in/", words).status_code == 302
    assert User.objects.get(pk=office.cast.member_user.pk).has_usable_password()


def test_a_used_link_opens_nothing_more(office, client):
    link = make(office)
    choose(client, link)
    assert "Länken gäller inte längre" in client.get(link).content.decode()


def test_a_link_dies_when_the_account_is_closed(office, client):
    link = make(office)
    actions.close_account(office.keeper, office.cast.member_user, "Slutat.", key="b")
    assert "Länken gäller inte längre" in client.get(link).content.decode()


def test_a_link_is_shown_once_for_each_form(office):
    make(office)
    with pytest.raises(ConflictError, match="redan visats"):
        make(office)
    assert make(office, key="b")
    assert AuditEvent.objects.filter(kind="accounts.link_made").count() == 2


def test_the_log_tells_of_the_link_and_holds_nothing_of_it(office):
    secret = make(office).rstrip("/").partition("-")[2]
    event = AuditEvent.objects.get(kind="accounts.link_made")
    assert (event.actor, event.subject_label) == (office.keeper_user, "Tage Brunnskog")
    kept = [*AuditEvent.objects.values_list(), *IdempotencyKey.objects.values_list()]
    assert secret not in str(kept)


def test_a_closed_account_gets_no_link(office):
    closed = actions.close_account(office.keeper, office.cast.member_user, "Slutat.", key="a")
    with pytest.raises(ConflictError, match="Kontot är stängt"):
        make(office, key="b", who=closed)
    with pytest.raises(ConflictError, match="Kontot är stängt"):
        actions.mail_link(office.keeper, closed, "https://prov.test", key="c")


def test_only_who_administers_all_that_an_account_does_may_see_a_link_to_it(office):
    who = office.cast.outsider_user
    actions.give_role(office.keeper, actions.NewRole(who.email, office.post()), key="a")
    for one in (office.keeper, office.rival, office.cast.owner):
        with pytest.raises(NotAllowedError):
            actions.make_link(one, who, key="b")


def test_a_link_by_mail_goes_to_the_account_and_is_made_when_it_goes(office, client):
    who = office.cast.outsider_user
    actions.give_role(office.keeper, actions.NewRole(who.email, office.post()), key="a")
    actions.mail_link(office.keeper, who, "https://samverk.prov.test", key="b")
    (job,) = ProcrastinateJob.objects.all()
    assert "/konto/glomt/" not in str(job.args)
    jobs.send_letter(**job.args)
    assert mail.outbox[0].to == [who.email]
    assert choose(client, re.search(r"https://samverk.prov.test(\S+)", mail.outbox[0].body)[1])


def test_a_link_by_mail_is_sent_once_for_each_form(office):
    for _ in range(2):
        actions.mail_link(office.keeper, office.cast.member_user, "https://prov.test", key="a")
    assert ProcrastinateJob.objects.count() == 1


def test_strangers_mail_no_links(office):
    for other in (*office.cast.strangers, office.cast.owner, office.rival):
        with pytest.raises(NotAllowedError):
            actions.mail_link(other, office.cast.member_user, "https://prov.test", key="a")
