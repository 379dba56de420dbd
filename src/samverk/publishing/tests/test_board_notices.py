"""What the public board tells of appeals and of notices that other law asks for, as it stands that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import time_machine

from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.meetings import actions as meetings
from samverk.meetings.actions import tend_boards, tend_law_notices
from samverk.meetings.queries import boards_kept_here
from samverk.meetings.tests.test_board_texts import NEW
from samverk.publishing.actions import syncing
from samverk.publishing.actions.syncing import sync_directory, sync_notices
from samverk.publishing.models import Kind, Record
from samverk.publishing.tests.test_site import text_of

pytestmark = pytest.mark.django_db
BOARD = "/oppet/anslagstavla/"
DOUBT = "Hur man överklagar är inte bekräftat här."


def published() -> Record:
    tend_boards()
    tend_law_notices()
    sync_directory()
    sync_notices()
    return Record.objects.get(kind=Kind.NOTICE, withdrawn_at=None)


def both(client, notice: Record) -> tuple[str, str]:
    """Give the words of the board and of the notice's own page."""
    own = f"{BOARD}{notice.source}/"
    return text_of(client.get(BOARD)), text_of(client.get(own))


def test_a_municipality_tells_how_one_appeals_by_the_law_of_the_day(client, seated, adjusted):
    for page in both(client, published()):
        assert "Den som är medlem i kommunen kan begära laglighetsprövning" in page
        assert "13 kap. 5 § kommunallagen (2017:725) i lydelsen 2019:835" in page
        assert DOUBT not in page


def test_what_is_not_confirmed_is_told_as_that_and_not_filled_in(
    client, seated, adjusted, monkeypatch
):
    federations = [replace(one, kind="federation") for one in boards_kept_here()]
    monkeypatch.setattr(syncing, "boards_kept_here", lambda: federations)
    notice = published()
    assert (notice.data["howToAppeal"], notice.data["appealConfirmed"]) == ("", False)
    for page in both(client, notice):
        assert DOUBT in page
        assert "laglighetsprövning" not in page


def test_the_words_that_a_user_has_written_are_told(client, seated, adjusted):
    words = meetings.NewAppealWords(
        TODAY, "Skriv till rätten i Ekby.", "28 § lag (2003:1210)", "Förbundsjuristen"
    )
    meetings.set_appeal_words(SETUP, seated.town.pk, words, key="ord")
    for page in both(client, published()):
        assert "Skriv till rätten i Ekby." in page
        assert "28 § lag (2003:1210)" in page
        assert "medlem i kommunen" not in page


def test_what_went_up_before_keeps_its_words(seated, adjusted):
    before = published().data["howToAppeal"]
    new = meetings.NewAppealWords(date(2024, 3, 16), "Nya ord.", "1 §", "Juristen")
    meetings.set_appeal_words(SETUP, seated.town.pk, new, key="ord")
    assert published().data["howToAppeal"] == before


def test_a_notice_of_other_law_is_up_its_time_with_statute_and_proof(client, seated):
    meetings.make_law_notice(SETUP, seated.town.pk, NEW, key="lag")
    notice = published()
    assert (notice.sort, notice.status) == ("other_law", "up")
    for page in both(client, notice):
        assert "5 kap. 13 § plan- och bygglagen (2010:900)" in page
        assert "2024-04-05" in page
        assert "Byggnadsnämnden" not in page
    own = both(client, notice)[1]
    assert "minst tre veckor" in own
    assert "har suttit uppe hela" not in own
    told = client.get(f"/api/v1/notices/{notice.source}").json()
    assert (told["statute"], told["lastDay"]) == (NEW.statute, "2024-04-05")


def test_its_certificate_names_the_statute_when_the_time_is_out(client, seated):
    meetings.make_law_notice(SETUP, seated.town.pk, NEW, key="lag")
    published()
    with time_machine.travel("2024-04-06T12:00:00+02:00", tick=False):
        notice = published()
        own = both(client, notice)[1]
    assert (notice.status, notice.data["upThroughout"]) == ("down", True)
    assert f"hela den tid som {NEW.statute} kräver" in own
    assert "Nedtaget" in own
    assert sync_notices() == 0 or Record.objects.filter(pk=notice.pk, withdrawn_at=None).exists()


def test_one_that_is_gone_is_not_told_as_up(client, seated):
    made = meetings.make_law_notice(SETUP, seated.town.pk, NEW, key="lag")
    published()
    gone = meetings.NewPostingFact("missing", TODAY)
    meetings.note_law_notice(SETUP, made, gone, key="borta")
    sync_notices()
    assert not Record.objects.filter(kind=Kind.NOTICE, withdrawn_at=None).exists()
    assert NEW.title not in text_of(client.get(BOARD))


def test_it_waits_for_its_first_day(seated):
    meetings.make_law_notice(SETUP, seated.town.pk, NEW, key="lag")
    sync_notices()
    assert not Record.objects.filter(kind=Kind.NOTICE).exists()
