"""Recording an event: first what happened, then a form with just the fields of that kind."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samverk.decisions.models import Decision
from samverk.federation.models import Membership, MembershipFact
from samverk.foundation.actors import system
from samverk.registry import actions as registry
from samverk.registry import queries as registry_queries
from samverk.registry.models import Case, Document
from samverk.rules.membership import FactKind
from samverk.thread.kinds import EVENTS, OF_KIND, OF_SLUG

pytestmark = pytest.mark.usefixtures("demo")
PAGE = "/medlemskap/insjoriket/"
NEW = "?handling=ny"
KEY = "11111111-1111-4111-8111-111111111111"


def letter(**changes):
    case = Case.objects.get(diary_number="2020.096 SN")
    told = {
        "key": KEY,
        "happened_on": "2021-06-03",
        "case": case.pk,
        "subject": "Uppsägning",
        "note": "",
    }
    return told | changes


def fields(client, address):
    return set(client.get(address).context["form"].fields) - {"key"}


def test_every_kind_of_event_can_be_chosen(signed_in, form_page):
    page = signed_in.get(form_page()).content.decode()
    assert all(f'href="{form_page(event.slug)}"' in page for event in EVENTS)


@pytest.mark.parametrize("event", ["uttrade-beslutades", "uttrade-upphavdes"])
def test_who_may_not_register_the_councils_decision_is_told_who_does(
    signed_in, manager, form_page, event
):
    way = reverse("new_decision") + "?organisation=alingsas"
    assert f'href="{way}"' in signed_in.get(form_page(event)).content.decode()
    told = manager.get(form_page(event)).content.decode()
    assert way not in told
    assert "registreras av nämndsekreteraren hos Alingsås" in told
    assert signed_in.get(way).status_code == 200


def test_no_kind_of_fact_lacks_its_form():
    assert set(OF_KIND) == set(FactKind)
    assert len(OF_SLUG) == len(EVENTS)


@pytest.mark.parametrize(
    ("event", "asked"),
    [
        ("uttrade-beslutades", {"paper", "states_exit", "note"}),
        ("uttrade-upphavdes", {"paper", "note"}),
        ("uppsagning-aterkallades", {"paper", "happened_on", "note"}),
        ("forbundet-svarade", {"paper", "happened_on", "accepted", "note"}),
        ("uttrade-foreslogs", {"paper", "states_exit", "note"}),
        ("intradet", {"happened_on", "note"}),
    ],
)
def test_a_form_asks_only_what_belongs_to_its_kind(signed_in, form_page, event, asked):
    assert fields(signed_in, form_page(event)) == asked


def test_a_new_paper_brings_the_diarys_fields(signed_in, form_page):
    asked = fields(signed_in, form_page("medlemskapet-upphorde", NEW))
    assert asked == {"happened_on", "dated_on", "correspondent", "case", "subject", "file", "note"}


def test_only_what_may_be_left_out_says_so(signed_in, form_page):
    form = signed_in.get(form_page("forbundet-svarade", NEW)).context["form"]
    optional = {name for name, field in form.fields.items() if not field.required}
    assert optional == {"file", "note"}


def test_a_kind_that_is_not_there_is_not_found(signed_in, form_page):
    assert signed_in.get(form_page("hittepa")).status_code == 404


def test_a_member_of_another_federation_is_not_found(signed_in, form_page):
    assert signed_in.get(form_page().replace("insjoriket", "annat")).status_code == 404


def test_recording_the_notice_changes_the_status_at_once(signed_in, form_page):
    answer = signed_in.post(form_page("uppsagning-avsandes", NEW), letter(), follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Händelsen är registrerad. Alingsås i dag:" in answer.content.decode()
    page = signed_in.get(PAGE, {"dag": "2023-11-01"}).content.decode()
    assert "Uppsagt; utträde från utgången av den 31\N{NO-BREAK SPACE}december 2024" in page


def test_sending_the_form_twice_records_once(signed_in, form_page):
    for _ in range(2):
        signed_in.post(form_page("uppsagning-avsandes", NEW), letter())
    assert MembershipFact.objects.filter(kind="notice_sent").count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"happened_on": "igår"}, "ÅÅÅÅ-MM-DD"),
        ({"happened_on": ""}, "Skriv en dag"),
        ({"happened_on": "2199-01-01"}, "Dagen har inte varit än"),
        ({"subject": ""}, "Uppgiften behövs"),
        ({"case": ""}, "Uppgiften behövs"),
    ],
)
def test_a_bad_form_says_what_to_do_and_keeps_what_was_written(signed_in, form_page, changes, says):
    told = letter(note="Min anteckning") | changes
    answer = signed_in.post(form_page("uppsagning-avsandes", NEW), told)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert says in page
    assert "Min anteckning" in page


def test_the_answer_must_say_whether_it_was_accepted(signed_in, form_page):
    answer = signed_in.post(form_page("forbundet-svarade", NEW), letter())
    assert answer.context["form"].errors.keys() == {"accepted"}


def test_an_answer_without_a_withdrawal_is_explained(signed_in, form_page):
    answer = signed_in.post(form_page("forbundet-svarade", NEW), letter(accepted="ja"))
    assert answer.status_code == 400
    assert "Registrera först när uppsägningen återtogs" in answer.content.decode()


def test_the_new_paper_carries_its_file(signed_in, form_page):
    file = SimpleUploadedFile("brev.txt", "Härmed återtas uppsägningen.".encode())
    signed_in.post(form_page("uppsagning-aterkallades", NEW), letter(file=file))
    made = Document.objects.latest("id")
    assert (made.kind, made.files.get().name) == ("letter", "brev.txt")


def test_a_file_that_may_not_be_stored_is_refused_at_its_field(signed_in, form_page):
    file = SimpleUploadedFile("program.exe", b"MZ")
    answer = signed_in.post(form_page("uppsagning-aterkallades", NEW), letter(file=file))
    assert "tas emot" in answer.context["form"].errors["file"][0]
    assert not MembershipFact.objects.filter(kind="notice_withdrawn").exists()


def test_a_file_must_be_chosen_again_when_something_else_is_wrong(signed_in, form_page):
    file = SimpleUploadedFile("brev.txt", b"text")
    told = letter(file=file, happened_on="")
    answer = signed_in.post(form_page("uppsagning-aterkallades", NEW), told)
    assert "Välj filen på nytt" in answer.context["form"].errors["file"][0]


@pytest.mark.parametrize(
    ("event", "changes", "way"),
    [
        ("uppsagning-avsandes", {}, ("outgoing", "Samordningsförbundet Insjöriket")),
        (
            "uppsagning-togs-emot",
            {"dated_on": "2021-06-09"},
            ("incoming", "Samordningsförbundet Insjöriket"),
        ),
        (
            "medlemskapet-upphorde",
            {"dated_on": "2021-06-09", "correspondent": "Kansliet"},
            ("incoming", "Kansliet"),
        ),
    ],
)
def test_the_diary_says_who_a_letter_is_from_or_to(signed_in, form_page, event, changes, way):
    signed_in.post(form_page(event, NEW), letter(**changes))
    made = Document.objects.latest("id")
    assert (made.direction, made.correspondent) == way


def test_the_receipt_has_a_day_of_its_own(signed_in, form_page):
    told = letter(dated_on="2021-06-09")
    signed_in.post(form_page("uppsagning-togs-emot", NEW), told)
    fact = MembershipFact.objects.get(kind="notice_received")
    assert (fact.happened_on, fact.document.dated_on) == (date(2021, 6, 3), date(2021, 6, 9))


def test_a_known_memo_gives_the_proposal_its_day(signed_in, form_page):
    memo = Document.objects.get(kind="memo", dated_on=date(2020, 10, 8))
    told = {"key": KEY, "paper": f"h{memo.pk}", "note": ""}
    answer = signed_in.post(form_page("fortsatt-medlemskap-foreslogs"), told)
    assert answer.status_code == 302
    made = MembershipFact.objects.get(kind="repeal_proposed", document=memo)
    assert made.happened_on == date(2020, 10, 8)


def test_a_paper_given_in_the_address_is_chosen(signed_in, form_page):
    decision = Decision.objects.get(paragraph=94)
    form = signed_in.get(form_page("uttrade-upphavdes", f"?handling=b{decision.pk}")).context[
        "form"
    ]
    assert form["paper"].value() == f"b{decision.pk}"


def test_the_choice_of_event_hands_on_the_paper(signed_in, form_page):
    page = signed_in.get(form_page(query="?handling=b7")).content.decode()
    assert f"{form_page('uttrade-beslutades')}?handling=b7" in page


def test_without_a_council_decision_the_form_says_what_to_do_first(manager):
    partille = Membership.objects.get(member__slug="partille").pk
    address = reverse("record_event", args=["insjoriket", partille, "uttrade-beslutades"])
    assert "Inget beslut av fullmäktige är registrerat" in manager.get(address).content.decode()


def test_without_a_case_of_ones_own_the_form_says_what_to_do_first(manager, monkeypatch):
    monkeypatch.setattr(registry_queries, "register", lambda **asked: [])
    partille = Membership.objects.get(member__slug="partille").pk
    address = reverse("record_event", args=["insjoriket", partille, "uppsagning-avsandes"])
    assert "Du har inget ärende" in manager.get(address).content.decode()


def test_a_case_where_one_may_not_register_is_not_offered(manager, form_page):
    form = manager.get(form_page("uppsagning-avsandes", NEW)).context["form"]
    assert {case.body.organisation.slug for case in form.papers.cases} == {"insjoriket"}
    assert form.papers.choices != []


def test_the_first_paper_of_a_member_sent_twice_is_recorded_once(manager):
    partille = Membership.objects.get(member__slug="partille")
    board = partille.federation.bodies.first()
    new = registry.NewCase(board.pk, "Partilles medlemskap", date(2024, 1, 2))
    case = registry.open_case(system("Provet"), new, key="ärende")
    address = reverse("record_event", args=["insjoriket", partille.pk, "uppsagning-avsandes"])
    for _ in range(2):
        assert manager.post(address, letter(case=case.pk)).status_code == 302
    assert partille.facts.filter(kind="notice_sent").count() == 1
