"""Who comes into the meeting room and reads what is said there, and what is kept from the rest."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from samverk.foundation import people
from samverk.foundation.actors import Role
from samverk.foundation.compartments import opened as inside
from samverk.foundation.models import AuditEvent
from samverk.foundation.models.users import RoleAssignment
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.models import CastBallot, Meeting, Support
from samverk.meetings.tests.conftest import (
    DAY,
    MEMBERS,
    contested,
    draft,
    fill,
    handle,
    note,
    occasion,
    person,
    roll,
    settle,
    step,
    vote,
)
from samverk.project.testing.stages import kept

HIDDEN = actions.Hidden("26 kap. 1 § OSL", "Placering av barnet N")
LINK = "https://mote.example/hemlig-nyckel"


def text(answer):
    return " ".join(answer.content.decode().split())


@kept
def secret(seated, opened):
    roll(seated, opened, *MEMBERS)
    return handle(seated, opened, "Individärende", hidden=HIDDEN)


def words(cast, item):
    """Write something in every kind of row that an item has."""
    actions.set_draft(cast.owner, item, "mormoderns förslag", ["Barnet N placeras."], key="f")
    contested(cast, item)
    motion = item_motion(cast, item)
    actions.support_motion(cast.owner, motion, person("Cia Alm"), key="s")
    vote(cast, item, "main/1/vote", *["yes"] * 5)
    settle(cast, item)


def item_motion(cast, item):
    with inside([cast.board.pk]):
        return item.motions.select_related("item__meeting__body").get()


def test_votes_and_supporters_of_a_secret_item_are_behind_the_wall(seated, secret):
    words(seated, secret)
    assert (CastBallot.objects.count(), Support.objects.count()) == (0, 0)
    with inside([seated.board.pk]):
        assert (CastBallot.objects.count(), Support.objects.count()) == (5, 1)


@pytest.mark.parametrize("table", ["motion", "draft", "support", "castballot", "steptaken"])
def test_the_history_of_a_secret_item_is_behind_the_wall(seated, secret, table):
    words(seated, secret)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM meetings_{table}event")
        assert cursor.fetchone() == (0,)


def test_the_log_names_a_secret_items_rows_without_their_words(seated, secret):
    words(seated, secret)
    labels = " ".join(AuditEvent.objects.values_list("subject_label", flat=True))
    for word in ("mormodern", "Barnet N", "Avslag", "instämmer"):
        assert word not in labels
    assert "yrkande i en sekretessbelagd punkt" in labels


def test_a_closed_boards_room_is_not_open_to_the_public_or_to_other_bodies(seated, opened):
    roll(seated, opened, *MEMBERS)
    item = handle(seated, opened, "Taxan")
    draft(seated, item)
    for name, at in (("hall", opened.pk), ("proceeding", item.pk)):
        url = reverse(name, args=[at])
        for user in (None, seated.outsider_user, seated.colleague_user):
            answer = seated.browser(user).get(url)
            assert (answer.status_code, "Taxan höjs" in text(answer)) == (403, False)
        for user in (seated.owner_user, seated.member_user):
            assert seated.browser(user).get(url).status_code == 200


def test_a_public_meetings_room_is_open_but_for_what_closed_doors_hide(seated, opened):
    Meeting.objects.filter(pk=opened.pk).update(public=True)
    roll(seated, opened, *MEMBERS)
    note(seated, opened, "stepped_aside", "Bo Lind", ground="Morbror till sökanden.")
    item = handle(seated, opened, "Taxan")
    page = text(seated.browser().get(reverse("hall", args=[opened.pk])))
    assert "Asta Ek" in page
    assert "Morbror" not in page
    assert seated.browser().get(reverse("proceeding", args=[item.pk])).status_code == 200
    settle(seated, item)
    closed = handle(seated, opened, "Bakom dörrar", closed_doors=True)
    assert seated.browser().get(reverse("proceeding", args=[closed.pk])).status_code == 403
    assert "Morbror" in text(
        seated.browser(seated.owner_user).get(reverse("hall", args=[opened.pk]))
    )


def test_the_link_for_distance_is_only_for_those_who_take_part(seated, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(distance_link=LINK)
    url = reverse("meeting", args=[meeting.pk])
    for user in (None, seated.outsider_user):
        assert LINK not in text(seated.browser(user).get(url))
    assert LINK in text(seated.browser(seated.member_user).get(url))


def test_a_secret_item_is_told_to_be_settled_for_those_who_may_not_read_how(seated, opened, secret):
    settle(seated, secret)
    page = text(seated.browser().get(reverse("meeting", args=[opened.pk])))
    assert "Avgjord" in page
    assert "Behandlas" not in page


def test_the_manager_without_the_compartment_is_stopped_before_the_form(seated, secret):
    RoleAssignment.objects.create(
        user=seated.colleague_user,
        role=Role.MANAGER.name,
        organisation_id=seated.town.pk,
        from_date=DAY,
    )
    browser = seated.browser(seated.colleague_user)
    for name in ("set_draft", "make_motion"):
        assert browser.get(reverse(name, args=[secret.pk])).status_code == 403
    page = text(browser.get(reverse("proceeding", args=[secret.pk])))
    assert "Sekretess" in page
    assert "Inget förslag är antecknat" not in page
    assert "Anteckna utgången" not in page


def test_an_item_taken_up_leads_to_its_proposals_and_votes(seated, opened):
    roll(seated, opened, *MEMBERS)
    item = handle(seated, opened, "Taxan")
    url = reverse("item", args=[item.pk])
    where = reverse("proceeding", args=[item.pk])
    assert where in text(seated.browser(seated.owner_user).get(url))
    assert where not in text(seated.browser().get(url))
    draft(seated, item)
    step(seated, item, "Found", "main/1/find", won="base")


def planned(cast, body):
    """A planned meeting of ``body`` with an item, its proposal and no calling."""
    meeting = actions.plan_meeting(cast.owner, body.pk, occasion(), key=f"plan/{body.pk}")
    item = actions.add_item(cast.owner, meeting, actions.ItemFacts("Taxan"), key=f"p/{body.pk}")
    actions.set_draft(cast.owner, item, "förvaltningens förslag", ["Taxan höjs."], key="f")
    return meeting, item


def shown(cast, meeting, item, user=None):
    """Answer whether the agenda and the item tell what is prepared; the pages are there for all."""
    told = []
    for name, at, words in (("meeting", meeting, "Taxan"), ("item", item, "Taxan höjs")):
        answer = cast.browser(user).get(reverse(name, args=[at.pk]))
        assert answer.status_code == 200
        assert "Stora salen" in text(answer) or name == "item"
        told.append(words in text(answer))
    assert len(set(told)) == 1
    return told[0]


def by_whom(cast, body):
    users = {"secretary": cast.owner_user, "public": None, "outsider": cast.outsider_user}
    posts = {
        "member": Role.MEMBER,
        "auditor": Role.AUDITOR,
        "officer": Role.OFFICER,
        "reviewer of claims": Role.CLAIM_REVIEWER,
        "certifier of claims": Role.CLAIM_CERTIFIER,
        "economist": Role.PROVIDER_ECONOMIST,
    }
    for name, role in posts.items():
        post = people.NewPost(role, body.organisation_id, body.pk)
        new = people.NewUser(f"{name.split()[0]}@prov.example", name, None, (post,))
        users[name] = people.add_user(SETUP, new, key=f"ny/{name}")
    return users


def note_fact(cast, meeting, kind):
    actions.record_meeting_fact(cast.owner, meeting, actions.NewMeetingFact(kind, DAY), key=kind)


def test_before_the_calling_only_those_who_prepare_see_the_agenda(seated):
    meeting, item = planned(seated, seated.board)
    users = by_whom(seated, seated.board)
    seen = {who for who, user in users.items() if shown(seated, meeting, item, user)}
    assert seen == {"secretary", "officer"}
    page = text(seated.browser().get(reverse("item", args=[item.pk])))
    assert "visas när kallelsen är skickad" in page
    note_fact(seated, meeting, "announced")
    assert not shown(seated, meeting, item)
    note_fact(seated, meeting, "dispatched")
    assert all(shown(seated, meeting, item, user) for user in users.values())


def test_a_councils_agenda_is_open_when_it_is_announced(seated):
    fill(seated.council)
    meeting, item = planned(seated, seated.council)
    users = by_whom(seated, seated.council)
    note_fact(seated, meeting, "called")
    seen = {who for who, user in users.items() if shown(seated, meeting, item, user)}
    assert seen == {"secretary", "officer", "member"}
    note_fact(seated, meeting, "announced")
    assert shown(seated, meeting, item)


def test_an_opened_meetings_agenda_is_open_without_a_calling(seated):
    meeting, item = planned(seated, seated.board)
    actions.open_meeting(seated.owner, meeting, person("Asta Ek"), "Maj", key="ö")
    assert shown(seated, meeting, item)
