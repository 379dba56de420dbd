"""Following by e-mail: asked for, confirmed by the address's owner, ended for good, and never told of."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.foundation.actors import PUBLIC
from samverk.foundation.models import AuditEvent, IdempotencyKey
from samverk.meetings.tests.post import post_office
from samverk.publishing import actions, jobs
from samverk.publishing.models import Follower, Kind, Subscription
from samverk.publishing.queries.following import Target
from samverk.publishing.queries.subscribers import OWN, address_of_follower, signed
from samverk.publishing.tests.followed import BOARD, CASE, TOWN, put, stage, take_back, town

__all__ = ["post_office"]
pytestmark = pytest.mark.django_db
PAGE = f"/oppet/folj/organ/{BOARD}/"
MAJ = "maj@prov.example"
LINK = re.compile(r"http://testserver(/oppet/folj/\S+)")


@pytest.fixture(autouse=True)
def staged(settings):
    settings.EMAIL_HOST = "127.0.0.1"
    cache.clear()
    stage()


def ask(client, address=MAJ, page=PAGE, pace="genast", **more):
    key = re.search(r'name="key" value="([^"]+)"', client.get(page).content.decode())[1]
    return client.post(page, {"address": address, "pace": pace, "key": key, **more})


def sent(office):
    """Send what waits, as the worker does, and give the letters that came."""
    for job in ProcrastinateJob.objects.filter(status="todo").order_by("id"):
        {jobs.CONFIRM_JOB: jobs.send_confirmation, jobs.LETTER_JOB: jobs.send_news}[job.task_name](
            **job.args
        )
    # What is done is a new job next time
    waiting().delete()
    letters, office.letters = office.letters, []
    return letters


def waiting():
    rows = ProcrastinateJob.objects.filter(task_name__startswith="samverk.publishing")
    return rows.using("default")


def links(letter):
    return LINK.findall(letter.get_content())


def confirmed(client, office, **given):
    """Follow something and confirm it; give the subscription."""
    ask(client, **given)
    link = links(sent(office)[0])[0]
    assert client.post(link).status_code == 302
    return Subscription.objects.latest("asked_at")


def test_a_letter_is_sent_and_its_link_begins_it(client, post_office):
    answer = ask(client)
    assert answer["Location"] == f"{PAGE}skickat/"
    assert "Titta i din e-post" in client.get(answer["Location"]).content.decode()
    letter = sent(post_office)[0]
    assert letter["To"] == MAJ
    assert letter["Subject"].strip() == "Samverk: bekräfta att du vill följa Socialnämnden"
    link = links(letter)[0]
    assert client.get(link).status_code == 200
    assert Subscription.objects.get().confirmed_at is None
    own = client.post(link)["Location"]
    assert Subscription.objects.get().confirmed_at
    page = client.get(own).content.decode()
    assert "Klart. Brev kommer" in page
    assert "Socialnämnden" in page


def test_a_scanner_that_opens_every_link_begins_and_ends_nothing(client, post_office):
    followed = confirmed(client, post_office)
    ask(client, page=f"/oppet/folj/arende/{CASE}/")
    letter = sent(post_office)[0]
    end = f"/oppet/folj/avsluta/{signed('end', followed.pk)}/"
    for link in [*links(letter), end]:
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    assert Subscription.objects.filter(confirmed_at=None).count() == 1
    assert Subscription.objects.count() == 2


def test_the_answer_is_the_same_whether_the_address_follows_or_not(client, post_office):
    confirmed(client, post_office)
    known, unknown = ask(client), ask(client, "ny@prov.example")
    assert known.status_code == unknown.status_code == 302
    assert known["Location"] == unknown["Location"]
    assert known.content == unknown.content
    letters = {letter["To"]: letter for letter in sent(post_office)}
    assert letters[MAJ]["Subject"].strip() == "Samverk: du följer redan Socialnämnden"
    assert "bekräfta" in letters["ny@prov.example"]["Subject"]


def test_the_address_is_nowhere_but_sealed(client, post_office):
    followed = confirmed(client, post_office)
    follower = followed.follower
    assert address_of_follower(follower) == MAJ
    kept = repr([list(model.objects.values()) for model in (Follower, Subscription)])
    kept += repr(list(AuditEvent.objects.values())) + repr(list(IdempotencyKey.objects.values()))
    kept += repr(list(ProcrastinateJob.objects.values()))
    assert "maj" not in kept.lower()
    assert b"maj" not in bytes(follower.sealed) + bytes(follower.key)


def test_the_log_tells_neither_who_nor_what(client, post_office):
    followed = confirmed(client, post_office)
    actions.end_following(PUBLIC, followed.pk)
    events = AuditEvent.objects.filter(kind__startswith="publishing.follow")
    assert [one.kind for one in events.order_by("recorded_at")] == [
        "publishing.follow_asked",
        "publishing.follow_confirmed",
        "publishing.follow_ended",
    ]
    assert {one.subject_label for one in events} == {"bevakning", "följare"}
    assert {(one.organisation_id, one.body_id, one.actor_id, one.why) for one in events} == {
        (None, None, None, "")
    }


def test_one_press_in_the_mail_program_ends_it_for_good(client, post_office):
    followed = confirmed(client, post_office)
    link = f"/oppet/folj/avsluta/{signed('end', followed.pk)}/"
    program = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = program.post(link, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, answer.cookies) == (200, {})
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert not Subscription.objects.exists()
    assert not Follower.objects.exists()


def test_the_address_stays_while_it_follows_something_else(client, post_office):
    first = confirmed(client, post_office)
    confirmed(client, post_office, page=f"/oppet/folj/arende/{CASE}/")
    actions.end_following(PUBLIC, first.pk)
    assert Follower.objects.get().subscriptions.get().what == "arende"


def test_all_is_ended_at_once(client, post_office):
    followed = confirmed(client, post_office)
    confirmed(client, post_office, page=f"/oppet/folj/anslagstavla/{TOWN}/")
    own = f"/oppet/folj/mina/{signed(OWN, followed.follower_id)}/"
    assert client.post(own).status_code == 302
    assert not Follower.objects.exists()
    assert "Du följer inget" in client.get(own).content.decode()


def test_one_of_several_is_ended_on_the_own_page(client, post_office):
    followed = confirmed(client, post_office)
    confirmed(client, post_office, page=f"/oppet/folj/anslagstavla/{TOWN}/")
    own = f"/oppet/folj/mina/{signed(OWN, followed.follower_id)}/"
    client.post(own, {"bevakning": str(followed.pk)})
    assert [one.what for one in Subscription.objects.all()] == ["anslagstavla"]


def test_nobody_ends_what_another_follows(client, post_office):
    mine = confirmed(client, post_office)
    other = confirmed(client, post_office, address="bo@prov.example")
    own = f"/oppet/folj/mina/{signed(OWN, mine.follower_id)}/"
    client.post(own, {"bevakning": str(other.pk)})
    assert Subscription.objects.count() == 2


def test_a_link_is_good_for_what_it_was_made_for_alone(client, post_office):
    followed = confirmed(client, post_office)
    end, own = signed("end", followed.pk), signed(OWN, followed.follower_id)
    for path in (
        f"bekrafta/{end}",
        f"mina/{end}",
        f"avsluta/{own}",
        f"avsluta/{end}x",
        "mina/x.y.z",
    ):
        assert client.get(f"/oppet/folj/{path}/").status_code == 404
        assert client.post(f"/oppet/folj/{path}/").status_code == 404
    assert Subscription.objects.count() == 1


def test_a_link_to_confirm_lasts_two_days(client, post_office):
    ask(client)
    link = links(sent(post_office)[0])[0]
    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        answer = client.post(link)
        assert answer.status_code == 404
        assert "be om en ny" in answer.content.decode()
    assert Subscription.objects.get().confirmed_at is None


def test_what_nobody_confirms_is_removed_after_two_days(client, post_office):
    confirmed(client, post_office)
    ask(client, "ny@prov.example")
    actions.clear_following()
    assert Subscription.objects.count() == 2
    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        actions.clear_following()
    assert [one.confirmed_at is not None for one in Subscription.objects.all()] == [True]
    assert Follower.objects.count() == 1


def test_a_form_that_is_sent_twice_is_one_letter(client, post_office):
    key = "0" * 36
    for _ in range(2):
        client.post(PAGE, {"address": MAJ, "pace": "dag", "key": key})
    assert len(sent(post_office)) == 1


def test_an_address_that_is_put_right_in_the_same_form_gets_its_letter(client, post_office):
    key = "0" * 36
    for address in ("mai@prov.example", MAJ):
        client.post(PAGE, {"address": address, "pace": "dag", "key": key})
    assert [letter["To"] for letter in sent(post_office)] == ["mai@prov.example", MAJ]


def test_an_address_is_one_however_it_is_written(client, post_office):
    confirmed(client, post_office)
    ask(client, " MAJ@PROV.example ")
    assert Follower.objects.count() == 1


def test_no_address_gets_more_than_five_letters_a_day(client, post_office):
    for _ in range(8):
        assert ask(client).status_code == 302
    assert len(sent(post_office)) == 5


def test_no_place_asks_for_more_than_thirty_in_an_hour(client, post_office):
    answers = [ask(client, f"n{number}@prov.example") for number in range(31)]
    assert {one.status_code for one in answers[:30]} == {302}
    assert "Vänta en timme" in answers[30].content.decode()
    assert len(sent(post_office)) == 30


@pytest.mark.parametrize(
    "address",
    [
        "maj@prov.example\r\nBcc: alla@prov.example",
        "maj@prov.example\nSubject: x",
        "maj@prov.example, bo@prov.example",
        "Maj <maj@prov.example>",
        "a" * 310 + "@prov.example",
        "maj@",
        f"maj@{'ä' * 60}.example",
        "",
        "måj@prov.example",
        "maj@prov.example\x00",
        "maj@[127.0.0.1]\n",
        "\u202emaj@prov.example",
    ],
)
def test_what_is_no_address_of_one_is_refused(client, post_office, address):
    answer = ask(client, address)
    if answer.status_code != 400:
        # What blanks at the end are left out of
        assert address.strip() == "maj@[127.0.0.1]"
    else:
        assert not Follower.objects.exists()
    assert len(post_office.to) <= 1


def test_a_domain_in_swedish_is_written_to(client, post_office):
    ask(client, "maj@blåbär.example")
    sent(post_office)
    assert post_office.to == [f"maj@{'blåbär.example'.encode('idna').decode()}"]


@pytest.mark.parametrize("title", ["X\r\nBcc: ond@prov.example", "å" * 400, "\x1b[31mröd"])
def test_no_title_writes_a_header(client, post_office, title):
    put(town().__class__(Kind.BODY, BOARD, title, organisation=TOWN))
    ask(client)
    letter = sent(post_office)[0]
    assert letter["Bcc"] is None
    assert post_office.to == [MAJ]
    assert len(letter["Subject"].strip()) <= 150


def test_without_mail_the_page_offers_feeds_alone(client, settings):
    settings.EMAIL_HOST = ""
    text = client.get(PAGE).content.decode()
    assert "skickar inga brev" in text
    assert "atom.xml" in text
    assert 'name="address"' not in text
    answer = client.post(PAGE, {"address": MAJ, "pace": "dag", "key": "k"})
    assert answer.status_code == 400
    assert not Follower.objects.exists()


def test_what_is_withdrawn_before_it_is_confirmed_is_written_of_to_nobody(client, post_office):
    ask(client)
    take_back(Kind.BODY, BOARD)
    assert sent(post_office) == []


def test_fifty_is_the_most_that_one_address_follows(client, post_office):
    first = confirmed(client, post_office)
    Subscription.objects.bulk_create(
        Subscription(
            follower=first.follower,
            what="organ",
            subject=1000 + number,
            pace="dag",
            site="http://testserver",
            asked_at=timezone.now(),
            confirmed_at=timezone.now(),
        )
        for number in range(49)
    )
    ask(client, page=f"/oppet/folj/arende/{CASE}/")
    answer = client.post(links(sent(post_office)[0])[0])
    assert answer.status_code == 409
    assert "följer redan 50 saker" in answer.content.decode()


def test_pages_of_somebody_are_kept_and_found_by_nobody(client, post_office):
    followed = confirmed(client, post_office)
    answer = client.get(f"/oppet/folj/mina/{signed(OWN, followed.follower_id)}/")
    assert answer["Cache-Control"] == "no-store, private"
    # A stricter one would have the browser send the form from "null", which is refused
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("many", [1, 20])
def test_the_own_page_asks_as_much_however_much_one_follows(
    client, post_office, django_assert_num_queries, many
):
    followed = confirmed(client, post_office)
    Subscription.objects.bulk_create(
        Subscription(
            follower=followed.follower,
            what="arende",
            subject=number,
            pace="dag",
            site="http://testserver",
            asked_at=timezone.now(),
            confirmed_at=timezone.now(),
        )
        for number in range(many)
    )
    # What is followed; the role in and out in a savepoint; what stands published of it, and of whom
    with django_assert_num_queries(8):
        client.get(f"/oppet/folj/mina/{signed(OWN, followed.follower_id)}/")


def test_what_was_asked_for_is_not_told_by_its_own_words():
    new = actions.NewFollowing(Target("organ", BOARD), "dag", "http://testserver", MAJ)
    assert MAJ not in repr(new)


def test_nobody_has_words_of_their_own_sent_to_another(client, post_office):
    ask(client, page="/oppet/folj/sokning/?q=Du+har+vunnit+p%C3%A5+ond.example")
    letter = sent(post_office)[0]
    assert "vunnit" not in letter["Subject"] + letter.get_content()
    assert "vunnit" in client.get(links(letter)[0]).content.decode()
