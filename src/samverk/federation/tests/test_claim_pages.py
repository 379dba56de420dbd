"""Agreements and claims by pages: from draft to payment, who sees what, and files in and out."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from samverk.federation import actions
from samverk.federation.models import Agreement, Claim, ClaimVersion, Commitment, CostRule
from samverk.federation.tests import claiming
from samverk.federation.tests.claiming import FEBRUARY, JANUARY
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.project.testing.stages import kept

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
AT = "/forbund/fyrbaken/avtal/"
CLAIMS = "/forbund/fyrbaken/rekvisitioner/"


@kept
def ready(cast):
    return claiming.ready()


@kept
def manager(cast, ready):
    return cast.browser(ready.manager_user)


@kept
def economist(cast, ready):
    return cast.browser(ready.economist_user)


def text(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def post(browser, address, key="k", **values):
    return browser.post(address, {"key": key, **values})


def draft(ready, **more):
    wanted = {
        "name": "Gruppen",
        "kind": "public_public",
        "intervention": ready.intervention.pk,
        "payee": ready.members["Lillköping"].pk,
        "parties": [ready.members["Lillköping"].pk, ready.members["Kustregionen"].pk],
        "price_model": "hour",
        "starts_on": "2024-01-01",
        "ends_on": "2024-12-31",
        "notice_months": "3",
        "claim_days": "60",
        "reporting": "Delår",
        "data_processing": "Kommunen",
    }
    return wanted | more


def test_a_year_goes_by_pages_alone(cast, ready, manager, economist):
    assert post(manager, f"{AT}nytt/", **draft(ready)).status_code == 302
    made = Agreement.objects.get()
    own = f"{AT}{made.pk}/"
    steps = [
        (f"{own}nytt/taxa/", {"from_date": "2024-01-01", "amount": "1 000,50"}),
        (f"{own}steg/skicka-till-beslut/", {"day": "2024-01-02"}),
        (
            f"{own}steg/registrera-beslutet/",
            {
                "day": "2024-01-03",
                "decision": ready.decision,
                "payee_decision": ready.payee_decision,
            },
        ),
        (
            f"{own}nytt/underskrift/",
            {"side": "federation", "signed_on": "2024-01-03", "signatory": "A"},
        ),
        (f"{own}nytt/underskrift/", {"side": "payee", "signed_on": "2024-01-03", "signatory": "B"}),
        (
            f"{own}atagande/",
            {"from_date": "2024-01-01", "to_date": "2024-12-31", "amount": "100000"},
        ),
    ]
    for number, (address, values) in enumerate(steps):
        answer = post(manager, address, f"k{number}", **values)
        assert answer.status_code == 302, text(answer)
    held = Commitment.objects.get().pk
    certifier, reviewer = (
        cast.browser(ready.certifier_user),
        cast.browser(ready.reviewer_user),
    )
    assert post(certifier, f"{AT}atagande/{held}/godkann/", "ja").status_code == 302
    assert post(
        economist, f"{own}rekvisition/", "ny", from_date="2024-01-01", to_date="2024-01-31"
    ).url.startswith(CLAIMS)
    claim = f"{CLAIMS}{Claim.objects.get().pk}/"
    assert post(economist, f"{claim}siffror/", "s", count_0="5").status_code == 302
    for number, (who, step, values) in enumerate(
        [
            (economist, "lamna-in", {}),
            (reviewer, "borja-granska", {}),
            (reviewer, "foresla-till-attest", {"amount": "5 002,50"}),
            (certifier, "attestera", {}),
            (reviewer, "skicka-till-utbetalning", {}),
            (reviewer, "registrera-betald", {"voucher": "V 7"}),
        ]
    ):
        answer = post(who, f"{claim}steg/{step}/", f"c{number}", **values)
        assert answer.status_code == 302, text(answer)
    shown = text(manager.get(claim))
    assert "Betald" in shown
    assert "5 timmar × 1 000,50 kr" in shown
    assert "Verifikation V 7" in shown
    page = text(manager.get(own))
    assert "94 997,50 kr" in page


def test_a_faulty_form_keeps_what_was_written_and_says_what_to_do(ready, manager):
    answer = post(manager, f"{AT}nytt/", **draft(ready, ends_on="2023-01-01", name="Behålls"))
    assert answer.status_code == 400
    assert "Sista dagen är före den första" in text(answer)
    assert "Behålls" in text(answer)
    answer = post(manager, f"{AT}nytt/", **draft(ready, parties=[]))
    assert answer.status_code == 400


def test_an_amount_is_refused_with_how_it_is_written(ready, manager):
    made = ready.draft("actual_cost")
    answer = post(
        manager, f"{AT}{made.pk}/nytt/taxa/", from_date="2024-01-01", amount="tolv kronor"
    )
    assert answer.status_code == 400
    assert "12 500,50" in text(answer)


def test_hindrances_stand_on_the_claims_page_with_the_way_out(ready, economist):
    made = ready.signed()
    claim = ready.claimed(made)
    shown = text(economist.get(f"{CLAIMS}{claim.pk}/"))
    assert "Inget godkänt åtagande täcker" in shown
    assert "Förbundet registrerar och godkänner ett." in shown
    answer = post(economist, f"{CLAIMS}{claim.pk}/steg/lamna-in/")
    assert answer.status_code == 400
    assert "Inget godkänt åtagande" in text(answer)


def test_the_public_reads_agreements_and_never_claims(cast, ready):
    made = ready.signed()
    ready.committed(made)
    claim = ready.certified(made)
    public = cast.browser()
    assert "Gruppen i Lillköping" in text(public.get(AT))
    shown = text(public.get(f"{AT}{made.pk}/"))
    assert "en person går att känna igen" in shown
    assert f"{CLAIMS}{claim.pk}/" not in shown
    # By the tariff, what is certified would tell how many
    for page in (shown, text(public.get(AT))):
        assert "1 000 000,00 kr" in page
        assert "995 000,00 kr" not in page
    for address in (CLAIMS, f"{CLAIMS}{claim.pk}/", f"{CLAIMS}{claim.pk}/underlag.xlsx"):
        assert public.get(address).status_code == 403
    assert public.get(f"{CLAIMS}attestlista.xlsx").status_code == 403


def test_another_members_economist_reads_no_claim_of_ours(cast, ready):
    claim = ready.claimed(ready.signed())
    stranger = cast.browser(ready.stranger_user)
    assert stranger.get(f"{CLAIMS}{claim.pk}/").status_code == 403
    assert stranger.get(f"{CLAIMS}{claim.pk}/siffror/").status_code == 403


def test_an_agreement_of_another_federation_is_not_found_here(cast, ready):
    made = ready.draft()
    assert cast.browser().get(f"/forbund/lillkoping/avtal/{made.pk}/").status_code == 404
    assert cast.browser().get(f"{AT}999999/").status_code == 404


def upload(browser, claim, content, name="siffror.csv"):
    raw = content if isinstance(content, bytes) else content.encode()
    return post(browser, f"{CLAIMS}{claim.pk}/siffror/", name, file=SimpleUploadedFile(name, raw))


def sheet(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stored = BytesIO()
    book.save(stored)
    return stored.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Från;Till\n2024-01-01;2024-01-31\n", "Rad 1: rubrikerna ska vara Från, Till, Antal."),
        ("Från;Till;Antal\n2024-01-01;2024-01-31;fem\n", "Rad 2, kolumn Antal: &#x27;fem&#x27;"),
        ("Från;Till;Antal\n2024-01-01;2024-13-31;5\n", "Rad 2, kolumn Till"),
        ("Från;Till;Antal\n2024-01-31;2024-01-01;5\n", "Rad 2, kolumn Till: dagen är före"),
        ("Från;Till;Antal\n2024-01-01;2024-01-31;-5\n", "Rad 2, kolumn Antal"),
        ("Från;Till;Antal\n2024-01-01;2024-01-31\n", "Rad 2: 2 kolumner"),
        ("Från;Till;Antal\n2024-01-01;2024-01-30;5\n", "Antal saknas för"),
        ("Från;Till;Antal\n2024-01-01;2024-02-01;5\n", "utanför perioden"),
        ("Från;Till;Antal\n", "inga rader"),
        ("", "tom"),
        (b"PK\x03\x04trasig", "inte att läsa som Excel"),
    ],
)
def test_a_faulty_file_names_row_and_column_and_nothing_is_kept(ready, economist, content, told):
    claim = ready.claimed(ready.signed())
    answer = upload(economist, claim, content)
    assert answer.status_code == 400
    assert told in text(answer)
    assert ClaimVersion.objects.count() == 1


def test_counts_come_in_by_excel_and_by_csv(ready, economist):
    claim = ready.claimed(ready.signed())
    rows = (("Från", "Till", "Antal"), (JANUARY.from_date, JANUARY.to_date, 7))
    assert upload(economist, claim, sheet(*rows), "a.xlsx").status_code == 302
    csv = "Från,Till,Antal\n2024-01-01,2024-01-15,2\n2024-01-16,2024-01-31,2\n"
    assert upload(economist, claim, csv, "b.csv").status_code == 302
    first, second, third = ClaimVersion.objects.order_by("number")
    assert [v.total for v in (first, second, third)] == [500_000, 700_000, 400_000]
    assert (second.file_name, len(second.sha256)) == ("a.xlsx", 64)
    shown = text(economist.get(f"{CLAIMS}{claim.pk}/"))
    assert "Skillnad mot den förra: −3 000,00 kr" in shown


def test_costs_are_typed_one_on_each_line_or_come_by_file(ready, economist):
    claim = ready.claimed(ready.signed("actual_cost"))
    address = f"{CLAIMS}{claim.pk}/siffror/"
    answer = post(economist, address, "a", costs="Personal; Lön; 12 500,50\nLokal; Hyra; x")
    assert answer.status_code == 400
    assert "Rad 2, kolumn Belopp" in text(answer)
    assert "Lokal; Hyra; x" in text(answer)
    assert post(economist, address, "b", costs="Personal; Lön; 12 500,50").status_code == 302
    rows = (("Kostnadsslag", "Text", "Belopp"), ("Lokal", "Hyra", 1_000.5))
    assert upload(economist, claim, sheet(*rows), "k.xlsx").status_code == 302
    totals = ClaimVersion.objects.order_by("number").values_list("total", flat=True)
    assert list(totals) == [50_000, 1_250_050, 100_050]


def test_the_basis_and_the_list_go_out_as_excel(cast, ready):
    made = ready.signed()
    ready.committed(made)
    claim = ready.claimed(made)
    for who, event in (
        (ready.economist, "submit"),
        (ready.reviewer, "review"),
        (ready.reviewer, "propose"),
    ):
        ready.move(who, claim, event)
    certifier = cast.browser(ready.certifier_user)
    basis = certifier.get(f"{CLAIMS}{claim.pk}/underlag.xlsx")
    cells = [c.value for row in load_workbook(BytesIO(basis.content)).active for c in row]
    assert Decimal(str(cells[-1])) == 5_000
    waiting = certifier.get(f"{CLAIMS}attestlista.xlsx")
    rows = list(load_workbook(BytesIO(waiting.content)).active.iter_rows(values_only=True))
    assert rows[-2][1:3] == ("Gruppen i Lillköping", "Lillköpings kommun")
    assert rows[-1][7] == 5_000


def test_a_correction_by_page_shows_the_difference(cast, ready):
    made = ready.signed()
    ready.committed(made)
    old = ready.paid(made)
    reviewer = cast.browser(ready.reviewer_user)
    answer = post(reviewer, f"{CLAIMS}{old.pk}/ratta/", count_0="3", why="Två för mycket")
    new = Claim.objects.get(corrects=old)
    assert answer.url == f"{CLAIMS}{new.pk}/"
    assert "−2 000,00 kr" in text(reviewer.get(answer.url))
    assert "Rättad av" in text(reviewer.get(f"{CLAIMS}{old.pk}/"))


def test_the_list_of_costs_is_changed_by_the_manager_and_read_by_all(cast, ready, manager):
    address = f"{AT}kostnadsslag/"
    assert "Tolk" in text(cast.browser().get(address))
    assert cast.browser().post(address, {"name": "x"}).status_code == 403
    made = post(manager, address, name="Tolk", is_eligible="on", source="Styrelsen § 9")
    assert made.status_code == 302
    assert CostRule.objects.get().is_eligible
    assert "Styrelsen § 9" in text(cast.browser().get(address))


def test_offers_are_those_that_the_reader_may_take(cast, ready, economist):
    made = ready.signed()
    ready.committed(made)
    claim = ready.claimed(made)
    address = f"{CLAIMS}{claim.pk}/"
    assert "Lämna in" in text(economist.get(address))
    certifier = text(cast.browser(ready.certifier_user).get(address))
    assert "Lämna in" not in certifier
    assert "/steg/attestera/" not in certifier


def test_pages_have_a_fixed_number_of_queries(cast, ready, django_assert_max_num_queries):
    made = ready.signed()
    ready.committed(made)
    claim, waits = ready.certified(made), ready.claimed(made, FEBRUARY)
    browser = cast.browser(ready.reviewer_user)
    browser.get(CLAIMS)
    # What stops a claim is read of the payee's membership and of all the agreement's terms, and what
    # it rests on of the decisions
    for address, most in (
        (f"{CLAIMS}{claim.pk}/", 12),
        (f"{CLAIMS}{waits.pk}/", 20),
        (f"{AT}{made.pk}/", 19),
        (AT, 9),
        (CLAIMS, 6),
        (f"{CLAIMS}bokforing/", 6),
    ):
        with django_assert_max_num_queries(most):
            browser.get(address)


def test_a_claim_lies_on_the_desk_of_whoever_takes_its_next_step(cast, ready):
    made = ready.signed()
    ready.committed(made)
    claim = ready.claimed(made)
    address = f"{CLAIMS}{claim.pk}/"
    people = {
        "economist": ready.economist_user,
        "stranger": ready.stranger_user,
        "reviewer": ready.reviewer_user,
        "certifier": ready.certifier_user,
    }

    def on_the_desk_of():
        return {
            name for name, user in people.items() if address in text(cast.browser(user).get("/"))
        }

    assert on_the_desk_of() == {"economist"}
    ready.move(ready.economist, claim, "submit")
    assert on_the_desk_of() == {"reviewer"}
    ready.move(ready.reviewer, claim, "review")
    ready.move(ready.reviewer, claim, "propose")
    assert on_the_desk_of() == {"certifier"}


def test_the_form_offers_the_counts_that_have_been_entered(ready, economist):
    new = actions.NewCounts(
        ready.intervention.pk,
        "took_part",
        *(JANUARY.from_date, JANUARY.to_date),
        7,
        8,
        0,
        "Rapport",
    )
    actions.enter_counts(SETUP, new, key="antal")
    claim = ready.claimed(ready.signed())
    shown = text(economist.get(f"{CLAIMS}{claim.pk}/siffror/"))
    assert "Registrerade deltaganden: 15." in shown
