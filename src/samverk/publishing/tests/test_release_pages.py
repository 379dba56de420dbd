"""The pages of those who publish, through every state, with what goes wrong told where it was written."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from samverk.foundation.actors import Role
from samverk.foundation.desk import Visit
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.files.tests import made
from samverk.foundation.forms import fresh_key
from samverk.foundation.tests.cast import TODAY
from samverk.meetings.tests.adjusting import account
from samverk.publishing import desk
from samverk.publishing.actions import begin_release
from samverk.publishing.forms import name_of
from samverk.publishing.models import HeldBack, OpenFile, Record, Release, ReleaseState
from samverk.publishing.queries import waiting
from samverk.publishing.queries.releases import Found, page_of, release_by_id
from samverk.registry import actions as registry

pytestmark = pytest.mark.django_db
NUMBER = "19850709-9805"


@pytest.fixture
def first(seated) -> Client:
    return browser(seated.owner_user)


@pytest.fixture
def second(seated) -> Client:
    return browser(account(seated, "Eva Hägg", Role.SECRETARY))


def browser(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def press(client, name, *args, **fields):
    return client.post(reverse(name, args=args), {"key": fresh_key()} | fields, follow=True)


def chosen(how):
    """What the form says of the number that was found."""
    found = Found(NUMBER, "", blocks=True, places=1, handling="", why="")
    return {f"h{name_of(found)}": how, f"w{name_of(found)}": "", "more": ""}


def begin(client, adjusted):
    assert press(client, "begin_release", "minutes", adjusted.pk).status_code == 200
    return Release.objects.get().pk


def test_minutes_are_published_by_two_through_the_pages(first, second, adjusted):
    listed = first.get(reverse("releases")).content.decode()
    assert reverse("releases_of", args=["minutes", adjusted.pk]) in listed
    pk = begin(first, adjusted)
    page = press(first, "release", pk, **chosen("mask")).content.decode()
    assert "Lämna för godkännande" in page
    assert f"Ansökan från {NUMBER}" not in page
    press(first, "press_release", pk, "lamna")
    assert "Någon annan godkänner" in first.get(reverse("release", args=[pk])).content.decode()
    page = press(
        second, "approve_release", pk, seen=page_of(release_by_id(pk)).digest
    ).content.decode()
    assert Release.objects.get().state == "published", page
    assert "Publicerad " in page
    assert Record.objects.filter(title="Ansökan från [maskat]").exists()
    page = press(first, "withdraw_release", pk, why="Fel version").content.decode()
    assert "Tillbakadragen" in page
    assert not Record.objects.filter(withdrawn_at=None).exists()
    listed = first.get(reverse("releases")).content.decode()
    assert "Tillbakadragen" in listed


def test_what_is_kept_asks_for_its_reason_at_the_field(first, adjusted):
    pk = begin(first, adjusted)
    answer = press(first, "release", pk, **chosen("keep") | {"more": "Något som jag skrev"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Skriv varför det behålls." in page
    assert "Något som jag skrev" in page


def test_nothing_can_be_sent_while_a_number_is_left(first, adjusted):
    pk = begin(first, adjusted)
    assert "1 uppgift måste bedömas" in first.get(reverse("release", args=[pk])).content.decode()
    answer = press(first, "press_release", pk, "lamna")
    assert answer.status_code == 400
    assert "personnummer" in answer.content.decode()


def test_what_is_given_back_says_why(first, second, adjusted):
    pk = begin(first, adjusted)
    press(first, "release", pk, **chosen("mask"))
    press(first, "press_release", pk, "lamna")
    answer = press(second, "return_release", pk, remark="")
    assert answer.status_code == 400
    press(second, "return_release", pk, remark="Maska också namnet")
    assert "Maska också namnet" in first.get(reverse("release", args=[pk])).content.decode()
    assert "Återlämnad" in first.get(reverse("start")).content.decode()


def test_a_second_beginning_says_that_somebody_does_already(first, second, adjusted):
    begin(first, adjusted)
    answer = press(second, "begin_release", "minutes", adjusted.pk)
    assert (answer.status_code, Release.objects.count()) == (409, 1)
    assert "granskar det redan" in answer.content.decode()


@pytest.mark.parametrize("who", ["colleague_user", "outsider_user", "member_user"])
def test_somebody_without_the_right_meets_a_closed_door(seated, first, adjusted, who):
    pk = begin(first, adjusted)
    client = browser(getattr(seated, who))
    assert client.get(reverse("release", args=[pk])).status_code == 403
    assert client.get(reverse("releases_of", args=["minutes", adjusted.pk])).status_code == 403
    for name, args in (("approve_release", [pk]), ("withdraw_release", [pk])):
        assert client.post(reverse(name, args=args), {"key": fresh_key()}).status_code in (400, 403)
    assert Release.objects.get().state == "draft"


def test_an_unknown_kind_is_not_found(first, adjusted):
    assert first.get(reverse("releases_of", args=["annat", 1])).status_code == 404


@pytest.mark.parametrize("who", ["colleague_user", "outsider_user", "member_user"])
def test_what_is_missing_is_answered_as_what_is_anothers(seated, first, adjusted, who):
    pk, client = begin(first, adjusted), browser(getattr(seated, who))
    for name, theirs, missing in (
        ("releases_of", ["minutes", adjusted.pk], ["minutes", 999_999]),
        ("release", [pk], [999_999]),
    ):
        told = [client.get(reverse(name, args=args)) for args in (theirs, missing)]
        assert {answer.status_code for answer in told} == {403}
        assert len({body_of(answer) for answer in told}) == 1
    for name in ("begin_release", "approve_release"):
        given, none = ([adjusted.pk], [999_999]) if name == "begin_release" else ([pk], [999_999])
        kind = ["minutes"] if name == "begin_release" else []
        told = [press(client, name, *kind, *args, seen="x") for args in (given, none)]
        assert {answer.status_code for answer in told} == {403}
        assert len({body_of(answer) for answer in told}) == 1


def body_of(answer):
    """Give what a refusal says, without what each request has of its own."""
    words = answer.content.decode()
    return words[words.index("<main") : words.index("</main>")]


def test_who_has_no_right_anywhere_is_refused_before_anything_is_looked_for(
    seated, adjusted, django_assert_num_queries
):
    member = seated.member
    for kind, subject in (("minutes", adjusted.pk), ("minutes", 999_999), ("annat", 1)):
        with django_assert_num_queries(0), pytest.raises(NotAllowedError):
            begin_release(member, kind, subject, key="börja")


def test_the_list_asks_as_often_whatever_there_is(first, adjusted, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        first.get(reverse("releases"))
    begin(first, adjusted)
    with django_assert_max_num_queries(12):
        first.get(reverse("releases"))


def test_a_choice_is_of_what_it_names_though_more_is_found_meanwhile(first, adjusted):
    pk = begin(first, adjusted)
    other = {"h0": "keep", "w0": "Ett organisationsnummer", "more": ""}
    press(first, "release", pk, **other)
    assert not Release.objects.get().marks.exists()


def test_what_was_sent_anew_since_it_was_read_is_not_approved(first, second, adjusted):
    pk = begin(first, adjusted)
    press(first, "release", pk, **chosen("mask"))
    press(first, "press_release", pk, "lamna")
    read = page_of(release_by_id(pk)).digest
    press(second, "return_release", pk, remark="Se igen")
    press(first, "release", pk, **chosen("mask") | {"more": "Taxan"})
    press(first, "press_release", pk, "lamna")
    answer = press(second, "approve_release", pk, seen=read)
    assert answer.status_code == 400
    assert "sedan du läste" in answer.content.decode()
    assert Release.objects.get().state == "waiting"


def test_a_file_that_is_not_read_is_remarked_on_and_nothing_of_it_is_published(
    seated, first, second, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    case = registry.open_case(
        seated.owner, registry.NewCase(seated.board.pk, "Kalkyl", TODAY), key="ärende"
    )
    file = registry.NewFile("kostnader.png", made.png(2, 2))
    new = registry.NewDocument(case.pk, "incoming", "letter", TODAY, "Bilaga", file=file)
    registry.register_document(seated.owner, new, key="bilaga")
    assert press(first, "begin_release", "case", case.pk).status_code == 200
    pk = Release.objects.get().pk
    page = first.get(reverse("release", args=[pk])).content.decode()
    assert "Granska för hand" in page
    assert "kostnader.png: kan inte läsas av datorn." in page
    press(first, "press_release", pk, "lamna")
    press(second, "approve_release", pk, seen=page_of(release_by_id(pk)).digest)
    assert Release.objects.get().state == "published"
    assert not OpenFile.objects.exists()


def test_long_lists_are_turned_by_the_page_and_miss_none(first, seated, adjusted, monkeypatch):
    monkeypatch.setattr(waiting, "PER_PAGE", 2)
    states = [ReleaseState.DRAFT] * 3 + [ReleaseState.PUBLISHED] * 5
    for nth, state in enumerate(states):
        Release.objects.create(
            kind="case",
            subject=900 + nth,
            title=f"Ärende nr {nth}.",
            body_id=seated.board.pk,
            state=state,
            prepared_by_name="Nils Hallvarn",
        )

    def titles(query, place):
        page = first.get(reverse("releases") + query).content.decode()
        part = page.partition(f'id="{place}"')[2].partition("<section")[0]
        return [nth for nth in range(8) if f"Ärende nr {nth}." in part], part

    assert titles("", "pagar")[0] == [0, 1]
    assert "?pagar=2" in titles("", "pagar")[1]
    assert titles("?pagar=2", "pagar")[0] == [2]
    assert [titles(f"?sida={n}", "tidigare")[0] for n in (1, 2, 3)] == [[6, 7], [4, 5], [3]]


def test_meetings_to_publish_are_turned_by_the_page(seated, adjusted, monkeypatch):
    monkeypatch.setattr(waiting, "PER_PAGE", 1)
    told = [(adjusted, True, True), (adjusted, True, False)]
    monkeypatch.setattr(waiting, "meetings_to_tell", lambda bodies, but: told)
    pages = [waiting.to_publish([seated.board.pk], number).object_list for number in ("1", "2")]
    assert [[one.kind for one in page] for page in pages] == [["minutes"], ["calling"]]


def test_a_full_desk_says_that_more_waits_for_whom_it_waits(seated, monkeypatch):
    monkeypatch.setattr(desk, "SHOWN", 2)
    for nth in range(3):
        HeldBack.objects.create(kind="body", source=nth, body_id=seated.board.pk, what="namnet")
    whose = Visit(seated.owner, TODAY)
    tasks = desk.releases(whose).tasks
    assert [task.state for task in tasks] == ["Stoppad", "Stoppad", "Minst 1 till"]
    stranger = Visit(seated.member, TODAY)
    assert desk.releases(stranger).tasks == ()
