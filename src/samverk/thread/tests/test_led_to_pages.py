"""The page and the files of what a decision led to, and the way back, in the demo."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from samverk.decisions.models import Decision
from samverk.federation.models import Agreement, Claim
from samverk.foundation.models import User
from samverk.interventions.models import Delivery
from samverk.project.testing.readers import WHO_READS

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def decided(demo) -> Decision:
    """The board's decision behind the example in Lerum."""
    return Decision.objects.get(title="Exempel: prova på-platser i Lerum", paragraph=9)


@pytest.fixture
def lerum(demo) -> Agreement:
    return Agreement.objects.get(name="Exempel: prova på-platser i Lerum")


@pytest.fixture
def aktiv(demo) -> Agreement:
    """An agreement about an intervention that the catalogue has, given by the payee."""
    return Agreement.objects.get(name="Exempel: Aktiv Lerum")


def page_of(browser: Client, name: str, *place: object) -> str:
    answer = browser.get(reverse(name, args=place))
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_decisions_page_leads_to_the_agreement_and_to_the_whole(client, decided, lerum):
    page = page_of(client, "decision", decided.pk)
    assert reverse("agreement", args=["insjoriket", lerum.pk]) in page
    assert reverse("led_to", args=[decided.pk]) in page


def test_a_councils_decision_that_led_to_no_agreement_says_so_and_names_the_membership(client):
    council = Decision.objects.get(
        body__kind="council", organisation__slug="alingsas", paragraph=94
    )
    page = page_of(client, "led_to", council.pk)
    assert "har lett till någon överenskommelse" in page
    assert "fullmäktige beslutade om utträde" in page


def test_the_manager_reads_the_sentence_the_cost_and_what_is_missing(manager, decided):
    page = page_of(manager, "led_to", decided.pk)
    assert "Beslutet ligger bakom en överenskommelse om Exempel: prova på-platser." in page
    assert "kr är attesterade för" in page
    assert "Vad som saknas" in page
    assert "per finansierad platsdag" in page


def test_the_public_reads_the_way_and_no_cost(client, decided, lerum):
    page = page_of(client, "led_to", decided.pk)
    assert reverse("agreement", args=["insjoriket", lerum.pk]) in page
    assert "1 200 000,00 kr" in page
    assert "är attesterade" not in page
    assert "platsdag" not in page


def test_what_went_back_to_harryda_is_18_750_each_of_80(client, demo):
    council = Decision.objects.get(
        body__kind="council", organisation__slug="harryda", paragraph=128
    )
    page = page_of(client, "led_to", council.pk)
    assert "18 750 kr" in page
    assert "preliminärt enligt handlingen" in page


def test_the_way_back_stands_on_agreement_intervention_and_delivery(client, aktiv):
    back = Decision.objects.get(title=aktiv.name, paragraph=10)
    (delivery,) = aktiv.intervention.deliveries.filter(provider=aktiv.payee.member)
    for name, place in (
        ("agreement", ("insjoriket", aktiv.pk)),
        ("intervention", ("insjoriket", aktiv.intervention_id)),
        ("delivery", (delivery.pk,)),
    ):
        page = page_of(client, name, *place)
        _, _, rests = page.partition('id="vilar-pa"')
        assert reverse("decision", args=[back.pk]) in rests


def test_a_delivery_that_nobody_pays_for_says_so(client, aktiv):
    other = Delivery.objects.get(name="ACTivera i Alingsås")
    page = page_of(client, "delivery", other.pk)
    assert "Exempel: Aktiv Lerum" not in page
    assert "Ingen beslutad överenskommelse betalar för det här." in page


def test_a_claim_leads_back_to_its_agreement_and_decision(manager, decided, lerum):
    claim = Claim.objects.filter(agreement=lerum).first()
    page = page_of(manager, "claim", "insjoriket", claim.pk)
    _, _, rests = page.partition('id="vilar-pa"')
    assert reverse("agreement", args=["insjoriket", lerum.pk]) in rests
    assert reverse("decision", args=[decided.pk]) in rests


def of_file(browser: Client, decision: int, ending: str) -> bytes:
    answer = browser.get(reverse("led_to_file", args=[decision, ending]))
    assert answer.status_code == 200
    assert f".{ending}" in answer["Content-Disposition"]
    return answer.content


def test_the_files_hold_the_same_rows_in_three_forms(manager, decided):
    told = json.loads(of_file(manager, decided.pk, "json"))
    semicolons = of_file(manager, decided.pk, "csv").decode("utf-8-sig")
    head, *rows = csv.reader(StringIO(semicolons), delimiter=";")
    sheet = load_workbook(BytesIO(of_file(manager, decided.pk, "xlsx"))).active
    assert len(rows) == len(told["rows"]) > 5
    assert sheet.max_row >= len(rows) + 1
    days = next(row for row in told["rows"] if row["unit"] == "finansierad platsdag")
    (same,) = (row for row in rows if row[head.index("Enhet")] == "finansierad platsdag")
    assert int(same[head.index("Antal")]) == days["number"]
    assert round(float(same[head.index("Kostnad per enhet, kronor")]) * 100) == days["each_ore"]
    unknown = next(row for row in told["rows"] if row["holds"] == "okänt")
    assert (unknown["number"], unknown["each_ore"]) == (None, None)


def test_a_file_of_another_kind_is_not_there(client, decided):
    assert client.get(reverse("led_to_file", args=[decided.pk, "pdf"])).status_code == 404


def test_a_decision_that_is_not_there_is_not_found(client, demo):
    assert client.get(reverse("led_to", args=[10**6])).status_code == 404


def test_the_payees_economist_reads_the_cost_and_a_secretary_does_not(signed_in, decided):
    own = Client()
    own.force_login(User.objects.get(email="utforarekonom@lerum.example"))
    assert "är attesterade för" in page_of(own, "led_to", decided.pk)
    assert "är attesterade för" not in page_of(signed_in, "led_to", decided.pk)


def test_the_pages_ask_few_questions(client, decided, lerum, django_assert_max_num_queries):
    client.get("/om/")
    with django_assert_max_num_queries(22 + WHO_READS):
        client.get(reverse("led_to", args=[decided.pk]))
    with django_assert_max_num_queries(30 + WHO_READS):
        client.get(reverse("agreement", args=["insjoriket", lerum.pk]))
