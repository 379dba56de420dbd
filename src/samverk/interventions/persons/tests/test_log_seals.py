"""The auditor's page of seals: what the check found, for whom, and who may ask for it."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from samverk.foundation.desk import Visit
from samverk.foundation.errors import ConflictError
from samverk.foundation.log_seals.checking import check_log, keep_proof
from samverk.foundation.log_seals.making import SERIES, add_link, kept_checkpoint, seal_log
from samverk.foundation.log_seals.proof import LogFault
from samverk.foundation.log_seals.removing import KEEPERS
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import LogProof, LogSeal
from samverk.foundation.numbering import next_number
from samverk.foundation.seals.canonical import read_canonical
from samverk.foundation.tests.cast import cast, the_day
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions import proving
from samverk.interventions.persons.desk_log import log_reviews
from samverk.interventions.persons.models import ReviewLine
from samverk.interventions.persons.queries.log_kept import needed_for_review
from samverk.interventions.persons.queries.log_rounds import drawn_lines
from samverk.interventions.persons.tests.log import drawn, read_by
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import Party, party, somebody
from samverk.interventions.persons.walls import reading
from samverk.rules.wording import running_date

__all__ = ["cast", "party", "the_day"]
MINE, THEIRS = "1 rad av 3 saknas.", "2 rader av 9 saknas."


@pytest.fixture(autouse=True)
def seal_dir(settings, tmp_path):
    settings.SEAL_DIR = tmp_path


@pytest.fixture
def pages(party: Party) -> Pages:
    return Pages(party)


def page_of(party: Party, pages: Pages, **query: str) -> str:
    answer = pages.get(party.auditor_user, "log_seals", party.sends, **query)
    assert answer.status_code == 200
    return text(answer)


def broken(party: Party) -> None:
    """Let a check have found faults: in the own readings, in another's, and in a seal."""
    report = check_log()
    where = (4, "2024-03-01T10:53:00+00:00", "2024-03-01T11:53:00+00:00")
    report.faults += [
        LogFault(MINE, *where, f"readings/{party.sends}"),
        LogFault(THEIRS, *where, f"readings/{party.receives}"),
        LogFault("kontrollpunkt 3: Kontrollpunktens signatur stämmer inte."),
    ]
    keep_proof(report)


def test_before_the_first_night_the_page_says_what_to_do(party, pages):
    page = page_of(party, pages)
    assert "Inte prövad" in page
    assert "Ingen försegling är gjord än." in page


def test_the_auditor_has_the_log_checked_and_sees_the_seals(party, pages):
    read_by(party.referrer_user, somebody(party))
    seal = seal_log()
    assert pages.send(party.auditor_user, "prove_log", party.sends, sure="on").status_code == 302
    page = page_of(party, pages)
    assert "Inget är ändrat" in page
    assert seal.digest[:16] in page
    assert kept_checkpoint().read_text().replace('"', "&quot;") in page
    told = read_canonical(seal.content)["parts"]
    assert told[f"readings/{party.sends}"]["count"] >= 1


def test_the_page_tells_which_period_fails_and_of_other_authorities_only_how_many(party, pages):
    seal_log()
    broken(party)
    page = page_of(party, pages)
    assert "Loggen stämmer inte" in page
    assert f"{running_date(date(2024, 3, 1))} klockan 11.53–12.53 (försegling 4)" in page
    assert MINE in page
    assert "läsningar hos er" in page
    assert "Kontrollpunktens signatur stämmer inte." in page
    assert THEIRS not in page
    assert "1 hos andra myndigheter" in page


def test_a_broken_log_is_on_the_auditors_desk(party):
    visit = Visit(actor_for(party.auditor_user), date(2024, 3, 15))
    keep_proof(check_log())
    assert log_reviews(visit).tasks == ()
    late = Visit(visit.actor, date(2024, 3, 18))
    assert [one.label for one in log_reviews(late).tasks] == ["Läsloggen har inte prövats"]
    broken(party)
    (task,) = log_reviews(visit).tasks
    assert (task.label, task.tone) == ("Läsloggen stämmer inte", "stopped")


def test_a_check_that_the_installation_has_not_signed_is_told(party, pages):
    keep_proof(check_log())
    row = LogProof.objects.get()
    LogProof.objects.create(
        content=row.content.replace('"seal":0', '"seal":9'), signature=row.signature
    )
    assert "Prövningen är ändrad" in page_of(party, pages)


def test_a_seal_that_cannot_be_read_breaks_no_page(party, pages):
    LogSeal.objects.create(
        number=1, chain="logg", content="{}", previous="", digest="a" * 64, checkpoint="x"
    )
    assert "a" * 16 in page_of(party, pages)
    keep_proof(check_log())
    assert "Förseglingen går inte att läsa." in page_of(party, pages)


def test_a_large_log_is_left_for_the_night(party, monkeypatch):
    seal_log()
    read_by(party.referrer_user, somebody(party))
    keep_proof(check_log())
    monkeypatch.setattr(proving, "MOST_LINES", -1)
    with pytest.raises(ConflictError, match="check_log"):
        actions.prove_log(actor_for(party.auditor_user), party.sends, key="k")


@pytest.mark.parametrize("name", ["log_seals", "prove_log"])
def test_nobody_else_has_the_page(party, pages, name):
    for who in (party.referrer_user, party.other_coordinator_user):
        assert pages.get(who, name, party.sends).status_code == 404
    assert pages.get(party.auditor_user, name, party.receives).status_code == 404


def test_the_page_asks_as_much_for_many_seals_as_for_one(party, pages):
    row = somebody(party)
    asked = []
    for _ in range(4):
        read_by(party.referrer_user, row)
        seal_log()
        keep_proof(check_log())
        with CaptureQueriesContext(connection) as found:
            page_of(party, pages)
        asked.append(len(found))
    assert len(set(asked[1:])) == 1


def test_the_pages_say_from_which_day_the_log_is_kept(party, pages):
    row = somebody(party)
    read_by(party.referrer_user, row)
    first = f"finns från och med {running_date(date(2024, 2, 14))}"
    assert first in page_of(party, pages)
    assert first in text(pages.get(party.auditor_user, "review_readings", party.sends))
    assert first in text(pages.get(party.auditor_user, "person_readings", row.pk))


def test_after_a_removal_the_log_is_kept_from_where_it_ended(party, pages):
    seal_log()
    content = {
        "kind": "removal",
        "part": f"readings/{party.sends}",
        "seals": [1],
        "count": 7,
        "until": "2019-02-28T23:53:00+00:00",
        "years": 5,
        "day": "2024-03-14",
        "decision": "SN § 12",
        "by": "Arkivet",
    }
    last = LogSeal.objects.order_by("-number").first()
    with transaction.atomic():
        add_link(last, next_number(SERIES), content)
    page = page_of(party, pages)
    assert f"finns från och med {running_date(date(2019, 3, 1))}" in page
    assert "SN § 12" in page


def test_a_month_that_is_drawn_and_not_signed_keeps_its_lines(party):
    assert needed_for_review(party.sends, date(2024, 3, 1)) == ""
    drawn(party)
    assert "februari 2024" in needed_for_review(party.sends, date(2024, 3, 1))
    assert needed_for_review(party.sends, date(2024, 2, 1)) == ""
    assert needed_for_review(party.receives, date(2024, 3, 1)) == ""
    assert needed_for_review in KEEPERS


def test_a_round_whose_lines_are_gone_is_still_counted(party, pages):
    with reading([party.sends], None):
        row = drawn(party)
        made = ReviewLine.objects.create(
            controller_id=party.sends,
            round=row,
            event_id=uuid.uuid4(),
            times=1,
            signs=["by_lot"],
            reasons=[],
        )
        page = text(pages.get(party.auditor_user, "review_round", row.pk))
        assert "0 av 2 dragna läsningar" in page
        assert page.count("Lottad") + page.count("lottad") >= 1
        assert drawn_lines([made.pk]) == []
