"""What the public reads, and the pages that a board publishes it from."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.execution.models import Judgement, PublishedQuarter
from samverk.execution.tests.stage import granted, user
from samverk.execution.tests.test_publishing import (
    FOURTH,
    MARCH,
    THIRD,
    harm,
    look,
    many,
    other,
    publish,
)
from samverk.foundation.actors import Role
from samverk.foundation.models import AuditEvent, User

__all__ = ["many", "other"]
pytestmark = pytest.mark.django_db
CANARY = "Kanariefågel Zxqv"
BOTH = ("officer_user", "reporter_user")


def cells(text: str) -> set[str]:
    """Every number that stands by itself in a cell of a page."""
    return {unescape(one).strip() for one in re.findall(r"<td[^>]*>([^<]*)</td>", text)}


def public(stage, row, name="public_quarter"):
    return stage.cast.browser(None).get(reverse(name, args=[row.body_id, row.quarter]))


def at(stage, name, *more):
    return reverse(name, args=[stage.body, *more])


def test_everybody_reads_no_small_number_and_nobody(stage, many):
    granted(stage, "skyddad", kind="lss-9-8", decided_on=MARCH, is_protected=True)
    rows = [publish(stage), publish(stage, FOURTH, key="k2")]
    for row in rows:
        page, file = public(stage, row), public(stage, row, "public_quarter_file")
        text, written = page.content.decode(), file.content.decode()
        assert (page.status_code, file.status_code) == (200, 200)
        assert not cells(text) & {"1", "2", "3", "4"}
        counts = [line.split(";")[6] for line in written.splitlines()[1:]]
        assert counts
        assert not set(counts) & {"1", "2", "3", "4"}
        for secret in ("Siv", "Påhitt", "9805", "2023-01-02", "2 januari"):
            assert secret not in text + written
    first = public(stage, rows[0]).content.decode()
    assert "12" in cells(first)
    for told in ("16 kap. 6 f §", "16 kap. 6 h §", "26 kap. 1 §", "Antal 1 till 4 visas inte"):
        assert told in first


def test_the_public_reads_the_published_row_alone(stage, many):
    row = publish(stage)
    with CaptureQueriesContext(connection) as asked:
        assert public(stage, row).status_code == 200
        assert public(stage, row, "public_quarter_file").status_code == 200
        assert stage.cast.browser(None).get(reverse("public_quarters")).status_code == 200
    tables = " ".join(one["sql"] for one in asked)
    assert "execution_publishedquarter" in tables
    for hidden in ("execution_granted", "execution_register", "execution_told", "execution_harm"):
        assert hidden not in tables


def test_the_list_has_what_is_published_in_as_many_questions(stage, many, visitor):
    counted = []
    for nth, quarter in enumerate((THIRD, FOURTH)):
        publish(stage, quarter, key=f"k{nth}")
        with CaptureQueriesContext(connection) as asked:
            page = visitor.get(reverse("public_quarters"))
        counted.append(len(asked))
        assert str(quarter).capitalize() in page.content.decode()
    assert counted[0] == counted[1]


def test_a_boards_page_leads_to_what_it_has_published(stage, many):
    where = reverse("body", args=[stage.cast.town.slug, stage.body])
    browser = stage.cast.browser(None)
    assert "ej-verkstallda-publicerat" not in browser.get(where).content.decode()
    row = publish(stage)
    page = browser.get(where).content.decode()
    assert reverse("public_quarter", args=[row.body_id, row.quarter]) in page


def test_what_is_withdrawn_is_missing_at_once(stage, many):
    row = publish(stage)
    browser = stage.cast.browser(stage.reporter_user)
    where = at(stage, "withdraw_quarter", row.pk)
    assert browser.get(where).status_code == 200
    assert browser.post(where, {"key": "w"}).status_code == 400, "the box is not ticked"
    assert "no-store" in public(stage, row)["Cache-Control"]
    assert browser.post(where, {"key": "w", "sure": "on"}).status_code == 302
    for name in ("public_quarter", "public_quarter_file"):
        assert public(stage, row, name).status_code == 404
    assert "Inget är publicerat" in (
        stage.cast.browser(None).get(reverse("public_quarters")).content.decode()
    )
    assert browser.get(where).status_code == 404


@pytest.mark.parametrize("quarter", ["2023Q4", "2023-Q2", "hej"])
def test_what_is_not_published_is_missing(stage, quarter):
    where = reverse("public_quarter", args=[stage.body, quarter])
    assert stage.cast.browser(None).get(where).status_code == 404


def test_the_reporter_looks_and_publishes(stage, many):
    browser = stage.cast.browser(stage.reporter_user)
    where = at(stage, "publish_quarter", THIRD.code)
    page = browser.get(where).content.decode()
    assert not cells(page) & {"1", "2", "3", "4"}
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert browser.post(where, {"key": "k", "seen": seen}).status_code != 302
    sent = browser.post(where, {"key": "k", "seen": seen, "sure": "on"})
    assert sent["Location"] == at(stage, "public_quarter", THIRD.code)
    assert browser.get(sent["Location"]).status_code == 200
    assert "Publicerat" in browser.get(at(stage, "publishing")).content.decode()


def test_a_form_with_old_numbers_is_shown_the_new_ones(stage, many):
    browser = stage.cast.browser(stage.reporter_user)
    where = at(stage, "publish_quarter", THIRD.code)
    sent = browser.post(where, {"key": "k", "seen": "gammal", "sure": "on"})
    assert "Talen har ändrats" in sent.content.decode()
    assert look(stage, THIRD).digest in sent.content.decode()
    assert not PublishedQuarter.objects.exists()


def test_a_test_of_harm_is_read_by_the_board_and_never_in_public(stage, many, other):
    browser = stage.cast.browser(stage.reporter_user)
    where = at(stage, "harm_test", THIRD.code)
    assert {"2", "9"} <= cells(browser.get(where).content.decode())
    answers = {"disclosed": CANARY, "recognised": CANARY, "harm": CANARY, "judgement": "clear"}
    assert browser.post(where, {"key": "m", **answers}).status_code == 302
    shown = at(stage, "publish_quarter", THIRD.code)
    assert CANARY in browser.get(shown).content.decode()
    made = harm(other, stage, recognised=CANARY, key="m2")
    exact = at(stage, "publish_exact", THIRD.code, made.pk)
    page = browser.get(exact).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert browser.post(exact, {"key": "e", "seen": seen, "sure": "on"}).status_code == 302
    row = PublishedQuarter.objects.get()
    text = public(stage, row).content.decode()
    assert "2" in cells(text)
    assert "menprövning" in text
    assert CANARY not in text + public(stage, row, "public_quarter_file").content.decode()
    assert CANARY not in repr(list(AuditEvent.objects.values()))


def test_who_made_the_test_or_found_it_not_clear_is_led_to_no_publishing(stage, many, other):
    own = harm(stage.reporter, stage)
    unclear = harm(other, stage, Judgement.NOT_CLEAR, key="m2")
    browser = stage.cast.browser(stage.reporter_user)
    for test in (own, unclear):
        assert browser.get(at(stage, "publish_exact", THIRD.code, test.pk)).status_code == 404


@pytest.mark.parametrize(
    "who", ["officer_user", "reporter_user", "other_user", "abroad_user", "secretary", "member"]
)
def test_the_boards_own_look_and_the_reporter_alone_writes(stage, many, other, who):
    made, row = harm(other, stage), publish(stage, FOURTH)
    named = {"secretary": stage.cast.owner_user, "member": stage.cast.member_user}
    browser = stage.cast.browser(named.get(who) or getattr(stage, who))
    looks = [at(stage, "publishing"), at(stage, "publish_quarter", THIRD.code)]
    writes = [
        at(stage, "harm_test", THIRD.code),
        at(stage, "publish_exact", THIRD.code, made.pk),
        at(stage, "withdraw_quarter", row.pk),
    ]
    for where in looks:
        assert browser.get(where).status_code == (200 if who in BOTH else 404)
    for where in writes:
        assert browser.get(where).status_code == (200 if who == "reporter_user" else 404)
    if who == "officer_user":
        sent = {"key": "k", "seen": look(stage, THIRD).digest, "sure": "on"}
        assert browser.post(looks[1], sent).status_code == 200
        assert PublishedQuarter.objects.count() == 1


def test_another_boards_publication_is_not_withdrawn_here(stage, many):
    row = publish(stage)
    lena = User.objects.get(full_name="Lena Sund")
    where = reverse("withdraw_quarter", args=[stage.cast.other_board.pk, row.pk])
    assert stage.cast.browser(lena).get(where).status_code == 404


def test_the_public_is_asked_to_log_in_to_publish(stage, visitor):
    answer = visitor.get(at(stage, "publishing"))
    assert answer.status_code == 403
    assert "/konto/logga-in/" in answer.content.decode()


def test_a_quarter_that_lasts_has_no_page_to_publish_it_from(stage):
    archivist = user("Arne Kiv", Role.MAIN_REPORTER, stage.cast.board)
    browser = stage.cast.browser(archivist)
    assert browser.get(at(stage, "publish_quarter", "2099Q1")).status_code == 404
