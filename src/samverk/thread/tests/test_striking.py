"""Striking a fact that was recorded wrongly, and recording it right in its place."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.federation import queries as federation
from samverk.federation.actions import NewFact
from samverk.federation.models import Membership, MembershipFact
from samverk.foundation.errors import InputError
from samverk.foundation.models import AuditEvent, User
from samverk.project.testing.readers import ReaderClient
from samverk.registry.actions import NewDocument
from samverk.registry.models import Case, Document
from samverk.thread.actions import Strike, correct_fact, record_with_paper
from samverk.thread.impact import impact_of

pytestmark = pytest.mark.usefixtures("demo")
PAGE = "/medlemskap/insjoriket/"
DAY = date(2025, 6, 1)


def alingsas():
    return Membership.objects.get(member__slug="alingsas").pk


@pytest.fixture
def ended(secretary):
    """A recorded end of Alingsås' membership."""
    case = Case.objects.get(diary_number="2020.096 SN")
    paper = NewDocument(case.pk, "incoming", "other", date(2025, 1, 7), "Bekräftelse", "Kansliet")
    fact = NewFact(alingsas(), "ended", date(2024, 12, 31))
    return record_with_paper(secretary, fact, paper, key="k0")


def strike_page(fact, slug="insjoriket"):
    return reverse("strike_fact", args=[slug, fact.pk])


def correct_page(fact, event="medlemskapet-upphorde"):
    place = ["insjoriket", alingsas(), event]
    return f"{reverse('record_event', args=place)}?ersatter={fact.pk}"


def sent(why="Gällde Lerum.", key="22222222-2222-4222-8222-222222222222", **more):
    return {"key": key, "why": why, **more}


def test_the_table_leads_to_striking_for_those_who_may(signed_in, ended):
    assert strike_page(ended) in signed_in.get(PAGE).content.decode()
    assert strike_page(ended) not in ReaderClient().get(PAGE).content.decode()


def test_the_page_shows_the_fact_its_paper_and_who_recorded_it(signed_in, ended):
    page = signed_in.get(strike_page(ended)).content.decode()
    assert "Medlemskapet upphörde" in page
    assert "Bekräftelse" in page
    assert "av Maj Ekedal" in page


def test_the_page_tells_the_status_with_and_without_the_fact(signed_in, ended):
    page = signed_in.get(strike_page(ended)).content.decode()
    assert "Inte medlem. Medlemskapet upphörde" in page
    assert "Okänt, handling saknas" in page


def test_the_impact_is_what_the_page_says_after(secretary, ended):
    member = federation.member_by_id(alingsas())
    told = impact_of(member, ended, DAY)
    federation_status = told.after.value.headline
    MembershipFact.objects.filter(pk=ended.pk).update(kept=False)
    now = federation.member_by_id(alingsas()).status_on(DAY).value.headline
    assert told.changes
    assert federation_status == now


def test_a_fact_that_decides_nothing_changes_nothing(demo):
    member = federation.member_by_id(alingsas())
    assert not impact_of(member, MembershipFact(pk=0), DAY).changes


def test_a_reason_is_required_and_nothing_is_struck_without(signed_in, ended):
    answer = signed_in.post(strike_page(ended), sent(why=" "))
    assert answer.status_code == 400
    assert answer.context["form"].errors.keys() == {"why"}
    assert MembershipFact.objects.get(pk=ended.pk).kept


def test_a_struck_fact_stays_on_the_page_with_reason_and_by_whom(signed_in, ended):
    signed_in.post(strike_page(ended), sent())
    page = signed_in.get(PAGE).content.decode()
    struck = page[page.index('id="strukna"') :]
    assert "<s>Medlemskapet upphörde" in struck
    assert "Gällde Lerum." in struck
    assert "av Maj Ekedal" in struck


def test_the_reason_and_the_name_are_for_those_who_are_logged_in(signed_in, visitor, ended):
    signed_in.post(strike_page(ended), sent())
    page = signed_in.get(PAGE).content.decode()
    assert "Gällde Lerum." in page
    assert "Maj Ekedal" in page
    refused = visitor.get(PAGE)
    assert refused.status_code == 403
    assert "Gällde Lerum." not in refused.content.decode()


def test_striking_is_logged_with_its_reason(signed_in, ended):
    signed_in.post(strike_page(ended), sent())
    event = AuditEvent.objects.get(kind="federation.fact_set_aside")
    assert (event.why, event.actor_name) == ("Gällde Lerum.", "Maj Ekedal")


def test_sending_the_form_twice_strikes_once(signed_in, ended):
    answers = [signed_in.post(strike_page(ended), sent()).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert AuditEvent.objects.filter(kind="federation.fact_set_aside").count() == 1


def test_a_struck_fact_cannot_be_struck_again(signed_in, ended):
    signed_in.post(strike_page(ended), sent())
    again = signed_in.post(strike_page(ended), sent(key="3"))
    assert again.status_code == 400
    assert "redan struken" in signed_in.get(strike_page(ended)).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_those_without_the_right_may_neither_see_nor_strike(client, ended, method):
    client.force_login(User.objects.get(email="sekreterare@harryda.example"))
    assert getattr(client, method)(strike_page(ended), sent()).status_code == 403
    assert MembershipFact.objects.get(pk=ended.pk).kept


def test_a_fact_under_another_federation_is_not_found(signed_in, ended):
    assert signed_in.get(strike_page(ended, "annat")).status_code == 404


def test_the_correction_has_the_old_values_filled_in(signed_in, ended):
    form = signed_in.get(correct_page(ended)).context["form"]
    assert form["paper"].value() == f"h{ended.document_id}"
    assert form["happened_on"].value() == date(2024, 12, 31)
    assert "why" in form.fields


def test_correcting_strikes_the_old_and_records_the_new(signed_in, ended):
    told = sent(paper=f"h{ended.document_id}", happened_on="2023-12-31", note="")
    answer = signed_in.post(correct_page(ended), told, follow=True)
    facts = MembershipFact.objects.filter(kind="ended").order_by("id")
    assert [(fact.happened_on.year, fact.kept) for fact in facts] == [(2024, False), (2023, True)]
    assert "Den gamla uppgiften är struken" in answer.content.decode()


def test_a_refused_correction_strikes_nothing(signed_in, ended):
    told = sent(paper=f"h{ended.document_id}", happened_on="1999-01-01", note="")
    answer = signed_in.post(correct_page(ended), told)
    assert answer.status_code == 400
    assert MembershipFact.objects.get(pk=ended.pk).kept


def test_correcting_twice_with_one_form_is_done_once(signed_in, ended):
    told = sent(paper=f"h{ended.document_id}", happened_on="2023-12-31", note="")
    answers = [signed_in.post(correct_page(ended), told).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert MembershipFact.objects.filter(kind="ended").count() == 2


def test_another_kind_may_replace_the_wrong_one(signed_in, ended):
    page = signed_in.get(
        f"{reverse('record_fact', args=['insjoriket', alingsas()])}?ersatter={ended.pk}"
    ).content.decode()
    assert correct_page(ended, "uppsagning-avsandes") in page


@pytest.mark.parametrize("given", ["0", "abc", "999999999"])
def test_a_fact_to_replace_that_is_not_there_is_not_found(signed_in, form_page, given):
    assert signed_in.get(form_page(query=f"?ersatter={given}")).status_code == 404


def test_a_struck_fact_is_not_offered_for_correction(signed_in, ended):
    signed_in.post(strike_page(ended), sent())
    assert signed_in.get(correct_page(ended)).status_code == 404


def test_a_fact_of_another_member_is_not_replaced(secretary, ended):
    other = Membership.objects.get(member__slug="lerum").pk
    document = Document.objects.first().pk
    new = NewFact(other, "ended", date(2024, 12, 31), document=document)
    with pytest.raises(InputError, match="annat medlemskap"):
        correct_fact(secretary, Strike(ended, "Fel."), new, None, key="k9")
    assert MembershipFact.objects.get(pk=ended.pk).kept
