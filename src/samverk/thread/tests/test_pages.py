"""The pages: what the public reads, what a secretary writes."""

from __future__ import annotations

import pytest

from samverk.project.testing.readers import WHO_READS

pytestmark = pytest.mark.usefixtures("demo")
PAGE = "/medlemskap/insjoriket/"


def test_the_start_page_leads_to_the_chain_in_one_click(client):
    assert f'href="{PAGE}"' in client.get("/").content.decode()


def test_the_chain_is_open_to_everybody(client):
    page = client.get(PAGE, {"dag": "2025-06-01"}).content.decode()
    assert "Okänt, handling saknas" in page
    assert "Två utfall är möjliga" in page


def test_above_the_picture_the_words_tell_status_fee_and_what_waits(client):
    page = client.get(PAGE, {"dag": "2023-11-01"}).content.decode().replace("\xa0", " ")
    top, _, _ = page.partition('id="kedja"')
    assert "Medlem. Utträde är beslutat" in top
    assert "639 tkr (2023, senast uppgivna). Ska betalas till och med den 31 december 2024" in (
        " ".join(top.split())
    )
    assert "Väntar på fullmäktiges beslut: Tjänsteskrivelse från Socialförvaltningen" in top
    assert "Övriga medlemmar: " in top


def test_what_is_missing_is_counted_above_the_picture_and_listed_below_it(client):
    page = client.get(PAGE, {"dag": "2025-06-01"}).content.decode()
    top, _, below = page.partition('id="kedja"')
    card = top.partition('href="#lage-')[2].partition('"')[0]
    assert "handlingar saknas" in top
    assert "utfall är möjliga" in top
    assert f'id="lage-{card}"' in below


def test_the_chain_page_asks_few_questions(client, django_assert_max_num_queries):
    client.get("/om/")
    with django_assert_max_num_queries(12 + WHO_READS):
        assert client.get(PAGE, {"dag": "2023-11-01"}).status_code == 200


def test_a_bad_day_is_explained_and_kept(client):
    answer = client.get(PAGE, {"dag": "2023-02-30"})
    assert answer.status_code == 400
    assert "2023-02-30" in answer.content.decode()


def test_a_federation_that_is_not_there_is_not_found(client):
    assert client.get("/medlemskap/finns-inte/").status_code == 404


def test_who_may_not_record_is_refused(client, visitor, form_page):
    assert client.get(form_page()).status_code == 403
    assert "/konto/logga-in/" in visitor.get(form_page()).content.decode()


def test_a_missing_paper_leads_to_where_it_is_recorded(signed_in, form_page):
    page = signed_in.get(PAGE, {"dag": "2025-06-01"}).content.decode()
    assert f'href="{form_page("uppsagning-aterkallades")}"' in page


def test_the_public_gets_no_links_that_write(client):
    page = client.get(PAGE, {"dag": "2025-06-01"}).content.decode()
    assert "/stryk/" not in page
    assert "/handelse/" not in page


def test_both_outcomes_are_shown_with_their_cost(client):
    page = client.get(PAGE, {"dag": "2025-06-01"}).content.decode()
    assert "avgifterna för 2024–2025" in page
    assert "sammanlagt, som beräknat" in page


def test_one_years_cost_is_no_sum(client):
    page = client.get(PAGE, {"dag": "2024-06-01"}).content.decode()
    assert "avgiften för 2024" in page
    assert "sammanlagt, som beräknat" not in page


def test_later_events_are_marked_in_the_table_and_the_picture(client):
    early = client.get(PAGE, {"dag": "2021-06-01"}).content.decode()
    assert "räknas inte in i läget" in early
    assert early.count("Senare än den valda dagen") >= 5
    late = client.get(PAGE, {"dag": "2025-06-01"}).content.decode()
    assert "Senare än den valda dagen" not in late


def test_the_table_twin_tells_the_spans_of_the_picture(client):
    page = client.get(PAGE, {"dag": "2023-11-01"}).content.decode()
    assert page.count("Uppsägningstid, antagen</td>") == 2
