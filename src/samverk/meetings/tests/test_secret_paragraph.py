"""A secret, adjusted paragraph: corrected in secret, and handed over to a named recipient."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from samverk.foundation.actors import Role
from samverk.foundation.compartments import opened as compartment
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import TODAY
from samverk.meetings import actions
from samverk.meetings.models import HandedOver, SealedKind, SealedRecord, SealedSecret
from samverk.meetings.queries import item_by_id
from samverk.meetings.queries.seals import HIDDEN_CORRECTION, keeps_its_word, locked_in
from samverk.meetings.tests import adjusting
from samverk.meetings.tests.conftest import MEMBERS, again, handle, person, roll
from samverk.rules.handing_over import Ground

HIDDEN = actions.Hidden("26 kap. 1 § OSL", "Placering av barnet N")
TEXT, WHY = "Barnet N placeras från den 1 maj.", "Fel datum för barnet N."


@pytest.fixture
def stage(seated, opened, settings, tmp_path):
    """Adjusted minutes of one secret paragraph."""
    settings.MEDIA_ROOT = settings.SEAL_DIR = tmp_path
    adjusting.by_laws(seated)
    roll(seated, opened, *MEMBERS)
    item = handle(seated, opened, "Individärende", hidden=HIDDEN)
    actions.settle_item(seated.owner, item, ["Barnet N placeras."], key="u")
    actions.choose_adjusters(seated.owner, opened, [person("Bo Lind")], key="j")
    actions.end_meeting(seated.owner, again(opened), key="slut")
    return adjusting.adjust(seated, again(opened))


@pytest.fixture
def record(stage):
    return SealedRecord.objects.get(kind=SealedKind.PARAGRAPH)


@pytest.fixture
def item(record):
    return item_by_id(record.item_id)


def correct(cast, record):
    return actions.correct_paragraph(cast.owner, record, TEXT, WHY, key="rättelse")


def test_the_correction_is_kept_behind_the_wall_and_the_chain_commits_to_it(seated, record):
    made = correct(seated, record)
    assert (made.kind, made.corrects) == (SealedKind.CORRECTION, record)
    assert "arnet N" not in made.content
    assert json.loads(made.content)["corrects"] == record.number
    assert not SealedSecret.objects.exists()
    with compartment([seated.board.pk]):
        kept = SealedSecret.objects.select_related("record").get(record=made)
        assert (json.loads(kept.content)["text"], json.loads(kept.content)["why"]) == (TEXT, WHY)
        assert kept.provision == "26 kap. 1 § OSL"
        assert keeps_its_word(kept)


def test_the_log_does_not_tell_why_it_was_corrected(seated, record):
    correct(seated, record)
    told = AuditEvent.objects.values_list("subject_label", "why")
    assert not any("arnet N" in " ".join(row) for row in told)


def test_its_words_are_read_only_inside_the_compartment(seated, record, item):
    correct(seated, record)
    (shown,) = locked_in(item.meeting)[item.pk].corrections
    assert shown.text == HIDDEN_CORRECTION
    with compartment([seated.board.pk]):
        (shown,) = locked_in(item.meeting)[item.pk].corrections
    assert (shown.text, shown.why) == (TEXT, WHY)


def test_the_page_shows_the_correction_to_the_secretary_and_not_to_a_substitute(
    seated, stage, record
):
    correct(seated, record)
    url = reverse("adjustment", args=[stage.adjustment.pk])
    assert TEXT in seated.browser(seated.owner_user).get(url).content.decode()
    folke = adjusting.account(seated, "Folke Ask")
    page = seated.browser(folke).get(url).content.decode()
    assert TEXT not in page
    assert HIDDEN_CORRECTION in page


def test_nobody_without_the_compartment_corrects_it(seated, record):
    from samverk.foundation.actors import Actor, HeldRole

    central = Actor(seated.owner_user.pk, "Maj", (HeldRole(Role.SECRETARY, seated.town.pk),))
    for stranger in (*seated.strangers, central):
        with pytest.raises(NotAllowedError):
            actions.correct_paragraph(stranger, record, TEXT, WHY, key="k")


def given(**more):
    new = {
        "recipient": "Vårdnadshavaren",
        "way": "person",
        "ground": Ground.PARTY.value,
        "considered": "Part, inget hinder enligt 10 kap. 3 §.",
        "handed_on": TODAY,
    }
    return actions.NewHandOver(**(new | more))


def test_a_hand_over_is_kept_behind_the_wall_with_its_ground(seated, item):
    made = actions.hand_over(seated.owner, item, given(), key="k")
    assert made.handed_by == "Maj Ekedal"
    assert not HandedOver.objects.exists()
    with compartment([seated.board.pk]):
        kept = HandedOver.objects.get()
        assert (kept.recipient, kept.provision) == ("Vårdnadshavaren", "26 kap. 1 § OSL")
    event = AuditEvent.objects.get(kind="meetings.secret_handed_over")
    assert "Vårdnadshavaren" not in event.subject_label
    assert actions.hand_over(seated.owner, item, given(), key="k").pk == made.pk


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"recipient": " "}, "vem som fick"),
        ({"way": "email"}, "väg som skyddar"),
        ({"ground": "annan"}, "vilken grund"),
        ({"considered": ""}, "prövningen"),
        ({"handed_on": TODAY + timedelta(days=1)}, "senast i dag"),
        ({"ground": Ground.BALANCE.value}, "bryter inte sekretess"),
        ({"ground": Ground.RESERVATION.value}, "förbehållet"),
    ],
)
def test_what_cannot_be_handed_over_says_why(seated, item, more, words):
    with pytest.raises(InputError, match=words):
        actions.hand_over(seated.owner, item, given(**more), key="k")


def test_a_paragraph_that_is_not_adjusted_is_not_handed_over(seated, opened):
    roll(seated, opened, *MEMBERS)
    found = handle(seated, opened, "Individärende", hidden=HIDDEN)
    with pytest.raises(InputError, match="kan inte lämnas ut än"):
        actions.hand_over(seated.owner, found, given(), key="k")


def test_an_open_paragraph_is_sent_as_an_extract(seated, opened):
    roll(seated, opened, *MEMBERS)
    found = handle(seated, opened, "Taxan")
    with pytest.raises(InputError, match="är öppen"):
        actions.hand_over(seated.owner, found, given(), key="k")


def test_nobody_else_hands_it_over_and_the_database_lets_nobody_change_it(seated, item):
    for stranger in seated.strangers:
        with pytest.raises(NotAllowedError):
            actions.hand_over(stranger, item, given(), key="s")
    actions.hand_over(seated.owner, item, given(), key="k")
    with (
        pytest.raises(DatabaseError),
        compartment([seated.board.pk]),
        transaction.atomic(),
    ):
        HandedOver.objects.update(recipient="En annan")


def test_the_page_leads_from_the_item_and_lists_what_was_noted(seated, item):
    browser = seated.browser(seated.owner_user)
    url = reverse("hand_over", args=[item.pk])
    assert url in browser.get(reverse("item", args=[item.pk])).content.decode()
    sent = {
        "key": "f",
        "recipient": "Vårdnadshavaren",
        "way": "registered",
        "handed_on": TODAY.isoformat(),
        "ground": Ground.PARTY.value,
        "considered": "Part.",
    }
    page = browser.post(url, sent, follow=True).content.decode()
    assert "Vårdnadshavaren" in page
    assert "Rekommenderat brev" in page
    assert browser.post(url, sent | {"key": "g", "way": "email"}).status_code == 400
    for user in (None, seated.member_user, seated.outsider_user):
        assert seated.browser(user).get(url).status_code == 403
