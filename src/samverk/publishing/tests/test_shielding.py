"""An elected person with protected personal data is gone from all that is published, at once."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.urls import reverse

from samverk.directory.models import Person
from samverk.foundation import people
from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.publishing import actions
from samverk.publishing.actions.dumping import dump
from samverk.publishing.actions.records import write
from samverk.publishing.actions.syncing import sync_directory
from samverk.publishing.drafts import Draft, DraftFile
from samverk.publishing.marking import digest_of_words
from samverk.publishing.models import (
    Kind,
    OpenFile,
    OpenRecord,
    Record,
    Release,
    ReleaseMark,
    ShieldedPerson,
)
from samverk.publishing.queries.releases import page_of, release_by_id
from samverk.publishing.tests import open_world as world
from samverk.rules.masking import MASK

pytestmark = pytest.mark.django_db
NAME = "Asta Ek"
TOWN = 900


@pytest.fixture
def person(seated) -> int:
    """Somebody in a seat, who is published."""
    sync_directory()
    return Person.objects.get(name=NAME).pk


def told() -> None:
    """Publish what names them: a vote, a paragraph with a decision, and a paper with its file."""
    of: dict[str, Any] = {"organisation": TOWN, "body": TOWN, "meeting": TOWN, "day": world.DAY}
    ballots = [{"person": f"{NAME} (S)", "party": "S", "option": "yes"},
               {"person": "Bo Lind (M)", "party": "M", "option": "no"}]  # fmt: skip
    write(
        [
            Draft(Kind.VOTE, 901, "Omröstning § 1", data={"ballots": ballots, "yes": 1}, **of),
            Draft(Kind.ITEM, 902, "Taxan", f"{NAME} yrkar bifall.", number="§ 1", **of,
                  data={"parts": [{"heading": "Yrkande", "texts": [f"{NAME} yrkar bifall."],
                                   "points": [], "bullets": []}]},
                  links=(("treats", Kind.CASE, 904),)),
            Draft(Kind.FILE, 903, "Protokoll", f"Närvarande: {NAME}", **of, data={"sha512": "ab"},
                  file=DraftFile("p.pdf", "application/pdf", NAME.encode())),
            Draft(Kind.DECISION, 905, "En annan sak", "Taxan höjs.", **of),
        ],
        world.MOMENT,
    )  # fmt: skip


def shield(seated, person, key="utanför"):
    return actions.shield_person(SETUP, seated.town.pk, person, key=key)


def said() -> str:
    """Give all that everybody can read."""
    rows = OpenRecord.objects.values_list("title", "text", "data")
    return "\n".join(f"{title}\n{text}\n{data}" for title, text, data in rows)


def test_they_are_gone_at_once_and_do_not_come_back(seated, person, client):
    told()
    assert NAME in said()
    shield(seated, person)
    assert NAME not in said()
    sync_directory()
    assert NAME not in said()
    assert NAME not in client.get(f"/api/v1/persons/{person}").content.decode()
    for kind in ("vote-events", "agenda-items", "files", "bodies"):
        lines = b"".join(client.get(f"/api/v1/bulk/{kind}.jsonl").streaming_content)
        assert NAME.encode() not in lines
    assert "Bo Lind" in said()


def test_what_names_them_is_masked_and_the_rest_stands_as_it_stood(seated, person):
    told()
    other = Record.objects.get(kind=Kind.DECISION, source=905)
    shield(seated, person)
    item = Record.objects.get(kind=Kind.ITEM, source=902)
    assert (item.text, item.number) == (f"{MASK} yrkar bifall.", "§ 1")
    assert item.links.filter(kind=Kind.CASE, source=904).exists()
    ballots = Record.objects.get(kind=Kind.VOTE, source=901).data["ballots"]
    assert [one["person"] for one in ballots] == [f"{MASK} (S)", "Bo Lind (M)"]
    same = Record.objects.get(pk=other.pk)
    assert (same.modified_at, same.text) == (other.modified_at, other.text)


def test_a_file_with_the_name_in_it_goes_whole(seated, person):
    told()
    shield(seated, person)
    assert not OpenFile.objects.filter(record__source=903).exists()
    assert not OpenRecord.objects.filter(kind=Kind.FILE, source=903).exists()


def test_search_does_not_find_them(seated, person, client):
    told()
    assert "Taxan" in client.get("/oppet/sok/", {"q": "yrkar bifall"}).content.decode()
    shield(seated, person)
    found = client.get("/oppet/sok/", {"q": '"Asta Ek" yrkar'}).content.decode()
    assert "/oppet/paragrafer/902/" not in found


def test_the_nightly_file_is_refused_until_it_is_made_anew(
    seated, person, client, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    told()
    with time_machine.travel("2026-05-02T03:00:00+02:00", tick=False):
        dump(world.MOMENT)
    with time_machine.travel("2026-05-02T09:00:00+02:00", tick=False):
        shield(seated, person)
        assert client.get("/api/v1/bulk/samverk.sqlite").status_code == 503


def test_it_is_done_once_and_the_log_holds_no_name(seated, person):
    first, again = shield(seated, person), shield(seated, person)
    assert (first.pk, ShieldedPerson.objects.count()) == (again.pk, 1)
    assert shield(seated, person, key="en gång till").pk == first.pk
    events = AuditEvent.objects.filter(kind="publishing.person_shielded")
    assert not [one for one in events if NAME in str(vars(one))]


def test_they_can_be_shown_again(seated, person):
    shield(seated, person)
    actions.show_person(SETUP, seated.town.pk, person, key="visa")
    sync_directory()
    assert NAME in said()
    assert shield(seated, person, key="igen").is_shielded


def test_it_is_said_of_the_elected_there_by_whoever_may(seated, person):
    for who in (seated.member, seated.outsider):
        with pytest.raises(NotAllowedError):
            actions.shield_person(who, seated.town.pk, person, key=who.name)
    with pytest.raises(NotFoundError):
        actions.shield_person(SETUP, seated.neighbour.pk, person, key="annan")


def test_minutes_that_name_them_are_judged_before_they_are_published(seated, adjusted, person):
    shield(seated, person)
    release = actions.begin_release(SETUP, "minutes", adjusted.pk, key="börja").pk
    number = actions.Mark("19850709-9805", "mask")
    named = [one for one in page_of(release_by_id(release)).found if one.literal == NAME]
    assert [one.is_left for one in named] == [True]
    actions.mark_release(SETUP, release, [number], key="utan")
    with pytest.raises(ConflictError, match="skyddade personuppgifter"):
        actions.send_release(SETUP, release, key="för tidigt")
    actions.mark_release(SETUP, release, [number, actions.Mark(NAME, "mask")], key="maska")
    actions.send_release(SETUP, release, key="lämna")
    actions.approve_release(SETUP, release, key="godkänn")
    assert NAME not in said()


def test_minutes_that_were_read_before_are_read_again(seated, adjusted, person):
    release = actions.begin_release(SETUP, "minutes", adjusted.pk, key="börja").pk
    actions.mark_release(SETUP, release, [actions.Mark("19850709-9805", "mask")], key="maska")
    actions.send_release(SETUP, release, key="lämna")
    shield(seated, person)
    with pytest.raises(ConflictError, match="skyddade personuppgifter"):
        actions.approve_release(SETUP, release, key="godkänn")
    assert NAME not in said()


def test_what_told_of_them_begins_anew_with_the_name_masked(seated, adjusted, person):
    release = actions.begin_release(SETUP, "minutes", adjusted.pk, key="börja").pk
    actions.mark_release(SETUP, release, [actions.Mark("19850709-9805", "mask")], key="maska")
    actions.send_release(SETUP, release, key="lämna")
    actions.approve_release(SETUP, release, key="godkänn")
    assert NAME in said()
    shield(seated, person)
    assert NAME not in said()
    digest = digest_of_words(adjusted.body_id, NAME)
    assert ReleaseMark.objects.filter(release=release, digest=digest, handling="mask").exists()
    anew = actions.begin_release(SETUP, "minutes", adjusted.pk, key="om").pk
    assert Release.objects.get(pk=anew).marks.filter(digest=digest, handling="mask").exists()


def test_somebody_does_it_on_the_page(seated, person):
    where = reverse("shielded_people", args=[seated.town.slug])
    press = reverse("shield", args=[seated.town.slug, person, "utelamna"])
    member = seated.browser(seated.member_user)
    assert member.get(where).status_code == member.post(press, {"key": "k"}).status_code == 403
    post = people.NewPost(Role.MANAGER, seated.town.pk)
    new = people.NewUser("chef@prov.example", "Chefen", None, (post,))
    browser = seated.browser(people.add_user(SETUP, new, key="chef"))
    assert NAME in browser.get(where).content.decode()
    answer = browser.post(press, {"key": "formulär"}, follow=True)
    assert "Lämnas utanför" in answer.content.decode()
    assert NAME not in said()
    wrong = reverse("shield", args=[seated.town.slug, person, "annat"])
    assert browser.post(wrong, {"key": "k"}).status_code == 404
    assert "Skyddade personuppgifter" in browser.get(reverse("releases")).content.decode()
