"""Who bears a claim, and the files that certified claims are handed to the ledger in."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import Error, transaction
from openpyxl import load_workbook

from samverk.documents.sie_reading import read_sie
from samverk.federation import actions
from samverk.federation.models import Claim, ClaimStep, CostShare, LedgerFile
from samverk.federation.tests import claiming
from samverk.federation.tests.claiming import FEBRUARY, JANUARY, entered
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import TODAY, cast, the_day
from samverk.project.testing.stages import kept
from samverk.rules.agreements.booking import Booking

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
AT = "/forbund/fyrbaken/rekvisitioner/bokforing/"


@kept
def ready(cast):
    return claiming.ready()


@kept
def agreement(ready):
    made = ready.signed()
    ready.committed(made)
    return made


def new(ready, *claims, **more):
    booking = Booking(TODAY, **more)
    return actions.NewLedger(ready.home.pk, tuple(one.pk for one in claims), booking)


def text(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_proposing_records_who_bears_the_claim(ready, agreement):
    claim = ready.certified(agreement)
    shares = CostShare.objects.filter(step__claim=claim).order_by("position")
    assert [(one.part, one.amount) for one in shares] == [
        ("Staten", 250_000),
        ("Regionerna tillsammans", 125_000),
        ("Kommunerna tillsammans", 125_000),
    ]


def test_where_the_years_contributions_are_known_each_funder_bears_its_share(ready, agreement):
    claiming.founding.by_laws(ready.home)
    paper = ready.decision
    amount = actions.NewStateAmount(ready.home.pk, 2024, 1_000_000, decision=paper)
    actions.set_state_amount(claiming.SETUP, amount, key="staten")
    key = actions.NewKey(ready.home.pk, "equal", claiming.START, decision=paper)
    actions.set_key(claiming.SETUP, key, key="nyckel")
    shares = CostShare.objects.filter(step__claim=ready.certified(agreement))
    assert sum(one.amount for one in shares) == 500_000
    state = shares.get(part="Försäkringskassan")
    assert (state.amount, state.membership) == (250_000, ready.members["Försäkringskassan"])
    towns = [name for name in ready.members if name in ("Lillköping", "Norrvik")]
    assert {ready.members[name].pk for name in towns} <= {one.membership_id for one in shares}


def test_claims_are_handed_over_in_one_file_with_a_voucher_each(ready, agreement):
    claims = [ready.certified(agreement), ready.certified(agreement, FEBRUARY, 3)]
    made = actions.send_claims(ready.reviewer, new(ready, *claims, cost="4010"), key="a")
    assert (made.number, made.total) == (1, 800_000)
    assert {one.state for one in Claim.objects.all()} == {"sent"}
    read = read_sie(bytes(made.sie))
    assert [[(row.account, row.amount) for row in one.rows] for one in read.vouchers] == [
        [("4010", 500_000), ("2440", -500_000)],
        [("4010", 300_000), ("2440", -300_000)],
    ]
    book = load_workbook(BytesIO(bytes(made.xlsx)))
    assert book.sheetnames == ["Underlag", "Kostnadsdelning"]
    assert list(book["Underlag"].iter_rows(values_only=True))[-1][5] == 8_000
    assert ClaimStep.objects.filter(event="send", ledger=made).count() == 2
    assert AuditEvent.objects.get(kind="federation.ledger_made").organisation_id == ready.home.pk


def test_the_same_form_twice_is_one_file_and_a_claim_is_sent_once(ready, agreement):
    claim = ready.certified(agreement)
    first = actions.send_claims(ready.reviewer, new(ready, claim), key="a")
    assert actions.send_claims(ready.reviewer, new(ready, claim), key="a") == first
    with pytest.raises(ConflictError, match="inte längre attesterad"):
        actions.send_claims(ready.reviewer, new(ready, claim), key="b")
    assert LedgerFile.objects.count() == 1


def test_what_is_not_certified_or_not_booked_right_is_refused_and_nothing_is_sent(ready, agreement):
    claim = ready.certified(agreement)
    with pytest.raises(InputError, match="olika konton"):
        actions.send_claims(ready.reviewer, new(ready, claim, cost="2440"), key="a")
    with pytest.raises(InputError, match="Ingen attesterad"):
        actions.send_claims(ready.reviewer, new(ready), key="b")
    other = ready.claimed(agreement, FEBRUARY)
    with pytest.raises(ConflictError, match="inte längre attesterad"):
        actions.send_claims(ready.reviewer, new(ready, claim, other), key="c")
    claim.refresh_from_db()
    assert (claim.state, LedgerFile.objects.count()) == ("certified", 0)


def test_only_the_reviewer_hands_over(ready, agreement):
    claim = ready.certified(agreement)
    for who in (ready.certifier, ready.economist):
        with pytest.raises(NotAllowedError):
            actions.send_claims(who, new(ready, claim), key="nej")


def test_a_file_never_changes(ready, agreement):
    ready.paid(agreement)
    for change in ({"sie": b"x"}, {"total": 1}):
        with pytest.raises(Error), transaction.atomic():
            LedgerFile.objects.update(**change)
    with pytest.raises(Error), transaction.atomic():
        CostShare.objects.update(amount=1)


def test_a_failed_payment_that_is_sent_again_is_not_booked_twice(ready, agreement):
    claim = ready.certified(agreement)
    ready.move(ready.reviewer, claim, "send")
    ready.move(ready.reviewer, claim, "fail", note="Fel konto")
    ready.move(ready.reviewer, claim, "send")
    assert LedgerFile.objects.count() == 1
    assert ClaimStep.objects.filter(event="send", ledger__number=1).count() == 2


def test_a_correction_that_lowers_is_booked_the_other_way(ready, agreement):
    old = ready.paid(agreement)
    three = entered(agreement, JANUARY, 3)
    fix = actions.correct_claim(ready.reviewer, old.pk, three, "Två för mycket", key="r")
    ready.move(ready.reviewer, fix, "propose")
    ready.move(ready.certifier, fix, "certify")
    made = actions.send_claims(ready.reviewer, new(ready, fix), key="a")
    rows = read_sie(bytes(made.sie)).vouchers[0].rows
    assert [row.amount for row in rows] == [-200_000, 200_000]
    shares = CostShare.objects.filter(step__claim=fix)
    assert sum(one.amount for one in shares) == -200_000


def test_the_page_hands_over_and_gives_the_same_file_again(cast, ready, agreement):
    claim = ready.certified(agreement)
    browser = cast.browser(ready.reviewer_user)
    assert AT in text(browser.get(f"/forbund/fyrbaken/rekvisitioner/{claim.pk}/"))
    values = {"claims": [claim.pk], "day": "2024-03-15", "cost": "2440", "debt": "2440"}
    answer = browser.post(AT, {"key": "a", **values})
    assert answer.status_code == 400
    assert "olika konton" in text(answer)
    answer = browser.post(AT, {"key": "b", **values, "cost": "4010", "series": "R"})
    assert answer.status_code == 302
    shown = text(browser.get(AT))
    assert "Ingen attesterad rekvisition väntar" in shown
    assert f"{AT}1.se" in shown
    first, again = (browser.get(f"{AT}1.se").content for _ in range(2))
    assert first == again == bytes(LedgerFile.objects.get().sie)
    assert browser.get(f"{AT}1.xlsx").content == bytes(LedgerFile.objects.get().xlsx)
    assert browser.get(f"{AT}1.pdf").status_code == 404
    assert browser.get(f"{AT}2.se").status_code == 404
    shown = text(browser.get(f"/forbund/fyrbaken/rekvisitioner/{claim.pk}/"))
    assert "Bokföringsunderlag 1" in shown
    assert "Vem som bär kostnaden" in shown


def test_others_read_no_file_and_the_certifier_hands_over_none(cast, ready, agreement):
    ready.certified(agreement)
    ready.certified(agreement, FEBRUARY, 3)
    ready.move(ready.reviewer, Claim.objects.earliest("pk"), "send")
    for browser in (cast.browser(), cast.browser(ready.stranger_user)):
        assert browser.get(AT).status_code == 403
        assert browser.get(f"{AT}1.se").status_code == 403
    certifier = cast.browser(ready.certifier_user)
    assert "Skapa underlag" not in text(certifier.get(AT))
    assert certifier.post(AT, {"key": "k"}).status_code == 403
