"""A record that is a registered decision uses its case, and asks for nothing that is known."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.decisions.models import Decision
from samverk.foundation.actors import Role
from samverk.intake.actions import read_waiting, upload
from samverk.intake.files import Upload
from samverk.intake.models import Source
from samverk.intake.tests import reviews
from samverk.intake.tests.conftest import SETUP, sample, user
from samverk.intake.tests.reviews import confirmed, only_record
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry
from samverk.registry.models import Case, Document

pytestmark = pytest.mark.django_db


@kept
def case(home):
    """The board's case, opened when the matter began."""
    board = reviews.body(home, "SN").pk
    new = registry.NewCase(board, "Samarbetet", date(2024, 1, 15), "SN 2024/18")
    return registry.open_case(SETUP, new, key="ärende")


@kept
def decision(home, case):
    """The board's proposal, registered by hand in that case."""
    new = decisions.NewDecision(
        organisation=home.pk,
        body=reviews.body(home, "SN").pk,
        decided_on=date(2024, 2, 14),
        paragraph=7,
        title="Stanna i Samordningsförbundet Fyrbåken",
        kind="proposes",
        case=case.pk,
    )
    return decisions.register_decision(SETUP, new, key="beslut")


def answer(client, source, **sent):
    address = reverse("intake_review", args=[source.pk, 1])
    return client.post(address, {"key": f"svar/{source.pk}", "title": "Stanna"} | sent)


def test_a_yes_is_all_that_is_asked_for(client, secretary, case, decision, read_in):
    client.force_login(secretary)
    source = read_in("board.txt")[0]
    answered = answer(client, source, same_as=str(decision.pk))
    assert answered.status_code == 302, answered.context["form"].errors
    assert only_record(source).document.case == Case.objects.get() == case


def test_two_sources_of_one_paragraph_open_no_case_each(client, secretary, case, decision, read_in):
    client.force_login(secretary)
    for source in read_in("board.txt", "excerpt.md"):
        assert answer(client, source, same_as=str(decision.pk)).status_code == 302
    assert (Case.objects.count(), Document.objects.count()) == (1, 2)
    assert Decision.objects.get().sources.count() == 2


def test_who_may_not_keep_the_decisions_diary_opens_one_case_and_no_more(
    client, home, board, case, decision
):
    council = reviews.body(home, "KF")
    client.force_login(user("kf@granby.example", Role.SECRETARY, home, council))
    for name in ("board.txt", "excerpt.md"):
        upload(SETUP, council.pk, [sample(name)], key=name)
        read_waiting(council.pk)
        source = Source.objects.get(name=name)
        sent = {"same_as": str(decision.pk), "diary": str(council.pk)}
        assert answer(client, source, **sent).status_code == 302
    assert Case.objects.exclude(pk=case.pk).get().body == council


def test_a_number_that_the_person_writes_is_used(client, secretary, home, decision, read_in):
    client.force_login(secretary)
    source = read_in("board.txt")[0]
    sent = {"diary": str(reviews.body(home, "SN").pk), "case_number": "SN 2024/99"}
    answer(client, source, same_as=str(decision.pk), **sent)
    assert only_record(source).document.case.diary_number == "SN 2024/99"


def test_a_memo_in_two_files_opens_one_case(actor, home, board, read_in):
    memo = read_in("memo.txt")[0]
    review = reviews.board(home, paragraph=None, case_number="")
    confirmed(actor, memo, review)
    upload(actor, board.pk, [Upload("kopia.txt", sample("memo.txt").content + b"\n")], key="k")
    read_waiting(board.pk)
    confirmed(actor, Source.objects.get(name="kopia.txt"), review)
    assert Case.objects.count() == 1


def test_minutes_are_told_apart_by_their_meeting(actor, home, read_in):
    record = confirmed(actor, read_in("board.txt")[0], reviews.board(home))
    assert "(sammanträde 2024-02-14)" in str(record.document)


def test_the_diary_is_the_one_that_the_paper_names(client, home, board, read_in):
    client.force_login(user("alla@granby.example", Role.SECRETARY, home))
    source = read_in("board.txt")[0]
    assert first_diary(client, source) == board.pk
    record = only_record(source)
    record.fields["body"] = None
    record.save()
    assert first_diary(client, source) == ""


def first_diary(client, source):
    return (
        client.get(reverse("intake_review", args=[source.pk, 1])).context["form"]["diary"].value()
    )
