"""What an organisation itself writes on its board: how to appeal, and notices that other law asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.meetings import actions
from samverk.meetings.actions import NewAppealWords, NewLawNotice, NewPostingFact, tend_law_notices
from samverk.meetings.models import AppealWords, LawNotice
from samverk.meetings.queries.board_texts import law_notice_by_id
from samverk.rules.law_notice import LawNoticeState

pytestmark = pytest.mark.django_db
NEW = NewLawNotice(
    "Samråd om detaljplan för Åkern",
    "Planen finns i kommunhuset.",
    "5 kap. 13 § plan- och bygglagen (2010:900)",
    "minst tre veckor",
    "Byggnadsnämnden",
    TODAY,
    days=21,
)
WORDS = NewAppealWords(TODAY, "Skriv till förvaltningsrätten.", "28 § lag (2003:1210)", "Jurist")


def at(day):
    return time_machine.travel(f"{day}T12:00:00+01:00", tick=False)


def made(cast, **changed) -> LawNotice:
    return actions.make_law_notice(
        cast.owner, cast.town.pk, replace(NEW, **changed), key=f"lag{changed}"
    )


def row(notice):
    return law_notice_by_id(notice.pk, clock.today())


def test_it_goes_up_and_comes_down_by_itself_and_is_certified(cast):
    notice = made(cast)
    assert notice.last_day == date(2024, 4, 5)
    assert (tend_law_notices(), tend_law_notices()) == (1, 0)
    assert row(notice).is_up
    with at("2024-04-05"):
        assert tend_law_notices() == 0
    with at("2024-04-06"):
        assert (tend_law_notices(), tend_law_notices()) == (1, 0)
        assert (row(notice).is_up, row(notice).is_certified) == (False, True)


def test_one_that_begins_later_waits_for_its_day(cast):
    notice = made(cast, first_day=date(2024, 3, 20), days=None, last_day=date(2024, 3, 27))
    assert tend_law_notices() == 0
    with at("2024-03-20"):
        assert tend_law_notices() == 1
    assert row(notice).state == LawNoticeState.COMING


def test_one_that_was_gone_is_not_certified(cast):
    notice = made(cast)
    tend_law_notices()
    for kind, day in (("missing", "2024-03-18"), ("up_again", "2024-03-19")):
        with at(day):
            new = NewPostingFact(kind, date.fromisoformat(day), "Driftstopp")
            actions.note_law_notice(cast.owner, notice, new, key=kind)
    with at("2024-04-06"):
        tend_law_notices()
        found = row(notice)
        assert (found.state, found.taken_down_on) == (LawNoticeState.NOT_WHOLE, clock.today())
        page = cast.browser().get(reverse("law_notice", args=[notice.pk])).content.decode()
    assert "satt inte uppe hela tiden" in page
    assert "Driftstopp" in page


def test_what_was_noted_in_error_is_struck_and_stays_in_the_proof(cast):
    notice = made(cast)
    tend_law_notices()
    noted = actions.note_law_notice(cast.owner, notice, NewPostingFact("missing", TODAY), key="fel")
    actions.strike_law_notice_fact(cast.owner, noted, "Det var ett annat.", key="stryk")
    assert row(notice).is_up
    assert [fact.kind for fact in row(notice).noted] == ["posted", "missing", "struck"]
    up = row(notice).facts[0]
    with pytest.raises(NotAllowedError):
        actions.strike_law_notice_fact(cast.owner, up, "Fel.", key="stryk systemets")


def test_it_is_not_taken_down_before_its_time(cast):
    notice = made(cast)
    tend_law_notices()
    with pytest.raises(InputError, match="tidigast 2024-04-06"):
        actions.note_law_notice(cast.owner, notice, NewPostingFact("taken_down", TODAY), key="ned")
    with pytest.raises(ConflictError):
        actions.note_law_notice(cast.owner, notice, NewPostingFact("posted", TODAY), key="upp")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"statute": " "}, "statute"),
        ({"ground": ""}, "ground"),
        ({"words": "Sök 19850709-9805"}, "words"),
        ({"days": None}, "days"),
        ({"days": 0}, "days"),
        ({"last_day": date(2024, 4, 1)}, "days"),
        ({"first_day": date(2024, 3, 14)}, "first_day"),
        ({"days": None, "last_day": date(2024, 3, 1)}, "last_day"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(cast, changed, field):
    with pytest.raises(InputError) as fault:
        made(cast, **changed)
    assert fault.value.field == field


def test_the_same_form_twice_makes_one_notice_and_the_log_tells_who(cast):
    first, second = made(cast), made(cast)
    assert (first.pk, LawNotice.objects.count()) == (second.pk, 1)
    event = AuditEvent.objects.get(kind="meetings.law_notice_made")
    assert (event.actor_name, event.organisation_id) == (cast.owner.name, cast.town.pk)


def test_nobody_else_puts_anything_on_the_board(cast):
    for who in (cast.member, cast.outsider):
        with pytest.raises(NotAllowedError):
            actions.make_law_notice(who, cast.town.pk, NEW, key=who.name)
        with pytest.raises(NotAllowedError):
            actions.set_appeal_words(who, cast.town.pk, WORDS, key=who.name)


def test_a_secretary_makes_one_by_the_form(cast):
    browser = cast.browser(cast.owner_user)
    where = reverse("new_law_notice", args=[cast.town.slug])
    assert "Lagrum" in browser.get(where).content.decode()
    sent = {
        "key": "formulär", "title": NEW.title, "words": NEW.words, "statute": NEW.statute,
        "ground": NEW.ground, "asked_by": NEW.asked_by, "first_day": "2024-03-15", "days": "21",
    }  # fmt: skip
    answer = browser.post(where, sent, follow=True)
    page = answer.content.decode()
    assert "5 kap. 13 § plan- och bygglagen (2010:900)" in page
    assert "Byggnadsnämnden" in page
    faulty = browser.post(where, sent | {"key": "ny", "days": "", "words": "Kvar"})
    assert (faulty.status_code, "Kvar" in faulty.content.decode()) == (400, True)


def test_who_asked_for_it_is_not_told_to_everybody(cast):
    notice = made(cast)
    page = cast.browser().get(reverse("law_notice", args=[notice.pk])).content.decode()
    assert "Byggnadsnämnden" not in page


def test_own_words_hold_from_their_day_and_once(cast):
    first = actions.set_appeal_words(SETUP, cast.town.pk, WORDS, key="ord")
    again = actions.set_appeal_words(SETUP, cast.town.pk, WORDS, key="ord")
    assert (first.pk, AppealWords.objects.count()) == (again.pk, 1)
    page = cast.browser().get(reverse("board", args=[cast.town.slug])).content.decode()
    assert "28 § lag (2003:1210)" in page
    with pytest.raises(InputError):
        actions.set_appeal_words(SETUP, cast.town.pk, replace(WORDS, statute=""), key="utan")
